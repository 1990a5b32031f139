/* keep-crowd.c - a reading's new items beside the old ones of the file */
/* SPDX-License-Identifier: MIT */
#include "keep-crowd.h"

#include <stdlib.h>

#include "base/pool.h"
#include "core/again.h"
#include "core/document.h"
#include "edge/store-hold.h"
#include "keep-known.h"
#include "keep-round.h"
#include "turn.h"

enum {
	OLD_TEXTS = 300, /* of the feed's items that are paired by text */
	OLD_MOST = 2000, /* that are paired at all */
};

struct crowd *
crowd_new(struct round *r, const struct sighting *s)
{
	size_t n = r->document->n_items;
	struct crowd *c = pool_get(r->pool, sizeof(*c));

	*c = (struct crowd){.pool = r->pool};
	c->new = pool_get(r->pool, (n + 1) * sizeof(*c->new));
	c->pair = pool_get(r->pool, (n + 1) * sizeof(*c->pair));
	c->at = pool_get(r->pool, (n + 1) * sizeof(*c->at));
	for (size_t i = 0; i < n; i++) {
		const struct item *item = &r->document->items[i];

		if (!s[i].fresh)
			continue;
		c->at[c->n_new] = i;
		c->new[c->n_new++] = (struct again_thing){.title = item->title,
		    .link = item->link,
		    .text = item->content ? item->content : item->summary,
		    .published = item->published};
	}
	return c;
}

static int
by_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void
gather_used(struct round *r, struct crowd *c, const struct sighting *s)
{
	size_t n = r->document->n_items;

	c->used = pool_get(r->pool, (3 * n + 1) * sizeof(*c->used));
	for (size_t i = 0; i < n; i++) {
		const int64_t id[] = {
		    known_item(r->known, i), s[i].guid_owner, s[i].link_owner};

		for (size_t k = 0; k < 3 && !s[i].fresh; k++)
			if (id[k] > 0)
				c->used[c->n_used++] = id[k];
	}
	qsort(c->used, c->n_used, sizeof(*c->used), by_id);
}

static bool
add_old(const struct item_row *row, void *context)
{
	struct crowd *c = context;

	if (bsearch(&row->id, c->used, c->n_used, sizeof(*c->used), by_id))
		return true;
	c->old = pool_grow(
	    c->pool, c->old, c->n_old, &c->room, sizeof(*c->old));
	c->id = pool_grow(
	    c->pool, c->id, c->n_old, &c->room_id, sizeof(*c->id));
	c->id[c->n_old] = row->id;
	c->old[c->n_old++] = (struct again_thing){.title = row->title,
	    .link = row->link,
	    .text = row->text,
	    .published = row->published};
	return true;
}

/* The old one of that id, newest first; SIZE_MAX: it is not among them. */
static size_t
place_of(const struct crowd *c, int64_t id)
{
	size_t low = 0, high = c->n_old;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (c->id[middle] == id)
			return middle;
		if (c->id[middle] > id)
			low = middle + 1;
		else
			high = middle;
	}
	return SIZE_MAX;
}

/* Those that the file knows by a weaker key need no more looking for. */
static void
pair_known(struct crowd *c, const struct sighting *s)
{
	for (size_t i = 0; i < c->n_new; i++) {
		int64_t other = s[c->at[i]].other;
		size_t old = other > 0 ? place_of(c, other) : SIZE_MAX;

		if (old != SIZE_MAX)
			c->pair[i] = (struct again_pair){old, AGAIN_KEY};
	}
}

bool
crowd_add_old(struct round *r, const struct sighting *s, struct why *w)
{
	struct crowd *c = r->crowd;

	gather_used(r, c, s);
	if (!store_items_old(turn_store(r->turn), r->pool, r->row->id,
		OLD_TEXTS, OLD_MOST, add_old, c, w))
		return false;
	pair_known(c, s);
	return true;
}
