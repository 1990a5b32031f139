/* story.h - one thing that several feeds publish: known again, told once */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_STORY_H
#define CORE_STORY_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"
#include "core/alert.h"

/*
 * Two new items of different feeds are one story when they share a key and
 * the later one says nothing more than the first: of its deadlines each is
 * among those of the first.  By a diary number alone they are when the later
 * one has such a deadline, or the same title: a decision on a matter is news
 * also to who has had the remiss of it.
 */
enum story_by { STORY_LINK, STORY_TITLE, STORY_NUMBER, STORY_KEYS };
/* So long one is added to; after that it is news again. */
enum { STORY_DAYS = 30, STORY_ALSO_MOST = 20 };

struct story_key {
	enum story_by by;
	int64_t key;
};

/* The keys of an item's alert; text is the item's, may be NULL. */
size_t story_keys(struct pool *, const struct alert *, const char *text,
    struct story_key[STORY_KEYS]);

/* Is the alert the same story as that of the JSON (core/alert.h)? */
bool story_is_same(
    struct pool *, const struct alert *, const json_t *first, enum story_by);

/*
 * The alert's source and rules into the JSON of the first: "also": [{"source",
 * "feed", "item", "title", "link"}], and a line of each of its texts.  False
 * when it is there already, or there are too many.
 */
bool story_add(struct pool *, const struct alert *, json_t *first);

#endif
