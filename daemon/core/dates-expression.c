/* dates-expression.c - ranges, the words before a date, the time after it */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/grammar.h"

/* "till", "t.o.m.", "-": between the two ends of a range; else 0. */
static size_t
read_joint(const struct reader *r, size_t i, bool between)
{
	if (is_mark(r, i, '-')) {
		i++;
		return is_mark(r, i, '-') ? i + 1 : i;
	}
	if (between && is_text(r, i, "och"))
		return i + 1;
	if (is_mark(r, i, ','))
		i++;
	if (is_text(r, i, "och") &&
	    (is_class(r, i + 1, WORD_TO) || is_class(r, i + 1, WORD_UNTIL)))
		i++;
	if (is_text(r, i, "fram") && is_class(r, i + 1, WORD_TO))
		i++;
	if (is_class(r, i, WORD_UNTIL))
		return i + 1;
	if (is_class(r, i, WORD_TO)) {
		i++;
		if (is_text(r, i, "och") && is_class(r, i + 1, WORD_WITH))
			i += 2;
		return i;
	}
	if (is_text(r, i, "t") && is_text(r, i + 1, "o") &&
	    is_text(r, i + 2, "m"))
		return i + 3;
	return 0;
}

/* "3-15 mars", "3 och 28 april", "6-17/5", "den 24-26 december". */
static size_t
read_day_range(struct reader *r, size_t i, bool between, struct reading *g)
{
	size_t at = i + is_class(r, i, WORD_DEN), to;
	bool weekday = is_class(r, at, WORD_WEEKDAY);
	int day;

	if (weekday)
		at += 1 + is_mark(r, at + 1, '.');
	at += is_class(r, at, WORD_DEN) && weekday;
	if (!is_number(r, at, 2, 1, 31))
		return 0;
	day = r->t[at].value;
	if (is_mark(r, at + 1, ':') && is_near(r, at + 1))
		at += 2;
	if ((to = read_joint(r, at + 1, between)) == 0)
		return 0;
	to = read_form(r, to, &g->last);
	if (to == 0 || g->last.shape != SHAPE_DAY || g->last.day <= day ||
	    g->last.recurring)
		return 0;
	g->first = g->last;
	g->first.day = day;
	g->first.weekday = 0;
	g->last.weekday = 0;
	return to;
}

/* "vecka 12-14", "kvartal 3-4", "2023-2026", "2023/24" after a first one. */
static size_t
read_number_range(struct reader *r, size_t i, struct reading *g)
{
	const struct form *a = &g->first;
	const struct token *t;
	size_t at, to;
	int most = a->shape == SHAPE_WEEK      ? 53
		   : a->shape == SHAPE_QUARTER ? 4
		   : a->shape == SHAPE_TERTIAL ? 3
					       : 0;

	if (!is_mark(r, i, '-') && !is_text(r, i, "och") &&
	    !is_mark(r, i, '/') && !is_class(r, i, WORD_TO))
		return 0;
	at = i + 1;
	t = &r->t[at];
	if (most > 0 && is_number(r, at, 2, 1, most)) {
		if (is_class(r, at + 1, WORD_MONTH) ||
		    (is_mark(r, i, '/') && a->year == 0))
			return 0;
		g->last = *a;
		g->last.n = t->value;
		to = read_year(r, at + 1, &g->last.year);
		return to ? to : at + 1;
	}
	if (a->shape != SHAPE_YEAR || a->year == 0)
		return 0;
	g->last = *a;
	if ((to = read_year_number(r, at, &g->last.year)) != 0 &&
	    g->last.year > a->year && !(is_mark(r, to, '-') && is_near(r, to)))
		return to;
	if (t->kind == TOKEN_NUMBER && t->digits == 2 &&
	    t->value > a->year % 100 && !is_class(r, i, WORD_TO) &&
	    is_near(r, at) && !is_mark(r, at + 1, ':') &&
	    !is_mark(r, at + 1, '-')) {
		g->last.year = a->year / 100 * 100 + t->value;
		return at + 1;
	}
	return 0;
}

/* A year by itself that only a range makes one: "2023-2026". */
static size_t
read_years(struct reader *r, size_t i, struct reading *g)
{
	size_t to;

	if (r->t[i].gap == GAP_NONE && i > 0 && !is_mark(r, i - 1, '('))
		return 0;
	memset(&g->first, 0, sizeof(g->first));
	g->first.shape = SHAPE_YEAR;
	if ((to = read_year_number(r, i, &g->first.year)) == 0 ||
	    is_mark(r, to, '/'))
		return 0;
	if (is_class(r, to, WORD_AND) &&
	    !(is_text(r, to, "och") &&
		is_number(r, to + 1, 4, g->first.year + 1, g->first.year + 1)))
		return 0;
	to = read_number_range(r, to, g);
	if (to != 0 && (r->t[to - 1].digits != 4 || g->first.year < 1900 ||
			   (is_near(r, to) && r->t[to].kind == TOKEN_MARK &&
			       (r->t[to].mark == ':' || r->t[to].mark == '/'))))
		return 0;
	return to;
}

/* A second year, month or day is lent to a first that has none. */
static void
share(struct form *a, struct form *b)
{
	if (b->shape == SHAPE_OF_MONTH && a->shape == SHAPE_DAY) {
		b->shape = SHAPE_DAY;
		b->month = a->month;
		b->year = a->year;
	}
	if (a->shape == SHAPE_OF_MONTH && b->shape == SHAPE_DAY) {
		a->shape = SHAPE_DAY;
		a->month = b->month;
	}
}

/* Two forms can be the ends of one range. */
static bool
fits(const struct form *a, const struct form *b)
{
	bool day_a = a->shape == SHAPE_DAY || a->shape == SHAPE_FIXED ||
		     a->shape == SHAPE_FEAST || a->part == PART_LAST_DAY;
	bool day_b = b->shape == SHAPE_DAY || b->shape == SHAPE_FIXED ||
		     b->shape == SHAPE_FEAST || b->part == PART_LAST_DAY;

	if (b->shape == SHAPE_NONE)
		return false;
	if (a->shape == SHAPE_YEAR && b->shape != SHAPE_YEAR)
		return false;
	return (day_a && day_b) || a->shape == b->shape ||
	       b->part != PART_NONE || a->part != PART_NONE ||
	       b->shape == SHAPE_TURN || a->shape == SHAPE_TURN ||
	       (!day_a && !day_b) || (day_a && !day_b);
}

/* The rest of a range whose first end is read; i when there is none. */
static size_t
read_range_end(struct reader *r, size_t i, bool between, struct reading *g)
{
	size_t to = read_number_range(r, i, g), joint;
	struct form second;

	if (to != 0)
		return to;
	if ((g->first.shape == SHAPE_SEASON || g->first.shape == SHAPE_MONTH) &&
	    is_mark(r, i, '/'))
		joint = i + 1;
	else if ((joint = read_joint(r, i, between)) == 0)
		return i;
	if (is_mark(r, i, '-') && r->t[joint].gap == GAP_LINE &&
	    r->t[i].gap == GAP_SPACE)
		return i;
	to = read_form(r, joint, &second);
	if (to == 0 && read_year_number(r, joint, &second.year) != 0 &&
	    g->first.shape == SHAPE_YEAR) {
		second = g->first;
		to = read_year_number(r, joint, &second.year);
	}
	if (to == 0)
		return i;
	share(&g->first, &second);
	if (!fits(&g->first, &second))
		return i;
	g->last = second;
	return to;
}

/* Any date or range, with no word before it. */
static size_t
read_core(struct reader *r, size_t i, bool between, struct reading *g)
{
	size_t to, end;

	if ((to = read_day_range(r, i, between, g)) != 0) {
		g->range = true;
		return to;
	}
	if ((to = read_years(r, i, g)) != 0) {
		g->range = true;
		return to;
	}
	if ((to = read_form(r, i, &g->first)) == 0 && between) {
		to = read_year_number(r, i, &g->first.year);
		g->first.shape = SHAPE_YEAR;
	}
	if (to == 0)
		return 0;
	end = read_range_end(r, to, between, g);
	g->range = end != to;
	if (!g->range && between)
		return 0;
	return end;
}

/* The small words before a date that say nothing of its direction. */
static size_t
pass_small(const struct reader *r, size_t i)
{
	for (int n = 0; n < 4; n++) {
		enum word_class c = r->t[i].class;

		if (r->t[i].kind != TOKEN_WORD)
			break;
		if (c == WORD_I && (r->t[i + 1].class == WORD_OFFSET ||
				       r->t[i + 1].class == WORD_SEASON ||
				       r->t[i + 1].class == WORD_UNIT ||
				       is_text(r, i + 1, "fjol") ||
				       r->t[i + 1].class == WORD_EVENING))
			break;
		if (c == WORD_YEARS &&
		    (r->t[i + 1].kind != TOKEN_NUMBER ||
			r->t[i + 1].digits != 4 || is_mark(r, i + 2, '-')))
			;
		else if (c != WORD_AT && c != WORD_I && c != WORD_ABOUT)
			break;
		i++;
	}
	return i;
}

/* "senast (den)", "till och med", "fr.o.m.": which, and the token after. */
static size_t
read_lead(const struct reader *r, size_t i, enum lead *lead)
{
	bool with = is_text(r, i + 1, "och") && is_class(r, i + 2, WORD_WITH);

	*lead = LEAD_NONE;
	switch ((enum word_class)r->t[i].class) {
	case WORD_BY:
		*lead = LEAD_BY;
		return i + 1;
	case WORD_NOT:
		if (!is_class(r, i + 1, WORD_LATER) ||
		    !is_class(r, i + 2, WORD_THAN))
			return 0;
		*lead = LEAD_BY;
		return i + 3;
	case WORD_BEFORE:
		*lead = LEAD_BEFORE;
		return i + 1;
	case WORD_UNTIL:
		*lead = LEAD_UNTIL;
		return i + 1;
	case WORD_TO:
		*lead = with ? LEAD_UNTIL : LEAD_TO;
		return i + (with ? 3 : 1);
	case WORD_FROM:
		*lead = LEAD_FROM;
		return i + (with ? 3 : 1);
	case WORD_ONWARDS:
		*lead = LEAD_FROM;
		return i + 1;
	case WORD_AFTER:
		*lead = LEAD_AFTER;
		return i + 1;
	case WORD_SOONEST:
		*lead = LEAD_SOONEST;
		return i + 1;
	case WORD_WITHIN:
		*lead = LEAD_WITHIN;
		return i + 1;
	case WORD_LETTER:
		if (is_text(r, i, "fr") && is_text(r, i + 1, "o") &&
		    is_text(r, i + 2, "m")) {
			*lead = LEAD_FROM;
			return i + 3;
		}
		return 0;
	case WORD_QUARTER:
		if (is_text(r, i, "t") && is_text(r, i + 1, "o") &&
		    is_text(r, i + 2, "m")) {
			*lead = LEAD_UNTIL;
			return i + 3;
		}
		return 0;
	default:
		return 0;
	}
}

/* ", kl. 13", "på kvällen", "efter kl. 14", "(tisdag)" after a date. */
static size_t
read_tail(const struct reader *r, size_t i, struct reading *g)
{
	for (int n = 0; n < 4; n++) {
		size_t at = i + is_mark(r, i, ','), to;
		enum direction d = DIRECTION_NONE;

		if (is_class(r, at, WORD_BEFORE) || is_class(r, at, WORD_BY))
			d = DIRECTION_BY;
		else if (is_class(r, at, WORD_AFTER) ||
			 is_class(r, at, WORD_FROM) ||
			 is_class(r, at, WORD_SOONEST))
			d = DIRECTION_AFTER;
		if (d != DIRECTION_NONE && is_class(r, at + 1, WORD_CLOCK) &&
		    (to = read_clock(r, at + 1, &g->minutes)) != 0) {
			g->direction = g->direction ? g->direction : d;
			i = to;
			continue;
		}
		if ((to = read_clock(r, at, &g->minutes)) != 0) {
			i = to;
			continue;
		}
		if (is_class(r, at, WORD_AT) &&
		    (r->t[at + 1].class == WORD_EVENING ||
			is_text(r, at + 1, "morgonen")))
			at++;
		if (is_class(r, at, WORD_EVENING) ||
		    (is_class(r, at, WORD_OFFSET) &&
			r->t[at].form == FORM_GENITIVE &&
			is_text(r, at, "morgon"))) {
			i = at + 1;
			continue;
		}
		break;
	}
	return i;
}

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
	return fine;
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
		g->span.start = s.start;
		g->span.end = e.end;
		return true;
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
	g->span.start = s.start;
	g->span.end = e.end;
	return s.start <= e.end;
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

bool
reading_resolve(struct reading *g, int ref, int year)
{
	struct form first = g->first;

	g->wrong_weekday = false;
	if (g->computed)
		return true;
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

/* "(fr.o.m.) X t.o.m. Y" reads as a range, whatever stands before it. */
static size_t
read_lead_and_core(struct reader *r, size_t i, struct reading *g, int *minutes)
{
	size_t at, to = 0;
	enum lead second;

	if (is_class(r, i, WORD_BETWEEN))
		return read_core(r, i + 1, true, g);
	at = read_lead(r, i, &g->lead);
	if (at == 0)
		at = i;
	else if (is_text(r, i, "fram") || is_class(r, at, WORD_BY))
		at++;
	at = pass_small(r, at);
	if (g->lead != LEAD_NONE && is_class(r, at, WORD_CLOCK) &&
	    (to = read_clock(r, at, minutes)) != 0)
		at = pass_small(r, to);
	if (g->lead == LEAD_BY && (to = read_lead(r, at, &second)) != 0 &&
	    (second == LEAD_BEFORE || second == LEAD_WITHIN ||
		second == LEAD_UNTIL)) {
		if (second == LEAD_BEFORE)
			g->lead = LEAD_BEFORE;
		at = pass_small(r, to);
	}
	g->core = at;
	to = read_core(r, at, false, g);
	if (to != 0 && g->range && g->lead == LEAD_FROM)
		g->lead = LEAD_NONE;
	return to;
}

/* A time of day before its date: "kl. 15.00 imorgon", "17:32 den 15 maj". */
static size_t
read_clock_first(struct reader *r, size_t i, int *minutes)
{
	size_t to = read_clock(r, i, minutes);

	if (to == 0 || (r->t[i].kind == TOKEN_NUMBER && to < i + 3)) {
		*minutes = -1;
		return i;
	}
	if (is_mark(r, to, ','))
		to++;
	return to;
}

bool
read_expression(struct reader *r, size_t i, struct reading *g)
{
	int minutes = -1;
	size_t at, to;

	if (r->t[i].kind == TOKEN_WORD
		? r->t[i].class == WORD_NONE
		: r->t[i].kind == TOKEN_MARK && !is_mark(r, i, '+') &&
		      !is_mark(r, i, '-'))
		return false;
	if ((to = read_counted(r, i, g)) == 0) {
		memset(g, 0, sizeof(*g));
		g->minutes = -1;
		at = read_clock_first(r, i, &minutes);
		g->core = at;
		g->running = r->running;
		if ((to = read_lead_and_core(r, at, g, &minutes)) == 0 ||
		    !reading_resolve(g, r->ref, 0))
			return false;
	} else
		g->core = i;
	g->from = i;
	g->minutes = minutes;
	g->to = read_tail(r, to, g);
	r->last_year = day_date(g->span.end).year;
	return true;
}

/* One day of a list, with the month and year of the last. */
static bool
list_item(struct reader *r, size_t from, size_t at, const struct reading *last,
    struct reading *g)
{
	*g = *last;
	g->from = from;
	g->core = at;
	g->to = at + 1;
	g->first.day = r->t[at].value;
	g->first.weekday = 0;
	return reading_resolve(g, r->ref, 0);
}

size_t
read_day_list(struct reader *r, size_t i, struct reading *g, size_t most)
{
	size_t at = i, days[12], n = 0, k;
	struct reading last;
	enum lead lead;

	if ((at = read_lead(r, i, &lead)) == 0)
		at = i;
	if (is_class(r, at, WORD_DEN))
		at++;
	while (n < 12 && is_number(r, at, 2, 1, 31)) {
		const struct token *next = &r->t[at + 1];

		if (next->mark != ',' && next->class != WORD_AND)
			break;
		days[n++] = at;
		at += 2;
		if (is_class(r, at, WORD_AND))
			at++;
		if (is_class(r, at, WORD_DEN))
			at++;
	}
	if (n == 0 || n >= most || !is_number(r, at, 2, 1, 31) ||
	    !read_expression(r, at, &last) || last.range ||
	    last.first.shape != SHAPE_DAY)
		return 0;
	last.lead = lead;
	for (k = 0; k < n; k++)
		if (!list_item(r, k == 0 ? i : days[k], days[k], &last, &g[k]))
			return 0;
	g[n] = last;
	reading_resolve(&g[n], r->ref, 0);
	return n + 1;
}
