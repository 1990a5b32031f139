/* period.h - periods: is this instant open, and when does it open next */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_DATE_PERIOD_H
#define CORE_DATE_PERIOD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/date/closed.h"
#include "core/date/dayset.h"
#include "core/date/zone.h"

/*
 * "weekdays 17:00-07:30, sat, sun, holidays": days, each with hours or whole.
 * Hours alone are those of every day.
 *
 * Hours over midnight begin on the day and end on the next morning.  Where
 * several days are closed (weekdays, mon-fri), the morning of each of them is
 * too: "weekdays 17:00-07:30" has no gap on Monday before 07:30.
 *
 * What names a day goes before what names holidays, and that before weekdays;
 * where both lists say something equally closely, it is closed.  Of what none
 * speaks: closed when open names weekdays, or stands alone; else open.
 */
struct period_span {
	struct dayset days;
	int from, to;     /* minutes; to <= from: over midnight */
	const char *text; /* as it was written */
};

struct period_spans {
	const struct period_span *span;
	size_t n;
};

struct period {
	const char *name;
	struct period_spans closed, open;
};

enum {
	PERIOD_SPANS_MOST = 64, /* of one list */
	PERIOD_FAR = 400        /* days that are looked through */
};

/* False: *at is where it goes wrong, *word as in dayset_read. */
bool period_read(struct pool *, const char *text, struct period_spans *,
    size_t *at, size_t *word, struct why *);

/* *by is what closes it, as it was written; NULL when it is open, or closed
 * because nothing opens it. */
bool period_is_open(const struct period *, const struct zone *,
    const struct closed *, int64_t instant, const char **by);

/* The first instant from then on at which it is open; NO_TIME: none within
 * PERIOD_FAR days. */
int64_t period_opens(const struct period *, const struct zone *,
    const struct closed *, int64_t instant);

/* The same of several, all of which must be open. */
int64_t periods_open(const struct period *const *, size_t n,
    const struct zone *, const struct closed *, int64_t instant);

/* Does it ever open, on a day that no list names, or later? */
bool periods_ever_open(const struct period *const *, size_t n);

#endif
