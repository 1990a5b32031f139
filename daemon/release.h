/* release.h - the clock of held parcels: released, bundled or left out */
/* SPDX-License-Identifier: MIT */
#ifndef RELEASE_H
#define RELEASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"
#include "base/why.h"

struct turn;
struct release;

/*
 *	held --its time--> looked at again --+--> waiting   (by itself)
 *	  ^                      |           |--> bundled   (in a digest, or
 *	  '---quiet, or snoozed--'           |              with others)
 *	                                     '--> withdrawn (a trace says why)
 *
 * What is due for one receiver by one notifier is looked at together, in
 * slices of a few parcels a turn: what is acknowledged or done, whose deadline
 * is so or has moved, or what the person has had by another receiver, is left
 * out.  The rest of a digest is one alert, raised in the transaction that
 * bundles its parcels, so that none is in two and none in no digest, whatever
 * ends the daemon; of other held parcels those of one item go out as one, and
 * many of them together.
 *
 * Nothing is looked up while no receiver of the configuration has times of
 * its own and nothing is held.
 */
enum {
	RELEASE_SLICE = 40,   /* parcels in one turn */
	RELEASE_MOST = 500,   /* in one digest; then another one begins */
	RELEASE_SINGLES = 5,  /* items that go out by themselves */
	RELEASE_PREVIEW = 200 /* parcels that are looked at for a preview */
};

struct release *release_new(struct turn *);
void release_free(struct release *);
/* The configuration is another one: when what is held is due is asked anew. */
void release_reload(struct release *);
/* Nothing is due now. */
bool release_rests(const struct release *);

/* What the clock does: one slice of what is due at now; *more: there is some
 * left.  Writes into the open transaction. */
bool release_step(struct release *, int64_t now, bool *more, struct why *);

/* The digest that the receiver would get if its time were now. */
struct release_preview {
	const char *digest; /* its name; NULL: the receiver has none */
	int64_t at;         /* when it comes */
	size_t entries, left_out;
	const char *title, *text;
	const char *json; /* the alert that it would be */
};
/* The receiver must be one of the configuration's. */
bool release_preview(struct turn *, struct pool *, const char *receiver,
    struct release_preview *, struct why *);

#endif
