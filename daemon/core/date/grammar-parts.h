/* grammar-parts.h - the rules that the files dates-*.c lend each other */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_GRAMMAR_PARTS_H
#define CORE_GRAMMAR_PARTS_H

#include "core/date/grammar.h"

/*
 * Each reads at token i into a form that is all zero and gives the token
 * after it, or 0; what the form then holds is of no use.
 */

/* dates-day.c; after_day: the word stands after a number, so that misspelt
 * names and "jul" are months. */
size_t read_month(const struct reader *, size_t i, int *month, bool after_day);
/* "(den) 3 maj (2024)"; den: "den" stood before, so "15:e" is enough. */
size_t read_day_month(struct reader *, size_t i, struct form *, bool den);
size_t read_month_first(struct reader *, size_t i, struct form *);

/* dates-year.c; the year of a unit, if there is one; else i. */
size_t with_year(struct reader *, size_t i, struct form *);

/* dates-weekday.c */
size_t read_weekday(struct reader *, size_t i, struct form *);
size_t read_feast(struct reader *, size_t i, struct form *);
size_t read_nth(struct reader *, size_t i, struct form *);

/* dates-part.c */
size_t read_part(struct reader *, size_t i, struct form *);
size_t read_end_of(struct reader *, size_t i, struct form *);
size_t read_half_of(struct reader *, size_t i, struct form *);

/* dates-term.c */
size_t read_season(struct reader *, size_t i, struct form *);
size_t read_term(struct reader *, size_t i, struct form *);
size_t read_school_year(struct reader *, size_t i, struct form *);
size_t read_turn(struct reader *, size_t i, struct form *);

/* dates-range.c; any date or range with no word before it; between: "mellan"
 * stood before, so that "och" joins and a second date is needed. */
size_t read_core(struct reader *, size_t i, bool between, struct reading *);

#endif
