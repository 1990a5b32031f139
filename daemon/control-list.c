/* control-list.c - requests that look: the lists */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "control-term.h"
#include "core/alert.h"
#include "edge/conf.h"
#include "edge/store-hold.h"
#include "poll.h"
#include "turn.h"

/* The answer to a request for a list, or its fault. */
static void
answer_list(struct caller *c, bool done, const struct why *w, const char *name,
    json_t *array, bool must_be)
{
	json_t *o = json_object();

	if (done && must_be && json_array_size(array) == 0) {
		control_refuse(c, CODE_NOTHING, "nothing of that id");
	} else if (done) {
		json_object_set(o, name, array);
		control_answer(c, o);
		o = NULL;
	} else {
		control_refuse(c, CODE_FAILED, "%s", w->text);
	}
	json_decref(o);
	json_decref(array);
}

static void
add_feed(
    const struct conf_feed *conf, const struct feed_row *row, void *context)
{
	static const char *const types[] = {"auto", "feed", "page", "mailbox"};
	struct control_list *l = context;
	json_t *o = json_object();
	int64_t items = 0;
	struct why w;

	store_feed_items(control_store(l->caller), row->id, &items, &w);
	put_text(o, "name", conf->name);
	put_text(o, "title", conf->title ? conf->title : row->title);
	put_text(o, "source", conf->source);
	put_text(o, "url", conf->url);
	put_text(o, "type", types[conf->type]);
	put_text(o, "state", control_state(l->caller, conf, row));
	put_text(o, "format", row->format);
	put_time(o, "last_try", row->last_try);
	put_time(o, "last_ok", row->last_ok);
	put_time(o, "next", row->next);
	put_number(o, "status", row->status);
	put_number(o, "failures", row->failures);
	put_text(o, "why", row->why);
	put_number(o, "items", items);
	control_put_health(l->caller, o, conf, row, l->whole);
	put_manners(o, l->caller->control->poll, conf);
	if (l->whole)
		json_object_set_new(
		    o, "pause", control_pause_json(l->caller, conf->name));
	control_put_identity(l->caller, o, conf, row->id);
	json_array_append_new(l->array, o);
}

/* Only the one that was asked for. */
struct named_feed {
	struct control_list list;
	const char *name;
};

static void
add_named(
    const struct conf_feed *conf, const struct feed_row *row, void *context)
{
	struct named_feed *n = context;

	if (n->name == NULL || strcmp(n->name, conf->name) == 0)
		add_feed(conf, row, &n->list);
}

void
control_feeds(struct caller *c, const json_t *request)
{
	struct named_feed n = {.list = {.caller = c, .array = json_array()},
	    .name = request_text(request, "name")};

	n.list.whole = n.name != NULL;
	poll_each(c->control->poll, add_named, &n);
	answer_list(c, true, NULL, "feeds", n.list.array, n.name != NULL);
}

bool
control_add_deadline(const struct deadline_row *d, void *context)
{
	static const char *const states[] = {
	    "open", "moved", "withdrawn", "done", "rejected"};
	struct control_list *l = context;
	struct turn *t = l->caller->control->turn;
	const struct conf *conf = turn_conf(t);
	const struct conf_feed *feed = d->feed ? conf_find_feed(conf, d->feed)
					       : NULL;
	struct deadline is = term_shown(d);
	json_t *o = alert_deadline_json(&is, d->id);
	int today = turn_today(t);
	bool passed = d->state == TERM_OPEN && d->is.end < today;
	char day[DAY_TEXT];

	put_id(o, "item", 'I', d->item);
	put_text(o, "title", d->title);
	put_text(o, "link", d->link);
	put_text(o, "feed", d->feed);
	put_text(o, "source", feed ? feed->source : NULL);
	put_text(o, "published", day_write(d->published, day));
	put_text(o, "state", passed ? "passed" : states[d->state % 5]);
	put_id(o, "moved_to", 'D', d->moved_to);
	json_object_set_new(o, "rules", names_json(d->rules));
	put_number(o, "days", d->is.end - today);
	put_number(
	    o, "workdays", closed_count(&conf->closed, today, d->is.end));
	control_term_members(l->caller, o, d);
	json_array_append_new(l->array, o);
	return true;
}

void
control_deadlines(struct caller *c, const json_t *request)
{
	struct control_list l = {.caller = c, .array = json_array()};
	struct deadline_query query = {.id = request_id(request, "id", 'D'),
	    .item = request_id(request, "item", 'I'),
	    .kind = -1,
	    .today = turn_today(c->control->turn),
	    .limit = request_limit(request)};
	const char *kind = request_text(request, "kind");
	enum deadline_kind k;
	struct why w;
	bool done;

	if (query.id < 0 || query.item < 0 ||
	    (kind != NULL && !deadline_kind_read(kind, &k))) {
		json_decref(l.array);
		control_refuse(c, CODE_USAGE,
		    "an id is like D7 or I42, a kind like remiss or expiry");
		return;
	}
	if (kind != NULL)
		query.kind = (int)k;
	query.open_only = query.id == 0 &&
			  !json_is_true(json_object_get(request, "all"));
	query.questioned = query.open_only;
	done = store_deadlines(
	    control_store(c), &query, control_add_deadline, &l, &w);
	if (done && query.id != 0 && json_array_size(l.array) == 1)
		done = control_term_whole(
		    c, json_array_get(l.array, 0), query.id, &w);
	answer_list(c, done, &w, "deadlines", l.array, query.id != 0);
}

static bool
add_item(const struct item_row *r, void *context)
{
	struct control_list *l = context;
	json_t *o = json_object();

	put_id(o, "id", 'I', r->id);
	put_text(o, "feed", r->feed_name);
	put_text(o, "title", r->title);
	put_text(o, "link", r->link);
	put_time(o, "published", r->published);
	put_time(o, "seen", r->seen);
	put_time(o, "changed", r->changed);
	put_text(o, "state", r->state == ITEM_READ ? "read" : "unread");
	json_object_set_new(o, "baseline", json_boolean(r->baseline));
	put_number(o, "versions", r->versions);
	json_object_set_new(o, "changes", alert_changes_json(r->classes));
	json_object_set_new(o, "held", json_boolean(r->held != NO_TIME));
	put_time(o, "held_until", r->held == HELD_ASKED ? NO_TIME : r->held);
	if (l->whole) {
		put_text(o, "text", r->text);
		control_put_versions(l->caller, o, r->id);
	}
	json_array_append_new(l->array, o);
	return true;
}

static void
add_own_deadlines(struct caller *c, json_t *items, int64_t item)
{
	struct control_list l = {.caller = c, .array = json_array()};
	struct deadline_query query = {
	    .item = item, .kind = -1, .limit = LIST_MOST};
	struct why w;

	store_deadlines(control_store(c), &query, control_add_deadline, &l, &w);
	json_object_set_new(json_array_get(items, 0), "deadlines", l.array);
}

void
control_items(struct caller *c, const json_t *request)
{
	struct control_list l = {.caller = c, .array = json_array()};
	struct item_query query = {.id = request_id(request, "id", 'I'),
	    .feed = request_text(request, "feed"),
	    .search = request_text(request, "search"),
	    .held = json_is_true(json_object_get(request, "held")),
	    .limit = request_limit(request)};
	struct why w;
	bool done;

	l.whole = query.id > 0;
	done = store_items(control_store(c), &query, add_item, &l, &w);
	if (done && l.whole && json_array_size(l.array) == 1)
		add_own_deadlines(c, l.array, query.id);
	answer_list(c, done, &w, "items", l.array, query.id != 0);
}

static json_t *
patterns_json(const struct pattern_list *list)
{
	json_t *array = json_array();

	for (size_t i = 0; i < list->n; i++)
		json_array_append_new(array,
		    json_string(pattern_text(pattern_at(list->pattern, i))));
	return array;
}

static json_t *
kinds_json(unsigned kinds)
{
	json_t *array = json_array();

	for (int i = 0; i < DEADLINE_KINDS; i++)
		if (kinds & 1U << i)
			json_array_append_new(array,
			    json_string(
				deadline_kind_name((enum deadline_kind)i)));
	return array;
}

static json_t *
reminds_json(const struct rule *r)
{
	json_t *array = json_array();

	for (size_t i = 0; i < r->n_remind; i++)
		json_array_append_new(
		    array, json_sprintf("%d%s", r->remind[i].count,
			       r->remind[i].working ? "wd" : "d"));
	return array;
}

static json_t *
list_json(const char *const *names, size_t n)
{
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(array, json_string(names[i]));
	return array;
}

static json_t *
rule_json(struct store *s, const struct rule *r)
{
	json_t *o = json_object();
	int64_t alerts = 0;
	struct why w;

	store_rule_alerts(s, r->name, &alerts, &w);
	put_text(o, "name", r->name);
	put_text(o, "title", r->title);
	json_object_set_new(o, "feeds", list_json(r->feeds, r->n_feeds));
	json_object_set_new(o, "any", patterns_json(&r->any));
	json_object_set_new(o, "and", patterns_json(&r->and));
	json_object_set_new(o, "none", patterns_json(&r->none));
	json_object_set_new(o, "deadline", kinds_json(r->kinds));
	json_object_set_new(o, "remind", reminds_json(r));
	put_text(o, "priority", priority_name(r->priority));
	json_object_set_new(o, "to", list_json(r->to, r->n_to));
	put_number(o, "alerts", alerts);
	return o;
}

void
control_rules(struct caller *c, const json_t *request)
{
	const struct conf *conf = turn_conf(c->control->turn);
	json_t *array = json_array();

	(void)request;
	for (size_t i = 0; i < conf->n_rules; i++)
		json_array_append_new(
		    array, rule_json(control_store(c), &conf->rule[i]));
	answer_list(c, true, NULL, "rules", array, false);
}

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

void
control_outbox(struct caller *c, const json_t *request)
{
	struct control_list l = {.caller = c, .array = json_array()};
	struct parcel_query query = {.id = request_id(request, "id", 'P'),
	    .alert = request_id(request, "alert", 'A'),
	    .due = NO_TIME,
	    .limit = request_limit(request)};
	struct why w;
	bool done;

	query.open_only = query.id == 0 && query.alert == 0 &&
			  !json_is_true(json_object_get(request, "all"));
	done = store_parcels(control_store(c), &query, add_parcel, &l, &w);
	answer_list(
	    c, done, &w, "parcels", l.array, query.id != 0 || query.alert != 0);
}

static void
add_receipts(struct caller *c, json_t *parcels)
{
	json_t *parcel;
	size_t i;

	json_array_foreach(parcels, i, parcel) json_object_set_new(parcel,
	    "receipts", control_receipts(c, request_id(parcel, "id", 'P')));
}

/* The receivers are those of its parcels, each once. */
static json_t *
receivers_json(json_t *parcels)
{
	json_t *array = json_array(), *parcel, *seen = json_object();
	size_t i;

	json_array_foreach(parcels, i, parcel)
	{
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
add_alert(const struct alert_row *r, void *context)
{
	static const char *const states[] = {"new", "acked", "snoozed", "done"};
	struct control_list *l = context, parcels = {.array = json_array()};
	struct parcel_query query = {
	    .alert = r->id, .due = NO_TIME, .limit = LIST_MOST};
	json_t *o = json_object();
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
	json_object_set_new(o, "receivers", receivers_json(parcels.array));
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

void
control_alerts(struct caller *c, const json_t *request)
{
	struct control_list l = {.caller = c, .array = json_array()};
	struct alert_query query = {.id = request_id(request, "id", 'A'),
	    .limit = request_limit(request)};
	struct why w;
	bool done;

	l.whole = query.id > 0;
	query.open_only = !l.whole &&
			  !json_is_true(json_object_get(request, "all"));
	done = store_alerts(control_store(c), &query, add_alert, &l, &w);
	answer_list(c, done, &w, "alerts", l.array, query.id != 0);
}

void
control_notifiers(struct caller *c, const json_t *request)
{
	const struct conf *conf = turn_conf(c->control->turn);
	json_t *array = json_array();

	(void)request;
	for (size_t i = 0; i < conf->n_notifiers; i++) {
		int64_t n[PARCEL_STATES] = {0};
		json_t *o = json_object();
		struct why w;

		store_parcel_counts(
		    control_store(c), conf->notifier[i].name, n, &w);
		put_text(o, "name", conf->notifier[i].name);
		put_text(o, "program", conf->notifier[i].program);
		put_number(o, "waiting", n[PARCEL_WAITING]);
		put_number(o, "held", n[PARCEL_HELD]);
		put_number(o, "out", n[PARCEL_OUT]);
		put_number(o, "delivered", n[PARCEL_DELIVERED]);
		put_number(o, "given_up", n[PARCEL_GIVEN_UP]);
		json_array_append_new(array, o);
	}
	answer_list(c, true, NULL, "notifiers", array, false);
}
