/* story-t.c - which items of several feeds are one thing, and which are not */
/* SPDX-License-Identifier: MIT */
#include "core/story.h"

#include <string.h>

#include "base/date.h"
#include "tap/tap.h"

static struct pool *pool;

static struct alert
of(const char *feed, const char *title, const char *link, int64_t item,
    const struct alert_deadline *d)
{
	return (struct alert){.event = EVENT_ITEM_NEW,
	    .created = 0,
	    .source = "s",
	    .source_title = "Källan",
	    .feed = feed,
	    .feed_title = feed,
	    .item = item,
	    .title = title,
	    .link = link,
	    .published = NO_TIME,
	    .deadline = d,
	    .n_deadlines = d != NULL};
}

static struct alert_deadline
remiss(const char *day)
{
	return (struct alert_deadline){.id = 1,
	    .is = {.kind = DEADLINE_REMISS,
		.start = day_read(day),
		.end = day_read(day),
		.minutes = -1,
		.evidence = "senast"}};
}

/* By which key they meet; -1: by none. */
static int
meet(const struct alert *a, const char *text_a, const struct alert *b,
    const char *text_b)
{
	struct story_key x[STORY_KEYS], y[STORY_KEYS];
	size_t n = story_keys(pool, a, text_a, x);
	size_t m = story_keys(pool, b, text_b, y);

	for (size_t i = 0; i < m; i++)
		for (size_t k = 0; k < n; k++)
			if (x[k].key == y[i].key)
				return (int)y[i].by;
	return -1;
}

static void
test_keys(void)
{
	struct alert a = of("f", "Remiss om nära vård, dnr RS 2027-01234",
	    "https://a.example/1", 1, NULL);
	struct alert b = of(
	    "g", "Beslut i RS 2027-01234", "https://b.example/2", 2, NULL);
	struct alert c = of("g", "REMISS om nära vård – dnr RS 2027-01234",
	    "https://b.example/3", 3, NULL);
	struct alert d = of("g", "Annat", "https://a.example/1", 4, NULL);
	struct alert e = of("g", "Protokoll", "https://b.example/4", 5, NULL);
	struct alert f = of("f", "Protokoll", "https://a.example/5", 6, NULL);

	is_int(STORY_NUMBER, meet(&a, "", &b, ""), "by a diary number");
	is_int(STORY_TITLE, meet(&a, "", &c, ""),
	    "by a title, whatever its capitals and dashes");
	is_int(STORY_LINK, meet(&a, "", &d, ""), "by a link");
	is_int(-1, meet(&e, "", &f, ""), "a title of one word is no key");
	is_int(-1, meet(&e, NULL, &a, NULL), "two that share nothing");
}

static void
test_same(void)
{
	struct alert_deadline day = remiss("2027-05-01"),
			      other = remiss("2027-06-01");
	struct alert first = of("f", "Remiss om nära vård", "u", 1, &day);
	struct alert same = of("g", "Remiss om nära vård", "v", 2, &day);
	struct alert own = of("f", "Remiss om nära vård", "v", 3, &day);
	struct alert later = of("g", "Remiss om nära vård", "v", 4, &other);
	struct alert bare = of("g", "Beslut", "v", 5, NULL);
	struct alert plain = of("g", "Remiss om  NÄRA vård", "v", 6, NULL);
	json_t *json = alert_json(pool, &first);

	ok(story_is_same(pool, &same, json, STORY_TITLE), "the same day");
	ok(!story_is_same(pool, &own, json, STORY_TITLE),
	    "one feed's own are two");
	ok(!story_is_same(pool, &later, json, STORY_LINK),
	    "another day is news");
	ok(!story_is_same(pool, &bare, json, STORY_NUMBER),
	    "a decision on the matter is news");
	ok(story_is_same(pool, &bare, json, STORY_LINK),
	    "one page under two titles is one");
	ok(story_is_same(pool, &plain, json, STORY_NUMBER),
	    "of one number and title is one");
	json_decref(json);
}

static void
test_add(void)
{
	struct alert first = of("f", "Remiss", "https://a.example/", 1, NULL);
	struct alert_rule rule = {.name = "två", .title = "Två"};
	struct alert later = of("g", "Remiss", "https://b.example/", 2, NULL);
	json_t *json = alert_json(pool, &first), *texts;
	int added = 1;

	later.rule = &rule;
	later.n_rules = 1;
	ok(story_add(pool, &later, json), "a later source is added");
	ok(!story_add(pool, &later, json), "once");
	texts = json_object_get(json, "texts");
	has_string("Även hos: Källan, g: https://b.example/\n",
	    json_string_value(
		json_object_get(json_object_get(texts, "sv"), "text")),
	    "in Swedish");
	has_string("Also at: Källan, g: https://b.example/\n",
	    json_string_value(
		json_object_get(json_object_get(texts, "en"), "text")),
	    "and in English");
	is_int(1, (int)json_array_size(json_object_get(json, "rules")),
	    "its rule, too");
	for (int i = 3; i < 100; i++) {
		later.item = i;
		added += story_add(pool, &later, json);
	}
	is_int(STORY_ALSO_MOST, added, "so many at the most");
	json_decref(json);
}

int
main(void)
{
	pool = pool_new(8 << 20);
	test_keys();
	test_same();
	test_add();
	pool_free(pool);
	return done_testing();
}
