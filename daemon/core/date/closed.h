/* closed.h - working days where some offices keep closed days of their own */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_CLOSED_H
#define CORE_CLOSED_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Days that are no working days here, beside those of core/date/workday.h: a
 * day between a feast and a weekend.  Sorted, each once; {NULL, 0}: none.
 * They concern the count of days only, never what a law says of a term.
 */
struct closed {
	const int *day;
	size_t n;
};

bool closed_has(const struct closed *, int day);
bool closed_is_workday(const struct closed *, int day);
/* As workday_add and workday_count; a NULL is no closed day. */
int closed_add(const struct closed *, int day, int n);
int closed_count(const struct closed *, int from, int to);

#endif
