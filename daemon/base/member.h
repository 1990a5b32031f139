/* member.h - members of JSON objects: texts read, facts put */
/* SPDX-License-Identifier: MIT */
#ifndef BASE_MEMBER_H
#define BASE_MEMBER_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* The text of a member, the object's; "" when it lacks or is no text. */
const char *member_text(const json_t *object, const char *key);

/* What is unknown is left out: NULL (of words also ""), NO_TIME, id 0. */
void put_text(json_t *, const char *key, const char *text);
void put_words(json_t *, const char *key, const char *text);
void put_time(json_t *, const char *key, int64_t instant);
void put_id(json_t *, const char *key, char letter, int64_t id); /* "A17" */
void put_number(json_t *, const char *key, int64_t number);

/* An array of them. */
json_t *strings_json(const char *const *text, size_t n);

/* Adds the value as JSON on one line, without a copy of the whole. */
void str_add_json(struct str *, const json_t *);

#endif
