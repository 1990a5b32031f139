/* control-alert.c - alerts and deadlines acknowledged, snoozed, done, and who may */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "control-inner.h"
#include "control-term.h"
#include "core/alert.h"
#include "edge/conf.h"
#include "edge/socket.h"
#include "turn.h"

enum { RECEIVERS_MOST = 200 };

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
	return store_parcels(control_store(c), &query, look_at_receiver, a, w);
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
	struct store *s = control_store(c);
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
	if (!store_alerts(control_store(c), &query, note_alert, &found, &w)) {
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

static void
set_alert(struct caller *c, int64_t id, enum alert_state state,
    const char *comment, int64_t until, json_t *answer)
{
	static const char *const words[] = {
	    "new", "acknowledged", "snoozed", "done"};
	struct turn *t = c->control->turn;
	const char *by = socket_user_name(c->client);
	struct why w;
	bool done = turn_write(t, &w) && store_alert_state(control_store(c), id,
					     state, by, comment, until, &w);

	done = done && change_parcels(c, id, state, until, &w);
	if (!control_commit(c, done, &w)) {
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

void
control_done(struct caller *c, const json_t *request)
{
	int64_t deadline = request_id(request, "deadline", 'D'), id;

	if (deadline > 0)
		control_finish_deadline(c, deadline, request);
	else if (deadline < 0)
		control_refuse(c, CODE_USAGE, "a deadline's id is like D7");
	else if (find_alert(c, request, &id))
		set_alert(c, id, ALERT_DONE, request_text(request, "comment"),
		    NO_TIME, json_object());
}
