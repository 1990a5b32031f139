/* dates-unit.c - weeks, months, quarters, halves, years, decades */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/date/grammar-parts.h"

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
	if (r->t[i].form == FORM_DEFINITE && is_mark(r, to + 1, '-') &&
	    is_class(r, to + 3, WORD_MONTH))
		return 0; /* "veckan 2-8 maj" */
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
	else if (is_number(r, at, 1, 1, 4) && months > 0 &&
		 r->t[at + 1].form == FORM_DEFINITE)
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
