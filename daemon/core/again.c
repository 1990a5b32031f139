/* again.c - old items that come again under other addresses, and floods */
/* SPDX-License-Identifier: MIT */
#include "core/again.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/date.h"
#include "core/identity.h"
#include "core/pattern.h"

enum {
	DAY = 86400,
	SLACK = 2 * DAY,   /* between a day and its being published */
	MONTH = 31 * DAY,  /* a title may come again next year */
	RUN = 4,           /* words */
	RUNS_LEAST = 6,    /* that say something, of a text */
	RUNS_PERCENT = 60, /* of them in one old text */
	TITLE_LEAST = 12,  /* bytes of a title that says something */
	TITLE_MOST = 1000,
	LINK_MOST = 8000,
};

/* One look at old and new things. */
struct pairing {
	struct pool *pool;
	const struct again_thing *old, *new;
	size_t n_old, n_new;
	struct again_pair *pair;
	bool *taken; /* of the old ones */
	int64_t since;
	bool one_day; /* most new things say the same day: of the rebuild */
};

/* --- by a name that only one on each side has --- */

struct name {
	uint64_t hash; /* 0: none */
	size_t at;
};

static int
by_hash(const void *a, const void *b)
{
	const struct name *x = a, *y = b;

	return (x->hash > y->hash) - (x->hash < y->hash);
}

typedef uint64_t name_fn(struct pool *, const struct again_thing *);

static uint64_t
slug_of(struct pool *pool, const struct again_thing *t)
{
	bool fits = t->link != NULL && strlen(t->link) <= LINK_MOST;
	const char *slug = fits ? identity_slug(pool, t->link) : NULL;

	return slug ? XXH3_64bits(slug, strlen(slug)) : 0;
}

static uint64_t
title_of(struct pool *pool, const struct again_thing *t)
{
	const char *title = words_fold(pool, t->title ? t->title : "",
	    t->title ? strnlen(t->title, TITLE_MOST) : 0);

	return strlen(title) < TITLE_LEAST ? 0
					   : XXH3_64bits(title, strlen(title));
}

/* Sorted; those that stand there twice without a name. */
static struct name *
names_of(struct pool *pool, const struct again_thing *t, size_t n, name_fn *fn)
{
	struct name *list = pool_get(pool, (n + 1) * sizeof(*list));
	struct pool *scratch = pool_new(1 << 20);

	for (size_t i = 0; i < n; i++) {
		list[i] = (struct name){fn(scratch, &t[i]), i};
		pool_clear(scratch);
	}
	pool_free(scratch);
	qsort(list, n, sizeof(*list), by_hash);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && list[end].hash == list[i].hash;)
			end++;
		for (size_t k = i; end > i + 1 && k < end; k++)
			list[k].at = SIZE_MAX;
	}
	return list;
}

/* A title may come again with another year's matter. */
static bool
may_recur(const struct pairing *p, size_t old, size_t new)
{
	int64_t was = p->old[old].published, is = p->new[new].published;

	return is != NO_TIME && is >= p->since && !p->one_day &&
	       (was == NO_TIME || was < is - MONTH);
}

static void
pair_names(struct pairing *p, name_fn *fn, enum again_sign sign)
{
	struct name *x = names_of(p->pool, p->old, p->n_old, fn);
	struct name *y = names_of(p->pool, p->new, p->n_new, fn);

	for (size_t i = 0, k = 0; i < p->n_old && k < p->n_new;) {
		size_t old = x[i].at, new = y[k].at;

		if (x[i].hash != y[k].hash) {
			x[i].hash < y[k].hash ? i++ : k++;
			continue;
		}
		if (x[i].hash != 0 && old != SIZE_MAX && new != SIZE_MAX &&
		    !p->taken[old] && p->pair[new].by == AGAIN_NOT &&
		    (sign != AGAIN_TITLE || !may_recur(p, old, new))) {
			p->pair[new] = (struct again_pair){old, sign};
			p->taken[old] = true;
		}
		i++;
	}
}

/* --- by the text --- */

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
	    c->count[best] * 100 >= c->all * RUNS_PERCENT) {
		p->pair[new] = (struct again_pair){best, AGAIN_TEXT};
		p->taken[best] = true;
	}
	for (size_t i = 0; i < c->n_hits; i++)
		c->count[c->hit[i]] = 0;
}

static void
pair_texts(struct pairing *p)
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

/* --- all together --- */

/* More than half of them say that they were published on the same day. */
static bool
say_one_day(const struct again_thing *t, size_t n)
{
	int day = NO_DAY;
	size_t same = 0, votes = 0;

	for (size_t i = 0; i < n; i++) {
		int one = t[i].published == NO_TIME
			      ? NO_DAY
			      : time_local_day(t[i].published);

		if (votes == 0)
			day = one;
		one == day ? votes++ : votes--;
	}
	for (size_t i = 0; i < n; i++)
		same += t[i].published != NO_TIME &&
			time_local_day(t[i].published) == day;
	return day != NO_DAY && same * 2 > n;
}

bool
again_find(struct pool *pool, const struct again_thing *old, size_t n_old,
    const struct again_thing *new, size_t n_new, int64_t since,
    struct again_pair *pair)
{
	struct pairing p = {.pool = pool,
	    .old = old,
	    .new = new,
	    .n_old = n_old,
	    .n_new = n_new,
	    .pair = pair,
	    .taken = pool_get(pool, (n_old + 1) * sizeof(bool)),
	    .since = since - SLACK,
	    .one_day = say_one_day(new, n_new)};
	size_t paired = 0;

	if (n_new < AGAIN_LEAST)
		return false;
	for (size_t i = 0; i < n_new; i++)
		if (pair[i].by != AGAIN_NOT && pair[i].old < n_old)
			p.taken[pair[i].old] = true;
	pair_names(&p, slug_of, AGAIN_SLUG);
	pair_texts(&p);
	pair_names(&p, title_of, AGAIN_TITLE);
	for (size_t i = 0; i < n_new; i++)
		paired += pair[i].by != AGAIN_NOT;
	return paired >= AGAIN_LEAST && paired * 2 > n_new;
}

bool
again_is_old(const struct again_thing *t, int64_t since)
{
	return t->published == NO_TIME || t->published < since - SLACK;
}

int
flood_limit(const struct flood *f, int64_t now)
{
	int64_t limit = FLOOD_LEAST, all = now - f->first, last = now - f->last;

	if (f->most > 0 && limit < (int64_t)f->most * FLOOD_TIMES)
		limit = (int64_t)f->most * FLOOD_TIMES;
	if (f->first != NO_TIME && f->last != NO_TIME && all > DAY &&
	    last > DAY && last < all && limit < 2 * f->items * last / all)
		limit = 2 * f->items * last / all;
	return limit > 1000000 ? 1000000 : (int)limit;
}
