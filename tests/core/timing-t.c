/* timing-t.c - level, receiver and now: at once, held until, or in a digest */
/* SPDX-License-Identifier: MIT */
#include "core/timing.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "tap/tap.h"

static struct pool *pool;
static struct period night = {.name = "natt"};
static struct times morning, noon;

static int64_t
at(const char *day, int hour, int minute)
{
	return time_of_local(day_read(day), hour * 3600 + minute * 60);
}

static void
check(const struct timing_wish *wish, enum priority p, int64_t now,
    enum timing_how how, int64_t until, const char *reason, const char *name)
{
	struct timing t;

	timing_decide(wish, p, now, &t);
	is_string(timing_name(how), timing_name(t.how), "%s", name);
	is_int(until, t.until, "%s: when", name);
	is_string(reason, t.reason, "%s: why", name);
}

static void
test_all(void)
{
	const struct period *quiet[] = {&night};
	struct timing_wish plain = {.immediate = 15};
	struct timing_wish held = {
	    .immediate = 15, .quiet = quiet, .n_quiet = 1};
	struct timing_wish digest = {.immediate = 12,
	    .digest = "morgon",
	    .times = &morning,
	    .quiet = quiet,
	    .n_quiet = 1};
	struct timing_wish late = {.immediate = 8,
	    .digest = "natt",
	    .times = &noon,
	    .quiet = quiet,
	    .n_quiet = 1};
	struct timing_wish burst = {.immediate = 15, .gather = 30};
	int64_t day = at("2026-11-20", 10, 0),
		evening = at("2026-11-20", 18, 0);
	int64_t opens = at("2026-11-23", 7, 30);

	check(&plain, PRIORITY_LOW, evening, TIMING_NOW, evening,
	    "low: at once", "without wishes");
	check(&held, PRIORITY_NORMAL, day, TIMING_NOW, day, "normal: at once",
	    "in the day");
	check(&held, PRIORITY_NORMAL, evening, TIMING_QUIET, opens,
	    "quiet time (natt: weekdays 17:00-07:30) until 2026-11-23 07:30",
	    "in the evening");
	check(&held, PRIORITY_CRITICAL, evening, TIMING_NOW, evening,
	    "critical: at once, whatever the hour", "critical passes");
	check(&digest, PRIORITY_NORMAL, evening, TIMING_DIGEST,
	    at("2026-11-23", 7, 45),
	    "normal is not immediate (high, critical): in the digest morgon at "
	    "2026-11-23 07:45",
	    "the rest is for the digest");
	check(&digest, PRIORITY_HIGH, evening, TIMING_QUIET, opens,
	    "quiet time (natt: weekdays 17:00-07:30) until 2026-11-23 07:30",
	    "high is immediate, and held");
	check(&digest, PRIORITY_HIGH, day, TIMING_NOW, day,
	    "high is immediate: at once", "high in the day");
	check(&late, PRIORITY_HIGH, day, TIMING_DIGEST, opens,
	    "high is not immediate (critical): in the digest natt, put off by "
	    "quiet time until 2026-11-23 07:30",
	    "a digest in quiet time comes after it");
	check(&burst, PRIORITY_NORMAL, day, TIMING_GATHER, day + 30,
	    "normal: gathered with what comes meanwhile", "a burst");
	is_int(opens, timing_open(&held, PRIORITY_LOW, evening), "opens then");
	is_int(evening, timing_open(&held, PRIORITY_CRITICAL, evening),
	    "for critical now");
}

/* Every minute of a year: what is held is held until it is open, and never
 * longer than the next opening. */
static void
test_year(void)
{
	const struct period *quiet[] = {&night};
	struct timing_wish wish = {
	    .immediate = 15, .quiet = quiet, .n_quiet = 1};
	int64_t opened = NO_TIME;
	int wrong = 0, held = 0;

	for (int64_t t = at("2027-01-01", 0, 0) - 60;
	     t > at("2026-01-01", 0, 0); t -= 600) {
		struct timing now;
		const char *by;

		timing_decide(&wish, PRIORITY_NORMAL, t, &now);
		if (period_is_open(&night, NULL, NULL, t, &by)) {
			wrong += now.how != TIMING_NOW;
			opened = t;
			continue;
		}
		held++;
		wrong += now.how != TIMING_QUIET || now.until <= t ||
			 (opened != NO_TIME && now.until > opened) ||
			 !period_is_open(&night, NULL, NULL, now.until, &by);
	}
	is_int(0, wrong, "a year backwards: held until the next opening");
	ok(held > 10000, "and much of it is held (%d)", held);
}

int
main(void)
{
	size_t place, word;
	struct why w;

	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	pool = pool_new(1 << 16);
	if (!period_read(pool, "weekdays 17:00-07:30, sat, sun, holidays",
		&night.closed, &place, &word, &w) ||
	    !times_read(pool, "workdays 07:45", &morning, &place, &word, &w) ||
	    !times_read(pool, "fri 20:00", &noon, &place, &word, &w))
		bail("%s", w.text);
	test_all();
	test_year();
	pool_free(pool);
	return done_testing();
}
