/* ago-t.c - times for people, and back */
/* SPDX-License-Identifier: MIT */
#include "ctl/ago.h"

#include <stdlib.h>
#include <time.h>

#include "base/date.h"
#include "tap/tap.h"

/* Sunday 2026-11-22 08:00 in Stockholm */
#define NOW "2026-11-22T07:00:00Z"

static const struct {
	const char *instant, *text;
} instants[] = {
    {"2026-11-22T07:00:00Z", "now"},
    {"2026-11-22T07:00:59Z", "now"},
    {"2026-11-22T06:59:01Z", "now"},
    {"2026-11-22T07:01:00Z", "in 1 min"},
    {"2026-11-22T06:01:00Z", "59 min ago"},
    {"2026-11-22T06:00:00Z", "1 h ago"},
    {"2026-11-24T06:59:59Z", "in 47 h"},
    {"2026-11-24T07:00:00Z", "in 2 days"},
    {"2026-10-22T07:00:00Z", "31 days ago"},
    {"2027-03-01T23:30:00Z", "2027-03-02"},
    {"1970-01-01T00:00:00Z", "1970-01-01"},
};

static const struct {
	const char *typed, *instant;
} untils[] = {
    {"", "2026-11-23T07:00:00Z"},
    {"2026-12-01T08:00", "2026-12-01T07:00:00Z"},
    {"2026-12-01 08:00", "2026-12-01T07:00:00Z"},
    {"2027-07-01", "2027-07-01T06:00:00Z"},
    {"30min", "2026-11-22T07:30:00Z"},
    {"2h", "2026-11-22T09:00:00Z"},
    {"1d", "2026-11-23T07:00:00Z"},
    {"3w", "2026-12-13T07:00:00Z"},
    {"20w", "2027-04-11T06:00:00Z"}, /* still eight o'clock, in summer */
    {"0h", NULL},
    {"-1h", NULL},
    {"h", NULL},
    {"2", NULL},
    {"2 h", NULL},
    {"2m", NULL},
    {"2hh", NULL},
    {"99999999999999999999h", NULL},
    {"4000d", NULL},
    {"2026-11-22T07:59", NULL},
    {"2026-11-31", NULL},
    {"2026-12-01T24:00", NULL},
    {"2026-12-01T8:00", NULL},
    {"2026-12-01T08:000", NULL},
    {"2026-12-01T-1:00", NULL},
    {"2026-12-01T08:00Z", NULL},
    {"2037-01-01", NULL},
    {"tomorrow", NULL},
};

static void
check_instants(int64_t now)
{
	char text[AGO_TEXT];

	for (size_t i = 0; i < sizeof(instants) / sizeof(instants[0]); i++)
		is_string(instants[i].text,
		    ago_instant(time_read(instants[i].instant), now, text),
		    "%s", instants[i].instant);
	is_string("-", ago_instant(NO_TIME, now, text), "no time");
	is_string("in 12 days", ago_days(12, text), "days ahead");
	is_string("3 days ago", ago_days(-3, text), "days past");
	is_string("yesterday", ago_days(-1, text), "a day past");
	is_string("today", ago_days(0, text), "this day");
	is_string("0 s", ago_length(-7, text), "no length below nothing");
}

static void
check_untils(int64_t now)
{
	for (size_t i = 0; i < sizeof(untils) / sizeof(untils[0]); i++) {
		char text[TIME_TEXT];
		int64_t instant = NO_TIME;
		struct why w = {""};
		bool read = ago_until(untils[i].typed, now, &instant, &w);

		is_string(untils[i].instant,
		    read ? time_write(instant, text) : NULL, "until \"%s\"",
		    untils[i].typed);
		ok(read == (w.text[0] == '\0'), "a reason when it is none");
	}
}

int
main(void)
{
	int64_t now = time_read(NOW);

	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	check_instants(now);
	check_untils(now);
	return done_testing();
}
