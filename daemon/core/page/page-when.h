/* page-when.h - stamps in machine and in Swedish form: a day, perhaps an hour */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PAGE_WHEN_H
#define CORE_PAGE_WHEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Whole dates with a year, as pages stamp themselves: "2022-05-18 10:13",
 * "2016-01-29 11.17", "2022-05-17 14:25 CEST", "2026-08-06T23:59:00+02:00",
 * "20191107", "14 december 2022", "14 november 2017 klockan 09.37",
 * "Wed, 13 May 2026 13:27:52 +0200".  Years 1990 to 2100.  What deadlines
 * need is in core/dates.h; this is stricter, and needs no day to count from.
 */
struct when {
	size_t at, len;
	int day;
	int seconds; /* since midnight, -1: no time of day */
	int offset;  /* minutes east of UTC, WHEN_LOCAL: none given */
};

enum { WHEN_LOCAL = 100000 };

/* The first in a text.  Linear. */
bool when_find(const char *text, size_t len, struct when *);
/* The instant; without an offset in the zone, without an hour at midnight. */
int64_t when_instant(const struct when *);
/* The first in a NUL-ended text, or one in epoch seconds ("1780928789.956")
 * when that is all; NO_TIME for none or NULL. */
int64_t when_read(const char *text);

#endif
