/* control-act.c - requests that do something, and answers that wait */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "control-inner.h"
#include "core/alert.h"
#include "edge/conf.h"
#include "edge/socket.h"
#include "linked.h"
#include "outbox.h"
#include "poll.h"
#include "raise.h"
#include "remind.h"
#include "turn.h"

enum { RECEIVERS_MOST = 200 };

/* A request whose answer comes later. */
enum pending_for { FOR_ROUNDS, FOR_REST, FOR_PARCEL };

struct pending {
	struct caller *caller;
	enum pending_for what;
	json_t *rounds;
	size_t left;    /* rounds that are not over */
	size_t sure;    /* those of rounds that are committed */
	int64_t parcel; /* the one that is to be settled */
};

static struct store *
store_of(struct caller *c)
{
	return turn_store(c->control->turn);
}

static struct pending *
wait_for(struct caller *c, enum pending_for what)
{
	struct pending *p = calloc(1, sizeof(*p));

	if (p == NULL)
		abort();
	p->caller = c;
	p->what = what;
	c->pending = p;
	return p;
}

void
control_drop_pending(struct caller *c)
{
	if (c->pending == NULL)
		return;
	poll_forget(c->control->poll, c->pending);
	json_decref(c->pending->rounds);
	free(c->pending);
	c->pending = NULL;
}

static void
answer_rounds(struct pending *p)
{
	struct caller *c = p->caller;
	json_t *o = json_object();

	json_object_set(o, "rounds", p->rounds);
	control_drop_pending(c);
	control_answer(c, o);
}

static void
round_is_over(const struct poll_round *r, void *context)
{
	struct pending *p = context;
	json_t *o = json_object();

	put_text(o, "feed", r->feed);
	json_object_set_new(o, "ok", json_boolean(r->ok));
	json_object_set_new(o, "unchanged", json_boolean(r->unchanged));
	put_number(o, "new", r->new);
	put_number(o, "changed", r->changed);
	put_number(o, "alerts", r->alerts);
	put_text(o, "why", r->why);
	json_array_append_new(p->rounds, o);
	p->left--; /* answered after the commit */
}

static bool
poll_one(struct caller *c, struct pending *p, const char *name)
{
	if (!poll_now(c->control->poll, name, round_is_over, p))
		return false;
	p->left++;
	return true;
}

static bool
poll_named(struct caller *c, struct pending *p, const json_t *names)
{
	const json_t *value;
	size_t i;

	json_array_foreach((json_t *)names, i, value)
	{
		const char *name = json_string_value(value);

		if (name != NULL && poll_one(c, p, name))
			continue;
		control_drop_pending(c);
		control_refuse(c, CODE_NOTHING,
		    "feed %.100s: not in the configuration, or paused",
		    name ? name : "?");
		return false;
	}
	return true;
}

void
control_poll(struct caller *c, const json_t *request)
{
	const struct conf *conf = turn_conf(c->control->turn);
	const json_t *names = json_object_get(request, "feeds");
	struct pending *p = wait_for(c, FOR_ROUNDS);

	p->rounds = json_array();
	if (json_array_size(names) > 0) {
		if (!poll_named(c, p, names))
			return;
	} else {
		for (size_t i = 0; i < conf->n_feeds; i++)
			poll_one(c, p, conf->feed[i].name);
	}
	if (p->left == 0)
		answer_rounds(p);
}

static bool
rests(struct control *c)
{
	return !store_is_open(turn_store(c->turn)) && poll_rests(c->poll) &&
	       linked_rests(c->linked) && outbox_rests(c->outbox);
}

void
control_settle(struct caller *c, const json_t *request)
{
	(void)request;
	wait_for(c, FOR_REST);
	control_look_at_pending(c->control);
}

static bool
note_parcel(const struct parcel_row *r, void *context)
{
	*(json_t **)context = parcel_json(r);
	return false;
}

/* A parcel that was tried at least once is settled enough to tell. */
static void
look_at_parcel(struct pending *p)
{
	struct caller *c = p->caller;
	struct parcel_query query = {
	    .id = p->parcel, .due = NO_TIME, .limit = 1};
	json_t *parcel = NULL;
	const char *state;
	struct why w;

	if (store_parcels(store_of(c), &query, note_parcel, &parcel, &w) &&
	    parcel == NULL) {
		control_drop_pending(c);
		control_refuse(c, CODE_FAILED,
		    "the state file could not be written; try again");
		return;
	}
	state = json_string_value(json_object_get(parcel, "state"));
	if (state == NULL || strcmp(state, "out") == 0 ||
	    (strcmp(state, "waiting") == 0 &&
		json_integer_value(json_object_get(parcel, "tries")) == 0)) {
		json_decref(parcel);
		return;
	}
	control_drop_pending(c);
	control_answer(c, parcel);
}

/* What a round said before it was lost is not so. */
static void
take_back_rounds(struct pending *p)
{
	for (size_t i = p->sure; i < json_array_size(p->rounds); i++) {
		json_t *round = json_array_get(p->rounds, i);

		json_object_set_new(round, "ok", json_false());
		put_text(round, "why", "the state file could not be written");
	}
}

void
control_lose_pending(struct control *control)
{
	for (struct caller *c = control->callers; c != NULL; c = c->next)
		if (c->pending != NULL)
			take_back_rounds(c->pending);
	control_look_at_pending(control);
}

void
control_look_at_pending(struct control *control)
{
	struct caller *next;

	for (struct caller *c = control->callers; c != NULL; c = next) {
		struct pending *p = c->pending;

		next = c->next;
		if (p == NULL)
			continue;
		p->sure = json_array_size(p->rounds);
		if (p->what == FOR_ROUNDS && p->left == 0) {
			answer_rounds(p);
		} else if (p->what == FOR_REST && rests(control)) {
			control_drop_pending(c);
			control_answer(c, json_object());
		} else if (p->what == FOR_PARCEL) {
			look_at_parcel(p);
		}
	}
}

/* The lines of a text as an array. */
static void
refuse_with_faults(struct caller *c, const char *faults)
{
	json_t *o = json_object(), *list = names_json(faults);
	const char *first = json_string_value(json_array_get(list, 0));

	put_text(o, "why", first ? first : "the configuration has faults");
	json_object_set_new(o, "faults", list);
	put_number(o, "code", CODE_FAILED);
	control_answer_false(c, o);
}

void
control_reload(struct caller *c, const json_t *request)
{
	struct control_settings *set = &c->control->set;
	char *faults = NULL;
	const struct conf *conf;
	json_t *o;

	(void)request;
	if (!set->reload(set->context, &faults)) {
		refuse_with_faults(c, faults ? faults : "");
		free(faults);
		return;
	}
	free(faults);
	conf = turn_conf(c->control->turn);
	o = json_object();
	put_number(o, "feeds", (int64_t)conf->n_feeds);
	put_number(o, "rules", (int64_t)conf->n_rules);
	put_number(o, "receivers", (int64_t)conf->n_receivers);
	put_number(o, "notifiers", (int64_t)conf->n_notifiers);
	control_answer(c, o);
}

static bool
is_member(const struct conf *conf, const char *receiver, const char *user)
{
	const struct conf_receiver *to = conf_find_receiver(conf, receiver);

	for (size_t i = 0; to != NULL && i < to->n_members; i++)
		if (strcmp(to->members[i], user) == 0)
			return true;
	return false;
}

/* The receivers of an alert that the user belongs to: names of conf's. */
struct addressed {
	const struct conf *conf;
	const char *user;
	const char *to[RECEIVERS_MOST];
	size_t n;
};

static bool
look_at_receiver(const struct parcel_row *r, void *context)
{
	struct addressed *a = context;
	const struct conf_receiver *to = conf_find_receiver(
	    a->conf, r->receiver);

	for (size_t i = 0; i < a->n; i++)
		if (strcmp(a->to[i], r->receiver) == 0)
			return true;
	if (is_member(a->conf, r->receiver, a->user))
		a->to[a->n++] = to->name;
	return a->n < RECEIVERS_MOST;
}

static bool
find_addressed(
    struct caller *c, int64_t alert, struct addressed *a, struct why *w)
{
	struct parcel_query query = {
	    .alert = alert, .due = NO_TIME, .limit = LIST_MOST};

	a->conf = turn_conf(c->control->turn);
	a->user = socket_user_name(c->client);
	a->n = 0;
	return store_parcels(store_of(c), &query, look_at_receiver, a, w);
}

/* Administrators may touch every alert, others those addressed to them. */
static bool
may_touch(struct caller *c, int64_t alert)
{
	struct addressed a;
	struct why w;

	return c->admin || (find_addressed(c, alert, &a, &w) && a.n > 0);
}

/*
 * Done and snoozed hold for the parcels to the user's own receivers; what
 * goes to others goes on.  An administrator who belongs to none means all.
 */
static bool
change_parcels(struct caller *c, int64_t alert, enum alert_state state,
    int64_t until, struct why *w)
{
	int64_t now = turn_now(c->control->turn);
	struct store *s = store_of(c);
	struct addressed a;
	bool done;

	if (state != ALERT_DONE && state != ALERT_SNOOZED)
		return true;
	done = find_addressed(c, alert, &a, w);
	if (a.n == 0 && c->admin)
		a.to[a.n++] = NULL;
	for (size_t i = 0; done && i < a.n; i++)
		done = state == ALERT_DONE
			   ? store_parcels_withdraw(s, alert, a.to[i], now, w)
			   : store_parcels_snooze(
				 s, alert, a.user, a.to[i], until, w);
	return done;
}

static bool
note_alert(const struct alert_row *r, void *context)
{
	*(int64_t *)context = r->id;
	return false;
}

/* The alert of a request, if there is one and the caller may touch it. */
static bool
find_alert(struct caller *c, const json_t *request, int64_t *id)
{
	struct alert_query query = {.limit = 1};
	int64_t found = 0;
	struct why w;

	*id = request_id(request, "alert", 'A');
	if (*id <= 0) {
		control_refuse(c, CODE_USAGE, "an alert's id is like A17");
		return false;
	}
	query.id = *id;
	if (!store_alerts(store_of(c), &query, note_alert, &found, &w)) {
		control_refuse(c, CODE_FAILED, "%s", w.text);
		return false;
	}
	if (found == 0)
		control_refuse(
		    c, CODE_NOTHING, "no alert A%lld", (long long)*id);
	else if (!may_touch(c, *id))
		control_refuse(c, CODE_FAILED, "A%lld is not addressed to %s",
		    (long long)*id, socket_user_name(c->client));
	else
		return true;
	return false;
}

/* Commits, and tells the caller what came of it. */
static bool
commit(struct caller *c, bool done, const struct why *w)
{
	if (done && turn_commit(c->control->turn))
		return true;
	if (!done)
		turn_lose(c->control->turn, w);
	control_refuse(c, CODE_FAILED, "%s",
	    done ? "the state file could not be written" : w->text);
	return false;
}

static void
set_alert(struct caller *c, int64_t id, enum alert_state state,
    const char *comment, int64_t until, json_t *answer)
{
	static const char *const words[] = {
	    "new", "acknowledged", "snoozed", "done"};
	struct turn *t = c->control->turn;
	const char *by = socket_user_name(c->client);
	struct why w;
	bool done = turn_write(t, &w) && store_alert_state(store_of(c), id,
					     state, by, comment, until, &w);

	done = done && change_parcels(c, id, state, until, &w);
	if (!commit(c, done, &w)) {
		json_decref(answer);
		return;
	}
	turn_tell(t, "alert", "alert A%lld: %s by %s%s%s", (long long)id,
	    words[state], by, comment ? ": " : "", comment ? comment : "");
	control_close_alert(c->control, id);
	control_answer(c, answer);
}

void
control_ack(struct caller *c, const json_t *request)
{
	int64_t id;

	if (find_alert(c, request, &id))
		set_alert(c, id, ALERT_ACKED, request_text(request, "comment"),
		    NO_TIME, json_object());
}

void
control_snooze(struct caller *c, const json_t *request)
{
	const char *until = request_text(request, "until");
	int64_t at = until ? time_read(until) : NO_TIME, id;
	json_t *answer;

	if (at == NO_TIME || at <= turn_now(c->control->turn)) {
		control_refuse(c, CODE_USAGE,
		    "until is an instant ahead, like 2026-12-01T07:00:00Z");
		return;
	}
	if (!find_alert(c, request, &id))
		return;
	answer = json_object();
	put_time(answer, "until", at);
	set_alert(c, id, ALERT_SNOOZED, NULL, at, answer);
}

static bool
note_deadline(const struct deadline_row *d, void *context)
{
	*(int64_t *)context = d->id;
	return false;
}

static void
finish_deadline(struct caller *c, int64_t id)
{
	struct deadline_query query = {.id = id, .kind = -1, .limit = 1};
	int64_t found = 0;
	struct why w;
	bool done;

	if (!c->admin) {
		control_refuse(c, CODE_FAILED,
		    "finishing a deadline is for administrators");
		return;
	}
	done = store_deadlines(store_of(c), &query, note_deadline, &found, &w);
	if (done && found == 0) {
		control_refuse(
		    c, CODE_NOTHING, "no deadline D%lld", (long long)id);
		return;
	}
	done = done && turn_write(c->control->turn, &w) &&
	       store_deadline_state(store_of(c), id, TERM_DONE, 0, &w);
	if (!commit(c, done, &w))
		return;
	turn_tell(c->control->turn, "deadline", "deadline D%lld: done by %s",
	    (long long)id, socket_user_name(c->client));
	control_answer(c, json_object());
}

void
control_done(struct caller *c, const json_t *request)
{
	int64_t deadline = request_id(request, "deadline", 'D'), id;

	if (deadline > 0)
		finish_deadline(c, deadline);
	else if (deadline < 0)
		control_refuse(c, CODE_USAGE, "a deadline's id is like D7");
	else if (find_alert(c, request, &id))
		set_alert(c, id, ALERT_DONE, request_text(request, "comment"),
		    NO_TIME, json_object());
}

void
control_retry(struct caller *c, const json_t *request)
{
	int64_t id = request_id(request, "parcel", 'P');
	json_t *answer;
	struct why w;
	int n = 0;

	if (id < 0) {
		control_refuse(c, CODE_USAGE, "a parcel's id is like P99");
		return;
	}
	if (!commit(c,
		turn_write(c->control->turn, &w) &&
		    store_parcels_retry(
			store_of(c), id, turn_now(c->control->turn), &n, &w),
		&w))
		return;
	if (n == 0) {
		control_refuse(c, CODE_NOTHING, "no parcel waits");
		return;
	}
	answer = json_object();
	put_number(answer, "parcels", n);
	control_answer(c, answer);
}

/* The receiver to try a notifier on: the one named, or the first that is
 * reached by it. */
static const struct conf_receiver *
test_receiver(const struct conf *conf, const char *name, const char *notifier)
{
	if (name != NULL)
		return conf_find_receiver(conf, name);
	for (size_t i = 0; i < conf->n_receivers; i++)
		for (size_t k = 0; k < conf->receiver[i].n_via; k++)
			if (strcmp(conf->receiver[i].via[k], notifier) == 0)
				return &conf->receiver[i];
	return NULL;
}

static bool
raise_test(struct caller *c, const struct conf_receiver *to,
    const char *notifier, const char *user, int64_t *parcel, struct why *w)
{
	struct turn *t = c->control->turn;
	static int number;
	struct alert a = {.event = EVENT_TEST,
	    .priority = PRIORITY_NORMAL,
	    .created = turn_now(t),
	    .today = turn_today(t),
	    .published = NO_TIME};
	struct parcel_row r = {.receiver = to->name,
	    .notifier = notifier,
	    .user = user,
	    .next = turn_now(t),
	    .created = turn_now(t)};
	char key[64];
	bool added;

	snprintf(
	    key, sizeof(key), "test %lld %d", (long long)turn_now(t), ++number);
	if (!raise_to(t, &a, key, 0, NULL, 0, &added, w) ||
	    !store_alert_find(turn_store(t), key, &r.alert, w) ||
	    !store_parcel_add(turn_store(t), &r, w))
		return false;
	*parcel = r.id;
	return true;
}

void
control_test(struct caller *c, const json_t *request)
{
	const struct conf *conf = turn_conf(c->control->turn);
	const char *name = request_text(request, "notifier");
	const struct conf_notifier *by = name ? conf_find_notifier(conf, name)
					      : NULL;
	const struct conf_receiver *to;
	const char *user = "";
	int64_t parcel = 0;
	struct why w;

	if (by == NULL) {
		control_refuse(c, CODE_NOTHING, "no notifier %.100s",
		    name ? name : "(\"notifier\" is missing)");
		return;
	}
	to = test_receiver(conf, request_text(request, "receiver"), name);
	if (to == NULL) {
		control_refuse(c, CODE_NOTHING,
		    "no such receiver, or none is reached by %s; name one",
		    name);
		return;
	}
	if (strcmp(by->program, "desktop") == 0)
		user = socket_user_name(c->client);
	if (!raise_test(c, to, name, user, &parcel, &w)) {
		turn_lose(c->control->turn, &w);
		control_refuse(c, CODE_FAILED, "%s", w.text);
		return;
	}
	wait_for(c, FOR_PARCEL)->parcel = parcel;
	turn_commit(c->control->turn);
}
