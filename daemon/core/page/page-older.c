/* page-older.c - links of a list page that lead to its older items */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/page/page-link.h"

/* What such links are called, in lower case, and their rel. */
static const struct {
	const char *words, *rel;
} names[] = {{"nästa", "next"}, {"nästa sida", "next"}, {"äldre", "next"},
    {"äldre nyheter", "next"}, {"äldre inlägg", "next"},
    {"äldre poster", "next"}, {"äldre artiklar", "next"},
    {"till nästa sida", "next"}, {"gå till nästa sida", "next"},
    {"next", "next"}, {"next page", "next"}, {"older posts", "next"},
    {"older", "next"}, {"arkiv", "archives"}, {"nyhetsarkiv", "archives"},
    {"till arkivet", "archives"}, {"till nyhetsarkivet", "archives"},
    {"se arkivet", "archives"}, {"nyhetsarkivet", "archives"},
    {"arkivet", "archives"}, {"archive", "archives"}, {"archives", "archives"},
    {"news archive", "archives"}};

enum { TEXT_MOST = 60, LINKS_MOST = 5000 };

static bool
is_letter(char c)
{
	return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z');
}

/* In lower case (of Swedish), without what is no letter at its ends: "Äldre
 * nyheter >" is "äldre nyheter". */
static const char *
fold(const struct page *p, const char *text, size_t n)
{
	static const char arrows[] = "\xC2\xBB\xC2\xAB"; /* » and « */
	char *folded = pool_strndup(p->pool, text, n), *end = folded + n;

	for (char *c = folded; c < end; c++) {
		bool swedish = c > folded && c[-1] == '\xC3' &&
			       (*c == '\x84' || *c == '\x85' || *c == '\x96');

		if ((*c >= 'A' && *c <= 'Z') || swedish)
			*c = (char)(*c + 0x20);
	}
	while (end - folded >= 2 &&
	       (memcmp(end - 2, arrows, 2) == 0 ||
		   memcmp(end - 2, arrows + 2, 2) == 0 || !is_letter(end[-1])))
		end -= is_letter(end[-1]) ? 2 : 1;
	*end = '\0';
	while (*folded != '\0' && !is_letter(*folded))
		folded++;
	return folded;
}

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
	folded = fold(p, text, n);
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
