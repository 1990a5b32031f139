/* feeddate-t.c - dates as feeds and pages write them: tests/data/feeddates */
/* SPDX-License-Identifier: MIT */
#include "core/feed/feeddate.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "tap/tap.h"

/* Lines "text TAB 2016-01-29T11:17:00Z" or "text TAB -"; '#' a comment. */
static void
check_table(void)
{
	size_t len, n = 0;
	char *all = test_read("feeddates.tsv", &len), *save = NULL;
	char seen[TIME_TEXT];

	for (char *line = strtok_r(all, "\n", &save); line != NULL;
	     line = strtok_r(NULL, "\n", &save)) {
		char *tab = strchr(line, '\t');
		int64_t when;

		if (line[0] == '#' || tab == NULL)
			continue;
		*tab++ = '\0';
		when = feeddate_read(line);
		is_string(tab, when == NO_TIME ? "-" : time_write(when, seen),
		    "%s", line);
		n++;
	}
	ok(n > 100, "%zu dates", n);
	free(all);
}

static void
check_local(void)
{
	struct feeddate d;

	is_int(time_of_local(day_of(2016, 1, 29), 11 * 3600 + 17 * 60),
	    feeddate_read_local("2016-01-29 11.17"), "local without a zone");
	is_int(feeddate_read("2016-01-29T11:17Z"),
	    feeddate_read_local("2016-01-29T11:17Z"), "a zone counts");
	ok(feeddate_parse("14 december 2022", &d) && !d.timed && !d.zoned,
	    "neither hour nor zone");
	ok(feeddate_parse("2022-05-17 14:25 CEST", &d) && d.timed && d.zoned &&
		d.offset == 7200,
	    "both");
}

/* Each cut and each change of a byte: no crash, no day that is none. */
static void
check_hostile(void)
{
	static const char *const seeds[] = {"Tue, 11 Oct 2016 14:37:00 +0200",
	    "2016-01-29T11:17:00.5+01:00", "29/1 2016 4.30 PM (x)",
	    "/Date(1198908717056)/", "lö, 06 dec 2008 00:00:00 GMT"};
	struct feeddate d;
	size_t n = 0;

	for (size_t i = 0; i < sizeof(seeds) / sizeof(*seeds); i++)
		for (size_t at = 0; at < strlen(seeds[i]); at++)
			for (int c = 0; c < 256; c++) {
				char text[100];

				strcpy(text, seeds[i]);
				text[at] = (char)c;
				if (!feeddate_parse(text, &d))
					continue;
				n += d.day >= day_of(1, 1, 1) &&
					     d.day <= day_of(9999, 12, 31) &&
					     d.seconds >= 0 &&
					     d.seconds <= 86400
					 ? 0
					 : 1;
			}
	is_int(0, (int64_t)n, "no day outside the calendar");
}

int
main(void)
{
	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	check_table();
	check_local();
	check_hostile();
	return done_testing();
}
