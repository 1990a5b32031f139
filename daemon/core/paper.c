/* paper.c - papers of items: which are PDFs, and what their texts add */
/* SPDX-License-Identifier: MIT */
#include "core/paper.h"

#include <string.h>

bool
paper_is_pdf(const char *bytes, size_t len)
{
	return len > 5 && memcmp(bytes, "%PDF-", 5) == 0;
}

bool
paper_is_one(const struct link *link)
{
	return link->rel != NULL && strcmp(link->rel, "enclosure") == 0;
}

static bool
has(const struct paper_deadlines *all, const struct deadline *d)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->list[i].kind == d->kind &&
		    all->list[i].start == d->start &&
		    all->list[i].end == d->end)
			return true;
	return all->n >= PAPER_DEADLINES;
}

void
paper_add(
    struct pool *pool, struct paper_deadlines *all, const struct item *from)
{
	for (size_t i = 0; i < from->n_deadlines; i++) {
		struct deadline d = from->deadlines[i];

		if (has(all, &d))
			continue;
		d.evidence = pool_strdup(pool, d.evidence ? d.evidence : "");
		all->list = pool_grow(
		    pool, all->list, all->n, &all->room, sizeof(*all->list));
		all->list[all->n++] = d;
	}
}
