/* gap.c - does a reading reach back to the one before it? */
/* SPDX-License-Identifier: MIT */
#include "core/gap.h"

#include <string.h>

#include "base/date.h"

enum { LEAST = 2, SLACK = 86400 };

bool
gap_before(const struct document *d, int64_t last_ok, int64_t *end)
{
	int64_t oldest = NO_TIME;

	if (last_ok == NO_TIME || d->n_items < LEAST ||
	    (d->format != NULL && strcmp(d->format, "mail") == 0))
		return false;
	for (size_t i = 0; i < d->n_items; i++) {
		int64_t p = d->items[i].published;

		if (p != NO_TIME && (oldest == NO_TIME || p < oldest))
			oldest = p;
	}
	if (oldest != NO_TIME && oldest < last_ok - SLACK)
		return false;
	*end = oldest != NO_TIME && oldest > last_ok ? oldest : NO_TIME;
	return true;
}
