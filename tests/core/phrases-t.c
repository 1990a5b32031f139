/* phrases-t.c - words and dates as officials read them, in both languages */
/* SPDX-License-Identifier: MIT */
#include "core/phrases.h"

#include <string.h>

#include "base/date.h"
#include "tap/tap.h"

static struct pool *pool;

static const struct {
	const char *start, *end, *sv, *en;
} days[] = {
    {"2026-11-30", "2026-11-30", "30 november 2026", "30 November 2026"},
    {"2021-09-01", "2021-12-31", "1 september – 31 december 2021",
	"1 September – 31 December 2021"},
    {"2026-12-01", "2027-01-31", "1 december 2026 – 31 januari 2027",
	"1 December 2026 – 31 January 2027"},
    {"2028-02-29", "2028-02-29", "29 februari 2028", "29 February 2028"},
};

static const struct {
	int days, workdays;
	const char *sv, *en;
} distances[] = {
    {-400, 0, "för 400 dagar sedan", "400 days ago"},
    {-2, 0, "för 2 dagar sedan", "2 days ago"},
    {-1, 0, "i går", "yesterday"},
    {0, 0, "i dag", "today"},
    {1, 1, "i morgon", "tomorrow"},
    {2, 0, "om 2 dagar, 0 arbetsdagar", "in 2 days, 0 working days"},
    {3, 1, "om 3 dagar, 1 arbetsdag", "in 3 days, 1 working day"},
    {8, 6, "om 8 dagar, 6 arbetsdagar", "in 8 days, 6 working days"},
};

static void
check_days(void)
{
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		int start = day_read(days[i].start);
		int end = day_read(days[i].end);

		is_string(days[i].sv,
		    phrase_days(pool, LANGUAGE_SV, start, end), "%s",
		    days[i].sv);
		is_string(days[i].en,
		    phrase_days(pool, LANGUAGE_EN, start, end), "%s",
		    days[i].en);
	}
	is_string("30 november",
	    phrase_day_before(pool, LANGUAGE_SV, day_read("2026-11-30"),
		day_read("2026-12-15")),
	    "before another of its year");
	is_string("30 november 2026",
	    phrase_day_before(pool, LANGUAGE_SV, day_read("2026-11-30"),
		day_read("2027-01-15")),
	    "before one of the next");
}

static void
check_distances(void)
{
	for (size_t i = 0; i < sizeof(distances) / sizeof(distances[0]); i++) {
		int n = distances[i].days, w = distances[i].workdays;

		is_string(distances[i].sv,
		    phrase_distance(pool, LANGUAGE_SV, n, w), "%d days", n);
		is_string(distances[i].en,
		    phrase_distance(pool, LANGUAGE_EN, n, w), "in English");
	}
}

/* Nothing is missing in any language. */
static void
check_tables(void)
{
	int missing = 0;

	for (int l = 0; l < language_count(); l++) {
		for (int p = 0; p < PHRASES; p++)
			missing += phrase(l, p) == NULL || !phrase(l, p)[0];
		for (int k = 0; k < DEADLINE_KINDS; k++) {
			const struct kind_phrase row = phrase_kind(l, k);

			missing += row.label == NULL || row.lead == NULL ||
				   row.moved == NULL;
		}
	}
	is_int(0, missing, "every phrase and kind, in every language");
}

int
main(void)
{
	pool = pool_new(1 << 20);
	check_days();
	check_distances();
	check_tables();
	pool_free(pool);
	return done_testing();
}
