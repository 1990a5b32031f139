/* diff.h - two texts side by side: which sentences differ, and which words */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_DIFF_H
#define CORE_DIFF_H

#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"

enum diff_op {
	DIFF_SAME,
	DIFF_OLD, /* taken away */
	DIFF_NEW, /* added */
	DIFF_CHANGED
};
/* "same" "old" "new" "changed" */
const char *diff_name(enum diff_op);

/* Items in a row of the old list (same, old) or of the new one (new). */
struct diff_run {
	enum diff_op op;
	size_t old, new; /* where it begins in both */
	size_t n;
};

struct diff_runs {
	struct diff_run *list;
	size_t n, room;
};

/*
 * The shortest way from one list of numbers to the other (Myers 1986, greedy,
 * with its trace kept), in at most most steps; where more are needed all that
 * differs between what is the same at the front and at the end is old and
 * new.  O((n + m) * most) in time, most squared in memory.
 */
struct diff_runs diff_lists(struct pool *, const uint64_t *old, size_t n,
    const uint64_t *new, size_t m, int most);

struct diff_part {
	enum diff_op op; /* same, old, new */
	const char *text;
};

/* A sentence: one part, or (changed) words that stay, go and come. */
struct diff_sentence {
	enum diff_op op;
	const struct diff_part *part;
	size_t n;
};

struct diff {
	struct diff_sentence *list;
	size_t n, room;
};

enum {
	DIFF_SENTENCES = 1000, /* steps, see above */
	DIFF_WORDS = 300,
	DIFF_WINDOW = 8 /* sentences among which its new form is looked for */
};

/*
 * Sentences are those of core/split.h, so white space, case and stamps make no
 * difference.  An old sentence and a new one of which two words of five are
 * the same are one that has changed.
 */
struct diff diff_texts(struct pool *, const char *old, const char *new);

#endif
