/* control-alert.c - alerts and deadlines acknowledged, snoozed, done, and who may */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "control-inner.h"
#include "control-term.h"
#include "core/alert.h"
#include "core/span.h"
#include "edge/conf.h"
#include "edge/socket.h"
#include "edge/store-trust.h"
#include "until.h"
#include "turn.h"

enum { RECEIVERS_MOST = 200 };

#define ACK_USUAL "5wd"

/* The receivers of an alert that the user belongs to: names of conf's. */
struct addressed {
	struct caller *caller;
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
	if (control_is_member(a->caller, r->receiver))
		a->to[a->n++] = to->name;
	return a->n < RECEIVERS_MOST;
}

static bool
find_addressed(
    struct caller *c, int64_t alert, struct addressed *a, struct why *w)
{
	struct parcel_query query = {
	    .alert = alert, .due = NO_TIME, .limit = LIST_MOST};

	a->caller = c;
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
	for (size_t i = 0; done && i < a.n; i++) {
		const char *who = a.to[i] ? control_acts_as(c, a.to[i]) : NULL;

		done = state == ALERT_DONE
			   ? store_parcels_withdraw(s, alert, a.to[i], now, w)
			   : store_parcels_snooze(s, alert, who ? who : a.user,
				 a.to[i], until, w);
	}
	return done;
}

/* The alert of a request. */
struct asked {
	int64_t id;
	enum alert_state state;
	char by[100]; /* of the state */
};

static bool
note_alert(const struct alert_row *r, void *context)
{
	struct asked *a = context;

	a->id = r->id;
	a->state = r->state;
	snprintf(a->by, sizeof(a->by), "%s", r->by ? r->by : "");
	return false;
}

/* The alert of a request, if there is one and the caller may touch it; what is
 * done already only when it may be finished. */
static bool
find_alert(struct caller *c, const json_t *request, bool finished, int64_t *id)
{
	struct alert_query query = {.limit = 1};
	struct asked found = {0};
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
	if (found.id == 0)
		control_refuse(
		    c, CODE_NOTHING, "no alert A%lld", (long long)*id);
	else if (!may_touch(c, *id))
		control_refuse(c, CODE_FAILED, "A%lld is not addressed to %s",
		    (long long)*id, socket_user_name(c->client));
	else if (found.state == ALERT_DONE && !finished)
		control_refuse(c, CODE_FAILED,
		    "A%lld is done%s%s: it comes to nobody any more",
		    (long long)*id, found.by[0] ? ", by " : "", found.by);
	else
		return true;
	return false;
}

/*
 * What is acknowledged stays so while somebody snoozes it: that is one
 * person's later, not everybody's.
 */
static bool
keep_state(struct caller *c, int64_t id, enum alert_state state,
    const char *comment, int64_t until, struct why *w)
{
	static const enum trace_what traces[] = {
	    TRACE_DONE, TRACE_ACKED, TRACE_SNOOZED, TRACE_DONE};
	struct store *s = control_store(c);
	const char *by = socket_user_name(c->client);
	struct trace_row trace = {.alert = id,
	    .at = turn_now(c->control->turn),
	    .what = traces[state],
	    .by = by,
	    .until = until,
	    .words = comment};
	bool acked = false;

	if (!turn_write(c->control->turn, w) ||
	    (state == ALERT_SNOOZED && !store_is_acked(s, id, &acked, w)) ||
	    !store_trace_add(s, &trace, w))
		return false;
	return acked || store_alert_state(s, id, state, by, comment, until, w);
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
	bool done = keep_state(c, id, state, comment, until, &w) &&
		    change_parcels(c, id, state, until, &w);

	if (!control_commit(c, done, &w)) {
		json_decref(answer);
		return;
	}
	turn_tell(t, "alert", "alert A%lld: %s by %s%s%s", (long long)id,
	    words[state], by, comment ? ": " : "", comment ? comment : "");
	control_close_alert(c->control, id);
	until_wake(c->control->set.until);
	control_answer(c, answer);
}

/* An acknowledgement ends, in working days: what is taken and forgotten
 * comes back. */
void
control_ack(struct caller *c, const json_t *request)
{
	const char *length = request_text(request, "for");
	int64_t id, until;
	struct why w;
	json_t *answer;

	if (!span_end(length ? length : ACK_USUAL,
		&turn_conf(c->control->turn)->closed,
		turn_now(c->control->turn), &until, &w)) {
		control_refuse(c, CODE_USAGE, "%s", w.text);
		return;
	}
	if (!find_alert(c, request, false, &id))
		return;
	answer = json_object();
	put_time(answer, "until", until);
	set_alert(c, id, ALERT_ACKED, request_text(request, "comment"), until,
	    answer);
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
	if (!find_alert(c, request, false, &id))
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
	else if (find_alert(c, request, true, &id))
		set_alert(c, id, ALERT_DONE, request_text(request, "comment"),
		    NO_TIME, json_object());
}
