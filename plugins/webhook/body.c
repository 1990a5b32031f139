/* body.c - one parcel as the JSON that a webhook carries */
/* SPDX-License-Identifier: MIT */
#include "plugins/webhook/body.h"

#include <stdlib.h>
#include <string.h>

#include "plugins/webhook/fill.h"

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

/* What a digest lists stands in its text, too. */
static void
drop_entries(json_t *all)
{
	json_t *digest = json_copy(json_object_get(all, "digest"));

	json_object_del(digest, "entries");
	json_object_set_new(all, "digest", digest);
}

static bool
write_plain(struct str *s, const struct parcel *p, json_t *all)
{
	json_t *small;
	bool ok = dump(s, all);

	if (!ok && json_object_get(all, "digest") != NULL) {
		drop_entries(all);
		ok = dump(s, all);
	}
	if (!ok) {
		cut_text(all, p->text);
		ok = dump(s, all);
	}
	if (!ok) {
		small = thin(p, all);
		ok = dump(s, small);
		json_decref(small);
	}
	return ok;
}

/* A text that takes too much room is halved until all of it fits. */
static bool
write_filled(struct str *s, const struct format *f, struct fill *fill)
{
	json_t *all;
	bool ok = false;

	for (size_t most = BODY_MOST; !ok && most > 0; most /= 2) {
		fill->text_most = most;
		all = fill_json(fill, f->body);
		ok = dump(s, all);
		json_decref(all);
	}
	return ok;
}

bool
body_write(struct str *s, const struct parcel *p, const struct format *f,
    const char *token, struct why *w)
{
	json_t *all = whole(p);
	struct fill fill = {.alert = all,
	    .options = p->options,
	    .token = token,
	    .escape = f->escape};
	bool ok;

	s->most = BODY_MOST;
	ok = json_object_get(f->body, "$alert") != NULL
		 ? write_plain(s, p, all)
		 : write_filled(s, f, &fill);
	json_decref(all);
	return ok || why(w, "the body is larger than %d bytes", BODY_MOST);
}

/* --- beside the body: where to, and in which headers --- */

bool
body_address(struct str *url, const struct parcel *p, const struct format *f,
    struct why *w)
{
	struct fill fill = {.alert = p->all,
	    .options = p->options,
	    .token = "",
	    .escape = escape_find("url", 3)};

	while (
	    url->len > 0 && f->path[0] == '/' && url->text[url->len - 1] == '/')
		str_cut(url, url->len - 1);
	fill_text(url, &fill, f->path);
	return !url->full || why(w, "the address is too long");
}

void
body_headers(const struct parcel *p, const struct format *f, const char *token,
    body_header_fn *add, void *context)
{
	struct fill fill = {.alert = p->all,
	    .options = p->options,
	    .token = token,
	    .escape = escape_find("line", 4)};
	const json_t *value;
	struct str line;
	const char *name;

	json_object_foreach((json_t *)f->headers, name, value) {
		/* A part that is left out makes the header one that is not
		 * sent: {"$if": "token", ...} in it. */
		json_t *filled = fill_json(&fill, value);

		line = (struct str)STR_INIT(CREDENTIAL_MOST);
		text_add_line(&line,
		    json_is_string(filled) ? json_string_value(filled) : "",
		    CREDENTIAL_MOST);
		if (line.len > 0)
			add(context, name, line.text);
		str_release(&line);
		json_decref(filled);
	}
}
