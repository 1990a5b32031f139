/* dates-term.c - seasons, school terms and years, turns of year */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/date/grammar-parts.h"

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

size_t
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
size_t
read_term(struct reader *r, size_t i, struct form *f)
{
	bool short_word = r->t[i].len == 2;
	size_t to = i + 1;

	f->shape = SHAPE_TERM;
	f->n = r->t[i].value;
	if (r->t[i].form == FORM_GENITIVE)
		return 0;
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
size_t
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

size_t
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
