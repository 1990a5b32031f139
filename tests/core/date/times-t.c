/* times-t.c - the times of digests: weekdays, working days, of the month */
/* SPDX-License-Identifier: MIT */
#include "core/date/times.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tap/tap.h"

static struct pool *pool;

/* now, and the next three */
static const struct {
	const char *times, *now, *next[3], *name;
} cases[] = {
    {"workdays 07:45", "2026-12-22 08:00",
	{"2026-12-23 07:45", "2026-12-28 07:45", "2026-12-29 07:45"},
	"working days, over Christmas"},
    {"workdays 07:45", "2026-12-23 07:45",
	{"2026-12-28 07:45", "2026-12-29 07:45", "2026-12-30 07:45"},
	"after the instant, never at it"},
    {"mon 08:00", "2026-11-20 00:00",
	{"2026-11-23 08:00", "2026-11-30 08:00", "2026-12-07 08:00"}, "a day"},
    {"mon, thu 08:00", "2026-11-20 00:00",
	{"2026-11-23 08:00", "2026-11-26 08:00", "2026-11-30 08:00"},
	"two days with one hour"},
    {"daily 16:00", "2026-11-20 15:59",
	{"2026-11-20 16:00", "2026-11-21 16:00", "2026-11-22 16:00"}, "daily"},
    {"07:30, 16:00", "2026-11-20 08:00",
	{"2026-11-20 16:00", "2026-11-21 07:30", "2026-11-21 16:00"},
	"hours alone, several"},
    {"1st workday of month 08:00", "2026-04-28 08:00",
	{"2026-05-04 08:00", "2026-06-01 08:00", "2026-07-01 08:00"},
	"the first working day: 1 May is none, nor is the weekend"},
    {"last workday of month 08:00", "2026-12-01 08:00",
	{"2026-12-30 08:00", "2027-01-29 08:00", "2027-02-26 08:00"},
	"the last working day: nyårsafton is none"},
    {"2nd tue of month 10:00", "2026-11-20 00:00",
	{"2026-12-08 10:00", "2027-01-12 10:00", "2027-02-09 10:00"},
	"the second Tuesday"},
    {"31st of month 10:00", "2027-01-31 10:00",
	{"2027-02-28 10:00", "2027-03-31 10:00", "2027-04-30 10:00"},
	"the 31st of a short month is its last day"},
    {"daily 02:30", "2026-03-28 03:00",
	{"2026-03-29 03:00", "2026-03-30 02:30", "2026-03-31 02:30"},
	"once when spring leaves the hour out"},
    {"daily 02:30", "2026-10-24 03:00",
	{"2026-10-25 02:30", "2026-10-26 02:30", "2026-10-27 02:30"},
	"once when autumn has the hour twice"},
    {"weekend 09:00, 2026-11-25 12:00", "2026-11-22 09:00",
	{"2026-11-25 12:00", "2026-11-28 09:00", "2026-11-29 09:00"},
	"a date beside"},
};

static void
test_cases(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct times times;
		struct why w;
		size_t at, word;
		int64_t t;
		char day[11], text[TIME_TEXT];

		if (!times_read(pool, cases[i].times, &times, &at, &word, &w))
			bail("%s: %s", cases[i].times, w.text);
		snprintf(day, sizeof(day), "%.10s", cases[i].now);
		t = zone_instant(NULL, day_read(day),
		    atoi(cases[i].now + 11) * 3600 +
			atoi(cases[i].now + 14) * 60);
		for (int k = 0; k < 3; k++) {
			t = times_next(&times, NULL, NULL, t);
			is_string(cases[i].next[k], zone_write(NULL, t, text),
			    "%s, %d", cases[i].name, k + 1);
		}
	}
}

/* No time is left out or comes twice, whatever the clocks do. */
static void
test_years(void)
{
	struct times times;
	struct why w;
	size_t at, word;
	int64_t t = time_of(day_of(2026, 1, 1), 0);
	int n = 0;

	if (!times_read(pool, "daily 02:15", &times, &at, &word, &w))
		bail("%s", w.text);
	for (int day = day_of(2026, 1, 1); day < day_of(2030, 1, 1); day++) {
		t = times_next(&times, NULL, NULL, t);
		n += zone_day(NULL, t) == day;
	}
	is_int(4 * 365 + 1, n, "four years of nights, one each");
}

static const struct {
	const char *text;
	size_t at;
	const char *why;
} faults[] = {
    {"", 0,
	"days are expected here, like weekdays, sat, holidays or 2026-12-23"},
    {"workdays", 8, "at what hour? like 07:45"},
    {"arbetsdagar 07:45", 0, "'arbetsdagar' is no day known here"},
    {"mon 24:00", 4, "the day has no such hour"},
    {"mon 8", 4, "an hour is like 07:45"},
    {"1st workday 08:00", 12,
	"'of month' is expected here, as in 1st workday of month 08:00"},
    {"6th mon of month 08:00", 4, "not every month has so many"},
    {"daily 08:00 16:00", 12, "a comma is missing before this"},
};

static void
test_faults(void)
{
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		struct times times;
		size_t place = 999, word;
		struct why w = {""};

		ok(!times_read(pool, faults[i].text, &times, &place, &word, &w),
		    "'%s': a fault", faults[i].text);
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
	test_cases();
	test_years();
	test_faults();
	pool_free(pool);
	return done_testing();
}
