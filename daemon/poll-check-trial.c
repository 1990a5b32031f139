/* poll-check-trial.c - a document on trial: kept and told, then taken back */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "core/older.h"
#include "edge/conf.h"
#include "edge/fetch.h"
#include "edge/store.h"
#include "health.h"
#include "keep.h"
#include "poll-check-inner.h"
#include "turn.h"

enum { STEPS_MOST = 200, CHECK_POOL = 64 << 20, PARCELS_MOST = 200 };

json_t *
check_answer_json(const struct checking *c, const struct fetch_result *got)
{
	static const char *const outcome[] = {[FETCH_BODY] = "body",
	    [FETCH_UNCHANGED] = "unchanged",
	    [FETCH_GONE] = "gone",
	    [FETCH_REFUSED] = "refused",
	    [FETCH_BROKEN] = "broken",
	    [FETCH_NO_HOST] = "no host"};
	const struct feed_row *row = &c->feed->row;
	bool known = row->baseline && !c->whole;
	bool well = got->outcome == FETCH_BODY ||
		    got->outcome == FETCH_UNCHANGED;
	json_t *o = json_object();

	check_text(o, "url", poll_url(c->feed));
	check_text(o, "etag_sent", known ? row->etag : NULL);
	check_text(o, "last_modified_sent", known ? row->last_modified : NULL);
	check_text(o, "outcome", outcome[got->outcome]);
	check_number(o, "status", got->status);
	check_text(o, "from", got->url);
	check_text(o, "moved", got->moved);
	check_text(o, "type", got->type);
	if (got->outcome == FETCH_BODY)
		check_number(o, "bytes", (int64_t)got->len);
	check_text(o, "etag", got->etag);
	check_text(o, "last_modified", got->last_modified);
	if (got->retry_after >= 0)
		check_number(o, "retry_after", got->retry_after);
	if (got->max_age >= 0)
		check_number(o, "max_age", got->max_age);
	check_text(o, "why", well ? NULL : got->why.text);
	return o;
}

/* --- what was read --- */

static json_t *
reading_json(struct pool *pool, const struct checking *c,
    const struct document *d, int errors)
{
	json_t *o = json_object();
	int dated = 0;

	for (size_t i = 0; i < d->n_items; i++)
		dated += d->items[i].published != NO_TIME;
	json_object_set_new(o, "ok", json_boolean(!d->cut));
	check_text(o, "kind", document_kind_name(d->kind));
	check_text(o, "format", d->format);
	check_text(o, "encoding", d->encoding);
	check_text(o, "list", d->list);
	check_text(o, "title", d->title);
	check_number(o, "items", (int64_t)d->n_items);
	check_number(o, "dated", dated);
	check_number(o, "errors", errors);
	json_object_set_new(o, "login", json_boolean(d->login));
	if (d->ttl > 0)
		check_number(o, "ttl", d->ttl);
	check_text(o, "older", older_page(pool, d, c->from ? c->from : "", 2));
	return o;
}

/* --- what a round would do --- */

static void
note_step(const char *event, const char *text, void *context)
{
	struct checking *c = context;
	json_t *list = json_object_get(c->seen, "steps");

	(void)event;
	if (json_array_size(list) < STEPS_MOST)
		json_array_append_new(list, json_string(text));
}

static void
note_item(const struct keep_seen *s, void *context)
{
	struct checking *c = context;
	json_t *list = json_object_get(c->seen, "items"), *o;

	if (json_array_size(list) >= CHECK_ITEMS)
		return;
	o = json_object();
	check_text(o, "title", s->item->title);
	check_text(o, "link", s->item->link);
	check_time(o, "published", s->item->published);
	check_text(o, "as", s->as);
	check_text(o, "by", s->by);
	if (s->id > 0)
		json_object_set_new(
		    o, "id", json_sprintf("I%lld", (long long)s->id));
	json_array_append_new(list, o);
}

static bool
add_way(const struct parcel_row *r, void *list)
{
	json_array_append_new(
	    list, json_sprintf("%s via %s%s%s", r->receiver, r->notifier,
		      r->user[0] ? " " : "", r->user));
	return true;
}

struct alerts {
	struct checking *checking;
	int64_t after; /* the last one before the trial */
};

static bool
note_last(const struct alert_row *r, void *context)
{
	*(int64_t *)context = r->id;
	return false;
}

static bool
note_alert(const struct alert_row *r, void *context)
{
	struct alerts *a = context;
	json_t *o;

	if (r->id <= a->after)
		return false;
	o = json_object();
	json_object_set_new(o, "number", json_integer(r->id));
	check_text(o, "event", r->event);
	check_text(o, "priority", priority_name(r->priority));
	check_text(o, "title", r->title);
	json_array_insert_new(
	    json_object_get(a->checking->seen, "alerts"), 0, o);
	return true;
}

/* To whom each of them goes; its number is no id, as it is taken back. */
static void
note_ways(struct store *s, json_t *alerts)
{
	for (size_t i = 0; i < json_array_size(alerts); i++) {
		json_t *o = json_array_get(alerts, i), *to = json_array();
		struct parcel_query query = {
		    .alert = json_integer_value(json_object_get(o, "number")),
		    .due = NO_TIME,
		    .limit = PARCELS_MOST};
		struct why w;

		store_parcels(s, &query, add_way, to, &w);
		json_object_set_new(o, "to", to);
		json_object_del(o, "number");
	}
}

/* The round's end, as poll.c has it, without the feed's row. */
static bool
keep_all(struct checking *c, const struct health_look *look, struct kept *kept,
    struct why *w)
{
	struct polled *f = c->feed;
	struct turn *t = f->poll->turn;
	struct feed_row row = f->row;

	if (!keep_list(t, f->conf, &row, &look->document, kept, w) ||
	    !health_kept(t, f->conf, &row, look, kept, w))
		return false;
	row.baseline = true;
	return health_well(t, f->conf, &row, w);
}

static void
note_counts(
    json_t *seen, const struct health_look *look, const struct kept *kept)
{
	check_number(seen, "seen", (int64_t)look->document.n_items);
	check_number(seen, "new", kept->new);
	check_number(seen, "known", kept->known);
	check_number(seen, "changed", kept->changed);
	check_number(seen, "unread", kept->unread);
}

static void
try_round(struct checking *c, const struct health_look *look)
{
	struct turn *t = c->feed->poll->turn;
	struct store *s = turn_store(t);
	struct kept kept = {.seen = note_item, .context = c};
	struct alert_query last = {.limit = 1}, all = {.limit = CHECK_ALERTS};
	struct alerts alerts = {.checking = c};
	struct why w = {"the state file could not be written"};
	bool done;

	if (!turn_write(t, &w) || !store_mark(s, &w)) {
		turn_lose(t, &w);
		check_text(c->seen, "fault", w.text);
		return;
	}
	turn_set_trial(t, note_step, c);
	done = store_alerts(s, &last, note_last, &alerts.after, &w) &&
	       keep_all(c, look, &kept, &w) &&
	       store_alerts(s, &all, note_alert, &alerts, &w);
	note_ways(s, json_object_get(c->seen, "alerts"));
	turn_set_trial(t, NULL, NULL);
	if (!store_undo(s))
		turn_lose(t, &w);
	if (done)
		note_counts(c->seen, look, &kept);
	else
		check_text(c->seen, "fault", w.text);
}

void
check_document(struct checking *c, const struct document *d)
{
	struct polled *f = c->feed;
	struct pool *pool = pool_new(CHECK_POOL);
	struct health_look look;
	const char *fault = health_look(f->poll->turn, pool, f->conf, &f->row,
	    poll_url(f), c->from, d, &look);

	if (fault == NULL && d->cut)
		fault = "the feed is cut off before its end (or has more "
			"items than are read)";
	json_object_set_new(
	    c->seen, "reading", reading_json(pool, c, d, look.errors));
	json_object_set_new(c->seen, "items", json_array());
	json_object_set_new(c->seen, "steps", json_array());
	json_object_set_new(c->seen, "alerts", json_array());
	if (fault != NULL)
		check_text(c->seen, "fault", fault);
	else
		try_round(c, &look);
	pool_free(pool);
}

void
check_unread(struct checking *c, const char *reason)
{
	struct polled *f = c->feed;
	struct pool *pool = pool_new(CHECK_POOL);
	const char *fault = health_unread(f->poll->turn, pool, f->conf, &f->row,
	    poll_url(f), c->from, reason);
	json_t *o = json_object();

	json_object_set_new(o, "ok", json_false());
	check_text(o, "why", reason);
	json_object_set_new(c->seen, "reading", o);
	check_text(c->seen, "fault", fault);
	pool_free(pool);
}
