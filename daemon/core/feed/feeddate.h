/* feeddate.h - dates as feeds and pages write them */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_FEEDDATE_H
#define CORE_FEEDDATE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * RFC 822 with all the zones and liberties there are, W3C and ISO 8601,
 * asctime, month names in Swedish, English and the other languages of
 * Europe, "2016-01-29 11.17", "14 november 2017 klockan 09.37",
 * "6/12 2008", "12/6/2008 4:30 PM", seconds or milliseconds since 1970,
 * "/Date(1198908717056)/".  A weekday is not checked.  What is no date, or
 * has something left over, is none; nothing is guessed.  Linear.
 */
struct feeddate {
	int day;     /* base/date.h */
	int seconds; /* since midnight; 0 when no hour is given */
	int offset;  /* of the zone, in seconds east of UTC */
	bool timed;  /* an hour is given */
	bool zoned;  /* a zone is given */
};

bool feeddate_parse(const char *text, struct feeddate *);

/* The instant; without a zone it is UTC.  NO_TIME when it is no date. */
int64_t feeddate_read(const char *text);
/* The same; without a zone it is local (TZ), as on Swedish web pages. */
int64_t feeddate_read_local(const char *text);

#endif
