/* control-dead.c - dead letters replayed and dropped; audits; what became of it */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "audit.h"
#include "base/date.h"
#include "control-inner.h"
#include "edge/socket.h"
#include "edge/store-trust.h"
#include "outbox.h"
#include "until.h"
#include "turn.h"

enum { REASON_LEAST = 3, REASON_MOST = 500, POOL_MOST = 8 << 20 };

/* --- receipts and traces --- */

static bool
add_receipt(const struct receipt_row *r, void *array)
{
	json_t *o = json_object();

	put_time(o, "at", r->at);
	put_text(o, "state",
	    r->state == PARCEL_DELIVERED ? "accepted"
	    : r->state == PARCEL_WAITING ? "tried"
					 : parcel_state_name(r->state));
	if (r->try > 0)
		put_number(o, "try", r->try);
	put_text(o, "by", r->by);
	put_text(o, "answer", r->answer);
	json_array_append_new(array, o);
	return true;
}

json_t *
control_receipts(struct caller *c, int64_t parcel)
{
	json_t *array = json_array();
	struct why w;

	store_receipts(control_store(c), parcel, add_receipt, array, &w);
	return array;
}

static bool
add_trace(const struct trace_row *r, void *array)
{
	json_t *o = json_object();

	put_time(o, "at", r->at);
	put_text(o, "what", trace_name(r->what));
	put_text(o, "by", r->by);
	put_text(o, "receiver", r->receiver);
	put_id(o, "silence", 'S', r->silence);
	put_time(o, "until", r->until);
	put_text(o, "words", r->words);
	json_array_append_new(array, o);
	return true;
}

json_t *
control_history(struct caller *c, int64_t alert)
{
	json_t *array = json_array();
	struct why w;

	store_traces(control_store(c), alert, 0, add_trace, array, &w);
	return array;
}

/* --- dead letters --- */

static bool
add_dead(const struct parcel_row *r, void *context)
{
	struct control_list *l = context;
	json_t *o = parcel_json(r);

	put_time(o, "settled", r->settled);
	put_text(o, "event", r->event);
	if (l->whole) {
		json_object_set_new(
		    o, "receipts", control_receipts(l->caller, r->id));
		json_object_set_new(o, "content", json_loads(r->json, 0, NULL));
	}
	json_array_append_new(l->array, o);
	return true;
}

void
control_dead(struct caller *c, const json_t *request)
{
	struct control_list l = {.caller = c, .array = json_array()};
	json_t *o = json_object();
	struct why w;
	bool done;

	l.whole = json_is_true(json_object_get(request, "whole"));
	done = store_parcels_dead(
	    control_store(c), request_limit(request), add_dead, &l, &w);
	json_object_set_new(o, "parcels", l.array);
	if (done) {
		control_answer(c, o);
		return;
	}
	json_decref(o);
	control_refuse(c, CODE_FAILED, "%s", w.text);
}

/* "P99" of a list; -1 when it is none. */
static int64_t
parcel_at(const json_t *list, size_t i)
{
	json_t *one = json_pack("{s:O}", "p", json_array_get(list, i));
	int64_t id = one ? request_id(one, "p", 'P') : -1;

	json_decref(one);
	return id > 0 ? id : -1;
}

static bool
trace(struct caller *c, int64_t parcel, enum trace_what what, const char *words,
    struct why *w)
{
	struct trace_row row = {.at = turn_now(c->control->turn),
	    .what = what,
	    .by = socket_user_name(c->client),
	    .until = NO_TIME,
	    .words = words};
	struct pool *pool = pool_new(POOL_MOST);
	bool done = store_parcel_alert(control_store(c), parcel, &row.alert, w);

	row.words = pool_printf(pool, "P%lld%s%s", (long long)parcel,
	    words ? ": " : "", words ? words : "");
	done = done && store_trace_add(control_store(c), &row, w);
	pool_free(pool);
	return done;
}

/* One of them; n counts those that were dead letters. */
static bool
act_on(
    struct caller *c, int64_t parcel, const char *reason, int *n, struct why *w)
{
	int64_t now = turn_now(c->control->turn);
	struct store *s = control_store(c);
	int changed = 0;
	bool done = reason == NULL
			? store_parcel_replay(s, parcel, now, &changed, w)
			: store_parcel_drop(s, parcel, reason,
			      socket_user_name(c->client), now, &changed, w);

	*n += changed;
	return done &&
	       (changed == 0 ||
		   trace(c, parcel, reason ? TRACE_DROPPED : TRACE_REPLAYED,
		       reason, w));
}

static void
act_on_all(struct caller *c, const json_t *request, const char *reason)
{
	const json_t *list = json_object_get(request, "parcels");
	size_t size = json_array_size(list);
	struct why w = {"name dead letters, like P99 (bevakactl outbox dead)"};
	bool done = size > 0 && turn_write(c->control->turn, &w);
	json_t *answer;
	int n = 0;

	for (size_t i = 0; i < size; i++)
		if (parcel_at(list, i) < 0)
			size = 0;
	if (size == 0) {
		control_refuse(c, CODE_USAGE,
		    "name dead letters, like P99 (bevakactl outbox dead)");
		return;
	}
	for (size_t i = 0; done && i < size; i++)
		done = act_on(c, parcel_at(list, i), reason, &n, &w);
	if (!control_commit(c, done, &w))
		return;
	if (n == 0) {
		control_refuse(
		    c, CODE_NOTHING, "none of them is a dead letter");
		return;
	}
	turn_tell(c->control->turn, "parcel", "%d dead letters %s by %s%s%s", n,
	    reason ? "dropped" : "tried again", socket_user_name(c->client),
	    reason ? ": " : "", reason ? reason : "");
	answer = json_object();
	put_number(answer, "parcels", n);
	control_answer(c, answer);
}

void
control_replay(struct caller *c, const json_t *request)
{
	act_on_all(c, request, NULL);
}

void
control_drop(struct caller *c, const json_t *request)
{
	const char *reason = request_text(request, "reason");
	size_t len = reason ? strlen(reason) : 0;

	if (len < REASON_LEAST || len > REASON_MOST)
		control_refuse(c, CODE_USAGE,
		    "nothing is dropped without a reason: say it, in %d to %d "
		    "bytes",
		    REASON_LEAST, REASON_MOST);
	else
		act_on_all(c, request, reason);
}

/* --- audits --- */

static json_t *
hole_json(struct pool *pool, const struct hole *h)
{
	json_t *o = json_object();

	put_text(o, "kind", hole_name(h->kind));
	put_text(o, "id", hole_id(pool, h));
	put_text(o, "what", h->what);
	put_text(o, "text", hole_say(pool, LANGUAGE_EN, h));
	return o;
}

static void
audit_is_over(const struct audit_result *r, void *context)
{
	struct caller *c = context;
	struct pool *pool;
	json_t *answer = json_object(), *o = json_object();
	json_t *holes = json_array();

	control_end_wait(c);
	if (r->why != NULL) {
		control_refuse(c, CODE_FAILED, "%s", r->why);
		json_decref(answer);
		json_decref(o);
		json_decref(holes);
		return;
	}
	pool = pool_new(POOL_MOST);
	for (size_t i = 0; i < r->n; i++)
		json_array_append_new(holes, hole_json(pool, &r->hole[i]));
	pool_free(pool);
	json_object_set_new(o, "all", json_boolean(r->all));
	put_number(o, "items", r->items);
	put_number(o, "changes", r->changes);
	put_number(o, "alerts", r->alerts);
	put_number(o, "parcels", r->parcels);
	put_number(o, "open", r->open);
	put_number(o, "slices", r->slices);
	put_number(o, "longest_us", r->longest);
	put_number(o, "told", (int64_t)r->fresh);
	json_object_set_new(o, "holes", holes);
	json_object_set_new(answer, "audit", o);
	control_answer(c, answer);
}

void
control_audit(struct caller *c, const json_t *request)
{
	bool all = json_is_true(json_object_get(request, "all"));

	control_wait_for_check(c);
	audit_start(until_audit(c->control->set.until), all, audit_is_over, c);
}

/* --- of the status --- */

void
control_put_trust(struct caller *c, json_t *status)
{
	struct trust_counts n = {0};
	json_t *o = json_object();
	struct why w;

	store_trust_counts(control_store(c), &n, &w);
	put_number(o, "acked", n.acked);
	put_number(o, "snoozed", n.snoozed);
	put_number(o, "silences", n.silences);
	put_number(o, "silenced", n.silenced);
	put_number(o, "pauses", n.pauses);
	put_number(o, "holes", n.holes);
	json_object_set_new(status, "trust", o);
}
