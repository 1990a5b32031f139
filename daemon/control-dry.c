/* control-dry.c - what a notifier would be given, without giving it */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "control-inner.h"
#include "core/alert.h"
#include "edge/conf.h"
#include "outbox.h"
#include "turn.h"

enum { ERRAND_MOST = 4 << 20 };

/* The JSON of an alert of the file, or of a trial. */
struct dry {
	struct caller *caller;
	const char *receiver, *notifier;
	json_t *content;
};

static bool
take(const struct alert_row *r, void *context)
{
	struct dry *d = context;
	struct turn *t = d->caller->control->turn;
	struct parcel_row parcel = {.alert = r->id,
	    .receiver = d->receiver,
	    .notifier = d->notifier,
	    .user = "",
	    .created = turn_now(t),
	    .json = r->json};

	d->content = outbox_parcel_json(turn_conf(t), &parcel);
	return false;
}

static void
take_trial(struct dry *d)
{
	struct turn *t = d->caller->control->turn;
	struct pool *pool = pool_new(ERRAND_MOST);
	struct alert a = {.event = EVENT_TEST,
	    .priority = PRIORITY_NORMAL,
	    .created = turn_now(t),
	    .today = turn_today(t),
	    .published = NO_TIME};
	json_t *json = alert_json(pool, &a);
	char *dump = json_dumps(json, JSON_COMPACT);
	struct alert_row row = {.json = dump ? dump : "{}"};

	take(&row, d);
	free(dump);
	json_decref(json);
	pool_free(pool);
}

void
control_dry_run(struct caller *c, const json_t *request, const char *receiver,
    const char *notifier)
{
	struct dry d = {
	    .caller = c, .receiver = receiver, .notifier = notifier};
	struct alert_query query = {
	    .id = request_id(request, "alert", 'A'), .limit = 1};
	json_t *answer;
	struct why w;

	if (query.id > 0 &&
	    !store_alerts(control_store(c), &query, take, &d, &w)) {
		control_refuse(c, CODE_FAILED, "%s", w.text);
		return;
	}
	if (query.id == 0)
		take_trial(&d);
	if (d.content == NULL) {
		control_refuse(c, CODE_NOTHING, "no such alert, like A17");
		return;
	}
	answer = json_object();
	json_object_set_new(answer, "content", d.content);
	control_answer(c, answer);
}
