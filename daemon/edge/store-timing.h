/* store-timing.h - the state file: parcels that are held, and in digests */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_STORE_TIMING_H
#define EDGE_STORE_TIMING_H

#include "core/timing.h"
#include "edge/store.h"

/*
 * A parcel that is not sent at once is held: it waits until its next, and is
 * then released (it waits for its notifier), bundled (it goes along within
 * another one, its carrier, and is delivered when that is), or left out.
 * What is looked up by time has an index of held parcels only.
 */

/* Who gets it, by which way: what is put together goes to one of these. */
struct timing_way {
	const char *receiver, *notifier, *user;
};

/* Adds a parcel that is held until timing->until; digest may be NULL. */
bool store_timing_add(struct store *, struct parcel_row *,
    const struct timing *, const char *digest, struct why *);
/* Adds one that is sent at once, with the reason of it. */
bool store_timing_now(
    struct store *, struct parcel_row *, const struct timing *, struct why *);
/* When the next held one is due; NO_TIME: none is held. */
bool store_timing_next(struct store *, int64_t *next, struct why *);
/* The way of the one that is due first; texts in the pool. */
bool store_timing_first(struct store *, struct pool *, int64_t now,
    struct timing_way *, bool *found, struct why *);
/* When what is gathered for the way is over, in (now, until]; NO_TIME. */
bool store_timing_window(struct store *, const struct timing_way *, int64_t now,
    int64_t until, int64_t *end, struct why *);
/* Up to most parcels of the way that are due at now, the soonest first. */
bool store_timing_due(struct store *, const struct timing_way *, int64_t now,
    int64_t *id, size_t most, size_t *n, struct why *);

/* A held parcel with its alert as it is now. */
struct timing_row {
	int64_t id, alert;
	const char *receiver, *notifier, *user;
	int64_t created, until;
	enum timing_how how;
	const char *digest; /* NULL */
	const char *event, *title, *text, *json;
	enum priority priority;
	int64_t item;
	enum alert_state state;
	const char *by;   /* of the state; NULL */
	int64_t again;    /* of a snoozed one; NO_TIME */
	int64_t deadline; /* 0: none */
	enum deadline_state deadline_state;
	bool confirmed; /* that deadline, by a person */
	enum parcel_state parcel_state;
};
/* By its id, held or not; texts in the pool. */
bool store_timing_get(struct store *, struct pool *, int64_t id,
    struct timing_row *, bool *found, struct why *);
/* Held ones with a greater id, for who looks through all of them. */
bool store_timing_all(struct store *, int64_t after, int64_t *id, size_t most,
    size_t *n, struct why *);
/* The same of those that wait: for their notifier, or a desktop. */
bool store_timing_waiting(struct store *, int64_t after, int64_t *id,
    size_t most, size_t *n, struct why *);
/* Of a receiver, the soonest first. */
typedef bool timing_row_fn(const struct timing_row *, void *context);
bool store_timing_of(struct store *, const char *receiver, int limit,
    timing_row_fn *, void *context, struct why *);

/* How many are held for it. */
bool store_timing_count(
    struct store *, const char *receiver, int64_t *n, struct why *);

/* Held until another time, for another reason. */
bool store_timing_move(struct store *, int64_t id, const struct timing *,
    const char *digest, struct why *);
/* It may go; extra is JSON of members of its own, or NULL. */
bool store_timing_release(
    struct store *, int64_t id, int64_t now, const char *extra, struct why *);
/* It goes along within the carrier. */
bool store_timing_bundle(
    struct store *, int64_t id, int64_t carrier, struct why *);
/* It is left out; reason is its trace. */
bool store_timing_leave(
    struct store *, int64_t id, int64_t now, const char *reason, struct why *);
/* What goes along within it is delivered too. */
bool store_timing_delivered(
    struct store *, int64_t carrier, int64_t now, struct why *);

/*
 * Its acknowledgement has ended, so that all who had the alert are to hear of
 * it again, and who was left out for it at last: those that came by a time of
 * their receiver's come by it again.  Before store_parcels_again.
 */
bool store_timing_again(
    struct store *, int64_t alert, int64_t now, struct why *);

/* Another parcel of its alert that the same notifier has brought, or is to
 * bring, to somebody: its id, receiver and user. */
typedef bool timing_twin_fn(
    int64_t id, const char *receiver, const char *user, void *context);
bool store_timing_twins(struct store *, const struct timing_row *,
    timing_twin_fn *, void *context, struct why *);

#endif
