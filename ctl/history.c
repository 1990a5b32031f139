/* history.c - one deadline in full: count of days, reminders, history */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "ctl/say.h"
#include "ctl/terms.h"

static const char *
string(const json_t *row, const char *key)
{
	const char *text = json_string_value(json_object_get(row, key));

	return text == NULL ? "" : text;
}

static bool
is(const json_t *row, const char *key)
{
	return json_is_true(json_object_get(row, key));
}

/* What a person should look at, one word. */
const char *
term_mark(struct pool *pool, const json_t *row)
{
	(void)pool;
	if (is(row, "questioned"))
		return say("questioned");
	if (json_array_size(json_object_get(row, "conflicts")) > 0)
		return say("conflicting");
	if (is(row, "confirmed"))
		return say("confirmed");
	return is(row, "assumed_day") ? say("assumed") : NULL;
}

/* ", 24 December julafton" of days that are not counted */
static const char *
skipped(struct pool *pool, const json_t *row)
{
	const json_t *list = json_object_get(row, "skipped");
	const char *text = "";

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *day = json_array_get(list, i);
		const char *name = string(day, "name");

		text = pool_printf(pool, "%s%s%s %s", text, i ? ", " : "",
		    string(day, "day"),
		    strcmp(name, "closed") == 0 ? say("closed") : name);
	}
	return text;
}

const char *
term_count(struct pool *pool, const json_t *row)
{
	const char *not = skipped(pool, row);

	if (json_object_get(row, "skipped") == NULL)
		return NULL;
	return pool_printf(pool,
	    say("calendar days %lld, working days %lld%s%s"),
	    (long long)json_integer_value(json_object_get(row, "days")),
	    (long long)json_integer_value(json_object_get(row, "workdays")),
	    not [0] ? say("; not counted: ") : "", not );
}

const char *
term_law(struct pool *pool, const json_t *row)
{
	const char *day = string(row, "legal_end");

	if (day[0] == '\0')
		return NULL;
	return pool_printf(
	    pool, say("by lag (1930:173) it may be done until %s"), day);
}

const char *
term_matter(struct pool *pool, const json_t *row)
{
	const json_t *list = json_object_get(row, "matter_deadlines");
	const char *text = pool_printf(
	    pool, "%s %s", string(row, "matter"), string(row, "matter_title"));

	if (string(row, "matter")[0] == '\0')
		return NULL;
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *o = json_array_get(list, i);

		text = pool_printf(pool, "%s\n%s %s %s %s", text,
		    string(o, "id"), string(o, "end"), string(o, "kind"),
		    string(o, "title"));
	}
	return text;
}

static const char *
local(struct pool *pool, const json_t *row, const char *key)
{
	int64_t at = time_read(string(row, key));
	char text[TIME_TEXT];

	return at == NO_TIME ? ""
			     : pool_strdup(pool, time_write_local(at, text));
}

/* A line for each: its day, why that day, and whether it was given. */
const char *
term_reminders(struct pool *pool, const json_t *row)
{
	const json_t *list = json_object_get(row, "reminders");
	const char *text = NULL;

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *r = json_array_get(list, i);
		const char *given = local(pool, r, "given");
		const char *not = skipped(pool, r);

		text = pool_printf(pool, "%s%s%s %s %s%s %s, %s%s%s%s%s",
		    text ? text : "", text ? "\n" : "", string(r, "day"),
		    string(r, "lead"), say("before"),
		    is(r, "notice") ? say(" the day to give notice") : "",
		    string(r, "target"), string(r, "rule"),
		    given[0] ? say("; given ") : "", given,
		    not [0] ? say("; not counted: ") : "", not );
	}
	return text;
}

/* " 2026-11-30 → 2026-12-15" */
static const char *
change(struct pool *pool, const json_t *line)
{
	const char *old = string(line, "old_end"), *new = string(line, "end");
	const char *start = string(line, "old_start");
	const char *from = start[0] != '\0' && strcmp(start, old) != 0
			       ? pool_printf(pool, "%s – %s", start, old)
			       : old;

	if (old[0] != '\0')
		return pool_printf(pool, " %s → %s", from, new);
	return new[0] != '\0' ? pool_printf(pool, " %s", new) : "";
}

const char *
term_lineage(struct pool *pool, const json_t *row)
{
	const json_t *list = json_object_get(row, "lineage");
	const char *text = NULL;

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *line = json_array_get(list, i);
		const char *words = string(line, "words");
		const char *other = string(line, "other");
		const char *by = string(line, "by");

		text = pool_printf(pool, "%s%s%s %s %s%s%s%s%s%s%s%s%s",
		    text ? text : "", text ? "\n" : "", local(pool, line, "at"),
		    string(line, "deadline"), say(string(line, "what")),
		    change(pool, line), other[0] ? " (" : "", other,
		    other[0] ? ")" : "",
		    by[0] ? pool_printf(pool, " %s %s", say("by"), by) : "",
		    words[0] ? ": ”" : "", words, words[0] ? "”" : "");
	}
	return text;
}
