/* raise-story.h - a new item of which an alert has told: its source is added */
/* SPDX-License-Identifier: MIT */
#ifndef RAISE_STORY_H
#define RAISE_STORY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/why.h"

struct alert;
struct rule;
struct turn;

/*
 * When an alert of another feed has told of the same story (core/story.h), and
 * not with less weight, the item's source and rules are added to it, and its
 * receivers that it did not reach get it; *joined.  text is the item's.
 * Nothing is sent again to those who had it.  Off with join = no.
 */
bool raise_joins(struct turn *, struct alert *, const char *text,
    const struct rule *const *, size_t n, bool *joined, struct why *);
/* The alert of that key has told of the item: for those that come later. */
bool raise_story(struct turn *, const struct alert *, const char *text,
    const char *key, struct why *);

#endif
