/* control-list.c - requests that look: the lists */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "control-term.h"
#include "core/alert.h"
#include "edge/conf.h"
#include "edge/store-hold.h"
#include "edge/store-page.h"
#include "poll.h"
#include "turn.h"

/* In one step of a long list; a text may have megabytes. */
enum {
	FEEDS_AT_ONCE = 8,
	ROWS_AT_ONCE = 16,
	IDS_AT_ONCE = 256,
	ENDS_AT_ONCE = 2048,
	TEXTS_AT_ONCE = 4,
};

static void
refuse_rows(struct caller *c, struct rows *r, const struct why *w)
{
	rows_free(r);
	control_refuse(c, CODE_FAILED, "%s", w->text);
}

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

	if (strcmp(n->name, conf->name) == 0)
		add_feed(conf, row, &n->list);
}

/* The feeds may be others when it comes to them. */
static bool
next_feeds(struct rows *r, bool *over, struct why *w)
{
	const struct poll *p = r->list.caller->control->poll;

	(void)w;
	for (int i = 0; i < FEEDS_AT_ONCE && !*over; i++)
		*over = !poll_at(p, (size_t)r->place++, add_feed, &r->list);
	return true;
}

void
control_feeds(struct caller *c, const json_t *request)
{
	struct named_feed n = {.list = {.caller = c, .whole = true},
	    .name = request_text(request, "name")};

	if (n.name == NULL) {
		struct rows *r = rows_new(sizeof(*r), request);

		r->limit = SIZE_MAX;
		control_answer_rows(c, "feeds", next_feeds, NULL, r);
		return;
	}
	n.list.array = json_array();
	poll_each(c->control->poll, add_named, &n);
	answer_list(c, true, NULL, "feeds", n.list.array, true);
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

/* All that the query means: where each ends is found first, and sorted. */
struct ends {
	struct rows rows;
	struct deadline_query query;
	struct end {
		int64_t id;
		int end;
	} * end;
	size_t n, room, at;
	bool sorted;
};

static void
free_ends(void *context)
{
	struct ends *e = context;

	free(e->end);
}

static void
add_end(int64_t id, int end, void *context)
{
	struct ends *e = context;

	if (e->n == e->room) {
		e->room = e->room ? e->room * 2 : 64;
		e->end = reallocarray(e->end, e->room, sizeof(*e->end));
		if (e->end == NULL)
			abort();
	}
	e->end[e->n++] = (struct end){id, end};
}

static int
sooner(const void *a, const void *b)
{
	const struct end *x = a, *y = b;

	if (x->end != y->end)
		return (x->end > y->end) - (x->end < y->end);
	return (x->id > y->id) - (x->id < y->id);
}

static bool
next_deadlines(struct rows *r, bool *over, struct why *w)
{
	struct ends *e = (struct ends *)r;
	struct store *s = control_store(r->list.caller);
	int64_t from, to;

	if (rows_window(r, ENDS_AT_ONCE, &from, &to))
		return store_page_ends(s, &e->query, from, to, add_end, e, w);
	if (!e->sorted && e->n > 0)
		qsort(e->end, e->n, sizeof(*e->end), sooner);
	e->sorted = true;
	for (int i = 0; i < ROWS_AT_ONCE && e->at < e->n; i++) {
		struct deadline_query one = {
		    .id = e->end[e->at++].id, .kind = -1, .limit = 1};

		if (!store_deadlines(
			s, &one, control_add_deadline, &r->list, w))
			return false;
	}
	*over = e->at == e->n;
	return true;
}

/* One by its id, or those of an item. */
static void
answer_few(struct caller *c, const struct deadline_query *query)
{
	struct control_list l = {.caller = c, .array = json_array()};
	struct why w;
	bool done = store_deadlines(
	    control_store(c), query, control_add_deadline, &l, &w);

	if (done && query->id != 0 && json_array_size(l.array) == 1)
		done = control_term_whole(
		    c, json_array_get(l.array, 0), query->id, &w);
	answer_list(c, done, &w, "deadlines", l.array, query->id != 0);
}

static void
answer_all(
    struct caller *c, const json_t *request, const struct deadline_query *query)
{
	struct ends *e = (struct ends *)rows_new(sizeof(*e), request);
	struct why w;

	e->query = *query;
	if (store_last(control_store(c), STORE_DEADLINES, &e->rows.place, &w))
		control_answer_rows(
		    c, "deadlines", next_deadlines, free_ends, &e->rows);
	else
		refuse_rows(c, &e->rows, &w);
}

void
control_deadlines(struct caller *c, const json_t *request)
{
	struct deadline_query query = {.id = request_id(request, "id", 'D'),
	    .item = request_id(request, "item", 'I'),
	    .kind = -1,
	    .today = turn_today(c->control->turn),
	    .limit = request_limit(request)};
	const char *kind = request_text(request, "kind");
	enum deadline_kind k;

	if (query.id < 0 || query.item < 0 ||
	    (kind != NULL && !deadline_kind_read(kind, &k))) {
		control_refuse(c, CODE_USAGE,
		    "an id is like D7 or I42, a kind like remiss or expiry");
		return;
	}
	if (kind != NULL)
		query.kind = (int)k;
	query.open_only = query.id == 0 &&
			  !json_is_true(json_object_get(request, "all"));
	query.questioned = query.open_only;
	if (query.id != 0 || query.item != 0)
		answer_few(c, &query);
	else
		answer_all(c, request, &query);
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

struct some_items {
	struct rows rows;
	struct item_query query;
	int64_t width;
};

static bool
next_items(struct rows *r, bool *over, struct why *w)
{
	struct some_items *i = (struct some_items *)r;

	*over = !rows_window(r, i->width, &i->query.from, &i->query.to);
	i->query.limit = (int)(r->limit - r->n);
	return *over || store_items(control_store(r->list.caller), &i->query,
			    add_item, &r->list, w);
}

static void
free_items(void *context)
{
	struct some_items *i = context;

	free((char *)i->query.feed);
}

static void
answer_item(struct caller *c, int64_t id)
{
	struct control_list l = {
	    .caller = c, .array = json_array(), .whole = true};
	struct item_query query = {.id = id};
	struct why w;
	bool done = store_items(control_store(c), &query, add_item, &l, &w);

	if (done && json_array_size(l.array) == 1)
		add_own_deadlines(c, l.array, id);
	answer_list(c, done, &w, "items", l.array, true);
}

void
control_items(struct caller *c, const json_t *request)
{
	const char *feed = request_text(request, "feed");
	const char *search = request_text(request, "search");
	int64_t id = request_id(request, "id", 'I');
	struct some_items *i;
	struct why w;

	if (id != 0) {
		answer_item(c, id);
		return;
	}
	i = (struct some_items *)rows_new(sizeof(*i), request);
	i->query.search = rows_text(&i->rows, search);
	i->query.feed = feed ? strdup(feed) : NULL;
	i->query.held = json_is_true(json_object_get(request, "held"));
	i->width = search ? TEXTS_AT_ONCE : IDS_AT_ONCE;
	if (store_last(control_store(c), STORE_ITEMS, &i->rows.place, &w))
		control_answer_rows(
		    c, "items", next_items, free_items, &i->rows);
	else
		refuse_rows(c, &i->rows, &w);
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
rule_json(const struct rule *r, int64_t alerts)
{
	json_t *o = json_object();

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

/* First the alerts are counted by rule, whatever rules there are by now. */
struct some_rules {
	struct rows rows;
	json_t *alerts; /* counts by name */
	size_t at;
};

static void
count_names(const char *lines, void *context)
{
	struct some_rules *r = context;
	json_t *names = names_json(lines), *name;
	size_t i;

	json_array_foreach(names, i, name)
	{
		const char *key = json_string_value(name);
		json_int_t n = json_integer_value(
		    json_object_get(r->alerts, key));

		json_object_set_new(r->alerts, key, json_integer(n + 1));
	}
	json_decref(names);
}

static void
free_rules(void *context)
{
	struct some_rules *r = context;

	json_decref(r->alerts);
}

static bool
next_rules(struct rows *rows, bool *over, struct why *w)
{
	struct some_rules *r = (struct some_rules *)rows;
	struct caller *c = rows->list.caller;
	const struct conf *conf = turn_conf(c->control->turn);
	int64_t from, to;

	if (rows_window(rows, IDS_AT_ONCE, &from, &to))
		return store_alert_rules(
		    control_store(c), from, to, count_names, r, w);
	for (int i = 0; i < ROWS_AT_ONCE && r->at < conf->n_rules; i++) {
		const struct rule *rule = &conf->rule[r->at++];
		json_t *n = json_object_get(r->alerts, rule->name);

		json_array_append_new(
		    rows->list.array, rule_json(rule, json_integer_value(n)));
	}
	*over = r->at >= conf->n_rules;
	return true;
}

void
control_rules(struct caller *c, const json_t *request)
{
	struct some_rules *r = (struct some_rules *)rows_new(
	    sizeof(*r), request);
	struct why w;

	r->alerts = json_object();
	r->rows.limit = SIZE_MAX;
	if (store_last(control_store(c), STORE_ALERTS, &r->rows.place, &w))
		control_answer_rows(
		    c, "rules", next_rules, free_rules, &r->rows);
	else
		refuse_rows(c, &r->rows, &w);
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

	answer_list(c, done, &w, "parcels", l.array, true);
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
		refuse_rows(c, &p->rows, &w);
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

	answer_list(c, done, &w, "alerts", l.array, true);
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
	if (store_last(control_store(c), STORE_ALERTS, &a->rows.place, &w))
		control_answer_rows(c, "alerts", next_alerts, NULL, &a->rows);
	else
		refuse_rows(c, &a->rows, &w);
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
