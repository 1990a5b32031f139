/* show.c - what the daemon answers, shown: rows, one thing, JSON */
/* SPDX-License-Identifier: MIT */
#include "ctl/show.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "ctl/say.h"
#include "ctl/text.h"
#include "ctl/ago.h"

enum { LIST_MOST = 64 * 1024, LINES_MOST = 1 << 20, CARD_WIDTH = 100 };

enum colour
show_state_colour(const char *state)
{
	static const struct {
		const char *state;
		enum colour colour;
	} row[] = {
	    {"ok", COLOUR_GOOD},
	    {"delivered", COLOUR_GOOD},
	    {"done", COLOUR_GOOD},
	    {"failing", COLOUR_BAD},
	    {"gone", COLOUR_BAD},
	    {"silent", COLOUR_BAD},
	    {"quiet", COLOUR_WARN},
	    {"given up", COLOUR_BAD},
	    {"critical", COLOUR_BAD},
	    {"high", COLOUR_WARN},
	    {"waiting", COLOUR_WARN},
	    {"snoozed", COLOUR_WARN},
	    {"moved", COLOUR_WARN},
	    {"unread", COLOUR_WARN},
	    {"paused", COLOUR_DIM},
	    {"passed", COLOUR_DIM},
	    {"held", COLOUR_WARN},
	    {"bundled", COLOUR_DIM},
	    {"withdrawn", COLOUR_DIM},
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		if (strcmp(row[i].state, state) == 0)
			return row[i].colour;
	return COLOUR_NONE;
}

/* A string, or the name of an object that has one. */
static const char *
name_of(const json_t *value)
{
	if (json_is_object(value))
		value = json_object_get(value, "name");
	return json_string_value(value);
}

static const char *
list_text(struct pool *pool, const json_t *value)
{
	struct str s = STR_INIT(LIST_MOST);
	const char *kept = NULL;

	if (!json_is_array(value))
		return name_of(value);
	for (size_t i = 0; i < json_array_size(value); i++) {
		const char *name = name_of(json_array_get(value, i));

		if (name != NULL && s.len > 0)
			str_add(&s, ", ");
		if (name != NULL)
			str_add(&s, name);
	}
	if (s.len > 0)
		kept = pool_strdup(pool, s.text);
	str_release(&s);
	return kept;
}

static const char *
instant_text(const struct show *s, const json_t *value, enum field_kind kind)
{
	const char *text = json_string_value(value);
	int64_t instant = text == NULL ? NO_TIME : time_read(text);
	char buffer[AGO_TEXT];

	if (instant == NO_TIME)
		return text; /* what it is, is better than nothing */
	if (kind == FIELD_AGO)
		ago_instant(instant, s->now, buffer);
	else
		time_write_local(instant, buffer);
	return pool_strdup(s->pool, buffer);
}

static const char *
plain_text(const struct show *s, const json_t *value)
{
	if (json_is_integer(value))
		return pool_printf(
		    s->pool, "%lld", (long long)json_integer_value(value));
	return json_string_value(value);
}

const char *
show_value(const struct show *s, const json_t *row, const struct field *f)
{
	const json_t *value = json_object_get(row, f->key);
	const char *text;

	if (f->text != NULL)
		text = f->text(s->pool, row);
	else if (f->kind == FIELD_LIST)
		text = list_text(s->pool, value);
	else if (f->kind == FIELD_YES)
		text = json_is_true(value) ? say("yes") : NULL;
	else if (f->kind == FIELD_AGO || f->kind == FIELD_TIME)
		text = instant_text(s, value, f->kind);
	else
		text = plain_text(s, value);
	return text == NULL || text[0] == '\0' ? NULL : text;
}

static enum colour
colour_of(const struct field *f, const char *text)
{
	if (text == NULL)
		return COLOUR_NONE;
	return f->kind == FIELD_STATE ? show_state_colour(text) : COLOUR_NONE;
}

/* States are words of ours, everything else is someone's. */
static const char *
worded(const struct field *f, const char *text)
{
	return text != NULL && f->kind == FIELD_STATE ? say(text) : text;
}

void
show_rows(const struct show *s, const json_t *array, const struct field *field,
    size_t n)
{
	struct column *column = pool_get(s->pool, sizeof(*column) * n);
	struct table *table = table_new(s->pool, column, n);

	for (size_t i = 0; i < n; i++)
		column[i] = (struct column){.head = say(field[i].head),
		    .right = field[i].kind == FIELD_COUNT,
		    .flex = field[i].flex,
		    .drop = field[i].drop};
	for (size_t r = 0; r < json_array_size(array); r++) {
		const json_t *row = json_array_get(array, r);

		for (size_t i = 0; i < n; i++) {
			const char *text = show_value(s, row, &field[i]);

			table_cell(table, colour_of(&field[i], text),
			    worded(&field[i], text));
		}
	}
	table_write(table, &s->screen);
}

void
show_card(const struct show *s, const json_t *row, const struct field *field,
    size_t n)
{
	int width = s->screen.width < CARD_WIDTH ? s->screen.width : CARD_WIDTH;
	int indent = 0;

	for (size_t i = 0; i < n; i++) {
		int w = text_width(say(field[i].head)) + 2;

		if (w > indent && show_value(s, row, &field[i]) != NULL)
			indent = w;
	}
	for (size_t i = 0; i < n; i++) {
		const char *text = show_value(s, row, &field[i]);
		const char *head = say(field[i].head);

		if (text == NULL)
			continue;
		if (field[i].text == NULL) /* a stranger's has one line */
			text = text_clean(s->pool, text);
		screen_write(&s->screen, COLOUR_DIM, head);
		fprintf(s->screen.out, "%*s", indent - text_width(head), "");
		text_wrap(s->screen.out, s->pool, worded(&field[i], text),
		    width, indent);
	}
}

void
show_line(
    const struct show *s, int indent, enum colour colour, const char *text)
{
	fprintf(s->screen.out, "%*s", indent, "");
	if (s->screen.colour && colour != COLOUR_NONE) {
		screen_write(&s->screen, colour, text_clean(s->pool, text));
		fputc('\n', s->screen.out);
		return;
	}
	text_wrap(s->screen.out, s->pool, text, s->screen.width, indent + 2);
}

const char *
show_lines(struct pool *pool, const json_t *object, const char *key,
    show_line_fn *line)
{
	const json_t *list = json_object_get(object, key);
	struct str s = STR_INIT(LINES_MOST);
	const char *kept = NULL;

	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *text = line(pool, json_array_get(list, i));

		if (text != NULL)
			str_addf(&s, "%s%s", s.len > 0 ? "\n" : "", text);
	}
	if (s.len > 0)
		kept = pool_strdup(pool, s.text);
	str_release(&s);
	return kept;
}

/* Bytes at s that act on a terminal, as one character; 0: it does not. */
static size_t
acting(const unsigned char *s)
{
	if (s[0] == 0x7F)
		return 1;
	if (s[0] == 0xC2 && s[1] >= 0x80 && s[1] < 0xA0)
		return 2;
	if (s[0] == 0xD8 && s[1] == 0x9C)
		return 2; /* Arabic letter mark */
	if (s[0] != 0xE2)
		return 0;
	if (s[1] == 0x80 &&
	    ((s[2] >= 0xA8 && s[2] <= 0xAE) || s[2] == 0x8E || s[2] == 0x8F))
		return 3;
	return s[1] == 0x81 && s[2] >= 0xA6 && s[2] <= 0xA9 ? 3 : 0;
}

static unsigned
character(const unsigned char *s, size_t n)
{
	if (n == 1)
		return s[0];
	if (n == 2)
		return (s[0] & 0x1Fu) << 6 | (s[1] & 0x3Fu);
	return (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
}

void
show_json(FILE *out, const json_t *value, bool pretty)
{
	char *text = json_dumps(
	    value, JSON_ENCODE_ANY | (pretty ? JSON_INDENT(2) : JSON_COMPACT));
	const unsigned char *s = (const unsigned char *)text;

	if (text == NULL)
		abort();
	while (*s != '\0') {
		size_t n = acting(s);

		if (n == 0)
			fputc(*s++, out);
		else
			fprintf(out, "\\u%04x", character(s, n));
		s += n;
	}
	fputc('\n', out);
	free(text);
}
