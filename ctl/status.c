/* status.c - bevakactl status: is all well, on one screen */
/* SPDX-License-Identifier: MIT */
#include "ctl/ctl.h"

#include <string.h>

#include "base/date.h"
#include "ctl/say.h"
#include "ctl/ago.h"

enum { NEXT_DEADLINES = 5, FAULTS_MOST = 10, FAILING_MOST = 20 };

/* The three answers that the screen is made of. */
struct state {
	json_t *status;    /* the answer's, borrowed */
	json_t *feeds;     /* those that fail or are gone, of "feeds" */
	json_t *deadlines; /* the next ones */
};

static long long
count(const json_t *object, const char *group, const char *key)
{
	if (group != NULL)
		object = json_object_get(object, group);
	return json_integer_value(json_object_get(object, key));
}

static const char *
string(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text == NULL ? "-" : text;
}

static bool
is_failing(const json_t *feed)
{
	const char *state = string(feed, "state");

	return strcmp(state, "failing") == 0 || strcmp(state, "gone") == 0 ||
	       strcmp(state, "silent") == 0;
}

static const json_t *
shut(const json_t *status)
{
	return json_object_get(json_object_get(status, "outbox"), "shut");
}

static bool
any_disabled(const json_t *status)
{
	const json_t *list = shut(status);

	for (size_t i = 0; i < json_array_size(list); i++)
		if (json_object_get(json_array_get(list, i), "disabled"))
			return true;
	return false;
}

/* Something that a person must see to: what a monitor wants to know. */
static bool
all_is_well(const struct state *s)
{
	return count(s->status, "feeds", "failing") == 0 &&
	       count(s->status, "feeds", "gone") == 0 &&
	       count(s->status, "feeds", "silent") == 0 &&
	       count(s->status, "outbox", "given_up") == 0 &&
	       count(s->status, "trust", "holes") == 0 &&
	       !any_disabled(s->status) &&
	       json_array_size(json_object_get(s->status, "faults")) == 0;
}

/* A head on the left, in columns; what follows is the caller's. */
static void
head(const struct ctl *c, const char *text)
{
	screen_write(&c->show.screen, COLOUR_HEAD, text);
	fprintf(c->show.screen.out, "\n");
}

static void
line(const struct ctl *c, enum colour colour, const char *text)
{
	show_line(&c->show, 2, colour, text);
}

static void
write_daemon(const struct ctl *c, const json_t *s)
{
	struct pool *pool = c->show.pool;
	const json_t *reader = json_object_get(s, "reader");
	char up[AGO_TEXT];

	ago_length(count(s, NULL, "uptime"), up);
	head(c, "bevakad");
	line(c, COLOUR_NONE,
	    pool_printf(pool, say("version %s, process %lld, up %s"),
		string(s, "version"), count(s, NULL, "pid"), up));
	line(c, COLOUR_NONE,
	    pool_printf(pool, say("reader: %lld documents read, %lld died"),
		count(reader, NULL, "read"), count(reader, NULL, "died")));
}

static void
write_ailing(const struct ctl *c, const json_t *feed)
{
	const json_t *health = json_object_get(feed, "health");
	char since[AGO_TEXT];

	if (strcmp(string(feed, "state"), "silent") != 0) {
		line(c, COLOUR_BAD,
		    pool_printf(c->show.pool, say("%s, %lld times: %s"),
			string(feed, "name"), count(feed, NULL, "failures"),
			string(feed, "why")));
		return;
	}
	ago_instant(time_read(string(health, "last_new")), c->show.now, since);
	line(c, COLOUR_BAD,
	    pool_printf(c->show.pool,
		say("%s, silent: last new %s, expected %s"),
		string(feed, "name"), since, string(health, "expect")));
}

static void
write_failing(const struct ctl *c, const struct state *s)
{
	size_t n = json_array_size(s->feeds);

	for (size_t i = 0; i < n && i < FAILING_MOST; i++)
		write_ailing(c, json_array_get(s->feeds, i));
	if (n > FAILING_MOST)
		line(c, COLOUR_BAD,
		    pool_printf(
			c->show.pool, say("and %zu more"), n - FAILING_MOST));
}

static void
write_next(const struct ctl *c, const json_t *next)
{
	const char *at = json_string_value(json_object_get(next, "at"));
	char text[AGO_TEXT];

	if (at == NULL)
		return;
	ago_instant(time_read(at), c->show.now, text);
	line(c, COLOUR_NONE,
	    pool_printf(
		c->show.pool, say("next: %s %s"), string(next, "feed"), text));
}

static void
write_items(const struct ctl *c, const json_t *s)
{
	long long unread = count(s, "feeds", "unread");

	line(c, COLOUR_NONE,
	    pool_printf(
		c->show.pool, say("%lld items"), count(s, NULL, "items")));
	if (unread > 0)
		line(c, COLOUR_NONE,
		    pool_printf(c->show.pool,
			say("%lld of them wait for their page"), unread));
}

/* Is there a network, has a feed moved, is something held: nothing when all is as usual. */
static void
write_manners(const struct ctl *c, const json_t *s)
{
	const json_t *offline = json_object_get(s, "offline");
	char since[AGO_TEXT], next[AGO_TEXT];

	if (count(s, NULL, "moved") > 0)
		line(c, COLOUR_BAD,
		    pool_printf(c->show.pool,
			say("%lld moved: bevakactl feeds shows where to"),
			count(s, NULL, "moved")));
	if (count(s, NULL, "questions") > 0)
		line(c, COLOUR_WARN,
		    pool_printf(c->show.pool,
			say("%lld with a question: %lld items are held "
			    "(bevakactl items --held)"),
			count(s, NULL, "questions"), count(s, NULL, "held")));
	if (!json_is_object(offline))
		return;
	ago_length(c->show.now - time_read(string(offline, "since")), since);
	ago_instant(time_read(string(offline, "next")), c->show.now, next);
	line(c, COLOUR_BAD,
	    pool_printf(c->show.pool,
		say("no network for %s: no feed is blamed; tried again %s"),
		since, next));
}

static void
write_silent(const struct ctl *c, const json_t *s)
{
	long long silent = count(s, "feeds", "silent");
	long long quiet = count(s, "feeds", "quiet");

	if (silent + quiet > 0)
		line(c, silent > 0 ? COLOUR_BAD : COLOUR_WARN,
		    pool_printf(c->show.pool,
			say("%lld silent, %lld unusually quiet"), silent,
			quiet));
}

static void
write_feeds(const struct ctl *c, const struct state *s)
{
	head(c, say("Feeds"));
	line(c, COLOUR_NONE,
	    pool_printf(c->show.pool,
		say("%lld in all: %lld ok, %lld failing, %lld gone, "
		    "%lld paused, %lld not read yet"),
		count(s->status, "feeds", "all"),
		count(s->status, "feeds", "ok"),
		count(s->status, "feeds", "failing"),
		count(s->status, "feeds", "gone"),
		count(s->status, "feeds", "paused"),
		count(s->status, "feeds", "new")));
	write_silent(c, s->status);
	write_failing(c, s);
	write_manners(c, s->status);
	write_next(c, json_object_get(s->status, "next"));
	write_items(c, s->status);
}

/* A notifier of which nothing is sent now. */
static void
write_shut(const struct ctl *c, const json_t *o)
{
	const char *since = json_string_value(json_object_get(o, "disabled"));
	char when[AGO_TEXT];

	ago_instant(
	    time_read(since ? since : string(o, "rests")), c->show.now, when);
	line(c, since ? COLOUR_BAD : COLOUR_WARN,
	    pool_printf(c->show.pool,
		since ? say("%s is disabled, %s: %s (bevakactl notifiers "
			    "resume %s)")
		      : say("%s rests, until %s: %s"),
		string(o, "name"), when, string(o, "why"), string(o, "name")));
}

static void
write_outbox(const struct ctl *c, const json_t *s)
{
	bool lost = count(s, "outbox", "given_up") > 0;

	head(c, say("Outbox"));
	line(c, lost ? COLOUR_BAD : COLOUR_NONE,
	    pool_printf(c->show.pool,
		say("%lld waiting, %lld out, %lld delivered, %lld given up"),
		count(s, "outbox", "waiting"), count(s, "outbox", "out"),
		count(s, "outbox", "delivered"),
		count(s, "outbox", "given_up")));
	if (count(s, "outbox", "held") > 0)
		line(c, COLOUR_NONE,
		    pool_printf(c->show.pool,
			say("%lld held until their time comes"),
			count(s, "outbox", "held")));
	if (count(s, "outbox", "untold") > 0)
		line(c, COLOUR_BAD,
		    pool_printf(c->show.pool,
			say("%lld given up of which nobody could be told"),
			count(s, "outbox", "untold")));
	for (size_t i = 0; i < json_array_size(shut(s)); i++)
		write_shut(c, json_array_get(shut(s), i));
}

/* What a person hides, and what the audit misses: nothing when all is told. */
static void
write_trust(const struct ctl *c, const json_t *s)
{
	static const struct {
		const char *key, *text;
		enum colour colour;
	} rows[] = {
	    {"holes", N_("holes found by the audit (bevakactl audit --all)"),
		COLOUR_BAD},
	    {"silences", N_("silences (bevakactl silence)"), COLOUR_WARN},
	    {"silenced", N_("alerts are hidden by them"), COLOUR_WARN},
	    {"pauses", N_("feeds are paused by a person"), COLOUR_WARN},
	    {"acked", N_("alerts are acknowledged, and not done"), COLOUR_NONE},
	    {"snoozed", N_("alerts are snoozed"), COLOUR_NONE},
	};
	bool headed = false;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		long long n = count(s, "trust", rows[i].key);

		if (n == 0)
			continue;
		if (!headed)
			head(c, say("Hidden and taken"));
		headed = true;
		line(c, rows[i].colour,
		    pool_printf(c->show.pool, "%lld %s", n, say(rows[i].text)));
	}
}

static void
write_deadlines(const struct ctl *c, const struct state *s)
{
	head(c, say("Deadlines"));
	line(c, COLOUR_NONE,
	    pool_printf(c->show.pool, say("%lld open"),
		count(s->status, NULL, "deadlines")));
	for (size_t i = 0; i < json_array_size(s->deadlines); i++) {
		const json_t *d = json_array_get(s->deadlines, i);
		char days[AGO_TEXT];

		line(c, COLOUR_NONE,
		    pool_printf(c->show.pool, "%s %s, %s: %s, %s",
			string(d, "id"), string(d, "end"),
			ago_days(count(d, NULL, "days"), days),
			string(d, "label"), string(d, "title")));
	}
}

static void
write_faults(const struct ctl *c, const json_t *faults)
{
	size_t n = json_array_size(faults);

	if (n == 0)
		return;
	head(c, say("Configuration"));
	for (size_t i = 0; i < n && i < FAULTS_MOST; i++) {
		const char *fault = json_string_value(
		    json_array_get(faults, i));

		line(c, COLOUR_BAD, fault == NULL ? "-" : fault);
	}
	if (n > FAULTS_MOST)
		line(c, COLOUR_BAD,
		    pool_printf(
			c->show.pool, say("and %zu more"), n - FAULTS_MOST));
}

/* Drops from the list of feeds those that are well. */
static void
keep_failing(json_t *feeds)
{
	size_t i = json_array_size(feeds);

	while (i-- > 0)
		if (!is_failing(json_array_get(feeds, i)))
			json_array_remove(feeds, i);
}

/* One list of an answer, the caller's; *e stays when it is already bad. */
static json_t *
ask_list(struct ctl *c, const char *key, int limit, enum ctl_exit *e)
{
	json_t *request = ctl_request(key), *answer = NULL, *list;

	json_object_set_new(request, "limit", json_integer(limit));
	if (*e == CTL_FINE)
		*e = ctl_ask(c, request, &answer);
	else
		json_decref(request);
	list = json_incref(json_object_get(answer, key));
	json_decref(answer);
	return list;
}

static void
write_state(const struct ctl *c, const struct state *s)
{
	if (c->json) {
		show_json(c->show.screen.out, s->status, true);
		return;
	}
	write_daemon(c, s->status);
	write_feeds(c, s);
	write_outbox(c, s->status);
	write_trust(c, s->status);
	write_deadlines(c, s);
	write_faults(c, json_object_get(s->status, "faults"));
}

enum ctl_exit
ctl_status(struct ctl *c)
{
	struct state s = {NULL, NULL, NULL};
	json_t *answer;
	enum ctl_exit e = ctl_ask(c, ctl_request("status"), &answer);

	s.status = json_object_get(answer, "status");
	if (e == CTL_FINE && !json_is_object(s.status))
		e = ctl_fail(CTL_FAILED, "bevakad's answer has no status");
	s.feeds = ask_list(c, "feeds", LIMIT_MOST, &e);
	s.deadlines = ask_list(c, "deadlines", NEXT_DEADLINES, &e);
	if (e == CTL_FINE) {
		keep_failing(s.feeds);
		write_state(c, &s);
		e = all_is_well(&s) ? CTL_FINE : CTL_FAILED;
	}
	json_decref(answer);
	json_decref(s.feeds);
	json_decref(s.deadlines);
	return e;
}
