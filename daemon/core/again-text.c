/* again-text.c - old items known again by the words of their texts */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "core/again-parts.h"

enum {
	RUN = 4,           /* words */
	NEW_MOST = 600,    /* texts of new things, twice those of the old */
	RUNS_LEAST = 6,    /* that say something, of a text */
	RUNS_PERCENT = 60, /* of them in one old text */
};

static struct again_run *
run_at(const struct again_runs *r, uint64_t hash)
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
	struct again_runs *runs;
	size_t at;
};

static void
add_run(uint64_t hash, void *context)
{
	struct adding *a = context;
	struct again_run *r = run_at(a->runs, hash);

	if (r->hash == 0)
		*r = (struct again_run){hash, a->at};
	else if (r->at != a->at)
		r->at = SIZE_MAX;
}

static size_t
count_words(const char *text)
{
	size_t len = text ? strnlen(text, AGAIN_TEXT_MOST) : 0, n = 0;

	for (size_t i = 0; i < len; i++)
		n += is_letter(text[i]) && (i == 0 || !is_letter(text[i - 1]));
	return n;
}

/* New ones that are paired already are looked at no more. */
static bool
is_read(const struct again *a, const struct again_thing *t, size_t at)
{
	return t[at].text != NULL &&
	       (t == a->old || a->pair[at].by == AGAIN_NOT);
}

static void
make_room(struct again *a, struct again_runs *runs, const struct again_thing *t,
    size_t n)
{
	size_t words = 0, size = 64, texts = 0;

	for (size_t i = 0; i < n && texts < NEW_MOST; i++) {
		if (!is_read(a, t, i))
			continue;
		words += count_words(t[i].text);
		texts++;
	}
	while (size < words * 3 / 2)
		size *= 2;
	runs->table = pool_get(a->pool, size * sizeof(*runs->table));
	runs->mask = size - 1;
}

/* Their runs into the table, a step's worth; of so many texts. */
static bool
read_some(struct again *a, struct again_runs *runs, const struct again_thing *t,
    size_t n)
{
	if (a->at == 0) {
		make_room(a, runs, t, n);
		a->looked = 0;
	}
	for (size_t i = 0; i < AGAIN_AT_ONCE && a->at < n; i++, a->at++) {
		struct adding one = {runs, a->at};

		if (!is_read(a, t, a->at))
			continue;
		each_run(t[a->at].text, add_run, &one);
		if (++a->looked == NEW_MOST)
			return true;
	}
	return a->at == n;
}

bool
again_read_old(struct again *a)
{
	return read_some(a, &a->old_runs, a->old, a->n_old);
}

bool
again_read_new(struct again *a)
{
	return read_some(a, &a->new_runs, a->new, a->n_new);
}

/* How the runs of a new text stand in the old ones. */
struct counting {
	struct again *again;
	size_t n_hits;
	int all; /* that say something */
};

static void
count_run(uint64_t hash, void *context)
{
	struct counting *c = context;
	struct again *a = c->again;
	const struct again_run *r = run_at(&a->old_runs, hash);

	if ((r->hash != 0 && r->at == SIZE_MAX) ||
	    run_at(&a->new_runs, hash)->at == SIZE_MAX)
		return;
	c->all++;
	if (r->hash == 0)
		return;
	if (a->count[r->at]++ == 0 && c->n_hits < a->n_old)
		a->hit[c->n_hits++] = r->at;
}

static void
pair_text(struct again *a, size_t new)
{
	struct counting c = {.again = a};
	size_t best = SIZE_MAX;

	each_run(a->new[new].text, count_run, &c);
	for (size_t i = 0; i < c.n_hits; i++)
		if (best == SIZE_MAX || a->count[a->hit[i]] > a->count[best])
			best = a->hit[i];
	if (best != SIZE_MAX && !a->taken[best] &&
	    a->count[best] >= RUNS_LEAST &&
	    a->count[best] * 100 >= c.all * RUNS_PERCENT &&
	    again_is_same(a, best, new, AGAIN_TEXT)) {
		a->pair[new] = (struct again_pair){best, AGAIN_TEXT};
		a->taken[best] = true;
	}
	for (size_t i = 0; i < c.n_hits; i++)
		a->count[a->hit[i]] = 0;
}

bool
again_pair_texts(struct again *a)
{
	if (a->at == 0) {
		a->count = pool_get(a->pool, (a->n_old + 1) * sizeof(int));
		a->hit = pool_get(a->pool, (a->n_old + 1) * sizeof(*a->hit));
		a->looked = 0;
	}
	for (size_t i = 0; i < AGAIN_AT_ONCE && a->at < a->n_new;
	     i++, a->at++) {
		if (!is_read(a, a->new, a->at))
			continue;
		pair_text(a, a->at);
		if (++a->looked == NEW_MOST)
			return true;
	}
	return a->at == a->n_new;
}
