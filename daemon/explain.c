/* explain.c - why somebody was told of something, or was not: what was asked */
/* SPDX-License-Identifier: MIT */
#include "explain.h"

#include <string.h>

#include "base/date.h"
#include "core/alert.h"
#include "core/change.h"
#include "edge/conf.h"
#include "edge/store-story.h"
#include "explain-inner.h"
#include "turn.h"

enum { DEADLINES_MOST = 200 };

json_t *
explain_step(struct explain *e, enum mark mark, const char *code)
{
	static const char *const marks[] = {"info", "yes", "no", "wait"};
	json_t *step = json_object();

	json_object_set_new(step, "code", json_string(code));
	json_object_set_new(step, "mark", json_string(marks[mark]));
	json_array_append_new(e->steps, step);
	return step;
}

void
explain_decides(struct explain *e, json_t *step, enum weight weight)
{
	if ((int)weight <= e->weight)
		return;
	e->weight = (int)weight;
	e->conclusion = step;
}

void
fact_add(json_t *step, const char *list, const char *text)
{
	json_t *array = json_object_get(step, list);

	if (array == NULL) {
		array = json_array();
		json_object_set_new(step, list, array);
	}
	json_array_append_new(array, json_string(text));
}

/* --- an item --- */

static void
tell_found(struct explain *e, const struct item_row *r)
{
	json_t *s = explain_step(e, MARK_YES, "item.seen");

	put_id(s, "item", 'I', r->id);
	put_words(s, "title", r->title);
	put_words(s, "link", r->link);
	put_words(s, "feed", r->feed_name);
	put_time(s, "seen", r->seen);
	put_time(s, "published",
	    r->published != NO_TIME ? item_published(r, turn_now(e->turn))
				    : NO_TIME);
	if (item_is_ahead(r, turn_now(e->turn)))
		put_time(s, "ahead", r->published);
}

/* Is it news at all? */
static void
tell_news(struct explain *e, const struct item_row *r)
{
	json_t *s;

	if (r->baseline) {
		s = explain_step(e, MARK_NO, "item.baseline");
		explain_decides(e, s, WEIGHT_FEED);
	} else if (r->held != NO_TIME) {
		s = explain_step(e, MARK_WAIT, "item.held");
		put_time(s, "until", r->held > 0 ? r->held : NO_TIME);
		put_words(s, "feed", r->feed_name);
		explain_decides(e, s, WEIGHT_FEED);
	} else {
		explain_step(e, MARK_YES, "item.news");
	}
	if (r->state == ITEM_READ)
		return;
	s = explain_step(e, MARK_WAIT, "item.unread");
	put_number(s, "tries", r->tries);
	put_time(s, "next", r->next);
	explain_decides(e, s, WEIGHT_FEED);
}

static void
tell_changes(struct explain *e, const struct item_row *r)
{
	json_t *s, *classes;

	if (r->versions <= 1) {
		explain_step(e, MARK_INFO, "item.unchanged");
		return;
	}
	s = explain_step(e, MARK_INFO, "item.changed");
	classes = alert_changes_json(r->classes);
	put_number(s, "versions", r->versions);
	put_time(s, "changed", r->changed);
	json_object_set(s, "changes", classes);
	json_decref(classes);
}

/* --- its deadlines --- */

static bool
tell_deadline(const struct deadline_row *d, void *context)
{
	static const char *const codes[] = {"deadline.open", "deadline.moved",
	    "deadline.withdrawn", "deadline.done", "deadline.rejected"};
	struct explain *e = context;
	bool asked = d->state == TERM_OPEN && !d->confirmed &&
		     (d->is.flags & DEADLINE_QUESTIONED);
	bool passed = d->state == TERM_OPEN && d->is.end < turn_today(e->turn);
	const char *code = asked    ? "deadline.questioned"
			   : passed ? "deadline.passed"
				    : codes[d->state % 5];
	json_t *s = explain_step(
	    e, d->state == TERM_OPEN && !asked ? MARK_YES : MARK_INFO, code);
	char day[DAY_TEXT];

	put_id(s, "deadline", 'D', d->id);
	put_words(s, "kind", deadline_kind_name(d->is.kind));
	put_words(s, "day", day_write(d->is.end, day));
	put_words(s, "evidence", d->is.evidence);
	put_words(s, "published", day_write(d->published, day));
	if (d->moved_to != 0)
		put_id(s, "to", 'D', d->moved_to);
	return true;
}

static bool
tell_deadlines(struct explain *e, int64_t item, struct why *w)
{
	struct deadline_query query = {
	    .item = item, .kind = -1, .limit = DEADLINES_MOST};
	size_t before = json_array_size(e->steps);

	if (!store_deadlines(turn_store(e->turn), &query, tell_deadline, e, w))
		return false;
	if (json_array_size(e->steps) == before)
		explain_step(e, MARK_INFO, "deadline.none");
	return true;
}

/* What no alert came of: only now it is known why. */
static void
tell_no_alert(
    struct explain *e, const struct item_row *r, const char *then, bool matched)
{
	json_t *s;

	if (r->baseline || r->held != NO_TIME || r->state != ITEM_READ)
		return;
	if (then[0] != '\0') {
		s = explain_step(e, MARK_NO, "alert.missing");
		put_words(s, "rules", then);
		explain_decides(e, s, WEIGHT_ALERT);
	} else if (matched) {
		s = explain_step(e, MARK_NO, "alert.rules_later");
		explain_decides(e, s, WEIGHT_ALERT);
	}
}

/* An alert of the same story, raised for another feed, speaks for it. */
static bool
tell_story(struct explain *e, int64_t item, int *alerts, struct why *w)
{
	int64_t alert = 0;
	bool found;
	json_t *s;

	if (!store_story_of(turn_store(e->turn), item, &alert, w))
		return false;
	if (alert == 0)
		return true;
	++*alerts;
	s = explain_step(e, MARK_YES, "alert.story");
	put_id(s, "alert", 'A', alert);
	return explain_alert(e, alert, &found, w);
}

bool
explain_item(struct explain *e, int64_t id, bool *found, struct why *w)
{
	struct pool *pool = pool_new(EXPLAIN_POOL);
	struct store *s = turn_store(e->turn);
	struct item_row r;
	const char *then = "";
	bool matched = false, done;
	int alerts = 0;

	done = store_item_get(s, pool, id, true, &r, found, w);
	if (done && *found) {
		tell_found(e, &r);
		done = explain_feed(e, r.feed_name, false, w) &&
		       explain_keys(e, pool, &r, w);
		tell_news(e, &r);
		tell_changes(e, &r);
		done = done && tell_deadlines(e, id, w) &&
		       store_item_rule_names(s, pool, id, &then, w) &&
		       explain_rules(e, pool, &r, then, &matched, w) &&
		       explain_alerts(e, id, 0, &alerts, w) &&
		       tell_story(e, id, &alerts, w);
		if (done && alerts == 0)
			tell_no_alert(e, &r, then, matched);
	}
	pool_free(pool);
	return done;
}

/* --- ids --- */

struct one_deadline {
	int64_t item;
	bool found;
};

static bool
note_item(const struct deadline_row *d, void *context)
{
	struct one_deadline *one = context;

	one->item = d->item;
	one->found = true;
	return false;
}

static bool
explain_deadline(struct explain *e, int64_t id, bool *found, struct why *w)
{
	struct deadline_query query = {.id = id, .kind = -1, .limit = 1};
	struct one_deadline one = {0};
	json_t *s;
	bool any;
	int n = 0;

	if (!store_deadlines(turn_store(e->turn), &query, note_item, &one, w))
		return false;
	*found = one.found;
	if (!one.found)
		return true;
	if (one.item != 0 && !explain_item(e, one.item, &any, w))
		return false;
	if (!explain_alerts(e, 0, id, &n, w))
		return false;
	if (n > 0)
		return true;
	s = explain_step(e, MARK_INFO, "deadline.no_reminder");
	put_id(s, "deadline", 'D', id);
	explain_decides(e, s, WEIGHT_NEWS);
	return true;
}

struct one_alert {
	int64_t item;
	bool found;
};

static bool
note_alert(const struct alert_row *r, void *context)
{
	struct one_alert *one = context;

	one->item = r->item;
	one->found = true;
	return false;
}

/* Of an alert of an item all that led to it, and then that one alone. */
static bool
explain_one_alert(struct explain *e, int64_t id, bool *found, struct why *w)
{
	struct alert_query query = {.id = id, .limit = 1};
	struct pool *pool;
	struct one_alert one = {0};
	struct item_row r;
	const char *then = "";
	bool matched, any = false, done;

	if (!store_alerts(turn_store(e->turn), &query, note_alert, &one, w))
		return false;
	*found = one.found;
	if (!one.found || one.item == 0)
		return !one.found || explain_alert(e, id, found, w);
	pool = pool_new(EXPLAIN_POOL);
	done = store_item_get(
	    turn_store(e->turn), pool, one.item, true, &r, &any, w);
	if (done && any) {
		tell_found(e, &r);
		done = explain_keys(e, pool, &r, w) &&
		       tell_deadlines(e, one.item, w) &&
		       store_item_rule_names(
			   turn_store(e->turn), pool, one.item, &then, w) &&
		       explain_rules(e, pool, &r, then, &matched, w);
	}
	pool_free(pool);
	return done && explain_alert(e, id, found, w);
}

bool
explain_id(
    struct explain *e, char letter, long long id, bool *found, struct why *w)
{
	int64_t alert = 0;

	*found = false;
	switch (letter) {
	case 'I':
		return explain_item(e, id, found, w);
	case 'D':
		return explain_deadline(e, id, found, w);
	case 'A':
		return explain_one_alert(e, id, found, w);
	case 'P':
		return store_parcel_alert(turn_store(e->turn), id, &alert, w) &&
		       (alert == 0 || explain_one_alert(e, alert, found, w));
	default:
		return true;
	}
}
