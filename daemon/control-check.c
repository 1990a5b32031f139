/* control-check.c - a feed looked at now: the answer waits until it is */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "control-inner.h"
#include "edge/conf.h"
#include "poll-check.h"
#include "poll.h"
#include "turn.h"

/* The feed's health, rhythm and next time, as they are without the trial. */
struct state {
	struct caller *caller;
	const char *name;
	json_t *seen;
};

static void
add_state(
    const struct conf_feed *conf, const struct feed_row *row, void *context)
{
	struct state *s = context;
	struct caller *c = s->caller;

	if (json_object_get(s->seen, "state") != NULL ||
	    strcmp(conf->name, s->name) != 0)
		return;
	put_text(s->seen, "state", control_state(c, conf, row));
	put_text(s->seen, "why", row->why);
	put_number(s->seen, "failures", row->failures);
	put_time(s->seen, "next", row->next);
	put_manners(s->seen, c->control->set.poll, conf);
	control_put_health(c, s->seen, conf, row, true);
}

static void
is_seen(json_t *seen, void *context)
{
	struct caller *c = context;
	json_t *o = json_object();
	struct state s = {.caller = c,
	    .name = json_string_value(json_object_get(seen, "feed")),
	    .seen = seen};

	poll_each(c->control->set.poll, add_state, &s);
	json_object_set(o, "check", seen);
	control_end_wait(c);
	control_answer(c, o);
}

void
control_check(struct caller *c, const json_t *request)
{
	const char *name = request_text(request, "feed");

	if (name == NULL ||
	    !poll_check(c->control->set.poll, name, is_seen, c)) {
		control_refuse(c, CODE_NOTHING,
		    "feed %.100s: not in the configuration",
		    name ? name : "(\"feed\" is missing)");
		return;
	}
	control_wait_for_check(c);
}
