/* rules-parts.h - what the files of rules share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_RULES_PARTS_H
#define CORE_RULES_PARTS_H

#include <stdint.h>

#include "core/lexicon.h"
#include "core/rules.h"

/* A rule that is looked at when a term is found. */
struct call {
	unsigned rule, next; /* of the same term; 0: the last */
};

/*
 * The words of a rule's lists beside each other, so that most rules that are
 * looked at are done with without touching them: where in words each list
 * begins.  Of a mere one the words decide, so that it need not be touched when
 * it matches either.
 */
struct brief {
	unsigned any, and, none, end : 31, mere : 1;
};
struct brief_word {
	unsigned id : 29, scope : 3;
};

struct rules {
	const struct rule *rule;
	size_t n, counted, built;
	struct lexicon *lexicon;
	struct use {
		unsigned rules; /* that have the term */
		unsigned first; /* its first call */
	} * use;                /* of each term */
	size_t room_use;
	struct call *call; /* [0] is none */
	unsigned n_calls, room_calls;
	struct brief *brief;
	struct brief_word *word;
	const char **text; /* of each word, as it was written */
	size_t n_word, room_word, room_text;
	unsigned *always; /* rules without words that they need */
	unsigned n_always, room_always;
	uint64_t *wanted; /* a bit a rule: is to be looked at */
	unsigned *todo;   /* those rules, in their order */
	struct rules_hit *hit;
	size_t n_hits, room_hits;
	unsigned scopes; /* that are asked for, bits */
	unsigned n_regex;
	unsigned *slow; /* rules of which an expression gave up */
	size_t n_slow, room_slow, n_told;
};

/* The array with room for one more than n. */
void *rules_grow(void *array, size_t n, size_t *room, size_t size);

#endif
