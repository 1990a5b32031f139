/* silence-before.c - silences and parcels from before them: asked, withdrawn */
/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <string.h>

#include "base/log.h"
#include "silence-inner.h"
#include "slice.h"
#include "turn.h"

enum { ERRAND_MOST = 4 << 20, AT_ONCE = 5 };

/* --- an alert that was raised before --- */

static const char *
word(struct pool *pool, const json_t *o, const char *key)
{
	const char *text = json_string_value(json_object_get(o, key));

	return text != NULL ? pool_strdup(pool, text) : NULL;
}

static bool
is_told_always(const char *event)
{
	return strncmp(event, "silence.", 8) == 0 ||
	       strncmp(event, "watch.", 6) == 0 ||
	       strcmp(event, "digest") == 0 || strcmp(event, "test") == 0;
}

static void
read_rules(struct pool *pool, const json_t *list, struct alert *a)
{
	size_t n = json_array_size(list);
	struct alert_rule *rule = pool_get(pool, (n + 1) * sizeof(*rule));

	for (size_t i = 0; i < n; i++) {
		const char *name = word(pool, json_array_get(list, i), "name");

		if (name != NULL)
			rule[a->n_rules++] = (struct alert_rule){.name = name};
	}
	a->rule = rule;
}

static void
read_deadlines(struct pool *pool, const json_t *list, struct alert *a)
{
	size_t n = json_array_size(list);
	struct alert_deadline *d = pool_get(pool, (n + 1) * sizeof(*d));

	for (size_t i = 0; i < n; i++)
		d[i] = (struct alert_deadline){
		    .is.evidence = word(
			pool, json_array_get(list, i), "evidence")};
	if (n > 0)
		d[0].id = a->n_deadlines > 0 ? a->deadline[0].id : 0;
	a->deadline = d;
	a->n_deadlines = n;
}

/* What a matcher asks of it, out of what the file keeps. */
static struct alert
alert_of(struct pool *pool, const struct timing_row *r)
{
	json_t *o = json_loads(r->json, 0, NULL);
	struct alert_deadline first = {.id = r->deadline};
	struct alert a = {.item = r->item,
	    .feed = word(pool, json_object_get(o, "feed"), "name"),
	    .source = word(pool, json_object_get(o, "source"), "name"),
	    .title = word(pool, json_object_get(o, "item"), "title"),
	    .reason = word(pool, o, "reason"),
	    .deadline = &first,
	    .n_deadlines = 1};

	if (a.title == NULL)
		a.title = r->title;
	read_rules(pool, json_object_get(o, "rules"), &a);
	read_deadlines(pool, json_object_get(o, "deadlines"), &a);
	if (a.n_deadlines == 0 && r->deadline != 0) {
		struct alert_deadline *only = pool_get(pool, sizeof(*only));

		*only = first;
		a.deadline = only;
		a.n_deadlines = 1;
	}
	json_decref(o);
	return a;
}

bool
silence_hides(
    const struct timing_row *r, void *context, struct turn_hiding *hiding)
{
	struct silences *s = context;
	const struct one_silence *one;
	struct pool *pool;
	struct alert a;

	if (is_told_always(r->event))
		return false;
	pool = pool_new(ERRAND_MOST);
	a = alert_of(pool, r);
	one = silence_of(s, pool, &a, r->receiver);
	pool_free(pool);
	if (one == NULL)
		return false;
	silence_reason(one, hiding->reason, sizeof(hiding->reason));
	hiding->trace = silence_trace(s, one, r->alert, r->receiver);
	return true;
}

/* --- what waits, when one begins --- */

static bool
withdraw(struct silences *s, const struct timing_row *r, struct why *w)
{
	struct store *store = turn_store(s->turn);
	struct turn_hiding hiding;

	if (r->parcel_state != PARCEL_WAITING || r->state != ALERT_NEW ||
	    !silence_hides(r, s, &hiding))
		return true;
	hiding.trace.receiver = r->receiver;
	turn_tell(s->turn, "silence", "parcel P%lld of alert A%lld to %s: %s",
	    (long long)r->id, (long long)r->alert, r->receiver, hiding.reason);
	return turn_write(s->turn, w) &&
	       store_timing_leave(
		   store, r->id, turn_now(s->turn), hiding.reason, w) &&
	       store_trace_add(store, &hiding.trace, w);
}

/* A few parcels of a look at all that wait. */
static bool
look_on(void *context)
{
	struct silences *s = context;
	struct store *store = turn_store(s->turn);
	struct pool *pool = pool_new(ERRAND_MOST);
	int64_t id[AT_ONCE];
	struct timing_row r;
	size_t n = 0;
	bool found = false, done;
	struct why w;

	done = s->n > 0 &&
	       store_timing_waiting(store, s->looked, id, AT_ONCE, &n, &w);
	for (size_t i = 0; done && i < n; i++) {
		done = store_timing_get(store, pool, id[i], &r, &found, &w) &&
		       (!found || withdraw(s, &r, &w));
		s->looked = id[i];
		pool_clear(pool);
	}
	pool_free(pool);
	if (!done && s->n > 0) {
		turn_lose(s->turn, &w);
		return false;
	}
	if (done && n == AT_ONCE)
		return true;
	turn_hasten(s->turn);
	return false;
}

void
silences_look_back(struct silences *s)
{
	slice_stop(&s->slice);
	s->looked = 0;
	s->slice.name = "silence";
	s->slice.step = look_on;
	s->slice.context = s;
	slice_start(turn_slicer(s->turn), &s->slice);
}
