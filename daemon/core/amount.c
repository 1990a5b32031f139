/* amount.c - sums and shares in a text: 1,5 miljoner kronor, 12 % */
/* SPDX-License-Identifier: MIT */
#include "core/amount.h"

#include <ctype.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

enum { GROUPS_MOST = 6 }; /* of figures: "1 200 000 000,50" */

/* Words for the same are one: a row's number, not its name, counts. */
static const struct {
	const char *word;
	int unit;
} units[] = {
    {"kr", 1},
    {"kronor", 1},
    {"krona", 1},
    {"sek", 1},
    {":-", 1},
    {"tkr", 2},
    {"tusen", 2},
    {"tusentals", 2},
    {"mkr", 3},
    {"mnkr", 3},
    {"mkronor", 3},
    {"miljon", 3},
    {"miljoner", 3},
    {"mdkr", 4},
    {"mdr", 4},
    {"miljard", 4},
    {"miljarder", 4},
    {"procent", 5},
    {"%", 5},
    {"procentenhet", 6},
    {"procentenheter", 6},
    {"öre", 7},
    {"euro", 8},
    {"eur", 8},
    {"dollar", 9},
    {"usd", 9},
};

static int
unit_of(const char *s, size_t len)
{
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (strlen(units[i].word) == len &&
		    memcmp(units[i].word, s, len) == 0)
			return units[i].unit;
	return 0;
}

/* The word's figures go on with the number at hand, or begin one. */
struct number {
	XXH64_hash_t hash;
	int groups; /* 0: none at hand */
};

static void
add_figures(struct number *n, const char *s, size_t len)
{
	if (n->groups == GROUPS_MOST)
		n->groups = 0;
	n->hash = XXH3_64bits_withSeed(s, len, n->groups ? n->hash : 0);
	n->groups++;
}

static void
add_word(struct amounts *a, struct number *n, const char *s, size_t len)
{
	size_t figures = s[0] == '-';
	int unit;

	while (figures < len && isdigit((unsigned char)s[figures]))
		figures++;
	if (figures > (size_t)(s[0] == '-'))
		add_figures(n, s, figures);
	if (figures == len)
		return;
	unit = figures == 0 || n->groups > 0
		   ? unit_of(s + figures, len - figures)
		   : 0;
	if (unit != 0 && n->groups > 0 && a->n < AMOUNTS_MOST)
		a->list[a->n++] = n->hash * 31 + (uint64_t)unit;
	n->groups = 0;
}

static int
by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

struct amounts
amounts_of(struct pool *pool, const char *gist)
{
	struct amounts a = {
	    .list = pool_get(pool, AMOUNTS_MOST * sizeof(*a.list))};
	struct number n = {.groups = 0};
	size_t once = 0;

	while (*gist != '\0') {
		size_t len = strcspn(gist, " ");

		if (len > 0)
			add_word(&a, &n, gist, len);
		gist += len + (gist[len] == ' ');
	}
	qsort(a.list, a.n, sizeof(*a.list), by_value);
	for (size_t i = 0; i < a.n; i++)
		if (i == 0 || a.list[i] != a.list[once - 1])
			a.list[once++] = a.list[i];
	a.n = once;
	return a;
}

bool
amounts_are_same(const struct amounts *a, const struct amounts *b)
{
	return a->n == b->n && (a->n == 0 || memcmp(a->list, b->list,
						 a->n * sizeof(*a->list)) == 0);
}

bool
amounts_differ(struct pool *pool, const char *gist, const char *other)
{
	struct amounts a = amounts_of(pool, gist), b = amounts_of(pool, other);

	return !amounts_are_same(&a, &b);
}
