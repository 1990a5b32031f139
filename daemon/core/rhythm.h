/* rhythm.h - when a feed is asked again, and why then */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_RHYTHM_H
#define CORE_RHYTHM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Pure: time is an argument, the zone is the process's (base/date.h), and the
 * same rhythm at the same time gives the same plan.
 *
 * What a publisher says of how often there is something to fetch: ttl,
 * skipHours and skipDays of RSS 2.0, the syndication module of RSS 1.0, the
 * freshness of RFC 9111 4.2.1.
 */
struct rhythm_hints {
	int ttl;             /* seconds; 0: not said */
	int period;          /* seconds: sy:updatePeriod over updateFrequency */
	int64_t base;        /* an instant that periods count from; 0: none */
	int max_age;         /* seconds, also of Expires; under 1: not said */
	unsigned skip_hours; /* bit n: not in the hour n of GMT */
	unsigned skip_days;  /* bit enum weekday: not on that day of GMT */
};

/*
 * How a feed has been, in three numbers: a count of its news that halves in
 * RHYTHM_HALF days, as it stood when the last one came.
 */
struct rhythm_past {
	int64_t since; /* it is known from here on; NO_TIME: it is not */
	int64_t last;  /* news came; NO_TIME: never */
	int64_t news;  /* thousandths */
};

enum { RHYTHM_HALF = 14 };

/* News came at now, once however many items. */
void rhythm_note(struct rhythm_past *, int64_t now);
/* What a first reading tells: when its items were published, in any order;
 * the list is sorted.  What lies ahead of now, or years back, does not count. */
void rhythm_seed(
    struct rhythm_past *, int64_t *published, size_t n, int64_t now);
/* News a day, in thousandths, as it looks at now; -1: not known. */
int64_t rhythm_pace(const struct rhythm_past *, int64_t now);

/* Hours of Swedish public bodies, in local time. */
enum rhythm_hours {
	RHYTHM_OFFICE,  /* working days, 07 to 18 */
	RHYTHM_EVENING, /* working days, 06 to 07 and 18 to 22 */
	RHYTHM_NIGHT,   /* before and after a working day */
	RHYTHM_FREE,    /* weekends, public holidays, the eves off work */
};
enum rhythm_hours rhythm_hours(int64_t now);
/* When offices open next, after now. */
int64_t rhythm_opening(int64_t now);

/* How far the interval may be left. */
enum rhythm_adapt {
	RHYTHM_EXACT, /* it is kept, whatever is said and has been */
	RHYTHM_HINTS, /* it is longer when the publisher asks for that */
	RHYTHM_ALL,   /* also by the past and the hours */
};

struct rhythm {
	int interval; /* seconds, as configured */
	enum rhythm_adapt adapt;
	struct rhythm_hints hints;
	struct rhythm_past past;
	bool near;       /* a deadline of it ends soon: no long waits */
	bool expected;   /* news of it are: being quiet is no reason to wait */
	int failures;    /* in a row */
	int retry_after; /* seconds, of the last answer; under 1: not said */
	uint64_t seed;   /* spreads feeds, by a tenth at the most; by half a
			  * minute when the interval is not adapted */
};

enum {
	RHYTHM_HINT_MOST = 24 * 3600,  /* a hint asks for no more */
	RHYTHM_NEAR_MOST = 4 * 3600,   /* when a deadline is near */
	RHYTHM_QUIET_MOST = 4 * 3600,  /* of a feed that has gone quiet */
	RHYTHM_SPARSE_MOST = 6 * 3600, /* at night and on free days */
	RHYTHM_LEAST = 5 * 60,         /* of a lively one */
	RHYTHM_BACK_OFF = 24 * 3600,   /* after any number of failures */
	RHYTHM_RETRY_MOST = 24 * 3600, /* Retry-After asks for no more */
	RHYTHM_SHORT = 60              /* a shorter interval is exact */
};

struct rhythm_plan {
	int64_t at;    /* when it is asked next; after now */
	char why[256]; /* one line: "every 30 min; night: x4; ..." */
};

/*
 * After a round that ended at now.
 *
 *	failed      the interval doubled for each failure, a day at the most,
 *	            and not before Retry-After
 *	exact       the interval
 *	pace        half the interval while three or more news come a day; two,
 *	            four, eight times it after 7, 14, 30 days without any
 *	hints       the longest of ttl, sy: and max-age, when it is longer
 *	hours       twice in the evening, four times at night and on free days,
 *	            but the feed is asked when offices open
 *	skip        on to the first hour of GMT that is not skipped
 *
 * Every step has its ceiling above; the interval itself is none of theirs to
 * shorten but pace's, to RHYTHM_LEAST.
 */
void rhythm_next(const struct rhythm *, int64_t now, struct rhythm_plan *);

#endif
