/* control-hold.c - answers to what is held, in slices */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "control-inner.h"
#include "core/alert.h"
#include "edge/conf.h"
#include "edge/socket.h"
#include "edge/store-hold.h"
#include "keep-hold.h"
#include "poll.h"
#include "slice.h"
#include "turn.h"

/* The feed of a request; 0 when the caller was told that there is none. */
static int64_t
find_feed(struct caller *c, const json_t *request, const char **name)
{
	int64_t feed = 0;
	struct why w;

	*name = request_text(request, "feed");
	if (*name == NULL ||
	    conf_find_feed(turn_conf(c->control->turn), *name) == NULL)
		control_refuse(c, CODE_NOTHING, "no feed %.100s",
		    *name ? *name : "(\"feed\" is missing)");
	else if (!store_feed_find(control_store(c), *name, &feed, &w))
		control_refuse(c, CODE_FAILED, "%s", w.text);
	else if (feed == 0)
		control_refuse(
		    c, CODE_NOTHING, "feed %s was never asked for", *name);
	return feed;
}

/* An answer on its way into the file, in slices; its caller may leave. */
struct answering {
	struct answering *next; /* control's */
	struct control *control;
	struct caller *caller; /* NULL: he has left */
	struct slice slice;
	struct hold_answer answer;
	const char *what;
	char *feed, *user;
	bool moved, marked;
};

static void
answering_free(struct answering *a)
{
	struct answering **at = &a->control->answerings;

	while (*at != a)
		at = &(*at)->next;
	*at = a->next;
	slice_stop(&a->slice);
	if (a->marked)
		store_undo(turn_store(a->control->turn));
	free(a->feed);
	free(a->user);
	free(a);
}

void
control_drop_answerings(struct control *c)
{
	while (c->answerings != NULL)
		answering_free(c->answerings);
}

void
control_forget_answering(struct caller *c)
{
	for (struct answering *a = c->control->answerings; a; a = a->next)
		if (a->caller == c)
			a->caller = NULL;
}

static void
nobody_waits(const struct poll_round *round, void *context)
{
	(void)round;
	(void)context;
}

/* It is committed, or lost: the caller hears of it. */
static void
tell_caller(struct answering *a, const char *fault)
{
	struct caller *c = a->caller;
	json_t *o;

	if (c == NULL)
		return;
	control_end_wait(c);
	if (fault != NULL) {
		control_refuse(c, CODE_FAILED, "%s", fault);
		return;
	}
	o = json_object();
	if (a->answer.word == HOLD_ACCEPT)
		json_object_set_new(o, "moved", json_boolean(a->moved));
	put_number(o, "items", a->answer.n);
	control_answer(c, o);
}

static void
lose(struct answering *a, const struct why *w)
{
	a->marked = false; /* with all the rest */
	turn_lose(a->control->turn, w);
	tell_caller(a, w->text);
	answering_free(a);
}

/* The question is answered: its alert is done for everybody. */
static bool
finish(struct answering *a, struct why *w)
{
	struct turn *t = a->control->turn;
	struct store *s = turn_store(t);
	int64_t alert = a->answer.alert;

	return (alert == 0 || (store_alert_state(s, alert, ALERT_DONE, a->user,
				   a->what, NO_TIME, w) &&
				  store_parcels_withdraw(
				      s, alert, NULL, turn_now(t), w))) &&
	       store_unmark(s, w);
}

static void
end(struct answering *a)
{
	struct control *c = a->control;

	a->marked = false;
	if (!turn_commit(c->turn)) {
		tell_caller(a, "the state file could not be written");
		answering_free(a);
		return;
	}
	turn_tell(c->turn, "hold", "feed %s: %s by %s, %lld were held", a->feed,
	    a->what, a->user, (long long)a->answer.n);
	if (a->answer.alert != 0)
		control_close_alert(c, a->answer.alert);
	if (a->answer.word == HOLD_BASELINE)
		poll_now(c->set.poll, a->feed, nobody_waits, NULL);
	tell_caller(a, NULL);
	answering_free(a);
}

/* All that is there is known: also what a round finds, which begins now, so
 * that nothing that comes later is taken for it. */
static bool
begin(struct answering *a, struct why *w)
{
	struct turn *t = a->control->turn;

	a->marked = turn_write(t, w) && store_mark(turn_store(t), w);
	return a->marked && (a->answer.word != HOLD_BASELINE ||
				poll_rebase(a->control->set.poll, a->feed, w));
}

static bool
answer_some(void *context)
{
	struct answering *a = context;
	enum keep_step step = KEEP_FAILED;
	struct why w;

	if (a->marked || begin(a, &w))
		step = hold_answer_step(a->control->turn, &a->answer, &w);
	if (step == KEEP_MORE)
		return true;
	if (step == KEEP_FAILED || !finish(a, &w))
		lose(a, &w);
	else
		end(a);
	return false;
}

static struct answering *
answer_feed(struct caller *c, int64_t feed, const char *name, int word,
    const char *what)
{
	struct answering *a = calloc(1, sizeof(*a));

	if (a == NULL)
		abort();
	a->control = c->control;
	a->caller = c;
	a->answer.word = word;
	a->answer.feed = feed;
	a->what = what;
	a->feed = strdup(name);
	a->user = strdup(socket_user_name(c->client));
	if (a->feed == NULL || a->user == NULL)
		abort();
	a->slice = (struct slice){.name = "an answer to what is held",
	    .step = answer_some,
	    .context = a,
	    .alone = true};
	a->next = c->control->answerings;
	c->control->answerings = a;
	slice_start(turn_slicer(c->control->turn), &a->slice);
	control_wait_for_check(c);
	return a;
}

static int64_t
held_of(struct caller *c, int64_t feed)
{
	int64_t n = 0;
	struct why w;

	return feed != 0 && store_held_count(control_store(c), feed, &n, &w)
		   ? n
		   : 0;
}

/*
 * A feed may have moved to another address (poll), and its items may have come
 * again under others (hold): one word accepts both.
 */
void
control_accept_move(struct caller *c, const json_t *request)
{
	bool no = json_is_true(json_object_get(request, "reject"));
	const char *name;
	int64_t feed = find_feed(c, request, &name);
	bool moved = false, done, held;
	struct why w;
	json_t *o;

	if (feed == 0)
		return;
	held = !no && held_of(c, feed) > 0;
	done = poll_accept_move(c->control->set.poll, name, no, &moved, &w);
	if (!moved && !held) {
		control_refuse(c, CODE_NOTHING, "%s", w.text);
		return;
	}
	if (moved && !control_commit(c, done, &w))
		return;
	if (held) {
		answer_feed(c, feed, name, HOLD_ACCEPT, "accept-move")->moved =
		    moved;
		return;
	}
	o = json_object();
	json_object_set_new(o, "moved", json_boolean(moved));
	control_answer(c, o);
}

static void
take_answer(struct caller *c, const json_t *request, int word, const char *what)
{
	const char *name;
	int64_t feed = find_feed(c, request, &name);

	if (feed != 0)
		answer_feed(c, feed, name, word, what);
}

void
control_release(struct caller *c, const json_t *request)
{
	take_answer(c, request, HOLD_RELEASE, "release");
}

void
control_baseline(struct caller *c, const json_t *request)
{
	take_answer(c, request, HOLD_BASELINE, "baseline");
}
