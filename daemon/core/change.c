/* change.c - what has changed between two versions of an item */
/* SPDX-License-Identifier: MIT */
#include "core/change.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/identity.h"
#include "core/split.h"

enum { TOLD_BYTES = 700 }; /* of sentences together */

static const char *const names[CHANGE_CLASSES] = {
    "none", "cosmetic", "text", "date", "attachment", "title", "amount"};

const char *change_name(enum change_class class)
{
	return names[class];
}

void
change_hash(struct pool *pool, const char *text, char hex[GIST_HASH])
{
	const char *gist = gist_of(pool, text);

	gist_hash(gist, strlen(gist), hex);
}

static bool
same(const char *a, const char *b)
{
	return strcmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

static const char *
text_of(const struct item *item)
{
	return item->content != NULL ? item->content : item->summary;
}

/* Two texts: CHANGE_NONE, CHANGE_COSMETIC or otherwise. */
static enum change_class
compare_texts(struct pool *pool, const char *a, const char *b,
    enum change_class otherwise)
{
	if (same(a, b))
		return CHANGE_NONE;
	return same(gist_of(pool, a), gist_of(pool, b)) ? CHANGE_COSMETIC
							: otherwise;
}

static int
compare_deadlines(const void *a, const void *b)
{
	const struct deadline *x = a, *y = b;
	const int members[][2] = {{(int)x->kind, (int)y->kind},
	    {x->start, y->start}, {x->end, y->end}, {x->minutes, y->minutes},
	    {(int)x->precision, (int)y->precision}};

	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++)
		if (members[i][0] != members[i][1])
			return members[i][0] < members[i][1] ? -1 : 1;
	return 0;
}

static struct deadline *
sorted_deadlines(struct pool *pool, const struct item *item)
{
	size_t size = item->n_deadlines * sizeof(*item->deadlines);
	struct deadline *copy = pool_get(pool, size + 1);

	if (size > 0)
		memcpy(copy, item->deadlines, size);
	qsort(copy, item->n_deadlines, sizeof(*copy), compare_deadlines);
	return copy;
}

static bool
deadlines_differ(struct pool *pool, const struct item *a, const struct item *b)
{
	struct deadline *x, *y;

	if (a->n_deadlines != b->n_deadlines)
		return true;
	x = sorted_deadlines(pool, a);
	y = sorted_deadlines(pool, b);
	for (size_t i = 0; i < a->n_deadlines; i++)
		if (compare_deadlines(&x[i], &y[i]) != 0)
			return true;
	return false;
}

static int
compare_strings(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

/* The papers, each by an address that a new version of the file changes. */
static const char **
papers_of(struct pool *pool, const struct item *item, size_t *n)
{
	const char **list = pool_get(pool, (item->n_links + 1) * sizeof(*list));

	*n = 0;
	for (size_t i = 0; i < item->n_links; i++)
		if (same(item->links[i].rel, "enclosure") &&
		    item->links[i].href != NULL)
			list[(*n)++] = identity_link(pool, item->links[i].href);
	qsort(list, *n, sizeof(*list), compare_strings);
	return list;
}

static bool
papers_differ(struct pool *pool, const struct item *a, const struct item *b)
{
	size_t n, m;
	const char **x = papers_of(pool, a, &n), **y = papers_of(pool, b, &m);

	if (n != m)
		return true;
	for (size_t i = 0; i < n; i++)
		if (strcmp(x[i], y[i]) != 0)
			return true;
	return false;
}

/* --- the sentences that tell --- */

static int
compare_hashes(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static uint64_t *
sorted_hashes(struct pool *pool, const struct sentences *s)
{
	uint64_t *list = pool_get(pool, (s->n + 1) * sizeof(*list));

	for (size_t i = 0; i < s->n; i++)
		list[i] = s->list[i].hash;
	qsort(list, s->n, sizeof(*list), compare_hashes);
	return list;
}

/* What a reader who waits for a date or a sum wants to see. */
static int
weight_of(const char *sentence)
{
	static const char *const cues[] = {"senast", "remiss", "sista dag",
	    "till och med", "t.o.m", "förläng", "upphör", "beslut", "kronor",
	    " kr", "procent", " %", "löper", "gäller"};
	int weight = strpbrk(sentence, "0123456789") != NULL ? 2 : 0;

	for (size_t i = 0; i < sizeof(cues) / sizeof(*cues); i++)
		if (strcasestr(sentence, cues[i]) != NULL)
			return weight + 2;
	return weight;
}

/* The weightiest, earlier ones before later ones of the same weight. */
struct told {
	size_t at[CHANGE_TOLD];
	int weight[CHANGE_TOLD];
	size_t n;
};

static void
tell(struct told *t, size_t at, int weight)
{
	size_t least = 0;

	if (t->n < CHANGE_TOLD) {
		t->at[t->n] = at;
		t->weight[t->n++] = weight;
		return;
	}
	for (size_t i = 1; i < t->n; i++)
		if (t->weight[i] <= t->weight[least])
			least = i;
	if (weight <= t->weight[least])
		return;
	for (size_t i = least; i + 1 < t->n; i++) {
		t->at[i] = t->at[i + 1];
		t->weight[i] = t->weight[i + 1];
	}
	t->at[t->n - 1] = at;
	t->weight[t->n - 1] = weight;
}

/* The sentences of a that are nowhere among the hashes; NULL: none. */
static const char *
missing(struct pool *pool, const struct sentences *a, const uint64_t *hashes,
    size_t n)
{
	struct told t = {.n = 0};
	const char *text = NULL;
	int most = 0;

	for (size_t i = 0; i < a->n; i++)
		if (bsearch(&a->list[i].hash, hashes, n, sizeof(*hashes),
			compare_hashes) == NULL)
			tell(&t, i, weight_of(a->list[i].text));
	for (size_t i = 0; i < t.n; i++)
		most = t.weight[i] > most ? t.weight[i] : most;
	for (size_t i = 0; i < t.n; i++) {
		const char *one = a->list[t.at[i]].text;

		if (t.weight[i] == 0 && most > 0)
			continue; /* it tells less than the others */
		if (text == NULL)
			text = one;
		else if (strlen(text) + strlen(one) < TOLD_BYTES)
			text = pool_printf(pool, "%s […] %s", text, one);
	}
	return text;
}

static void
find_sentences(
    struct pool *pool, struct change *c, const char *old, const char *new)
{
	struct sentences a = split_text(pool, old), b = split_text(pool, new);

	c->old = missing(pool, &a, sorted_hashes(pool, &b), b.n);
	c->new = missing(pool, &b, sorted_hashes(pool, &a), a.n);
}

/* --- all together --- */

/* What is told when several apply, the most important first. */
static const enum change_class by_weight[] = {CHANGE_DATE, CHANGE_AMOUNT,
    CHANGE_ATTACHMENT, CHANGE_TITLE, CHANGE_TEXT, CHANGE_COSMETIC};
enum { WEIGHTS = sizeof(by_weight) / sizeof(*by_weight) };

enum change_class
change_class_of(unsigned all)
{
	for (size_t i = 0; i < WEIGHTS; i++)
		if (all & 1U << by_weight[i])
			return by_weight[i];
	return CHANGE_NONE;
}

const char *
change_names(struct pool *pool, unsigned all)
{
	const char *text = "";

	for (size_t i = 0; i < WEIGHTS; i++)
		if (all & 1U << by_weight[i])
			text = pool_printf(pool, "%s%s%s", text,
			    *text ? ", " : "", names[by_weight[i]]);
	return text;
}

struct change
change_of(struct pool *pool, const struct item *old, const struct item *new)
{
	struct change c = {.class = CHANGE_NONE};

	c.all |= 1U << compare_texts(
		     pool, old->title, new->title, CHANGE_TITLE);
	c.all |= 1U << compare_texts(
		     pool, text_of(old), text_of(new), CHANGE_TEXT);
	if ((c.all & 1U << CHANGE_TEXT) &&
	    amounts_differ(
		pool, gist_of(pool, text_of(old)), gist_of(pool, text_of(new))))
		c.all |= 1U << CHANGE_AMOUNT;
	if (deadlines_differ(pool, old, new))
		c.all |= 1U << CHANGE_DATE;
	if (papers_differ(pool, old, new))
		c.all |= 1U << CHANGE_ATTACHMENT;
	c.all &= ~(1U << CHANGE_NONE);
	if (c.all & ~(1U << CHANGE_COSMETIC))
		c.all &= ~(1U << CHANGE_COSMETIC);
	c.class = change_class_of(c.all);
	if (c.all & 1U << CHANGE_TEXT)
		find_sentences(pool, &c, text_of(old), text_of(new));
	else if (c.all & 1U << CHANGE_TITLE)
		c.old = old->title, c.new = new->title;
	return c;
}
