/* control-wait.c - answers that wait: for rounds, for rest, for a parcel */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "audit.h"
#include "base/date.h"
#include "control-inner.h"
#include "edge/conf.h"
#include "linked.h"
#include "outbox.h"
#include "poll-check.h"
#include "poll.h"
#include "remind.h"
#include "until.h"
#include "turn.h"

/* A request whose answer comes later. */
enum pending_for { FOR_ROUNDS, FOR_REST, FOR_PARCEL, FOR_CHECK, FOR_RELOAD };

struct pending {
	struct caller *caller;
	enum pending_for what;
	json_t *rounds;
	size_t left;    /* rounds that are not over */
	size_t sure;    /* those of rounds that are committed */
	int64_t parcel; /* the one that is to be settled */
	int64_t since;  /* of a reload */
};

static struct pending *
wait_for(struct caller *c, enum pending_for what)
{
	struct pending *p = calloc(1, sizeof(*p));

	if (p == NULL)
		abort();
	p->caller = c;
	p->what = what;
	c->pending = p;
	return p;
}

void
control_drop_pending(struct caller *c)
{
	if (c->pending == NULL)
		return;
	control_forget_describe(c);
	poll_forget(c->control->set.poll, c->pending);
	poll_check_forget(c->control->set.poll, c);
	control_forget_answering(c);
	audit_forget(until_audit(c->control->set.until), c);
	json_decref(c->pending->rounds);
	free(c->pending);
	c->pending = NULL;
}

static void
answer_rounds(struct pending *p)
{
	struct caller *c = p->caller;
	json_t *o = json_object();

	json_object_set(o, "rounds", p->rounds);
	control_drop_pending(c);
	control_answer(c, o);
}

static void
round_is_over(const struct poll_round *r, void *context)
{
	struct pending *p = context;
	json_t *o = json_object();

	put_text(o, "feed", r->feed);
	json_object_set_new(o, "ok", json_boolean(r->ok));
	json_object_set_new(o, "unchanged", json_boolean(r->unchanged));
	put_number(o, "new", r->new);
	put_number(o, "changed", r->changed);
	put_number(o, "alerts", r->alerts);
	put_text(o, "why", r->why);
	json_array_append_new(p->rounds, o);
	p->left--; /* answered after the commit */
}

static bool
poll_one(struct caller *c, struct pending *p, const char *name)
{
	if (!poll_now(c->control->set.poll, name, round_is_over, p))
		return false;
	p->left++;
	return true;
}

static bool
poll_named(struct caller *c, struct pending *p, const json_t *names)
{
	const json_t *value;
	size_t i;

	json_array_foreach((json_t *)names, i, value) {
		const char *name = json_string_value(value);

		if (name != NULL && poll_one(c, p, name))
			continue;
		control_drop_pending(c);
		control_refuse(c, CODE_NOTHING,
		    "feed %.100s: not in the configuration, or paused",
		    name ? name : "?");
		return false;
	}
	return true;
}

void
control_poll(struct caller *c, const json_t *request)
{
	const struct conf *conf = turn_conf(c->control->turn);
	const json_t *names = json_object_get(request, "feeds");
	struct pending *p = wait_for(c, FOR_ROUNDS);

	p->rounds = json_array();
	if (json_array_size(names) > 0) {
		if (!poll_named(c, p, names))
			return;
	} else {
		for (size_t i = 0; i < conf->n_feeds; i++)
			poll_one(c, p, conf->feed[i].name);
	}
	if (p->left == 0)
		answer_rounds(p);
}

static bool
rests(struct control *c)
{
	return !store_is_open(turn_store(c->turn)) && poll_rests(c->set.poll) &&
	       linked_rests(c->set.linked) && reminder_rests(c->set.reminder) &&
	       !c->set.busy(c->set.context) && until_rests(c->set.until) &&
	       outbox_rests(c->set.outbox);
}

void
control_settle(struct caller *c, const json_t *request)
{
	(void)request;
	until_wake(c->control->set.until);
	wait_for(c, FOR_REST);
	control_look_at_pending(c->control);
}

void
control_wait_for_reload(struct caller *c, int64_t since)
{
	wait_for(c, FOR_RELOAD)->since = since;
}

/* faults: NULL when all is as the configuration says. */
static void
answer_reloads(struct control *control, const char *faults)
{
	for (struct caller *c = control->callers; c != NULL; c = c->next) {
		struct pending *p = c->pending;
		int64_t since;

		if (p == NULL || p->what != FOR_RELOAD)
			continue;
		since = p->since;
		control_drop_pending(c);
		if (faults != NULL)
			control_refuse_reload(c, faults);
		else
			control_answer_reload(c, since);
	}
}

void
control_taken(struct control *control)
{
	answer_reloads(control, NULL);
}

void
control_refused(struct control *control, const char *faults)
{
	answer_reloads(control, faults);
}

void
control_wait_for_check(struct caller *c)
{
	wait_for(c, FOR_CHECK);
}

void
control_end_wait(struct caller *c)
{
	json_decref(c->pending->rounds);
	free(c->pending);
	c->pending = NULL;
}

void
control_wait_for_parcel(struct caller *c, int64_t parcel)
{
	wait_for(c, FOR_PARCEL)->parcel = parcel;
}

static bool
note_parcel(const struct parcel_row *r, void *context)
{
	*(json_t **)context = parcel_json(r);
	return false;
}

/* A parcel that was tried at least once is settled enough to tell. */
static void
look_at_parcel(struct pending *p)
{
	struct caller *c = p->caller;
	struct parcel_query query = {
	    .id = p->parcel, .due = NO_TIME, .limit = 1};
	json_t *parcel = NULL;
	const char *state;
	struct why w;

	if (store_parcels(control_store(c), &query, note_parcel, &parcel, &w) &&
	    parcel == NULL) {
		control_drop_pending(c);
		control_refuse(c, CODE_FAILED,
		    "the state file could not be written; try again");
		return;
	}
	state = json_string_value(json_object_get(parcel, "state"));
	if (state == NULL || strcmp(state, "out") == 0 ||
	    (strcmp(state, "waiting") == 0 &&
		json_integer_value(json_object_get(parcel, "tries")) == 0)) {
		json_decref(parcel);
		return;
	}
	control_drop_pending(c);
	control_answer(c, parcel);
}

/* What a round said before it was lost is not so. */
static void
take_back_rounds(struct pending *p)
{
	for (size_t i = p->sure; i < json_array_size(p->rounds); i++) {
		json_t *round = json_array_get(p->rounds, i);

		json_object_set_new(round, "ok", json_false());
		put_text(round, "why", "the state file could not be written");
	}
}

void
control_lose_pending(struct control *control)
{
	for (struct caller *c = control->callers; c != NULL; c = c->next)
		if (c->pending != NULL)
			take_back_rounds(c->pending);
	control_look_at_pending(control);
}

void
control_look_at_pending(struct control *control)
{
	struct caller *next;

	for (struct caller *c = control->callers; c != NULL; c = next) {
		struct pending *p = c->pending;

		next = c->next;
		if (p == NULL)
			continue;
		p->sure = json_array_size(p->rounds);
		if (p->what == FOR_ROUNDS && p->left == 0) {
			answer_rounds(p);
		} else if (p->what == FOR_REST && rests(control)) {
			control_drop_pending(c);
			control_answer(c, json_object());
		} else if (p->what == FOR_PARCEL) {
			look_at_parcel(p);
		}
	}
}
