/* dates-relative.c - "i morgon", "nästa vecka", "de kommande två åren" */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/date/grammar.h"

/* The calendar's unit of a word; PRECISION_DECADE + 1: it is none. */
static enum precision
unit_precision(int unit)
{
	static const enum precision units[] = {
	    [UNIT_DAY] = PRECISION_DAY,
	    [UNIT_WORKDAY] = PRECISION_RANGE,
	    [UNIT_WEEK] = PRECISION_WEEK,
	    [UNIT_MONTH] = PRECISION_MONTH,
	    [UNIT_QUARTER] = PRECISION_QUARTER,
	    [UNIT_TERTIAL] = PRECISION_TERTIAL,
	    [UNIT_HALF] = PRECISION_HALF,
	    [UNIT_YEAR] = PRECISION_YEAR,
	    [UNIT_WEEKEND] = PRECISION_WEEKEND,
	    [UNIT_DECADE] = PRECISION_DECADE,
	    [UNIT_HOUR] = PRECISION_RANGE,
	};

	return units[unit];
}

static size_t
fixed(struct form *f, int start, int end, enum precision p, size_t to)
{
	f->shape = SHAPE_FIXED;
	f->fixed.start = start;
	f->fixed.end = end;
	f->fixed.precision = p;
	return start == NO_DAY || end == NO_DAY ? 0 : to;
}

/* "idag", "i dag", "i övermorgon", "i kväll", "förrgår". */
static size_t
read_offset(const struct reader *r, size_t i, struct form *f)
{
	bool in = is_class(r, i, WORD_I);
	const struct token *t = &r->t[i + in];
	int day = r->ref + t->value;

	if (t->class == WORD_OFFSET && (in || t->form != FORM_GENITIVE)) {
		if (is_text(r, i + in, "dagens"))
			return is_text(r, i + in + 1, "datum")
				   ? fixed(
					 f, day, day, PRECISION_DAY, i + in + 2)
				   : 0;
		return fixed(f, day, day, PRECISION_DAY, i + in + 1);
	}
	if (!in)
		return 0;
	if (is_text(r, i + 1, "dag") || is_text(r, i + 1, "kväll") ||
	    is_text(r, i + 1, "natt") || is_text(r, i + 1, "eftermiddag") ||
	    is_text(r, i + 1, "morse"))
		return fixed(f, r->ref, r->ref, PRECISION_DAY, i + 2);
	return 0;
}

/* "nästa tre veckor", "de senaste två åren": whole units. */
static size_t
read_cycle(const struct reader *r, size_t i, struct form *f)
{
	int which = r->t[i].value, n;
	const struct token *unit;
	struct span first, last;
	enum precision p;
	size_t to = read_number(r, i + 1, &n);

	if (to == 0 || which == 0 || n < 1 || n > 1000)
		return 0;
	unit = &r->t[to];
	p = unit->class == WORD_UNIT ? unit_precision(unit->value)
				     : PRECISION_RANGE;
	if (p == PRECISION_RANGE ||
	    !unit_span(p, r->ref, which > 0 ? 1 : -n, &first) ||
	    !unit_span(p, r->ref, which > 0 ? n : -1, &last))
		return 0;
	return fixed(
	    f, first.start, last.end, n == 1 ? p : PRECISION_RANGE, to + 1);
}

/* "nästa vecka", "förra året", "detta kvartal", "kommande fredag". */
static size_t
read_next(struct reader *r, size_t i, struct form *f)
{
	const struct token *t = &r->t[i + 1];
	int which = r->t[i].value;
	enum precision p;
	size_t to;

	if (t->class == WORD_UNIT) {
		struct span s;

		p = unit_precision(t->value);
		if (t->form == FORM_PLURAL || t->form == FORM_GENITIVE ||
		    p == PRECISION_RANGE || !unit_span(p, r->ref, which, &s))
			return 0;
		if (p == PRECISION_DAY && which != 1)
			return 0;
		return fixed(f, s.start, s.end, p, i + 2);
	}
	if (t->class != WORD_WEEKDAY && t->class != WORD_MONTH &&
	    t->class != WORD_SEASON &&
	    (t->class != WORD_TERM || t->form == FORM_GENITIVE) &&
	    t->class != WORD_TURN && t->class != WORD_FEAST &&
	    t->class != WORD_SCHOOL)
		return 0;
	if (t->class == WORD_WEEKDAY || t->class == WORD_FEAST) {
		to = read_day(r, i + 1, f);
	} else if (t->class == WORD_SEASON && t->form <= FORM_DEFINITE) {
		f->shape = SHAPE_SEASON;
		f->n = t->value;
		to = i + 2;
	} else
		to = read_unit(r, i + 1, f);
	if (to == 0 || f->year != 0)
		return to;
	f->backwards = which < 0;
	f->strictly = which > 0 && f->shape != SHAPE_WEEKDAY;
	return to;
}

/* "varje måndag". */
static size_t
read_every(const struct reader *r, size_t i, struct form *f)
{
	if (r->t[i + 1].class != WORD_WEEKDAY)
		return 0;
	f->shape = SHAPE_WEEKDAY;
	f->weekday = (enum weekday)r->t[i + 1].value;
	f->recurring = true;
	return i + 2;
}

/* "samma dag", "dagen efter", "dagen därpå": after the date read before. */
static size_t
read_told(const struct reader *r, size_t i, struct form *f)
{
	const struct token *next = &r->t[i + 2];
	bool same = is_class(r, i, WORD_SAME) && is_text(r, i + 1, "dag") &&
		    !is_text(r, i + 2, "som");
	bool after =
	    is_text(r, i, "dagen") &&
	    (is_text(r, i + 1, "därpå") || is_text(r, i + 1, "därefter") ||
		(is_class(r, i + 1, WORD_AFTER) &&
		    (next->kind == TOKEN_END || next->kind == TOKEN_MARK ||
			next->class == WORD_AND)));

	if (r->running && r->t[i].class == WORD_UNIT &&
	    r->t[i].form == FORM_DEFINITE && is_text(r, i + 1, "är") &&
	    is_text(r, i + 2, "slut")) {
		enum precision p = unit_precision(r->t[i].value);
		struct span s;

		if (p != PRECISION_RANGE && unit_span(p, r->ref, 0, &s))
			return fixed(f, s.start, s.end, p, i + 1);
	}
	if (!r->running || r->last_day <= 0)
		return 0;
	if (r->t[i].class == WORD_UNIT && r->t[i].form == FORM_DEFINITE &&
	    (r->t[i].value == UNIT_WEEK || r->t[i].value == UNIT_MONTH) &&
	    (is_text(r, i + 1, "därpå") ||
		(is_class(r, i + 1, WORD_AFTER) && next->kind != TOKEN_NUMBER &&
		    next->kind != TOKEN_WORD))) {
		enum precision p = unit_precision(r->t[i].value);
		struct span s;

		if (unit_span(p, r->last_day, 1, &s))
			return fixed(f, s.start, s.end, p, i + 2);
	}
	if (r->t[i].class == WORD_WEEKDAY && r->t[i].form == FORM_DEFINITE &&
	    (is_text(r, i + 1, "därpå") || is_text(r, i + 1, "därefter") ||
		(is_class(r, i + 1, WORD_AFTER) && next->kind != TOKEN_NUMBER &&
		    next->class != WORD_DEN))) {
		int day = r->last_day + 1;

		while ((int)day_weekday(day) != r->t[i].value)
			day++;
		return fixed(f, day, day, PRECISION_DAY, i + 2);
	}
	if (!same && !after)
		return 0;
	return fixed(
	    f, r->last_day + after, r->last_day + after, PRECISION_DAY, i + 2);
}

size_t
read_relative(struct reader *r, size_t i, struct form *f)
{
	size_t to;

	memset(f, 0, sizeof(*f));
	if (is_class(r, i, WORD_I) && is_text(r, i + 1, "helgen")) {
		struct span s;

		unit_span(PRECISION_WEEKEND, r->ref, 0, &s);
		return fixed(f, s.start, s.end, s.precision, i + 2);
	}
	if (is_class(r, i, WORD_I) && is_class(r, i + 1, WORD_SEASON))
		return read_unit(r, i + 1, f);
	if (r->t[i].class == WORD_UNIT && r->t[i].value == UNIT_WEEKEND &&
	    (to = read_unit(r, i + 1, f)) != 0 && f->shape == SHAPE_WEEK) {
		struct span s;

		if (!form_resolve(f, r->ref, &s, NULL))
			return 0;
		memset(f, 0, sizeof(*f));
		return fixed(f, s.start + 5, s.end, PRECISION_WEEKEND, to);
	}
	memset(f, 0, sizeof(*f));
	if (is_class(r, i, WORD_I) && is_text(r, i + 1, "år")) {
		f->shape = SHAPE_YEAR;
		f->year = day_date(r->ref).year;
		return i + 2;
	}
	if (is_class(r, i, WORD_I) && is_text(r, i + 1, "fjol")) {
		f->shape = SHAPE_YEAR;
		f->year = day_date(r->ref).year - 1;
		return i + 2;
	}
	if (is_text(r, i, "samma") && is_text(r, i + 1, "år") &&
	    r->last_year > 0) {
		f->shape = SHAPE_YEAR;
		f->year = r->last_year;
		return i + 2;
	}
	if ((to = read_offset(r, i, f)) != 0)
		return to;
	if ((is_text(r, i, "de") || is_text(r, i, "den") ||
		is_text(r, i, "det")) &&
	    is_class(r, i + 1, WORD_NEXT))
		i++;
	if (is_text(r, i, "den") && is_text(r, i + 1, "här") &&
	    r->t[i + 2].class == WORD_UNIT &&
	    r->t[i + 2].form == FORM_DEFINITE) {
		struct span s;

		if (unit_span(unit_precision(r->t[i + 2].value), r->ref, 0, &s))
			return fixed(f, s.start, s.end, s.precision, i + 3);
		return 0;
	}
	if (is_class(r, i, WORD_EVERY))
		return read_every(r, i, f);
	if (!is_class(r, i, WORD_NEXT))
		return 0;
	if ((to = read_cycle(r, i, f)) != 0)
		return to;
	memset(f, 0, sizeof(*f));
	return read_next(r, i, f);
}

size_t
read_form(struct reader *r, size_t i, struct form *f)
{
	size_t to;

	memset(f, 0, sizeof(*f));
	if ((to = read_told(r, i, f)) != 0)
		return to;
	if ((to = read_numeric(r, i, f)) != 0 ||
	    (to = read_day(r, i, f)) != 0 || (to = read_unit(r, i, f)) != 0)
		return to;
	return read_relative(r, i, f);
}
