/* dates-unit.c - weeks, months, quarters, terms, seasons, years, turns */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/grammar.h"

/* The year of a unit, " 2025", ", 2025", " 25" after HT; else i as it was. */
static size_t
with_year(struct reader *r, size_t i, struct form *f)
{
	size_t to = read_year(r, i, &f->year);

	return to ? to : i;
}

/* "v. 12", "vecka 12", "veckorna 12". */
static size_t
read_week(struct reader *r, size_t i, struct form *f)
{
	size_t to = i + 1;

	if (is_mark(r, to, '.') && is_near(r, to))
		to++;
	if (!is_number(r, to, 2, 1, 53))
		return 0;
	if (r->t[to].gap == GAP_LINE && is_class(r, i, WORD_WEEK))
		return 0;
	f->shape = SHAPE_WEEK;
	f->n = r->t[to].value;
	return with_year(r, to + 1, f);
}

static enum form_shape
shape_of_months(int months)
{
	return months == 3   ? SHAPE_QUARTER
	       : months == 4 ? SHAPE_TERTIAL
			     : SHAPE_HALF;
}

/* Months of a unit that has a number in its year; 0: none. */
static int
months_of(const struct token *t)
{
	if (t->class != WORD_UNIT)
		return 0;
	return t->value == UNIT_QUARTER   ? 3
	       : t->value == UNIT_TERTIAL ? 4
	       : t->value == UNIT_HALF    ? 6
					  : 0;
}

/* "Q1", "kv. 4", "T2", "kvartal 3", "H1". */
static size_t
read_lettered(struct reader *r, size_t i, struct form *f)
{
	const struct token *t = &r->t[i];
	int months = t->class == WORD_QUARTER ? t->value : months_of(t);
	size_t to = i + 1;

	if (is_mark(r, to, '.') && is_near(r, to))
		to++;
	if (months == 0 || !is_number(r, to, 1, 1, 12 / months))
		return 0;
	if (t->class == WORD_QUARTER && t->len == 1 &&
	    (!is_near(r, to) || (!t->capital && months != 3)))
		return 0;
	if (is_near(r, to + 1) && r->t[to + 1].kind == TOKEN_WORD)
		return 0;
	f->shape = shape_of_months(months);
	f->n = r->t[to].value;
	return with_year(r, to + 1, f);
}

/* "första kvartalet", "sista tertialet", "årets sista kvartal". */
static size_t
read_counted_unit(struct reader *r, size_t i, struct form *f)
{
	bool this_year = r->t[i].class == WORD_UNIT &&
			 r->t[i].value == UNIT_YEAR &&
			 r->t[i].form == FORM_GENITIVE;
	size_t at = i + this_year;
	int months = months_of(&r->t[at + 1]), n = 0;

	if (is_class(r, at, WORD_LAST) && months > 0)
		n = 12 / months;
	else if (is_class(r, at, WORD_ORDINAL) && months > 0)
		n = r->t[at].value;
	else if (is_number(r, at, 1, 1, 4) && is_mark(r, at + 1, ':')) {
		n = r->t[at].value;
		months = months_of(&r->t[at + 3]);
		at += 2;
	}
	if (months == 0 || n < 1 || n > 12 / months)
		return 0;
	f->shape = shape_of_months(months);
	f->n = n;
	if (this_year)
		f->year = day_date(r->ref).year;
	if (is_class(r, at + 2, WORD_OF))
		at += read_year(r, at + 3, &f->year) != 0;
	return with_year(r, at + 2, f);
}

/* "2023/24", "2023/2024", "2023-24": the first of the two years. */
static size_t
read_two_years(struct reader *r, size_t i, int *year)
{
	const struct token *second = &r->t[i + 2];
	int first;

	if (read_year_number(r, i, &first) != i + 1 ||
	    r->t[i + 1].kind != TOKEN_MARK ||
	    (r->t[i + 1].mark != '/' && r->t[i + 1].mark != '-') ||
	    second->kind != TOKEN_NUMBER)
		return 0;
	if (second->value != first + 1 &&
	    !(second->digits == 2 && second->value == (first + 1) % 100))
		return 0;
	*year = first;
	return i + 3;
}

static size_t
read_season(struct reader *r, size_t i, struct form *f)
{
	const struct token *t = &r->t[i];
	bool after_in = i > 0 && is_class(r, i - 1, WORD_I);
	size_t to;

	f->shape = SHAPE_SEASON;
	f->n = t->value;
	if ((to = read_two_years(r, i + 1, &f->year)) != 0)
		return to;
	if (t->form == FORM_PAST) {
		f->backwards = true;
		return after_in ? i + 1 : 0;
	}
	if (t->form == FORM_GENITIVE)
		return 0;
	to = read_year(r, i + 1, &f->year);
	if (to != 0)
		return to;
	return t->form == FORM_DEFINITE || after_in ? i + 1 : 0;
}

/* "höstterminen 2024", "HT24", "vt 2025". */
static size_t
read_term(struct reader *r, size_t i, struct form *f)
{
	bool short_word = r->t[i].len == 2;
	size_t to = i + 1;

	f->shape = SHAPE_TERM;
	f->n = r->t[i].value;
	if (short_word && is_mark(r, to, '-') && is_near(r, to))
		to++;
	if (is_number(r, to, 2, 10, 69) && r->t[to].digits == 2 &&
	    (short_word || r->t[to].gap != GAP_NONE)) {
		f->year = 2000 + r->t[to].value;
		return to + 1;
	}
	to = read_year(r, i + 1, &f->year);
	return to || short_word ? to : i + 1;
}

/* "läsåret 2023/24"; the year alone is the one it begins in. */
static size_t
read_school_year(struct reader *r, size_t i, struct form *f)
{
	size_t to = read_two_years(r, i + 1, &f->year);

	f->shape = SHAPE_SCHOOL;
	if (to == 0 && is_number(r, i + 1, 2, 10, 69) &&
	    is_mark(r, i + 2, '/') && is_number(r, i + 3, 2, 10, 69)) {
		f->year = 2000 + r->t[i + 1].value;
		to = i + 4;
	}
	if (to == 0)
		to = read_year(r, i + 1, &f->year);
	return to ? to : r->t[i].len > 7 ? i + 1 : 0;
}

/* "månadsskiftet april/maj"; alone: the next one. */
static size_t
read_month_turn(struct reader *r, size_t i, struct form *f)
{
	size_t to = i;
	struct date d;

	if (is_class(r, to, WORD_MONTH) &&
	    (is_mark(r, to + 1, '/') || is_mark(r, to + 1, '-')) &&
	    is_class(r, to + 2, WORD_MONTH)) {
		f->month = r->t[to + 2].value;
		return with_year(r, to + 3, f);
	}
	d = day_date(day_add_months(r->ref - day_date(r->ref).day + 1, 1));
	f->month = d.month;
	f->year = d.year;
	return to;
}

static size_t
read_turn(struct reader *r, size_t i, struct form *f)
{
	size_t to = i + 1;

	f->shape = SHAPE_TURN;
	f->n = r->t[i].value;
	if (f->n == 1)
		return read_month_turn(r, to, f);
	if (f->n == 3) {
		int month = day_date(r->ref).month;

		f->month = (month - 1) / 3 * 3 + 4;
		if (f->month > 12) {
			f->month = 1;
			f->year = day_date(r->ref).year + 1;
		}
		return to;
	}
	if (f->n == 12 && (i = read_two_years(r, to, &f->year)) != 0) {
		f->year++;
		return i;
	}
	i = read_year(r, to, &f->year);
	if (i != 0 && f->n == 12 && r->t[to].kind == TOKEN_NUMBER)
		f->year++;
	return i ? i : to;
}

/* Words before a year by itself that make it one. */
static bool
year_stands(const struct reader *r, size_t i)
{
	switch ((enum word_class)r->t[(ptrdiff_t)i - 1].class) {
	case WORD_AT:
	case WORD_TO:
	case WORD_UNTIL:
	case WORD_BY:
	case WORD_BEFORE:
	case WORD_FROM:
	case WORD_ONWARDS:
	case WORD_AFTER:
	case WORD_SOONEST:
	case WORD_BETWEEN:
	case WORD_YEARS:
	case WORD_AGO:
	case WORD_ABOUT:
	case WORD_WITH: /* "till och med" */
		return true;
	default:
		break;
	}
	return r->n == 1 && i == 0;
}

/* The four figures are part of something longer: "2019/20:52", "2021-00112" */
static bool
in_code(const struct reader *r, size_t i)
{
	const struct token *next = &r->t[i + 1];

	if (r->t[i].gap == GAP_NONE && i > 0 && !is_mark(r, i - 1, '-') &&
	    !is_mark(r, i - 1, '(') && !is_mark(r, i - 1, '"'))
		return true;
	if (next->gap != GAP_NONE || next->kind == TOKEN_END)
		return false;
	if (next->kind != TOKEN_MARK)
		return true;
	return (next->mark == ':' || next->mark == '/') &&
	       r->t[i + 2].kind == TOKEN_NUMBER && is_near(r, i + 2);
}

/* "år 2025", "budgetåret 2025", "under 2025". */
static size_t
read_year_alone(struct reader *r, size_t i, struct form *f)
{
	bool named = (r->t[i].class == WORD_UNIT &&
			 r->t[i].value == UNIT_YEAR &&
			 r->t[i].form != FORM_GENITIVE) ||
		     r->t[i].class == WORD_YEARS;
	size_t at = i + named, to;

	f->shape = SHAPE_YEAR;
	if ((to = read_year_number(r, at, &f->year)) == 0 || in_code(r, at))
		return 0;
	return named || year_stands(r, at) ? to : 0;
}

/* "2020-talet", "90-talet". */
static size_t
read_decade(struct reader *r, size_t i, struct form *f)
{
	int value = r->t[i].value;

	if (!is_mark(r, i + 1, '-') || !is_class(r, i + 2, WORD_TALET) ||
	    !is_near(r, i + 1) || value % 10 != 0 || value > 2100)
		return 0;
	if (value < 100)
		value += value <= 20 ? 2000 : 1900;
	f->shape = SHAPE_FIXED;
	unit_span(PRECISION_DECADE, day_of(value, 1, 1), 0, &f->fixed);
	return i + 3;
}

/* "året", "nästa månad", "maj", "2025" after "slutet av". */
static size_t
read_inner(struct reader *r, size_t i, struct form *f)
{
	static const enum precision units[] = {
	    [UNIT_WEEK] = PRECISION_WEEK,
	    [UNIT_MONTH] = PRECISION_MONTH,
	    [UNIT_QUARTER] = PRECISION_QUARTER,
	    [UNIT_TERTIAL] = PRECISION_TERTIAL,
	    [UNIT_HALF] = PRECISION_HALF,
	    [UNIT_YEAR] = PRECISION_YEAR,
	    [UNIT_HOUR] = PRECISION_DAY,
	};
	const struct token *t = &r->t[i];
	size_t to;

	memset(f, 0, sizeof(*f));
	if (t->class == WORD_UNIT && t->form == FORM_DEFINITE &&
	    units[t->value] != PRECISION_DAY) {
		f->shape = SHAPE_FIXED;
		unit_span(units[t->value], r->ref, 0, &f->fixed);
		return i + 1;
	}
	f->shape = SHAPE_YEAR;
	if ((to = read_year(r, i, &f->year)) != 0)
		return to;
	memset(f, 0, sizeof(*f));
	if ((to = read_relative(r, i, f)) != 0)
		return to;
	if (r->t[i].class == WORD_PART || r->t[i].class == WORD_EDGE)
		return 0;
	return read_unit(r, i, f);
}

/* "slutet av maj", "utgången av 2025", "resten av året", "medio maj". */
static size_t
read_part(struct reader *r, size_t i, struct form *f)
{
	enum word_class class = r->t[i].class;
	enum form_part part = (enum form_part)r->t[i].value;
	size_t at = i + 1, to;

	if (is_class(r, at, WORD_OF) || is_text(r, at, "på"))
		at++;
	else if (r->t[i].form != FORM_ABBREVIATED)
		return 0;
	if (class == WORD_EDGE)
		part = r->t[i].value > 0 ? PART_LAST_DAY : PART_FIRST_DAY;
	to = read_inner(r, at, f);
	if (to == 0 || f->part != PART_NONE)
		return 0;
	if (class == WORD_REST) {
		struct span s;

		if (!form_resolve(f, r->ref, &s, NULL) || s.end < r->ref)
			return 0;
		f->shape = SHAPE_FIXED;
		f->fixed.start = r->ref;
		f->fixed.end = s.end;
		f->fixed.precision = PRECISION_RANGE;
		return to;
	}
	f->part = part;
	return to;
}

/* "årets slut", "månadens utgång", "maj månads utgång". */
static size_t
read_end_of(struct reader *r, size_t i, struct form *f)
{
	const struct token *t = &r->t[i];
	size_t at = i + 1;

	f->shape = SHAPE_FIXED;
	f->part = PART_LAST_DAY;
	if (t->class == WORD_MONTH) {
		f->shape = SHAPE_MONTH;
		f->month = t->value;
		if (is_text(r, at, "månads"))
			at++;
		else if (t->form != FORM_GENITIVE)
			return 0;
	} else if (t->class != WORD_UNIT || t->form != FORM_GENITIVE) {
		return 0;
	} else {
		unit_span(t->value == UNIT_YEAR    ? PRECISION_YEAR
			  : t->value == UNIT_MONTH ? PRECISION_MONTH
						   : PRECISION_WEEK,
		    r->ref, 0, &f->fixed);
	}
	if (is_text(r, at, "början") || is_text(r, at, "ingång"))
		f->part = PART_FIRST_DAY;
	else if (!is_text(r, at, "slut") && !is_text(r, at, "utgång"))
		return 0;
	return at + 1;
}

/* "första halvan av maj", "senare delen av 2025". */
static size_t
read_half_of(struct reader *r, size_t i, struct form *f)
{
	bool first = is_class(r, i, WORD_ORDINAL) && r->t[i].value == 1;
	bool last = is_class(r, i, WORD_LATER) || is_class(r, i, WORD_LAST) ||
		    (is_class(r, i, WORD_ORDINAL) && r->t[i].value == 2);
	size_t to;

	if ((!first && !last) ||
	    !(is_class(r, i + 1, WORD_HALF) || is_text(r, i + 1, "delen")))
		return 0;
	if (!is_class(r, i + 2, WORD_OF))
		return 0;
	to = read_inner(r, i + 3, f);
	if (to != 0)
		f->part = first ? PART_FIRST_HALF : PART_LAST_HALF;
	return to;
}

/* A month by itself. */
static size_t
read_month_alone(struct reader *r, size_t i, struct form *f)
{
	const struct token *t = &r->t[i], *next = t + 1;
	const struct token *before = &r->t[(ptrdiff_t)i - 1];

	if (t->form == FORM_GENITIVE)
		return 0;
	if (t->value == 5 && t->capital &&
	    ((next->kind == TOKEN_WORD && next->capital) ||
		(is_mark(r, i + 1, '-') && r->t[i + 2].kind == TOKEN_WORD &&
		    r->t[i + 2].class == WORD_NONE)))
		return 0;
	if (t->value == 3 && t->form == FORM_ABBREVIATED &&
	    next->kind != TOKEN_NUMBER && next->kind != TOKEN_MARK &&
	    before->kind != TOKEN_MARK)
		return 0;
	if (before->kind == TOKEN_NUMBER && t->gap == GAP_NONE)
		return 0;
	f->shape = SHAPE_MONTH;
	f->month = t->value;
	i++;
	if (t->form == FORM_ABBREVIATED && is_mark(r, i, '.') && is_near(r, i))
		i++;
	if (is_text(r, i, "månad"))
		i++;
	return with_year(r, i, f);
}

/* "2024 K3", "2025 v. 12", "2024-W12". */
static size_t
read_after_year(struct reader *r, size_t i, struct form *f)
{
	size_t at = i + 1, to;
	int year;

	if (read_year_number(r, i, &year) != at)
		return 0;
	if (is_mark(r, at, '-') && is_near(r, at) && is_near(r, at + 1))
		at++;
	if (is_class(r, at, WORD_WEEK) || is_text(r, at, "vecka"))
		to = read_week(r, at, f);
	else if (is_class(r, at, WORD_QUARTER) || months_of(&r->t[at]) > 0)
		to = read_lettered(r, at, f);
	else
		return 0;
	if (f->year == 0)
		f->year = year;
	return to;
}

/* By the class of the first word. */
static size_t
unit_by_class(struct reader *r, size_t i, struct form *f)
{
	const struct token *t = &r->t[i];

	switch ((enum word_class)t->class) {
	case WORD_WEEK:
		return read_week(r, i, f);
	case WORD_QUARTER:
		return read_lettered(r, i, f);
	case WORD_SEASON:
		return read_season(r, i, f);
	case WORD_TERM:
		return read_term(r, i, f);
	case WORD_SCHOOL:
		return read_school_year(r, i, f);
	case WORD_TURN:
		return read_turn(r, i, f);
	case WORD_PART:
	case WORD_EDGE:
	case WORD_REST:
		return read_part(r, i, f);
	case WORD_MONTH:
		return read_month_alone(r, i, f);
	case WORD_YEARS:
		return read_year_alone(r, i, f);
	case WORD_UNIT:
		if (t->value == UNIT_WEEK)
			return read_week(r, i, f);
		if (t->value == UNIT_YEAR)
			return read_year_alone(r, i, f);
		return read_lettered(r, i, f);
	default:
		return 0;
	}
}

size_t
read_unit(struct reader *r, size_t i, struct form *f)
{
	size_t to;

	memset(f, 0, sizeof(*f));
	if (r->t[i].kind == TOKEN_NUMBER) {
		if ((to = read_decade(r, i, f)) != 0)
			return to;
		memset(f, 0, sizeof(*f));
		if ((to = read_counted_unit(r, i, f)) != 0)
			return to;
		memset(f, 0, sizeof(*f));
		if ((to = read_after_year(r, i, f)) != 0)
			return to;
		memset(f, 0, sizeof(*f));
		return read_year_alone(r, i, f);
	}
	if (r->t[i].kind != TOKEN_WORD || r->t[i].class == WORD_NONE)
		return 0;
	if ((to = read_half_of(r, i, f)) != 0)
		return to;
	memset(f, 0, sizeof(*f));
	if ((to = read_counted_unit(r, i, f)) != 0)
		return to;
	memset(f, 0, sizeof(*f));
	if ((to = read_end_of(r, i, f)) != 0)
		return to;
	memset(f, 0, sizeof(*f));
	return unit_by_class(r, i, f);
}
