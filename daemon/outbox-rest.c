/* outbox-rest.c - notifiers that want rest, are disabled, or work again */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/date.h"
#include "base/pool.h"
#include "edge/conf.h"
#include "edge/store-outbox.h"
#include "outbox-inner.h"
#include "turn.h"

enum {
	FORWARD_MOST = 100,   /* parcels in one go */
	FORWARD_AGAIN = 3600, /* seconds until it is done again */
};

/* Of all that a section says; another one, and it is worth a try again. */
static int64_t
stamp_of(const struct conf_notifier *by)
{
	XXH64_hash_t hash = XXH3_64bits(by->program, strlen(by->program) + 1);

	for (size_t i = 0; i < by->n_options; i++) {
		const struct conf_option *o = &by->option[i];

		hash = XXH3_64bits_withSeed(o->key, strlen(o->key) + 1, hash);
		hash = XXH3_64bits_withSeed(
		    o->value, strlen(o->value) + 1, hash);
	}
	return (int64_t)hash;
}

static void
set(struct outbox_queue *q, int64_t disabled, int64_t until, const char *why)
{
	char *copy = why ? strdup(why) : NULL;

	free(q->why);
	q->disabled = disabled;
	q->until = until;
	q->why = copy;
}

static bool
keep(struct outbox_queue *q, struct why *w)
{
	struct turn *t = q->outbox->turn;
	const struct conf_notifier *by = conf_find_notifier(
	    turn_conf(t), q->name);
	struct notifier_row r = {.name = q->name,
	    .disabled = q->disabled,
	    .until = q->until,
	    .stamp = by ? stamp_of(by) : 0,
	    .why = q->why};

	return turn_write(t, w) && store_notifier_set(turn_store(t), &r, w);
}

/* A part of them at a time, as runs go well. */
static bool
bring_forward(struct outbox_queue *q, struct why *w)
{
	struct turn *t = q->outbox->turn;
	int n = 0;

	if (!turn_write(t, w) || !store_line_forward(turn_store(t), q->name,
				     turn_now(t), FORWARD_MOST, &n, w))
		return false;
	q->forward = n == FORWARD_MOST;
	return true;
}

static bool
enable(struct outbox_queue *q, const char *reason, struct why *w)
{
	struct turn *t = q->outbox->turn;

	if (!turn_write(t, w) ||
	    !store_notifier_drop(turn_store(t), q->name, w))
		return false;
	set(q, NO_TIME, NO_TIME, NULL);
	outbox_look_anew(q);
	turn_tell(
	    t, "notifier", "notifier %s: enabled again, %s", q->name, reason);
	return bring_forward(q, w);
}

bool
outbox_queue_load(struct outbox_queue *q, struct why *w)
{
	struct turn *t = q->outbox->turn;
	const struct conf_notifier *by = conf_find_notifier(
	    turn_conf(t), q->name);
	struct pool *pool = pool_new(OUTBOX_ERRAND_MOST);
	struct notifier_row r;
	bool found, done;

	done = store_notifier_get(turn_store(t), pool, q->name, &r, &found, w);
	if (done && found)
		set(q, r.disabled, r.until, r.why);
	else if (done)
		set(q, NO_TIME, NO_TIME, NULL);
	if (done && found && by != NULL && r.stamp != stamp_of(by))
		done = enable(q, "its section has changed", w);
	pool_free(pool);
	return done;
}

bool
outbox_queue_rest(
    struct outbox_queue *q, int seconds, const char *reason, struct why *w)
{
	int64_t until = turn_now(q->outbox->turn) + seconds;

	if (q->disabled != NO_TIME || (q->until != NO_TIME && q->until > until))
		return true;
	set(q, NO_TIME, until, reason);
	turn_tell(q->outbox->turn, "notifier",
	    "notifier %s: rests for %d seconds, as it was asked to", q->name,
	    seconds);
	return keep(q, w);
}

bool
outbox_queue_disable(struct outbox_queue *q, const char *reason, struct why *w)
{
	struct turn *t = q->outbox->turn;

	if (q->disabled != NO_TIME)
		return true; /* several were out */
	set(q, turn_now(t), NO_TIME, reason);
	turn_tell(t, "notifier", "notifier %s: disabled: %s", q->name, reason);
	return keep(q, w) && outbox_tell_disabled(q, reason, w);
}

bool
outbox_queue_is_shut(const struct outbox_queue *q, int64_t *until)
{
	*until = NO_TIME;
	if (q->disabled != NO_TIME)
		return true;
	if (q->until == NO_TIME || q->until <= turn_now(q->outbox->turn))
		return false;
	*until = q->until;
	return true;
}

bool
outbox_queue_note(struct outbox_queue *q, bool well, struct why *w)
{
	int64_t now = turn_now(q->outbox->turn);
	bool again = well && q->failed && now - q->forwarded >= FORWARD_AGAIN;

	q->failed = !well;
	if (again) {
		q->forward = true;
		q->forwarded = now;
	}
	return !well || !q->forward || bring_forward(q, w);
}

bool
outbox_notifier(
    const struct outbox *box, const char *name, struct notifier_row *r)
{
	const struct outbox_queue *q = outbox_find_queue(box, name);
	int64_t until;

	if (q == NULL || !outbox_queue_is_shut(q, &until))
		return false;
	*r = (struct notifier_row){.name = q->name,
	    .disabled = q->disabled,
	    .until = until,
	    .why = q->why};
	return true;
}

bool
outbox_enable(struct outbox *box, const char *name, struct why *w)
{
	struct outbox_queue *q = outbox_find_queue(box, name);
	int64_t until;

	if (q == NULL || !outbox_queue_is_shut(q, &until))
		return why(
		    w, "notifier %s: neither disabled nor at rest", name);
	return enable(q, "by a person", w);
}
