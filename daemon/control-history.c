/* control-history.c - for who tries rules: stored items, and what runs now */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/pool.h"
#include "control-inner.h"
#include "core/deadline/deadline.h"
#include "edge/conf.h"
#include "edge/store-hold.h"
#include "edge/store-page.h"
#include "keep-replay.h"
#include "turn.h"

enum {
	BYTES_MOST = 2 << 20, /* of texts in one answer */
	DEADLINES_MOST = 200, /* of an item */
	ITEMS_MOST = 10,      /* of one replay */
	POOL_MOST = 64 << 20
};

/* --- items with their texts --- */

struct history {
	struct rows rows;
	struct item_query query;
	int64_t since;
	size_t bytes;
};

static bool
add_day(const struct deadline_row *d, void *context)
{
	struct control_list *l = context;
	json_t *o;
	char day[DAY_TEXT];

	if (d->state == TERM_WITHDRAWN || d->state == TERM_MOVED)
		return true;
	o = json_object();
	put_text(o, "kind", deadline_kind_name(d->is.kind));
	put_text(o, "start", day_write(d->is.start, day));
	put_text(o, "end", day_write(d->is.end, day));
	json_array_append_new(l->array, o);
	return true;
}

static json_t *
days_of(struct caller *c, int64_t item)
{
	struct control_list l = {.caller = c, .array = json_array()};
	struct deadline_query query = {
	    .item = item, .kind = -1, .limit = DEADLINES_MOST};
	struct why w;

	store_deadlines(control_store(c), &query, add_day, &l, &w);
	return l.array;
}

static bool
add_past(const struct item_row *r, void *context)
{
	struct history *h = context;
	struct caller *c = h->rows.list.caller;
	struct pool *pool;
	struct item_row whole;
	struct why w;
	json_t *o;
	bool found = false;
	int64_t at = item_published(r, turn_now(c->control->turn));

	if (at < h->since)
		return true;
	o = json_object();
	pool = pool_new(POOL_MOST);
	if (store_item_get(
		control_store(c), pool, r->id, true, &whole, &found, &w) &&
	    found)
		put_text(o, "text", whole.text);
	h->bytes += found && whole.text ? strlen(whole.text) : 0;
	put_id(o, "id", 'I', r->id);
	put_text(o, "feed", r->feed_name);
	put_text(o, "title", r->title);
	put_text(o, "link", r->link);
	control_put_published(c, o, r);
	put_time(o, "seen", r->seen);
	json_object_set_new(o, "baseline", json_boolean(r->baseline));
	json_object_set_new(o, "deadlines", days_of(c, r->id));
	json_array_append_new(h->rows.list.array, o);
	pool_free(pool);
	return true;
}

/* A row of its own at the end says where the next answer begins. */
static void
add_place(struct history *h, int64_t place)
{
	json_t *o = json_object();

	put_id(o, "before", 'I', place);
	json_array_append_new(h->rows.list.array, o);
}

static bool
next_past(struct rows *r, bool *over, struct why *w)
{
	struct history *h = (struct history *)r;
	bool some = rows_window(r, TEXTS_AT_ONCE, &h->query.from, &h->query.to);

	*over = !some || h->bytes >= BYTES_MOST;
	if (some) {
		h->query.limit = TEXTS_AT_ONCE;
		if (!store_items(control_store(r->list.caller), &h->query,
			add_past, h, w))
			return false;
	}
	if (*over && some && r->place > 0)
		add_place(h, r->place + 1);
	return true;
}

void
control_history_items(struct caller *c, const json_t *request)
{
	struct history *h = (struct history *)rows_new(sizeof(*h), request);
	const char *since = request_text(request, "since");
	int64_t before = request_id(request, "before", 'I');
	struct why w;

	h->rows.limit = SIZE_MAX;
	h->since = since != NULL ? time_read(since) : NO_TIME;
	if (!store_last(control_store(c), STORE_ITEMS, &h->rows.place, &w)) {
		control_refuse_rows(c, &h->rows, &w);
		return;
	}
	if (before > 0 && before <= h->rows.place)
		h->rows.place = before - 1;
	control_answer_rows(c, "items", next_past, NULL, &h->rows);
}

/* --- the configuration that runs --- */

/* As its files were when they were taken; place counts them. */
static bool
next_file(struct rows *r, bool *over, struct why *w)
{
	struct caller *c = r->list.caller;
	const struct conf *conf = turn_conf(c->control->turn);
	size_t i = (size_t)r->place++, len;
	struct pool *pool;
	const char *text = NULL;
	bool done;
	json_t *o;

	*over = i + 1 >= conf->n_files;
	if (i >= conf->n_files)
		return true;
	pool = pool_new(POOL_MOST);
	done = store_meta_get(control_store(c), pool,
	    pool_printf(pool, "good %s", conf->file[i].path), &text, &len, w);
	if (done && text != NULL) {
		o = json_object();
		put_text(o, "path", conf->file[i].path);
		json_object_set_new(o, "text", json_stringn(text, len));
		json_array_append_new(r->list.array, o);
	}
	pool_free(pool);
	return done;
}

void
control_running(struct caller *c, const json_t *request)
{
	struct rows *r = rows_new(sizeof(*r), request);

	r->limit = SIZE_MAX;
	control_answer_rows(c, "files", next_file, NULL, r);
}

/* --- a rule that is new hears of what is known --- */

static bool
replay_one(struct caller *c, const struct rule *rule, const json_t *word,
    json_t *array, struct why *w)
{
	const char *text = json_string_value(word);
	int64_t id = text != NULL && text[0] == 'I' ? atoll(text + 1) : 0;
	enum replay_end end;
	json_t *o;

	if (!keep_replay(c->control->turn, rule, id, &end, w))
		return false;
	o = json_object();
	put_text(o, "item", text ? text : "");
	put_text(o, "state", replay_end_name(end));
	json_array_append_new(array, o);
	return true;
}

void
control_replay_rule(struct caller *c, const json_t *request)
{
	const struct conf *conf = turn_conf(c->control->turn);
	const char *name = request_text(request, "rule");
	const struct rule *rule = name ? conf_find_rule(conf, name) : NULL;
	const json_t *items = json_object_get(request, "items"), *item;
	json_t *array, *o;
	struct why w;
	bool done = true;
	size_t i;

	if (rule == NULL) {
		control_refuse(
		    c, CODE_NOTHING, "no rule is called %s", name ? name : "");
		return;
	}
	if (json_array_size(items) > ITEMS_MOST) {
		control_refuse(
		    c, CODE_USAGE, "at most %d items at once", ITEMS_MOST);
		return;
	}
	array = json_array();
	json_array_foreach(items, i, item)
		done = done && replay_one(c, rule, item, array, &w);
	if (!control_commit(c, done, &w)) {
		json_decref(array);
		return;
	}
	o = json_object();
	json_object_set_new(o, "items", array);
	control_answer(c, o);
}
