/* expect-t.c - how often a feed publishes: read, counted, learnt */
/* SPDX-License-Identifier: MIT */
#include "core/expect.h"

#include <stdlib.h>
#include <time.h>

#include "base/date.h"
#include "tap/tap.h"

static struct why w;

static void
check_read(void)
{
	static const struct {
		const char *text;
		int items, days;
	} good[] = {{"2 per week", 2, 5}, {"1 per month", 1, 21},
	    {"3 per day", 3, 1}, {"daily", 1, 1}, {"weekly", 1, 5},
	    {"Monthly", 1, 21}, {"yearly", 1, 250}, {"1 per 2 weeks", 1, 10},
	    {"4 per year", 4, 250}, {"2  per\tweeks ", 2, 5}, {"no", 0, 0}};
	static const struct {
		const char *text;
		size_t at;
		const char *says;
	} bad[] = {{"often", 0, "2 per week"}, {"2", 1, "per"},
	    {"0 per week", 0, "number"}, {"2 per", 5, "day, week"},
	    {"2 per fortnight", 6, "day, week"},
	    {"2 per week or so", 11, "more"},
	    {"99999999999 per day", 0, "number"},
	    {"1 per 99 weeks", 6, "1 to 12"}, {"weekly?", 0, "2 per week"},
	    {"", 0, "number"}, {"-1 per day", 0, "number"}};
	struct expect e;
	size_t at;

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		ok(expect_read(good[i].text, &e, &at, &w), "%s", good[i].text);
		is_int(good[i].items, e.items, "%s: items", good[i].text);
		is_int(good[i].days, e.days, "%s: days", good[i].text);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ok(!expect_read(bad[i].text, &e, &at, &w), "not: %s",
		    bad[i].text);
		is_int(
		    (int64_t)bad[i].at, (int64_t)at, "where: %s", bad[i].text);
		has_string(bad[i].says, w.text, "why: %s", bad[i].text);
	}
}

/* Noon of one day to noon of another, in working days times 100. */
static int
hundredths(const char *from, const char *to)
{
	return (int)(expect_span(time_of_local(day_read(from), 43200),
			 time_of_local(day_read(to), 43200)) *
		     100 / EXPECT_DAY);
}

static void
check_span(void)
{
	is_int(
	    500, hundredths("2026-11-02", "2026-11-09"), "a week is five days");
	is_int(100, hundredths("2026-11-06", "2026-11-09"),
	    "Friday to Monday is one");
	is_int(0, hundredths("2026-11-07", "2026-11-08"), "a weekend is none");
	is_int(100, hundredths("2026-04-02", "2026-04-07"), "over Easter: one");
	is_int(166, hundredths("2026-07-06", "2026-07-13"),
	    "a week in July: a third");
	is_int(166, hundredths("2026-06-29", "2026-07-06"), "week 27 is of it");
	is_int(500, hundredths("2026-08-17", "2026-08-24"), "week 34 is not");
	ok(hundredths("2026-12-21", "2027-01-11") < 600,
	    "three weeks around Christmas are short");
	is_int(0, expect_span(2000, 1000), "backwards: nothing");
	ok(expect_span(0, time_of(day_read("2026-01-01"), 0)) <
		(int64_t)2700 * EXPECT_DAY,
	    "bounded");
	is_int(400, hundredths("2026-03-27", "2026-04-02"),
	    "summer time begins: a day is a day");
}

static int64_t
noon(const char *day)
{
	return time_of_local(day_read(day), 43200);
}

static void
check_after(void)
{
	static const struct {
		const char *from;
		const char *expect;
		const char *silent;
	} row[] = {
	    {"2026-11-02", "2 per week", "2026-11-12"},
	    {"2026-11-03", "daily", "2026-11-06"},
	    {"2026-04-01", "daily", "2026-04-08"}, /* Easter */
	    {"2026-11-02", "weekly", "2026-11-23"},
	    {"2026-06-29", "weekly", "2026-08-17"}, /* July */
	    {"2026-12-21", "daily", "2027-01-07"},  /* Christmas */
	    {"2026-11-06", "3 per day", "2026-11-09"},
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct expect e;
		char day[DAY_TEXT];
		size_t at;
		int64_t due;

		expect_read(row[i].expect, &e, &at, &w);
		due = expect_after(noon(row[i].from), expect_silence(&e));
		is_string(row[i].silent, day_write(time_local_day(due), day),
		    "%s since %s", row[i].expect, row[i].from);
		ok(llabs(expect_span(noon(row[i].from), due) -
			 expect_silence(&e)) <= 1,
		    "and back again");
	}
	is_int(time_local_day(0) + 3660,
	    time_local_day(expect_after(0, INT64_MAX / 24)),
	    "ten years at most");
}

static void
check_learn(void)
{
	int64_t at[40];
	size_t n = 0;

	for (int i = 0; i < 20; i++) /* every Monday */
		at[n++] = time_of_local(day_read("2026-01-12") + 7 * i, 43200);
	is_int(10 * EXPECT_DAY, expect_learn(at, 20),
	    "weekly: silent after ten working days");
	is_int(0, expect_learn(at, 7), "too few to know");
	is_int(0, expect_learn(at, 0), "none to know from");
	for (int i = 0; i < 20; i++)
		at[i] = noon("2026-01-12") + i * 86400;
	is_int(0, expect_learn(at, 20), "too short a time to know");
	for (int i = 0; i < 20; i++)
		at[i] = noon("2026-01-12") + i * 3600;
	at[19] = noon("2026-06-01");
	is_int(0, expect_learn(at, 20), "many of one day are one");
	for (int i = 0; i < 40; i++)
		at[i] = noon("2026-01-12") + (int64_t)i * 2 * 86400;
	is_int(5 * EXPECT_DAY, expect_learn(at, 40),
	    "a lively one: five working days at the least");
}

int
main(void)
{
	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	check_read();
	check_span();
	check_after();
	check_learn();
	return done_testing();
}
