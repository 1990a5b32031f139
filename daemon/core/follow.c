/* follow.c - what became of an item's deadlines in its new text */
/* SPDX-License-Identifier: MIT */
#include "core/follow.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { ALIKE_PERCENT = 50, WORDS_MOST = 40 };
enum { MOVED_MOST = 40 }; /* left over when the same are paired */

struct comparing {
	const struct deadline *old, *new;
	size_t n_old, n_new;
	bool *old_done, *new_done;
	struct follow *list;
	size_t n;
};

static void
add(struct comparing *c, enum follow_what what, size_t old, size_t new)
{
	if (what != FOLLOW_NEW)
		c->old_done[old] = true;
	if (what != FOLLOW_GONE)
		c->new_done[new] = true;
	c->list[c->n++] = (struct follow){what, old, new};
}

static bool
same_days(const struct deadline *a, const struct deadline *b)
{
	return a->kind == b->kind && a->end == b->end && a->start == b->start;
}

/* Hashes of the words; those with a digit, and short ones, say nothing. */
static size_t
words_of(const char *text, uint32_t *word)
{
	size_t n = 0;

	while (*text != '\0' && n < WORDS_MOST) {
		uint32_t hash = 2166136261U;
		size_t len = 0;
		bool digit = false;

		for (; *text != '\0' && !isspace((unsigned char)*text);
		     text++, len++) {
			digit |= isdigit((unsigned char)*text) != 0;
			hash = (hash ^ (unsigned char)*text) * 16777619U;
		}
		if (len > 2 && !digit)
			word[n++] = hash;
		while (isspace((unsigned char)*text))
			text++;
	}
	return n;
}

/* How much of the words two evidences share, in percent of the longer. */
static size_t
alike(const char *a, const char *b)
{
	uint32_t in_a[WORDS_MOST], in_b[WORDS_MOST];
	size_t n_a = words_of(a ? a : "", in_a);
	size_t n_b = words_of(b ? b : "", in_b), shared = 0;

	for (size_t i = 0; i < n_a; i++)
		for (size_t k = 0; k < n_b; k++)
			if (in_a[i] == in_b[k]) {
				shared++;
				break;
			}
	if (n_a < n_b)
		n_a = n_b;
	return n_a == 0 ? 0 : shared * 100 / n_a;
}

static size_t
of_kind(const struct deadline *list, size_t n, enum deadline_kind kind)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += list[i].kind == kind;
	return count;
}

static void
pair_same(struct comparing *c)
{
	for (size_t i = 0; i < c->n_new; i++)
		for (size_t k = 0; k < c->n_old; k++)
			if (!c->old_done[k] &&
			    same_days(&c->new[i], &c->old[k])) {
				add(c, FOLLOW_SAME, k, i);
				break;
			}
}

/* The old one that the new one is most like; n_old when none is. */
static size_t
best_match(const struct comparing *c, const struct deadline *new)
{
	size_t best = c->n_old, most = ALIKE_PERCENT - 1;

	for (size_t k = 0; k < c->n_old; k++) {
		size_t percent;

		if (c->old_done[k] || c->old[k].kind != new->kind)
			continue;
		percent = alike(c->old[k].evidence, new->evidence);
		if (new->flags & DEADLINE_SUPERSEDES)
			percent += ALIKE_PERCENT;
		if (percent > most) {
			most = percent;
			best = k;
		}
	}
	return best;
}

static void
pair_moved(struct comparing *c)
{
	for (size_t i = 0; i < c->n_new; i++) {
		enum deadline_kind kind = c->new[i].kind;
		size_t k;

		if (c->new_done[i])
			continue;
		k = best_match(c, &c->new[i]);
		if (k == c->n_old && of_kind(c->old, c->n_old, kind) == 1 &&
		    of_kind(c->new, c->n_new, kind) == 1)
			for (k = 0; c->old[k].kind != kind;)
				k++;
		if (k < c->n_old && !c->old_done[k])
			add(c, FOLLOW_MOVED, k, i);
	}
}

struct follow *
follow_compare(struct pool *pool, const struct deadline *old, size_t n_old,
    const struct deadline *new, size_t n_new, size_t *n)
{
	struct comparing c = {
	    .old = old, .new = new, .n_old = n_old, .n_new = n_new};

	c.list = pool_get(pool, (n_old + n_new + 1) * sizeof(*c.list));
	c.old_done = pool_get(pool, n_old + 1);
	c.new_done = pool_get(pool, n_new + 1);
	if (n_old <= FOLLOW_MOST && n_new <= FOLLOW_MOST) {
		pair_same(&c);
		if (n_old - c.n <= MOVED_MOST && n_new - c.n <= MOVED_MOST)
			pair_moved(&c);
	}
	for (size_t i = 0; i < n_new; i++)
		if (!c.new_done[i])
			add(&c, FOLLOW_NEW, 0, i);
	for (size_t k = 0; k < n_old; k++)
		if (!c.old_done[k])
			add(&c, FOLLOW_GONE, k, 0);
	*n = c.n;
	return c.list;
}
