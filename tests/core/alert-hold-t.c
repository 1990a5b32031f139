/* alert-hold-t.c - what is said of old items that return, and of floods */
/* SPDX-License-Identifier: MIT */
#include "core/alert-hold.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "tap/tap.h"

static const struct alert_example two[] = {
    {"Remiss om vatten", "https://a.example/1"},
    {"Remiss om \x1b[2J väg", NULL}};

static struct alert
alert_of(enum event_kind event, const struct alert_hold *hold)
{
	return (struct alert){.event = event,
	    .today = day_of(2026, 11, 22),
	    .created = time_of(day_of(2026, 11, 22), 0),
	    .published = NO_TIME,
	    .source = "s",
	    .source_title = "Källan",
	    .feed = "nytt",
	    .feed_title = "Nyheter",
	    .hold = hold};
}

static void
check_question(struct pool *pool)
{
	struct alert_hold hold = {.known = 12,
	    .held = 1,
	    .until = day_of(2026, 11, 25),
	    .example = two,
	    .n_examples = 2,
	    .more = 3};
	struct alert a = alert_of(EVENT_FEED_RETURNED, &hold);
	const char *title, *text;

	alert_write(pool, &a, LANGUAGE_SV, &title, &text);
	is_string("Gamla poster med nya adresser: Nyheter", title, "title");
	ok(strstr(text, "12 kända poster har kommit igen") != NULL,
	    "how many are known");
	ok(strstr(text, "1 ny post hålls tillbaka:") != NULL, "and held");
	ok(strstr(text, "- Remiss om vatten\n") != NULL, "examples");
	ok(strchr(text, 0x1b) == NULL, "that do nothing to a terminal");
	ok(strstr(text, "- och fler: 3\n") != NULL, "and how many more");
	ok(strstr(text, "  bevakactl feeds release nytt: ") != NULL,
	    "the answers, as they are typed");
	ok(strstr(text, "samlat den 2026-11-25.") != NULL, "and without one");
	alert_write(pool, &a, LANGUAGE_EN, &title, &text);
	is_string("Old items under new addresses: Nyheter", title, "English");
	ok(strstr(text, "1 new item is held:\n") != NULL, "one item");
	hold.held = 0;
	hold.until = NO_DAY;
	alert_write(pool, &a, LANGUAGE_EN, &title, &text);
	ok(strstr(text, "bevakactl") == NULL,
	    "nothing is asked when nothing is held");
}

static void
check_released(struct pool *pool)
{
	struct alert_hold hold = {.held = 2,
	    .until = NO_DAY,
	    .example = two,
	    .n_examples = 2,
	    .links = true};
	struct alert a = alert_of(EVENT_FEED_RELEASED, &hold);
	const char *title, *text;

	alert_write(pool, &a, LANGUAGE_SV, &title, &text);
	is_string("Nytt som har hållits tillbaka: Nyheter (2)", title,
	    "what was held, at last");
	ok(strstr(text, "  https://a.example/1\n") != NULL, "with its links");
	ok(strstr(text, "bevakactl") == NULL, "and nothing to answer");
}

static void
check_gap(struct pool *pool)
{
	struct alert_hold hold = {.held = 2,
	    .until = day_of(2026, 11, 25),
	    .example = two,
	    .n_examples = 2,
	    .gap = true,
	    .gap_start = time_of_local(day_of(2026, 11, 20), 8 * 3600),
	    .gap_end = time_of_local(day_of(2026, 11, 22), 9 * 3600)};
	struct alert a = alert_of(EVENT_FEED_FLOOD, &hold);
	json_t *o = alert_json(pool, &a), *h = json_object_get(o, "hold");
	const char *title, *text;

	alert_write(pool, &a, LANGUAGE_SV, &title, &text);
	has_string("Mellan 20 november 2026 08:00 och 22 november 2026 09:00",
	    text, "a gap is told with the flood");
	has_string("bevakactl feeds release", text, "before the question");
	is_string("2026-11-20T07:00:00Z",
	    json_string_value(
		json_object_get(json_object_get(h, "gap"), "start")),
	    "and to programs");
	json_decref(o);
}

static void
check_json(struct pool *pool)
{
	struct alert_hold hold = {.known = 12,
	    .held = 2,
	    .until = day_of(2026, 11, 25),
	    .example = two,
	    .n_examples = 2};
	struct alert a = alert_of(EVENT_FEED_FLOOD, &hold);
	json_t *o = alert_json(pool, &a), *h = json_object_get(o, "hold");

	is_string("feed.flood", json_string_value(json_object_get(o, "event")),
	    "the event");
	is_int(
	    12, (int)json_integer_value(json_object_get(h, "known")), "known");
	is_int(2, (int)json_integer_value(json_object_get(h, "held")), "held");
	is_string("2026-11-25", json_string_value(json_object_get(h, "until")),
	    "until");
	is_int(2, (int)json_array_size(json_object_get(h, "items")), "items");
	json_decref(o);
}

int
main(void)
{
	struct pool *pool = pool_new(8 << 20);

	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	check_question(pool);
	check_released(pool);
	check_gap(pool);
	check_json(pool);
	pool_free(pool);
	return done_testing();
}
