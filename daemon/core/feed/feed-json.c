/* feed-json.c - JSON Feed, and the lists of VGR's iFeed, by jansson */
/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <string.h>

#include "core/feed/feed-build.h"
#include "core/feed/feed-parts.h"

/*
 * jansson bounds the depth (2048); a value of two bytes may take a hundred in
 * memory, so the number of values is bounded here.
 */
enum { VALUES_MOST = 2 * 1000 * 1000 };

void
feed_prepare_json(void)
{
	json_object_seed(0);
}

static bool
has_too_many(const char *text, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += text[i] == ',' || text[i] == '[' || text[i] == '{';
	return n > VALUES_MOST;
}

/* A string, or a number as an id may be one; NULL for anything else. */
static const char *
text_of(const json_t *o, const char *key, char number[32], size_t *len)
{
	const json_t *v = json_object_get(o, key);

	if (json_is_string(v)) {
		*len = json_string_length(v);
		return json_string_value(v);
	}
	if (json_is_integer(v))
		*len = (size_t)snprintf(
		    number, 32, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
	else if (json_is_real(v))
		*len = (size_t)snprintf(
		    number, 32, "%.17g", json_real_value(v));
	else
		return NULL;
	return number;
}

/* Which member says what; the first that is there counts. */
struct member {
	const char *name;
	enum feed_tag tag;
	enum feed_kind kind;
};

static const struct member feed_members[] = {
    {"title", TAG_TITLE, KIND_TEXT},
    {"home_page_url", TAG_LINK, KIND_TEXT},
    {NULL, TAG_NONE, KIND_TEXT},
};

static const struct member item_members[] = {
    {"id", TAG_GUID_OPAQUE, KIND_TEXT},
    {"url", TAG_LINK, KIND_TEXT},
    {"title", TAG_TITLE, KIND_TEXT},
    {"summary", TAG_DESCRIPTION, KIND_TEXT},
    {"content_html", TAG_ENCODED, KIND_HTML},
    {"content_text", TAG_CONTENT_BODY, KIND_TEXT},
    {"date_published", TAG_PUBLISHED, KIND_TEXT},
    {"date_modified", TAG_UPDATED, KIND_TEXT},
    {NULL, TAG_NONE, KIND_TEXT},
};

/* What VGR's document lists call these things. */
static const struct member ifeed_members[] = {
    {"dc.identifier", TAG_GUID_OPAQUE, KIND_TEXT},
    {"dc.source", TAG_LINK, KIND_TEXT},
    {"url", TAG_LINK, KIND_TEXT},
    {"dc.title", TAG_TITLE, KIND_TEXT},
    {"title", TAG_TITLE, KIND_TEXT},
    {"dc.description", TAG_DESCRIPTION, KIND_TEXT},
    {"dc.date.issued", TAG_PUBLISHED, KIND_TEXT},
    {"dc.date.availablefrom", TAG_PUBLISHED_ATOM, KIND_TEXT},
    {"dc.date.saved", TAG_UPDATED, KIND_TEXT},
    {"dc.date.validto", TAG_VALID, KIND_TEXT},
    {"vgrsd:ValidTo", TAG_VALID, KIND_TEXT},
    {NULL, TAG_NONE, KIND_TEXT},
};

static void
take_members(struct feed_build *b, const json_t *o, const struct member *list)
{
	for (const struct member *m = list; m->name != NULL; m++) {
		enum feed_field field = feed_meaning(m->tag).field;
		char number[32];
		size_t len;
		const char *text = text_of(o, m->name, number, &len);

		if (text == NULL || len == 0 || !feed_wants(b, m->tag))
			continue;
		if (field == FIELD_LINK)
			feed_take_link(b, m->tag, text, len);
		else if (field == FIELD_TITLE || field == FIELD_SUMMARY ||
			 field == FIELD_CONTENT)
			feed_take_text(b, m->tag, m->kind, text, len);
		else
			feed_take_word(b, m->tag, text, len);
	}
}

static void
add_link(struct feed_build *b, const json_t *o, const char *rel,
    const char *key, const char *type, const char *title)
{
	char number[32];
	size_t len;
	const char *href = text_of(o, key, number, &len);

	if (href == NULL || len == 0)
		return;
	feed_add_link(b, rel, href, len,
	    type ? json_string_value(json_object_get(o, type)) : NULL,
	    title ? json_string_value(json_object_get(o, title)) : NULL);
}

static void
take_item(struct feed_build *b, const json_t *o, const struct member *members)
{
	const json_t *attachments = json_object_get(o, "attachments"), *a;
	size_t i;

	feed_begin_item(b);
	take_members(b, o, members);
	add_link(b, o, "via", "external_url", NULL, NULL);
	json_array_foreach(attachments, i, a)
		add_link(b, a, "enclosure", "url", "mime_type", "title");
	feed_end_item(b);
}

static void
take_items(
    struct feed_build *b, const json_t *items, const struct member *members)
{
	const json_t *item;
	size_t i;

	json_array_foreach(items, i, item)
		if (json_is_object(item))
			take_item(b, item, members);
}

static bool
is_ifeed(const json_t *list)
{
	const json_t *first = json_array_get(list, 0);

	for (const struct member *m = ifeed_members; m->name != NULL; m++)
		if (strchr("dv", m->name[0]) != NULL &&
		    json_object_get(first, m->name) != NULL)
			return true;
	return false;
}

static bool
is_feed(const json_t *o)
{
	const char *version = json_string_value(json_object_get(o, "version"));

	if (version != NULL && strstr(version, "jsonfeed.org/version") != NULL)
		return true;
	return json_is_array(json_object_get(o, "items")) &&
	       json_is_string(json_object_get(o, "title"));
}

/* \uD800 to \uDFFF at s: 'h'igh or 'l'ow half, '\0' for anything else. */
static char
surrogate(const char *s, const char *end)
{
	char c;

	if (end - s < 6 || s[0] != '\\' || s[1] != 'u' || (s[2] | 0x20) != 'd')
		return '\0';
	c = (char)(s[3] | 0x20);
	if ((c >= '8' && c <= '9') || c == 'a' || c == 'b')
		return 'h';
	return c >= 'c' && c <= 'f' ? 'l' : '\0';
}

/*
 * With blanks for control characters inside strings and U+FFFD for halves of
 * a character, which are all that real feeds get wrong in JSON.
 */
static void
mend(struct str *out, const char *s, size_t len)
{
	const char *end = s + len;
	bool inside = false;

	while (s < end) {
		char half = inside ? surrogate(s, end) : '\0';
		size_t n = inside && *s == '\\' && end - s > 1 ? 2 : 1;

		if (half == 'h' && surrogate(s + 6, end) == 'l')
			n = 12;
		if (half != '\0' && n != 12) {
			str_add(out, "\\ufffd");
			s += 6;
			continue;
		}
		inside ^= *s == '"';
		if (inside && (unsigned char)*s < ' ')
			str_addc(out, ' ');
		else
			str_addn(out, s, n);
		s += n;
	}
}

static json_t *
load(const char *text, size_t len, json_error_t *error)
{
	const size_t flags = JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL;
	struct str s = STR_INIT(len * 2);
	json_t *root = json_loadb(text, len, flags, error);

	if (root != NULL)
		return root;
	mend(&s, text, len);
	root = json_loadb(s.text, s.len, flags, error);
	str_release(&s);
	return root;
}

static bool
take(struct feed_build *b, const json_t *root, struct why *w)
{
	b->doc->format = "json";
	if (json_is_array(root) && is_ifeed(root)) {
		take_items(b, root, ifeed_members);
		return true;
	}
	if (!json_is_object(root) || !is_feed(root))
		return why(w, "not a feed: JSON, but no JSON Feed");
	take_members(b, root, feed_members);
	add_link(b, root, "self", "feed_url", NULL, NULL);
	add_link(b, root, "next", "next_url", NULL, NULL);
	take_items(b, json_object_get(root, "items"), item_members);
	return true;
}

bool
feed_read_json(struct pool *pool, const char *text, size_t len,
    const char *base, struct document *doc, struct why *w)
{
	struct feed_build b;
	json_error_t error;
	json_t *root;
	bool ok;

	if (has_too_many(text, len))
		return why(w, "not a feed: JSON of too many values");
	root = load(text, len, &error);
	if (root == NULL)
		return why(
		    w, "line %d: not JSON: %.150s", error.line, error.text);
	feed_build_init(&b, pool, doc, base, len);
	ok = take(&b, root, w);
	feed_build_release(&b);
	json_decref(root);
	return ok;
}
