/* history.c - one deadline in full: count of days, reminders, history */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "base/member.h"
#include "ctl/say.h"
#include "ctl/terms.h"

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
		const char *name = member_text(day, "name");

		text = pool_printf(pool, "%s%s%s %s", text, i ? ", " : "",
		    member_text(day, "day"),
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
	const char *day = member_text(row, "legal_end");

	if (day[0] == '\0')
		return NULL;
	return pool_printf(
	    pool, say("by lag (1930:173) it may be done until %s"), day);
}

static const char *
matter_line(struct pool *pool, const json_t *o)
{
	return pool_printf(pool, "%s %s %s %s", member_text(o, "id"),
	    member_text(o, "end"), member_text(o, "kind"),
	    member_text(o, "title"));
}

const char *
term_matter(struct pool *pool, const json_t *row)
{
	const char *rest = show_lines(
	    pool, row, "matter_deadlines", matter_line);

	if (member_text(row, "matter")[0] == '\0')
		return NULL;
	return pool_printf(pool, "%s %s%s%s", member_text(row, "matter"),
	    member_text(row, "matter_title"), rest ? "\n" : "",
	    rest ? rest : "");
}

static const char *
local(struct pool *pool, const json_t *row, const char *key)
{
	int64_t at = time_read(member_text(row, key));
	char text[TIME_TEXT];

	return at == NO_TIME ? ""
			     : pool_strdup(pool, time_write_local(at, text));
}

/* Its day, why that day, and whether it was given. */
static const char *
reminder_line(struct pool *pool, const json_t *r)
{
	const char *given = local(pool, r, "given");
	const char *not = skipped(pool, r);

	return pool_printf(pool, "%s %s %s%s %s, %s%s%s%s%s",
	    member_text(r, "day"), member_text(r, "lead"), say("before"),
	    is(r, "notice") ? say(" the day to give notice") : "",
	    member_text(r, "target"), member_text(r, "rule"),
	    given[0] ? say("; given ") : "", given,
	    not [0] ? say("; not counted: ") : "", not );
}

const char *
term_reminders(struct pool *pool, const json_t *row)
{
	return show_lines(pool, row, "reminders", reminder_line);
}

/* " 2026-11-30 → 2026-12-15" */
static const char *
change(struct pool *pool, const json_t *line)
{
	const char *old = member_text(line, "old_end"),
		   *new = member_text(line, "end");
	const char *start = member_text(line, "old_start");
	const char *from = start[0] != '\0' && strcmp(start, old) != 0
			       ? pool_printf(pool, "%s – %s", start, old)
			       : old;

	if (old[0] != '\0')
		return pool_printf(pool, " %s → %s", from, new);
	return new[0] != '\0' ? pool_printf(pool, " %s", new) : "";
}

/* "2026-11-22 10:00 D7 moved 2026-11-30 → 2026-12-15 (D9) by anna: ”...”" */
static const char *
lineage_line(struct pool *pool, const json_t *line)
{
	const char *words = member_text(line, "words");
	const char *other = member_text(line, "other");
	const char *by = member_text(line, "by");

	return pool_printf(pool, "%s %s %s%s%s%s%s%s%s%s%s",
	    local(pool, line, "at"), member_text(line, "deadline"),
	    say(member_text(line, "what")), change(pool, line),
	    other[0] ? " (" : "", other, other[0] ? ")" : "",
	    by[0] ? pool_printf(pool, " %s %s", say("by"), by) : "",
	    words[0] ? ": ”" : "", words, words[0] ? "”" : "");
}

const char *
term_lineage(struct pool *pool, const json_t *row)
{
	return show_lines(pool, row, "lineage", lineage_line);
}
