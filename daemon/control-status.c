/* control-status.c - the status: how feeds, outbox and reader are */
/* SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "base/date.h"
#include "base/held.h"
#include "config.h"
#include "control-inner.h"
#include "edge/conf.h"
#include "poll.h"
#include "turn.h"

/* Status: the feeds by state, and the next one to be polled. */
struct tally {
	const struct poll *poll;
	int64_t all, by_state[FEED_STATES], paused;
	const char *next;
	int64_t at;
};

static void
count_feed(
    const struct conf_feed *conf, const struct feed_row *row, void *context)
{
	struct tally *t = context;

	t->all++;
	if (poll_paused(t->poll, conf))
		t->paused++;
	else
		t->by_state[row->state]++;
	if (poll_paused(t->poll, conf) || row->next == NO_TIME ||
	    row->state == FEED_GONE || (t->next != NULL && row->next >= t->at))
		return;
	t->next = conf->name;
	t->at = row->next;
}

static void
put_feeds(struct caller *c, json_t *status)
{
	struct tally t = {.poll = c->control->set.poll};
	json_t *o = json_object(), *next = json_object();
	int64_t unread = 0;
	struct why w;

	poll_each(c->control->set.poll, count_feed, &t);
	store_items_unread(control_store(c), &unread, &w);
	put_number(o, "all", t.all);
	put_number(o, "new", t.by_state[FEED_NEW]);
	put_number(o, "ok", t.by_state[FEED_OK]);
	put_number(o, "failing", t.by_state[FEED_FAILING]);
	put_number(o, "gone", t.by_state[FEED_GONE]);
	put_number(o, "paused", t.paused);
	put_number(o, "unread", unread);
	control_put_silence(c, o);
	json_object_set_new(status, "feeds", o);
	if (t.next != NULL) {
		put_text(next, "feed", t.next);
		put_time(next, "at", t.at);
		json_object_set(status, "next", next);
	}
	json_decref(next);
}

static void
put_outbox(struct caller *c, json_t *status)
{
	int64_t n[PARCEL_STATES] = {0};
	json_t *o = json_object();
	struct why w;

	store_parcel_counts(control_store(c), NULL, n, &w);
	put_number(o, "waiting", n[PARCEL_WAITING]);
	put_number(o, "out", n[PARCEL_OUT]);
	put_number(o, "delivered", n[PARCEL_DELIVERED]);
	put_number(o, "held", n[PARCEL_HELD]);
	put_number(o, "given_up", n[PARCEL_GIVEN_UP]);
	control_put_undelivered(c, o);
	json_object_set_new(status, "outbox", o);
}

static void
put_next_deadline(struct caller *c, json_t *status)
{
	struct control_list l = {.caller = c, .array = json_array()};
	struct deadline_query query = {.kind = -1,
	    .open_only = true,
	    .today = turn_today(c->control->turn),
	    .limit = 1};
	json_t *first;
	struct why w;

	store_deadlines(control_store(c), &query, control_add_deadline, &l, &w);
	first = json_array_get(l.array, 0);
	json_object_set(status, "next_deadline", first ? first : json_null());
	json_decref(l.array);
}

static void
put_reader(struct caller *c, json_t *status)
{
	const struct control_settings *set = &c->control->set;
	json_t *o = json_object();
	long read = 0, died = 0;
	int pid = 0;

	set->reader(set->context, &pid, &read, &died);
	put_number(o, "pid", pid);
	put_number(o, "read", read);
	put_number(o, "died", died);
	json_object_set_new(status, "reader", o);
}

/* How long others had to wait, and for whom. */
static void
put_loop(struct caller *c, json_t *status, const json_t *request)
{
	const struct held *h = held_worst();
	json_t *o = json_object();

	json_object_set_new(
	    o, "longest_ms", json_real((double)h->longest / 1000));
	put_text(o, "by", h->by);
	put_number(o, "over", h->over);
	json_object_set_new(o, "disk_ms", json_real((double)h->disk / 1000));
	if (h->cpu > 0) {
		json_object_set_new(
		    o, "cpu_ms", json_real((double)h->cpu / 1000));
		put_text(o, "cpu_by", h->cpu_by);
	}
	json_object_set_new(status, "loop", o);
	if (c->admin && json_is_true(json_object_get(request, "again")))
		held_again();
}

/* Of the configuration that runs, and of one that was refused since. */
static json_t *
faults_json(struct caller *c)
{
	const struct conf *conf = turn_conf(c->control->turn);
	const struct control_settings *set = &c->control->set;
	json_t *list = names_json(set->refused(set->context));

	for (size_t i = 0; i < conf->n_faults; i++)
		json_array_append_new(list, json_string(conf->fault[i].text));
	return list;
}

void
control_status(struct caller *c, const json_t *request)
{
	struct turn *t = c->control->turn;
	json_t *o = json_object(), *status = json_object();
	int64_t items = 0, deadlines = 0;
	struct why w;

	store_counts(control_store(c), turn_today(t), &items, &deadlines, &w);
	put_text(status, "version", PACKAGE_VERSION);
	put_number(status, "pid", getpid());
	put_time(status, "started", c->control->started);
	put_time(status, "now", turn_now(t));
	put_number(status, "uptime", turn_now(t) - c->control->started);
	put_feeds(c, status);
	put_number(status, "items", items);
	put_number(status, "deadlines", deadlines);
	put_outbox(c, status);
	put_next_deadline(c, status);
	json_object_set_new(status, "faults", faults_json(c));
	put_reader(c, status);
	put_loop(c, status, request);
	put_network(status, c->control->set.poll);
	control_put_held(c, status);
	control_put_trust(c, status);
	json_object_set_new(o, "status", status);
	control_answer(c, o);
}
