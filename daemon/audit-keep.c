/* audit-keep.c - the standing audit: from one to the next, and what is told */
/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit-inner.h"
#include "base/date.h"
#include "core/alert-watch.h"
#include "edge/conf.h"
#include "raise.h"
#include "turn.h"

enum {
	ERRAND_MOST = 16 << 20,
	TEXT_MOST = 300,
	OLD_MOST = 50, /* holes that are looked at again, in one go */
};

/* The file's note of what its rules are. */
static bool
rules_of_file(struct audit *a, uint64_t *rules, struct why *w)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	const char *value;
	size_t len;
	bool done = store_meta_get(
	    turn_store(a->turn), pool, "rules", &value, &len, w);

	*rules = 0;
	if (done && value != NULL && len == sizeof(*rules))
		memcpy(rules, value, len);
	pool_free(pool);
	return done;
}

static bool
read_marks(struct audit *a, const char *text)
{
	return sscanf(text,
		   "%" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64
		   " %" SCNd64 " %d %" SCNx64,
		   &a->mark.item, &a->mark.version, &a->mark.alert,
		   &a->mark.parcel, &a->all_item, &a->all_version, &a->day,
		   &a->rules) == 8;
}

/* A file that was never audited is audited from now on. */
static bool
load_marks(struct audit *a, struct why *w)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	struct store *s = turn_store(a->turn);
	const char *text;
	size_t len;
	bool done = store_meta_get(s, pool, "audit", &text, &len, w);

	if (done && (text == NULL || !read_marks(a, text))) {
		done = store_audit_last(s, &a->mark, w) &&
		       rules_of_file(a, &a->rules, w);
		a->all_item = a->mark.item;
		a->all_version = a->mark.version;
		a->day = turn_today(a->turn);
	}
	a->known = done;
	pool_free(pool);
	return done;
}

/* Matches that were noted before the rules became others are no measure. */
bool
audit_load(struct audit *a, struct why *w)
{
	uint64_t rules;

	if ((!a->known && !load_marks(a, w)) || !rules_of_file(a, &rules, w))
		return false;
	if (rules == a->rules)
		return true;
	a->rules = rules;
	a->all_item = a->conf.item;
	a->all_version = a->mark.version = a->conf.version;
	return true;
}

static bool
keep_marks(struct audit *a, struct why *w)
{
	char text[TEXT_MOST];

	snprintf(text, sizeof(text),
	    "%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64
	    " %" PRId64 " %d %" PRIx64,
	    a->mark.item, a->mark.version, a->mark.alert, a->mark.parcel,
	    a->all_item, a->all_version, a->day, a->rules);
	return store_meta_set(
	    turn_store(a->turn), "audit", text, strlen(text), w);
}

/*
 * What matched by the rules as they were is judged by that, so it is noted
 * before they are matched again.
 */
bool
audit_take_conf(struct audit *a, struct why *w)
{
	struct store *s = turn_store(a->turn);
	struct audit_marks last;

	if (!turn_write(a->turn, w) || !audit_load(a, w) ||
	    !store_audit_last(s, &last, w) || !store_audit_settle(s, w) ||
	    !store_audit_before(s, a->mark.item, w))
		return false;
	a->conf = last;
	a->mark.item = last.item;
	return keep_marks(a, w);
}

/* --- holes --- */

struct old_holes {
	struct audit *audit;
	struct pool *pool;
	const char **gone;
	size_t n, room;
};

static bool
is_found(const struct audit *a, struct pool *pool, const char *key)
{
	for (size_t i = 0; i < a->n; i++)
		if (strcmp(hole_key(pool, &a->hole[i]), key) == 0)
			return true;
	return false;
}

/* Of what an audit of the newest rows does not see again, nothing is known. */
static bool
look_at_old(const char *key, const char *words, int64_t found, void *context)
{
	struct old_holes *o = context;

	(void)words;
	(void)found;
	if (is_found(o->audit, o->pool, key))
		return true;
	o->gone = pool_grow(o->pool, o->gone, o->n, &o->room, sizeof(*o->gone));
	o->gone[o->n++] = pool_strdup(o->pool, key);
	return o->n < OLD_MOST;
}

/* The same row asked about again: is it still a hole? */
static bool
is_filled(struct audit *a, const char *key, bool *filled, struct why *w)
{
	struct audit again = {.turn = a->turn,
	    .pool = pool_new(ERRAND_MOST),
	    .started = a->started};
	const char *id = NULL;
	bool done = true, more = true;
	int64_t n = 0;

	for (const char *c = key; *c != '\0' && id == NULL; c++)
		if (strchr("IAP", *c) != NULL)
			id = c;
	if (id != NULL)
		n = strtoll(id + 1, NULL, 10);
	again.from = (struct audit_marks){n - 1, 0, n - 1, n - 1};
	again.to = (struct audit_marks){n, 0, n, n};
	for (again.step = AUDIT_FIRST; done && again.step <= AUDIT_LAST;
	     again.step++) {
		again.at = again.step == AUDIT_LAST ? n - 1 : 0;
		done = audit_batch(&again, &more, w);
	}
	*filled = !is_found(&again, again.pool, key);
	pool_free(again.pool);
	return done;
}

/* A change is told by the next one, or by nobody: it is looked at by hand. */
static bool
is_of_change(const char *key)
{
	return strncmp(key, hole_name(HOLE_NO_CHANGE),
		   strlen(hole_name(HOLE_NO_CHANGE))) == 0;
}

static bool
forget_filled(struct audit *a, struct pool *pool, struct why *w)
{
	struct old_holes old = {.audit = a, .pool = pool};
	bool done = store_holes(turn_store(a->turn), look_at_old, &old, w);

	for (size_t i = 0; done && i < old.n; i++) {
		bool filled = a->result.all && is_of_change(old.gone[i]);

		done = filled || is_of_change(old.gone[i]) ||
		       is_filled(a, old.gone[i], &filled, w);
		if (done && filled)
			done = store_hole_drop(
			    turn_store(a->turn), old.gone[i], w);
	}
	return done;
}

/* Those that were not told before come first. */
static bool
sort_fresh(struct audit *a, struct pool *pool, struct why *w)
{
	size_t n = 0;

	for (size_t i = 0; i < a->n; i++) {
		struct hole one = a->hole[i];
		bool known;

		if (!store_hole_find(
			turn_store(a->turn), hole_key(pool, &one), &known, w))
			return false;
		if (known)
			continue;
		a->hole[i] = a->hole[n];
		a->hole[n++] = one;
	}
	a->result.fresh = n;
	return true;
}

static bool
tell_fresh(struct audit *a, struct pool *pool, struct why *w)
{
	struct alert_watch watch = {
	    .hole = a->hole, .n_holes = a->result.fresh};
	const char *key = pool_printf(pool, "hole %lld %s",
	    (long long)turn_now(a->turn), hole_key(pool, &a->hole[0]));

	for (size_t i = 0; i < a->result.fresh; i++)
		if (!store_hole_add(turn_store(a->turn),
			hole_key(pool, &a->hole[i]),
			hole_say(pool, LANGUAGE_EN, &a->hole[i]),
			turn_now(a->turn), w))
			return false;
	return raise_watch(a->turn, EVENT_WATCH_HOLE, &watch, key,
	    turn_conf(a->turn)->health.other, w);
}

bool
audit_keep(struct audit *a, struct why *w)
{
	struct pool *pool = pool_new(ERRAND_MOST * 4);
	struct store *s = turn_store(a->turn);
	int64_t was = a->mark.item;
	bool done = turn_write(a->turn, w) && forget_filled(a, pool, w) &&
		    sort_fresh(a, pool, w) &&
		    (a->result.fresh == 0 || tell_fresh(a, pool, w));

	a->mark = a->to;
	if (a->result.all)
		a->day = turn_today(a->turn);
	done = done && store_audit_settle(s, w) &&
	       store_audit_note(s, was, w) && keep_marks(a, w);
	pool_free(pool);
	return done;
}
