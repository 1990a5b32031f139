/* fill.c - a format of a webhook, filled with an alert */
/* SPDX-License-Identifier: MIT */
#include "plugins/webhook/fill.h"

#include <stdlib.h>
#include <string.h>

#include "plugins/common.h"
#include "plugins/webhook/field.h"

/* --- what a name stands for --- */

/* Names inside a repeated part are looked for in its element first. */
struct scope {
	const struct fill *fill;
	const json_t *element; /* NULL outside */
};

static const json_t *
member(const json_t *in, const char *name)
{
	char part[NAME_MOST];
	const char *dot;

	while (in != NULL && *name != '\0') {
		dot = strchrnul(name, '.');
		memcpy(part, name, (size_t)(dot - name));
		part[dot - name] = '\0';
		in = json_is_array(in)
			 ? json_array_get(in, strtoul(part, NULL, 10))
			 : json_object_get(in, part);
		name = *dot == '.' ? dot + 1 : dot;
	}
	return in;
}

static const json_t *
look_up(const struct scope *s, const char *name)
{
	const json_t *found = member(s->element, name);

	if (strncmp(name, "option.", 7) == 0)
		return json_object_get(s->fill->options, name + 7);
	return found != NULL ? found : member(s->fill->alert, name);
}

/* A value as text; whole numbers into number. */
static const char *
as_text(const json_t *value, char number[24])
{
	if (json_is_string(value))
		return json_string_value(value);
	if (json_is_true(value))
		return "true";
	if (!json_is_integer(value))
		return "";
	snprintf(number, 24, "%lld", (long long)json_integer_value(value));
	return number;
}

static bool
is_there(const struct scope *s, const char *name)
{
	const json_t *v = look_up(s, name);

	if (strcmp(name, "token") == 0)
		return s->fill->token[0] != '\0';
	if (json_is_array(v) || json_is_object(v))
		return json_array_size(v) + json_object_size(v) > 0;
	return v != NULL && !json_is_false(v) && !json_is_null(v) &&
	       !(json_is_string(v) && json_string_length(v) == 0);
}

/* --- filling --- */

/* title, source.title, rules.0.title ... */
static bool
is_title(const char *name)
{
	const char *dot = strrchr(name, '.');

	return strcmp(dot != NULL ? dot + 1 : name, "title") == 0;
}

static void
add_field(struct str *to, const struct scope *s, const struct field *f)
{
	const struct escape *e = f->escape ? f->escape : s->fill->escape;
	struct escape_most most = f->most;
	struct str cut = STR_INIT(FILL_TEXT);
	char number[24];
	const char *text = as_text(look_up(s, f->name), number);

	if (strcmp(f->name, "token") == 0)
		text = s->fill->token;
	if (s->fill->text_most > 0 && strcmp(f->name, "text") == 0) {
		if (text_add_lines(&cut, text, s->fill->text_most))
			str_add(&cut, "…");
		text = cut.text;
	} else if (is_title(f->name)) { /* of one line, whoever wrote it */
		text_add_line(&cut, text, FILL_TEXT / 4);
		text = cut.text;
	}
	escape_add(to, e, text, most);
	str_release(&cut);
}

static void
add_text(struct str *to, const struct scope *s, const char *format)
{
	const char *open;
	struct field f;
	struct why w;

	while ((open = strstr(format, "{{")) != NULL) {
		str_addn(to, format, (size_t)(open - format));
		format = open + 2;
		if (!field_read(&format, &f, &w))
			return; /* fill_check() would have told */
		add_field(to, s, &f);
	}
	str_add(to, format);
}

void
fill_text(struct str *to, const struct fill *fill, const char *format)
{
	add_text(to, &(struct scope){fill, NULL}, format);
}

static json_t *fill_value(const struct scope *, const json_t *format);

static json_t *
fill_string(const struct scope *s, const json_t *format)
{
	struct str text = STR_INIT(FILL_TEXT);
	json_t *value;

	add_text(&text, s, json_string_value(format));
	value = json_stringn(text.text, text.len);
	str_release(&text);
	return value;
}

static json_t *
fill_if(const struct scope *s, const json_t *format)
{
	bool yes = is_there(s, member_text(format, "$if"));

	return fill_value(s, json_object_get(format, yes ? "then" : "else"));
}

static json_t *
fill_map(const struct scope *s, const json_t *format)
{
	char number[24];
	const char *text = as_text(
	    look_up(s, member_text(format, "$map")), number);
	const json_t *to = json_object_get(json_object_get(format, "to"), text);

	return fill_value(s, to ? to : json_object_get(format, "else"));
}

static void
fill_each(json_t *to, const struct scope *s, const json_t *format)
{
	const json_t *list = look_up(s, member_text(format, "$each"));
	const json_t *most = json_object_get(format, "most");
	size_t n = most ? (size_t)json_integer_value(most) : FILL_EACH;

	for (size_t i = 0; i < json_array_size(list) && i < n; i++) {
		struct scope inner = {s->fill, json_array_get(list, i)};
		json_t *one = fill_value(&inner, json_object_get(format, "do"));

		if (one != NULL)
			json_array_append_new(to, one);
	}
}

static json_t *
fill_array(const struct scope *s, const json_t *format)
{
	json_t *all = json_array(), *part, *one;
	size_t i;

	json_array_foreach(format, i, part) {
		if (json_object_get(part, "$each") != NULL) {
			fill_each(all, s, part);
			continue;
		}
		one = fill_value(s, part);
		if (one != NULL)
			json_array_append_new(all, one);
	}
	return all;
}

static json_t *
fill_object(const struct scope *s, const json_t *format)
{
	json_t *all = json_object(), *one;
	const json_t *part;
	const char *key;

	json_object_foreach((json_t *)format, key, part) {
		one = fill_value(s, part);
		if (one != NULL)
			json_object_set_new(all, key, one);
	}
	return all;
}

static const struct {
	const char *word;
	json_t *(*fill)(const struct scope *, const json_t *);
} choices[] = {
    {"$if", fill_if},
    {"$map", fill_map},
};

enum { CHOICES = sizeof(choices) / sizeof(*choices) };

/* NULL: nothing is left of it. */
static json_t *
fill_value(const struct scope *s, const json_t *format)
{
	if (json_is_string(format))
		return fill_string(s, format);
	if (json_is_array(format))
		return fill_array(s, format);
	if (!json_is_object(format))
		return json_deep_copy(format);
	if (json_object_get(format, "$alert") != NULL)
		return json_deep_copy(s->fill->alert);
	for (size_t i = 0; i < CHOICES; i++)
		if (json_object_get(format, choices[i].word) != NULL)
			return choices[i].fill(s, format);
	return fill_object(s, format);
}

json_t *
fill_json(const struct fill *fill, const json_t *format)
{
	return fill_value(&(struct scope){fill, NULL}, format);
}
