/* times.h - fixed times: "workdays 07:45", "1st workday of month 08:00" */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_DATE_TIMES_H
#define CORE_DATE_TIMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/date/closed.h"
#include "core/date/dayset.h"
#include "core/date/zone.h"

/*
 * Parted by commas; what has no hour takes that of the next: "mon, thu 08:00".
 * "1st mon of month", "15th of month", "last workday of month"; the 31st of
 * a short month is its last day.
 */
struct times_one {
	struct dayset days;
	int nth;     /* of the month: 1 ..., -1 the last; 0: each */
	bool any;    /* of all its days */
	int minutes; /* below 24:00 */
};

struct times {
	const struct times_one *one;
	size_t n;
};

enum { TIMES_MOST = 32 };

/* False: *at is where it goes wrong, *word as in dayset_read. */
bool times_read(struct pool *, const char *text, struct times *, size_t *at,
    size_t *word, struct why *);

/*
 * The first of them after the instant.  One in the hour that spring leaves
 * out is at the change, one in the hour that autumn has twice is at the first.
 * NO_TIME: none within 400 days.
 */
int64_t times_next(const struct times *, const struct zone *,
    const struct closed *, int64_t after);

#endif
