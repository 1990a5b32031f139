/* explain.h - why a rule concerns an item, or why not: term by term */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_EXPLAIN_H
#define CORE_EXPLAIN_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "core/rule.h"
#include "core/view.h"

enum rule_part { PART_ANY, PART_AND, PART_NONE, PART_WHERE, PARTS };
/* "any" "and" "none" "where" */
const char *rule_part_name(enum rule_part);

/* One word of a list, or one comparison of where. */
struct rule_term {
	enum rule_part part;
	const char *text;  /* as it was written */
	bool found;        /* the words are there; the comparison holds */
	bool gave_up;      /* its expression took too long */
	bool negated;      /* of where: it helps when it is not found */
	const char *in;    /* "title" "text" "link" "source" when found */
	const char *words; /* what stands there, some words around it */
	size_t at, to;     /* the found ones, in words, in bytes */
	const char *value; /* of where: what the item has: "73 d" */
};

/*
 * hit is what rule_match says.  of_feed, kinds (false only when the rule lives
 * on deadlines alone and the item has none of its kinds) and the terms are
 * what that came from: all of them, also those that did not decide.
 */
struct explained {
	struct rule_hit hit;
	bool of_feed, kinds;
	struct rule_term *term;
	size_t n_terms;
};

/*
 * The view has each text raw and folded (words_fold_all of raw), that of link
 * and publisher too.  Linear for each term; all in the pool.  It changes
 * nothing, and asks no lexicon.
 */
struct explained rule_explain(
    struct pool *, const struct rule *, const struct rule_view *);

/* Texts as they stand into a view: raw composed, and folded.  NULL stays. */
struct view_text view_text_of(struct pool *, const char *raw);

/*
 * {"matched", "reason"?, "of-feed", "kinds", "gave-up"?, "terms": [{"part",
 * "text", "found", "in"?, "words"?, "at"?, "to"?, "value"?, "negated"?,
 * "gave-up"?}]}; a new reference.
 */
json_t *explained_json(const struct explained *);

#endif
