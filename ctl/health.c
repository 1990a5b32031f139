/* health.c - a feed's health, as its card and its row show it */
/* SPDX-License-Identifier: MIT */
#include "ctl/health.h"

#include "base/date.h"
#include "base/member.h"
#include "ctl/say.h"
#include "ctl/show.h"

static const json_t *
member(const json_t *feed, const char *key)
{
	return json_object_get(json_object_get(feed, "health"), key);
}

static const char *
instant(struct pool *pool, const json_t *value)
{
	const char *text = json_string_value(value);
	int64_t t = text ? time_read(text) : NO_TIME;
	char local[TIME_TEXT];

	return t == NO_TIME ? NULL
			    : pool_strdup(pool, time_write_local(t, local));
}

const char *
health_note(struct pool *pool, const json_t *feed)
{
	(void)pool;
	return json_string_value(member(feed, "note"));
}

const char *
health_expect(struct pool *pool, const json_t *feed)
{
	const char *text = json_string_value(member(feed, "expect"));

	(void)pool;
	if (text != NULL)
		return text;
	return json_is_true(member(feed, "learnt"))
		   ? say("as its history shows")
		   : NULL;
}

const char *
health_last_new(struct pool *pool, const json_t *feed)
{
	return instant(pool, member(feed, "last_new"));
}

const char *
health_silent_at(struct pool *pool, const json_t *feed)
{
	return instant(pool, member(feed, "silent_at"));
}

const char *
health_size(struct pool *pool, const json_t *feed)
{
	json_int_t n = json_integer_value(member(feed, "items"));
	json_int_t usual = json_integer_value(member(feed, "usual"));

	if (n == 0 && usual == 0)
		return NULL;
	return pool_printf(pool, say("%lld items, usually %lld"), (long long)n,
	    (long long)usual);
}

static const char *
line_of(struct pool *pool, const json_t *e)
{
	const char *start = instant(pool, json_object_get(e, "start"));
	const char *end = instant(pool, json_object_get(e, "end"));
	const char *alert = member_text(e, "alert"),
		   *why = member_text(e, "why");

	return pool_printf(pool, "%s %s – %s (%lld)%s%s%s%s",
	    say(member_text(e, "kind")), start ? start : "?", end ? end : "",
	    (long long)json_integer_value(json_object_get(e, "count")),
	    alert[0] ? " " : "", alert, why[0] ? ": " : "", why);
}

const char *
health_episodes(struct pool *pool, const json_t *feed)
{
	return show_lines(
	    pool, json_object_get(feed, "health"), "episodes", line_of);
}
