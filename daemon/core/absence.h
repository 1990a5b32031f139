/* absence.h - who is away, and who stands in */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_ABSENCE_H
#define CORE_ABSENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A person is away on the days first to last; names are user names. */
struct absence {
	int64_t id; /* of a row of the state file; 0: of a section */
	const char *user, *stand_in;
	int first, last;
	const char *name; /* of its section; NULL */
	const char *by;   /* who said so; NULL */
};

struct absences {
	const struct absence *list;
	size_t n;
};

/*
 * Who stands in for the user on that day: of several absences the last one of
 * the list counts.  When that person is away, too, theirs; NULL: the user is
 * not away, or nobody of the chain is there.
 */
const char *absence_stand_in(
    const struct absences *, const char *user, int day);
/* Is it that person? */
bool absence_is_for(
    const struct absences *, const char *user, const char *stand_in, int day);
/* The last day on which the user is away, as of that day; NO_DAY. */
int absence_end(const struct absences *, const char *user, int day);

#endif
