/* moved.h - permanent moves (301, 308): when one is believed */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_MOVED_H
#define CORE_MOVED_H

#include <stdbool.h>
#include <stdint.h>

/*
 * A publisher's server that says "moved for good" may have been set up wrong
 * for an afternoon.  So a move waits: the old address is asked and followed
 * until the same target was seen for MOVED_SECONDS in at least MOVED_COUNT
 * rounds, or a person has accepted it.  One that leads where no feed is likely
 * to be is doubtful, and only a person accepts it.
 */
enum moved_doubt {
	MOVED_FINE,
	MOVED_LOGIN,    /* to a page that asks who one is */
	MOVED_ROOT,     /* from a feed to the front page */
	MOVED_INSECURE, /* from https to http */
	MOVED_SECRET, /* to another site, which the feed's secret is not for */
};

enum { MOVED_SECONDS = 7 * 86400, MOVED_COUNT = 3 };

/* Addresses as they are asked for; secret: something is sent along that is
 * for the first one's site only.  Linear. */
enum moved_doubt moved_doubt(const char *from, const char *to, bool secret);
/* For people, after the address: "a log-in page"; "" for MOVED_FINE. */
const char *moved_doubt_text(enum moved_doubt);

/* Whether time alone is enough by now. */
bool moved_is_ripe(enum moved_doubt, int64_t first, int count, int64_t now);

#endif
