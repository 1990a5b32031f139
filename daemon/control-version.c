/* control-version.c - how a feed's items are told apart; versions of an item */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "control-inner.h"
#include "core/alert.h"
#include "core/change.h"
#include "core/identity.h"
#include "edge/conf.h"
#include "edge/store-hold.h"
#include "turn.h"

void
control_put_identity(
    struct caller *c, json_t *o, const struct conf_feed *conf, int64_t feed)
{
	struct pool *pool = pool_new(1 << 20);
	json_t *identity = json_object();
	struct ident_row i;
	int64_t held = 0;
	struct why w;

	if (store_ident_get(control_store(c), pool, feed, &i, &w)) {
		put_text(identity, "set", identity_rung_name(conf->rung));
		put_text(identity, "by",
		    identity_rung_name(conf->rung != RUNG_ALL
					   ? conf->rung
					   : (enum identity_rung)i.rung));
		if (conf->rung == RUNG_ALL) {
			put_text(identity, "why", i.why);
			put_time(identity, "since", i.since);
			put_number(identity, "asked", i.asked);
			put_number(identity, "failed", i.failed);
		}
		put_time(identity, "moved", i.moved);
		put_time(o, "question", i.question);
	}
	json_object_set_new(o, "identity", identity);
	if (store_held_count(control_store(c), feed, &held, &w))
		put_number(o, "held", held);
	pool_free(pool);
}

void
control_put_held(struct caller *c, json_t *status)
{
	int64_t held = 0, questions = 0;
	struct why w;

	if (!store_held_total(control_store(c), &held, &questions, &w))
		return;
	put_number(status, "held", held);
	put_number(status, "questions", questions);
}

/* --- versions --- */

static bool
add_version(const struct version_row *r, void *context)
{
	json_t *list = context, *o = json_object();

	put_number(o, "number", (json_int_t)json_array_size(list) + 1);
	put_time(o, "until", r->seen);
	put_text(o, "title", r->title);
	json_object_set_new(o, "changes", alert_changes_json(r->classes));
	json_array_append_new(list, o);
	return true;
}

bool
control_put_versions(struct caller *c, json_t *o, int64_t item)
{
	json_t *list = json_array();
	struct why w;
	bool done = store_versions(
	    control_store(c), item, add_version, list, &w);

	json_object_set_new(o, "earlier", list);
	return done;
}

/* An item with its versions, the last of which is what it says now. */
struct history {
	struct pool *pool;
	struct item_row now;
	json_t *all;
};

static bool
load_history(
    struct caller *c, int64_t id, struct history *h, bool *found, struct why *w)
{
	struct version_row last = {.seen = NO_TIME};

	if (!store_item_get(
		control_store(c), h->pool, id, true, &h->now, found, w) ||
	    !store_versions(control_store(c), id, add_version, h->all, w))
		return false;
	last.title = h->now.title;
	return add_version(&last, h->all);
}

/* The text of the version of that number. */
static const char *
text_of(struct caller *c, const struct history *h, json_int_t number)
{
	const char *text = h->now.text;
	struct why w;

	if ((size_t)number < json_array_size(h->all) &&
	    !store_version_text(control_store(c), h->pool, h->now.id,
		(int)number - 1, &text, &w))
		text = NULL;
	return text;
}

/* False: it was refused; else the pool has become the answer's. */
/* The two that were asked for, or the last two. */
static bool
answer_two(struct caller *c, const json_t *request, const struct history *h)
{
	json_int_t n = (json_int_t)json_array_size(h->all);
	const json_t *from = json_object_get(request, "from");
	const json_t *to = json_object_get(request, "to");
	json_int_t a = from ? json_integer_value(from) : n - 1;
	json_int_t b = to ? json_integer_value(to) : n;
	const char *text[CONTROL_TEXTS];
	json_t *o, *first, *last;
	size_t texts = 0;

	if (n < 2 && from == NULL && to == NULL) {
		control_refuse(c, CODE_NOTHING,
		    "it has not changed: there is one version of it");
		return false;
	}
	if (a < 1 || a > n || b < 1 || b > n) {
		control_refuse(c, CODE_USAGE,
		    "there are versions 1 to %d, the last is what it is now",
		    (int)n);
		return false;
	}
	o = json_object();
	first = json_copy(json_array_get(h->all, (size_t)a - 1));
	last = json_copy(json_array_get(h->all, (size_t)b - 1));
	control_put_text(first, text_of(c, h, a), text, &texts);
	control_put_text(last, text_of(c, h, b), text, &texts);
	json_object_set_new(o, "from", first);
	json_object_set_new(o, "to", last);
	control_answer_texts(c, o, h->pool, text, texts);
	return true;
}

void
control_versions(struct caller *c, const json_t *request)
{
	int64_t id = request_id(request, "item", 'I');
	struct history h = {.pool = pool_new(64 << 20), .all = json_array()};
	bool found = false;
	struct why w;

	if (id <= 0)
		control_refuse(c, CODE_USAGE, "an item's id is like I42");
	else if (!load_history(c, id, &h, &found, &w))
		control_refuse(c, CODE_FAILED, "%s", w.text);
	else if (!found)
		control_refuse(c, CODE_NOTHING, "no item I%lld", (long long)id);
	else if (answer_two(c, request, &h))
		h.pool = NULL;
	json_decref(h.all);
	pool_free(h.pool);
}
