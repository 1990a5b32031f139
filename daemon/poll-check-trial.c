/* poll-check-trial.c - a document on trial: kept and told, then taken back */
/* SPDX-License-Identifier: MIT */
/*
 *	read --> looked at --marked--> item by item --> told --> taken back --.
 *	             |                                                        v
 *	             '--a fault-----------------------------------------> answered
 */
#include <string.h>

#include "base/date.h"
#include "core/older.h"
#include "edge/conf.h"
#include "edge/fetch.h"
#include "edge/store.h"
#include "health.h"
#include "keep.h"
#include "poll-check-inner.h"
#include "slice.h"
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

	put_words(o, "url", poll_url(c->feed));
	put_words(o, "etag_sent", known ? row->etag : NULL);
	put_words(o, "last_modified_sent", known ? row->last_modified : NULL);
	put_words(o, "outcome", outcome[got->outcome]);
	put_number(o, "status", got->status);
	put_words(o, "from", got->url);
	put_words(o, "moved", got->moved);
	put_words(o, "type", got->type);
	if (got->outcome == FETCH_BODY)
		put_number(o, "bytes", (int64_t)got->len);
	put_words(o, "etag", got->etag);
	put_words(o, "last_modified", got->last_modified);
	if (got->retry_after >= 0)
		put_number(o, "retry_after", got->retry_after);
	if (got->max_age >= 0)
		put_number(o, "max_age", got->max_age);
	put_words(o, "why", well ? NULL : got->why.text);
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
	put_words(o, "kind", document_kind_name(d->kind));
	put_words(o, "format", d->format);
	put_words(o, "encoding", d->encoding);
	put_words(o, "list", d->list);
	put_words(o, "title", d->title);
	put_number(o, "items", (int64_t)d->n_items);
	put_number(o, "dated", dated);
	put_number(o, "errors", errors);
	json_object_set_new(o, "login", json_boolean(d->login));
	if (d->ttl > 0)
		put_number(o, "ttl", d->ttl);
	put_words(o, "older", older_page(pool, d, c->from ? c->from : "", 2));
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
	put_words(o, "title", s->item->title);
	put_words(o, "link", s->item->link);
	put_time(o, "published", s->item->published);
	put_words(o, "as", s->as);
	put_words(o, "by", s->by);
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

/* From its mark to its end, which takes back all of it, it is alone (slice.h),
 * and poll_is_on_trial. */
struct trial {
	struct checking *checking;
	struct slice slice;
	struct pool *pool;
	struct pool *read; /* the document's */
	const struct document *document;
	struct health_look look;
	struct kept kept;
	struct listing *listing; /* NULL: nothing is written */
	struct alerts alerts;
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
	put_words(o, "event", r->event);
	put_words(o, "priority", priority_name(r->priority));
	put_words(o, "title", r->title);
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

/* The round's end, as poll-keep.c has it, without the feed's row. */
static bool
end_round(struct trial *t, struct why *w)
{
	struct polled *f = t->checking->feed;
	struct turn *turn = f->poll->turn;
	struct feed_row row = f->row;
	struct alert_query all = {.limit = CHECK_ALERTS};

	if (!health_kept(turn, f->conf, &row, &t->look, &t->kept, w))
		return false;
	row.baseline = true;
	return health_well(turn, f->conf, &row, w) &&
	       store_alerts(turn_store(turn), &all, note_alert, &t->alerts, w);
}

static void
note_counts(
    json_t *seen, const struct health_look *look, const struct kept *kept)
{
	put_number(seen, "seen", (int64_t)look->document.n_items);
	put_number(seen, "new", kept->new);
	put_number(seen, "known", kept->known);
	put_number(seen, "changed", kept->changed);
	put_number(seen, "unread", kept->unread);
}

static void
trial_free(struct trial *t)
{
	struct checking *c = t->checking;
	struct slicer *slicer = turn_slicer(c->feed->poll->turn);

	c->trial = NULL;
	slice_stop(&t->slice);
	keep_close(t->listing);
	slicer_free_pool(slicer, t->read);
	slicer_free_pool(slicer, t->pool);
}

/* What was written is taken back. */
static void
take_back(struct trial *t)
{
	struct poll *p = t->checking->feed->poll;
	struct why w = {"the state file could not be written"};

	p->on_trial = false;
	if (!store_undo(turn_store(p->turn)))
		turn_lose(p->turn, &w);
}

/* False: it is over, for that reason if there is one. */
static bool
over(struct trial *t, const char *fault)
{
	struct checking *c = t->checking;

	put_words(c->seen, "fault", fault);
	trial_free(t);
	check_finish(c);
	return false;
}

static const char *
fault_of(struct trial *t)
{
	struct checking *c = t->checking;
	struct polled *f = c->feed;
	const char *fault = health_look(f->poll->turn, t->pool, f->conf,
	    &f->row, poll_url(f), c->from, t->document, &t->look);

	if (fault == NULL && t->document->cut)
		fault = "the feed is cut off before its end (or has more "
			"items than are read)";
	json_object_set_new(c->seen, "reading",
	    reading_json(t->pool, c, t->document, t->look.errors));
	json_object_set_new(c->seen, "items", json_array());
	json_object_set_new(c->seen, "steps", json_array());
	json_object_set_new(c->seen, "alerts", json_array());
	return fault;
}

static bool
begin(struct trial *t)
{
	struct polled *f = t->checking->feed;
	struct turn *turn = f->poll->turn;
	struct store *s = turn_store(turn);
	struct alert_query last = {.limit = 1};
	const char *fault = fault_of(t);
	struct why w;

	if (fault != NULL)
		return over(t, fault);
	if (!turn_write(turn, &w) || !store_mark(s, &w)) {
		turn_lose(turn, &w);
		return over(t, w.text);
	}
	f->poll->on_trial = true;
	if (!store_alerts(s, &last, note_last, &t->alerts.after, &w)) {
		take_back(t);
		return over(t, w.text);
	}
	t->listing = keep_open(
	    turn, f->conf, &f->row, &t->look.document, &t->kept);
	return true;
}

/* The last step of keeping it is done, or has failed. */
static bool
end(struct trial *t, bool done, struct why *w)
{
	struct checking *c = t->checking;
	struct turn *turn = c->feed->poll->turn;

	turn_set_trial(turn, note_step, c);
	done = done && end_round(t, w);
	turn_set_trial(turn, NULL, NULL);
	note_ways(turn_store(turn), json_object_get(c->seen, "alerts"));
	take_back(t);
	if (done)
		note_counts(c->seen, &t->look, &t->kept);
	return over(t, done ? NULL : w->text);
}

static bool
try_some(void *context)
{
	struct trial *t = context;
	struct turn *turn = t->checking->feed->poll->turn;
	enum keep_step step;
	struct why w;

	if (t->listing == NULL)
		return begin(t);
	turn_set_trial(turn, note_step, t->checking);
	step = keep_step(t->listing, &w);
	turn_set_trial(turn, NULL, NULL);
	return step == KEEP_MORE || end(t, step == KEEP_DONE, &w);
}

void
check_document(struct checking *c, struct pool *read, const struct document *d)
{
	struct pool *pool = pool_new(CHECK_POOL);
	struct trial *t = pool_get(pool, sizeof(*t));

	*t = (struct trial){.checking = c,
	    .pool = pool,
	    .read = read,
	    .document = d,
	    .kept = {.seen = note_item, .context = c},
	    .alerts = {.checking = c}};
	t->slice = (struct slice){.name = "a round on trial",
	    .step = try_some,
	    .context = t,
	    .alone = true};
	c->trial = t;
	slice_start(turn_slicer(c->feed->poll->turn), &t->slice);
}

void
check_drop_trial(struct checking *c)
{
	if (c->trial == NULL)
		return;
	if (c->trial->listing != NULL)
		take_back(c->trial);
	trial_free(c->trial);
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
	put_words(o, "why", reason);
	json_object_set_new(c->seen, "reading", o);
	put_words(c->seen, "fault", fault);
	pool_free(pool);
}
