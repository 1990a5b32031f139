/* again-text.c - old items known again by the words of their texts */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "core/again-parts.h"

enum {
	RUN = 4,           /* words */
	RUNS_LEAST = 6,    /* that say something, of a text */
	RUNS_PERCENT = 60, /* of them in one old text */
};

/* A run of words, and the text that it stands in. */
struct run {
	uint64_t hash;
	size_t at; /* SIZE_MAX: in several, so it says nothing */
};

struct runs {
	struct run *table;
	size_t mask;
};

static struct run *
run_at(const struct runs *r, uint64_t hash)
{
	size_t i = (size_t)hash;

	while (r->table[i & r->mask].hash != 0 &&
	       r->table[i & r->mask].hash != hash)
		i++;
	return &r->table[i & r->mask];
}

static bool
is_letter(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* The hash of the next word at *at, letters in lower case; 0 at the end. */
static uint64_t
next_word(const char *s, size_t len, size_t *at)
{
	uint64_t hash = 0xCBF29CE484222325U;
	size_t i = *at;

	while (i < len && !is_letter(s[i]))
		i++;
	if (i == len)
		return 0;
	for (; i < len && is_letter(s[i]); i++) {
		unsigned char c = (unsigned char)s[i];
		bool capital =
		    (c >= 'A' && c <= 'Z') ||
		    (i > 0 && s[i - 1] == '\xC3' && c >= 0x80 && c <= 0x9E);

		hash = (hash ^ (capital ? c | 0x20U : c)) * 0x100000001B3U;
	}
	*at = i;
	return hash | 1;
}

typedef void run_fn(uint64_t hash, void *context);

static void
each_run(const char *text, run_fn *fn, void *context)
{
	size_t len = text ? strnlen(text, AGAIN_TEXT_MOST) : 0, at = 0, n = 0;
	uint64_t word[RUN];

	while ((word[n % RUN] = next_word(text, len, &at)) != 0) {
		uint64_t hash = 0;

		if (++n < RUN)
			continue;
		for (size_t i = 0; i < RUN; i++)
			hash = (hash ^ word[(n + i) % RUN]) *
			       0x9E3779B97F4A7C15U;
		hash ^= hash >> 29;
		fn(hash | 1, context);
	}
}

struct adding {
	struct runs *runs;
	size_t at;
};

static void
add_run(uint64_t hash, void *context)
{
	struct adding *a = context;
	struct run *r = run_at(a->runs, hash);

	if (r->hash == 0)
		*r = (struct run){hash, a->at};
	else if (r->at != a->at)
		r->at = SIZE_MAX;
}

static struct runs
runs_of(struct pool *pool, const struct again_thing *t, size_t n)
{
	struct runs runs;
	size_t bytes = 0, size = 64;

	for (size_t i = 0; i < n; i++)
		bytes += t[i].text ? strnlen(t[i].text, AGAIN_TEXT_MOST) : 0;
	while (size < bytes / 4 * 3) /* a word is a letter and a blank */
		size *= 2;
	runs.table = pool_get(pool, size * sizeof(*runs.table));
	runs.mask = size - 1;
	for (size_t i = 0; i < n; i++) {
		struct adding a = {&runs, i};

		each_run(t[i].text, add_run, &a);
	}
	return runs;
}

/* How the runs of a new text stand in the old ones. */
struct counting {
	const struct runs *old, *new;
	int *count;  /* by old */
	size_t *hit; /* the old ones that were hit */
	size_t n_hits, room;
	int all; /* that say something */
};

static void
count_run(uint64_t hash, void *context)
{
	struct counting *c = context;
	const struct run *r = run_at(c->old, hash);

	if ((r->hash != 0 && r->at == SIZE_MAX) ||
	    run_at(c->new, hash)->at == SIZE_MAX)
		return;
	c->all++;
	if (r->hash == 0)
		return;
	if (c->count[r->at]++ == 0 && c->n_hits < c->room)
		c->hit[c->n_hits++] = r->at;
}

static void
pair_text(struct pairing *p, size_t new, struct counting *c)
{
	size_t best = SIZE_MAX;

	c->n_hits = 0;
	c->all = 0;
	each_run(p->new[new].text, count_run, c);
	for (size_t i = 0; i < c->n_hits; i++)
		if (best == SIZE_MAX || c->count[c->hit[i]] > c->count[best])
			best = c->hit[i];
	if (best != SIZE_MAX && !p->taken[best] &&
	    c->count[best] >= RUNS_LEAST &&
	    c->count[best] * 100 >= c->all * RUNS_PERCENT &&
	    again_is_same(p, best, new, AGAIN_TEXT)) {
		p->pair[new] = (struct again_pair){best, AGAIN_TEXT};
		p->taken[best] = true;
	}
	for (size_t i = 0; i < c->n_hits; i++)
		c->count[c->hit[i]] = 0;
}

void
again_pair_texts(struct pairing *p)
{
	struct runs old = runs_of(p->pool, p->old, p->n_old);
	struct runs new = runs_of(p->pool, p->new, p->n_new);
	struct counting c = {.old = &old,
	    .new = &new,
	    .count = pool_get(p->pool, (p->n_old + 1) * sizeof(*c.count)),
	    .hit = pool_get(p->pool, (p->n_old + 1) * sizeof(*c.hit)),
	    .room = p->n_old};

	for (size_t i = 0; i < p->n_new; i++)
		if (p->pair[i].by == AGAIN_NOT)
			pair_text(p, i, &c);
}
