/* page-older.c - links of a list page that lead to its older items */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/page/page-link.h"
#include "core/pattern.h"

/* What such links are called, as words_fold() has it, and their rel. */
static const struct {
	const char *words, *rel;
} names[] = {{" nästa ", "next"}, {" nästa sida ", "next"}, {" äldre ", "next"},
    {" äldre nyheter ", "next"}, {" äldre inlägg ", "next"},
    {" äldre poster ", "next"}, {" äldre artiklar ", "next"},
    {" till nästa sida ", "next"}, {" gå till nästa sida ", "next"},
    {" next ", "next"}, {" next page ", "next"}, {" older posts ", "next"},
    {" older ", "next"}, {" arkiv ", "archives"}, {" nyhetsarkiv ", "archives"},
    {" till arkivet ", "archives"}, {" till nyhetsarkivet ", "archives"},
    {" se arkivet ", "archives"}, {" nyhetsarkivet ", "archives"},
    {" arkivet ", "archives"}, {" archive ", "archives"},
    {" archives ", "archives"}, {" news archive ", "archives"}};

enum { TEXT_MOST = 60, LINKS_MOST = 5000 };

/* By the words it shows, or those that a screen reader says. */
static const char *
rel_of(const struct page *p, const xmlNode *a)
{
	const char *label = tree_attr(a, "aria-label");
	const char *text = label ? label : tree_text(p, a, NULL);
	size_t n = strlen(text);
	const char *folded;

	if (n == 0 || n > TEXT_MOST)
		return NULL;
	folded = words_fold(p->pool, text, n);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(folded, names[i].words) == 0)
			return names[i].rel;
	return NULL;
}

static bool
has_rel(const struct link *list, size_t n, const char *rel)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].rel, rel) == 0)
			return true;
	return false;
}

struct link *
link_older(const struct page *p, struct link *list, size_t *n)
{
	size_t links = 0, room = 0, had = *n;
	struct link *more = NULL;
	size_t n_more = 0;

	for (const xmlNode *x = p->root; x != NULL && links < LINKS_MOST;
	     x = tree_next(x, p->root)) {
		const char *rel, *href;

		if (!tree_is(x, "a") || tree_attr(x, "href") == NULL)
			continue;
		links++;
		rel = rel_of(p, x);
		href = rel ? link_of(p, x) : NULL;
		if (href == NULL || has_rel(list, had, rel) ||
		    has_rel(more, n_more, rel))
			continue;
		more = pool_grow(p->pool, more, n_more, &room, sizeof(*more));
		more[n_more++] = (struct link){.rel = rel, .href = href};
	}
	if (n_more == 0)
		return list;
	*n = had + n_more;
	if (had > 0) {
		struct link *all = pool_get(p->pool, *n * sizeof(*all));

		memcpy(all, list, had * sizeof(*all));
		memcpy(all + had, more, n_more * sizeof(*all));
		more = all;
	}
	return more;
}
