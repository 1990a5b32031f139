/* outbox-template.c - a parcel's title and text by a template */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "base/pool.h"
#include "base/str.h"
#include "core/alert.h"
#include "core/template.h"
#include "edge/conf.h"
#include "outbox-inner.h"

enum { ERRAND_MOST = 1 << 20, TITLE_MOST = 1000 };

static void
put(json_t *o, const char *key, const char *text)
{
	json_object_set_new(o, key, json_string(text));
}

/* A deadline's label, lead and day in the reader's language. */
static void
add_words(struct pool *pool, json_t *deadline, enum language l)
{
	const char *kind = json_string_value(json_object_get(deadline, "kind"));
	const char *start = json_string_value(
	    json_object_get(deadline, "start"));
	const char *end = json_string_value(json_object_get(deadline, "end"));
	int to = end ? day_read(end) : NO_DAY, from = to;
	enum deadline_kind k;

	if (kind != NULL && deadline_kind_read(kind, &k)) {
		put(deadline, "label", phrase_kind(l, k).label);
		put(deadline, "lead", phrase_kind(l, k).lead);
	}
	if (start != NULL && day_read(start) != NO_DAY)
		from = day_read(start);
	if (to != NO_DAY)
		put(deadline, "day", phrase_days(pool, l, from, to));
}

static void
add_all_words(struct pool *pool, json_t *o, enum language l)
{
	json_t *list = json_object_get(o, "deadlines"), *one;
	json_t *entries = json_object_get(
	    json_object_get(o, "digest"), "entries");
	size_t i;

	json_array_foreach(list, i, one)
		add_words(pool, one, l);
	json_array_foreach(entries, i, one)
		add_words(pool, one, l);
	add_words(pool, json_object_get(o, "old"), l);
	one = json_object_get(json_array_get(list, 0), "day");
	if (one != NULL)
		json_object_set(o, "day", one);
}

/* In lines that cannot act on a terminal, as every alert is. */
static void
render(struct pool *pool, json_t *o, const json_t *facts, const char *key,
    const char *text, size_t most)
{
	struct str s = STR_INIT(most);
	char *rest, *line;

	template_render(text, facts, &s);
	rest = pool_strdup(pool, s.text);
	str_clear(&s);
	while ((line = strsep(&rest, "\n")) != NULL) {
		log_clean(line);
		str_addf(&s, "%s%s", line,
		    rest == NULL         ? ""
		    : most == TITLE_MOST ? " "
					 : "\n");
	}
	if (s.len > 0)
		put(o, key, s.text);
	str_release(&s);
}

void
outbox_by_template(json_t *o, const struct conf_template *t)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	const char *event = json_string_value(json_object_get(o, "event"));
	const char *name = json_string_value(json_object_get(o, "language"));
	bool digest = event != NULL && strcmp(event, "digest") == 0;
	json_t *facts = json_deep_copy(o);
	enum language l = LANGUAGE_SV;

	language_read(name ? name : "sv", &l);
	add_all_words(pool, facts, l);
	if (t->subject[0] != '\0')
		render(pool, o, facts, "title", t->subject, TITLE_MOST);
	if (digest && t->digest[0] != '\0')
		render(pool, o, facts, "text", t->digest, ALERT_TEXT_MOST);
	else if (!digest && t->body[0] != '\0')
		render(pool, o, facts, "text", t->body, ALERT_TEXT_MOST);
	json_decref(facts);
	pool_free(pool);
}
