/* health-tell.c - the alerts of episodes: raised, sent again, ended */
/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "edge/conf.h"
#include "health-inner.h"
#include "raise.h"
#include "turn.h"

/* Silent by its history alone: told in a low voice, and once. */
static bool
is_quiet(const struct episode_row *e, const struct expect *expected)
{
	return e->kind == EPISODE_SILENT && expected->items == 0;
}

/* The facts of an alert, the episode in *said. */
static struct alert
facts(struct turn *t, const struct conf_feed *feed, const struct episode_row *e,
    const struct expect *expected, struct alert_episode *said)
{
	static const enum event_kind event[EPISODE_KINDS] = {
	    [EPISODE_FAILING] = EVENT_FEED_FAILING,
	    [EPISODE_ERRORS] = EVENT_FEED_FAILING,
	    [EPISODE_SILENT] = EVENT_FEED_SILENT,
	    [EPISODE_GAP] = EVENT_FEED_GAP};
	bool gap = e->kind == EPISODE_GAP;
	*said = (struct alert_episode){.kind = e->kind,
	    .start = e->start,
	    .end = gap || e->over ? e->end : NO_TIME,
	    .count = e->count,
	    .status = e->status,
	    .gap = e->gap};
	if (e->kind == EPISODE_FAILING && !e->over)
		said->shared = health_host_feeds(t, feed, e);
	if (expected != NULL)
		said->expected = *expected;
	return (struct alert){
	    .event = e->over && !gap ? EVENT_FEED_RECOVERED : event[e->kind],
	    .priority = is_quiet(e, expected) ? PRIORITY_LOW : PRIORITY_NORMAL,
	    .created = turn_now(t),
	    .today = turn_today(t),
	    .feed = feed->name,
	    .feed_title = feed->title,
	    .link = feed->url,
	    .source = feed->source,
	    .source_title = feed->of ? feed->of->title : NULL,
	    .published = NO_TIME,
	    .reason = e->over && !gap ? NULL : e->why,
	    .episode = said};
}

static const char *
receiver(const struct conf_feed *feed, enum episode_kind kind)
{
	switch (kind) {
	case EPISODE_FAILING:
	case EPISODE_ERRORS:
		return feed->health.failing;
	case EPISODE_SILENT:
		return feed->health.silent;
	default:
		return feed->health.other;
	}
}

/* The key holds the start too: a row's number may be used again. */
static bool
raise_one(struct turn *t, const struct conf_feed *feed,
    const struct episode_row *e, const struct expect *expected,
    const char *word, int64_t *alert, struct why *w)
{
	const char *to = receiver(feed, e->kind);
	struct alert_episode said;
	struct alert a = facts(t, feed, e, expected, &said);
	char key[128];
	bool added;

	snprintf(key, sizeof(key), "%s %lld %lld %lld", word,
	    (long long)e->feed, (long long)e->start, (long long)e->id);
	return raise_of_feed(t, &a, feed, key, to, &added, w) &&
	       store_alert_find(turn_store(t), key, alert, w);
}

static bool
is_new(const struct alert_row *r, void *context)
{
	*(bool *)context = r->state == ALERT_NEW;
	return false;
}

/* Somebody has seen to it already: then it is not sent again. */
static bool
is_unseen(struct turn *t, int64_t alert, bool *unseen, struct why *w)
{
	struct alert_query query = {.id = alert, .limit = 1};

	*unseen = false;
	return alert == 0 ||
	       store_alerts(turn_store(t), &query, is_new, unseen, w);
}

static bool
renew(struct turn *t, const struct conf_feed *feed, struct episode_row *e,
    const struct expect *expected, struct why *w)
{
	struct pool *pool = pool_new(HEALTH_POOL);
	struct alert_episode said;
	struct alert a = facts(t, feed, e, expected, &said);
	enum language l = LANGUAGE_SV;
	json_t *json = alert_json(pool, &a);
	char *dump = json_dumps(json, JSON_COMPACT);
	struct alert_row row = {.id = e->alert, .json = dump ? dump : "{}"};
	bool done;

	language_read(turn_conf(t)->language, &l);
	alert_write(pool, &a, l, &row.title, &row.text);
	done = store_alert_renew(turn_store(t), &row, turn_now(t), w) &&
	       turn_gate(t, &a, e->alert, w);
	if (done)
		turn_tell(t, "alert", "alert A%lld once more: %s",
		    (long long)e->alert, row.title);
	e->again = turn_now(t);
	free(dump);
	json_decref(json);
	pool_free(pool);
	return done;
}

bool
health_tell(struct turn *t, const struct conf_feed *feed, struct episode_row *e,
    const struct expect *expected, struct why *w)
{
	int again = turn_conf(t)->health_again;
	int64_t now = turn_now(t);
	bool unseen;

	if (e->kind == EPISODE_FAILING) {
		bool hidden;

		if (!health_host_hides(t, feed, e, &hidden, w))
			return false;
		if (hidden)
			return true;
	}
	if (e->told == NO_TIME) {
		e->told = e->again = now;
		return raise_one(
		    t, feed, e, expected, episode_name(e->kind), &e->alert, w);
	}
	if (again == 0 || e->again == NO_TIME || now - e->again < again ||
	    is_quiet(e, expected))
		return true;
	if (!is_unseen(t, e->alert, &unseen, w))
		return false;
	return !unseen || renew(t, feed, e, expected, w);
}

bool
health_drop(
    struct turn *t, struct episode_row *e, const char *comment, struct why *w)
{
	struct store *s = turn_store(t);
	bool unseen;

	e->over = true;
	e->end = turn_now(t);
	return is_unseen(t, e->alert, &unseen, w) &&
	       (!unseen || store_alert_state(s, e->alert, ALERT_DONE, "bevakad",
			       comment, NO_TIME, w)) &&
	       store_episode_keep(s, e, w);
}

bool
health_end(struct turn *t, const struct conf_feed *feed, struct episode_row *e,
    const struct expect *expected, struct why *w)
{
	int64_t ignored;
	bool hidden = false;

	if (e->kind == EPISODE_FAILING && !health_host_ends(t, e, &hidden, w))
		return false;
	return health_drop(t, e, "it is over", w) &&
	       (e->told == NO_TIME || hidden ||
		   raise_one(t, feed, e, expected, "recovered", &ignored, w));
}

bool
health_gap_over(struct turn *t, const struct conf_feed *feed,
    struct episode_row *e, enum gap_end gap, const char *how, struct why *w)
{
	static const struct expect none;

	e->over = true;
	e->gap = gap;
	e->why = how;
	if (gap == GAP_IS_CLOSED && e->count == 0)
		return store_episode_keep(turn_store(t), e, w);
	return health_tell(t, feed, e, &none, w) &&
	       store_episode_keep(turn_store(t), e, w);
}
