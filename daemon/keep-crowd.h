/* keep-crowd.h - a reading's new items beside the old ones of the file */
/* SPDX-License-Identifier: MIT */
#ifndef KEEP_CROWD_H
#define KEEP_CROWD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

struct again_pair;
struct again_thing;
struct pool;
struct round;
struct sighting;

/* Those of the document that seem new, and the feed's of the file that nothing
 * of the document is yet; in the round's pool, for core/again to pair. */
struct crowd {
	struct pool *pool;
	int64_t *used; /* the others of the file, sorted */
	size_t n_used;
	struct again_thing *old, *new;
	struct again_pair *pair; /* of each new one */
	int64_t *id;             /* of the old ones, newest first */
	size_t *at;              /* of the new ones, in the document */
	size_t n_old, n_new, room, room_id;
};

/* With the new ones alone: most readings have too few to look further. */
struct crowd *crowd_new(struct round *, const struct sighting *);
/* Adds the old ones; those that the file knows by a weaker key are paired. */
bool crowd_add_old(struct round *, const struct sighting *, struct why *);

#endif
