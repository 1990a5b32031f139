/* again.c - old items that come again under other addresses, and floods */
/* SPDX-License-Identifier: MIT */
#include "core/again.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/date.h"
#include "core/again-parts.h"
#include "core/identity.h"
#include "core/pattern.h"

enum {
	SLACK = 2 * 86400, /* between a day and its being published */
	TITLE_LEAST = 12,  /* bytes of a title that says something */
	TITLE_MOST = 1000,
	NUMBERS_MOST = 1000,
	LINK_MOST = 8000,
};

/* --- is it the same matter, or the next of its kind? --- */

static int
by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* The numbers of a text after those in the list. */
static size_t
add_numbers(const char *s, size_t most, uint64_t *list, size_t n)
{
	size_t len = s ? strnlen(s, most) : 0;

	for (size_t i = 0; i < len && n < NUMBERS_MOST; i++) {
		size_t k = 0;

		while (i + k < len && isdigit((unsigned char)s[i + k]))
			k++;
		if (k == 0)
			continue;
		list[n++] = XXH3_64bits(s + i, k);
		i += k;
	}
	return n;
}

static size_t
numbers_of(const struct again_thing *t, uint64_t *list)
{
	size_t n = add_numbers(t->title, TITLE_MOST, list, 0);

	return add_numbers(t->text, AGAIN_TEXT_MOST, list, n);
}

/* One of ten may be the template's own. */
static bool
has_numbers(const struct again_thing *old, const struct again_thing *new)
{
	uint64_t a[NUMBERS_MOST], b[NUMBERS_MOST];
	size_t n = numbers_of(old, a), m = numbers_of(new, b), lacks = 0;

	qsort(a, n, sizeof(*a), by_value);
	for (size_t i = 0; i < m; i++)
		lacks += bsearch(&b[i], a, n, sizeof(*a), by_value) == NULL;
	return lacks * 10 <= m;
}

bool
again_is_same(
    const struct pairing *p, size_t old, size_t new, enum again_sign sign)
{
	const struct again_thing *was = &p->old[old], *is = &p->new[new];

	if (is->published == NO_TIME || is->published < p->since ||
	    (was->published != NO_TIME &&
		was->published >= is->published - SLACK))
		return true;
	if (!p->replaced || (sign == AGAIN_TITLE && !p->one_day))
		return false;
	return has_numbers(was, is);
}

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
		    again_is_same(p, old, new, sign)) {
			p->pair[new] = (struct again_pair){old, sign};
			p->taken[old] = true;
		}
		i++;
	}
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
    const struct again_thing *new, size_t n_new, const struct again_when *when,
    struct again_pair *pair)
{
	struct pairing p = {.pool = pool,
	    .old = old,
	    .new = new,
	    .n_old = n_old,
	    .n_new = n_new,
	    .pair = pair,
	    .taken = pool_get(pool, (n_old + 1) * sizeof(bool)),
	    .since = when->since - SLACK,
	    .replaced = when->replaced,
	    .one_day = say_one_day(new, n_new)};
	size_t paired = 0;

	if (n_new < AGAIN_LEAST)
		return false;
	for (size_t i = 0; i < n_new; i++)
		if (pair[i].by != AGAIN_NOT && pair[i].old < n_old)
			p.taken[pair[i].old] = true;
	pair_names(&p, slug_of, AGAIN_SLUG);
	again_pair_texts(&p);
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
