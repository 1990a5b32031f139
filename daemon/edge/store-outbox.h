/* store-outbox.h - the state file: lines of parcels, notifiers, next ways */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_STORE_OUTBOX_H
#define EDGE_STORE_OUTBOX_H

#include "edge/store.h"

/*
 * The line of a receiver before a notifier: its parcels that wait.  One that
 * failed holds up those after it until it was tried LINE_TRIES times; then it
 * is out of line and comes when its own pause is over.
 */
enum { LINE_TRIES = 3 };

/* The receiver after this one ("" before the first) for whom parcels wait
 * before the notifier; NULL when it was the last. */
bool store_line_after(struct store *, struct pool *, const char *notifier,
    const char *receiver, const char **next, struct why *);
/* The parcel whose turn it is in the line; 0: none that is due. */
bool store_line_first(struct store *, const char *notifier,
    const char *receiver, int64_t now, int64_t *parcel, struct why *);
/* A notifier works again: what failed by it is due now, at most so many. */
bool store_line_forward(struct store *, const char *notifier, int64_t now,
    int most, int *n, struct why *);
/* Notifiers before which parcels wait, as store_line_after. */
bool store_line_notifier(struct store *, struct pool *, const char *notifier,
    const char **next, struct why *);

/* How a notifier is, when it is not as it should be. */
struct notifier_row {
	const char *name;
	int64_t disabled; /* since when; NO_TIME: it is not */
	int64_t until;    /* it rests; NO_TIME: it does not */
	int64_t stamp;    /* of its section: another one, and it is enabled */
	const char *why;
};

/* found is false when all is well with it. */
bool store_notifier_get(struct store *, struct pool *, const char *name,
    struct notifier_row *, bool *found, struct why *);
bool store_notifier_set(
    struct store *, const struct notifier_row *, struct why *);
bool store_notifier_drop(struct store *, const char *name, struct why *);

/* Nobody could be told that it was given up. */
bool store_parcel_untold(struct store *, int64_t parcel, struct why *);
/* How many such there are, that are still given up. */
bool store_untold(struct store *, int64_t *n, struct why *);
/* Those of the alert that would go by the notifier are withdrawn. */
bool store_parcels_not_by(struct store *, int64_t alert, const char *notifier,
    const char *reason, int64_t now, struct why *);

/* The way that follows when an alert does not reach a receiver until due. */
struct next_way {
	int64_t alert;
	const char *receiver, *notifier;
	int64_t due;
	enum alert_state state; /* of the alert; these two filled by lists */
	enum priority priority;
};
typedef bool next_way_fn(const struct next_way *, void *context);

/* Keeps it, or puts it in the place of the one before it. */
bool store_way_keep(struct store *, const struct next_way *, struct why *);
bool store_way_drop(
    struct store *, int64_t alert, const char *receiver, struct why *);
/* Those that are due, soonest first; with alert only its own, due or not. */
bool store_ways(struct store *, int64_t alert, int64_t now, int limit,
    next_way_fn *, void *context, struct why *);
/* When the next is due; NO_TIME: there is none. */
bool store_way_next(struct store *, int64_t *due, struct why *);

#endif
