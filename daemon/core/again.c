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
    const struct again *p, size_t old, size_t new, enum again_sign sign)
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

static int
by_hash(const void *a, const void *b)
{
	const struct again_name *x = a, *y = b;

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

/* Sorted; those that stand there twice without a place. */
static void
sort_names(struct again_name *list, size_t n)
{
	qsort(list, n, sizeof(*list), by_hash);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && list[end].hash == list[i].hash;)
			end++;
		for (size_t k = i; end > i + 1 && k < end; k++)
			list[k].at = SIZE_MAX;
	}
}

static bool
name_some(struct again *a, struct again_name **list,
    const struct again_thing *t, size_t n, name_fn *fn)
{
	struct pool *scratch = pool_new(1 << 20);

	if (a->at == 0)
		*list = pool_get(a->pool, (n + 1) * sizeof(**list));
	for (size_t i = 0; i < AGAIN_AT_ONCE && a->at < n; i++, a->at++) {
		(*list)[a->at] = (struct again_name){
		    fn(scratch, &t[a->at]), a->at};
		pool_clear(scratch);
	}
	pool_free(scratch);
	if (a->at < n)
		return false;
	sort_names(*list, n);
	return true;
}

static void
pair_two(struct again *a, size_t old, size_t new, enum again_sign sign)
{
	if (old == SIZE_MAX || new == SIZE_MAX || a->taken[old] ||
	    a->pair[new].by != AGAIN_NOT || !again_is_same(a, old, new, sign))
		return;
	a->pair[new] = (struct again_pair){old, sign};
	a->taken[old] = true;
}

/* Both lists side by side. */
static bool
pair_names(struct again *a, enum again_sign sign)
{
	const struct again_name *x = a->old_name, *y = a->new_name;

	for (size_t i = 0; i < AGAIN_AT_ONCE; i++) {
		const struct again_name *old = &x[a->at], *new = &y[a->other];

		if (a->at == a->n_old || a->other == a->n_new)
			return true;
		if (old->hash < new->hash) {
			a->at++;
		} else if (old->hash > new->hash) {
			a->other++;
		} else {
			if (old->hash != 0)
				pair_two(a, old->at, new->at, sign);
			a->at++;
		}
	}
	return false;
}

/* --- all together --- */

/* In that order; each begins where at is 0. */
static const struct stage {
	bool (*words)(struct again *);
	name_fn *old, *new;
	enum again_sign sign;
} stages[] = {
    {.old = slug_of},
    {.new = slug_of},
    {.sign = AGAIN_SLUG},
    {.words = again_read_old},
    {.words = again_read_new},
    {.words = again_pair_texts},
    {.old = title_of},
    {.new = title_of},
    {.sign = AGAIN_TITLE},
};

enum { STAGES = sizeof(stages) / sizeof(stages[0]) };

static bool
step(struct again *a, const struct stage *s)
{
	if (s->words != NULL)
		return s->words(a);
	if (s->old != NULL)
		return name_some(a, &a->old_name, a->old, a->n_old, s->old);
	if (s->new != NULL)
		return name_some(a, &a->new_name, a->new, a->n_new, s->new);
	return pair_names(a, s->sign);
}

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

/* Whatever is found, it cannot be more than half of them. */
static bool
is_hopeless(const struct again *a)
{
	size_t most = a->n_old;

	for (size_t i = 0; i < a->n_new; i++)
		most += a->pair[i].by != AGAIN_NOT;
	return a->n_new < AGAIN_LEAST || most * 2 <= a->n_new;
}

struct again *
again_open(struct pool *pool, const struct again_thing *old, size_t n_old,
    const struct again_thing *new, size_t n_new, const struct again_when *when,
    struct again_pair *pair)
{
	struct again *a = pool_get(pool, sizeof(*a));

	*a = (struct again){.pool = pool,
	    .old = old,
	    .new = new,
	    .n_old = n_old,
	    .n_new = n_new,
	    .pair = pair,
	    .taken = pool_get(pool, (n_old + 1) * sizeof(bool)),
	    .since = when->since - SLACK,
	    .replaced = when->replaced,
	    .one_day = say_one_day(new, n_new)};
	for (size_t i = 0; i < n_new; i++)
		if (pair[i].by != AGAIN_NOT && pair[i].old < n_old)
			a->taken[pair[i].old] = true;
	if (is_hopeless(a))
		a->stage = STAGES;
	return a;
}

bool
again_step(struct again *a)
{
	if (a->stage < STAGES && step(a, &stages[a->stage])) {
		a->stage++;
		a->at = a->other = 0;
	}
	return a->stage < STAGES;
}

bool
again_is_move(const struct again *a)
{
	size_t paired = 0;

	for (size_t i = 0; i < a->n_new; i++)
		paired += a->pair[i].by != AGAIN_NOT;
	return paired >= AGAIN_LEAST && paired * 2 > a->n_new;
}

bool
again_find(struct pool *pool, const struct again_thing *old, size_t n_old,
    const struct again_thing *new, size_t n_new, const struct again_when *when,
    struct again_pair *pair)
{
	struct again *a = again_open(pool, old, n_old, new, n_new, when, pair);

	while (again_step(a))
		;
	return again_is_move(a);
}

bool
again_is_old(const struct again_thing *t, int64_t since)
{
	return t->published == NO_TIME || t->published < since - SLACK;
}
