/* escalate.c - the clock of alerts that nobody takes: somebody else hears */
/* SPDX-License-Identifier: MIT */
#include "escalate.h"

#include <event2/event.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/held.h"
#include "base/log.h"
#include "core/alert-escalate.h"
#include "edge/conf.h"
#include "edge/store-escalate.h"
#include "raise.h"
#include "turn.h"

enum {
	AT_ONCE = 10,      /* of those due, in one turn */
	LOOK_MOST = 60000, /* milliseconds: the clock of the machine may jump */
	AGAIN = 1000,
	ERRAND_MOST = 4 << 20,
	RULES_MOST = 50
};

struct escalator {
	struct turn *turn;
	struct event *timer;
	const struct conf *conf; /* for which asked was found */
	bool asked;              /* a rule escalates, or a row is there */
	bool more;
};

/* One that is due. */
struct giving {
	struct turn *turn;
	struct pool *pool;
	struct escalation_row row;
	struct alert_row alert;
	bool found;
};

/* --- its alert --- */

static bool
take_alert(const struct alert_row *r, void *context)
{
	struct giving *g = context;

	g->alert = *r;
	g->alert.title = pool_strdup(g->pool, r->title ? r->title : "");
	g->alert.text = pool_strdup(g->pool, r->text ? r->text : "");
	g->alert.json = pool_strdup(g->pool, r->json ? r->json : "{}");
	g->alert.rules = pool_strdup(g->pool, r->rules ? r->rules : "");
	g->alert.link = r->link ? pool_strdup(g->pool, r->link) : NULL;
	g->found = true;
	return false;
}

static const char *
text_in(struct giving *g, const json_t *json, enum language l, const char *key,
    const char *other)
{
	const char *text = json_string_value(json_object_get(
	    json_object_get(json_object_get(json, "texts"), language_name(l)),
	    key));

	return text != NULL ? pool_strdup(g->pool, text) : other;
}

/* "a\nb" as the rules of an alert. */
static size_t
rules_of(struct giving *g, struct alert_rule list[RULES_MOST])
{
	char *rest = pool_strdup(g->pool, g->alert.rules), *one;
	size_t n = 0;

	while ((one = strsep(&rest, "\n")) != NULL && n < RULES_MOST) {
		const struct rule *r = conf_find_rule(turn_conf(g->turn), one);

		if (*one != '\0')
			list[n++] = (struct alert_rule){
			    .name = one, .title = r != NULL ? r->title : one};
	}
	return n;
}

static bool
raise(struct giving *g, struct why *w)
{
	struct alert_escalated e = {
	    .alert = g->alert.id, .created = g->alert.created, .of = g->row.is};
	json_t *json = json_loads(g->alert.json, 0, NULL);
	struct alert_rule rule[RULES_MOST];
	struct alert a = {.event = EVENT_ALERT_ESCALATED,
	    .priority = g->alert.priority > PRIORITY_HIGH ? g->alert.priority
							  : PRIORITY_HIGH,
	    .created = turn_now(g->turn),
	    .today = turn_today(g->turn),
	    .published = NO_TIME,
	    .link = g->alert.link,
	    .rule = rule,
	    .n_rules = rules_of(g, rule),
	    .escalated = &e};
	char key[200];
	bool added;

	for (int l = 0; l < language_count(); l++) {
		e.title[l] = text_in(
		    g, json, (enum language)l, "title", g->alert.title);
		e.text[l] = text_in(
		    g, json, (enum language)l, "text", g->alert.text);
	}
	json_decref(json);
	a.title = e.title[0];
	snprintf(key, sizeof(key), "escalated A%lld %lld",
	    (long long)g->alert.id, (long long)g->row.id);
	return raise_to(g->turn, &a, key, 0, &g->row.is.to, 1, &added, w);
}

/* --- what becomes of it --- */

static bool
end(struct giving *g, enum escalation_end how, const char *reason,
    struct why *w)
{
	if (reason != NULL)
		turn_tell(g->turn, "alert", "alert A%lld: %s does not hear: %s",
		    (long long)g->row.alert, g->row.is.to, reason);
	return store_escalation_end(turn_store(g->turn), g->row.id, how, w);
}

static bool
is_there(const struct conf *conf, const char *receiver)
{
	return conf_find_receiver(conf, receiver) != NULL ||
	       conf_find_group(conf, receiver) != NULL;
}

static bool
judge(struct giving *g, int64_t now, struct why *w)
{
	const struct alert_row *a = &g->alert;
	bool hidden;

	if (!g->found)
		return end(g, ESCALATION_LOST, "it is not there any more", w);
	if (a->state == ALERT_DONE)
		return end(g, ESCALATION_TAKEN, "it is done", w);
	if (a->state == ALERT_ACKED && !g->row.is.unless_done) {
		if (a->until == NO_TIME || a->until <= now)
			return end(g, ESCALATION_TAKEN,
			    "somebody has acknowledged it", w);
		return store_escalation_move(
		    turn_store(g->turn), g->row.id, a->until + 1, w);
	}
	if (!store_alert_is_hidden(turn_store(g->turn), a->id, &hidden, w))
		return false;
	if (hidden)
		return end(g, ESCALATION_HIDDEN, "a silence hid it", w);
	if (!is_there(turn_conf(g->turn), g->row.is.to))
		return end(g, ESCALATION_LOST, "there is no such receiver", w);
	return raise(g, w) && end(g, ESCALATION_TOLD, NULL, w);
}

static bool
give(struct turn *t, const struct escalation_row *row, int64_t now,
    struct why *w)
{
	struct giving g = {
	    .turn = t, .pool = pool_new(ERRAND_MOST), .row = *row};
	struct alert_query query = {.id = row->alert, .limit = 1};
	bool done = store_alerts(turn_store(t), &query, take_alert, &g, w) &&
		    turn_write(t, w) && judge(&g, now, w);

	pool_free(g.pool);
	return done;
}

struct due {
	struct pool *pool;
	struct escalation_row row[AT_ONCE];
	size_t n;
};

static bool
collect(const struct escalation_row *r, void *context)
{
	struct due *d = context;
	struct escalation_row *to = &d->row[d->n++];

	*to = *r;
	to->is.to = pool_strdup(d->pool, r->is.to ? r->is.to : "");
	to->rule = pool_strdup(d->pool, r->rule ? r->rule : "");
	return d->n < AT_ONCE;
}

bool
escalate_at(struct turn *t, int64_t now, bool *more, struct why *w)
{
	struct due due = {.pool = pool_new(ERRAND_MOST)};
	bool done = store_escalations_due(
	    turn_store(t), now, AT_ONCE, collect, &due, w);

	for (size_t i = 0; done && i < due.n; i++)
		done = give(t, &due.row[i], now, w);
	*more = done && due.n == AT_ONCE;
	pool_free(due.pool);
	return done;
}

/* --- the clock --- */

static bool
any_rule_escalates(const struct conf *conf)
{
	for (size_t i = 0; i < conf->n_rules; i++)
		if (conf->rule[i].n_escalate > 0)
			return true;
	return false;
}

static void
schedule(struct escalator *e)
{
	int64_t next = NO_TIME, now = turn_now(e->turn);
	long wait = LOOK_MOST;
	struct timeval tv;
	struct why w;

	if (!store_escalations_next(turn_store(e->turn), &next, &w))
		log_err("escalations: %s", w.text);
	e->conf = turn_conf(e->turn);
	e->asked = next != NO_TIME || any_rule_escalates(e->conf);
	if (next != NO_TIME && next - now < LOOK_MOST / 1000)
		wait = next > now ? (long)(next - now) * 1000 : 10;
	tv = (struct timeval){wait / 1000, wait % 1000 * 1000};
	if (next != NO_TIME)
		evtimer_add(e->timer, &tv);
}

static void
look(evutil_socket_t fd, short what, void *context)
{
	struct escalator *e = context;
	struct timeval again = {AGAIN / 1000, 0};
	struct why w;

	(void)fd;
	(void)what;
	if (!escalate_at(e->turn, turn_now(e->turn), &e->more, &w)) {
		evtimer_add(e->timer, &again);
		turn_lose(e->turn, &w);
		return;
	}
	schedule(e);
}

HELD(look)

/* Something was committed: perhaps one is due sooner. */
static void
after(void *context)
{
	struct escalator *e = context;

	if (e->asked || e->conf != turn_conf(e->turn))
		schedule(e);
}

struct escalator *
escalator_new(struct turn *t)
{
	struct escalator *e = calloc(1, sizeof(*e));

	if (e == NULL)
		abort();
	e->turn = t;
	e->asked = true; /* the file is asked once */
	e->timer = evtimer_new(turn_base(t), held_look, e);
	turn_after(t, after, after, e);
	schedule(e);
	return e;
}

void
escalator_free(struct escalator *e)
{
	if (e == NULL)
		return;
	event_free(e->timer);
	free(e);
}

bool
escalator_rests(const struct escalator *e)
{
	return !e->more;
}
