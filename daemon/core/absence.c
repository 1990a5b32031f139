/* absence.c - who is away, and who stands in */
/* SPDX-License-Identifier: MIT */
#include "core/absence.h"

#include <string.h>

#include "base/date.h"

enum { CHAIN_MOST = 8 };

static const struct absence *
find(const struct absences *a, const char *user, int day)
{
	for (size_t i = a->n; i-- > 0;)
		if (day >= a->list[i].first && day <= a->list[i].last &&
		    strcmp(a->list[i].user, user) == 0)
			return &a->list[i];
	return NULL;
}

const char *
absence_stand_in(const struct absences *a, const char *user, int day)
{
	const struct absence *at = a ? find(a, user, day) : NULL;

	if (at == NULL)
		return NULL;
	for (int i = 0; i < CHAIN_MOST; i++) {
		const struct absence *next = find(a, at->stand_in, day);

		if (next == NULL)
			return at->stand_in;
		at = next;
	}
	return NULL; /* they stand in for each other */
}

bool
absence_is_for(
    const struct absences *a, const char *user, const char *stand_in, int day)
{
	const char *who = absence_stand_in(a, user, day);

	return who != NULL && strcmp(who, stand_in) == 0;
}

int
absence_end(const struct absences *a, const char *user, int day)
{
	const struct absence *at = a ? find(a, user, day) : NULL;

	return at ? at->last : NO_DAY;
}
