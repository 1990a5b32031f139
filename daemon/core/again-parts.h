/* again-parts.h - what the files of again share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_AGAIN_PARTS_H
#define CORE_AGAIN_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/again.h"

enum { AGAIN_AT_ONCE = 32 /* things, in a step */ };

/* A name that a thing has. */
struct again_name {
	uint64_t hash; /* 0: none */
	size_t at;     /* SIZE_MAX: another has it too */
};

/* A run of words, and the text that it stands in. */
struct again_run {
	uint64_t hash;
	size_t at; /* SIZE_MAX: in several, so it says nothing */
};

struct again_runs {
	struct again_run *table;
	size_t mask;
};

/* One look at old and new things. */
struct again {
	struct pool *pool;
	const struct again_thing *old, *new;
	size_t n_old, n_new;
	struct again_pair *pair;
	bool *taken; /* of the old ones */
	int64_t since;
	bool replaced;
	bool one_day;     /* most new things say the same day: of the rebuild */
	size_t stage;     /* in the table of again.c */
	size_t at, other; /* how far it is in that */
	struct again_name *old_name, *new_name;
	struct again_runs old_runs, new_runs;
	size_t looked; /* new texts so far */
	int *count;    /* of a text's runs, by old thing */
	size_t *hit;   /* the old ones that have some */
};

/* Is it the same matter, and not the next of its kind? */
bool again_is_same(
    const struct again *, size_t old, size_t new, enum again_sign);

/* Steps; true: all is done.  What the old texts say, what the new ones say, and
 * what is not paired yet is paired by that. */
bool again_read_old(struct again *);
bool again_read_new(struct again *);
bool again_pair_texts(struct again *);

#endif
