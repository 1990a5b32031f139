/* keep-inner.h - what the files of keep share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef KEEP_INNER_H
#define KEEP_INNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/alert.h"
#include "core/change.h"
#include "core/deadline/deadline.h"
#include "core/lineage.h"
#include "edge/store.h"
#include "keep-rules.h"
#include "keep.h"

struct turn;
struct conf_feed;

/* A deadline that has moved. */
struct moved {
	int64_t from, to;
	struct deadline was, is;
	enum lineage how;
};

/* What is done next with an item; drawn in keep-item.c. */
enum keep_phase {
	KEEP_LOAD,
	KEEP_COMPARE,
	KEEP_FOLLOW,
	KEEP_MATCH,
	KEEP_TEXT,
	KEEP_TELL,
	KEEP_RENEW,
	KEEP_OVER
};

/* One item on its way into the file. */
struct keeping {
	struct turn *turn;
	struct pool *pool;
	const struct conf_feed *feed;
	struct item_row *item;
	const struct keep_text *text;
	struct kept *kept;
	bool first; /* its text was never read before */
	enum keep_phase phase;
	int64_t hash;                /* of the text */
	struct comparing *comparing; /* NULL: it has not begun, or is over */
	struct item was, is;         /* what is compared */
	struct change change;
	struct deadline_row *old; /* all but withdrawn and moved ones */
	size_t n_old, room_old;
	struct moved *moved;
	size_t n_moved;
	struct deadline_row *gone; /* withdrawn */
	size_t n_gone;
	size_t n_found;       /* deadlines that are new in a known item */
	bool *told;           /* by rules: of a deadline that moved */
	struct matched rules; /* that concern it */
	bool rest_held;       /* it was, and more of its feed are */
};

/* As keep_item_begin (keep.h), but the struct is the caller's. */
void keep_item_open(struct keeping *, struct turn *, struct pool *,
    const struct conf_feed *, struct item_row *, const struct keep_text *,
    struct kept *);

/* Tells of an item that was held: it is new, after all. */
bool keep_let_go(
    struct turn *, const struct conf_feed *, int64_t item, struct why *);
/* Compares its deadlines, as they were, with those of its text. */
bool keep_follow(struct keeping *, const struct deadline *old, struct why *);
/* Its matter, and what is asked of people; silent: nobody is told. */
bool keep_terms(struct keeping *, bool silent, struct why *);
/* Raises deadline.moved and deadline.withdrawn, one each. */
bool keep_tell_terms(struct keeping *, struct why *);
/* The facts of the item, for an alert. */
struct alert keep_facts(struct keeping *, enum event_kind);

/*
 * Tells of the item what there is to tell: nothing of a baseline, of what is
 * held and not urgent, or of a page that was only built anew.
 */
bool keep_tell(struct keeping *, struct why *);
/* Nobody is told of it: after keep_tell. */
bool keep_is_silent(const struct keeping *);
/* A text as a number, which goes on from seed. */
int64_t keep_hash(int64_t seed, const char *text);

/* Raises item.new or item.changed to the rules that concern the item. */
bool keep_tell_item(struct keeping *, enum event_kind, struct why *);
/* Raises deadline.moved, one each, and item.changed: to those who have heard
 * of a move only when more than that has changed. */
bool keep_tell_changes(struct keeping *, struct why *);

#endif
