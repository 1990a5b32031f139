/* store-story.h - the state file: which alert has told of what before */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_STORE_STORY_H
#define EDGE_STORE_STORY_H

#include "edge/store.h"

/* The alert that left the key since then; 0: none. */
bool store_story_find(
    struct store *, int64_t key, int64_t since, int64_t *alert, struct why *);
/* In the place of an older one's. */
bool store_story_leave(
    struct store *, int64_t key, int64_t alert, int64_t now, struct why *);
/* The item is told by that alert, which says so from now on. */
bool store_story_join(
    struct store *, int64_t item, const struct alert_row *, struct why *);
/* The alert that tells of the item beside its own; 0: none. */
bool store_story_of(struct store *, int64_t item, int64_t *alert, struct why *);

/* Has the alert a parcel for the receiver? */
bool store_story_reached(struct store *, int64_t alert, const char *receiver,
    bool *reached, struct why *);

#endif
