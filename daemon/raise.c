/* raise.c - an alert into the state file, and a parcel for each way to it */
/* SPDX-License-Identifier: MIT */
#include "raise.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "base/str.h"
#include "edge/conf.h"
#include "edge/store-audit.h"
#include "edge/store-story.h"
#include "edge/store.h"
#include "raise-escalate.h"
#include "raise-hears.h"
#include "edge/store-outbox.h"
#include "raise-timed.h"
#include "turn.h"

enum { RECEIVERS_MOST = 200, NAMES_MOST = 4 << 20, ERRAND_MOST = 64 << 20 };

/* An alert on its way to one receiver. */
struct giving {
	struct turn *turn;
	const struct alert *alert;
	int64_t id;
	const struct conf_receiver *to;
};

static bool
add_parcel(const struct giving *g, const char *notifier, const char *user,
    struct why *w)
{
	struct parcel_row r = {.alert = g->id,
	    .receiver = g->to->name,
	    .notifier = notifier,
	    .user = user,
	    .next = turn_now(g->turn),
	    .created = turn_now(g->turn)};

	if (g->to->timed && g->alert->event != EVENT_TEST)
		return raise_timed(g->turn, g->to, g->alert, &r, w);
	return store_parcel_add(turn_store(g->turn), &r, w);
}

static bool
add_way(const struct giving *g, const struct conf_notifier *by, struct why *w)
{
	if (strcmp(by->program, "desktop") != 0)
		return add_parcel(g, by->name, "", w);
	for (size_t i = 0; i < g->to->n_members; i++)
		if (!add_parcel(g, by->name, g->to->members[i], w))
			return false;
	return true;
}

bool
raise_way(struct turn *t, const struct alert *a, int64_t alert,
    const struct conf_receiver *to, const struct conf_notifier *by,
    struct why *w)
{
	struct giving g = {t, a, alert, to};

	return add_way(&g, by, w);
}

/* What follows when these ways reach nobody. */
static bool
add_then(const struct giving *g, struct why *w)
{
	struct next_way r = {.alert = g->id, .receiver = g->to->name};

	if (g->to->n_then == 0 || g->alert->event == EVENT_TEST)
		return true;
	r.notifier = g->to->then[0].notifier;
	r.due = turn_now(g->turn) + g->to->then[0].after;
	return store_way_keep(turn_store(g->turn), &r, w);
}

static bool
add_parcels(struct turn *t, const struct alert *a, int64_t alert,
    const char *receiver, struct why *w)
{
	const struct conf *conf = turn_conf(t);
	const struct conf_group *group;
	struct giving g = {t, a, alert, conf_find_receiver(conf, receiver)};

	if (g.to == NULL) {
		group = conf_find_group(conf, receiver);
		for (size_t i = 0; group != NULL && i < group->n_receivers; i++)
			if (!add_parcels(t, a, alert, group->receivers[i], w))
				return false;
		if (group == NULL)
			log_warn("receiver %s: not in the configuration; "
				 "alert A%lld does not reach it",
			    receiver, (long long)alert);
		return true;
	}
	for (size_t i = 0; i < g.to->n_via; i++) {
		const struct conf_notifier *by = conf_find_notifier(
		    conf, g.to->via[i]);

		if (by != NULL && !add_way(&g, by, w))
			return false;
	}
	return add_then(&g, w);
}

/* "a\nb" of the rules' names */
static const char *
rule_names(struct pool *pool, const struct alert *a)
{
	struct str s = STR_INIT(NAMES_MOST);
	const char *names;

	for (size_t i = 0; i < a->n_rules; i++)
		str_addf(&s, "%s%s", i ? "\n" : "", a->rule[i].name);
	names = pool_strndup(pool, s.text, s.len);
	str_release(&s);
	return names;
}

static bool
keep_alert(struct turn *t, struct pool *pool, const struct alert *a,
    const char *key, int64_t deadline, struct alert_row *row, bool *added,
    struct why *w)
{
	enum language l = LANGUAGE_SV;
	struct alert b = *a;
	json_t *json;
	char *dump;
	bool done;

	b.closed = &turn_conf(t)->closed;
	b.quote_all = strcmp(turn_conf(t)->quote, "all") == 0;
	a = &b;
	json = alert_json(pool, a);
	dump = json_dumps(json, JSON_COMPACT);
	json_decref(json);
	language_read(turn_conf(t)->language, &l);
	*row = (struct alert_row){.key = key,
	    .event = event_name(a->event),
	    .priority = a->priority,
	    .item = a->item,
	    .deadline = deadline,
	    .json = dump ? dump : "{}",
	    .rules = rule_names(pool, a),
	    .created = turn_now(t)};
	alert_write(pool, a, l, &row->title, &row->text);
	done = turn_write(t, w) &&
	       store_alert_add(turn_store(t), row, added, w);
	free(dump);
	return done;
}

/* What an audit holds the parcels against. */
static bool
keep_ways(struct turn *t, struct pool *pool, int64_t alert,
    const char *const *receiver, size_t n, struct why *w)
{
	const char *lost = "";

	for (size_t i = 0; i < n; i++)
		if (conf_find_receiver(turn_conf(t), receiver[i]) == NULL &&
		    conf_find_group(turn_conf(t), receiver[i]) == NULL)
			lost = pool_printf(pool,
			    "%s\n!receiver %s is not in the configuration",
			    lost, receiver[i]);
	return n == 0 || store_alert_ways(turn_store(t), alert, lost, w);
}

bool
raise_to(struct turn *t, const struct alert *a, const char *key,
    int64_t deadline, const char *const *receiver, size_t n, bool *added,
    struct why *w)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	struct alert_row row;
	bool done = keep_alert(t, pool, a, key, deadline, &row, added, w);

	for (size_t i = 0; done && *added && i < n; i++)
		done = add_parcels(t, a, row.id, receiver[i], w);
	if (done && *added)
		done = keep_ways(t, pool, row.id, receiver, n, w) &&
		       turn_gate(t, a, row.id, w);
	if (done && *added)
		turn_tell(t, "alert", "alert A%lld (%s, %s): %s",
		    (long long)row.id, row.event, priority_name(a->priority),
		    row.title);
	pool_free(pool);
	return done;
}

bool
raise_more(struct turn *t, const struct alert *a, int64_t alert,
    const char *const *receiver, size_t n, struct why *w)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	bool done = true, any = false;

	for (size_t i = 0; done && i < n; i++) {
		bool reached;

		done = store_story_reached(
		    turn_store(t), alert, receiver[i], &reached, w);
		if (!done || reached)
			continue;
		done = add_parcels(t, a, alert, receiver[i], w);
		any = true;
	}
	if (done && any)
		done = keep_ways(t, pool, alert, receiver, n, w) &&
		       turn_gate(t, a, alert, w);
	pool_free(pool);
	return done;
}

static size_t
add_receiver(const char **list, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], name) == 0)
			return n;
	if (n < RECEIVERS_MOST)
		list[n++] = name;
	return n;
}

bool
raise_for_rules(struct turn *t, struct alert *a, const char *key,
    int64_t deadline, const struct rule *const *rule, size_t n, bool *added,
    struct why *w)
{
	const char *receiver[RECEIVERS_MOST];
	size_t count = 0;

	a->priority = n > 0 ? PRIORITY_LOW : PRIORITY_NORMAL;
	for (size_t i = 0; i < n; i++) {
		if (rule[i]->priority > a->priority)
			a->priority = rule[i]->priority;
		for (size_t k = 0; k < rule[i]->n_to; k++)
			count = add_receiver(receiver, count, rule[i]->to[k]);
	}
	for (size_t i = 0; i < a->n_reminded; i++)
		count = add_receiver(receiver, count, a->reminded[i]);
	return raise_to(t, a, key, deadline, receiver, count, added, w) &&
	       (!*added || raise_escalations(t, key, rule, n, w));
}

static struct alert
health_alert(
    struct turn *t, enum event_kind event, const struct conf_feed *feed)
{
	struct alert a = {.event = event,
	    .priority = PRIORITY_NORMAL,
	    .created = turn_now(t),
	    .today = turn_today(t),
	    .published = NO_TIME};

	if (feed != NULL) {
		a.feed = feed->name;
		a.feed_title = feed->title;
		a.link = feed->url;
		a.source = feed->source;
		a.source_title = feed->of ? feed->of->title : NULL;
	}
	return a;
}

bool
raise_of_feed(struct turn *t, struct alert *a, const struct conf_feed *feed,
    const char *key, const char *to, bool *added, struct why *w)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	const char *receiver[RECEIVERS_MOST] = {to};
	size_t n = raise_listeners(
	    t, pool, a, feed, receiver, to[0] != '\0', RECEIVERS_MOST);
	bool done = raise_to(t, a, key, 0, receiver, n, added, w);

	pool_free(pool);
	return done;
}

static bool
raise_to_health(struct turn *t, struct alert *a, const struct conf_feed *feed,
    const char *key, bool *added, struct why *w)
{
	return raise_of_feed(t, a, feed, key,
	    feed ? feed->health.other : turn_conf(t)->health.other, added, w);
}

bool
raise_health(struct turn *t, enum event_kind event,
    const struct conf_feed *feed, const char *title, const char *reason,
    const char *key, struct why *w)
{
	struct alert a = health_alert(t, event, feed);
	bool added;

	a.title = title;
	a.reason = reason;
	return raise_to_health(t, &a, feed, key, &added, w);
}

bool
raise_moved(struct turn *t, const struct conf_feed *feed,
    const struct alert_moved *moved, const char *key, struct why *w)
{
	struct alert a = health_alert(
	    t, feed ? EVENT_FEED_MOVED : EVENT_WATCH_OFFLINE, feed);
	bool added;

	a.moved = moved;
	return raise_to_health(t, &a, feed, key, &added, w);
}

bool
raise_hold(struct turn *t, enum event_kind event, const struct conf_feed *feed,
    const struct alert_hold *hold, const char *key, int64_t *alert,
    struct why *w)
{
	struct alert a = health_alert(t, event, feed);
	bool added;

	a.hold = hold;
	*alert = 0;
	return raise_to_health(t, &a, feed, key, &added, w) &&
	       (!added || store_alert_find(turn_store(t), key, alert, w));
}

bool
raise_watch(struct turn *t, enum event_kind event,
    const struct alert_watch *watch, const char *key, const char *to,
    struct why *w)
{
	struct alert a = health_alert(t, event, NULL);
	bool added;

	a.watch = watch;
	if (event == EVENT_WATCH_HOLE)
		a.priority = PRIORITY_HIGH;
	return raise_to(t, &a, key, 0, &to, to[0] != '\0', &added, w);
}
