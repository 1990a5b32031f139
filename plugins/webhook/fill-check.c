/* fill-check.c - is a format one that can be filled, and where is it not */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "plugins/webhook/field.h"
#include "plugins/webhook/fill.h"

/* The members that each $word stands with: needed first, NULL ends. */
static const struct {
	const char *word, *needed, *other;
} form[] = {
    {"$if", "then", "else"},
    {"$each", "do", "most"},
    {"$map", "to", "else"},
    {"$alert", NULL, NULL},
};

static bool
is_one_of(const char *key, const char *a, const char *b, const char *c)
{
	return strcmp(key, a) == 0 || (b != NULL && strcmp(key, b) == 0) ||
	       (c != NULL && strcmp(key, c) == 0);
}

static bool
check_beside(const json_t *format, size_t i, const char *where, struct why *w)
{
	const json_t *part;
	const char *key;

	json_object_foreach((json_t *)format, key, part) {
		if (!is_one_of(
			key, form[i].word, form[i].needed, form[i].other))
			return why(
			    w, "%s: '%s' beside %s", where, key, form[i].word);
	}
	return true;
}

static bool
check_form(const json_t *format, const char *where, struct why *w)
{
	const json_t *part;
	const char *key;

	for (size_t i = 0; i < sizeof(form) / sizeof(*form); i++) {
		if (json_object_get(format, form[i].word) == NULL)
			continue;
		if (form[i].needed != NULL &&
		    json_object_get(format, form[i].needed) == NULL)
			return why(w, "%s: %s without %s", where, form[i].word,
			    form[i].needed);
		if (strcmp(form[i].word, "$each") == 0 &&
		    where[strlen(where) - 1] != ']')
			return why(w, "%s: $each outside a list", where);
		return check_beside(format, i, where, w);
	}
	json_object_foreach((json_t *)format, key, part) {
		if (key[0] == '$' && strcmp(key, "$schema") != 0)
			return why(w, "%s: there is no %s", where, key);
	}
	return true;
}

static bool
check_text(const char *text, const char *where, struct why *w)
{
	struct field f;

	while ((text = strstr(text, "{{")) != NULL) {
		text += 2;
		if (!field_read(&text, &f, w))
			return why_before(w, "%s", where);
	}
	return true;
}

static bool check(const json_t *, struct str *where, int depth, struct why *);

static bool
check_parts(const json_t *format, struct str *where, int depth, struct why *w)
{
	const json_t *part;
	const char *key;
	size_t i, len = where->len;
	bool ok = true;

	json_array_foreach(format, i, part) {
		str_addf(where, "[%zu]", i);
		ok = ok && check(part, where, depth + 1, w);
		str_cut(where, len);
	}
	json_object_foreach((json_t *)format, key, part) {
		str_addf(where, ".%s", key);
		ok = ok && check(part, where, depth + 1, w);
		str_cut(where, len);
	}
	return ok;
}

static bool
check(const json_t *format, struct str *where, int depth, struct why *w)
{
	if (depth > FILL_DEPTH)
		return why(w, "%s: more than %d deep", where->text, FILL_DEPTH);
	if (json_is_string(format))
		return check_text(json_string_value(format), where->text, w);
	if (json_is_object(format) && !check_form(format, where->text, w))
		return false;
	return check_parts(format, where, depth, w);
}

bool
fill_check(const json_t *format, const char *where, struct why *w)
{
	struct str place = STR_INIT(4096);
	bool ok;

	str_add(&place, where);
	ok = check(format, &place, 0, w);
	str_release(&place);
	return ok;
}
