/* dates-numeric.c - dates in figures: 2024-03-01, 240301, 1/3, 1.3.2024 */
/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "core/date/grammar.h"

/* 00-69 are of this century, 70-99 of the last. */
static int
century(int year)
{
	return year <= 69 ? 2000 + year : 1900 + year;
}

static bool
plain_number(const struct reader *r, size_t i, int digits)
{
	return r->t[i].kind == TOKEN_NUMBER && r->t[i].digits == digits;
}

static void
day_form(struct form *f, int year, int month, int day)
{
	memset(f, 0, sizeof(*f));
	f->shape = SHAPE_DAY;
	f->year = year;
	f->month = month;
	f->day = day;
}

/* A part of a date goes on at i after its separator, perhaps on a new line. */
static bool
goes_on(const struct reader *r, size_t i)
{
	return r->t[i].gap == GAP_NONE || r->t[i].gap == GAP_LINE;
}

/* What a longer code, reference or account number goes on with. */
static bool
ends_in_code(const struct reader *r, size_t i)
{
	const struct token *t = &r->t[i];

	if (t->kind == TOKEN_END || t->gap != GAP_NONE)
		return false;
	if (t->kind == TOKEN_NUMBER)
		return true;
	if (t->kind == TOKEN_WORD)
		return !(t->len == 1 && (r->text[t->at] | 0x20) == 't');
	if (t->mark == '-' && is_number(r, i + 1, 2, 1, 31) &&
	    is_mark(r, i + 2, '/'))
		return false; /* 1/10-31/12 */
	return (t->mark == '-' || t->mark == '/' || t->mark == ':') &&
	       r->t[i + 1].kind == TOKEN_NUMBER && is_near(r, i + 1) &&
	       r->t[i + 1].digits != 4 && r->text[t->at] == t->mark;
}

static bool
begins_in_code(const struct reader *r, size_t i)
{
	const struct token *before = &r->t[(ptrdiff_t)i - 1];

	if (before->kind == TOKEN_END || r->t[i].gap != GAP_NONE)
		return false;
	if (before->kind == TOKEN_WORD)
		return before->class == WORD_NONE;
	return before->mark == '/' || before->mark == ':' ||
	       before->mark == '+' ||
	       (before->mark == '.' &&
		   r->t[(ptrdiff_t)i - 2].kind == TOKEN_NUMBER) ||
	       (before->mark == '-' &&
		   r->t[(ptrdiff_t)i - 2].kind == TOKEN_WORD &&
		   before->gap == GAP_NONE);
}

/* "T10:00", ":00Z" after an ISO day is passed by. */
static size_t
pass_iso_time(const struct reader *r, size_t i)
{
	if (r->t[i].kind != TOKEN_WORD || r->t[i].len != 1 || !is_near(r, i))
		return i;
	i++;
	while (is_near(r, i) &&
	       (r->t[i].kind == TOKEN_NUMBER || is_mark(r, i, ':')))
		i++;
	return i;
}

/* "KS 2024-05" is the number of a case. */
static bool
after_letters(const struct reader *r, size_t i)
{
	const struct token *t = &r->t[(ptrdiff_t)i - 1];

	if (t->kind != TOKEN_WORD || t->len < 2 || t->len > 4)
		return false;
	for (size_t k = 0; k < t->len; k++)
		if ((unsigned)(r->text[t->at + k] - 'A') >= 26)
			return false;
	return true;
}

/* 2024-03-01, 2024/3/1, 2024.03.01, and 2024-03, a month. */
static size_t
read_year_first(const struct reader *r, size_t i, struct form *f)
{
	char mark = r->t[i + 1].mark;
	int year = r->t[i].value;

	if (!plain_number(r, i, 4) || year < 1800 || year > 2199 ||
	    r->t[i + 1].kind != TOKEN_MARK || strchr("-/.", mark) == NULL ||
	    !is_near(r, i + 1) || !goes_on(r, i + 2) ||
	    !is_number(r, i + 2, 2, 1, 12))
		return 0;
	if (is_mark(r, i + 3, mark) && is_near(r, i + 3) && goes_on(r, i + 4) &&
	    is_number(r, i + 4, 2, 1, 31)) {
		if (!date_exists(year, r->t[i + 2].value, r->t[i + 4].value))
			return 0;
		day_form(f, year, r->t[i + 2].value, r->t[i + 4].value);
		return pass_iso_time(r, i + 5);
	}
	if (mark != '-' || r->t[i + 2].digits != 2 ||
	    r->text[r->t[i + 1].at] != '-' || ends_in_code(r, i + 3) ||
	    after_letters(r, i))
		return 0;
	memset(f, 0, sizeof(*f));
	f->shape = SHAPE_MONTH;
	f->year = year;
	f->month = r->t[i + 2].value;
	return i + 3;
}

/* 20240301 and 240301. */
static size_t
read_compact(const struct reader *r, size_t i, struct form *f)
{
	int value = r->t[i].value, year = value / 10000;

	if (plain_number(r, i, 6))
		year = century(year);
	else if (!plain_number(r, i, 8) || year < 1900 || year > 2099)
		return 0;
	if (!date_exists(year, value / 100 % 100, value % 100) ||
	    ends_in_code(r, i + 1))
		return 0;
	/* an identity or organisation number: six figures, dash, four */
	if (is_mark(r, i + 1, '-') && is_near(r, i + 1) &&
	    plain_number(r, i + 2, 4) && is_near(r, i + 2))
		return 0;
	/* "120 301" is one number, and so is "210301 kronor" */
	if (r->t[i + 1].kind == TOKEN_NUMBER && r->t[i + 1].digits == 3)
		return 0;
	if (plain_number(r, i, 6) &&
	    (is_text(r, i + 1, "kronor") || is_text(r, i + 1, "kr") ||
		is_text(r, i + 1, "personer") || is_text(r, i + 1, "sek") ||
		is_text(r, i + 1, "euro") || is_text(r, i + 1, "st") ||
		is_text(r, i + 1, "invånare")))
		return 0;
	day_form(f, year, value / 100 % 100, value % 100);
	return i + 1;
}

/* 24-03-01; not 21-26, nor a telephone number. */
static size_t
read_short_year_first(const struct reader *r, size_t i, struct form *f)
{
	if (!plain_number(r, i, 2) || !is_mark(r, i + 1, '-') ||
	    !is_near(r, i + 1) || !plain_number(r, i + 2, 2) ||
	    !goes_on(r, i + 2) || !is_mark(r, i + 3, '-') ||
	    !is_near(r, i + 3) || !goes_on(r, i + 4) || ends_in_code(r, i + 5))
		return 0;
	if (plain_number(r, i + 4, 4)) { /* 01-03-2024 */
		day_form(
		    f, r->t[i + 4].value, r->t[i + 2].value, r->t[i].value);
		return f->year >= 1800 && f->year <= 2199 &&
			       date_exists(f->year, f->month, f->day)
			   ? i + 5
			   : 0;
	}
	if (!plain_number(r, i + 4, 2))
		return 0;
	day_form(
	    f, century(r->t[i].value), r->t[i + 2].value, r->t[i + 4].value);
	return date_exists(f->year, f->month, f->day) ? i + 5 : 0;
}

/* "15.4": a day and a month, or an hour, or a version */
static bool
is_day_month(const struct reader *r, size_t i)
{
	return is_number(r, i, 2, 1, 31) && is_mark(r, i + 1, '.') &&
	       is_near(r, i + 1) && is_near(r, i + 2) &&
	       is_number(r, i + 2, 2, 1, 12);
}

/* "15.3-15.4.2024", "15.3.-15.4.2024": after the first, at its month. */
static size_t
lends_year(const struct reader *r, size_t i)
{
	size_t at = i + (is_mark(r, i, '.') && is_near(r, i));

	return is_mark(r, at, '-') && is_day_month(r, at + 1) &&
		       is_mark(r, at + 4, '.') && is_near(r, at + 4) &&
		       is_near(r, at + 5) && plain_number(r, at + 5, 4)
		   ? at
		   : 0;
}

/* The year after 1/3 or 1.3: "/2024", "-24", " 2024"; 0 when none. */
static size_t
trailing_year(const struct reader *r, size_t i, char mark, int *year)
{
	size_t at = i;

	if (r->t[at].kind == TOKEN_MARK && is_near(r, at) &&
	    (r->t[at].mark == mark || r->text[r->t[at].at] == '-') &&
	    goes_on(r, at + 1) && r->t[at + 2].class != WORD_MONTH)
		at++;
	else if (r->t[at].kind != TOKEN_NUMBER || is_near(r, at))
		return 0;
	if (plain_number(r, at, 4) && r->t[at].value >= 1800 &&
	    r->t[at].value <= 2199)
		*year = r->t[at].value;
	else if (plain_number(r, at, 2) && at > i && r->t[i].mark == mark)
		*year = century(r->t[at].value);
	else if (plain_number(r, at, 2) && at > i && r->t[at].value > 12 &&
		 !is_mark(r, at + 1, '/') && !is_day_month(r, at))
		*year = century(r->t[at].value);
	else
		return 0;
	return at + 1;
}

/* Words before it that make d.m a date, though it has no year. */
static bool
asks_for_day(const struct reader *r, size_t i)
{
	const struct token *before = &r->t[(ptrdiff_t)i - 1];

	return before->class == WORD_DEN || before->class == WORD_BY ||
	       before->class == WORD_UNTIL || before->class == WORD_WEEKDAY;
}

/* 1/3, 1/3 2024, 1/3-24, 1.3.2024; not 1.3 by itself, nor 1/2 of something */
static size_t
read_day_first(struct reader *r, size_t i, struct form *f)
{
	char mark = r->t[i + 1].mark;
	size_t to;
	int year = 0;

	if (!is_number(r, i, 2, 1, 31) || r->t[i + 1].kind != TOKEN_MARK ||
	    (mark != '/' && mark != '.') || !is_near(r, i + 1) ||
	    !is_near(r, i + 2) || !is_number(r, i + 2, 2, 1, 12))
		return 0;
	day_form(f, 0, r->t[i + 2].value, r->t[i].value);
	to = trailing_year(r, i + 3, mark, &year);
	if (to != 0) {
		f->year = year;
		return date_exists(year, f->month, f->day) &&
			       !ends_in_code(r, to)
			   ? to
			   : 0;
	}
	if (!date_exists(2024, f->month, f->day) || ends_in_code(r, i + 3))
		return 0;
	if (mark == '/' && r->t[i + 3].kind == TOKEN_WORD &&
	    (to = read_year(r, i + 3, &f->year)) != 0)
		return to; /* "31/12 i år" */
	if (mark == '.' && (to = lends_year(r, i + 3)) != 0)
		return to;
	if (mark == '.')
		return asks_for_day(r, i) ? i + 3 : 0;
	if (is_mark(r, i + 3, '%') || is_class(r, i + 3, WORD_OF) ||
	    (r->t[(ptrdiff_t)i - 1].kind == TOKEN_NUMBER &&
		r->t[i].gap != GAP_NONE))
		return 0;
	return i + 3;
}

size_t
read_numeric(struct reader *r, size_t i, struct form *f)
{
	size_t to;

	if (r->t[i].kind != TOKEN_NUMBER || begins_in_code(r, i))
		return 0;
	to = read_year_first(r, i, f);
	if (to == 0)
		to = read_compact(r, i, f);
	if (to == 0)
		to = read_short_year_first(r, i, f);
	if (to == 0)
		to = read_day_first(r, i, f);
	return to;
}
