/* digest-t.c - what a digest holds, in which order, and its texts */
/* SPDX-License-Identifier: MIT */
#include "core/digest.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "core/alert.h"
#include "tap/tap.h"

static struct pool *pool;
static int today;

static struct digest_entry
read_one(enum event_kind event, int64_t item, int64_t id, enum priority p,
    const char *title, const char *day)
{
	struct alert_deadline d = {.id = 1,
	    .is = {.kind = DEADLINE_REMISS, .minutes = -1, .evidence = "x"}};
	struct alert_rule rule = {.name = item % 2 ? "udda" : "jämn"};
	struct alert a = {.event = event,
	    .priority = p,
	    .created = time_of_local(today, 3600) - 86400 + id,
	    .today = today,
	    .source = "s",
	    .source_title = "Källan",
	    .feed = "f",
	    .item = item,
	    .title = title,
	    .link = "https://a.example/1",
	    .rule = &rule,
	    .n_rules = 1,
	    .published = NO_TIME,
	    .deadline = &d,
	    .n_deadlines = day != NULL};
	struct digest_entry e;
	json_t *json;

	if (day != NULL)
		d.is.start = d.is.end = day_read(day);
	json = alert_json(pool, &a);
	ok(digest_read(pool, json, id, today, LANGUAGE_SV, &e), "%s is read",
	    title);
	json_decref(json);
	return e;
}

static void
test_order(void)
{
	struct digest_entry list[] = {
	    read_one(EVENT_ITEM_NEW, 1, 1, PRIORITY_NORMAL, "ny", NULL),
	    read_one(EVENT_FEED_FAILING, 0, 2, PRIORITY_HIGH, "flöde", NULL),
	    read_one(
		EVENT_ITEM_NEW, 3, 3, PRIORITY_NORMAL, "sen", "2026-12-24"),
	    read_one(EVENT_ITEM_CHANGED, 4, 4, PRIORITY_LOW, "ändrad", NULL),
	    read_one(EVENT_ITEM_NEW, 5, 5, PRIORITY_LOW, "snart", "2026-11-25"),
	    read_one(EVENT_ITEM_NEW, 6, 6, PRIORITY_HIGH, "viktig", NULL),
	    read_one(
		EVENT_ITEM_NEW, 7, 7, PRIORITY_LOW, "passerad", "2026-11-01"),
	};
	static const char *const wanted[] = {"snart", "sen", "ändrad", "viktig",
	    "ny", "passerad", "Flödet kan inte läsas: f"};
	size_t n = digest_merge(pool, list, sizeof(list) / sizeof(list[0]));

	is_int(7, (int)n, "each is there");
	for (size_t i = 0; i < n; i++)
		is_string(wanted[i], list[i].title, "%zu", i + 1);
}

static void
test_merge(void)
{
	struct digest_entry list[] = {
	    read_one(EVENT_ITEM_CHANGED, 1, 12, PRIORITY_LOW, "B", NULL),
	    read_one(EVENT_ITEM_NEW, 1, 10, PRIORITY_HIGH, "A", "2026-12-01"),
	    read_one(EVENT_ITEM_CHANGED, 1, 11, PRIORITY_LOW, "C", NULL),
	    read_one(EVENT_FEED_FAILING, 0, 13, PRIORITY_LOW, "D", NULL),
	    read_one(EVENT_FEED_FAILING, 0, 14, PRIORITY_LOW, "E", NULL),
	};
	size_t n = digest_merge(pool, list, sizeof(list) / sizeof(list[0]));
	struct digest d = {.entry = list, .n = n};

	is_int(3, (int)n, "those of one item are one, those of none are not");
	is_string("B", list[0].title, "with the last one's facts");
	is_int(12, list[0].alert, "and id");
	is_string("A10 A11", list[0].earlier, "the others are named");
	is_int(3, list[0].alerts, "and counted");
	is_int(day_read("2026-12-01"), list[0].day, "the day stays");
	is_int(PRIORITY_HIGH, digest_priority(&d), "and the weight");
}

static void
test_texts(void)
{
	struct digest_entry list[DIGEST_LISTED_MOST];
	char longer[2001];
	struct digest d = {.name = "morgon",
	    .title = "Vården",
	    .entry = list,
	    .n = DIGEST_LISTED_MOST,
	    .more = 3,
	    .now = time_of_local(today, 28000),
	    .since = time_of_local(today, 0)};
	const char *title, *text;
	json_t *json;

	memset(longer, 'x', 2000);
	longer[2000] = '\0';
	for (int i = 0; i < DIGEST_LISTED_MOST; i++)
		list[i] = read_one(EVENT_ITEM_NEW, 100 + i, 100 + i,
		    PRIORITY_NORMAL,
		    i == 0   ? "Rad\nett \x1b[2J"
		    : i == 1 ? longer
			     : "Post",
		    i < 2 ? "2026-12-01" : NULL);
	d.n = digest_merge(pool, list, DIGEST_LISTED_MOST);
	digest_write(pool, &d, LANGUAGE_EN, &title, &text);
	is_string("Digest: 2 deadlines (soonest 1 December 2026), 198 new",
	    title, "in English");
	ok(strchr(title, '\n') == NULL && strlen(text) < DIGEST_TEXT_MOST,
	    "one line, and a text below its ceiling");
	has_string("  Rad?ett ?[2J\n", text, "nothing breaks its lines");
	has_string("xxx…", text, "nothing is endless");
	has_string("3\n", strstr(text, "More, for which"), "what is too much");
	json = digest_json(pool, &d);
	is_int(DIGEST_LISTED_MOST,
	    (int)json_array_size(
		json_object_get(json_object_get(json, "digest"), "entries")),
	    "as JSON, too");
	json_decref(json);
}

int
main(void)
{
	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	today = day_read("2026-11-22");
	pool = pool_new(64 << 20);
	test_order();
	test_merge();
	test_texts();
	pool_free(pool);
	return done_testing();
}
