/* split.h - a text as its sentences, and what of them is in another text */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_SPLIT_H
#define CORE_SPLIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"

/*
 * A sentence ends at a "\n", or at . ! ? before a blank and a capital, or
 * where it has SENTENCE_MOST bytes and a blank (the double without one).  Two
 * whose gists are the same (core/gist.h) have the same hash; one without a
 * gist is left out.
 */
struct sentence {
	const char *text; /* ends in NUL */
	size_t len;
	uint64_t hash;
	bool ends_line; /* the text has a "\n" after it */
};

struct sentences {
	struct sentence *list;
	size_t n, room;
};

enum { SENTENCES_MOST = 50000, SENTENCE_MOST = 16 * 1024 };

/* Linear; in the pool.  What is over SENTENCES_MOST is left out. */
struct sentences split_text(struct pool *, const char *text);

/* The same in steps of some sentences: true when there is more.  text is where
 * it stands, NULL at the end. */
bool split_some(struct pool *, struct sentences *, const char **text);

#endif
