/* date-t.c - the calendar's arithmetic */
/* SPDX-License-Identifier: MIT */
#include "base/date.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tap/tap.h"

static void
check_every_day(void)
{
	int wrong = 0, day = day_of(1583, 1, 1);

	for (int y = 1583; y < 2420; y++)
		for (int m = 1; m <= 12; m++)
			for (int d = 1; d <= date_month_length(y, m); d++) {
				struct date back = day_date(day);

				wrong += day_of(y, m, d) != day ||
					 back.year != y || back.month != m ||
					 back.day != d;
				day++;
			}
	is_int(0, wrong, "every day of 1583 to 2419 there and back");
}

static void
check_weeks(void)
{
	static const struct {
		int y, m, d, year, week;
	} row[] = {
	    {2021, 1, 3, 2020, 53},
	    {2021, 1, 4, 2021, 1},
	    {2018, 12, 31, 2019, 1},
	    {2026, 12, 31, 2026, 53},
	    {2016, 1, 1, 2015, 53},
	};
	char text[DAY_TEXT];

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		int day = day_of(row[i].y, row[i].m, row[i].d), year, week;

		day_week(day, &year, &week);
		ok(year == row[i].year && week == row[i].week,
		    "%s is in week %d of %d", day_write(day, text), row[i].week,
		    row[i].year);
		is_int(day, day_of_week(year, week, day_weekday(day)),
		    "%s from its week", text);
	}
	is_int(NO_DAY, day_of_week(2021, 53, MONDAY), "2021 has no week 53");
}

static void
check_months(void)
{
	is_int(day_of(2024, 2, 29), day_add_months(day_of(2024, 1, 31), 1),
	    "a month after 31 January is the last of February");
	is_int(NO_DAY, day_of(2024, 2, 30), "30 February is no day");
	is_int(day_of(2023, 12, 15), day_add_months(day_of(2025, 1, 15), -13),
	    "thirteen months back");
}

static void
check_texts(void)
{
	static const char *const none[] = {"", "2021-2-03", "2021-02-29",
	    "2021-02-03 ", " 2021-02-03", "0000-01-01", "2021/02/03"};
	char text[TIME_TEXT];
	int64_t t;

	is_int(day_of(2021, 2, 3), day_read("2021-02-03"), "an ISO day");
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		is_int(NO_DAY, day_read(none[i]), "\"%s\" is none", none[i]);
	t = time_read("2024-02-29T23:59:59Z");
	is_string("2024-02-29T23:59:59Z", time_write(t, text), "an instant");
	is_string(
	    "1969-12-31T23:59:59Z", time_write(-1, text), "before the epoch");
	is_int(NO_TIME, time_read("2024-02-29T24:00:00Z"), "no hour 24");
}

static void
check_zone(void)
{
	char text[TIME_TEXT];

	time_set_zone("Europe/Stockholm");
	is_string("2026-07-01 14:00",
	    time_write_local(time_read("2026-07-01T12:00:00Z"), text),
	    "summer time");
	is_int(time_read("2026-10-25T22:30:00Z"),
	    time_of_local(day_of(2026, 10, 25), 23 * 3600 + 1800),
	    "the evening of the day summer time ends");
	is_int(day_of(2026, 7, 2),
	    time_local_day(time_read("2026-07-01T22:30:00Z")),
	    "the local day is ahead");
}

/* Does the instant lie where the C library says? */
static bool
agrees(int64_t instant)
{
	time_t t = (time_t)instant;
	struct tm tm;

	localtime_r(&t, &tm);
	return time_local_day(instant) ==
		   day_of(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday) &&
	       time_local_seconds(instant) ==
		   tm.tm_hour * 3600 + tm.tm_min * 60 + tm.tm_sec;
}

/* Of an hour that is there twice the library takes the one or the other, as
 * it was asked before. */
static bool
agrees_back(int day, int seconds)
{
	int64_t instant = time_of_local(day, seconds);
	struct date d = day_date(day);
	struct tm tm = {.tm_year = d.year - 1900,
	    .tm_mon = d.month - 1,
	    .tm_mday = d.day,
	    .tm_sec = seconds,
	    .tm_isdst = -1};

	if (time_local_day(instant) == day &&
	    time_local_seconds(instant) == seconds)
		return true;
	return instant == mktime(&tm);
}

/* Each half hour of some years, with clocks changed and days left out. */
static void
check_library(void)
{
	static const char *const zone[] = {"Europe/Stockholm", "UTC",
	    "Africa/Casablanca", "Pacific/Apia", "America/St_Johns",
	    "Antarctica/Troll"};

	for (size_t z = 0; z < sizeof(zone) / sizeof(zone[0]); z++) {
		int wrong = 0;

		time_set_zone(zone[z]);
		for (int day = day_of(2009, 1, 1); day < day_of(2016, 1, 1);
		     day++)
			for (int s = 0; s < 86400; s += 1800) {
				wrong += !agrees(time_of(day, s));
				wrong += !agrees_back(day, s);
			}
		is_int(
		    0, wrong, "the zone %s is as the library has it", zone[z]);
	}
	ok(agrees(-62135596800), "the first year");
	ok(agrees(-1), "before 1970");
	is_int(NO_DAY, time_local_day(400000LL * 366 * 86400), "no such year");
}

int
main(void)
{
	check_every_day();
	check_weeks();
	check_months();
	check_texts();
	check_zone();
	check_library();
	return done_testing();
}
