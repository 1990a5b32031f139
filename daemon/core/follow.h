/* follow.h - what became of an item's deadlines in its new text */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_FOLLOW_H
#define CORE_FOLLOW_H

#include <stddef.h>

#include "base/pool.h"
#include "core/deadline/deadline.h"

enum follow_what {
	FOLLOW_SAME,  /* the same kind and days; old and new are given */
	FOLLOW_MOVED, /* the same deadline with other days */
	FOLLOW_NEW,   /* only new is given */
	FOLLOW_GONE,  /* only old is given: the text says it no more */
};

struct follow {
	enum follow_what what;
	size_t old, new; /* places in the two lists */
};

/*
 * Pairs an item's old deadlines with those of its new text.  Same kind and
 * days are the same.  Of the rest, two of one kind are one that moved when
 * their evidence says nearly the same but for the numbers, when each is the
 * only one of its kind, or when the new one says that it supersedes; more than
 * 40 of them are not looked at so closely.  More than FOLLOW_MOST of either
 * are not paired at all.  In the pool.
 */
enum { FOLLOW_MOST = 2500 };

struct follow *follow_compare(struct pool *, const struct deadline *old,
    size_t n_old, const struct deadline *new, size_t n_new, size_t *n);

#endif
