/* keep-round.h - what the new items of a reading are: news, old ones, floods */
/* SPDX-License-Identifier: MIT */
#ifndef KEEP_ROUND_H
#define KEEP_ROUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/document.h"
#include "edge/store-hold.h"
#include "edge/store.h"

struct again;
struct crowd;
struct turn;
struct conf_feed;
struct known;
struct sighting;

/*
 * Before anything of a document is kept, all of it is looked at once: can the
 * feed's ids be trusted (core/trust), do old items come again under other
 * addresses, are there more new ones than is likely (core/again).  The first
 * reading, and one that a person wants to be silent, is not looked at.
 */
struct round {
	struct turn *turn;
	struct pool *pool;
	const struct conf_feed *feed;
	const struct feed_row *row;
	const struct document *document;
	struct ident_row ident;
	struct known *known;
	bool *hold;    /* by place in the document */
	bool *again;   /* is known, under another address */
	size_t n_held; /* by this round */
	size_t n_again;
	bool moved, flood;
	int64_t asked; /* the alert of the question that it put, or 0 */
	/* On the way. */
	size_t stage, at; /* of keep-round.c; how far it is in that */
	struct sighting *sighting;
	struct crowd *crowd;
	struct again *look;
	bool judged;
};

/* How long nobody is told of what is held: three working days. */
enum { ROUND_HOLD = 3 };

/* The pool outlives the round. */
bool round_begin(struct round *, struct turn *, struct pool *,
    const struct conf_feed *, const struct feed_row *, const struct document *,
    struct why *);
/* Looks at some of it, until *ready is set. */
bool round_step(struct round *, bool *ready, struct why *);
/* The instant until which what is held now is held. */
int64_t round_until(const struct round *);
/* After all is kept, until it is over, news of them new: counts it, and asks the administrator
 * when something is held or has moved. */
bool round_end(struct round *, int news, bool *over, struct why *);

#endif
