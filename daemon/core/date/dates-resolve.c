/* dates-resolve.c - the days of an expression that has been read */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/date/grammar-parts.h"

/* The range runs over New Year, whichever year it is. */
static bool
wraps(const struct form *a, const struct form *b, int ref)
{
	int year = day_date(ref).year;
	struct span s, e;

	return form_in_year(a, year, &s) && form_in_year(b, year, &e) &&
	       e.end < s.start;
}

static bool
set_range(
    struct reading *g, const struct span *s, bool fine, const struct span *e)
{
	g->span.start = s->start;
	g->span.end = e->end;
	return fine && s->start <= e->end;
}

/* The end of a range: the first year in which it has not ended. */
static bool
resolve_range(struct reading *g, int ref, int year)
{
	struct form a = g->first, b = g->last;
	struct span s, e;

	if (b.year == 0 && a.year != 0 && form_is_yearly(&b)) {
		if (!form_in_year(&a, a.year, &s))
			return false;
		b.strictly = false;
		b.weekday = b.shape == SHAPE_DAY ? 0 : b.weekday;
		if (!form_resolve(&b, s.start, &e, NULL))
			return false;
		return set_range(g, &s, true, &e);
	}
	if (b.year == 0 && year != 0 && form_is_yearly(&b))
		b.year = year;
	if (a.shape == SHAPE_DAY && a.year == 0)
		a.weekday = 0;
	if (!g->running && b.year == 0 && a.year == 0 && form_is_yearly(&a) &&
	    form_is_yearly(&b) && form_resolve(&a, ref, &s, NULL) &&
	    form_resolve(&b, ref, &e, NULL) && e.end < s.start &&
	    wraps(&a, &b, ref))
		return set_range(
		    g, &s, form_resolve(&b, s.start, &e, NULL), &e);
	if (!form_resolve(&b, ref, &e, NULL))
		return false;
	if (a.year != 0 || !form_is_yearly(&a)) {
		if (!form_resolve(&a, ref, &s, NULL))
			return false;
	} else if (!form_resolve_before(&a, e.end, &s))
		return false;
	return set_range(g, &s, true, &e);
}

/* What the word before the date makes of its days. */
static bool
turn_by_lead(struct reading *g)
{
	struct span *s = &g->span;
	bool turn = g->first.shape == SHAPE_TURN && !g->range;

	switch (g->lead) {
	case LEAD_BY:
	case LEAD_UNTIL:
	case LEAD_TO:
	case LEAD_WITHIN:
		if (turn) {
			s->end = s->start;
			s->precision = PRECISION_DAY;
		}
		g->direction = DIRECTION_BY;
		break;
	case LEAD_BEFORE:
		if (g->first.part == PART_LAST_DAY || turn)
			s->start = s->end = s->start;
		else
			s->start = s->end = s->start - 1;
		s->precision = PRECISION_DAY;
		g->direction = DIRECTION_BY;
		break;
	case LEAD_FROM:
	case LEAD_SOONEST:
		if (turn)
			s->start = s->end;
		s->end = s->start;
		s->precision = g->unit == PRECISION_DAY ? PRECISION_DAY
							: s->precision;
		g->direction = DIRECTION_AFTER;
		break;
	case LEAD_AFTER:
		s->start = turn ? s->end : s->end + 1;
		s->end = s->start;
		s->precision = PRECISION_DAY;
		g->direction = DIRECTION_AFTER;
		break;
	case LEAD_NONE:
		break;
	}
	return true;
}

static bool
resolve(struct reading *g, int ref, int year)
{
	struct form first = g->first;

	g->wrong_weekday = false;
	g->yearless = form_is_yearly(g->range ? &g->last : &first);
	if (g->range && g->first.year != 0)
		g->yearless = false;
	if (g->range) {
		if (!resolve_range(g, ref, year))
			return false;
		g->span.precision = PRECISION_RANGE;
	} else {
		if (year != 0 && g->yearless)
			first.year = year;
		if (!form_resolve(&first, ref, &g->span, &g->wrong_weekday))
			return false;
	}
	g->unit = form_unit(g->range ? &g->last : &first);
	g->past = first.backwards;
	g->direction = DIRECTION_NONE;
	return turn_by_lead(g);
}

bool
reading_resolve(struct reading *g, int ref, int year)
{
	struct span was = g->span;
	bool yearless = g->yearless;

	if (g->computed) {
		g->wrong_weekday = false;
		return true;
	}
	if (resolve(g, ref, year))
		return true;
	g->span = was; /* 29 February of a year that has none */
	g->yearless = yearless;
	return false;
}
