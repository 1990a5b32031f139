/* audit.h - the standing audit: matches against alerts, parcels and receipts */
/* SPDX-License-Identifier: MIT */
#ifndef AUDIT_H
#define AUDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "core/hole.h"

struct turn;
struct audit;

/*
 * Every quarter of an hour the file is asked whether what should follow from
 * each other is there: an item (or a change of one) that a rule concerns has
 * an alert, an alert has a parcel for each receiver and way that it was to
 * go, or a reason why not, a settled parcel has a receipt, and none waits
 * beyond its time.  What is missing is a hole; a new one raises one alert.  A
 * hole is compared by the ids of rows, never by titles, and is forgotten when
 * it is filled.
 *
 * Standing, it looks at what came since the last one, and at the first of a
 * day (and by audit_start with all) at the whole file; items and changes back
 * to the time when the rules were others, since the file notes matches, not
 * when they were made.  It works in slices of AUDIT_SLICE milliseconds.
 */
enum { AUDIT_SECONDS = 900, AUDIT_SLICE = 3 };

struct audit_result {
	bool all;
	int64_t items, changes, alerts, parcels; /* rows looked at */
	int64_t open; /* parcels that wait, within their time */
	const struct hole *hole;
	size_t n, fresh;     /* holes; those that were told now */
	int slices, longest; /* and the longest one in microseconds */
	const char *why;     /* it could not be done; or NULL */
};
typedef void audit_done_fn(const struct audit_result *, void *context);

struct audit *audit_new(struct turn *);
void audit_free(struct audit *);
/* The configuration is another one; before its rules are matched again. */
bool audit_take_conf(struct audit *, struct why *);
/* One now; done is called once when it is over, not from inside. */
void audit_start(struct audit *, bool all, audit_done_fn *, void *context);
/* done of this context is not called any more. */
void audit_forget(struct audit *, void *context);
/* None is under way. */
bool audit_rests(const struct audit *);

#endif
