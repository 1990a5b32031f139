/* again-parts.h - what the files of again share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_AGAIN_PARTS_H
#define CORE_AGAIN_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/again.h"

/* One look at old and new things. */
struct pairing {
	struct pool *pool;
	const struct again_thing *old, *new;
	size_t n_old, n_new;
	struct again_pair *pair;
	bool *taken; /* of the old ones */
	int64_t since;
	bool replaced;
	bool one_day; /* most new things say the same day: of the rebuild */
};

/* Is it the same matter, and not the next of its kind? */
bool again_is_same(
    const struct pairing *, size_t old, size_t new, enum again_sign);
/* Pairs what is not paired yet by its words. */
void again_pair_texts(struct pairing *);

#endif
