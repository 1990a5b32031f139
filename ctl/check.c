/* check.c - bevakactl feeds check: a round on trial, decision by decision */
/* SPDX-License-Identifier: MIT */
#include "ctl/ctl.h"

#include <string.h>

#include "base/date.h"
#include "ctl/health.h"
#include "ctl/say.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *
text(const json_t *o, const char *key)
{
	return json_string_value(json_object_get(o, key));
}

static long long
number(const json_t *o, const char *key)
{
	return json_integer_value(json_object_get(o, key));
}

static void
head(const struct ctl *c, const char *words)
{
	screen_write(&c->show.screen, COLOUR_HEAD, say(words));
	fprintf(c->show.screen.out, "\n");
}

static void
line(const struct ctl *c, enum colour colour, const char *words)
{
	show_line(&c->show, 2, colour, words);
}

/* "label: value" when there is one. */
static void
value(const struct ctl *c, const char *label, const char *words)
{
	if (words != NULL && words[0] != '\0')
		line(c, COLOUR_NONE,
		    pool_printf(c->show.pool, "%s: %s", say(label), words));
}

static const char *
local(const struct ctl *c, const json_t *o, const char *key)
{
	const char *instant = text(o, key);
	int64_t t = instant ? time_read(instant) : NO_TIME;
	char local[TIME_TEXT];

	return t == NO_TIME
		   ? NULL
		   : pool_strdup(c->show.pool, time_write_local(t, local));
}

/* One request and its answer. */
static void
write_request(const struct ctl *c, const json_t *r)
{
	struct pool *pool = c->show.pool;
	const char *outcome = text(r, "outcome"), *type = text(r, "type");
	bool body = outcome != NULL && strcmp(outcome, "body") == 0;
	bool well = body || strcmp(outcome ? outcome : "", "unchanged") == 0;

	value(c, "asked", text(r, "url"));
	value(c, N_("with ETag"), text(r, "etag_sent"));
	value(c, N_("with Last-Modified"), text(r, "last_modified_sent"));
	line(c, well ? COLOUR_GOOD : COLOUR_BAD,
	    body ? pool_printf(pool, say("answer: %lld, %s, %lld bytes"),
		       number(r, "status"), type ? type : "-",
		       number(r, "bytes"))
		 : pool_printf(pool, say("answer: %lld, %s"),
		       number(r, "status"), outcome ? say(outcome) : "-"));
	if (text(r, "from") && text(r, "url") &&
	    strcmp(text(r, "from"), text(r, "url")) != 0)
		value(c, "from", text(r, "from"));
	value(c, N_("moved for good to"), text(r, "moved"));
	value(c, N_("ETag"), text(r, "etag"));
	value(c, N_("Last-Modified"), text(r, "last_modified"));
	if (number(r, "max_age") > 0)
		value(c, N_("fresh for (s)"),
		    pool_printf(pool, "%lld", number(r, "max_age")));
	if (number(r, "retry_after") > 0)
		value(c, N_("not before (s)"),
		    pool_printf(pool, "%lld", number(r, "retry_after")));
	if (json_is_true(json_object_get(r, "same_bytes")) || (well && !body))
		line(c, COLOUR_NONE,
		    say("nothing has changed: a round would end here"));
}

static void
write_requests(const struct ctl *c, const json_t *seen)
{
	const json_t *list = json_object_get(seen, "requests");

	head(c, N_("Asking"));
	for (size_t i = 0; i < json_array_size(list); i++) {
		if (i > 0)
			line(
			    c, COLOUR_NONE, say("once more, to see all of it"));
		write_request(c, json_array_get(list, i));
	}
}

static void
write_reading(const struct ctl *c, const json_t *seen)
{
	const json_t *r = json_object_get(seen, "reading");
	struct pool *pool = c->show.pool;

	if (r == NULL)
		return;
	head(c, N_("Reading"));
	if (text(r, "kind") == NULL)
		return;
	value(c, "format",
	    pool_printf(pool, "%s (%s)", text(r, "format"),
		text(r, "encoding") ? text(r, "encoding") : "-"));
	value(c, "title", text(r, "title"));
	value(c, N_("list found by"), text(r, "list"));
	line(c, COLOUR_NONE,
	    pool_printf(pool, say("%lld items, %lld of them with a date"),
		number(r, "items"), number(r, "dated")));
	if (number(r, "errors") > 0)
		line(c, COLOUR_WARN,
		    pool_printf(pool, say("%lld error texts, left out"),
			number(r, "errors")));
	if (json_is_true(json_object_get(r, "login")))
		line(c, COLOUR_WARN, say("the page has a log-in form"));
	if (number(r, "ttl") > 0)
		value(c, N_("says it is read every (min)"),
		    pool_printf(pool, "%lld", number(r, "ttl")));
	value(c, N_("older items"), text(r, "older"));
}

static void
write_items(const struct ctl *c, const json_t *seen)
{
	static const struct field columns[] = {
	    {N_("AS"), "as", FIELD_STATE, false, 0, NULL},
	    {N_("BY"), "by", FIELD_TEXT, false, 3, NULL},
	    {"ID", "id", FIELD_TEXT, false, 4, NULL},
	    {N_("PUBLISHED"), "published", FIELD_AGO, false, 2, NULL},
	    {N_("TITLE"), "title", FIELD_TEXT, true, 0, NULL},
	};
	const json_t *items = json_object_get(seen, "items");
	struct pool *pool = c->show.pool;

	if (json_object_get(seen, "seen") == NULL)
		return;
	head(c, N_("Items"));
	line(c, COLOUR_NONE,
	    pool_printf(pool, say("%lld new, %lld known, %lld changed"),
		number(seen, "new"), number(seen, "known"),
		number(seen, "changed")));
	if (number(seen, "unread") > 0)
		line(c, COLOUR_NONE,
		    pool_printf(pool,
			say("of %lld the page is to be read: whom they "
			    "concern is known then"),
			number(seen, "unread")));
	show_rows(&c->show, items, columns, COUNT(columns));
}

static void
write_alert(const struct ctl *c, const json_t *a)
{
	const json_t *to = json_object_get(a, "to");
	struct pool *pool = c->show.pool;

	line(c, COLOUR_NONE,
	    pool_printf(pool, "%s (%s): %s", text(a, "event"),
		text(a, "priority") ? say(text(a, "priority")) : "-",
		text(a, "title") ? text(a, "title") : ""));
	for (size_t i = 0; i < json_array_size(to); i++)
		show_line(&c->show, 4, COLOUR_NONE,
		    json_string_value(json_array_get(to, i)));
	if (json_array_size(to) == 0)
		show_line(&c->show, 4, COLOUR_WARN, say("to nobody"));
}

static void
write_told(const struct ctl *c, const json_t *seen)
{
	const json_t *steps = json_object_get(seen, "steps");
	const json_t *alerts = json_object_get(seen, "alerts");

	if (json_object_get(seen, "seen") == NULL)
		return;
	head(c, N_("What would be told"));
	for (size_t i = 0; i < json_array_size(alerts); i++)
		write_alert(c, json_array_get(alerts, i));
	if (json_array_size(alerts) == 0)
		line(c, COLOUR_NONE,
		    json_is_true(json_object_get(seen, "baseline"))
			? say("nothing")
			: say("nothing: it is the first reading, the "
			      "baseline"));
	for (size_t i = 0; i < json_array_size(steps); i++)
		line(
		    c, COLOUR_DIM, json_string_value(json_array_get(steps, i)));
}

static void
write_health(const struct ctl *c, const json_t *seen)
{
	struct pool *pool = c->show.pool;
	const char *state = text(seen, "state"), *lines;

	head(c, N_("Health"));
	if (state != NULL)
		line(c, show_state_colour(state), say(state));
	value(c, N_("Why"), text(seen, "why"));
	value(c, N_("Expected"), health_expect(pool, seen));
	value(c, N_("Last new"), health_last_new(pool, seen));
	value(c, N_("Silent at"), health_silent_at(pool, seen));
	value(c, N_("Note"), health_note(pool, seen));
	lines = health_episodes(pool, seen);
	if (lines != NULL)
		line(c, COLOUR_NONE, lines);
	value(c, N_("Next"), local(c, seen, "next"));
	value(c, "because", text(seen, "next_why"));
}

static void
write_check(const struct ctl *c, const json_t *seen)
{
	const char *fault = text(seen, "fault");

	line(c, COLOUR_DIM,
	    pool_printf(c->show.pool,
		say("%s on trial: nothing is kept, and nobody is told"),
		text(seen, "feed")));
	write_requests(c, seen);
	write_reading(c, seen);
	write_items(c, seen);
	write_told(c, seen);
	if (fault != NULL) {
		head(c, N_("Fault"));
		line(c, COLOUR_BAD, fault);
	}
	write_health(c, seen);
}

enum ctl_exit
ctl_feeds_check(struct ctl *c)
{
	json_t *request = ctl_request("check"), *answer;
	const json_t *seen;
	enum ctl_exit e;

	ctl_put(request, "feed", ctl_word(c, 1));
	c->seconds = ctl_given(c, OPTION_TIMEOUT) ? c->seconds : SECONDS_LONG;
	e = ctl_ask(c, request, &answer);
	seen = json_object_get(answer, "check");
	if (e == CTL_FINE && !json_is_object(seen))
		e = ctl_fail(CTL_FAILED, "bevakad's answer has no check");
	if (e == CTL_FINE) {
		if (c->json)
			show_json(c->show.screen.out, seen, true);
		else
			write_check(c, seen);
		e = text(seen, "fault") ? CTL_FAILED : CTL_FINE;
	}
	json_decref(answer);
	return e;
}
