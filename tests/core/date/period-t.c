/* period-t.c - open and closed, over midnight, holidays and changes of clocks */
/* SPDX-License-Identifier: MIT */
#include "core/date/period.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tap/tap.h"

static struct pool *pool;

/* Sweden's clocks of these years, and New York's, as lists of changes. */
static struct zone_change stockholm_changes[40], york_changes[40];
static struct zone stockholm = {"Europe/Stockholm", stockholm_changes, 0};
static struct zone york = {"America/New_York", york_changes, 0};
static const int shut[] = {20588}; /* 2026-05-15 */
static const struct closed closed = {shut, 1};

static int
sunday_on_or_after(int day)
{
	while (day_weekday(day) != SUNDAY)
		day++;
	return day;
}

static void
make_zones(void)
{
	size_t n = 0;

	stockholm_changes[n] = (struct zone_change){0, 3600};
	york_changes[n++] = (struct zone_change){0, -5 * 3600};
	for (int year = 2024; year < 2036; year++) {
		int march = sunday_on_or_after(day_of(year, 3, 25));
		int october = sunday_on_or_after(day_of(year, 10, 25));
		int second = sunday_on_or_after(day_of(year, 3, 8));
		int first = sunday_on_or_after(day_of(year, 11, 1));

		stockholm_changes[n] = (struct zone_change){
		    time_of(march, 3600), 7200};
		york_changes[n++] = (struct zone_change){
		    time_of(second, 7 * 3600), -4 * 3600};
		stockholm_changes[n] = (struct zone_change){
		    time_of(october, 3600), 3600};
		york_changes[n++] = (struct zone_change){
		    time_of(first, 6 * 3600), -5 * 3600};
	}
	stockholm.n = york.n = n;
}

static struct period
period(const char *shuts, const char *opens)
{
	struct period p = {.name = "p"};
	size_t at, word;
	struct why w;

	if (!period_read(pool, shuts, &p.closed, &at, &word, &w) ||
	    !period_read(pool, opens, &p.open, &at, &word, &w))
		bail("%s", w.text);
	return p;
}

/* "2026-11-20 17:30" as the clocks of the zone show it first */
static int64_t
at(const struct zone *z, const char *text)
{
	char day[11];

	snprintf(day, sizeof(day), "%.10s", text);
	return zone_instant(
	    z, day_read(day), atoi(text + 11) * 3600 + atoi(text + 14) * 60);
}

static const struct {
	const char *closed, *open, *now, *opens, *name;
} cases[] = {
#define OFFICE "weekdays 17:00-07:30, sat, sun, holidays"
    {OFFICE, "", "2026-11-20 12:00", "2026-11-20 12:00", "a Friday at noon"},
    {OFFICE, "", "2026-11-20 16:59", "2026-11-20 16:59", "until 17"},
    {OFFICE, "", "2026-11-20 17:00", "2026-11-23 07:30",
	"from Friday 17:00 to Monday 07:30"},
    {OFFICE, "", "2026-11-23 03:00", "2026-11-23 07:30",
	"the night to Monday, which began on a Sunday"},
    {OFFICE, "", "2026-11-18 22:00", "2026-11-19 07:30", "a common night"},
    {OFFICE, "", "2026-04-02 18:00", "2026-04-07 07:30",
	"Easter, until Tuesday"},
    {OFFICE, "", "2026-06-18 20:00", "2026-06-22 07:30",
	"midsommarafton is a holiday"},
    {OFFICE, "", "2026-12-23 17:30", "2026-12-28 07:30", "Christmas"},
    {OFFICE, "", "2026-05-13 17:30", "2026-05-18 07:30",
	"the closed day after Ascension"},
    {"22:00-06:00", "", "2026-11-20 23:00", "2026-11-21 06:00",
	"hours alone are those of every day"},
    {"fri 22:00-06:00", "", "2026-11-20 05:00", "2026-11-20 05:00",
	"one day's night begins on the day"},
    {"fri 22:00-06:00", "", "2026-11-21 05:00", "2026-11-21 06:00",
	"and ends on the next morning"},
    {"fri-mon", "", "2026-11-20 08:00", "2026-11-24 00:00",
	"from Friday over Sunday to Monday"},
    {"2026-07-06 - 2026-07-31", "", "2026-07-06 00:00", "2026-08-01 00:00",
	"dates from and to"},
    {"", "weekdays 08:00-17:00", "2026-11-21 12:00", "2026-11-23 08:00",
	"open hours alone close all the rest"},
    {"holidays", "weekdays 08:00-17:00", "2026-12-24 12:00", "2026-12-28 08:00",
	"open hours, but for holidays"},
    {OFFICE, "2026-06-06 08:00-12:00", "2026-06-06 07:00", "2026-06-06 08:00",
	"a date goes before a holiday and a weekday"},
    {OFFICE, "2026-06-06 08:00-12:00", "2026-06-08 10:00", "2026-06-08 10:00",
	"and opens nothing else, and closes nothing"},
    {"02:00-03:00", "", "2026-03-29 01:59", "2026-03-29 01:59",
	"before an hour that is left out"},
    {"01:00-02:30", "", "2026-03-29 01:30", "2026-03-29 03:00",
	"it opens when the clocks are put forward over its end"},
    {"22:00-02:30", "", "2026-10-24 23:00", "2026-10-25 02:30",
	"in an hour that comes twice it opens the first time"},
    {"daily 00:00-24:00", "2026-12-01 10:00-11:00", "2026-11-20 00:00",
	"2026-12-01 10:00", "24:00 ends a day"},
    {"weekdays 17.00–7.30", "", "2026-11-18 22:00", "2026-11-19 07:30",
	"a dot and a long dash"},
};

static void
test_cases(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct period p = period(cases[i].closed, cases[i].open);
		char opens[TIME_TEXT];
		int64_t now = at(&stockholm, cases[i].now);
		int64_t then = period_opens(&p, &stockholm, &closed, now);

		is_string(cases[i].opens, zone_write(&stockholm, then, opens),
		    "%s", cases[i].name);
	}
}

static void
test_never(void)
{
	struct period p = period("daily", ""), q = period("sat-sun", ""),
		      r = period("mon-fri", ""),
		      s = period("2026-01-01 - 2027-12-31", "");
	const struct period *both[] = {&q, &r}, *one[] = {&p}, *dates[] = {&s};

	is_int(1, period_opens(&p, &stockholm, NULL, 0) == NO_TIME,
	    "what is closed daily never opens");
	ok(!periods_ever_open(one, 1), "and that is seen beforehand");
	ok(periods_ever_open(both, 1) && !periods_ever_open(both, 2),
	    "two that are never open together are seen, too");
	ok(periods_ever_open(dates, 1), "after its dates it opens");
}

static void
test_several(void)
{
	struct period p = period("17:00-08:00", ""),
		      q = period("08:00-09:00", ""), r = period("holidays", "");
	const struct period *all[] = {&p, &q, &r};
	char text[TIME_TEXT];

	is_string("2026-12-27 09:00",
	    zone_write(&stockholm,
		periods_open(all, 3, &stockholm, NULL,
		    at(&stockholm, "2026-12-23 18:00")),
		text),
	    "of several the first time that all are open");
	is_string("2026-12-23 12:00",
	    zone_write(&stockholm,
		periods_open(all, 3, &stockholm, NULL,
		    at(&stockholm, "2026-12-23 12:00")),
		text),
	    "which may be now");
}

static void
test_places(void)
{
	struct period p = period(OFFICE, "");
	int64_t noon = at(&york, "2026-11-20 12:00");
	char text[TIME_TEXT];
	const char *by;

	ok(period_is_open(&p, &york, NULL, noon, &by) &&
		!period_is_open(&p, &stockholm, NULL, noon, &by),
	    "noon in New York is no office hour in Stockholm");
	is_string("weekdays 17:00-07:30", by, "what closes it is told");
	is_string("2026-11-23 07:30",
	    zone_write(&york,
		period_opens(&p, &york, NULL, at(&york, "2026-11-20 17:30")),
		text),
	    "it opens by the clocks of its zone");
}

/* The process's zone and one made of its changes show the same. */
static void
test_zones(void)
{
	int wrong = 0;

	for (int64_t t = time_of(day_of(2025, 1, 1), 0);
	     t < time_of(day_of(2028, 1, 1), 0); t += 1234) {
		int day = zone_day(NULL, t), seconds = zone_seconds(NULL, t);
		int64_t back = zone_instant(&stockholm, day, seconds);

		wrong +=
		    day != zone_day(&stockholm, t) ||
		    seconds != zone_seconds(&stockholm, t) ||
		    (back != t && zone_again(&stockholm, day, seconds) != t) ||
		    back != zone_instant(NULL, day, seconds);
	}
	is_int(0, wrong, "three years of clocks, there and back");
	is_int(at(&stockholm, "2026-03-29 03:00"),
	    at(&stockholm, "2026-03-29 02:30"),
	    "an hour that is left out is the change");
	is_int(3600,
	    zone_again(&stockholm, day_read("2026-10-25"), 2 * 3600 + 1800) -
		at(&stockholm, "2026-10-25 02:30"),
	    "an hour that comes twice");
	ok(zone_again(&stockholm, day_read("2026-10-25"), 3 * 3600) == NO_TIME,
	    "and the next one that does not");
}

/* Minute by minute through weeks with changes of clocks and holidays. */
static int
compare(const struct period *p, const struct zone *z, const char *from)
{
	int64_t t = at(z, from), end = t + 12 * 86400, opens = NO_TIME;
	int wrong = 0;

	while (t < end) {
		const char *by;
		bool open = period_is_open(p, z, &closed, t, &by);

		if (open && opens != NO_TIME)
			wrong += t != opens;
		if (open)
			opens = NO_TIME;
		else if (opens == NO_TIME || t % 7 == 0)
			opens = period_opens(p, z, &closed, t);
		wrong += open == (period_opens(p, z, &closed, t) != t);
		t += 60;
	}
	return wrong;
}

static void
test_minutes(void)
{
	struct period list[] = {period(OFFICE, ""),
	    period("sun 22:30-03:30, 02:10-02:20", ""),
	    period("02:00-03:00, holidays", "mon-sat 01:30-16:00, 2026-04-05")};
	int wrong = 0;

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
		wrong += compare(&list[i], &stockholm, "2026-03-26 12:00");
		wrong += compare(&list[i], &stockholm, "2026-10-20 00:00");
		wrong += compare(&list[i], &york, "2026-03-05 00:00");
		wrong += compare(&list[i], &york, "2026-10-29 00:00");
	}
	is_int(0, wrong, "minute by minute it opens when it was said to");
}

static const struct {
	const char *text;
	size_t at;
	const char *why;
} faults[] = {
    {"vardagar 17-08", 0, "'vardagar' is no day known here"},
    {"sat, sön", 5, "'sön' is no day known here"},
    {"mon 25:00-07:00", 4, "the day has no such hour"},
    {"mon 17:00", 9, "hours are like 17:00-07:30"},
    {"mon 17:00-17:00", 4,
	"it begins and ends at the same time; without hours it is the whole "
	"day"},
    {"mon tue", 4, "an hour is like 07:30"},
    {"mon 08:00-17:00 tue", 16, "a comma is missing before this"},
    {"sat,", 4, "something is missing after the comma"},
    {"2026-02-30", 0, "this is no day like 2026-12-23"},
    {"2026-07-31 - 2026-07-01", 13, "it ends before it begins"},
    {"mon-holidays", 4, "from one weekday to another, like mon-fri"},
    {"mon 24:00-07:00", 4, "the day has no such hour"},
};

static void
test_faults(void)
{
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		struct period_spans spans;
		size_t place = 999, word;
		struct why w = {""};

		ok(!period_read(
		       pool, faults[i].text, &spans, &place, &word, &w),
		    "%s: a fault", faults[i].text);
		is_string(faults[i].why, w.text, "its reason");
		is_int((int)faults[i].at, (int)place, "its place");
	}
}

int
main(void)
{
	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	pool = pool_new(1 << 20);
	make_zones();
	test_cases();
	test_never();
	test_several();
	test_places();
	test_zones();
	test_minutes();
	test_faults();
	pool_free(pool);
	return done_testing();
}
