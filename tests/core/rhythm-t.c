/* rhythm-t.c - when a feed is asked again: tables of rounds */
/* SPDX-License-Identifier: MIT */
#include "core/rhythm.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "tap/tap.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400, SEEDS = 50 };

/* Sunday 22 November 2026; Stockholm is one hour ahead. */
#define OFFICE  "2026-11-23T09:00:00Z"
#define EVENING "2026-11-23T18:00:00Z"
#define NIGHT   "2026-11-23T22:30:00Z"
#define DAWN    "2026-11-24T05:50:00Z"
#define SUNDAY  "2026-11-22T09:00:00Z"

/* --- the hours --- */

static const struct {
	const char *now;
	enum rhythm_hours wanted;
	const char *opening, *what;
} hours[] = {
    {OFFICE, RHYTHM_OFFICE, "2026-11-24T06:00:00Z", "Monday at ten"},
    {"2026-11-23T05:59:59Z", RHYTHM_EVENING, "2026-11-23T06:00:00Z",
	"a second to seven"},
    {"2026-11-23T06:00:00Z", RHYTHM_OFFICE, "2026-11-24T06:00:00Z", "seven"},
    {"2026-11-23T17:00:00Z", RHYTHM_EVENING, "2026-11-24T06:00:00Z", "six"},
    {"2026-11-23T21:00:00Z", RHYTHM_NIGHT, "2026-11-24T06:00:00Z", "ten"},
    {"2026-11-23T04:59:00Z", RHYTHM_NIGHT, "2026-11-23T06:00:00Z",
	"a minute to six"},
    {"2026-11-20T17:30:00Z", RHYTHM_EVENING, "2026-11-23T06:00:00Z",
	"Friday evening"},
    {SUNDAY, RHYTHM_FREE, "2026-11-23T06:00:00Z", "Sunday"},
    {"2026-12-24T09:00:00Z", RHYTHM_FREE, "2026-12-28T06:00:00Z",
	"julafton, a Thursday: open on Monday"},
    {"2026-06-19T09:00:00Z", RHYTHM_FREE, "2026-06-22T05:00:00Z",
	"midsommarafton"},
    {"2026-05-13T20:30:00Z", RHYTHM_NIGHT, "2026-05-15T05:00:00Z",
	"before Kristi himmelsfärdsdag"},
    /* Summer time begins on 29 March and ends on 25 October 2026. */
    {"2026-03-27T18:00:00Z", RHYTHM_EVENING, "2026-03-30T05:00:00Z",
	"seven comes an hour earlier after the spring"},
    {"2026-10-23T18:00:00Z", RHYTHM_EVENING, "2026-10-26T06:00:00Z",
	"and an hour later after the autumn"},
    {"2026-07-15T05:00:00Z", RHYTHM_OFFICE, "2026-07-16T05:00:00Z",
	"seven in summer"},
};

static void
check_hours(void)
{
	char text[TIME_TEXT];

	for (size_t i = 0; i < sizeof(hours) / sizeof(hours[0]); i++) {
		int64_t now = time_read(hours[i].now);

		is_int(hours[i].wanted, rhythm_hours(now), "%s", hours[i].what);
		is_string(hours[i].opening,
		    time_write(rhythm_opening(now), text), "%s: opens",
		    hours[i].what);
	}
}

/* --- the past --- */

static void
check_past(void)
{
	int64_t now = time_read(OFFICE), list[400];
	struct rhythm_past p = {.since = NO_TIME, .last = NO_TIME};

	is_int(-1, rhythm_pace(&p, now), "nothing is known");
	rhythm_note(&p, now - 60 * DAY);
	for (int64_t at = now - 60 * DAY; at < now; at += DAY / 4)
		rhythm_note(&p, at);
	is_int(now - 60 * DAY, p.since, "known since the first");
	is_int(now - DAY / 4, p.last, "the last");
	ok(rhythm_pace(&p, now) > 3500 && rhythm_pace(&p, now) < 4500,
	    "four a day (%lld)", (long long)rhythm_pace(&p, now));
	ok(rhythm_pace(&p, now + 28 * DAY) < 1500, "fades when none come");
	is_int(0, rhythm_pace(&p, now + 5000 * (int64_t)DAY), "to nothing");
	for (int i = 0; i < 400; i++)
		list[i] = now + 5 * DAY - i * (int64_t)DAY;
	rhythm_seed(&p, list, 400, now);
	is_int(now, p.last, "of a first reading: what lies ahead is none");
	ok(p.since >= now - 365 * (int64_t)DAY, "nor what is years old");
	ok(rhythm_pace(&p, now) > 800 && rhythm_pace(&p, now) < 1200,
	    "one a day (%lld)", (long long)rhythm_pace(&p, now));
	for (int i = 0; i < 400; i++)
		list[i] = now - 3 * DAY;
	rhythm_seed(&p, list, 400, now);
	is_int(1000, p.news, "those of one moment are one");
	rhythm_seed(&p, list, 0, now);
	is_int(NO_TIME, p.last, "an empty one has no last");
	is_int(now, p.since, "and is known from now on");
}

/* --- plans --- */

static const struct plan_row {
	const char *what, *now;
	struct rhythm r;  /* its seeds are tried; past.last: ago, 0: unknown */
	int64_t from, to; /* seconds from now that it may lie in */
	const char *why;
	int64_t news;
} plans[] = {
    {"as configured", OFFICE, {.interval = 1800, .adapt = RHYTHM_ALL}, 1620,
	1980, "every 30 min", 0},
    {"its own interval is hardly moved", NIGHT,
	{.interval = 600, .adapt = RHYTHM_HINTS}, 600, 630, "every 10 min", 0},
    {"exact, whatever is said", NIGHT,
	{.interval = 600,
	    .adapt = RHYTHM_EXACT,
	    .hints = {.ttl = HOUR, .skip_hours = 0x7FFFFF}},
	600, 630, "exactly every 10 min", 0},
    {"seconds near by are exact", SUNDAY,
	{.interval = 2,
	    .adapt = RHYTHM_ALL,
	    .hints = {.ttl = HOUR, .max_age = DAY}},
	2, 2, "exactly every 2 s", 0},

    {"evening", EVENING, {.interval = 1800, .adapt = RHYTHM_ALL}, 2 * 1620,
	2 * 1980, "evening: x2", 0},
    {"night", NIGHT, {.interval = 1800, .adapt = RHYTHM_ALL}, 4 * 1620,
	4 * 1980, "night: x4", 0},
    {"Sunday", SUNDAY, {.interval = 1800, .adapt = RHYTHM_ALL}, 4 * 1620,
	4 * 1980, "free day: x4", 0},
    {"at dawn: when offices open, not sooner than the interval", DAWN,
	{.interval = 1800, .adapt = RHYTHM_ALL}, 1620, 1980,
	"offices open at 07:00", 0},
    {"an hour before they open", "2026-11-24T04:50:00Z",
	{.interval = 1800, .adapt = RHYTHM_ALL}, 70 * MINUTE, 85 * MINUTE,
	"offices open at 07:00", 0},
    {"long waits grow no longer at night", NIGHT,
	{.interval = 12 * HOUR, .adapt = RHYTHM_ALL}, 38880, 47520,
	"every 12 h", 0},
    {"three hours are six at night, but for the opening", SUNDAY,
	{.interval = 3 * HOUR, .adapt = RHYTHM_ALL}, 6 * HOUR, 6 * HOUR,
	"free day: x4", 0},

    {"quiet for a week", OFFICE,
	{.interval = 1800, .adapt = RHYTHM_ALL, .past = {.last = 8 * DAY}},
	3240, 3960, "nothing new for 8 days: every 60 min", 1000},
    {"for two", OFFICE,
	{.interval = 1800, .adapt = RHYTHM_ALL, .past = {.last = 20 * DAY}},
	6480, 7920, "nothing new for 20 days: every 2 h", 1000},
    {"for months", OFFICE,
	{.interval = 1800, .adapt = RHYTHM_ALL, .past = {.last = 300 * DAY}},
	12960, 14400, "every 4 h", 1000},
    {"for months, every two hours: no longer than four", OFFICE,
	{.interval = 2 * HOUR,
	    .adapt = RHYTHM_ALL,
	    .past = {.last = 300 * DAY}},
	12960, 14400, "every 4 h", 1000},
    {"for months, twelve hours stay", OFFICE,
	{.interval = 12 * HOUR,
	    .adapt = RHYTHM_ALL,
	    .past = {.last = 300 * DAY}},
	38880, 47520, "every 12 h", 1000},
    {"for months, but a deadline is near", OFFICE,
	{.interval = 1800,
	    .adapt = RHYTHM_ALL,
	    .past = {.last = 300 * DAY},
	    .near = true},
	1620, 1980, "every 30 min", 1000},
    {"for months, but news are expected", OFFICE,
	{.interval = 1800,
	    .adapt = RHYTHM_ALL,
	    .past = {.last = 300 * DAY},
	    .expected = true},
	1620, 1980, "every 30 min", 1000},
    {"for months, at night: no longer than six hours", "2026-11-23T21:30:00Z",
	{.interval = 1800, .adapt = RHYTHM_ALL, .past = {.last = 300 * DAY}},
	6 * HOUR, 6 * HOUR, "night: x4", 1000},
    {"lively", OFFICE,
	{.interval = 1800, .adapt = RHYTHM_ALL, .past = {.last = HOUR}}, 810,
	990, "about 5 news a day: twice as often", 5 * 20197},
    {"lively: not under five minutes", OFFICE,
	{.interval = 8 * MINUTE, .adapt = RHYTHM_ALL, .past = {.last = HOUR}},
	270, 330, "twice", 5 * 20197},
    {"the past does not change an interval of its own", OFFICE,
	{.interval = 1800, .adapt = RHYTHM_HINTS, .past = {.last = 300 * DAY}},
	1800, 1830, "every 30 min", 1000},

    {"ttl", OFFICE,
	{.interval = 1800, .adapt = RHYTHM_ALL, .hints = {.ttl = HOUR}}, HOUR,
	3960, "publisher asks 60 min (ttl)", 0},
    {"a shorter ttl", OFFICE,
	{.interval = 1800, .adapt = RHYTHM_ALL, .hints = {.ttl = 300}}, 1620,
	1980, "every 30 min", 0},
    {"ttl beside an interval of its own", OFFICE,
	{.interval = 1800, .adapt = RHYTHM_HINTS, .hints = {.ttl = HOUR}}, HOUR,
	3960, "publisher asks 60 min (ttl)", 0},
    {"ttl of a month", OFFICE,
	{.interval = 1800, .adapt = RHYTHM_HINTS, .hints = {.ttl = 30 * DAY}},
	DAY - 600, DAY, "publisher asks 30 days (ttl); 24 h at the most", 0},
    {"ttl of a month, a deadline is near", OFFICE,
	{.interval = 1800,
	    .adapt = RHYTHM_HINTS,
	    .near = true,
	    .hints = {.ttl = 30 * DAY}},
	4 * HOUR - 600, 4 * HOUR, "4 h at the most, a deadline is near", 0},
    {"an interval of two days", OFFICE,
	{.interval = 2 * DAY,
	    .adapt = RHYTHM_HINTS,
	    .hints = {.ttl = 30 * DAY}},
	2 * DAY, 2 * DAY + 30, "every 2 days", 0},
    {"max-age", OFFICE,
	{.interval = 1800, .adapt = RHYTHM_ALL, .hints = {.max_age = 2 * HOUR}},
	2 * HOUR, 7920, "publisher asks 2 h (max-age)", 0},
    {"sy:", OFFICE,
	{.interval = 1800, .adapt = RHYTHM_ALL, .hints = {.period = 12 * HOUR}},
	12 * HOUR, 12 * HOUR + 600, "publisher asks 12 h (sy:updatePeriod)", 0},
    {"sy: daily at noon GMT", OFFICE,
	{.interval = 1800,
	    .adapt = RHYTHM_ALL,
	    .hints = {.period = DAY, .base = 946728000}},
	3 * HOUR, 3 * HOUR + 600, "sy:updatePeriod", 0},
    {"the longest of them", OFFICE,
	{.interval = 1800,
	    .adapt = RHYTHM_ALL,
	    .hints = {.ttl = HOUR, .period = 2 * HOUR, .max_age = 3 * HOUR}},
	3 * HOUR, 3 * HOUR + 600, "max-age", 0},

    {"skipHours: 9 to 12 GMT", OFFICE,
	{.interval = 1800,
	    .adapt = RHYTHM_ALL,
	    .hints = {.skip_hours = 1 << 9 | 1 << 10 | 1 << 11}},
	3 * HOUR, 3 * HOUR + 300, "not before 12:0", 0},
    {"skipHours that do not matter now", OFFICE,
	{.interval = 1800,
	    .adapt = RHYTHM_ALL,
	    .hints = {.skip_hours = 1 << 3}},
	1620, 1980, "every 30 min", 0},
    {"every hour skipped: nonsense", OFFICE,
	{.interval = 1800,
	    .adapt = RHYTHM_ALL,
	    .hints = {.skip_hours = 0xFFFFFF}},
	1620, 1980, "every 30 min", 0},
    {"skipDays: Monday", OFFICE,
	{.interval = 1800,
	    .adapt = RHYTHM_HINTS,
	    .hints = {.skip_days = 1 << MONDAY}},
	15 * HOUR, 15 * HOUR + 300, "not before 00:0", 0},
    {"skipDays: three, and once a day all the same", OFFICE,
	{.interval = 1800,
	    .adapt = RHYTHM_HINTS,
	    .hints = {.skip_days = 1 << MONDAY | 1 << TUESDAY |
				   1 << WEDNESDAY}},
	DAY, DAY, "skips", 0},
    {"every day skipped: nonsense", OFFICE,
	{.interval = 1800, .adapt = RHYTHM_HINTS, .hints = {.skip_days = 0xFE}},
	1800, 1830, "every 30 min", 0},
    {"skipHours, a deadline is near", OFFICE,
	{.interval = 1800,
	    .adapt = RHYTHM_HINTS,
	    .near = true,
	    .hints = {.skip_hours = 0x3FFE00}},
	4 * HOUR, 4 * HOUR, "skips", 0},

    {"a failure", OFFICE,
	{.interval = 1800, .adapt = RHYTHM_ALL, .failures = 1}, 1620, 1980,
	"1 failure: again after 30 min", 0},
    {"a failure at night", NIGHT,
	{.interval = 1800, .adapt = RHYTHM_ALL, .failures = 1}, 1620, 1980,
	"1 failure", 0},
    {"four failures", OFFICE,
	{.interval = 1800, .adapt = RHYTHM_ALL, .failures = 4}, 12960, 15840,
	"4 failures: again after 4 h", 0},
    {"any number of failures", OFFICE,
	{.interval = 1800, .adapt = RHYTHM_ALL, .failures = 2000000000}, 77760,
	95040, "again after 24 h", 0},
    {"failures of an exact one", OFFICE,
	{.interval = 1800, .adapt = RHYTHM_EXACT, .failures = 2}, 3240, 3960,
	"again after 60 min", 0},
    {"failures of a weekly one", OFFICE,
	{.interval = 7 * DAY, .adapt = RHYTHM_HINTS, .failures = 1}, 77760,
	95040, "again after 24 h", 0},
    {"failures of one near by", OFFICE,
	{.interval = 2, .adapt = RHYTHM_ALL, .failures = 3}, 8, 9,
	"again after 8 s", 0},
    {"Retry-After", OFFICE,
	{.interval = 1800,
	    .adapt = RHYTHM_ALL,
	    .failures = 1,
	    .retry_after = 2 * HOUR},
	2 * HOUR, 2 * HOUR + 60, "the server asks for 2 h (Retry-After)", 0},
    {"a short Retry-After", OFFICE,
	{.interval = 1800,
	    .adapt = RHYTHM_ALL,
	    .failures = 1,
	    .retry_after = 2},
	1620, 1980, "1 failure", 0},
    {"Retry-After of a week", OFFICE,
	{.interval = 1800,
	    .adapt = RHYTHM_ALL,
	    .failures = 1,
	    .retry_after = 7 * DAY},
	DAY - 60, DAY, "asks for 7 days (Retry-After), a day at the most", 0},
    {"Retry-After of a good answer", OFFICE,
	{.interval = 1800, .adapt = RHYTHM_ALL, .retry_after = 3 * HOUR},
	3 * HOUR, 3 * HOUR + 60, "Retry-After", 0},
};

static void
check_plan(const struct plan_row *row)
{
	int64_t now = time_read(row->now), first = INT64_MAX, last = 0;
	struct rhythm_plan plan;

	for (int seed = 0; seed < SEEDS; seed++) {
		struct rhythm r = row->r;

		r.seed = (uint64_t)seed * 31;
		r.past.last = row->r.past.last ? now - row->r.past.last
					       : NO_TIME;
		r.past.since = row->r.past.last ? now - 400 * (int64_t)DAY
						: NO_TIME;
		r.past.news = row->news;
		rhythm_next(&r, now, &plan);
		first = plan.at - now < first ? plan.at - now : first;
		last = plan.at - now > last ? plan.at - now : last;
	}
	ok(first >= row->from && last <= row->to, "%s", row->what);
	if (first < row->from || last > row->to)
		diag("%lld to %lld, not %lld to %lld", (long long)first,
		    (long long)last, (long long)row->from, (long long)row->to);
	has_string(row->why, plan.why, "%s: why", row->what);
	if (row->to - row->from > 120)
		ok(last - first > (row->to - row->from) / 3,
		    "%s: spread (%lld to %lld)", row->what, (long long)first,
		    (long long)last);
}

/* The same is planned for the same, and always ahead. */
static void
check_any(void)
{
	int64_t now = time_read("2026-01-01T00:00:00Z");
	uint64_t dice = 1;
	int bad = 0;

	for (int i = 0; i < 20000; i++) {
		struct rhythm r = {.interval = 1};
		struct rhythm_plan a, b;

		dice = dice * 6364136223846793005U + 1442695040888963407U;
		r.interval = 1 + (int)(dice >> 40) % (7 * DAY);
		r.adapt = (enum rhythm_adapt)(dice >> 33) % 3;
		r.hints = (struct rhythm_hints){.ttl = (int)(dice >> 36) % DAY,
		    .period = (int)(dice >> 35) % (400 * DAY),
		    .base = dice & 16 ? 0 : (int64_t)(dice >> 30),
		    .max_age = (int)(dice >> 34),
		    .skip_hours = (unsigned)(dice >> 31),
		    .skip_days = (unsigned)(dice >> 37)};
		r.past = (struct rhythm_past){.since = now - (int)(dice >> 41),
		    .last = now - (int)(dice >> 42),
		    .news = (int64_t)(dice >> 38)};
		r.near = dice & 1;
		r.failures = dice & 6 ? 0 : (int)(dice >> 33);
		r.retry_after = dice & 8 ? -1 : (int)(dice >> 33);
		r.seed = dice;
		rhythm_next(&r, now, &a);
		rhythm_next(&r, now, &b);
		bad +=
		    a.at != b.at || a.at <= now || a.why[0] == '\0' ||
		    (a.at - now > DAY && a.at - now > r.interval * 11LL / 10);
		now += (int64_t)(dice >> 50);
	}
	is_int(0, bad, "always ahead, never past a day (or the interval)");
}

int
main(void)
{
	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	check_hours();
	check_past();
	for (size_t i = 0; i < sizeof(plans) / sizeof(plans[0]); i++)
		check_plan(&plans[i]);
	check_any();
	return done_testing();
}
