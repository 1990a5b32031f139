/* dates-day.c - days of the month: "den 3 maj 2024", "maj 3", "den 15:e" */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/date/grammar-parts.h"

/* "3", "3:e", "3:dje", "3.", "tredje". */
static size_t
read_ordinal(const struct reader *r, size_t i, int *n)
{
	if (is_class(r, i, WORD_ORDINAL) && r->t[i].value <= 31) {
		*n = r->t[i].value;
		return i + 1;
	}
	if (!is_number(r, i, 2, 1, 31))
		return 0;
	*n = r->t[i].value;
	if (is_mark(r, i + 1, ':') && is_near(r, i + 1) &&
	    r->t[i + 2].kind == TOKEN_WORD && is_near(r, i + 2))
		return i + 3;
	if (r->t[i + 1].kind == TOKEN_WORD && is_near(r, i + 1) &&
	    (is_text(r, i + 1, "e") || is_text(r, i + 1, "a")))
		return i + 2;
	if (is_mark(r, i + 1, '.') && is_near(r, i + 1) &&
	    is_class(r, i + 2, WORD_MONTH))
		return i + 2;
	return i + 1;
}

/* A month; "maj Lindén" and "Maj-Britt" are people. */
size_t
read_month(const struct reader *r, size_t i, int *month, bool after_day)
{
	const struct token *t = &r->t[i], *next = t + 1;

	if (t->kind != TOKEN_WORD)
		return 0;
	if (t->class == WORD_FEAST && is_text(r, i, "jul") &&
	    (after_day || next->kind == TOKEN_NUMBER))
		*month = 7;
	else if (t->class == WORD_MONTH)
		*month = t->value;
	else if (after_day && t->class == WORD_NONE && t->len <= 12) {
		*month = word_misspelt_month(t->word, t->word_len);
		if (*month == 0)
			return 0;
	} else
		return 0;
	if (!after_day && t->form == FORM_ABBREVIATED && *month == 3 &&
	    next->kind != TOKEN_NUMBER && !is_mark(r, i + 1, '-') &&
	    !is_mark(r, i + 1, '.'))
		return 0;
	if (!after_day && *month == 5 && t->capital &&
	    (next->capital || (is_mark(r, i + 1, '-') && is_near(r, i + 2) &&
				  r->t[i + 2].class != WORD_MONTH)))
		return 0;
	i++;
	if (t->form == FORM_ABBREVIATED && is_mark(r, i, '.') && is_near(r, i))
		i++;
	if (is_text(r, i, "månad"))
		i++;
	return i;
}

/* A year of two figures closes the expression: "14 april 15". */
static size_t
short_year(const struct reader *r, size_t i, int *year)
{
	const struct token *after = &r->t[i + 1];

	if (r->t[i].kind != TOKEN_NUMBER || r->t[i].digits != 2 ||
	    r->t[i].gap != GAP_SPACE)
		return 0;
	if (after->kind != TOKEN_END &&
	    !(after->kind == TOKEN_MARK && strchr(".,;)", after->mark) &&
		r->t[i + 2].kind != TOKEN_NUMBER))
		return 0;
	*year = r->t[i].value <= 69 ? 2000 + r->t[i].value
				    : 1900 + r->t[i].value;
	return i + 1;
}

/* "varje år", "varje månad" after a day. */
static size_t
read_recurring(const struct reader *r, size_t i, struct form *f)
{
	if (is_text(r, i, "årligen")) {
		f->recurring = true;
		return i + 1;
	}
	if (is_class(r, i, WORD_I) && is_class(r, i + 1, WORD_EVERY))
		i++;
	if (!is_class(r, i, WORD_EVERY) || r->t[i + 1].class != WORD_UNIT)
		return 0;
	f->recurring = true;
	return i + 2;
}

/* "18 juli, fre": the weekday comes last; i when it does not. */
static size_t
trailing_weekday(const struct reader *r, size_t i, struct form *f)
{
	size_t at = i + is_mark(r, i, ',');
	const struct token *t = &r->t[at], *next = t + 1;

	if (f->weekday != 0 || t->class != WORD_WEEKDAY ||
	    (t->form != FORM_BASE && t->form != FORM_ABBREVIATED))
		return i;
	if (next->kind != TOKEN_END &&
	    !(next->kind == TOKEN_NUMBER && is_mark(r, at + 2, ':')) &&
	    !(next->kind == TOKEN_MARK && strchr(".,)", next->mark) &&
		r->t[at + 2].kind != TOKEN_NUMBER))
		return i;
	f->weekday = (enum weekday)t->value;
	return at + 1;
}

/* The year, if any, after a day and month. */
static size_t
finish_day(struct reader *r, size_t i, struct form *f)
{
	size_t to = read_year(r, i, &f->year);

	if (to == 0)
		to = short_year(r, i, &f->year);
	if (to == 0)
		to = read_recurring(r, i, f);
	if (!date_exists(f->year ? f->year : 2024, f->month, f->day))
		return 0;
	return trailing_weekday(r, to ? to : i, f);
}

/* "20 nästa månad", "15:e", "10:e varje månad" after "den". */
static size_t
read_day_alone(struct reader *r, size_t i, size_t first, struct form *f)
{
	const struct token *t = &r->t[i];
	size_t to;

	if (is_class(r, i, WORD_NEXT) && r->t[i + 1].class == WORD_UNIT &&
	    r->t[i + 1].value == UNIT_MONTH) {
		struct date d = day_date(day_add_months(
		    day_of(day_date(r->ref).year, day_date(r->ref).month, 1),
		    r->t[i].value));

		f->shape = SHAPE_DAY;
		f->month = d.month;
		f->year = d.year;
		return date_exists(d.year, d.month, f->day) ? i + 2 : 0;
	}
	f->shape = SHAPE_OF_MONTH;
	if ((to = read_recurring(r, i, f)) != 0)
		return to;
	if (r->t[first].kind == TOKEN_WORD && f->weekday == 0)
		return 0;
	if (t->mark == ',' && is_near(r, i) && is_near(r, i + 1) &&
	    t[1].kind == TOKEN_NUMBER)
		return 0; /* "den 3,1 kilometer långa" */
	if (t->kind == TOKEN_END ||
	    (t->kind == TOKEN_MARK && !strchr("S%:/-+", t->mark)) ||
	    (t->class > WORD_ANCHORED && t->class != WORD_LETTER) ||
	    t->class == WORD_CLOCK || r->t[first].kind == TOKEN_WORD)
		return i;
	return 0;
}

/* "(den) 3 maj (2024)"; with den: "den 15:e" too. */
size_t
read_day_month(struct reader *r, size_t i, struct form *f, bool den)
{
	size_t first = i, to = read_ordinal(r, i, &f->day), after;

	if (to == 0)
		return 0;
	after = read_month(r, to, &f->month, true);
	if (after != 0) {
		if (r->t[to].gap == GAP_NONE && r->t[i].kind == TOKEN_NUMBER &&
		    to == i + 1 && r->t[to].form == FORM_ABBREVIATED &&
		    r->t[to].len < 3)
			return 0;
		f->shape = SHAPE_DAY;
		return finish_day(r, after, f);
	}
	if (den || f->weekday != 0)
		return read_day_alone(r, to, first, f);
	return 0;
}

/* "mars 3 2014", "april 14, 2015", "februari 14:e". */
size_t
read_month_first(struct reader *r, size_t i, struct form *f)
{
	size_t to = read_month(r, i, &f->month, false), after;

	if (to == 0 || r->t[to].gap != GAP_SPACE ||
	    (after = read_ordinal(r, to, &f->day)) == 0 ||
	    r->t[to].kind != TOKEN_NUMBER)
		return 0;
	if (is_class(r, after, WORD_AND) || is_mark(r, after, '/') ||
	    is_class(r, after, WORD_MONTH) || is_mark(r, after, '-') ||
	    (is_mark(r, after, '.') && r->t[after + 1].kind == TOKEN_NUMBER) ||
	    (is_mark(r, after, ':') && is_near(r, after + 1)))
		return 0;
	f->shape = SHAPE_DAY;
	return finish_day(r, after, f);
}

size_t
read_impossible(const struct reader *r, size_t i)
{
	int month, year;
	size_t to, end;

	if (!is_number(r, i, 2, 0, 99) ||
	    (to = read_month(r, i + 1, &month, true)) == 0 ||
	    r->t[i + 1].class != WORD_MONTH)
		return 0;
	end = read_year_number(r, to, &year);
	if (date_exists(end ? year : 2024, month, r->t[i].value))
		return 0;
	return end ? end : to;
}

size_t
read_day(struct reader *r, size_t i, struct form *f)
{
	size_t to;

	memset(f, 0, sizeof(*f));
	if (is_class(r, i, WORD_WEEKDAY))
		return read_weekday(r, i, f);
	if (is_class(r, i, WORD_DEN)) {
		if ((to = read_numeric(r, i + 1, f)) != 0)
			return to;
		memset(f, 0, sizeof(*f));
		if ((to = read_nth(r, i + 1, f)) != 0)
			return to;
		memset(f, 0, sizeof(*f));
		return read_day_month(r, i + 1, f, true);
	}
	if ((to = read_nth(r, i, f)) != 0)
		return to;
	memset(f, 0, sizeof(*f));
	if ((to = read_month_first(r, i, f)) != 0)
		return to;
	memset(f, 0, sizeof(*f));
	if ((to = read_feast(r, i, f)) != 0)
		return to;
	memset(f, 0, sizeof(*f));
	return read_day_month(r, i, f, false);
}
