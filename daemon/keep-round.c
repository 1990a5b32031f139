/* keep-round.c - what the new items of a reading are: news, old ones, floods */
/* SPDX-License-Identifier: MIT */
/*
 *	READ --> NAME --> SIGHT --> JUDGE --> GATHER --> PAIR --> TAKE --> READY
 *	 ^        |                   |         |                            ^
 *	 |        '--- a first one ---|---------'--- few are new ------------|
 *	 '----- the ids have failed --'
 *
 * The keys of all items, the items that they name, what is known of the others;
 * whether the ids can be trusted; the old items, which ones came again, and
 * that they are the same from now on.
 */
#include "keep-round.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "core/again.h"
#include "core/date/workday.h"
#include "core/identity.h"
#include "core/trust.h"
#include "edge/conf.h"
#include "keep-hold.h"
#include "keep-known.h"
#include "turn.h"

enum {
	AT_ONCE = 64,    /* items, in a step */
	OLD_TEXTS = 300, /* of the feed's items that are paired by text */
	OLD_MOST = 2000, /* that are paired at all */
	WEEK = 7 * 86400,
};

static struct identity_way
way_of(const struct round *r)
{
	const struct conf_source *of = r->feed->of;
	enum identity_rung rung = r->feed->rung;

	if (rung == RUNG_ALL)
		rung = (enum identity_rung)r->ident.rung;
	return (struct identity_way){.rung = rung,
	    .alias = of && of->n_aliases > 0 ? of->aliases : NULL,
	    .fold_case = of && of->fold_case};
}

static void
know(struct round *r, bool first)
{
	struct identity_way way = way_of(r);
	bool other = (int)way.rung != r->ident.used;

	r->known = known_new(turn_store(r->turn), r->pool, r->row->id,
	    r->document, &way, first,
	    !first && other && way.rung >= RUNG_TITLE_DATE);
	r->ident.used = (int)way.rung;
}

/* A step of n items goes so far from at; true when that is the end. */
static size_t
next(const struct round *r, size_t n)
{
	return n - r->at > AT_ONCE ? r->at + AT_ONCE : n;
}

static bool
reach(struct round *r, size_t to, size_t n)
{
	r->at = to;
	return to == n;
}

/* One rung down; said, and shown by "bevakactl feeds NAME". */
static void
come_down(struct round *r, enum identity_rung rung, const char *why)
{
	r->ident.rung = (int)rung;
	r->ident.asked = r->ident.failed = 0;
	r->ident.since = turn_now(r->turn);
	r->ident.why = pool_strdup(r->pool, why);
	log_warn("feed %s: its items are told apart by %s from now on: %s "
		 "(bevakactl feeds baseline %s begins anew)",
	    r->feed->name, identity_rung_name(rung), why, r->feed->name);
	turn_tell(r->turn, "identity", "feed %s: by %s from now on: %s",
	    r->feed->name, identity_rung_name(rung), why);
}

/* Counts how many ids fail; true when the feed has come down by it. */
static bool
judge_ids(struct round *r, const struct sighting *s)
{
	size_t n = r->document->n_items;
	struct trust t = {.asked = r->ident.asked, .failed = r->ident.failed};
	struct trust_item *item = pool_get(r->pool, (n + 1) * sizeof(*item));
	enum identity_rung rung = (enum identity_rung)r->ident.rung, next;
	static const char *const what[RUNGS] = {
	    "ids", "ids", "links", "titles and days", "texts"};
	char counts[TRUST_TEXT], why[TRUST_TEXT + 40];

	if (r->feed->rung != RUNG_ALL)
		return false;
	for (size_t i = 0; i < n; i++)
		item[i] = (struct trust_item){.guid = s[i].guid,
		    .link = s[i].link,
		    .title = s[i].title,
		    .whole = s[i].whole,
		    .guid_owner = s[i].guid_owner,
		    /* An id where there was none has not changed. */
		    .link_owner = r->ident.guids || s[i].guid_owner != 0
				      ? s[i].link_owner
				      : 0,
		    .unseen = s[i].unseen};
	trust_count(&t, rung, item, n);
	r->ident.asked = t.asked;
	r->ident.failed = t.failed;
	next = trust_rung(&t, rung);
	if (next == rung)
		return false;
	snprintf(why, sizeof(why), "%s fail: %s", what[rung],
	    trust_write(&t, counts));
	come_down(r, next, why);
	return true;
}

/* --- what came again --- */

/* The items of the file that nothing of the document is yet, and those of the
 * document that seem new. */
struct crowd {
	struct pool *pool;
	int64_t *used; /* the others of the file, sorted */
	size_t n_used;
	struct again_thing *old, *new;
	struct again_pair *pair;
	int64_t *id; /* of the old ones */
	size_t *at;  /* of the new ones, in the document */
	size_t n_old, n_new, room, room_id;
};

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

static void
gather_new(struct round *r, struct crowd *c, const struct sighting *s)
{
	size_t n = r->document->n_items;

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

/* Of a move: what is an old one is known by all its keys. */
static bool
take_some(struct round *r, bool *over, struct why *w)
{
	struct crowd *c = r->crowd;
	size_t to = next(r, c->n_new);

	for (size_t i = r->at; r->moved && i < to; i++) {
		size_t at = c->at[i];

		if (c->pair[i].by == AGAIN_NOT) {
			r->hold[at] = again_is_old(&c->new[i], r->row->last_ok);
			continue;
		}
		r->again[at] = true;
		r->n_again++;
		if (!known_pair(r->known, at, c->id[c->pair[i].old], w))
			return false;
	}
	*over = reach(r, to, c->n_new);
	return true;
}

/*
 * A site that is rebuilt every other day is none: its ids and links are not
 * for ever, and its items are told apart by what they say.
 */
static void
judge_move(struct round *r, const struct crowd *c)
{
	int64_t now = turn_now(r->turn);
	size_t dated = 0;

	for (size_t i = 0; i < c->n_new; i++)
		dated += c->new[i].published != NO_TIME;
	if (r->ident.moved != NO_TIME && now - r->ident.moved < WEEK &&
	    r->feed->rung == RUNG_ALL && r->ident.rung < RUNG_TITLE_DATE)
		come_down(r, dated * 2 > c->n_new ? RUNG_TITLE_DATE : RUNG_TEXT,
		    "ids and links have changed all at once, twice in a "
		    "week");
	r->ident.moved = now;
}

/* More new ones than the feed is likely to have. */
static void
judge_flood(struct round *r)
{
	const struct sighting *s = r->sighting;
	struct crowd *c = r->crowd;
	struct flood flood = {.most = r->ident.most,
	    .items = r->ident.items,
	    .first = r->ident.first,
	    .last = r->row->last_ok};
	size_t n = 0;

	for (size_t i = 0; i < c->n_new; i++)
		n += !r->again[c->at[i]] && s[c->at[i]].other == 0;
	r->flood = n > (size_t)flood_limit(&flood, turn_now(r->turn));
	for (size_t i = 0; r->flood && i < c->n_new; i++)
		r->hold[c->at[i]] |= !r->again[c->at[i]];
}

/* --- all together, in stages --- */

enum { READ, NAME, SIGHT, JUDGE, GATHER, PAIR, TAKE, READY };

/* Does its step's worth; over: the next stage begins. */
typedef bool stage_fn(struct round *, bool *over, struct why *);

static bool
read_some(struct round *r, bool *over, struct why *w)
{
	size_t to = next(r, r->document->n_items);

	(void)w;
	known_read(r->known, r->at, to);
	*over = reach(r, to, r->document->n_items);
	return true;
}

static bool
name_some(struct round *r, bool *over, struct why *w)
{
	size_t to = next(r, r->document->n_items);

	if (!known_begin(r->known, r->at, to, w))
		return false;
	*over = reach(r, to, r->document->n_items);
	if (*over && !r->row->baseline)
		r->stage = READY - 1; /* a first reading is all news */
	return true;
}

static bool
sight_some(struct round *r, bool *over, struct why *w)
{
	size_t n = r->document->n_items, to = next(r, n);

	if (r->sighting == NULL)
		r->sighting = pool_get(r->pool, (n + 1) * sizeof(*r->sighting));
	for (size_t i = r->at; i < to; i++)
		if (!known_sight(r->known, i, &r->sighting[i], w))
			return false;
	*over = reach(r, to, n);
	if (*over && r->judged)
		r->stage = JUDGE;
	return true;
}

/* When the feed has come down by it, all are looked at by their other keys. */
static bool
judge(struct round *r, bool *over, struct why *w)
{
	(void)w;
	r->judged = true;
	*over = !judge_ids(r, r->sighting);
	if (*over)
		return true;
	know(r, false);
	r->stage = READ;
	return true;
}

static bool
gather(struct round *r, bool *over, struct why *w)
{
	struct again_when when = {.since = r->row->last_ok};
	struct crowd *c = pool_get(r->pool, sizeof(*c));

	*c = (struct crowd){.pool = r->pool};
	r->crowd = c;
	*over = true;
	if (when.since == NO_TIME)
		when.since = turn_now(r->turn);
	gather_new(r, c, r->sighting);
	if (c->n_new < AGAIN_LEAST) {
		r->stage = READY - 1;
		return true;
	}
	gather_used(r, c, r->sighting);
	when.replaced = c->n_new * 2 > r->document->n_items;
	if (!store_items_old(turn_store(r->turn), r->pool, r->row->id,
		OLD_TEXTS, OLD_MOST, add_old, c, w))
		return false;
	pair_known(c, r->sighting);
	r->look = again_open(
	    r->pool, c->old, c->n_old, c->new, c->n_new, &when, c->pair);
	return true;
}

static bool
pair(struct round *r, bool *over, struct why *w)
{
	(void)w;
	*over = !again_step(r->look);
	r->moved = *over && again_is_move(r->look);
	if (r->moved)
		judge_move(r, r->crowd);
	return true;
}

static bool
take(struct round *r, bool *over, struct why *w)
{
	if (!take_some(r, over, w))
		return false;
	if (*over)
		judge_flood(r);
	return true;
}

static stage_fn *const stages[READY] = {[READ] = read_some,
    [NAME] = name_some,
    [SIGHT] = sight_some,
    [JUDGE] = judge,
    [GATHER] = gather,
    [PAIR] = pair,
    [TAKE] = take};

bool
round_step(struct round *r, bool *ready, struct why *w)
{
	bool over = false;

	if (!stages[r->stage](r, &over, w))
		return false;
	if (over) {
		r->stage++;
		r->at = 0;
	}
	*ready = r->stage == READY;
	return true;
}

bool
round_begin(struct round *r, struct turn *t, struct pool *pool,
    const struct conf_feed *feed, const struct feed_row *row,
    const struct document *d, struct why *w)
{
	int64_t items = 0;

	*r = (struct round){.turn = t,
	    .pool = pool,
	    .feed = feed,
	    .row = row,
	    .document = d,
	    .hold = pool_get(pool, d->n_items + 1),
	    .again = pool_get(pool, d->n_items + 1)};
	if (!store_ident_get(turn_store(t), pool, row->id, &r->ident, w) ||
	    (!row->baseline &&
		!store_feed_items(turn_store(t), row->id, &items, w)))
		return false;
	know(r, !row->baseline && items == 0);
	return true;
}

int64_t
round_until(const struct round *r)
{
	int day = workday_add(turn_today(r->turn), ROUND_HOLD);

	return time_of_local(day, 9 * 60);
}

/* What a feed did before it was read counts as its history. */
static void
learn(struct round *r)
{
	size_t n = r->document->n_items, dated = 0;
	int64_t *at = pool_get(r->pool, (n + 1) * sizeof(*at));
	struct flood flood;

	for (size_t i = 0; i < n; i++)
		if (r->document->items[i].published != NO_TIME)
			at[dated++] = r->document->items[i].published;
	qsort(at, dated, sizeof(*at), time_compare);
	flood_learn(&flood, at, dated, turn_now(r->turn));
	r->ident.first = flood.first;
	r->ident.items = flood.items;
	r->ident.most = flood.most;
}

bool
round_end(struct round *r, int news, bool *over, struct why *w)
{
	struct ident_row *i = &r->ident;

	if (!known_end(r->known, over, w))
		return false;
	if (!*over)
		return true;
	if (i->first == NO_TIME)
		learn(r);
	i->guids = false;
	for (size_t k = 0; k < r->document->n_items && !i->guids; k++)
		i->guids = r->document->items[k].id != NULL;
	if (r->row->baseline) {
		int told = news - (int)r->n_held;

		i->items += told > 0 ? told : 0;
		if (told > i->most)
			i->most = told;
	}
	return hold_ask(r, w) && store_ident_keep(turn_store(r->turn), i, w);
}
