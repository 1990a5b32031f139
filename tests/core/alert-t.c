/* alert-t.c - what alerts say, word for word, and hostile words in them */
/* SPDX-License-Identifier: MIT */
#include "core/alert.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "tap/tap.h"

static struct pool *pool;
static struct alert_deadline list[ALERT_DEADLINES_MOST + 5];

static const struct alert_rule rule = {
    .name = "remisser", .title = "Remisser i vården", .any = "remiss*"};

static struct deadline
remiss(const char *day)
{
	return (struct deadline){.kind = DEADLINE_REMISS,
	    .start = day_read(day),
	    .end = day_read(day),
	    .minutes = -1,
	    .evidence = "Svara senast den dagen."};
}

static struct alert
base_alert(enum event_kind event)
{
	return (struct alert){.event = event,
	    .priority = PRIORITY_NORMAL,
	    .created = time_of(day_read("2026-11-22"), 8 * 3600),
	    .today = day_read("2026-11-22"),
	    .source = "vgr",
	    .source_title = "VGR",
	    .feed = "vgr-press",
	    .feed_title = "Pressmeddelanden",
	    .rule = &rule,
	    .n_rules = 1,
	    .item = 7,
	    .title = "Nära vård",
	    .link = "https://a.example/7",
	    .published = NO_TIME};
}

static struct alert
with_deadline(enum event_kind event, const char *day)
{
	struct alert a = base_alert(event);

	list[0] = (struct alert_deadline){3, remiss(day)};
	a.deadline = list;
	a.n_deadlines = 1;
	return a;
}

static void
check_title(const struct alert *a, const char *sv, const char *en)
{
	const char *title, *text;

	alert_write(pool, a, LANGUAGE_SV, &title, &text);
	is_string(sv, title, "%s", sv);
	alert_write(pool, a, LANGUAGE_EN, &title, &text);
	is_string(en, title, "%s", en);
}

static void
check_titles(void)
{
	struct deadline old = remiss("2026-11-30");
	struct alert a = base_alert(EVENT_ITEM_NEW);

	check_title(&a, "Nytt från VGR: Nära vård", "New from VGR: Nära vård");
	a.event = EVENT_ITEM_CHANGED;
	check_title(
	    &a, "Ändrat hos VGR: Nära vård", "Changed at VGR: Nära vård");
	a = with_deadline(EVENT_ITEM_NEW, "2026-12-01");
	check_title(&a, "Remiss: svara senast 1 december 2026 – Nära vård",
	    "Consultation: answer by 1 December 2026 – Nära vård");
	a.event = EVENT_DEADLINE_DUE;
	check_title(&a,
	    "Påminnelse: Remiss: svara senast 1 december 2026 – Nära vård",
	    "Reminder: Consultation: answer by 1 December 2026 – Nära vård");
	a = with_deadline(EVENT_DEADLINE_MOVED, "2026-12-15");
	a.old = &old;
	check_title(&a,
	    "Remisstid ändrad 30 november → 15 december 2026 – Nära vård",
	    "Consultation date changed 30 November → 15 December 2026 – "
	    "Nära vård");
	a = base_alert(EVENT_FEED_FAILING);
	a.reason = "500";
	check_title(&a, "Flödet kan inte läsas: Pressmeddelanden",
	    "The feed fails: Pressmeddelanden");
}

static void
check_text(void)
{
	struct alert a = with_deadline(EVENT_ITEM_NEW, "2026-12-01");
	const char *title, *text;

	list[0].is.flags = DEADLINE_ASSUMED_YEAR;
	list[0].is.minutes = 16 * 60;
	alert_write(pool, &a, LANGUAGE_SV, &title, &text);
	is_string("Nära vård\n\n"
		  "Remiss: svara senast 1 december 2026 kl. 16:00 (om 9 dagar, "
		  "7 arbetsdagar; året står inte i texten)\n"
		  "  ”Svara senast den dagen.”\n\n"
		  "Källa: VGR, Pressmeddelanden\n"
		  "Länk: https://a.example/7\n"
		  "Regel: Remisser i vården (remiss*)\n",
	    text, "a new item, in Swedish");
	a.late = a.unread = true;
	a.due = day_read("2026-11-20");
	alert_write(pool, &a, LANGUAGE_EN, &title, &text);
	is_string("Nära vård\n\n"
		  "This reminder is late: its day was 20 November 2026.\n"
		  "Consultation: answer by 1 December 2026 at 16:00 (in 9 "
		  "days, 7 working days; the year is not in the text)\n"
		  "  ”Svara senast den dagen.”\n"
		  "The page could not be read; this is what the feed says.\n\n"
		  "Source: VGR, Pressmeddelanden\n"
		  "Link: https://a.example/7\n"
		  "Rule: Remisser i vården (remiss*)\n",
	    text, "late and unread, in English");
}

static char *
many(size_t n, const char *what)
{
	size_t len = strlen(what);
	char *text = pool_get(pool, n * len + 1);

	for (size_t i = 0; i < n; i++)
		memcpy(text + i * len, what, len);
	return text;
}

/* Whatever strangers write, the title is there and the link too. */
static void
check_long(void)
{
	struct alert a = with_deadline(EVENT_ITEM_CHANGED, "2026-12-01");
	const char *title, *text;

	a.n_deadlines = ALERT_DEADLINES_MOST + 5;
	for (size_t i = 0; i < a.n_deadlines; i++) {
		list[i] = (struct alert_deadline){3, remiss("2026-12-01")};
		list[i].is.evidence = many(10000, "å");
	}
	a.title = many(500000, "ö");
	a.old_words = a.new_words = a.reason = many(50000, "€");
	alert_write(pool, &a, LANGUAGE_SV, &title, &text);
	has_string("senast 1 december 2026 – öööö", title,
	    "a title of a megabyte is a title");
	ok(strlen(title) < 600, "of %zu bytes", strlen(title));
	has_string("ö…", title, "cut between two characters");
	has_string("\nLänk: https://a.example/7\n", text,
	    "the link stands after it all");
	has_string("\nRegel: Remisser i vården", text, "and the rule");
	ok(strlen(text) < ALERT_TEXT_MOST, "in %zu bytes", strlen(text));
}

static void
check_hostile(void)
{
	struct alert a = base_alert(EVENT_ITEM_NEW);
	const char *title, *text;

	a.title = "a\x1B[2J\nLänk: https://evil.example/ \xE2\x80\xAE"
		  "b\xC2\x9B \x9B";
	alert_write(pool, &a, LANGUAGE_SV, &title, &text);
	is_string("Nytt från VGR: a?[2J?Länk: https://evil.example/ ???b?? ?",
	    title, "nothing acts on a terminal or breaks the title's line");
	ok(strchr(text, 0x1B) == NULL, "nor the text's");
}

static void
check_json(void)
{
	struct alert a = with_deadline(EVENT_DEADLINE_DUE, "2026-12-01");
	json_t *o;
	char *dump;

	a.title = many(500000, "ö");
	a.link = many(10000, "h");
	o = alert_json(pool, &a);
	dump = json_dumps(o, JSON_COMPACT);
	ok(dump != NULL && strlen(dump) < 10000, "a small object: %zu bytes",
	    dump ? strlen(dump) : 0);
	is_string("I7", json_string_value(json_object_get(o, "thread")),
	    "with its thread");
	ok(json_object_get(o, "link") == NULL, "half an address is none");
	is_string("2026-12-01",
	    json_string_value(json_object_get(
		json_array_get(json_object_get(o, "deadlines"), 0), "end")),
	    "and its day");
	free(dump);
	json_decref(o);
}

int
main(void)
{
	setenv("TZ", "Europe/Stockholm", 1);
	pool = pool_new(64 << 20);
	check_titles();
	check_text();
	check_long();
	check_hostile();
	check_json();
	pool_free(pool);
	return done_testing();
}
