/* control-health.c - how feeds are, in the answers of feeds and status */
/* SPDX-License-Identifier: MIT */
#include "base/date.h"
#include "control-inner.h"
#include "core/alert.h"
#include "edge/conf.h"
#include "edge/store-health.h"
#include "poll.h"
#include "turn.h"

enum { EPISODES_SHOWN = 20, POOL_MOST = 1 << 20 };

static bool
note_open(const struct episode_row *e, void *context)
{
	(void)e;
	*(bool *)context = true;
	return false;
}

static bool
is_silent(struct caller *c, int64_t feed)
{
	struct episode_query query = {.feed = feed,
	    .kind = EPISODE_SILENT,
	    .open_only = true,
	    .limit = 1};
	bool open = false;
	struct why w;

	store_episodes(control_store(c), &query, note_open, &open, &w);
	return open;
}

const char *
control_state(
    struct caller *c, const struct conf_feed *conf, const struct feed_row *row)
{
	if (poll_paused(c->control->set.poll, conf))
		return "paused";
	if (row->state != FEED_OK || !is_silent(c, row->id))
		return feed_state_name(row->state);
	return conf->expect.rate.items > 0 ? "silent" : "quiet";
}

static bool
add_episode(const struct episode_row *e, void *list)
{
	json_t *o = json_object();

	put_text(o, "kind", episode_name(e->kind));
	put_time(o, "start", e->start);
	put_time(o, "end", e->end);
	json_object_set_new(o, "over", json_boolean(e->over));
	put_number(o, "count", e->count);
	put_time(o, "told", e->told);
	put_id(o, "alert", 'A', e->alert);
	put_text(o, "why", e->why);
	if (e->kind == EPISODE_GAP)
		put_text(o, "filled", gap_name(e->gap));
	json_array_append_new(list, o);
	return true;
}

static void
put_episodes(struct caller *c, json_t *o, int64_t feed)
{
	struct episode_query query = {
	    .feed = feed, .kind = -1, .limit = EPISODES_SHOWN};
	json_t *list = json_array();
	struct why w;

	store_episodes(control_store(c), &query, add_episode, list, &w);
	json_object_set_new(o, "episodes", list);
}

void
control_put_health(struct caller *c, json_t *feed, const struct conf_feed *conf,
    const struct feed_row *row, bool whole)
{
	struct pool *pool = pool_new(POOL_MOST);
	json_t *o = json_object();
	struct vital_row v;
	struct why w;

	if (store_vital_get(control_store(c), pool, row->id, &v, &w)) {
		put_text(o, "expect",
		    conf->expect.text[0] ? conf->expect.text : NULL);
		json_object_set_new(
		    o, "learnt", json_boolean(v.learnt && v.due != NO_TIME));
		put_time(o, "last_new", v.sign);
		put_time(o, "silent_at", v.due);
		put_number(o, "items", v.items);
		put_number(o, "usual", v.usual);
		put_text(o, "note", v.note);
	}
	if (whole)
		put_episodes(c, o, row->id);
	json_object_set_new(feed, "health", o);
	pool_free(pool);
}

/* The feeds that are silent, and those among them whose silence counts. */
struct silence {
	struct caller *caller;
	int64_t silent, quiet;
};

static void
count_silence(
    const struct conf_feed *conf, const struct feed_row *row, void *context)
{
	struct silence *s = context;

	if (poll_paused(s->caller->control->set.poll, conf) ||
	    row->state != FEED_OK || !is_silent(s->caller, row->id))
		return;
	if (conf->expect.rate.items > 0)
		s->silent++;
	else
		s->quiet++;
}

void
control_put_silence(struct caller *c, json_t *feeds)
{
	struct silence s = {.caller = c};

	poll_each(c->control->set.poll, count_silence, &s);
	put_number(feeds, "silent", s.silent);
	put_number(feeds, "quiet", s.quiet);
}
