/* plan-t.c - which reminder is due, notice days, texts of both */
/* SPDX-License-Identifier: MIT */
#include "core/plan.h"

#include <string.h>

#include "base/date.h"
#include "tap/tap.h"

static const struct remind leads[] = {
    {20, true}, {5, true}, {1, false}, {0, false}};

static void
check_due(void)
{
	static const struct {
		const char *found, *given, *looked, *today;
		bool untold;
		int want; /* place in leads; -1 */
		const char *what;
	} row[] = {
	    {"2026-11-02", NULL, NULL, "2026-11-19", false, -1, "too early"},
	    {"2026-11-02", NULL, NULL, "2026-11-20", false, 0, "its day"},
	    {"2026-11-02", "2026-11-20", NULL, "2026-11-20", false, -1,
		"given"},
	    {"2026-11-20", NULL, NULL, "2026-11-20", false, -1,
		"found that day: the alert has told it"},
	    {"2026-11-20", NULL, NULL, "2026-11-20", true, 0,
		"found in a baseline: nobody was told"},
	    {"2026-11-21", NULL, NULL, "2026-11-22", true, -1,
		"before it was found"},
	    {"2026-11-02", NULL, NULL, "2026-12-17", false, 2,
		"of several that fell the last"},
	    {"2026-11-02", "2026-12-17", NULL, "2026-12-17", false, -1,
		"and never the older ones"},
	    {"2026-11-02", "2026-12-17", NULL, "2026-12-18", false, 3,
		"the day itself"},
	    {"2026-11-02", "2026-12-17", "2026-12-17", "2026-12-20", false, 3,
		"it passed while nobody looked"},
	    {"2026-11-02", "2026-12-17", "2026-12-19", "2026-12-20", false, -1,
		"it passed, and somebody had looked"},
	    {"2026-11-02", NULL, NULL, "2026-12-20", false, -1,
		"it passed before the first look"},
	};
	struct rule rule = {.remind = leads, .n_remind = 4};
	struct plan plan = {.target = day_read("2026-12-18")};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct plan_state s = {.found = day_read(row[i].found),
		    .untold = row[i].untold,
		    .given = row[i].given ? day_read(row[i].given) : NO_DAY,
		    .looked = row[i].looked ? day_read(row[i].looked) : NO_DAY,
		    .today = day_read(row[i].today)};
		const struct remind *due = plan_due(&rule, &plan, &s, NULL);

		is_int(row[i].want, due == NULL ? -1 : due - leads, "%s",
		    row[i].what);
	}
}

/* What is left out as too far is never due: looked at each day. */
static void
check_far(void)
{
	int closed[200];
	struct closed c = {closed, 200};
	struct remind lead = {1000, true};
	struct rule rule = {.remind = &lead, .n_remind = 1};
	struct plan plan = {.target = day_read("2030-06-30")};
	struct plan_state s = {
	    .found = day_read("2020-01-01"), .given = NO_DAY, .looked = NO_DAY};

	for (int i = 0; i < 200; i++)
		closed[i] = day_read("2027-01-04") + i * 2;
	for (int n = 1; n <= 1000; n += 37) {
		int day;

		lead.count = n;
		day = plan_day(&lead, plan.target, &c);
		s.today = day - 1;
		ok(plan_due(&rule, &plan, &s, &c) == NULL, "%dwd: not before",
		    n);
		s.today = day;
		ok(plan_due(&rule, &plan, &s, &c) != NULL, "%dwd: on its day",
		    n);
	}
}

/* Complaint 51: an agreement has a notice day, and leads of any length. */
static void
check_notice(void)
{
	static const struct {
		const char *text, *end, *want;
	} row[] = {
	    {"12 months", "2027-12-31", "2026-12-31"},
	    {"3 months", "2027-05-31", "2027-02-28"},
	    {"1 year", "2028-02-29", "2027-02-28"},
	    {"6 weeks", "2027-03-01", "2027-01-18"},
	    {"90 days", "2027-03-31", "2026-12-31"},
	    {"6 månader", "2027-08-31", "2027-02-28"},
	};
	static const char *const bad[] = {
	    "x", "0 months", "-3 months", "12", "12 moons", "200 years"};
	struct pool *pool = pool_new(1 << 16);
	struct deadline d = {
	    .kind = DEADLINE_EXPIRY, .end = day_read("2027-12-31")};
	struct rule rule = {.name = "avtal"};
	struct notice n;
	struct plan p;
	struct why w;

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		ok(notice_read(row[i].text, &n, &w), "%s", row[i].text);
		is_int(day_read(row[i].want),
		    notice_day(&n, day_read(row[i].end)), "%s before %s",
		    row[i].text, row[i].end);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ok(!notice_read(bad[i], &n, &w), "%s: %s", bad[i], w.text);
	notice_read("12 months", &rule.notice, &w);
	is_string("12 months", notice_write(pool, &rule.notice), "written");
	p = plan_of(&rule, &d, day_read("2026-06-01"));
	ok(p.notice && p.target == day_read("2026-12-31"),
	    "an agreement is reminded of by its notice day");
	p = plan_of(&rule, &d, day_read("2027-02-01"));
	ok(!p.notice && p.target == d.end,
	    "unless that was gone when it was found");
	d.kind = DEADLINE_REMISS;
	p = plan_of(&rule, &d, day_read("2026-06-01"));
	ok(!p.notice, "a remiss needs no notice");
	pool_free(pool);
}

static void
check_texts(void)
{
	static const char *const bad[] = {"5", "wd", "5w", "5wd 1x", "1001d"};
	struct pool *pool = pool_new(1 << 16);
	const struct remind *list;
	struct why w;
	size_t n;

	ok(reminds_read(pool, "20wd, 5d,0d", &list, &n, &w), "a list");
	is_int(3, n, "of three");
	is_string("20wd, 5d, 0d", reminds_write(pool, list, n), "and back");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ok(!reminds_read(pool, bad[i], &list, &n, &w), "%s: %s", bad[i],
		    w.text);
	pool_free(pool);
}

int
main(void)
{
	check_due();
	check_far();
	check_notice();
	check_texts();
	return done_testing();
}
