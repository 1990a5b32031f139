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

#include <stdlib.h>

#include "base/date.h"
#include "core/again.h"
#include "core/date/workday.h"
#include "core/identity.h"
#include "edge/conf.h"
#include "keep-crowd.h"
#include "keep-hold.h"
#include "keep-known.h"
#include "keep-trust.h"
#include "turn.h"

enum { AT_ONCE = 64 /* items, in a step */ };

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
	*over = !round_judge_ids(r, r->sighting);
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
	struct crowd *c = crowd_new(r, r->sighting);

	r->crowd = c;
	*over = true;
	if (when.since == NO_TIME)
		when.since = turn_now(r->turn);
	if (c->n_new < AGAIN_LEAST) {
		r->stage = READY - 1;
		return true;
	}
	when.replaced = c->n_new * 2 > r->document->n_items;
	if (!crowd_add_old(r, r->sighting, w))
		return false;
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
		round_judge_move(r, r->crowd);
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
