/* control-items.c - requests that look: items */
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

void
control_put_published(
    const struct caller *c, json_t *o, const struct item_row *r)
{
	int64_t now = turn_now(c->control->turn);

	if (r->published != NO_TIME)
		put_time(o, "published", item_published(r, now));
	if (item_is_ahead(r, now))
		put_time(o, "ahead", r->published);
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
	control_put_published(l->caller, o, r);
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
	control_answer_list(c, done, &w, "items", l.array, true);
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
		control_refuse_rows(c, &i->rows, &w);
}
