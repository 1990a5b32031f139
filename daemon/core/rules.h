/* rules.h - all watch rules together: which of them an item concerns */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_RULES_H
#define CORE_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "core/rule.h"
#include "core/view.h"

/*
 * The answers are those of rule_match for one rule after the other.  Of rules
 * with words only those are looked at of which a word is in the item
 * (core/lexicon.h), so that ten thousand cost hardly more than ten; rules
 * that live on their feed, deadlines or where without words are looked at
 * for every item.
 */
struct rules;

/*
 * The rules outlive it.  Nothing is built yet: rules_build takes so many
 * rules (each is taken twice), and says whether it has them all; the first
 * rules_match takes what is left.  10,000 rules take some 15 ms.
 */
struct rules *rules_new(const struct rule *, size_t n)
    __attribute__((__returns_nonnull__));
void rules_free(struct rules *);
bool rules_build(struct rules *, size_t n);

/* Whether any word has the scope; whether there is any expression, so that
 * the view's raw texts are asked for. */
bool rules_ask(const struct rules *, enum pattern_scope);
bool rules_ask_raw(const struct rules *);

/*
 * The rules that concern the item, in their order; rule and hit are the
 * set's until it is asked again.  The view's texts are folded by
 * words_fold_all; found and budget are filled here.
 */
struct rules_hit {
	const struct rule *rule;
	struct rule_hit hit;
};
const struct rules_hit *rules_match(
    struct rules *, struct rule_view *, size_t *n);

/*
 * Rules of which an expression has given up, for who tells people: each once,
 * NULL when there is none that was not told of; and whether it is one.
 */
const struct rule *rules_slow(struct rules *);
bool rules_is_slow(const struct rules *, const struct rule *);

#endif
