/* audit-look.c - the standing audit: its steps, a batch of rows at a time */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "audit-inner.h"
#include "base/date.h"
#include "edge/conf.h"
#include "edge/store-outbox.h"
#include "edge/store.h"
#include "turn.h"

enum {
	RANGE = 250, /* rows of one batch, by their numbers */
	FEW = 50,    /* of those that ask the file again for each */
	GRACE = 3600 /* seconds that a parcel may be late */
};

/* The next numbers of a table; false: there are none left. */
static bool
next_range(
    struct audit *a, int64_t from, int64_t to, int64_t *low, int64_t *high)
{
	*low = a->at > from ? a->at : from;
	*high = *low + RANGE < to ? *low + RANGE : to;
	a->at = *high;
	return *low < *high;
}

/* --- items and changes that a rule concerns --- */

static bool
add_item(int64_t id, const char *rule, void *context)
{
	audit_add(context, HOLE_NO_ALERT, id, rule);
	return true;
}

static bool
add_change(int64_t id, const char *rule, void *context)
{
	audit_add(context, HOLE_NO_CHANGE, id, rule);
	return true;
}

static bool
look_at_items(struct audit *a, bool *more, struct why *w)
{
	int64_t low, high;

	*more = next_range(a, a->from.item, a->to.item, &low, &high);
	a->result.items += *more ? high - low : 0;
	return !*more || store_audit_items(
			     turn_store(a->turn), low, high, add_item, a, w);
}

static bool
look_at_changes(struct audit *a, bool *more, struct why *w)
{
	int64_t low, high;

	*more = next_range(a, a->from.version, a->to.version, &low, &high);
	a->result.changes += *more ? high - low : 0;
	return !*more || store_audit_changes(
			     turn_store(a->turn), low, high, add_change, a, w);
}

/* Those that could not be judged before. */
static bool
add_waiting(int64_t id, const char *rule, void *context)
{
	struct audit *a = context;

	a->at = id;
	a->result.items++;
	if (rule[0] != '\0')
		audit_add(a, HOLE_NO_ALERT, id, rule);
	return true;
}

static bool
look_at_waiting(struct audit *a, bool *more, struct why *w)
{
	int64_t before = a->at;

	if (!store_audit_waiting(
		turn_store(a->turn), before, FEW, add_waiting, a, w))
		return false;
	*more = a->at != before;
	return true;
}

/* --- alerts and their parcels --- */

struct ways {
	struct audit *audit;
	struct pool *pool;
	struct why *w;
	bool done;
};

/* "receiver notifier user", or "!" and the reason why there is none. */
static bool
look_at_way(struct ways *x, int64_t alert, char *way)
{
	const char *receiver = strsep(&way, " "), *notifier, *user;
	bool is;

	notifier = way ? strsep(&way, " ") : NULL;
	user = way ? way : "";
	if (notifier == NULL)
		return true;
	if (!store_parcel_is(turn_store(x->audit->turn), alert, receiver,
		notifier, user, &is, x->w))
		return false;
	if (!is)
		audit_add(x->audit, HOLE_NO_PARCEL, alert,
		    pool_printf(x->audit->pool, "%s (%s%s%s)", receiver,
			notifier, user[0] ? " " : "", user));
	return true;
}

static bool
look_at_alert(int64_t id, const char *ways, void *context)
{
	struct ways *x = context;
	char *rest = pool_strdup(x->pool, ways), *line;

	x->audit->result.alerts++;
	while (x->done && (line = strsep(&rest, "\n")) != NULL)
		if (line[0] == '!')
			audit_add(x->audit, HOLE_NOBODY, id, line + 1);
		else
			x->done = look_at_way(x, id, line);
	return x->done;
}

static bool
look_at_alerts(struct audit *a, bool *more, struct why *w)
{
	struct ways x = {.audit = a, .w = w, .done = true};
	int64_t low, high;

	*more = next_range(a, a->from.alert, a->to.alert, &low, &high);
	if (!*more)
		return true;
	if (high - low > FEW)
		a->at = high = low + FEW;
	x.pool = pool_new(16 << 20);
	x.done = store_audit_ways(
		     turn_store(a->turn), low, high, look_at_alert, &x, w) &&
		 x.done;
	pool_free(x.pool);
	return x.done;
}

/* --- parcels --- */

static bool
add_receipt(int64_t id, const char *state, void *context)
{
	audit_add(context, HOLE_NO_RECEIPT, id, state);
	return true;
}

static bool
look_at_receipts(struct audit *a, bool *more, struct why *w)
{
	int64_t low, high;

	*more = next_range(a, a->from.parcel, a->to.parcel, &low, &high);
	a->result.parcels += *more ? high - low : 0;
	return !*more || store_audit_receipts(
			     turn_store(a->turn), low, high, add_receipt, a, w);
}

/* A notifier that rests or is disabled is told of by itself. */
static bool
is_shut(struct audit *a, const char *notifier)
{
	struct notifier_row row;
	bool found = false;
	struct why w;

	return store_notifier_get(
		   turn_store(a->turn), a->pool, notifier, &row, &found, &w) &&
	       found;
}

/* A desktop's waits for its user, however long; but what is held goes when
 * its time has come. */
static bool
look_at_open(const struct parcel_row *r, void *context)
{
	struct audit *a = context;
	const struct conf_notifier *by = conf_find_notifier(
	    turn_conf(a->turn), r->notifier);
	int64_t due = r->next > a->started ? r->next : a->started;
	int64_t late = turn_now(a->turn) - due;

	a->at = r->id;
	a->result.open++;
	if (by == NULL)
		audit_add(a, HOLE_NO_WAY, r->id, r->notifier);
	else if (r->state == PARCEL_HELD && late > GRACE)
		audit_add(a, HOLE_OVERDUE, r->id, r->notifier);
	else if (r->state == PARCEL_HELD ||
		 strcmp(by->program, "desktop") == 0 || is_shut(a, r->notifier))
		return true;
	else if (r->state == PARCEL_OUT && late > GRACE + by->seconds)
		audit_add(a, HOLE_STUCK, r->id, r->notifier);
	else if (r->state != PARCEL_OUT && late > GRACE)
		audit_add(a, HOLE_OVERDUE, r->id, r->notifier);
	return true;
}

static bool
look_at_all_open(struct audit *a, bool *more, struct why *w)
{
	int64_t before = a->at;

	if (!store_audit_open(
		turn_store(a->turn), before, FEW, look_at_open, a, w))
		return false;
	*more = a->at != before;
	return true;
}

bool
audit_batch(struct audit *a, bool *more, struct why *w)
{
	static bool (*const step[])(struct audit *, bool *, struct why *) = {
	    look_at_waiting, look_at_items, look_at_changes, look_at_alerts,
	    look_at_receipts, look_at_all_open};

	return step[a->step - AUDIT_FIRST](a, more, w);
}
