/* explain-feed.c - why: how the feed is, and by what its item is known */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "core/identity.h"
#include "edge/conf.h"
#include "edge/store-health.h"
#include "edge/store-hold.h"
#include "edge/store-key.h"
#include "explain-inner.h"
#include "keep-known.h"
#include "poll.h"
#include "turn.h"

enum { POOL_MOST = 4 << 20 };

struct one_feed {
	const char *name;
	const struct conf_feed *conf;
	const struct feed_row *row;
};

static void
find(const struct conf_feed *conf, const struct feed_row *row, void *context)
{
	struct one_feed *f = context;

	if (strcmp(conf->name, f->name) != 0)
		return;
	f->conf = conf;
	f->row = row;
}

struct pause_of {
	const char *feed;
	json_t *step;
};

static bool
note_pause(const struct pause_row *r, void *context)
{
	struct pause_of *p = context;

	if (strcmp(r->feed, p->feed) != 0)
		return true;
	put_words(p->step, "by", r->by);
	put_words(p->step, "comment", r->comment);
	put_time(p->step, "since", r->at);
	put_time(p->step, "until", r->until);
	return false;
}

static json_t *
tell_paused(struct explain *e, const struct one_feed *f)
{
	bool set = f->conf->paused;
	struct pause_of p = {.feed = f->name};
	struct why w;

	p.step = explain_step(
	    e, MARK_NO, set ? "feed.paused" : "feed.paused_by");
	put_words(p.step, "feed", f->name);
	if (set) {
		put_words(p.step, "file", f->conf->file);
		put_number(p.step, "line", f->conf->line);
	} else {
		store_pauses(turn_store(e->turn), note_pause, &p, &w);
	}
	return p.step;
}

static json_t *
tell_state(struct explain *e, const struct one_feed *f)
{
	const struct feed_row *r = f->row;
	json_t *s;

	if (r->state == FEED_GONE) {
		s = explain_step(e, MARK_NO, "feed.gone");
	} else if (r->state == FEED_FAILING || r->failures > 0) {
		s = explain_step(e, MARK_NO, "feed.failing");
		put_words(s, "why", r->why);
		put_time(s, "since", r->failing_since);
		put_number(s, "failures", r->failures);
	} else if (r->last_ok == NO_TIME) {
		s = explain_step(e, MARK_WAIT, "feed.new");
	} else {
		s = explain_step(e, MARK_YES, "feed.ok");
	}
	put_words(s, "feed", f->name);
	put_time(s, "read", r->last_ok);
	put_time(s, "next", r->next);
	return s;
}

/* --- what may have gone past --- */

static bool
note_gap(const struct episode_row *r, void *context)
{
	struct explain *e = context;
	json_t *s;

	if (r->gap == GAP_IS_CLOSED)
		return true;
	s = explain_step(e, MARK_NO, "feed.gap");
	put_time(s, "from", r->start);
	put_time(s, "to", r->end);
	return true;
}

static bool
tell_window(struct explain *e, const struct one_feed *f, struct why *w)
{
	struct episode_query query = {
	    .feed = f->row->id, .kind = EPISODE_GAP, .limit = 3};
	struct store *store = turn_store(e->turn);
	struct pool *pool = pool_new(POOL_MOST);
	struct vital_row v;
	struct ident_row ident;
	int64_t items = 0;
	json_t *s;
	bool done = store_vital_get(store, pool, f->row->id, &v, w) &&
		    store_ident_get(store, pool, f->row->id, &ident, w) &&
		    store_feed_items(store, f->row->id, &items, w);

	if (done && f->row->baseline) {
		s = explain_step(e, MARK_INFO, "feed.window");
		put_words(s, "feed", f->name);
		put_number(s, "listed", v.items);
		put_number(s, "items", items);
		put_time(s, "first", ident.first);
		put_time(s, "read", f->row->last_ok);
	}
	done = done && store_episodes(store, &query, note_gap, e, w);
	pool_free(pool);
	return done;
}

bool
explain_feed(struct explain *e, const char *name, bool news, struct why *w)
{
	struct one_feed f = {.name = name ? name : ""};
	json_t *s;

	poll_each(e->poll, find, &f);
	if (f.conf == NULL) {
		s = explain_step(e, MARK_NO, "feed.left");
		put_words(s, "feed", f.name);
		return true;
	}
	s = poll_paused(e->poll, f.conf) ? tell_paused(e, &f)
					 : tell_state(e, &f);
	if (news)
		explain_decides(e, s, WEIGHT_FEED);
	return !news || tell_window(e, &f, w);
}

/* --- identity --- */

/* The id of its publisher is not kept as it stands, only as a number: what is
 * known, and by none of the others, is known by that. */
bool
explain_keys(struct explain *e, struct pool *pool, const struct item_row *r,
    struct why *w)
{
	const struct conf_feed *f = conf_find_feed(
	    turn_conf(e->turn), r->feed_name);
	struct item as = {.title = r->title,
	    .link = r->link,
	    .content = r->text,
	    .published = r->published};
	struct identity_way way = {.rung = RUNG_ALL};
	struct identity_keys keys;
	unsigned told = 0;
	json_t *s = explain_step(e, MARK_INFO, "item.keys");
	bool is;

	if (f != NULL && f->of != NULL) {
		way.alias = f->of->aliases;
		way.fold_case = f->of->fold_case;
	}
	identity_keys(pool, &as, &way, &keys);
	for (size_t i = 0; i < keys.n; i++) {
		unsigned bit = 1U << keys.key[i].kind;

		if (told & bit)
			continue;
		if (!store_key_is(turn_store(e->turn), r->feed,
			known_hash(&keys.key[i]), r->id, &is, w))
			return false;
		if (!is)
			continue;
		told |= bit;
		fact_add(s, "keys", identity_name(keys.key[i].kind));
		if (keys.key[i].kind == IDENTITY_LINK)
			put_words(s, "value", keys.key[i].value);
	}
	if (told == 0)
		fact_add(s, "keys", identity_name(IDENTITY_GUID));
	return true;
}
