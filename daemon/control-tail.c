/* control-tail.c - alerts to those who follow, one by one from a cursor */
/* SPDX-License-Identifier: MIT */
/*
 * A caller's cursor is the id of the alert that was sent to it last: what is
 * committed behind it is sent in the order of the ids, some in each turn of the
 * loop and none while the caller does not read.  The cursor is the caller's
 * own, who names it when it comes again, so that nothing is lost between.
 */
#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

#include "base/held.h"
#include "base/log.h"
#include "control-inner.h"
#include "edge/conf.h"
#include "edge/socket.h"
#include "edge/store-page.h"
#include "outbox.h"
#include "turn.h"

struct window {
	struct caller *caller;
	json_t *line[TEXTS_AT_ONCE]; /* by the place in the window */
};

static bool
take(const struct alert_row *r, void *context)
{
	struct window *x = context;
	struct control *control = x->caller->control;
	json_t *alert = outbox_alert_json(
	    turn_conf(control->turn), r->id, r->json);

	if (alert != NULL)
		x->line[r->id - x->caller->tail - 1] = json_pack(
		    "{s:o}", "alert", alert);
	return true;
}

/* The alerts of the next few ids, whichever of them there are. */
static bool
send_some(struct caller *c, struct why *w)
{
	struct window x = {.caller = c};
	struct alert_query query = {.from = c->tail + 1,
	    .to = c->tail + TEXTS_AT_ONCE,
	    .limit = TEXTS_AT_ONCE};
	bool done = store_alerts(control_store(c), &query, take, &x, w);

	for (int i = 0; i < TEXTS_AT_ONCE; i++) {
		char *text = x.line[i] && done
				 ? json_dumps(x.line[i], JSON_COMPACT)
				 : NULL;

		if (text != NULL)
			socket_write(c->client, text, strlen(text));
		free(text);
		json_decref(x.line[i]);
	}
	return done;
}

/* True: there is more for it, and it reads. */
static bool
go_on(struct caller *c, int64_t last)
{
	struct why w;

	if (!c->tails || c->tail >= last || socket_is_full(c->client))
		return false;
	if (!send_some(c, &w)) {
		log_err("alerts for who follows: %s", w.text);
		socket_end(c->client); /* it comes again, from its cursor */
		c->tails = false;
		return false;
	}
	c->tail = c->tail + TEXTS_AT_ONCE < last ? c->tail + TEXTS_AT_ONCE
						 : last;
	return c->tail < last;
}

static void
send_next(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	control_send_alerts(context);
}

HELD(send_next)

void
control_send_alerts(struct control *control)
{
	static const struct timeval at_once = {0, 0};
	int64_t last = -1;
	bool more = false;
	struct why w;

	if (store_is_open(turn_store(control->turn)))
		return; /* after the commit */
	for (struct caller *c = control->callers; c != NULL; c = c->next) {
		if (c->tails && last < 0 &&
		    !store_last(control_store(c), STORE_ALERTS, &last, &w))
			last = 0;
		more |= go_on(c, last);
	}
	if (!more)
		return;
	if (control->tails == NULL)
		control->tails = evtimer_new(
		    turn_base(control->turn), held_send_next, control);
	evtimer_add(control->tails, &at_once);
}

bool
control_begin_tail(struct caller *c, const json_t *request, struct why *w)
{
	const char *named = request_text(request, "after");
	bool all = named != NULL && strcmp(named, "A0") == 0;
	int64_t after = all ? 0 : request_id(request, "after", 'A'), last;

	if (after < 0)
		return why(w, "an alert's id is like A17");
	if (!store_last(control_store(c), STORE_ALERTS, &last, w))
		return false;
	if ((after == 0 && !all) || after > last)
		after = last; /* of another state file: begin anew */
	c->tails = true;
	c->tail = after;
	return true;
}
