/* feeds.c - bevakactl feeds, rules: what is set up, and how it is */
/* SPDX-License-Identifier: MIT */
#include "ctl/ctl.h"

#include <string.h>

#include "ctl/health.h"
#include "ctl/rules.h"
#include "ctl/say.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* And nobody has said no to it. */
static bool
is_moved(const json_t *feed)
{
	const json_t *m = json_object_get(feed, "moved");

	return json_is_string(json_object_get(m, "to")) &&
	       !json_is_true(json_object_get(m, "rejected"));
}

/* What is wrong, else what it is. */
static const char *
note(struct pool *pool, const json_t *feed)
{
	const char *why = json_string_value(json_object_get(feed, "why"));

	if (why != NULL && why[0] != '\0')
		return why;
	why = health_note(pool, feed);
	if (why != NULL)
		return why;
	if (is_moved(feed))
		return pool_printf(pool, say("has moved to %s"),
		    json_string_value(
			json_object_get(json_object_get(feed, "moved"), "to")));
	return json_string_value(json_object_get(feed, "title"));
}

/* Of the last answer; 0: there was none. */
static const char *
http_status(struct pool *pool, const json_t *feed)
{
	json_int_t n = json_integer_value(json_object_get(feed, "status"));

	return n == 0 ? NULL : pool_printf(pool, "%lld", (long long)n);
}

/* Where it has moved to, and what to do about it. */
static const char *
moved(struct pool *pool, const json_t *feed)
{
	const json_t *m = json_object_get(feed, "moved");
	const char *to = json_string_value(json_object_get(m, "to"));
	const char *doubt = json_string_value(json_object_get(m, "doubt"));
	const char *name = json_string_value(json_object_get(feed, "name"));
	bool rejected = json_is_true(json_object_get(m, "rejected"));

	if (to == NULL || name == NULL)
		return NULL;
	if (rejected)
		return pool_printf(pool, say("%s (rejected)"), to);
	return pool_printf(pool,
	    "%s%s%s%s; bevakactl feeds accept-move %s [--reject]", to,
	    doubt != NULL && doubt[0] != '\0' ? " (" : "",
	    doubt != NULL ? doubt : "",
	    doubt != NULL && doubt[0] != '\0' ? ")" : "", name);
}

/* "auto", or what it has come to: "auto: by link since 2026-11-22, ids ..." */
static const char *
identity(struct pool *pool, const json_t *feed)
{
	const json_t *i = json_object_get(feed, "identity");
	const char *set = json_string_value(json_object_get(i, "set"));
	const char *by = json_string_value(json_object_get(i, "by"));
	const char *why = json_string_value(json_object_get(i, "why"));
	const char *since = json_string_value(json_object_get(i, "since"));

	if (set == NULL || by == NULL || strcmp(set, by) == 0 || why == NULL ||
	    since == NULL)
		return set;
	return pool_printf(
	    pool, say("%s: by %s since %.10s (%s)"), set, by, since, why);
}

static const struct field feed_columns[] = {
    {N_("NAME"), "name", FIELD_TEXT, false, 0, NULL},
    {N_("STATE"), "state", FIELD_STATE, false, 0, NULL},
    {N_("READ"), "last_ok", FIELD_AGO, false, 2, NULL},
    {N_("NEXT"), "next", FIELD_AGO, false, 3, NULL},
    {N_("ITEMS"), "items", FIELD_COUNT, false, 4, NULL},
    {N_("NOTE"), NULL, FIELD_TEXT, true, 0, note},
};

static const struct field feed_card[] = {
    {N_("Name"), "name", FIELD_TEXT, false, 0, NULL},
    {N_("Title"), "title", FIELD_TEXT, false, 0, NULL},
    {"Source", "source", FIELD_TEXT, false, 0, NULL},
    {N_("Address"), "url", FIELD_TEXT, false, 0, NULL},
    {N_("Asked at"), "asked", FIELD_TEXT, false, 0, NULL},
    {N_("Moved to"), NULL, FIELD_TEXT, false, 0, moved},
    {N_("Type"), "type", FIELD_TEXT, false, 0, NULL},
    {N_("Format"), "format", FIELD_TEXT, false, 0, NULL},
    {N_("State"), "state", FIELD_STATE, false, 0, NULL},
    {N_("Why"), "why", FIELD_TEXT, false, 0, NULL},
    {N_("Failures"), "failures", FIELD_COUNT, false, 0, NULL},
    {N_("HTTP status"), NULL, FIELD_TEXT, false, 0, http_status},
    {N_("Read"), "last_ok", FIELD_TIME, false, 0, NULL},
    {N_("Tried"), "last_try", FIELD_TIME, false, 0, NULL},
    {N_("Next"), "next", FIELD_TIME, false, 0, NULL},
    {N_("Why then"), "next_why", FIELD_TEXT, false, 0, NULL},
    {N_("Items"), "items", FIELD_COUNT, false, 0, NULL},
    {N_("Of a reading"), NULL, FIELD_TEXT, false, 0, health_size},
    {N_("Expected"), NULL, FIELD_TEXT, false, 0, health_expect},
    {N_("Last new"), NULL, FIELD_TEXT, false, 0, health_last_new},
    {N_("Silent at"), NULL, FIELD_TEXT, false, 0, health_silent_at},
    {N_("Note"), NULL, FIELD_TEXT, false, 0, health_note},
    {N_("Episodes"), NULL, FIELD_TEXT, false, 0, health_episodes},
    {N_("Identity"), NULL, FIELD_TEXT, false, 0, identity},
    {N_("Held"), "held", FIELD_COUNT, false, 0, NULL},
    {N_("Question"), "question", FIELD_TIME, false, 0, NULL},
};

static const struct field rule_columns[] = {
    {N_("NAME"), "name", FIELD_TEXT, false, 0, NULL},
    {N_("FEEDS"), "feeds", FIELD_LIST, true, 5, NULL},
    {N_("ANY"), "any", FIELD_LIST, true, 0, NULL},
    {N_("AND"), "and", FIELD_LIST, true, 3, NULL},
    {N_("NONE"), "none", FIELD_LIST, true, 4, NULL},
    {N_("WHERE"), "where", FIELD_TEXT, true, 4, NULL},
    {N_("DEADLINE"), "deadline", FIELD_LIST, true, 2, NULL},
    {N_("REMIND"), "remind", FIELD_LIST, true, 6, NULL},
    {N_("PRIORITY"), "priority", FIELD_STATE, false, 7, NULL},
    {N_("TO"), "to", FIELD_LIST, true, 1, NULL},
    {N_("ALERTS"), "alerts", FIELD_COUNT, false, 0, NULL},
    {N_("FAULT"), "fault", FIELD_TEXT, true, 1, NULL},
};

/* An address that moved, old items that returned, or both. */
static void
say_accepted(
    const struct ctl *c, const json_t *answer, const char *name, bool no)
{
	const json_t *items = json_object_get(answer, "items");

	if (!json_is_false(json_object_get(answer, "moved")))
		fprintf(c->show.screen.out,
		    no ? say("%s: asked where it was\n")
		       : say("%s: asked where it has moved to\n"),
		    name);
	if (items != NULL)
		ctl_say_accepted(c, name, json_integer_value(items));
}

static enum ctl_exit
accept_move(struct ctl *c)
{
	const char *name = ctl_word(c, 1);
	bool no = ctl_given(c, OPTION_REJECT);
	json_t *request = ctl_request("accept-move"), *answer;
	enum ctl_exit e;

	ctl_put(request, "feed", name);
	if (no)
		json_object_set_new(request, "reject", json_true());
	e = ctl_ask(c, request, &answer);
	if (e == CTL_FINE && c->json)
		ctl_answer_json(c, answer);
	else if (e == CTL_FINE)
		say_accepted(c, answer, name, no);
	json_decref(answer);
	return e;
}

/* What ails comes first, worst first; the rest as it comes. */
static int
trouble(const json_t *feed)
{
	static const char *const worst[] = {
	    "failing", "gone", "errors", "silent", "quiet"};
	enum { STATES = sizeof(worst) / sizeof(worst[0]) };
	const char *state = json_string_value(json_object_get(feed, "state"));
	const char *why = json_string_value(json_object_get(feed, "why"));
	int i = 0;

	while (i < STATES && (state == NULL || strcmp(worst[i], state) != 0))
		i++;
	if (i < STATES)
		return i;
	if (json_integer_value(json_object_get(feed, "failures")) > 0 ||
	    (why != NULL && why[0] != '\0') || is_moved(feed) ||
	    json_object_get(feed, "question") != NULL)
		return STATES;
	return STATES + 1;
}

enum ctl_exit
ctl_feeds(struct ctl *c)
{
	static const struct listing listing = {.key = "feeds",
	    .none = N_("no feeds"),
	    .field = feed_columns,
	    .n = COUNT(feed_columns),
	    .card = feed_card,
	    .n_card = COUNT(feed_card),
	    .limit = LIMIT_MOST,
	    .rank = trouble};
	const char *name = ctl_word(c, 0);
	json_t *request;

	if (name != NULL && strcmp(name, "export") == 0)
		return ctl_feeds_export(c);
	if (name != NULL && strcmp(name, "import") == 0)
		return ctl_feeds_import(c);
	if (ctl_word(c, 1) != NULL && strcmp(name, "accept-move") == 0)
		return accept_move(c);
	if (ctl_word(c, 1) != NULL && ctl_is_pause_verb(name))
		return ctl_feeds_pause(c);
	if (ctl_word(c, 1) != NULL && ctl_is_feed_verb(name))
		return ctl_feeds_verb(c);
	if (ctl_word(c, 1) != NULL && strcmp(name, "check") == 0)
		return ctl_feeds_check(c);
	if (ctl_word(c, 1) != NULL || ctl_given(c, OPTION_REJECT))
		return ctl_fail(
		    CTL_USAGE, "usage: bevakactl feeds %s", c->command->usage);
	request = ctl_request("feeds");
	ctl_put(request, "name", name);
	return ctl_list(c, request, &listing, name != NULL, name != NULL);
}

enum ctl_exit
ctl_rules_list(struct ctl *c)
{
	static const struct listing listing = {.key = "rules",
	    .none = N_("no rules"),
	    .field = rule_columns,
	    .n = COUNT(rule_columns),
	    .limit = LIMIT_MOST};

	return ctl_list(c, ctl_request("rules"), &listing, false, false);
}
