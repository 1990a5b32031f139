/* timing.h - when a receiver gets an alert: at once, held, or in a digest */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_TIMING_H
#define CORE_TIMING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/date/period.h"
#include "core/date/times.h"
#include "core/rule.h"

/* What a receiver wishes.  All zero: everything at once. */
struct timing_wish {
	unsigned immediate;        /* bits 1 << enum priority; what is not among
				    * them goes into the digest */
	const char *digest;        /* its name, for people */
	const struct times *times; /* of the digest; NULL: none */
	const struct period *const *quiet;
	size_t n_quiet; /* it is quiet when one of them is closed */
	int gather;     /* seconds that what is sent waits for more */
	const struct zone *zone;
	const struct closed *closed;
};

/* "at once" "gathered" "quiet" "digest" */
enum timing_how { TIMING_NOW, TIMING_GATHER, TIMING_QUIET, TIMING_DIGEST };
const char *timing_name(enum timing_how);

struct timing {
	enum timing_how how;
	int64_t until;    /* now, when it is at once */
	char reason[240]; /* one line in English, for whoever asks why */
};

/*
 * Critical is at once whatever the hour, and gathered never.  What is
 * immediate and falls in quiet time is held until that ends; a digest whose
 * time is quiet comes when that ends.  Nothing is ever left out: quiet time
 * without an end (which the configuration refuses) holds nothing.
 */
void timing_decide(
    const struct timing_wish *, enum priority, int64_t now, struct timing *);

/* Of what was held until now: when it may go; now when it may. */
int64_t timing_open(const struct timing_wish *, enum priority, int64_t now);

#endif
