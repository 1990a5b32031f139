/* explain-parcel.c - why: alerts, what became of them, and of each parcel */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "core/alert.h"
#include "edge/conf.h"
#include "edge/store-outbox.h"
#include "edge/store-timing.h"
#include "explain-inner.h"
#include "turn.h"

enum { PARCELS_MOST = 1000, PARCEL_MOST = 4 << 20, NOTIFIER_MOST = 1 << 20 };

/* --- what persons and silences did to it --- */

static bool
tell_trace(const struct trace_row *r, void *context)
{
	static const char *const codes[TRACES] = {"alert.silenced",
	    "alert.hidden", "alert.acked", "alert.ack_ended", "alert.snoozed",
	    "alert.snooze_ended", "alert.done", "alert.dropped",
	    "alert.replayed"};
	struct explain *e = context;
	bool stops = r->what == TRACE_SILENCED || r->what == TRACE_HIDDEN;
	json_t *s;

	if (e->receiver != NULL && r->receiver != NULL &&
	    strcmp(r->receiver, e->receiver->name) != 0)
		return true;
	s = explain_step(e, stops ? MARK_NO : MARK_INFO, codes[r->what]);
	put_id(s, "alert", 'A', r->alert);
	put_time(s, "at", r->at);
	put_words(s, "by", r->by);
	put_words(s, "receiver", r->receiver);
	if (r->silence != 0)
		put_id(s, "silence", 'S', r->silence);
	put_time(s, "until", r->until);
	put_words(s, "words", r->words);
	if (r->what == TRACE_SILENCED)
		explain_decides(e, s, WEIGHT_ALERT);
	return true;
}

/* --- parcels --- */

/* The last try, if there was one. */
static bool
note_receipt(const struct receipt_row *r, void *context)
{
	json_t *s = context;

	put_time(s, "at", r->at);
	put_words(s, "program", r->by);
	put_words(s, "answer", r->answer);
	return true;
}

static bool
is_desktop(struct explain *e, const char *notifier, bool *known)
{
	const struct conf_notifier *by = conf_find_notifier(
	    turn_conf(e->turn), notifier);

	*known = by != NULL;
	return by != NULL && strcmp(by->program, "desktop") == 0;
}

static const char *
waiting_code(struct explain *e, const struct parcel_row *r)
{
	bool known, desktop = is_desktop(e, r->notifier, &known);

	if (!known)
		return "parcel.no_way";
	if (desktop)
		return "parcel.desktop";
	return r->tries > 0 ? "parcel.again" : "parcel.waiting";
}

static const char *
parcel_code(struct explain *e, const struct parcel_row *r, enum mark *mark)
{
	*mark = MARK_WAIT;
	switch (r->state) {
	case PARCEL_WAITING:
		return waiting_code(e, r);
	case PARCEL_OUT:
		return "parcel.out";
	case PARCEL_DELIVERED:
		*mark = MARK_YES;
		return "parcel.delivered";
	case PARCEL_HELD:
		return "parcel.held";
	case PARCEL_BUNDLED:
		return "parcel.bundled";
	case PARCEL_GIVEN_UP:
		*mark = MARK_NO;
		return "parcel.given_up";
	default:
		*mark = MARK_NO;
		return "parcel.withdrawn";
	}
}

/* A notifier that rests or is disabled holds up all that go by it. */
static void
tell_notifier(struct explain *e, const struct parcel_row *r)
{
	struct pool *pool = pool_new(NOTIFIER_MOST);
	struct notifier_row n;
	bool found = false;
	json_t *s;
	struct why w;

	if (r->state == PARCEL_WAITING &&
	    store_notifier_get(
		turn_store(e->turn), pool, r->notifier, &n, &found, &w) &&
	    found) {
		bool off = n.disabled != NO_TIME;

		s = explain_step(
		    e, MARK_WAIT, off ? "notifier.disabled" : "notifier.rests");
		put_words(s, "notifier", r->notifier);
		put_time(s, "since", n.disabled);
		put_time(s, "until", n.until);
		put_words(s, "why", n.why);
	}
	pool_free(pool);
}

/* What is tried when the ways so far reach nobody. */
static bool
tell_next_way(const struct next_way *way, void *context)
{
	struct explain *e = context;
	json_t *s;

	if (e->receiver != NULL &&
	    strcmp(way->receiver, e->receiver->name) != 0)
		return true;
	s = explain_step(e, MARK_INFO, "parcel.then");
	put_words(s, "receiver", way->receiver);
	put_words(s, "notifier", way->notifier);
	put_time(s, "at", way->due);
	return true;
}

/* A silence that began since would leave it out when its time comes. */
static void
tell_silence(struct explain *e, const struct parcel_row *r)
{
	struct pool *pool = pool_new(PARCEL_MOST);
	struct timing_row row;
	struct turn_hiding hiding;
	bool found = false;
	json_t *s;
	struct why w;

	if (store_timing_get(
		turn_store(e->turn), pool, r->id, &row, &found, &w) &&
	    found && turn_hides(e->turn, &row, &hiding) &&
	    hiding.trace.until > r->next) {
		s = explain_step(e, MARK_NO, "parcel.silenced");
		put_id(s, "parcel", 'P', r->id);
		put_text(s, "receiver", r->receiver);
		put_id(s, "silence", 'S', hiding.trace.silence);
		put_text(s, "by", hiding.trace.by);
		put_time(s, "until", hiding.trace.until);
		put_text(s, "words", hiding.trace.words);
	}
	pool_free(pool);
}

static bool tell_parcel(const struct parcel_row *, void *context);

/* What became of the one that it goes along within. */
static void
tell_carrier(struct explain *e, int64_t carrier)
{
	struct parcel_query query = {.id = carrier, .due = NO_TIME, .limit = 1};
	struct why w;

	if (!store_parcels(turn_store(e->turn), &query, tell_parcel, e, &w))
		log_warn("why: %s", w.text);
}

static bool
tell_parcel(const struct parcel_row *r, void *context)
{
	struct explain *e = context;
	enum mark mark;
	const char *code = parcel_code(e, r, &mark);
	json_t *s;
	struct why w;

	if (e->receiver != NULL && strcmp(r->receiver, e->receiver->name) != 0)
		return true;
	s = explain_step(e, mark, code);
	put_id(s, "parcel", 'P', r->id);
	put_id(s, "alert", 'A', r->alert);
	put_words(s, "receiver", r->receiver);
	put_words(s, "notifier", r->notifier);
	put_words(s, "user", r->user);
	put_number(s, "tries", r->tries);
	put_words(s, "why", r->why);
	put_words(s, "reason", r->reason);
	if (r->carrier != 0)
		put_id(s, "carrier", 'P', r->carrier);
	if (r->state == PARCEL_WAITING || r->state == PARCEL_HELD)
		put_time(s, "next", r->next);
	store_receipts(turn_store(e->turn), r->id, note_receipt, s, &w);
	tell_notifier(e, r);
	if (r->state == PARCEL_HELD)
		tell_silence(e, r);
	else if (r->state == PARCEL_BUNDLED && r->carrier != 0)
		tell_carrier(e, r->carrier);
	/* what has arrived is the answer, then what is on its way */
	explain_decides(e, s,
	    mark == MARK_YES    ? WEIGHT_PARCEL + 2
	    : mark == MARK_WAIT ? WEIGHT_PARCEL + 1
				: WEIGHT_PARCEL);
	return true;
}

/* --- alerts --- */

static bool
tell_alert(struct explain *e, const struct alert_row *r, struct why *w)
{
	struct parcel_query query = {
	    .alert = r->id, .due = NO_TIME, .limit = PARCELS_MOST};
	json_t *s = explain_step(e, MARK_YES, "alert.raised");
	size_t before;

	put_id(s, "alert", 'A', r->id);
	put_words(s, "event", r->event);
	put_words(s, "priority", priority_name(r->priority));
	put_words(s, "title", r->title);
	put_words(s, "rules", r->rules);
	put_time(s, "at", r->created);
	if (!store_traces(turn_store(e->turn), r->id, 0, tell_trace, e, w))
		return false;
	before = json_array_size(e->steps);
	if (!store_parcels(turn_store(e->turn), &query, tell_parcel, e, w) ||
	    !store_ways(turn_store(e->turn), r->id, turn_now(e->turn),
		PARCELS_MOST, tell_next_way, e, w))
		return false;
	if (json_array_size(e->steps) != before)
		return true;
	s = explain_step(
	    e, MARK_NO, e->receiver ? "alert.not_to" : "alert.nobody");
	put_id(s, "alert", 'A', r->id);
	put_words(s, "receiver", e->receiver ? e->receiver->name : NULL);
	explain_decides(e, s, WEIGHT_ALERT);
	return true;
}

/* Rows live only in the listing, so ids are collected first. */
struct ids {
	int64_t id[200];
	int n;
};

static bool
note_id(const struct alert_row *r, void *context)
{
	struct ids *ids = context;

	ids->id[ids->n++] = r->id;
	return ids->n < (int)(sizeof(ids->id) / sizeof(ids->id[0]));
}

struct telling {
	struct explain *explain;
	struct pool *pool;
	struct alert_row row;
	bool found;
};

static bool
copy_alert(const struct alert_row *r, void *context)
{
	struct telling *t = context;

	t->found = true;
	t->row = *r;
	t->row.event = pool_strdup(t->pool, r->event);
	t->row.title = pool_strdup(t->pool, r->title);
	t->row.rules = pool_strdup(t->pool, r->rules ? r->rules : "");
	return false;
}

bool
explain_alert(struct explain *e, int64_t alert, bool *found, struct why *w)
{
	struct alert_query query = {.id = alert, .limit = 1};
	struct telling t = {.explain = e, .pool = pool_new(1 << 20)};
	bool done = store_alerts(
	    turn_store(e->turn), &query, copy_alert, &t, w);

	*found = t.found;
	done = done && (!t.found || tell_alert(e, &t.row, w));
	pool_free(t.pool);
	return done;
}

bool
explain_alerts(
    struct explain *e, int64_t item, int64_t deadline, int *n, struct why *w)
{
	struct ids ids = {.n = 0};
	bool found, done = store_alerts_about(
			turn_store(e->turn), item, deadline, note_id, &ids, w);

	*n = ids.n;
	for (int i = 0; done && i < ids.n; i++)
		done = explain_alert(e, ids.id[i], &found, w);
	return done;
}
