/* dates-year.c - the year of a date: " 2024", "i år", "nästa år", "'24" */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/date/grammar-parts.h"

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
	if (is_mark(r, i, '-') && r->t[i].gap == GAP_SPACE &&
	    is_near(r, i + 1) && is_number(r, i + 1, 2, 10, 69) &&
	    r->t[i + 2].class != WORD_MONTH && !is_mark(r, i + 2, '/') &&
	    !is_mark(r, i + 2, '-') && !is_mark(r, i + 2, ':')) {
		*year = 2000 + r->t[i + 1].value; /* "mars -25" */
		return i + 2;
	}
	to = read_year_number(r, i, year);
	return to != 0 ? to : named_year(r, i, year);
}

/* The year of a unit, " 2025", ", 2025", " 25" after HT; else i as it was. */
size_t
with_year(struct reader *r, size_t i, struct form *f)
{
	size_t to = read_year(r, i, &f->year);

	return to ? to : i;
}
