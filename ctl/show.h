/* show.h - what the daemon answers, shown: rows, one thing, JSON */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_SHOW_H
#define CTL_SHOW_H

#include <stdint.h>

#include <jansson.h>

#include "base/pool.h"
#include "base/language.h"
#include "ctl/table.h"

enum field_kind {
	FIELD_TEXT,  /* a string */
	FIELD_COUNT, /* a number */
	FIELD_AGO,   /* an instant, as seen from now */
	FIELD_TIME,  /* an instant, in the zone */
	FIELD_LIST,  /* strings (or objects with a name), parted by commas */
	FIELD_YES,   /* "yes" when true; nothing when not */
	FIELD_STATE, /* a string with a colour */
};

/* One member of an object as a column, or as a line of a card. */
struct field {
	const char *head; /* English; shown as say() has it */
	const char *key;
	enum field_kind kind;
	bool flex; /* of struct column */
	int drop;
	/* Where a member alone does not do: in the pool, or NULL.  On a
	 * card it may have several lines. */
	const char *(*text)(struct pool *, const json_t *row);
};

struct show {
	struct pool *pool;
	struct screen screen;
	int64_t now;
};

/* As text, or NULL when it lacks, is null or "". */
const char *show_value(
    const struct show *, const json_t *row, const struct field *);
/* A table: a row for each object of the array. */
void show_rows(
    const struct show *, const json_t *array, const struct field *, size_t n);
/* A card: a line for each field that there is, long ones wrapped. */
void show_card(
    const struct show *, const json_t *row, const struct field *, size_t n);
/* One sentence with its head, cut nowhere but wrapped. */
void show_line(const struct show *, int indent, enum colour, const char *text);
enum colour show_state_colour(const char *state);

/*
 * For a field's text(): a line for each element of the member, which is a
 * list, or none where line() gives NULL.  In the pool; NULL when empty.
 */
typedef const char *show_line_fn(struct pool *, const json_t *element);
const char *show_lines(
    struct pool *, const json_t *row, const char *key, show_line_fn *line);

/*
 * JSON with the members in their order, UTF-8; on several lines when pretty,
 * and in any case with a line end.  Signs that act on a terminal are escaped
 * (\u009b): the value is the same.
 */
void show_json(FILE *, const json_t *, bool pretty);

#endif
