/* closed-t.c - working days with closed days of one's own */
/* SPDX-License-Identifier: MIT */
#include "core/date/closed.h"

#include "base/date.h"
#include "core/date/workday.h"
#include "tap/tap.h"

/* Counted by halves and by years, the same as counted day by day. */
static void
check_spans(const struct closed *c, int from)
{
	int wrong = 0;

	for (int a = from - 40; a < from + 300; a += 7)
		for (int b = a, n = 0; b < a + 300;
		     n += closed_is_workday(c, ++b)) {
			wrong += closed_count(c, a, b) != n;
			wrong += closed_count(c, b, a) != -n;
		}
	is_int(0, wrong, "spans counted day by day");
	for (int n = -60; n <= 60; n++) {
		int day = closed_add(c, from + 3, n);

		wrong += n != 0 && !closed_is_workday(c, day);
	}
	is_int(0, wrong, "a sum is a working day");
}

int
main(void)
{
	int ascension = day_of(2026, 5, 14);
	int days[] = {ascension + 1, ascension + 2, day_of(2026, 12, 30)};
	struct closed c = {days, 3}, none = {NULL, 0};

	ok(closed_has(&c, ascension + 1), "the day between is closed");
	ok(!closed_has(&c, ascension), "the feast is none of ours");
	ok(!closed_has(NULL, ascension), "nobody has closed days");
	ok(!closed_is_workday(&c, ascension + 1), "so it is no working day");
	ok(closed_is_workday(&none, ascension + 1), "elsewhere it is");
	is_int(ascension - 1, closed_add(&c, ascension + 4, -1),
	    "a working day before Monday: Wednesday");
	is_int(ascension + 1, closed_add(NULL, ascension + 4, -1),
	    "and Friday where it is open");
	is_int(ascension + 4, closed_add(&c, ascension - 1, 1), "and forward");
	is_int(1, closed_count(&c, ascension - 1, ascension + 4),
	    "a closed Saturday counts no less than any");
	is_int(workday_count(1000, 9000), closed_count(NULL, 1000, 9000),
	    "none: as the law counts");
	check_spans(&c, ascension);
	return done_testing();
}
