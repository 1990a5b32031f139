/* outbox-tell.c - what cannot be delivered is told by another way */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "base/pool.h"
#include "core/alert.h"
#include "edge/conf.h"
#include "edge/store-outbox.h"
#include "outbox-inner.h"
#include "raise.h"
#include "turn.h"

/*
 * The receiver of the option health is told, by its own ways.  Another way is
 * one by another notifier, or to another receiver; by a notifier that is
 * disabled nothing is told.  Where there is none it is left to the journal
 * and the status.
 */
enum { TOLD_MOST = 10 }; /* one by one of a notifier, within an hour */

struct others {
	const struct outbox *box;
	const char *notifier, *receiver; /* which could not */
	int n;
};

static bool
count_other(const struct parcel_row *r, void *context)
{
	struct others *o = context;
	struct notifier_row shut;
	bool same = strcmp(r->notifier, o->notifier) == 0;

	if (r->state == PARCEL_WITHDRAWN || r->state == PARCEL_GIVEN_UP)
		return true;
	if (same && o->receiver != NULL &&
	    strcmp(r->receiver, o->receiver) == 0)
		return true;
	if (outbox_notifier(o->box, r->notifier, &shut) &&
	    shut.disabled != NO_TIME)
		return true;
	o->n++;
	return true;
}

/* How many ways the alert of that key has that are others. */
static bool
count_others(struct others *o, const char *key, struct why *w)
{
	struct store *s = turn_store(o->box->turn);
	struct parcel_query query = {.due = NO_TIME, .limit = 1000};

	return store_alert_find(s, key, &query.alert, w) &&
	       (query.alert == 0 ||
		   store_parcels(s, &query, count_other, o, w));
}

/* That one could not be told is not told again: it would go on for ever. */
static bool
tells_of_delivery(const struct parcel_row *r)
{
	return strcmp(r->event, event_name(EVENT_PARCEL_GIVEN_UP)) == 0 ||
	       strcmp(r->event, event_name(EVENT_NOTIFIER_DISABLED)) == 0;
}

static bool
leave_to_status(struct outbox *box, const struct parcel_row *r, struct why *w)
{
	log_err("parcel P%lld (alert A%lld to %s by %s) is given up, and there "
		"is no other way to tell: bevakactl outbox",
	    (long long)r->id, (long long)r->alert, r->receiver, r->notifier);
	return store_parcel_untold(turn_store(box->turn), r->id, w);
}

/* Many in an hour have one reason: the outbox lists them. */
static bool
has_told_enough(struct outbox *box, const char *notifier)
{
	struct outbox_queue *q = outbox_find_queue(box, notifier);
	int64_t now = turn_now(box->turn);

	if (q == NULL)
		return false;
	if (now - q->told >= 3600 || now < q->told) {
		q->told = now;
		q->n_told = 0;
	}
	return q->n_told++ >= TOLD_MOST;
}

bool
outbox_tell_given_up(
    struct outbox *box, const struct parcel_row *r, struct why *w)
{
	struct others others = {box, r->notifier, r->receiver, 0};
	struct pool *pool;
	const char *key, *reason;
	bool done;

	if (tells_of_delivery(r))
		return leave_to_status(box, r, w);
	if (has_told_enough(box, r->notifier))
		return true;
	pool = pool_new(OUTBOX_ERRAND_MOST);
	key = pool_printf(pool, "given up P%lld %d %lld", (long long)r->id,
	    r->tries, (long long)r->settled);
	reason = pool_printf(pool,
	    "A%lld, %s, %s: %s\nbevakactl outbox; bevakactl outbox retry P%lld",
	    (long long)r->alert, r->receiver, r->notifier, r->why,
	    (long long)r->id);
	done = raise_health(box->turn, EVENT_PARCEL_GIVEN_UP, NULL,
		   r->title ? r->title : "", reason, key, w) &&
	       count_others(&others, key, w);
	pool_free(pool);
	return done && (others.n > 0 || leave_to_status(box, r, w));
}

bool
outbox_tell_disabled(struct outbox_queue *q, const char *reason, struct why *w)
{
	struct outbox *box = q->outbox;
	struct turn *t = box->turn;
	struct others others = {box, q->name, NULL, 0};
	char key[200];
	int64_t alert = 0;
	struct pool *pool = pool_new(OUTBOX_ERRAND_MOST);
	bool done;

	snprintf(key, sizeof(key), "disabled %.100s %lld", q->name,
	    (long long)turn_now(t));
	done = raise_health(t, EVENT_NOTIFIER_DISABLED, NULL, q->name,
		   pool_printf(pool, "%s\nbevakactl notifiers resume %s",
		       reason, q->name),
		   key, w) &&
	       count_others(&others, key, w) &&
	       store_alert_find(turn_store(t), key, &alert, w) &&
	       store_parcels_not_by(turn_store(t), alert, q->name,
		   "the notifier is disabled", turn_now(t), w);
	pool_free(pool);
	if (done && others.n == 0)
		log_err("notifier %s is disabled, and there is no other way to "
			"tell: bevakactl status",
		    q->name);
	return done;
}
