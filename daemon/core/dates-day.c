/* dates-day.c - days: "den 3 maj 2024", "fredag 3/5", "sista maj", feasts */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/grammar.h"
#include "core/workday.h"

size_t
read_year_number(const struct reader *r, size_t i, int *year)
{
	const struct token *t = &r->t[i];

	if (t->kind == TOKEN_NUMBER && t->digits == 4 && t->value >= 1800 &&
	    t->value <= 2199) {
		*year = t->value;
		return i + 1;
	}
	if (t->class == WORD_NUMBER && t->value >= 1900 && t->value <= 2199) {
		*year = t->value;
		return i + 1;
	}
	if (t->class == WORD_NUMBER && t->value == 2 &&
	    is_text(r, i + 1, "tusen")) {
		*year = 2000;
		return i + 2;
	}
	return 0;
}

/* "i år", "i fjol", "nästa år", "samma år", "förra året", "året därpå". */
static size_t
named_year(const struct reader *r, size_t i, int *year)
{
	int this = day_date(r->ref).year;
	size_t year_word;

	if (is_class(r, i, WORD_I) && is_text(r, i + 1, "fjol")) {
		*year = this - 1;
		return i + 2;
	}
	if (is_class(r, i, WORD_I) && is_text(r, i + 1, "år")) {
		*year = this;
		return i + 2;
	}
	if (is_text(r, i, "året") && is_text(r, i + 1, "därpå") &&
	    r->last_year > 0) {
		*year = r->last_year + 1;
		return i + 2;
	}
	year_word = is_text(r, i + 1, "års") ? i + 2 : i + 1;
	if (year_word == i + 1 && !(r->t[i + 1].class == WORD_UNIT &&
				      r->t[i + 1].value == UNIT_YEAR &&
				      r->t[i + 1].form != FORM_PLURAL))
		return 0;
	if (is_class(r, i, WORD_NEXT))
		*year = this + r->t[i].value;
	else if (is_class(r, i, WORD_SAME) && r->last_year > 0)
		*year = r->last_year;
	else
		return 0;
	return i + 2;
}

size_t
read_year(struct reader *r, size_t i, int *year)
{
	size_t to;

	if (is_mark(r, i, '(') && is_near(r, i + 1))
		return 0;
	if (is_text(r, i, "år") || is_mark(r, i, ','))
		return (to = read_year_number(r, i + 1, year)) != 0 ? to : 0;
	if (is_mark(r, i, '\'') && is_near(r, i + 1) &&
	    is_number(r, i + 1, 2, 0, 69)) {
		*year = 2000 + r->t[i + 1].value;
		return i + 2;
	}
	to = read_year_number(r, i, year);
	return to != 0 ? to : named_year(r, i, year);
}

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
static size_t
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
	if (t->kind == TOKEN_END ||
	    (t->kind == TOKEN_MARK && !strchr("S%:/-+", t->mark)) ||
	    (t->class > WORD_ANCHORED && t->class != WORD_LETTER) ||
	    t->class == WORD_CLOCK || r->t[first].kind == TOKEN_WORD)
		return i;
	return 0;
}

/* "(den) 3 maj (2024)"; with den: "den 15:e" too. */
static size_t
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
static size_t
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
static size_t
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
static size_t
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
static size_t
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

size_t
read_impossible(const struct reader *r, size_t i)
{
	int month, year;
	size_t to, end;

	if (!is_number(r, i, 2, 1, 99) ||
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
