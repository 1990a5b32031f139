/* change.c - what has changed between two versions of an item */
/* SPDX-License-Identifier: MIT */
#include "core/change.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/change-told.h"
#include "core/identity.h"
#include "core/split.h"

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

/* Two short texts: CHANGE_NONE, CHANGE_COSMETIC or otherwise. */
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

/* --- step by step --- */

enum phase { BEGIN, GISTS, AMOUNTS, SPLIT, HASHES, MISSING, END };

enum { LOOKED_AT = 32 * 1024 }; /* bytes of sentences in one step */

/* One of the two texts. */
struct side {
	struct gisting gisting;
	const char *text, *gist;
	bool begun; /* gisting is */
	struct amounts amounts;
	struct sentences sentences;
	const char *at; /* split so far */
	uint64_t *hashes;
	struct told told; /* of what the other one does not have */
	size_t looked;
};

struct comparing {
	struct pool *pool;
	const struct item *old, *new;
	struct change change;
	enum phase phase;
	struct side side[2];
};

static enum phase
begin(struct comparing *c)
{
	const struct item *a = c->old, *b = c->new;
	unsigned *all = &c->change.all;

	*all |= 1U << compare_texts(c->pool, a->title, b->title, CHANGE_TITLE);
	if (deadlines_differ(c->pool, a, b))
		*all |= 1U << CHANGE_DATE;
	if (papers_differ(c->pool, a, b))
		*all |= 1U << CHANGE_ATTACHMENT;
	return same(c->side[0].text, c->side[1].text) ? END : GISTS;
}

/* One after the other: what is begun holds memory until it is ended. */
static enum phase
take_gists(struct comparing *c)
{
	struct side *s = c->side[0].gist == NULL ? &c->side[0] : &c->side[1];

	if (!s->begun)
		s->gisting = gist_begin(s->text);
	s->begun = true;
	if (gist_step(&s->gisting))
		return GISTS;
	s->gist = gist_end(&s->gisting, c->pool);
	s->begun = false;
	if (s == &c->side[0])
		return GISTS;
	if (!same(c->side[0].gist, s->gist))
		return AMOUNTS;
	c->change.all |= 1U << CHANGE_COSMETIC;
	return END;
}

/* One after the other, too. */
static enum phase
compare_amounts(struct comparing *c)
{
	struct side *a = &c->side[0], *b = &c->side[1];

	if (a->amounts.list == NULL) {
		a->amounts = amounts_of(c->pool, a->gist);
		return AMOUNTS;
	}
	b->amounts = amounts_of(c->pool, b->gist);
	c->change.all |= 1U << CHANGE_TEXT;
	if (!amounts_are_same(&a->amounts, &b->amounts))
		c->change.all |= 1U << CHANGE_AMOUNT;
	a->at = a->text;
	b->at = b->text;
	return SPLIT;
}

static enum phase
split(struct comparing *c)
{
	for (int i = 0; i < 2; i++) {
		struct side *s = &c->side[i];

		if (s->at == NULL)
			continue;
		split_some(c->pool, &s->sentences, &s->at);
		return SPLIT;
	}
	return HASHES;
}

static enum phase
sort(struct comparing *c)
{
	for (int i = 0; i < 2; i++) {
		struct side *s = &c->side[i];

		if (s->hashes != NULL)
			continue;
		s->hashes = sorted_hashes(c->pool, &s->sentences);
		return HASHES;
	}
	return MISSING;
}

/* The sentences that are nowhere among the other's; true: there are more. */
static bool
look_for_missing(struct side *s, const struct side *other)
{
	const struct sentence *list = s->sentences.list;
	size_t bytes = 0;

	for (; s->looked < s->sentences.n && bytes < LOOKED_AT; s->looked++) {
		const struct sentence *x = &list[s->looked];

		if (bsearch(&x->hash, other->hashes, other->sentences.n,
			sizeof(x->hash), compare_hashes) == NULL) {
			told_note(&s->told, s->looked, x->text);
			bytes += x->len;
		}
		bytes += 16;
	}
	return s->looked < s->sentences.n;
}

static enum phase
find_missing(struct comparing *c)
{
	struct side *a = &c->side[0], *b = &c->side[1];

	if (look_for_missing(a, b) || look_for_missing(b, a))
		return MISSING;
	c->change.old = told_text(c->pool, &a->sentences, &a->told);
	c->change.new = told_text(c->pool, &b->sentences, &b->told);
	return END;
}

static void
sum_up(struct comparing *c)
{
	struct change *x = &c->change;

	x->all &= ~(1U << CHANGE_NONE);
	if (x->all & ~(1U << CHANGE_COSMETIC))
		x->all &= ~(1U << CHANGE_COSMETIC);
	x->class = change_class_of(x->all);
	if (!(x->all & 1U << CHANGE_TEXT) && (x->all & 1U << CHANGE_TITLE)) {
		x->old = c->old->title;
		x->new = c->new->title;
	}
}

struct comparing *
change_begin(struct pool *pool, const struct item *old, const struct item *new)
{
	struct comparing *c = pool_get(pool, sizeof(*c));

	c->pool = pool;
	c->old = old;
	c->new = new;
	c->side[0].text = text_of(old) != NULL ? text_of(old) : "";
	c->side[1].text = text_of(new) != NULL ? text_of(new) : "";
	return c;
}

bool
change_step(struct comparing *c)
{
	static enum phase (*const step[])(struct comparing *) = {
	    [BEGIN] = begin,
	    [GISTS] = take_gists,
	    [AMOUNTS] = compare_amounts,
	    [SPLIT] = split,
	    [HASHES] = sort,
	    [MISSING] = find_missing};

	if (c->phase != END)
		c->phase = step[c->phase](c);
	return c->phase != END;
}

struct change
change_end(struct comparing *c)
{
	for (int i = 0; i < 2; i++)
		if (c->side[i].begun)
			gist_end(&c->side[i].gisting, c->pool);
	sum_up(c);
	return c->change;
}

struct change
change_of(struct pool *pool, const struct item *old, const struct item *new)
{
	struct comparing *c = change_begin(pool, old, new);

	while (change_step(c))
		;
	return change_end(c);
}
