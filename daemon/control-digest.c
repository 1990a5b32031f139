/* control-digest.c - requests: whose digests come when, and a preview of one */
/* SPDX-License-Identifier: MIT */
#include "base/date.h"
#include "control-inner.h"
#include "edge/conf.h"
#include "edge/store-timing.h"
#include "outbox.h"
#include "release.h"
#include "turn.h"

enum { PREVIEW_MOST = 4 << 20 };

static json_t *
row_of(struct caller *c, const struct conf_receiver *to)
{
	json_t *o = json_object();
	struct timing next;
	int64_t held = 0;
	struct why w;

	timing_decide(
	    &to->wish, PRIORITY_LOW, turn_now(c->control->turn), &next);
	put_text(o, "receiver", to->name);
	put_text(o, "digest", to->wish.digest);
	put_time(o, "at", next.until);
	if (store_timing_count(control_store(c), to->name, &held, &w))
		put_number(o, "held", held);
	return o;
}

static void
list_all(struct caller *c)
{
	const struct conf *conf = turn_conf(c->control->turn);
	json_t *o = json_object(), *list = json_array();

	for (size_t i = 0; i < conf->n_receivers; i++)
		if (conf->receiver[i].wish.times != NULL)
			json_array_append_new(
			    list, row_of(c, &conf->receiver[i]));
	json_object_set_new(o, "digests", list);
	control_answer(c, o);
}

/* As its notifier would get it: by the receiver's template, if it has one. */
static void
put_content(json_t *o, const struct conf *conf, const struct conf_receiver *to,
    const struct release_preview *p)
{
	struct parcel_row parcel = {.receiver = to->name,
	    .notifier = to->n_via > 0 ? to->via[0] : "",
	    .user = "",
	    .json = p->json};
	json_t *content =
	    to->written_by != NULL ? outbox_parcel_json(conf, &parcel) : NULL;
	const char *title = json_string_value(
	    json_object_get(content, "title"));
	const char *text = json_string_value(json_object_get(content, "text"));

	put_text(o, "title", title != NULL ? title : p->title);
	put_text(o, "text", text != NULL ? text : p->text);
	json_decref(content);
}

void
control_digest(struct caller *c, const json_t *request)
{
	struct turn *t = c->control->turn;
	const char *name = request_text(request, "receiver");
	struct release_preview p;
	struct pool *pool;
	struct why w;
	json_t *o;

	if (name == NULL) {
		list_all(c);
		return;
	}
	if (conf_find_receiver(turn_conf(t), name) == NULL) {
		control_refuse(c, CODE_NOTHING, "no receiver %.60s", name);
		return;
	}
	pool = pool_new(PREVIEW_MOST);
	if (release_preview(t, pool, name, &p, &w)) {
		o = json_object();
		put_text(o, "receiver", name);
		put_text(o, "digest", p.digest);
		put_time(o, "at", p.at);
		put_number(o, "entries", (int64_t)p.entries);
		put_number(o, "left_out", (int64_t)p.left_out);
		put_content(o, turn_conf(t),
		    conf_find_receiver(turn_conf(t), name), &p);
		control_answer(c, o);
	} else {
		control_refuse(c, CODE_FAILED, "%s", w.text);
	}
	pool_free(pool);
}
