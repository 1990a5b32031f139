/* control-notifier.c - notifiers: how they are, what they take, enabled again */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "control-inner.h"
#include "edge/conf.h"
#include "edge/conf-describe.h"
#include "edge/socket.h"
#include "edge/spawn.h"
#include "edge/store-outbox.h"
#include "outbox.h"
#include "turn.h"

void
control_put_notifier(
    struct caller *c, json_t *o, const struct conf_notifier *by)
{
	json_t *options = json_object();
	struct notifier_row shut;
	int64_t last, next;

	for (size_t i = 0; i < by->n_options; i++)
		put_text(options, by->option[i].key, by->option[i].value);
	json_object_set_new(o, "options", options);
	if (outbox_trial(c->control->set.outbox, by, &last, &next)) {
		put_time(o, "tested", last);
		put_time(o, "tests", next);
	}
	if (!outbox_notifier(c->control->set.outbox, by->name, &shut))
		return;
	put_time(o, "disabled", shut.disabled);
	put_time(o, "rests", shut.until);
	put_text(o, "why", shut.why);
}

void
control_put_undelivered(struct caller *c, json_t *outbox)
{
	const struct conf *conf = turn_conf(c->control->turn);
	json_t *list = json_array();
	int64_t n = 0;
	struct why w;

	store_untold(control_store(c), &n, &w);
	put_number(outbox, "untold", n);
	for (size_t i = 0; i < conf->n_notifiers; i++) {
		struct notifier_row shut;
		json_t *o;

		if (!outbox_notifier(
			c->control->set.outbox, conf->notifier[i].name, &shut))
			continue;
		o = json_object();
		put_text(o, "name", shut.name);
		put_time(o, "disabled", shut.disabled);
		put_time(o, "rests", shut.until);
		put_text(o, "why", shut.why);
		json_array_append_new(list, o);
	}
	json_object_set_new(outbox, "shut", list);
}

/* The notifier of a request; NULL, and it is refused, when there is none. */
static const struct conf_notifier *
asked_for(struct caller *c, const json_t *request)
{
	const char *name = request_text(request, "notifier");
	const struct conf_notifier *by =
	    name ? conf_find_notifier(turn_conf(c->control->turn), name) : NULL;

	if (by == NULL)
		control_refuse(c, CODE_NOTHING, "no notifier %.100s",
		    name ? name : "(\"notifier\" is missing)");
	return by;
}

void
control_enable(struct caller *c, const json_t *request)
{
	const struct conf_notifier *by = asked_for(c, request);
	struct notifier_row shut;
	struct why w;

	if (by == NULL)
		return;
	if (!outbox_notifier(c->control->set.outbox, by->name, &shut))
		control_refuse(c, CODE_NOTHING,
		    "notifier %s is neither disabled nor at rest", by->name);
	else if (control_commit(c,
		     outbox_enable(c->control->set.outbox, by->name, &w), &w))
		control_answer(c, json_object());
}

/* Its program has answered. */
static void
has_described(const struct spawn_result *result, void *context)
{
	struct caller *c = context;
	struct pool *pool = pool_new(DESCRIBE_POOL_MOST);
	struct describe d;
	json_t *o = json_object();
	struct why w;

	c->describing = NULL;
	control_end_wait(c);
	if (!result->started || result->status != 0)
		put_text(o, "why", result->why.text);
	else if (!describe_read(pool, result->output, result->len, &d, &w))
		put_text(o, "why", w.text);
	else
		json_object_set_new(o, "describe", describe_json(&d));
	control_answer(c, o);
	pool_free(pool);
}

void
control_describe(struct caller *c, const json_t *request)
{
	const struct conf_notifier *by = asked_for(c, request);

	if (by == NULL)
		return;
	if (!describe_is_known(by->program)) {
		control_answer(c, json_object());
		return;
	}
	control_wait_for_check(c);
	c->describing = outbox_describe(
	    c->control->set.outbox, by, has_described, c);
}

void
control_forget_describe(struct caller *c)
{
	if (c->describing != NULL)
		spawn_cancel(c->describing);
	c->describing = NULL;
}

struct seeing {
	struct caller *caller;
	struct why *w;
	bool found, done;
};

/* Those of others are none of the caller's. */
static bool
see(const struct parcel_row *r, void *context)
{
	struct seeing *s = context;

	if (r->user[0] == '\0' ||
	    strcmp(r->user, socket_user_name(s->caller->client)) != 0)
		return true;
	s->found = true;
	s->done = outbox_seen(s->caller->control->set.outbox, r, s->w);
	return s->done;
}

void
control_seen(struct caller *c, const json_t *request)
{
	struct parcel_query query = {.alert = request_id(request, "alert", 'A'),
	    .due = NO_TIME,
	    .limit = LIST_MOST};
	struct why w;
	struct seeing s = {.caller = c, .w = &w, .done = true};
	bool done;

	if (query.alert <= 0) {
		control_refuse(c, CODE_USAGE, "an alert's id is like A17");
		return;
	}
	done = store_parcels(control_store(c), &query, see, &s, &w);
	if (done && !s.found)
		control_refuse(
		    c, CODE_NOTHING, "no such alert is for your desktop");
	else if (control_commit(c, done && s.done, &w))
		control_answer(c, json_object());
}
