/* control-follow.c - those who follow: desktops and their parcels, the log */
/* SPDX-License-Identifier: MIT */
/*
 * A parcel for a user's desktop waits in the file until an agent of that user
 * follows; it is sent to one agent at a time and settled when that one says
 * shown.  When the connection is lost before, it still waits and is sent to
 * the next one.
 */
#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "control-inner.h"
#include "core/absence.h"
#include "edge/conf.h"
#include "edge/socket.h"
#include "outbox.h"
#include "turn.h"

enum { LOOK_SECONDS = 3600, STANDING_MOST = 100 };

static void
send_line(struct caller *c, const char *key, json_t *value)
{
	json_t *o = json_object();
	char *text;

	json_object_set_new(o, key, value);
	text = json_dumps(o, JSON_COMPACT);
	if (text != NULL)
		socket_write(c->client, text, strlen(text));
	free(text);
	json_decref(o);
}

/* Another agent of the user has it already, or this one. */
static bool
is_sent(const struct control *control, int64_t parcel)
{
	for (const struct caller *c = control->callers; c; c = c->next)
		for (int i = 0; i < c->n_sent; i++)
			if (c->sent[i] == parcel)
				return true;
	return false;
}

static bool
send_parcel(const struct parcel_row *r, void *context)
{
	struct caller *c = context;
	json_t *json;

	if (is_sent(c->control, r->id))
		return true;
	if (c->n_sent == SENT_MOST)
		return false;
	json = outbox_parcel_json(turn_conf(c->control->turn), r);
	if (json == NULL)
		return true;
	outbox_add_events(c->control->turn, json);
	c->sent[c->n_sent++] = r->id;
	send_line(c, "parcel", json);
	return true;
}

static void
send_users(struct caller *c, const char *user)
{
	struct turn *t = c->control->turn;
	const struct conf *conf = turn_conf(t);
	struct parcel_query query = {
	    .user = user, .due = turn_now(t), .limit = SENT_MOST};
	struct why w;

	for (size_t i = 0; i < conf->n_notifiers; i++) {
		if (strcmp(conf->notifier[i].program, "desktop") != 0)
			continue;
		query.notifier = conf->notifier[i].name;
		store_parcels(turn_store(t), &query, send_parcel, c, &w);
	}
}

/* Also what would go to those for whom the user stands in today. */
static void
send_due(struct caller *c)
{
	struct turn *t = c->control->turn;
	const struct absences *all = turn_absences(t);
	const char *user = socket_user_name(c->client);
	int today = turn_today(t);

	send_users(c, user);
	for (size_t i = 0; all != NULL && i < all->n; i++)
		if (all->list[i].first <= today && all->list[i].last >= today &&
		    absence_is_for(all, all->list[i].user, user, today))
			send_users(c, all->list[i].user);
}

/* What is snoozed comes when it is due, whether or not anything happens. */
static void
schedule(struct control *control)
{
	struct turn *t = control->turn;
	const struct conf *conf = turn_conf(t);
	int64_t now = turn_now(t), soonest = now + LOOK_SECONDS, next;
	struct timeval tv = {0, 0};
	struct why w;

	for (size_t i = 0; i < conf->n_notifiers; i++)
		if (strcmp(conf->notifier[i].program, "desktop") == 0 &&
		    store_parcels_next(turn_store(t), conf->notifier[i].name,
			now, &next, &w) &&
		    next != NO_TIME && next < soonest)
			soonest = next;
	tv.tv_sec = soonest - now;
	evtimer_add(control->timer, &tv);
}

void
control_send_parcels(struct control *control)
{
	bool any = false;

	for (struct caller *c = control->callers; c != NULL; c = c->next) {
		if (!c->desktop || c->locked)
			continue;
		any = true;
		if (c->n_sent < SENT_MOST)
			send_due(c);
	}
	if (any)
		schedule(control);
}

struct closing {
	struct caller *caller;
	bool is_for;
};

static bool
look_at_user(const struct parcel_row *r, void *context)
{
	struct closing *x = context;

	const char *user = socket_user_name(x->caller->client);
	struct turn *t = x->caller->control->turn;

	x->is_for = strcmp(r->user, user) == 0 ||
		    absence_is_for(
			turn_absences(t), r->user, user, turn_today(t));
	return !x->is_for;
}

static void
close_for(struct caller *c, int64_t alert)
{
	struct parcel_query query = {
	    .alert = alert, .due = NO_TIME, .limit = 1000};
	struct closing x = {.caller = c};
	struct why w;

	store_parcels(
	    turn_store(c->control->turn), &query, look_at_user, &x, &w);
	if (x.is_for || !c->desktop)
		send_line(c, "close", json_sprintf("A%lld", (long long)alert));
}

static bool
look_at_state(const struct alert_row *r, void *context)
{
	bool *over = context;

	*over = r->state == ALERT_ACKED || r->state == ALERT_DONE;
	return false;
}

/* Of those that stand on a desktop, what was taken while it did not follow. */
static void
close_standing(struct caller *c, const json_t *standing)
{
	struct store *s = turn_store(c->control->turn);
	size_t i;
	json_t *one;

	json_array_foreach((json_t *)standing, i, one) {
		json_t *name = json_pack("{s:O}", "alert", one);
		struct alert_query query = {
		    .id = request_id(name, "alert", 'A'), .limit = 1};
		bool over = false;
		struct why w;

		json_decref(name);
		if (i >= STANDING_MOST)
			break;
		if (query.id > 0 &&
		    store_alerts(s, &query, look_at_state, &over, &w) && over)
			close_for(c, query.id);
	}
}

void
control_follow(struct caller *c, const json_t *request)
{
	bool desktop = json_is_true(json_object_get(request, "desktop"));
	struct why w;

	if (!desktop && !c->admin) {
		control_refuse(c, CODE_FAILED,
		    "the log is for administrators; a desktop may follow "
		    "what is addressed to its user");
		return;
	}
	if (desktop && socket_user_name(c->client)[0] == '\0') {
		control_refuse(
		    c, CODE_FAILED, "your user has no name on this machine");
		return;
	}
	if (json_is_true(json_object_get(request, "alerts")) && !desktop &&
	    !control_begin_tail(c, request, &w)) {
		control_refuse(c, CODE_USAGE, "%s", w.text);
		return;
	}
	c->follows = true;
	c->desktop = desktop;
	c->locked = desktop && json_is_true(json_object_get(request, "locked"));
	if (c->locked)
		c->n_sent = 0; /* and is another's, or comes again */
	control_answer(c, json_object());
	if (desktop)
		close_standing(c, json_object_get(request, "standing"));
	if (desktop && !store_is_open(turn_store(c->control->turn)))
		control_send_parcels(c->control);
	if (c->tails)
		control_send_alerts(c->control);
}

/* One of those sent to this caller? */
static bool
take_sent(struct caller *c, int64_t parcel)
{
	for (int i = 0; i < c->n_sent; i++)
		if (c->sent[i] == parcel) {
			c->sent[i] = c->sent[--c->n_sent];
			return true;
		}
	return false;
}

struct shown {
	struct caller *caller;
	struct why *w;
	bool done;
};

static bool
settle_shown(const struct parcel_row *r, void *context)
{
	struct shown *s = context;
	struct parcel_row copy = *r;

	copy.tries++;
	copy.by = "bevakad-desktop";
	s->done = outbox_settle(s->caller->control->set.outbox, &copy,
	    PARCEL_DELIVERED, "shown on the desktop", s->w);
	return false;
}

void
control_shown(struct caller *c, const json_t *request)
{
	struct parcel_query query = {.id = request_id(request, "parcel", 'P'),
	    .due = NO_TIME,
	    .limit = 1};
	struct why w;
	struct shown s = {.caller = c, .w = &w};

	if (query.id <= 0 || !take_sent(c, query.id)) {
		control_refuse(
		    c, CODE_NOTHING, "no such parcel was sent to this desktop");
		return;
	}
	if (!store_parcels(
		turn_store(c->control->turn), &query, settle_shown, &s, &w) ||
	    !s.done) {
		turn_lose(c->control->turn, &w);
		control_refuse(c, CODE_FAILED, "%s", w.text);
		return;
	}
	control_answer(c, json_object());
}

void
control_close_alert(struct control *control, int64_t alert)
{
	for (struct caller *c = control->callers; c != NULL; c = c->next)
		if (c->follows)
			close_for(c, alert);
}

void
control_tell(const char *event, const char *text, void *context)
{
	struct control *control = context;

	for (struct caller *c = control->callers; c != NULL; c = c->next) {
		json_t *o;

		if (!c->follows || c->desktop)
			continue;
		o = json_object();
		put_time(o, "time", turn_now(control->turn));
		put_text(o, "event", event);
		put_text(o, "text", text);
		send_line(c, "log", o);
	}
}
