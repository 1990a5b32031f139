/* page-json.c - the HTML that lies in JSON: one text, or a piece an item */
/* SPDX-License-Identifier: MIT */
#include "core/page/page-json.h"

#include <jansson.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"

enum { JSON_DEPTH = 8, JSON_MEMBERS = 100000, PIECES_LEAST = 2 };

/* What members are called, in any case. */
static const char *const titles[] = {
    "title", "heading", "headline", "rubrik", "name", "label", NULL};
static const char *const addresses[] = {
    "url", "link", "href", "permalink", "path", "uri", NULL};
static const char *const dates[] = {"published", "publisheddate", "publishdate",
    "publicationdate", "date", "datum", "publicerad", "created", NULL};

static bool
is_html(const json_t *j)
{
	return json_is_string(j) &&
	       memchr(json_string_value(j), '<', json_string_length(j)) != NULL;
}

/* The first of the names that the object has with a plain text. */
static const char *
member(const json_t *object, const char *const *names)
{
	const char *key;
	json_t *value;

	for (; *names != NULL; names++)
		json_object_foreach((json_t *)object, key, value)
			if (strcasecmp(key, *names) == 0 &&
			    json_string_length(value) > 0)
				return json_string_value(value);
	return NULL;
}

/* Its longest text with a tag, but its title, which is none. */
static const char *
html_of(const json_t *element, const char *title)
{
	const char *key, *best = NULL;
	json_t *value;
	size_t most = 0;

	if (is_html(element))
		return json_string_value(element);
	json_object_foreach((json_t *)element, key, value) {
		if (!is_html(value) || json_string_value(value) == title ||
		    json_string_length(value) <= most)
			continue;
		most = json_string_length(value);
		best = json_string_value(value);
	}
	return best;
}

static void
add_escaped(struct str *s, const char *text)
{
	for (; *text != '\0'; text++)
		if (*text == '<')
			str_add(s, "&lt;");
		else if (*text == '"')
			str_add(s, "&quot;");
		else
			str_addc(s, *text);
}

static void
add_link(struct str *s, const char *title, const char *address)
{
	str_add(s, "<a href=\"");
	add_escaped(s, address);
	str_add(s, "\">");
	add_escaped(s, title);
	str_add(s, "</a> ");
}

static void
add_date(struct str *s, const char *date)
{
	str_add(s, "<time datetime=\"");
	add_escaped(s, date);
	str_add(s, "\">");
	add_escaped(s, date);
	str_add(s, "</time> ");
}

/* False: there is no link in it, so it is no item. */
static bool
add_piece(struct str *s, const json_t *element)
{
	const char *title = member(element, titles);
	const char *html = html_of(element, title);
	const char *address = member(element, addresses);
	const char *date = member(element, dates);
	bool linked = html != NULL && strcasestr(html, "<a ") != NULL;
	bool listed = linked && strncasecmp(html, "<li", 3) == 0;

	if (!linked && (title == NULL || address == NULL))
		return false;
	if (!listed)
		str_add(s, "<li>");
	if (!linked)
		add_link(s, title, address);
	if (!listed && date != NULL &&
	    (html == NULL || strcasestr(html, "<time") == NULL))
		add_date(s, date);
	if (html != NULL)
		str_add(s, html);
	if (!listed)
		str_add(s, "</li>");
	str_addc(s, '\n');
	return true;
}

static size_t
add_pieces(struct str *s, const json_t *array)
{
	json_t *element;
	size_t i, n = 0;

	str_add(s, "<ul>\n");
	json_array_foreach(array, i, element)
		n += add_piece(s, element);
	str_add(s, "</ul>\n");
	return n;
}

struct search {
	int left; /* members that are still looked at */
	const json_t *text;
	struct str list, best; /* of the array at hand, and of the longest */
};

static void look(struct search *, const json_t *, int depth);

static void
try_array(struct search *x, const json_t *array)
{
	struct str swap = x->best;

	if (json_array_size(array) < PIECES_LEAST)
		return;
	str_clear(&x->list);
	if (add_pieces(&x->list, array) < PIECES_LEAST || x->list.full ||
	    x->list.len <= x->best.len)
		return;
	x->best = x->list;
	x->list = swap;
}

static void
look(struct search *x, const json_t *j, int depth)
{
	const char *key;
	json_t *value;
	size_t i;

	if (depth == 0 || --x->left <= 0)
		return;
	if (is_html(j) && (x->text == NULL || json_string_length(j) >
						  json_string_length(x->text)))
		x->text = j;
	if (json_is_array(j))
		try_array(x, j);
	json_object_foreach((json_t *)j, key, value)
		look(x, value, depth - 1);
	json_array_foreach(j, i, value)
		look(x, value, depth - 1);
}

bool
json_html(struct pool *pool, struct text *t, struct why *w)
{
	json_error_t error;
	json_t *j = json_loadb(
	    t->bytes, t->len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
	struct search x = {.left = JSON_MEMBERS,
	    .list = STR_INIT(BODY_MOST),
	    .best = STR_INIT(BODY_MOST)};
	bool found;

	if (j == NULL)
		return why(w, "line %d: %s", error.line, error.text);
	look(&x, j, JSON_DEPTH);
	found = x.text != NULL || x.best.len > 0;
	if (x.text != NULL && json_string_length(x.text) >= x.best.len) {
		t->len = json_string_length(x.text);
		t->bytes = pool_strndup(
		    pool, json_string_value(x.text), t->len);
	} else if (found) {
		t->len = x.best.len;
		t->bytes = pool_strndup(pool, x.best.text, t->len);
	}
	str_release(&x.list);
	str_release(&x.best);
	json_decref(j);
	return found || why(w, "JSON without any HTML in it");
}
