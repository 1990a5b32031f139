/* control-deadlines.c - requests that look: deadlines */
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
struct listing {
	struct rows rows;
	struct deadline_query query;
	struct ends ends;
};

static void
release(void *context)
{
	struct listing *l = context;

	ends_release(&l->ends);
}

static bool
next_deadlines(struct rows *r, bool *over, struct why *w)
{
	struct listing *l = (struct listing *)r;
	struct store *s = control_store(r->list.caller);
	struct ends *e = &l->ends;
	int64_t from, to;

	if (rows_window(r, ENDS_AT_ONCE, &from, &to))
		return store_page_ends(s, &l->query, from, to, e, w);
	ends_sort(e);
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
	control_answer_list(c, done, &w, "deadlines", l.array, query->id != 0);
}

static void
answer_all(
    struct caller *c, const json_t *request, const struct deadline_query *query)
{
	struct listing *l = (struct listing *)rows_new(sizeof(*l), request);
	struct why w;

	l->query = *query;
	if (store_last(control_store(c), STORE_DEADLINES, &l->rows.place, &w))
		control_answer_rows(
		    c, "deadlines", next_deadlines, release, &l->rows);
	else
		control_refuse_rows(c, &l->rows, &w);
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
