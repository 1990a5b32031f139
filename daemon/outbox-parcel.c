/* outbox-parcel.c - a parcel as its notifier gets it: one JSON object */
/* SPDX-License-Identifier: MIT */
#include "base/member.h"
#include "edge/conf.h"
#include "outbox-inner.h"

static const char *
text_of(json_t *texts, const char *language, const char *key)
{
	json_t *one = json_object_get(texts, language);

	if (one == NULL)
		one = json_object_get(texts, "sv");
	return json_string_value(json_object_get(one, key));
}

static void
add_receiver(json_t *o, const struct conf_receiver *to, const char *user)
{
	json_t *r = json_object();

	json_object_set_new(r, "name", json_string(to->name));
	json_object_set_new(
	    r, "title", json_string(to->title ? to->title : to->name));
	json_object_set_new(r, "mail", strings_json(to->mail, to->n_mail));
	json_object_set_new(r, "users",
	    user[0] ? strings_json(&user, 1)
		    : strings_json(to->members, to->n_members));
	json_object_set_new(o, "receiver", r);
}

static void
add_options(json_t *o, const struct conf_notifier *by)
{
	json_t *options = json_object();

	for (size_t i = 0; i < by->n_options; i++)
		json_object_set_new(options, by->option[i].key,
		    json_string(by->option[i].value));
	json_object_set_new(o, "options", options);
}

static void
add_texts(json_t *o, const char *language)
{
	json_t *texts = json_object_get(o, "texts");
	const char *title = text_of(texts, language, "title");
	const char *text = text_of(texts, language, "text");

	json_object_set_new(o, "language", json_string(language));
	json_object_set_new(o, "title", json_string(title ? title : ""));
	json_object_set_new(o, "text", json_string(text ? text : ""));
	json_object_del(o, "texts");
}

/* What this parcel says otherwise than its alert: it was held. */
static void
add_extra(json_t *o, const char *extra)
{
	json_t *own = extra ? json_loads(extra, 0, NULL) : NULL;

	if (own != NULL)
		json_object_update(o, own);
	json_decref(own);
}

json_t *
outbox_parcel_json(const struct conf *conf, const struct parcel_row *r)
{
	const struct conf_receiver *to = conf_find_receiver(conf, r->receiver);
	const struct conf_notifier *by = conf_find_notifier(conf, r->notifier);
	json_t *o = json_loads(r->json, 0, NULL);
	json_int_t alert = r->alert, parcel = r->id;

	if (o == NULL || to == NULL || by == NULL) {
		json_decref(o);
		return NULL;
	}
	json_object_set_new(o, "id",
	    json_sprintf("A%" JSON_INTEGER_FORMAT ".P%" JSON_INTEGER_FORMAT
			 ".%lld",
		alert, parcel, (long long)r->created));
	json_object_set_new(
	    o, "alert", json_sprintf("A%" JSON_INTEGER_FORMAT, alert));
	json_object_set_new(
	    o, "parcel", json_sprintf("P%" JSON_INTEGER_FORMAT, parcel));
	add_texts(o, to->language ? to->language : "sv");
	add_extra(o, r->extra);
	add_receiver(o, to, r->user);
	add_options(o, by);
	if (to->written_by != NULL)
		outbox_by_template(o, to->written_by);
	return o;
}

json_t *
outbox_alert_json(const struct conf *conf, int64_t alert, const char *json)
{
	json_t *o = json_loads(json, 0, NULL);

	if (!json_is_object(o)) {
		json_decref(o);
		return NULL;
	}
	json_object_set_new(
	    o, "alert", json_sprintf("A%lld", (long long)alert));
	add_texts(o, conf->language);
	return o;
}
