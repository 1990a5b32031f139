/* control-sent.c - requests that look: alerts and parcels */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "control-term.h"
#include "core/alert.h"
#include "edge/conf.h"
#include "edge/store-hold.h"
#include "edge/store-page.h"
#include "turn.h"

json_t *
parcel_json(const struct parcel_row *r)
{
	json_t *o = json_object();

	put_id(o, "id", 'P', r->id);
	put_id(o, "alert", 'A', r->alert);
	put_text(o, "title", r->title);
	put_text(o, "receiver", r->receiver);
	put_text(o, "notifier", r->notifier);
	if (r->user != NULL && r->user[0] != '\0')
		put_text(o, "user", r->user);
	put_text(o, "state", parcel_state_name(r->state));
	put_number(o, "tries", r->tries);
	if (r->state == PARCEL_WAITING || r->state == PARCEL_HELD)
		put_time(o, "next", r->next);
	put_text(o, "why", r->why ? r->why : r->reason);
	put_text(o, "reason", r->reason);
	put_id(o, "within", 'P', r->carrier);
	put_time(o, "created", r->created);
	if (r->state == PARCEL_DELIVERED)
		put_time(o, "delivered", r->settled);
	return o;
}

static bool
add_parcel(const struct parcel_row *r, void *context)
{
	struct control_list *l = context;

	json_array_append_new(l->array, parcel_json(r));
	return true;
}

struct some_parcels {
	struct rows rows;
	struct parcel_query query;
	int64_t last;
};

/* Oldest first. */
static bool
next_parcels(struct rows *r, bool *over, struct why *w)
{
	struct some_parcels *p = (struct some_parcels *)r;

	p->query.from = r->place + 1;
	p->query.to = r->place += IDS_AT_ONCE;
	p->query.limit = (int)(r->limit - r->n);
	*over = p->query.to >= p->last;
	return store_parcels(
	    control_store(r->list.caller), &p->query, add_parcel, &r->list, w);
}

static void
answer_parcels(struct caller *c, const struct parcel_query *query)
{
	struct control_list l = {.caller = c, .array = json_array()};
	struct why w;
	bool done = store_parcels(control_store(c), query, add_parcel, &l, &w);

	control_answer_list(c, done, &w, "parcels", l.array, true);
}

void
control_outbox(struct caller *c, const json_t *request)
{
	struct parcel_query query = {.id = request_id(request, "id", 'P'),
	    .alert = request_id(request, "alert", 'A'),
	    .due = NO_TIME,
	    .limit = request_limit(request)};
	struct some_parcels *p;
	struct why w;

	if (query.id != 0 || query.alert != 0) {
		answer_parcels(c, &query);
		return;
	}
	p = (struct some_parcels *)rows_new(sizeof(*p), request);
	p->query = query;
	p->query.open_only = !json_is_true(json_object_get(request, "all"));
	if (store_last(control_store(c), STORE_PARCELS, &p->last, &w))
		control_answer_rows(c, "parcels", next_parcels, NULL, &p->rows);
	else
		control_refuse_rows(c, &p->rows, &w);
}

static void
add_receipts(struct caller *c, json_t *parcels)
{
	json_t *parcel;
	size_t i;

	json_array_foreach(parcels, i, parcel)
		json_object_set_new(parcel, "receipts",
		    control_receipts(c, request_id(parcel, "id", 'P')));
}

/* The receivers are those of its parcels, each once. */
static json_t *
receivers_json(json_t *parcels)
{
	json_t *array = json_array(), *parcel, *seen = json_object();
	size_t i;

	json_array_foreach(parcels, i, parcel) {
		json_t *name = json_object_get(parcel, "receiver");
		const char *key = json_string_value(name);

		if (key == NULL || json_object_get(seen, key) != NULL)
			continue;
		json_object_set(seen, key, name);
		json_array_append(array, name);
	}
	json_decref(seen);
	return array;
}

static bool
is_mine(struct caller *c, const json_t *receivers)
{
	for (size_t i = 0; i < json_array_size(receivers); i++)
		if (control_is_member(
			c, json_string_value(json_array_get(receivers, i))))
			return true;
	return false;
}

static bool
add_alert(const struct alert_row *r, void *context)
{
	static const char *const states[] = {"new", "acked", "snoozed", "done"};
	struct control_list *l = context, parcels = {.array = json_array()};
	struct parcel_query query = {
	    .alert = r->id, .due = NO_TIME, .limit = LIST_MOST};
	json_t *o = json_object(), *receivers;
	struct why w;

	put_id(o, "id", 'A', r->id);
	put_text(o, "event", r->event);
	put_text(o, "priority", priority_name(r->priority));
	put_text(o, "title", r->title);
	if (l->whole)
		put_text(o, "text", r->text);
	put_time(o, "created", r->created);
	put_id(o, "item", 'I', r->item);
	put_id(o, "deadline", 'D', r->deadline);
	put_text(o, "link", r->link);
	json_object_set_new(o, "rules", names_json(r->rules));
	put_text(o, "state", states[r->state & 3]);
	put_text(o, "by", r->by);
	put_text(o, "comment", r->comment);
	put_time(o, "until", r->until);
	store_parcels(
	    control_store(l->caller), &query, add_parcel, &parcels, &w);
	receivers = receivers_json(parcels.array);
	json_object_set_new(o, "receivers", receivers);
	if (l->mine && !is_mine(l->caller, receivers)) {
		json_decref(parcels.array);
		json_decref(o);
		return true;
	}
	if (l->whole) {
		add_receipts(l->caller, parcels.array);
		json_object_set(o, "parcels", parcels.array);
		json_object_set_new(
		    o, "history", control_history(l->caller, r->id));
	}
	json_decref(parcels.array);
	json_array_append_new(l->array, o);
	return true;
}

struct some_alerts {
	struct rows rows;
	struct alert_query query;
};

static bool
next_alerts(struct rows *r, bool *over, struct why *w)
{
	struct some_alerts *a = (struct some_alerts *)r;

	*over = !rows_window(r, ROWS_AT_ONCE, &a->query.from, &a->query.to);
	a->query.limit = (int)(r->limit - r->n);
	return *over || store_alerts(control_store(r->list.caller), &a->query,
			    add_alert, &r->list, w);
}

static void
answer_alert(struct caller *c, int64_t id)
{
	struct control_list l = {
	    .caller = c, .array = json_array(), .whole = true};
	struct alert_query query = {.id = id};
	struct why w;
	bool done = store_alerts(control_store(c), &query, add_alert, &l, &w);

	control_answer_list(c, done, &w, "alerts", l.array, true);
}

void
control_alerts(struct caller *c, const json_t *request)
{
	int64_t id = request_id(request, "id", 'A');
	struct some_alerts *a;
	struct why w;

	if (id != 0) {
		answer_alert(c, id);
		return;
	}
	a = (struct some_alerts *)rows_new(sizeof(*a), request);
	a->query.open_only = !json_is_true(json_object_get(request, "all"));
	a->rows.list.mine = json_is_true(json_object_get(request, "mine"));
	if (store_last(control_store(c), STORE_ALERTS, &a->rows.place, &w))
		control_answer_rows(c, "alerts", next_alerts, NULL, &a->rows);
	else
		control_refuse_rows(c, &a->rows, &w);
}
