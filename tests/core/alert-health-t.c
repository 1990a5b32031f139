/* alert-health-t.c - what alerts say of a feed's health, word for word */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "core/advice.h"
#include "core/alert.h"
#include "tap/tap.h"

static struct pool *pool;

static int64_t
at(const char *day, int hour)
{
	return time_of_local(day_read(day), hour * 3600);
}

static struct alert
of(enum event_kind event, const struct alert_episode *e, const char *reason)
{
	return (struct alert){.event = event,
	    .priority = PRIORITY_NORMAL,
	    .created = at("2026-11-22", 8),
	    .today = day_read("2026-11-22"),
	    .source = "vgr",
	    .source_title = "VGR",
	    .feed = "vgr-press",
	    .feed_title = "Pressmeddelanden",
	    .link = "https://a.example/rss",
	    .reason = reason,
	    .published = NO_TIME,
	    .episode = e};
}

static void
check(
    const struct alert *a, enum language l, const char *title, const char *text)
{
	const char *t, *x;

	alert_write(pool, a, l, &t, &x);
	is_string(title, t, "title: %s", title);
	is_string(text, x, "text: %s", title);
}

static void
check_failing(void)
{
	struct alert_episode e = {.kind = EPISODE_FAILING,
	    .start = at("2026-11-19", 8),
	    .end = NO_TIME,
	    .count = 12,
	    .status = 404};
	struct alert a = of(EVENT_FEED_FAILING, &e, "HTTP 404 Not Found");

	check(&a, LANGUAGE_SV, "Flödet kan inte läsas: Pressmeddelanden",
	    "HTTP 404 Not Found\n"
	    "Sedan 19 november 2026 08:00 (3 dagar), 12 försök.\n"
	    "Att göra: Inget finns på adressen. Sök den nya på källans "
	    "webbplats.\n\n"
	    "Källa: VGR, Pressmeddelanden\nLänk: https://a.example/rss\n");
	e.end = at("2026-11-22", 7);
	a.event = EVENT_FEED_RECOVERED;
	a.reason = NULL;
	check(&a, LANGUAGE_EN, "The feed works again: Pressmeddelanden",
	    "It failed from 19 November 2026 08:00 until 22 November 2026 "
	    "07:00 (2 days, 12 tries).\n\n"
	    "Source: VGR, Pressmeddelanden\nLink: https://a.example/rss\n");
}

static void
check_silent(void)
{
	struct alert_episode e = {.kind = EPISODE_SILENT,
	    .start = at("2026-11-02", 9),
	    .end = NO_TIME,
	    .count = 14,
	    .expected = {2, 5}};
	struct alert a = of(EVENT_FEED_SILENT, &e, NULL);
	const char *title, *text;

	check(&a, LANGUAGE_SV, "Flödet har tystnat: Pressmeddelanden",
	    "Inget nytt sedan 2 november 2026 09:00 (19 dagar, 14 "
	    "arbetsdagar).\n"
	    "Väntat: 2 per 5 arbetsdagar.\n"
	    "Att göra: Se efter på källans webbplats om den publicerar på ett "
	    "annat ställe. Är tystnaden i sin ordning: ändra expect.\n\n"
	    "Källa: VGR, Pressmeddelanden\nLänk: https://a.example/rss\n");
	e.expected = (struct expect){0};
	alert_write(pool, &a, LANGUAGE_EN, &title, &text);
	is_string("Unusually quiet: Pressmeddelanden", title, "by history");
	has_string("never been silent for so long", text, "which it says");
	e.end = at("2026-11-21", 9);
	alert_write(pool, &a, LANGUAGE_SV, &title, &text);
	is_string("Flödet publicerar igen: Pressmeddelanden", title, "over");
	has_string("(19 dagar, 14 arbetsdagar)", text, "and how long it was");
}

static void
check_gap(void)
{
	struct alert_episode e = {.kind = EPISODE_GAP,
	    .start = at("2026-11-20", 9),
	    .end = at("2026-11-21", 15),
	    .count = 7,
	    .status = 3,
	    .gap = GAP_IS_PARTLY};
	struct alert a = of(EVENT_FEED_GAP, &e, "two older pages");
	const char *title, *text;
	json_t *o, *episode;

	alert_write(pool, &a, LANGUAGE_SV, &title, &text);
	is_string("Lucka i flödet: Pressmeddelanden", title, "a gap");
	has_string("Mellan 20 november 2026 09:00 och 21 november 2026 15:00",
	    text, "its window");
	has_string("delvis fylld i efterhand (3 sidor lästa hos källan).", text,
	    "how");
	has_string("Poster som hittades: 7.", text, "what was found");
	has_string("Att göra: ", text, "what to do");
	e.gap = GAP_IS_CLOSED;
	alert_write(pool, &a, LANGUAGE_EN, &title, &text);
	ok(strstr(text, "What to do") == NULL, "closed: nothing to do");
	o = alert_json(pool, &a);
	episode = json_object_get(o, "episode");
	is_string("gap", json_string_value(json_object_get(episode, "kind")),
	    "kind in JSON");
	is_string("yes", json_string_value(json_object_get(episode, "filled")),
	    "filled in JSON");
	is_int(7, json_integer_value(json_object_get(episode, "count")),
	    "count in JSON");
	is_string("2026-11-20T08:00:00Z",
	    json_string_value(json_object_get(episode, "start")),
	    "start in JSON");
	json_decref(o);
}

static void
check_advice(void)
{
	static const struct {
		int status;
		const char *reason, *says;
	} row[] = {{200, "a log-in page in place of the feed", "log-in"},
	    {0, "the list is not found any more (it had 5 items)", "rebuilt"},
	    {200, "not a feed: HTML", "web page"},
	    {503, "HTTP 503", "publisher's"}, {429, "HTTP 429", "less often"},
	    {410, "410: gone for good", "for good"},
	    {0, "the name is not known", "own network"},
	    {200, "an error text in place of news", "error messages"},
	    {0, NULL, "by itself"}, {403, "HTTP 403", "let bevakad in"}};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		has_string(row[i].says,
		    advice(LANGUAGE_EN, row[i].status, row[i].reason), "%d %s",
		    row[i].status, row[i].reason ? row[i].reason : "");
		ok(strcmp(advice(LANGUAGE_EN, row[i].status, row[i].reason),
		       advice(LANGUAGE_SV, row[i].status, row[i].reason)) != 0,
		    "and in Swedish");
	}
}

int
main(void)
{
	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	pool = pool_new(1 << 22);
	check_failing();
	check_silent();
	check_gap();
	check_advice();
	pool_free(pool);
	return done_testing();
}
