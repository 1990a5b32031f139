/* pattern-parts.h - what the files of pattern share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PATTERN_PARTS_H
#define CORE_PATTERN_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/pattern.h"

enum { TAIL_MOST = 32 /* bytes after the needle in any form */ };

enum {
	OPEN_START = 1, /* anything may stand before: *avtal */
	OPEN_END = 2,   /* anything may follow: remiss* */
	EXACT = 4       /* no forms: "remiss" */
};

/*
 * One word of a pattern.  text is a space and then the word (OPEN_END, EXACT)
 * or the key of its forms; every match begins with its first needle bytes,
 * the space left out when OPEN_START.
 */
struct part {
	const char *text;
	unsigned char len, needle; /* with the space */
	unsigned char flags;
	bool either_are;
	unsigned chain;
};

struct pattern {
	const char *text;
	enum pattern_scope scope;
	unsigned id; /* in the lexicon that has it; 0: none */
	struct forms *forms;
	const struct part *part;
	size_t n;
};

/* The end of the word, when the part's match begins at s (whose first bytes
 * are the needle's); NULL when it does not match. */
const char *part_match(struct forms *, const struct part *, const char *folded);

/* A stretch of a text, offsets in bytes. */
struct span {
	size_t from, to;
};
/* All that the word is made of that a suspended hyphen stands for; number
 * counts those words, from 1 (core/pattern-hyphen.c). */
struct span hyphens_place(const char *text, size_t len, int number);

/* Do the words after the first follow at end, the space behind that? */
bool pattern_rest(const struct pattern *, const char *end);

#endif
