/* control-act.c - requests that do something: reload, try again, test */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "control-term.h"
#include "core/alert.h"
#include "edge/conf.h"
#include "edge/socket.h"
#include "raise-trial.h"
#include "turn.h"

/* The lines of a text as an array. */
void
control_refuse_reload(struct caller *c, const char *faults)
{
	json_t *o = json_object(), *list = names_json(faults);
	const char *first = json_string_value(json_array_get(list, 0));

	put_text(o, "why", first ? first : "the configuration has faults");
	json_object_set_new(o, "faults", list);
	put_number(o, "code", CODE_FAILED);
	control_answer_false(c, o);
}

void
control_reload(struct caller *c, const json_t *request)
{
	int64_t last = 0;
	struct why w;

	(void)request;
	store_lineage_last(control_store(c), &last, &w);
	control_wait_for_reload(c, last);
	c->control->set.reload(c->control->set.context);
}

void
control_answer_reload(struct caller *c, int64_t since)
{
	const struct conf *conf = turn_conf(c->control->turn);
	json_t *o = json_object();

	put_number(o, "feeds", (int64_t)conf->n_feeds);
	put_number(o, "rules", (int64_t)conf->n_rules);
	put_number(o, "receivers", (int64_t)conf->n_receivers);
	put_number(o, "notifiers", (int64_t)conf->n_notifiers);
	json_object_set_new(o, "recounted", control_recounted(c, since));
	control_answer(c, o);
}

bool
control_commit(struct caller *c, bool done, const struct why *w)
{
	if (done && turn_commit(c->control->turn))
		return true;
	if (!done)
		turn_lose(c->control->turn, w);
	control_refuse(c, CODE_FAILED, "%s",
	    done ? "the state file could not be written" : w->text);
	return false;
}

void
control_retry(struct caller *c, const json_t *request)
{
	int64_t id = request_id(request, "parcel", 'P');
	json_t *answer;
	struct why w;
	int n = 0;

	if (id < 0) {
		control_refuse(c, CODE_USAGE, "a parcel's id is like P99");
		return;
	}
	if (!control_commit(c,
		turn_write(c->control->turn, &w) &&
		    store_parcels_retry(control_store(c), id,
			turn_now(c->control->turn), &n, &w),
		&w))
		return;
	if (n == 0) {
		control_refuse(c, CODE_NOTHING, "no parcel waits");
		return;
	}
	answer = json_object();
	put_number(answer, "parcels", n);
	control_answer(c, answer);
}

/* The receiver to try a notifier on: the one named, or the first that is
 * reached by it. */
static const struct conf_receiver *
test_receiver(const struct conf *conf, const char *name, const char *notifier)
{
	if (name != NULL)
		return conf_find_receiver(conf, name);
	return conf_reached_by(conf, notifier);
}

static bool
raise_test(struct caller *c, const struct conf_receiver *to,
    const char *notifier, const char *user, int64_t *parcel, struct why *w)
{
	struct turn *t = c->control->turn;
	static int number;
	char key[64];

	snprintf(
	    key, sizeof(key), "test %lld %d", (long long)turn_now(t), ++number);
	return raise_trial(t, to, notifier, user, NULL, key, parcel, w);
}

void
control_test(struct caller *c, const json_t *request)
{
	const struct conf *conf = turn_conf(c->control->turn);
	const char *name = request_text(request, "notifier");
	const struct conf_notifier *by = name ? conf_find_notifier(conf, name)
					      : NULL;
	const struct conf_receiver *to;
	const char *user = "";
	int64_t parcel = 0;
	struct why w;

	if (by == NULL) {
		control_refuse(c, CODE_NOTHING, "no notifier %.100s",
		    name ? name : "(\"notifier\" is missing)");
		return;
	}
	to = test_receiver(conf, request_text(request, "receiver"), name);
	if (to == NULL) {
		control_refuse(c, CODE_NOTHING,
		    "no such receiver, or none is reached by %s; name one",
		    name);
		return;
	}
	if (json_is_true(json_object_get(request, "dry"))) {
		control_dry_run(c, request, to->name, by->name);
		return;
	}
	if (strcmp(by->program, "desktop") == 0)
		user = socket_user_name(c->client);
	if (!raise_test(c, to, name, user, &parcel, &w)) {
		turn_lose(c->control->turn, &w);
		control_refuse(c, CODE_FAILED, "%s", w.text);
		return;
	}
	control_wait_for_parcel(c, parcel);
	turn_commit(c->control->turn);
}
