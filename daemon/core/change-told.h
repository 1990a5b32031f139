/* change-told.h - of the sentences that differ, those that tell most */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_CHANGE_TOLD_H
#define CORE_CHANGE_TOLD_H

#include <stddef.h>

#include "base/pool.h"
#include "core/change.h"
#include "core/split.h"

/* The weightiest, earlier ones before later ones of the same weight; begins
 * as {.n = 0}. */
struct told {
	size_t at[CHANGE_TOLD];
	int weight[CHANGE_TOLD];
	size_t n;
};

/* One that differs: its place in the text, and what it says. */
void told_note(struct told *, size_t at, const char *sentence);
/* Those of told, as struct change has them; NULL: none. */
const char *told_text(
    struct pool *, const struct sentences *, const struct told *);

#endif
