/* body.c - one parcel as the JSON that a webhook carries */
/* SPDX-License-Identifier: MIT */
#include "plugins/webhook/body.h"

#include <stdlib.h>
#include <string.h>

/* text_add_lines() may stop this much before its ceiling. */
enum { ROUNDING = 8 };

static json_t *
only(const json_t *object, const char *const *name, size_t n)
{
	json_t *all = json_object();

	for (size_t i = 0; i < n; i++) {
		json_t *one = json_object_get(object, name[i]);

		if (one != NULL)
			json_object_set(all, name[i], one);
	}
	return all;
}

static json_t *
whole(const struct parcel *p)
{
	static const char *const kept[] = {"name", "title"};
	json_t *all = json_copy(p->all);

	json_object_del(all, "options");
	if (p->receiver != NULL)
		json_object_set_new(
		    all, "receiver", only(p->receiver, kept, 2));
	json_object_set_new(all, "type", json_string(p->event));
	if (p->created[0] != '\0')
		json_object_set_new(all, "timestamp", json_string(p->created));
	return all;
}

static bool
dump(struct str *s, const json_t *all)
{
	char *text = json_dumps(all, JSON_COMPACT);
	bool fits = text != NULL && str_add(s, text);

	if (!fits)
		str_clear(s);
	free(text);
	return fits;
}

static void
set_cut(json_t *all, const char *name, const char *text, size_t most)
{
	struct str s = STR_INIT(BODY_MOST);

	if (text_add_lines(&s, text, most))
		str_add(&s, "…");
	json_object_set_new(all, name, json_stringn(s.text, s.len));
	str_release(&s);
}

/* Bytes that the character at text has in JSON, as jansson writes it. */
static size_t
cost(const char *text, size_t n)
{
	unsigned char c = (unsigned char)*text;

	return c == '"' || c == '\\' || c == '\n' || c == '\t' ? 2
	       : c < ' '                                       ? 6
							       : n;
}

static void
cut_text(json_t *all, const char *text)
{
	size_t used, len = 0, n;
	int u;

	json_object_set_new(all, "cut", json_true());
	json_object_set_new(all, "text", json_string("…"));
	used = json_dumpb(all, NULL, 0, JSON_COMPACT);
	for (; text[len] != '\0'; len += n) {
		n = (size_t)text_character(text + len, &u);
		used += cost(text + len, n);
		if (used + ROUNDING > BODY_MOST)
			break;
	}
	set_cut(all, "text", text, len);
}

static json_t *
thin(const struct parcel *p, const json_t *all)
{
	static const char *const kept[] = {
	    "version", "id", "alert", "thread", "cut"};
	json_t *small = only(all, kept, sizeof(kept) / sizeof(*kept));

	set_cut(small, "event", p->event, 64);
	set_cut(small, "type", p->event, 64);
	set_cut(small, "priority", p->priority, 64);
	set_cut(small, "created", p->created, 64);
	set_cut(small, "timestamp", p->created, 64);
	set_cut(small, "title", p->title, 1000);
	if (strlen(p->link) <= 2000)
		json_object_set_new(small, "link", json_string(p->link));
	return small;
}

bool
body_write(struct str *s, const struct parcel *p, struct why *w)
{
	json_t *all = whole(p), *small;
	bool ok;

	s->most = BODY_MOST;
	ok = dump(s, all);
	if (!ok) {
		cut_text(all, p->text);
		ok = dump(s, all);
	}
	if (!ok) {
		small = thin(p, all);
		ok = dump(s, small);
		json_decref(small);
	}
	json_decref(all);
	return ok || why(w, "the body is larger than %d bytes", BODY_MOST);
}
