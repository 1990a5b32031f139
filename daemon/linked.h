/* linked.h - items whose text stands elsewhere: pages and papers are read */
/* SPDX-License-Identifier: MIT */
#ifndef LINKED_H
#define LINKED_H

#include <stdbool.h>

struct turn;
struct means;
struct linked;

/*
 * A feed's round keeps the headline of an item whose feed asks for more (read
 * = linked); it is unread until its linked page, and the papers attached, are
 * read, and then goes on as if the feed had said it all.  A page that cannot
 * be read is tried LINKED_TRIES times with growing pauses; after that the item
 * goes on with what the feed says, and its alert says so.  It is the same with
 * a paper that cannot be had for now; one that is gone, or has no text, is
 * passed over.  What never was read whole is tried again every LINKED_LATER
 * seconds, for LINKED_PATIENCE: the date may stand there.  A page that was
 * read and is read again for its deadlines keeps what is known when it, or a
 * paper, fails.
 */
enum {
	LINKED_TRIES = 4,
	LINKED_AT_ONCE = 8,
	LINKED_PAPERS = 5,
	LINKED_LATER = 6 * 3600,
	LINKED_PATIENCE = 14 * 86400,
};

struct linked *linked_new(struct turn *, const struct means *);
void linked_free(struct linked *);
/* The configuration is another one: what is under way begins again. */
void linked_reload(struct linked *);
/* Something may be due. */
void linked_wake(struct linked *);
/* Nothing is under way, and nothing is due now. */
bool linked_rests(const struct linked *);

#endif
