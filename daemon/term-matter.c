/* term-matter.c - deadlines of one matter: found, compared, linked by hand */
/* SPDX-License-Identifier: MIT */
/*
 *	an item with deadlines --> its keys: diary number, link
 *	     key that nobody left   --> left here, for the next one
 *	     key of another item    --> both belong to a matter
 *	     link that two items of one feed share --> no key of anything
 *	in a matter: a new day that supersedes --> the earlier one has moved
 *	             days that disagree        --> told, the earlier one reminds
 */
#include <stdio.h>
#include <string.h>

#include "core/matter.h"
#include "edge/store-matter.h"
#include "raise.h"
#include "term.h"
#include "turn.h"

enum { RIVALS_MOST = 200, KEYS_MOST = 2, SHARED = -1, LINK_MOST = 500 };

struct keys {
	const char *key[KEYS_MOST], *number;
	size_t n;
};

static struct keys
keys_of(struct pool *pool, const struct term_item *i)
{
	struct keys k = {.n = 0};
	bool wide;

	k.number = matter_number(pool, i->title, i->text, &wide);
	if (k.number != NULL)
		k.key[k.n++] = wide ? pool_printf(pool, "number %s", k.number)
				    : pool_printf(pool, "number %s of %s",
					  k.number, i->source ? i->source : "");
	if (i->link != NULL && i->link[0] != '\0' &&
	    strlen(i->link) < LINK_MOST)
		k.key[k.n++] = pool_printf(pool, "link %s", i->link);
	return k;
}

/* The key was left by another item: they are of one matter. */
static bool
meet(struct turn *t, const struct term_item *i, const struct keys *keys,
    struct matter_key *k, int64_t *matter, struct why *w)
{
	struct store *s = turn_store(t);
	bool siblings = false;

	if (k->item == SHARED)
		return true;
	if (strncmp(k->key, "link ", 5) == 0 &&
	    !store_items_are_siblings(s, i->item, k->item, &siblings, w))
		return false;
	if (siblings) {
		k->item = SHARED;
		return store_matter_keep(s, k, w);
	}
	if (k->matter == 0 && *matter == 0 &&
	    !store_matter_of(s, k->item, &k->matter, w))
		return false;
	if (k->matter == 0 && *matter != 0)
		k->matter = *matter;
	if (k->matter == 0 &&
	    !store_matter_add(s, i->title, NULL, &k->matter, w))
		return false;
	if (*matter == 0)
		*matter = k->matter;
	(void)keys;
	return store_matter_set(s, k->item, k->matter, w) &&
	       store_matter_keep(s, k, w);
}

static bool
find_matter(struct turn *t, struct pool *pool, const struct term_item *i,
    int64_t *matter, struct why *w)
{
	struct store *s = turn_store(t);
	struct keys keys = keys_of(pool, i);

	*matter = 0;
	if (!i->fresh && !store_matter_of(s, i->item, matter, w))
		return false;
	for (size_t n = 0; n < keys.n; n++) {
		struct matter_key k = {keys.key[n], i->item, *matter};
		bool left;

		if (!store_matter_leave(s, &k, &left, w))
			return false;
		if (left)
			continue;
		if (!store_matter_find(s, &k, w))
			return false;
		if (k.item != i->item) {
			if (!meet(t, i, &keys, &k, matter, w))
				return false;
		} else if (k.matter != 0 && *matter == 0) {
			*matter = k.matter;
		}
	}
	return *matter == 0 || store_matter_set(s, i->item, *matter, w);
}

struct collecting {
	struct pool *pool;
	const struct deadline_row *of;
	struct term_rivals *to;
};

static bool
collect(const struct deadline_row *d, void *context)
{
	struct collecting *c = context;

	if (d->id == c->of->id || d->state != TERM_OPEN ||
	    (d->item == c->of->item && d->item != 0) || !term_is_tracked(d))
		return true;
	c->to->row[c->to->n++] = term_copy(c->pool, d);
	return c->to->n < RIVALS_MOST;
}

static bool
find_rivals(struct turn *t, struct pool *pool, const struct deadline_row *d,
    bool bare, struct term_rivals *r, struct why *w)
{
	struct deadline_query query = {.matter = d->matter,
	    .kind = (int)d->is.kind,
	    .bare = bare,
	    .limit = RIVALS_MOST * 10};
	struct collecting c = {pool, d, r};

	r->n = 0;
	if (d->matter == 0)
		return true;
	r->row = pool_get(pool, RIVALS_MOST * sizeof(*r->row));
	return store_deadlines(turn_store(t), &query, collect, &c, w);
}

bool
term_rivals(struct turn *t, struct pool *pool, const struct deadline_row *d,
    struct term_rivals *r, struct why *w)
{
	return find_rivals(t, pool, d, false, r, w);
}

/* Has the item of the row only this one of its kind? */
static bool
is_alone(
    const struct deadline_row *d, const struct deadline_row *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].id != d->id && list[i].item == d->item &&
		    list[i].is.kind == d->is.kind && term_is_tracked(&list[i]))
			return false;
	return true;
}

/* A page that says "förlängs till" moves what an older page said. */
static bool
supersede(struct turn *t, const struct deadline_row *new,
    const struct deadline_row *old, bool silent, struct why *w)
{
	struct lineage_row line = {.deadline = new->id,
	    .at = turn_now(t),
	    .what = lineage_of_change(&old->is, &new->is),
	    .old_start = old->is.start,
	    .old_end = old->is.end,
	    .start = new->is.start,
	    .end = new->is.end,
	    .other = old->id,
	    .words = old->is.evidence};
	char key[64];
	struct term_news news = {.event = EVENT_DEADLINE_MOVED,
	    .how = line.what,
	    .row = new,
	    .old = old,
	    .key = key};
	struct store *s = turn_store(t);

	snprintf(key, sizeof(key), "moved D%lld D%lld", (long long)old->id,
	    (long long)new->id);
	return store_deadline_inherit(s, new->id, old, w) &&
	       store_deadline_state(s, old->id, TERM_MOVED, new->id, w) &&
	       store_reminders_cancel(s, old->id, turn_now(t), w) &&
	       store_lineage_add(s, &line, w) &&
	       (silent || term_tell(t, &news, w));
}

static bool
conflict(struct turn *t, const struct deadline_row *a,
    const struct deadline_row *b, bool silent, struct why *w)
{
	struct rival one = {&a->is, a->confirmed, a->id};
	struct rival two = {&b->is, b->confirmed, b->id};
	bool first = rival_goes_first(&one, &two);
	const struct deadline_row *row = first ? a : b;
	const struct deadline_row *rival = first ? b : a;
	char key[96];
	struct term_news news = {.event = EVENT_DEADLINE_CONFLICTING,
	    .row = row,
	    .rival = rival,
	    .key = key};
	int64_t known;

	snprintf(key, sizeof(key), "conflict D%lld D%lld %d %d",
	    (long long)(a->id < b->id ? a->id : b->id),
	    (long long)(a->id < b->id ? b->id : a->id),
	    a->id < b->id ? a->is.end : b->is.end,
	    a->id < b->id ? b->is.end : a->is.end);
	if (!store_alert_find(turn_store(t), key, &known, w))
		return false;
	if (known != 0)
		return true;
	return term_note(t, a, LINEAGE_CONFLICTING, b->id, NULL, NULL, w) &&
	       term_note(t, b, LINEAGE_CONFLICTING, a->id, NULL, NULL, w) &&
	       (silent || term_tell(t, &news, w));
}

/* Beside those of other pages of the matter: one that it replaces, or else
 * the first that it contradicts. */
static bool
compare(struct turn *t, struct pool *pool, const struct deadline_row *d,
    bool silent, struct why *w)
{
	const struct deadline_row *first = NULL;
	struct term_rivals r;
	bool crowd = false;

	if (d->matter != 0 &&
	    !store_matter_is_crowd(turn_store(t), d->matter, (int)d->is.kind,
		d->item, TERM_CROWD, &crowd, w))
		return false;
	if (crowd)
		return true;
	if (!find_rivals(t, pool, d, silent, &r, w))
		return false;
	for (size_t i = 0; i < r.n && r.n <= TERM_CROWD; i++) {
		const struct deadline_row *o = &r.row[i];

		if (!rivals_conflict(&d->is, &o->is) ||
		    !is_alone(o, r.row, r.n))
			continue;
		if ((d->is.flags & DEADLINE_SUPERSEDES) && d->id > o->id) {
			if (!supersede(t, d, o, silent, w))
				return false;
		} else if (first == NULL) {
			first = o; /* soonest first */
		}
	}
	return first == NULL || conflict(t, d, first, silent, w);
}

struct own_rows {
	struct pool *pool;
	struct deadline_row *row;
	size_t n, room;
};

static bool
collect_own(const struct deadline_row *d, void *context)
{
	struct own_rows *o = context;

	if (!term_is_tracked(d))
		return true;
	o->row = pool_grow(o->pool, o->row, o->n, &o->room, sizeof(*o->row));
	o->row[o->n++] = term_copy(o->pool, d);
	return o->n < RIVALS_MOST;
}

bool
term_matter(
    struct turn *t, struct pool *pool, const struct term_item *i, struct why *w)
{
	struct deadline_query query = {.item = i->item,
	    .kind = -1,
	    .bare = i->silent,
	    .limit = RIVALS_MOST * 10};
	struct own_rows own = {.pool = pool};
	int64_t matter;

	if (!find_matter(t, pool, i, &matter, w))
		return false;
	if (matter == 0)
		return true;
	if (!store_deadlines(turn_store(t), &query, collect_own, &own, w))
		return false;
	for (size_t k = 0; k < own.n; k++)
		if (own.row[k].is.end >= turn_today(t) &&
		    is_alone(&own.row[k], own.row, own.n) &&
		    !compare(t, pool, &own.row[k], i->silent, w))
			return false;
	return true;
}

bool
term_link(struct turn *t, struct pool *pool, const struct deadline_row *a,
    const struct deadline_row *b, const char *by, struct why *w)
{
	struct store *s = turn_store(t);
	int64_t matter = a->matter ? a->matter : b->matter;
	struct deadline_row one = *a, two = *b;

	if (matter == 0 && !store_matter_add(s, a->title, NULL, &matter, w))
		return false;
	if (b->matter != 0 && b->matter != matter &&
	    !store_matter_join(s, b->matter, matter, w))
		return false;
	if ((a->item > 0 && !store_matter_set(s, a->item, matter, w)) ||
	    (b->item > 0 && !store_matter_set(s, b->item, matter, w)) ||
	    !store_matter_set_one(s, a->id, matter, w) ||
	    !store_matter_set_one(s, b->id, matter, w))
		return false;
	one.matter = two.matter = matter;
	return term_note(t, &one, LINEAGE_LINKED, two.id, by, NULL, w) &&
	       term_note(t, &two, LINEAGE_LINKED, one.id, by, NULL, w) &&
	       compare(t, pool, &one, false, w);
}
