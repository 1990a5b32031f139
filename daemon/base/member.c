/* member.c - members of JSON objects: texts read, facts put */
/* SPDX-License-Identifier: MIT */
#include "base/member.h"

#include "base/date.h"

const char *
member_text(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text != NULL ? text : "";
}

void
put_text(json_t *o, const char *key, const char *text)
{
	if (text != NULL)
		json_object_set_new(o, key, json_string(text));
}

void
put_words(json_t *o, const char *key, const char *text)
{
	if (text != NULL && text[0] != '\0')
		json_object_set_new(o, key, json_string(text));
}

void
put_time(json_t *o, const char *key, int64_t instant)
{
	char text[TIME_TEXT];

	if (instant != NO_TIME)
		put_text(o, key, time_write(instant, text));
}

void
put_id(json_t *o, const char *key, char letter, int64_t id)
{
	if (id > 0)
		json_object_set_new(
		    o, key, json_sprintf("%c%lld", letter, (long long)id));
}

void
put_number(json_t *o, const char *key, int64_t number)
{
	json_object_set_new(o, key, json_integer(number));
}

json_t *
strings_json(const char *const *text, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, json_string(text[i]));
	return list;
}

static int
add_bytes(const char *bytes, size_t len, void *context)
{
	return str_addn(context, bytes, len) ? 0 : -1;
}

void
str_add_json(struct str *s, const json_t *value)
{
	json_dump_callback(value, add_bytes, s, JSON_COMPACT | JSON_ENCODE_ANY);
}
