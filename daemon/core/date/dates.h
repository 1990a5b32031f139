/* dates.h - Swedish date expressions: where in a text, and which days */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_DATES_H
#define CORE_DATES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"

/*
 * The unit that an expression names; of shared/dates/README.md.  PART is a
 * part of a month or year, RANGE anything else longer than a day.
 */
enum precision {
	PRECISION_DAY,
	PRECISION_WEEK,
	PRECISION_MONTH,
	PRECISION_QUARTER,
	PRECISION_TERTIAL,
	PRECISION_HALF,
	PRECISION_YEAR,
	PRECISION_DECADE,
	PRECISION_SEASON,
	PRECISION_TERM,
	PRECISION_WEEKEND,
	PRECISION_PART,
	PRECISION_RANGE
};

enum direction { DIRECTION_NONE, DIRECTION_BY, DIRECTION_AFTER };

/* "day", "week" ... and "none", "by", "after" */
const char *precision_name(enum precision);
const char *direction_name(enum direction);

/*
 * One expression.  start and end are days (base/date.h), both included; by:
 * end is the last day that still complies; after: start is the first, and end
 * repeats it.  minutes is the time of day it names, -1 when none.
 */
struct date_found {
	size_t at, len; /* in the text, in bytes */
	int start, end;
	int minutes;
	enum precision precision;
	enum direction direction;
	bool assumed_year;  /* no year in the text */
	bool computed;      /* counted from something: "inom 30 dagar" */
	bool wrong_weekday; /* the weekday named is not that day's */
};

/*
 * Finds the expressions of a text (UTF-8, len bytes) from left to right, none
 * overlapping, relative to the day ref.  In the pool.  Linear in len.
 */
struct date_found *dates_find(
    struct pool *, const char *text, size_t len, int ref, size_t *n);

#endif
