/* dayset.h - days as periods and digests name them: weekdays, holidays, dates */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_DATE_DAYSET_H
#define CORE_DATE_DAYSET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/why.h"
#include "core/date/closed.h"

/* In the order of how closely they name a day. */
enum dayset_kind {
	DAYSET_WEEK,     /* "mon", "mon-fri", "weekdays", "weekend", "daily" */
	DAYSET_WORKDAYS, /* "workdays": those of core/date/closed.h */
	DAYSET_HOLIDAYS, /* "holidays": feasts, the eves that are no working
			  * days, and closed days; Sundays are none */
	DAYSET_DATES     /* "2026-12-23", "2026-07-06 - 2026-07-31" */
};

struct dayset {
	enum dayset_kind kind;
	unsigned week;   /* bits 1 << enum weekday */
	int first, last; /* of dates */
};

/* The words that it knows, for a suggestion; ends in NULL. */
extern const char *const dayset_words[];

/*
 * Reads one at *at and goes behind it.  False: *at is where it goes wrong,
 * and *word how long the unknown word is there (0: it is no word's fault).
 */
bool dayset_read(const char **at, struct dayset *, size_t *word, struct why *);
bool dayset_has(const struct dayset *, const struct closed *, int day);
/* More than one day. */
bool dayset_is_several(const struct dayset *);
/* Daily. */
struct dayset dayset_all(void);

/*
 * "07:30", "7.30" or "24:00" (not where something begins), in minutes;
 * goes behind it.  -1: *at is where it goes wrong.
 */
int hour_read(const char **at, bool begins, struct why *);

#endif
