/* remind-t.c - reminders over time: each once, late ones told, none missing */
/* SPDX-License-Identifier: MIT */
#include "remind.h"

#include "edge/store-matter.h"
#include "ground.h"

static const char text[] = "[source s]\ntitle = Källan\n"
			   "[feed f]\nsource = s\nurl = https://a.example/rss\n"
			   "[rule r]\nany = remiss*\ndeadline = remiss\n"
			   "remind = 20wd, 5wd, 1d, 0d\nto = alla\n"
			   "[receiver alla]\nvia = lapp\nmembers = anna\n"
			   "[notifier lapp]\nprogram = /bin/true\n";

static bool baseline; /* of the item that is added */

/* A remiss that ends on the day, found on another. */
static int64_t
add(const char *end, const char *found)
{
	static int64_t key = 1;
	struct pool *pool = pool_new(1 << 16);
	struct feed_row feed;
	struct item_row item = {.title = "Remiss",
	    .baseline = baseline,
	    .link = "https://a.example/1",
	    .published = NO_TIME,
	    .changed = NO_TIME,
	    .read = NO_TIME,
	    .next = NO_TIME};
	int day = day_read(end);
	struct deadline_row d = {.is = {.kind = DEADLINE_REMISS,
				     .start = day,
				     .end = day,
				     .minutes = -1,
				     .evidence = "svara senast"},
	    .found = time_of_local(day_read(found), 10 * 3600),
	    .published = day_read(found)};
	static const char *const rules[] = {"r"};

	key++;
	ok(store_feed_open(
	       store, pool, "f", "https://a.example/rss", 1, &feed, &w) &&
		(item.feed = feed.id) &&
		store_item_add(store, &item, &key, 1, &w) &&
		(d.item = item.id) && store_deadline_add(store, &d, &w) &&
		store_item_rules(store, item.id, rules, NULL, 1, &w),
	    "a remiss until %s, found %s", end, found);
	pool_free(pool);
	return d.id;
}

static int
given_at(const char *day, int hour)
{
	int given = 0;

	ok(remind_at(
	       turn, time_of_local(day_read(day), hour * 3600), &given, &w),
	    "%s at %02d:00", day, hour);
	return given;
}

static bool
note(const struct alert_row *r, void *context)
{
	*(bool *)context = strstr(r->text, "ges sent") != NULL;
	return false;
}

static bool
last_is_late(void)
{
	struct alert_query query = {.limit = 1};
	bool late = false;

	store_alerts(store, &query, note, &late, &w);
	return late;
}

/* 20 working days before Friday 2026-12-18 is Friday 2026-11-20. */
static void
check_days(void)
{
	int64_t id = add("2026-12-18", "2026-11-02");

	is_int(0, given_at("2026-11-19", 23), "not the day before");
	is_int(0, given_at("2026-11-20", 6), "nor before seven");
	is_int(1, given_at("2026-11-20", 7), "but then");
	is_int(0, given_at("2026-11-20", 8), "once");
	ok(!last_is_late(), "it is not late");
	close_state(true);
	open_state();
	is_int(0, given_at("2026-11-21", 8), "not after a restart either");
	is_int(1, given_at("2026-12-11", 12), "five working days before");
	is_int(1, given_at("2026-12-17", 7), "a day before");
	is_int(1, given_at("2026-12-18", 7), "on the day");
	is_int(0, given_at("2026-12-19", 7), "and never after it");
	store_deadline_state(store, id, TERM_DONE, 0, &w);
}

static void
check_late(void)
{
	int64_t id = add("2027-03-01", "2027-01-04");

	is_int(1, given_at("2027-02-25", 9),
	    "of two that fell while it was down, one is given");
	ok(last_is_late(), "and says that it is late");
	is_int(0, given_at("2027-02-26", 9), "the older one never");
	store_deadline_state(store, id, TERM_MOVED, 1, &w);
	is_int(0, given_at("2027-02-28", 9), "none after it has moved");
}

static void
check_found_late(void)
{
	add("2027-04-30", "2027-04-28");
	is_int(
	    0, given_at("2027-04-28", 12), "none for days before it was found");
	is_int(1, given_at("2027-04-29", 12), "the next one is given");
}

/* Nobody was told of a baseline on the day it was read. */
static void
check_baseline(void)
{
	baseline = true;
	add("2027-05-28", "2027-05-27"); /* a day before */
	baseline = false;
	is_int(1, given_at("2027-05-27", 12), "the day of a baseline reminds");
	ok(!last_is_late(), "and is not late");
	is_int(1, given_at("2027-05-28", 12), "so does the next");
}

/* It passed while the daemon was down: told once, late. */
static void
check_passed(void)
{
	add("2027-06-10", "2027-06-01");
	is_int(1, given_at("2027-06-09", 12), "a day before");
	is_int(1, given_at("2027-06-14", 12), "passed: its last reminder");
	ok(last_is_late(), "which says that it is late");
	is_int(0, given_at("2027-06-15", 12), "once");
	add("2027-06-12", "2027-06-11");
	is_int(0, given_at("2027-06-15", 13),
	    "one that passed and was added since is history");
}

/* Forwards and back, over a change of summer time. */
static void
check_clock(void)
{
	add("2027-11-05", "2027-09-01");
	is_int(1, given_at("2027-10-31", 12), "five working days, on the way");
	is_int(0, given_at("2027-09-02", 12), "the clock is set back: none");
	is_int(0, given_at("2027-10-31", 13), "and none twice");
	is_int(1, given_at("2027-11-04", 7), "then as ever");
	is_int(1, given_at("2027-11-05", 7), "to the last");
}

static void
link_two(int64_t a, int64_t b)
{
	ok(store_matter_set_one(store, a, 77, &w) &&
		store_matter_set_one(store, b, 77, &w),
	    "two pages of one matter");
}

static void
check_matter(void)
{
	int64_t a = add("2028-03-10", "2028-01-03");
	int64_t b = add("2028-03-10", "2028-01-04"), c;

	link_two(a, b);
	is_int(1, given_at("2028-03-03", 9), "the same day: one reminder");
	store_deadline_state(store, a, TERM_WITHDRAWN, 0, &w);
	is_int(0, given_at("2028-03-04", 9), "not again by the other");
	is_int(1, given_at("2028-03-09", 9), "which goes on alone");
	store_deadline_state(store, b, TERM_DONE, 0, &w);
	a = add("2028-05-15", "2028-04-03");
	c = add("2028-05-31", "2028-04-03");
	link_two(a, c);
	is_int(1, given_at("2028-05-08", 9), "of two days the earlier reminds");
	is_int(0, given_at("2028-05-12", 9), "the later one does not");
	store_deadline_confirm(store, c, &w);
	is_int(1, given_at("2028-05-14", 9),
	    "but when a person says that it is right: at once, of what fell");
	is_int(0, given_at("2028-05-15", 9), "and the earlier one rests");
	is_int(1, given_at("2028-05-24", 9), "and it reminds");
	store_deadline_state(store, a, TERM_DONE, 0, &w);
	store_deadline_state(store, c, TERM_DONE, 0, &w);
}

/* A number that many share names nothing: each reminds. */
static void
check_crowd(void)
{
	char end[DAY_TEXT];
	int64_t id[8];

	for (int i = 0; i < 8; i++) {
		id[i] = add(day_write(day_read("2028-09-01") + 7 * i, end),
		    "2028-08-30");
		store_matter_set_one(store, id[i], 78, &w);
	}
	ok(given_at("2028-10-05", 9) > 0, "what fell until then");
	is_int(2, given_at("2028-10-06", 9),
	    "the day of one, and five working days before the next");
	for (int i = 0; i < 8; i++)
		store_deadline_state(store, id[i], TERM_DONE, 0, &w);
}

/* Questioned until somebody has answered. */
static void
check_questioned(void)
{
	int64_t id = add("2028-06-16", "2028-06-01");
	struct deadline is = {.minutes = -1,
	    .flags = DEADLINE_QUESTIONED,
	    .evidence = "torsdagen den 16 juni"};

	store_deadline_renew(store, id, &is, &w);
	is_int(0, given_at("2028-06-15", 9), "in doubt it does not remind");
	store_deadline_confirm(store, id, &w);
	is_int(1, given_at("2028-06-15", 10), "confirmed it does");
}

/* Ten years, a deadline a month, looked at every day, restarts between. */
static void
check_ten_years(void)
{
	int day = day_read("2029-01-01"), wanted = 0, got = 0, failed = 0;
	char end[DAY_TEXT], found[DAY_TEXT];

	for (int m = 0; m < 120; m += 6, wanted += 4)
		add(day_write(day_add_months(day, m + 3), end),
		    day_write(day_add_months(day, m), found));
	for (int d = day; d < day_add_months(day, 130); d++) {
		int given = 0;

		failed += !remind_at(
		    turn, time_of_local(d, 8 * 3600), &given, &w);
		got += given;
		if (d % 97 == 0) {
			close_state(true);
			open_state();
		}
	}
	is_int(0, failed, "ten years without a failure");
	is_int(wanted, got, "each reminder once, none missing");
}

int
main(void)
{
	begin();
	load_conf(text);
	open_state();
	check_days();
	check_late();
	check_found_late();
	check_baseline();
	check_passed();
	check_clock();
	check_matter();
	check_crowd();
	check_questioned();
	check_ten_years();
	close_state(true);
	end();
	return done_testing();
}
