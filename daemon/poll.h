/* poll.h - the rounds of the feeds: due, asked, read, kept, due again */
/* SPDX-License-Identifier: MIT */
#ifndef POLL_H
#define POLL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "edge/store.h"

struct turn;
struct means;
struct linked;
struct poll;
struct conf_feed;

/* What came of one round; valid during the call. */
struct poll_round {
	const char *feed;
	bool ok;
	bool unchanged; /* 304, or the same bytes as last time */
	bool held;      /* not reached, and not counted: perhaps offline */
	int new, changed, alerts;
	const char *why; /* when not ok */
};
typedef void poll_done_fn(const struct poll_round *, void *context);

struct poll *poll_new(struct turn *, const struct means *, struct linked *);
/* What is under way is dropped; nothing of it is kept. */
void poll_free(struct poll *);

/* Drops every round under way; poll_reload begins them again. */
void poll_stop(struct poll *);

/* Takes the feeds of the configuration: those that are new are scheduled,
 * those that went are forgotten (their state stays in the file). */
bool poll_reload(struct poll *, struct why *);
/* After it: each feed's row is loaded where it is new, its timer set, its gap
 * looked into.  One a call, until it is over; or all. */
bool poll_settle_one(struct poll *, bool *over, struct why *);
bool poll_settle(struct poll *, struct why *);

/*
 * A round of the feed now (of one under way: when it is over); done is called
 * once, not from inside.  False: no such feed, or it is paused.
 */
bool poll_now(struct poll *, const char *feed, poll_done_fn *, void *context);
/* The feed's next round is its first, silent one again; whoever asks commits.
 * A round that is under way is dropped, and begun anew. */
bool poll_rebase(struct poll *, const char *feed, struct why *);
/* done of this context is not called any more. */
void poll_forget(struct poll *, void *context);

/* In a quiet moment: the feeds' texts together, so that memory of a busy time
 * can be handed back whole. */
void poll_pack(struct poll *);

/* Nothing is under way. */
bool poll_rests(const struct poll *);

/* The feeds in the order of the configuration. */
typedef void poll_feed_fn(
    const struct conf_feed *, const struct feed_row *, void *context);
void poll_each(const struct poll *, poll_feed_fn *, void *context);
/* The one at that place; false: there is none. */
bool poll_at(const struct poll *, size_t at, poll_feed_fn *, void *context);

/* Of a feed that poll_each gave: why it is asked next when it is, one line. */
enum { POLL_WHY = 256 };
void poll_next_why(
    const struct poll *, const struct conf_feed *, char why[POLL_WHY]);

/* And where it has moved to; texts until the next turn. */
struct poll_moved {
	const char *asked;  /* in place of its url; or NULL */
	const char *target; /* where that says that it has moved; or NULL */
	const char *doubt;  /* why that is not believed by itself; or "" */
	int64_t since;      /* when target was first seen */
	bool rejected;      /* a person said no to target */
};
void poll_moved(
    const struct poll *, const struct conf_feed *, struct poll_moved *);

/*
 * A person's word on where a feed has moved to: it is asked there from now on,
 * or (no) it is not, nor where an earlier move has led.  False: why says
 * what; found is false when there is no such feed, or it has not moved.
 * Committed by the caller.
 */
bool poll_accept_move(
    struct poll *, const char *feed, bool no, bool *found, struct why *);

/*
 * A person pauses a feed of the configuration until then, or ends that (by NULL: its
 * time has come); committed by the caller.
 */
bool poll_pause(struct poll *, const char *feed, int64_t until, const char *by,
    const char *comment, struct why *);
bool poll_resume(struct poll *, const char *feed, const char *by, struct why *);
/* When the first such pause ends; NO_TIME. */
int64_t poll_pauses_next(const struct poll *);
/* Ends those that are over. */
bool poll_end_pauses(struct poll *, int64_t now, struct why *);
/* Of a feed that poll_each gave: by a person or by the configuration. */
bool poll_paused(const struct poll *, const struct conf_feed *);

/* Since when there is no network, and when it is tried next; NO_TIME. */
void poll_offline(const struct poll *, int64_t *since, int64_t *next);

#endif
