/* span-t.c - how long something is to last: 5wd, 3d, 2w */
/* SPDX-License-Identifier: MIT */
#include "core/span.h"

#include <stdlib.h>
#include <time.h>

#include "base/date.h"
#include "tap/tap.h"

static const int bridge[] = {20593}; /* 2026-05-20, closed here */
static const struct closed closed = {bridge, 1}, none = {NULL, 0};

static void
check_ends(void)
{
	static const struct {
		const char *now, *text, *end;
		bool local;
	} row[] = {
	    {"2026-11-20T15:00:00Z", "1wd", "2026-11-23 08:00", false},
	    {"2026-11-20T15:00:00Z", "5wd", "2026-11-27 08:00", false},
	    {"2026-12-22T09:00:00Z", "1wd", "2026-12-23 08:00", false},
	    {"2026-12-22T09:00:00Z", "2wd", "2026-12-28 08:00", false},
	    {"2026-05-19T09:00:00Z", "1wd", "2026-05-20 08:00", false},
	    {"2026-05-19T09:00:00Z", "1wd", "2026-05-21 08:00", true},
	    {"2026-03-27T09:00:00Z", "1wd", "2026-03-30 08:00", false},
	    {"2026-11-20T23:30:00Z", "1d", "2026-11-22 08:00", false},
	    {"2026-11-20T09:00:00Z", "2w", "2026-12-04 08:00", false},
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		char text[TIME_TEXT];
		int64_t end = NO_TIME;
		struct why w = {""};
		bool done = span_end(row[i].text,
		    row[i].local ? &closed : &none, time_read(row[i].now), &end,
		    &w);

		is_string(row[i].end,
		    done ? time_write_local(end, text) : w.text, "%s from %s%s",
		    row[i].text, row[i].now,
		    row[i].local ? ", with a closed day" : "");
	}
}

static void
check_faults(void)
{
	static const char *const words[] = {"", "wd", "5", "0wd", "-1d", "5 wd",
	    "61wd", "91d", "13w", "5wdx", "99999999999999999999d"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		int64_t end;
		struct why w = {""};

		ok(!span_end(words[i], &none, 0, &end, &w) && w.text[0],
		    "\"%s\" is none", words[i]);
	}
}

int
main(void)
{
	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	check_ends();
	check_faults();
	return done_testing();
}
