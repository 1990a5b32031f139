/* release-inner.h - what the files of release share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef RELEASE_INNER_H
#define RELEASE_INNER_H

#include "core/digest.h"
#include "edge/conf.h"
#include "edge/store-timing.h"
#include "release.h"
#include "turn.h"

/* One that goes out: what it is, and what a digest says of it. */
struct release_kept {
	struct timing_row row;
	struct digest_entry entry;
};

/* What is due for one way, while it is looked at slice by slice. */
struct release_batch {
	struct turn *turn;
	struct pool *pool;
	struct timing_way way;
	const struct conf_receiver *to; /* NULL: not in the configuration */
	bool desktop;
	enum language language; /* the receiver's */
	int64_t now;
	int64_t id[RELEASE_MOST];
	size_t n, at;
	struct release_kept *kept;
	size_t n_kept, room;
	size_t left_out;
};

/* --- release-judge.c: what becomes of one held parcel --- */

enum release_verdict {
	RELEASE_KEEP,
	RELEASE_LEAVE, /* reason is its trace */
	RELEASE_MOVE,  /* until timing->until, for its reason */
};
struct release_judged {
	enum release_verdict is;
	char reason[300];
	struct timing timing;
	bool silenced; /* by a silence: trace is the alert's */
	struct trace_row trace;
};
bool release_judge(struct turn *, const struct conf_receiver *,
    const struct timing_row *, int64_t now, struct release_judged *,
    struct why *);

/* --- release-write.c: what was kept goes out --- */

bool release_write(struct release_batch *, struct why *);
/* What a digest says of the row; needs batch->to. */
void release_entry(
    struct release_batch *, const struct timing_row *, struct digest_entry *);
/* Kept ones as a digest; of its name, or (NULL) as gathered. */
struct digest release_digest(struct release_batch *,
    const struct release_kept *const *, size_t n, const char *name);

#endif
