/* dates-weekday.c - "fredagen den 3 maj", feasts, "sista fredagen i maj" */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/date/grammar-parts.h"
#include "core/date/workday.h"

/* An abbreviated weekday needs company: "fred" is peace, "Tor" a name. */
static bool
weekday_stands(const struct reader *r, size_t i)
{
	const struct token *t = &r->t[i], *next = t + 1;
	const struct token *before = &r->t[(ptrdiff_t)i - 1];

	if (t->form != FORM_ABBREVIATED)
		return true;
	if (next->kind == TOKEN_NUMBER || next->class == WORD_DEN ||
	    next->class == WORD_WEEK)
		return true;
	if (next->kind == TOKEN_MARK &&
	    (r->t[i + 2].kind == TOKEN_NUMBER || r->t[i + 2].kind == TOKEN_END))
		return true;
	if (before->class == WORD_AT && is_text(r, i - 1, "på"))
		return next->kind == TOKEN_END || next->kind == TOKEN_MARK;
	return next->kind == TOKEN_END &&
	       (before->kind == TOKEN_END || before->kind == TOKEN_NUMBER ||
		   before->kind == TOKEN_MARK);
}

/* After a weekday: "v. 7", "i nästa vecka", "denna vecka", else as it is. */
static size_t
weekday_of_week(struct reader *r, size_t i, struct form *f)
{
	size_t at = is_class(r, i, WORD_I) ? i + 1 : i, to;
	enum weekday w = f->weekday;

	to = read_unit(r, at, f);
	if (to != 0 && f->shape == SHAPE_WEEK) {
		f->weekday = w;
		return to;
	}
	if (is_class(r, at, WORD_NEXT) && r->t[at + 1].class == WORD_UNIT &&
	    r->t[at + 1].value == UNIT_WEEK) {
		struct span s;

		unit_span(PRECISION_WEEK, r->ref, r->t[at].value, &s);
		f->shape = SHAPE_FIXED;
		f->fixed.start = f->fixed.end = s.start + ((int)w - MONDAY);
		f->fixed.precision = PRECISION_DAY;
		return at + 2;
	}
	memset(f, 0, sizeof(*f));
	f->weekday = w;
	return 0;
}

/* "fredag(en) (,) (den) 3 maj", "fredag 3/5", "fredag 2024-05-03". */
size_t
read_weekday(struct reader *r, size_t i, struct form *f)
{
	enum weekday w = (enum weekday)r->t[i].value;
	enum word_form form = (enum word_form)r->t[i].form;
	size_t to = i + 1, day;
	bool den, bracket;

	if (!weekday_stands(r, i))
		return 0;
	if (is_mark(r, to, '.') && form == FORM_ABBREVIATED)
		to++;
	day = to;
	if (is_mark(r, day, ','))
		day++;
	bracket = is_mark(r, day, '(');
	day += bracket;
	den = is_class(r, day, WORD_DEN);
	f->weekday = w;
	if ((day = read_numeric(r, day + den, f)) != 0 ||
	    (f->weekday = w, day = to + is_mark(r, to, ',') + bracket,
		den = is_class(r, day, WORD_DEN), f->day = 0,
		day = read_day_month(r, day + den, f, den)) != 0 ||
	    (day = read_month_first(
		 r, to + is_mark(r, to, ',') + bracket, f)) != 0) {
		f->weekday = w;
		return day + (bracket && is_mark(r, day, ')'));
	}
	memset(f, 0, sizeof(*f));
	f->weekday = w;
	if ((day = weekday_of_week(r, to, f)) != 0)
		return day;
	f->shape = SHAPE_WEEKDAY;
	if (form == FORM_GENITIVE || form == FORM_PLURAL)
		return 0;
	f->backwards = form == FORM_PAST;
	return to;
}

/* Feasts of two and three words: "annandag påsk", "första advent". */
size_t
read_feast(struct reader *r, size_t i, struct form *f)
{
	size_t to = i + 1;

	f->shape = SHAPE_FEAST;
	f->n = r->t[i].value;
	if (is_class(r, i, WORD_ORDINAL) && is_text(r, to, "söndagen") &&
	    is_class(r, to + 1, WORD_I))
		to += 2;
	if (is_class(r, i, WORD_ORDINAL) && r->t[i].value <= 4 &&
	    is_text(r, to, "advent")) {
		f->n = FEAST_ADVENT;
		f->day = r->t[i].value;
		to++;
	} else if (!is_class(r, i, WORD_FEAST)) {
		return 0;
	} else if (f->n == FEAST_SECOND_DAY) {
		f->n = is_text(r, to, "påsk")     ? FEAST_EASTER_MONDAY
		       : is_text(r, to, "jul")    ? FEAST_BOXING_DAY
		       : is_text(r, to, "pingst") ? FEAST_WHIT_MONDAY
						  : -1;
		to++;
	} else if (f->n == FEAST_SAINTS_WORD) {
		f->n = is_text(r, to, "helgons") ? FEAST_ALL_SAINTS : -1;
		to += is_text(r, to + 1, "dag") ? 2 : 1;
	} else if (f->n == FEAST_ASCENSION) {
		if (!is_text(r, to, "himmelsfärdsdag") &&
		    !is_text(r, to, "himmelsfärd"))
			return 0;
		to++;
	} else if (f->n == FEAST_EPIPHANY && is_text(r, to, "jul")) {
		to++;
	}
	if (f->n < 0 || (f->n == FEAST_ADVENT && f->day == 0))
		return 0;
	i = read_year(r, to, &f->year);
	return i ? i : to;
}

/* "sista fredagen i varje månad": the next one. */
static bool
next_nth(const struct reader *r, struct form *f)
{
	struct date d = day_date(r->ref);
	struct span s;

	f->recurring = true;
	for (int i = 0; i < 3; i++) {
		f->year = d.year + (d.month - 1 + i) / 12;
		f->month = (d.month - 1 + i) % 12 + 1;
		if (form_in_year(f, f->year, &s) && s.start >= r->ref)
			return true;
	}
	return false;
}

/* "sista (dagen i) maj", "tredje tisdagen i maj", "första veckan i maj". */
size_t
read_nth(struct reader *r, size_t i, struct form *f)
{
	bool last = is_class(r, i, WORD_LAST);
	const struct token *what = &r->t[i + 1];
	size_t to = i + 1;

	if (!last && !is_class(r, i, WORD_ORDINAL))
		return 0;
	if (last && (to = read_month(r, i + 1, &f->month, true)) != 0) {
		f->part = PART_LAST_DAY;
		f->shape = SHAPE_MONTH;
		i = read_year(r, to, &f->year);
		return i ? i : to;
	}
	f->shape = SHAPE_NTH;
	f->n = last ? -1 : r->t[i].value;
	if (what->class == WORD_WEEKDAY && what->form <= FORM_DEFINITE)
		f->weekday = (enum weekday)what->value;
	else if (what->class != WORD_UNIT || what->form == FORM_PLURAL)
		return 0;
	else if (what->value == UNIT_WORKDAY)
		f->nth = NTH_WORKDAY;
	else if (what->value == UNIT_WEEK)
		f->nth = NTH_WEEK;
	else if (what->value == UNIT_DAY && (last || f->n == 1)) {
		f->shape = SHAPE_MONTH;
		f->part = last ? PART_LAST_DAY : PART_FIRST_DAY;
	} else
		return 0;
	to = i + 2;
	if (!is_class(r, to, WORD_I) && !is_class(r, to, WORD_OF))
		return 0;
	to++;
	if (is_class(r, to, WORD_EVERY) && is_text(r, to + 1, "månad"))
		return next_nth(r, f) ? to + 2 : 0;
	if (is_class(r, to, WORD_NEXT) && r->t[to + 1].class == WORD_UNIT &&
	    r->t[to + 1].value == UNIT_MONTH) {
		struct span s;

		unit_span(PRECISION_MONTH, r->ref, r->t[to].value, &s);
		f->month = day_date(s.start).month;
		f->year = day_date(s.start).year;
		return to + 2;
	}
	if ((i = read_month(r, to, &f->month, true)) != 0) {
		to = read_year(r, i, &f->year);
		return to ? to : i;
	}
	if (f->shape == SHAPE_MONTH)
		f->shape = SHAPE_YEAR;
	f->month = 0;
	return read_year(r, to, &f->year);
}
