/* release-judge.c - what becomes of one held parcel when it is due */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "release-inner.h"

enum { JOIN_MOST = 4 * 3600 };

static bool
leave(struct release_judged *j, const char *reason, const char *who)
{
	j->is = RELEASE_LEAVE;
	snprintf(j->reason, sizeof(j->reason), "%s%s%s", reason,
	    who && who[0] ? " by " : "", who ? who : "");
	return true;
}

static bool
is_over(const struct timing_row *r, struct release_judged *j)
{
	if (r->state == ALERT_DONE)
		return leave(j, "left out: done", r->by);
	if (r->state == ALERT_ACKED)
		return leave(j, "left out: acknowledged", r->by);
	return false;
}

/* What it says of a deadline is so no more. */
static bool
is_superseded(const struct timing_row *r, struct release_judged *j)
{
	static const char *const words[] = {
	    [TERM_OPEN] = "open again",
	    [TERM_MOVED] = "moved",
	    [TERM_WITHDRAWN] = "withdrawn",
	    [TERM_DONE] = "done",
	    [TERM_REJECTED] = "rejected",
	};
	bool open = r->deadline_state == TERM_OPEN, gone;

	if (r->deadline == 0 || strncmp(r->event, "deadline.", 9) != 0 ||
	    (unsigned)r->deadline_state > TERM_REJECTED)
		return false;
	gone = strcmp(r->event, "deadline.withdrawn") == 0;
	if (strcmp(r->event, "deadline.questioned") == 0 && r->confirmed)
		return leave(j, "left out: its deadline is confirmed", NULL);
	if (gone ? r->deadline_state == TERM_WITHDRAWN : open)
		return false;
	leave(j, "left out: its deadline is ", NULL);
	strncat(j->reason, words[r->deadline_state],
	    sizeof(j->reason) - strlen(j->reason) - 1);
	return true;
}

/* A silence that began after it was raised, and hides still. */
static bool
is_silenced(
    struct turn *t, const struct timing_row *r, struct release_judged *j)
{
	struct turn_hiding hiding;

	j->silenced = turn_hides(t, r, &hiding);
	if (!j->silenced)
		return false;
	memcpy(j->reason, hiding.reason, sizeof(j->reason));
	j->trace = hiding.trace;
	return true;
}

/* Do two receivers mean the same addresses? */
static bool
same_addresses(const struct conf_receiver *a, const struct conf_receiver *b)
{
	if (a->n_mail == 0 || a->n_mail != b->n_mail)
		return false;
	for (size_t i = 0; i < a->n_mail; i++) {
		size_t k = 0;

		while (k < b->n_mail && strcmp(a->mail[i], b->mail[k]) != 0)
			k++;
		if (k == b->n_mail)
			return false;
	}
	return true;
}

struct twins {
	struct turn *turn;
	const struct conf_receiver *to;
	const struct timing_row *row;
	struct release_judged *judged;
};

/* The same person has it, or gets it, by another receiver. */
static bool
look_at_twin(int64_t id, const char *receiver, const char *user, void *context)
{
	struct twins *x = context;
	const struct conf_receiver *other = conf_find_receiver(
	    turn_conf(x->turn), receiver);
	bool same = user[0] != '\0' ? strcmp(user, x->row->user) == 0
				    : other != NULL && x->to != NULL &&
					  same_addresses(x->to, other);

	if (!same)
		return true;
	x->judged->is = RELEASE_LEAVE;
	snprintf(x->judged->reason, sizeof(x->judged->reason),
	    "left out: sent already to %.60s as P%lld", receiver,
	    (long long)id);
	return false;
}

/* A digest that is late and quiet time puts off: two within hours are one. */
static void
join_next(const struct timing_wish *wish, const struct timing_row *r,
    int64_t now, int64_t *until)
{
	struct timing next;

	timing_decide(wish, r->priority, now, &next);
	if (next.how == TIMING_DIGEST && next.until > *until &&
	    next.until - *until <= JOIN_MOST)
		*until = next.until;
}

/* Later for the same reason as at first, or for a new one. */
static bool
must_wait(const struct timing_wish *wish, const struct timing_row *r,
    int64_t now, struct release_judged *j)
{
	char text[TIME_TEXT];

	if (r->state == ALERT_SNOOZED && r->again != NO_TIME &&
	    r->again > now) {
		j->timing = (struct timing){r->how, r->again, ""};
		snprintf(j->timing.reason, sizeof(j->timing.reason),
		    "snoozed by %.60s until %s", r->by ? r->by : "?",
		    zone_write(wish->zone, r->again, text));
		return true;
	}
	j->timing.until = timing_open(wish, r->priority, now);
	if (j->timing.until <= now)
		return false;
	if (r->how == TIMING_DIGEST)
		join_next(wish, r, now, &j->timing.until);
	j->timing.how = r->how;
	snprintf(j->timing.reason, sizeof(j->timing.reason),
	    "quiet time until %s",
	    zone_write(wish->zone, j->timing.until, text));
	return true;
}

bool
release_judge(struct turn *t, const struct conf_receiver *to,
    const struct timing_row *r, int64_t now, struct release_judged *j,
    struct why *w)
{
	struct twins x = {t, to, r, j};

	*j = (struct release_judged){.is = RELEASE_KEEP};
	if (is_over(r, j) || is_superseded(r, j))
		return true;
	if (!store_timing_twins(turn_store(t), r, look_at_twin, &x, w))
		return false;
	if (j->is != RELEASE_KEEP)
		return true;
	if (to != NULL && must_wait(&to->wish, r, now, j))
		j->is = RELEASE_MOVE;
	else if (is_silenced(t, r, j))
		j->is = RELEASE_LEAVE;
	return true;
}
