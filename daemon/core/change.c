/* change.c - what has changed between two versions of an item */
/* SPDX-License-Identifier: MIT */
#include "core/change.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/identity.h"

enum { SENTENCES_MOST = 50000 };

static const char *const names[CHANGE_CLASSES] = {
    "none", "cosmetic", "text", "date", "attachment", "title"};

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

/* A text as its sentences. */
struct sentence {
	const char *text;
	size_t len;
	char hash[GIST_HASH];
};

struct sentences {
	struct sentence *list;
	size_t n, room;
	const char **sorted; /* the hashes */
};

static void
add_sentence(
    struct pool *pool, struct sentences *s, const char *text, size_t len)
{
	struct sentence *x;
	const char *copy, *gist;

	while (len > 0 && *text == ' ') {
		text++;
		len--;
	}
	copy = pool_strndup(pool, text, len);
	gist = gist_of(pool, copy);
	if (*gist == '\0' || s->n == SENTENCES_MOST)
		return;
	s->list = pool_grow(pool, s->list, s->n, &s->room, sizeof(*s->list));
	x = &s->list[s->n++];
	x->text = copy;
	x->len = len;
	gist_hash(gist, strlen(gist), x->hash);
}

/* A sentence ends at a "\n", or at . ! ? before a blank and a capital. */
static bool
ends_here(const char *s)
{
	if (*s == '\n')
		return true;
	return strchr(".!?", *s) != NULL && s[1] == ' ' &&
	       (isupper((unsigned char)s[2]) || s[2] == '\xC3');
}

static struct sentences
split(struct pool *pool, const char *text)
{
	struct sentences s = {0};
	const char *from = text;

	for (const char *at = text; at != NULL; at++) {
		if (*at != '\0' && !ends_here(at))
			continue;
		add_sentence(pool, &s, from,
		    (size_t)(at - from) + (*at != '\0' && *at != '\n'));
		if (*at == '\0')
			break;
		from = at + 1;
	}
	s.sorted = pool_get(pool, (s.n + 1) * sizeof(*s.sorted));
	for (size_t i = 0; i < s.n; i++)
		s.sorted[i] = s.list[i].hash;
	qsort(s.sorted, s.n, sizeof(*s.sorted), compare_strings);
	return s;
}

/* The first of a that is nowhere in b, or NULL. */
static const char *
first_missing(const struct sentences *a, const struct sentences *b)
{
	for (size_t i = 0; i < a->n; i++) {
		const char *hash = a->list[i].hash;

		if (bsearch(&hash, b->sorted, b->n, sizeof(*b->sorted),
			compare_strings) == NULL)
			return a->list[i].text;
	}
	return NULL;
}

static void
find_sentences(
    struct pool *pool, struct change *c, const char *old, const char *new)
{
	struct sentences a = split(pool, old), b = split(pool, new);

	c->old = first_missing(&a, &b);
	c->new = first_missing(&b, &a);
}

/* What is told when several apply, the most important first. */
static const enum change_class by_weight[] = {
    CHANGE_DATE, CHANGE_ATTACHMENT, CHANGE_TITLE, CHANGE_TEXT, CHANGE_COSMETIC};

struct change
change_of(struct pool *pool, const struct item *old, const struct item *new)
{
	struct change c = {.class = CHANGE_NONE};

	c.all |= 1U << compare_texts(
		     pool, old->title, new->title, CHANGE_TITLE);
	c.all |= 1U << compare_texts(
		     pool, text_of(old), text_of(new), CHANGE_TEXT);
	if (deadlines_differ(pool, old, new))
		c.all |= 1U << CHANGE_DATE;
	if (papers_differ(pool, old, new))
		c.all |= 1U << CHANGE_ATTACHMENT;
	c.all &= ~(1U << CHANGE_NONE);
	for (size_t i = 0; i < sizeof(by_weight) / sizeof(*by_weight); i++)
		if (c.all & 1U << by_weight[i]) {
			c.class = by_weight[i];
			break;
		}
	if (c.all & 1U << CHANGE_TEXT)
		find_sentences(pool, &c, text_of(old), text_of(new));
	else if (c.all & 1U << CHANGE_TITLE)
		c.old = old->title, c.new = new->title;
	return c;
}
