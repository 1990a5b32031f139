/* lineage-t.c - what a change is called, which of two days goes first */
/* SPDX-License-Identifier: MIT */
#include "core/lineage.h"

#include "base/date.h"
#include "tap/tap.h"

static struct deadline
days(enum deadline_kind kind, const char *start, const char *end)
{
	return (struct deadline){.kind = kind,
	    .start = day_read(start),
	    .end = day_read(end),
	    .minutes = -1};
}

static void
check_changes(void)
{
	static const struct {
		enum deadline_kind kind;
		const char *old[2], *new[2], *want;
	} row[] = {
	    {DEADLINE_COMPLETE, {"2021-09-01", "2021-12-31"},
		{"2021-12-31", "2021-12-31"}, "refined"},
	    {DEADLINE_REMISS, {"2026-11-01", "2026-11-30"},
		{"2026-11-20", "2026-11-20"}, "refined"},
	    {DEADLINE_REMISS, {"2026-11-30", "2026-11-30"},
		{"2026-12-15", "2026-12-15"}, "extended"},
	    {DEADLINE_REMISS, {"2026-11-30", "2026-11-30"},
		{"2026-11-15", "2026-11-15"}, "moved"},
	    {DEADLINE_EVENT, {"2026-11-30", "2026-11-30"},
		{"2026-12-15", "2026-12-15"}, "moved"},
	    {DEADLINE_EXPIRY, {"2026-12-31", "2026-12-31"},
		{"2028-12-31", "2028-12-31"}, "extended"},
	    {DEADLINE_APPLY, {"2026-11-01", "2026-11-30"},
		{"2026-11-01", "2026-12-31"}, "extended"},
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct deadline old = days(
		    row[i].kind, row[i].old[0], row[i].old[1]);
		struct deadline new = days(
		    row[i].kind, row[i].new[0], row[i].new[1]);

		is_string(row[i].want,
		    lineage_name(lineage_of_change(&old, &new)), "%s: %s to %s",
		    deadline_kind_name(row[i].kind), row[i].old[1],
		    row[i].new[1]);
	}
}

static void
check_hours(void)
{
	struct deadline none = days(
	    DEADLINE_REMISS, "2026-11-30", "2026-11-30");
	struct deadline noon = none, evening = none;

	noon.minutes = 720;
	evening.minutes = 1439;
	is_int(LINEAGE_REFINED, lineage_of_change(&none, &noon),
	    "an hour where there was none");
	is_int(LINEAGE_EXTENDED, lineage_of_change(&noon, &evening),
	    "a later hour");
	is_int(LINEAGE_MOVED, lineage_of_change(&evening, &noon),
	    "an earlier hour");
}

static void
check_rivals(void)
{
	struct deadline early = days(
	    DEADLINE_REMISS, "2026-11-15", "2026-11-15");
	struct deadline late = days(
	    DEADLINE_REMISS, "2026-11-30", "2026-11-30");
	struct deadline month = days(
	    DEADLINE_REMISS, "2026-11-01", "2026-11-30");
	struct deadline one = days(DEADLINE_EVENT, "2026-11-15", "2026-11-15");
	struct deadline two = days(DEADLINE_EVENT, "2026-11-30", "2026-11-30");
	struct rival a = {&early, false, 9}, b = {&late, false, 7};
	struct rival c = {&month, false, 1};

	ok(rivals_conflict(&early, &late), "two answers by two days");
	ok(!rivals_conflict(&month, &early), "a month and a day in it");
	ok(!rivals_conflict(&late, &late), "the same day");
	ok(!rivals_conflict(&one, &two), "two meetings");
	ok(rival_goes_first(&a, &b), "the earlier one goes first");
	ok(!rival_goes_first(&b, &a), "and not the other");
	ok(rival_goes_first(&b, &c), "of one day the more exact one");
	b.confirmed = true;
	ok(rival_goes_first(&b, &a), "what a person confirmed before both");
}

static void
check_law(void)
{
	/* Friday 8 March 2024 and three weeks: Good Friday */
	struct deadline appeal = days(
	    DEADLINE_APPEAL, "2024-03-29", "2024-03-29");
	struct deadline remiss = appeal;

	is_int(day_read("2024-04-02"), deadline_legal_day(&appeal),
	    "an appeal that ends on Good Friday");
	remiss.kind = DEADLINE_REMISS;
	is_int(NO_DAY, deadline_legal_day(&remiss),
	    "a day that an authority named stands");
	remiss.flags = DEADLINE_STATUTORY;
	is_int(day_read("2024-04-02"), deadline_legal_day(&remiss),
	    "unless it is a term of a statute");
	appeal.end = day_read("2024-04-02");
	is_int(NO_DAY, deadline_legal_day(&appeal), "a working day stands");
	ok(!deadline_day_is_assumed(&appeal), "a day is a day");
	appeal.precision = PRECISION_SEASON;
	ok(deadline_day_is_assumed(&appeal), "a season is none");
}

int
main(void)
{
	check_changes();
	check_hours();
	check_rivals();
	check_law();
	return done_testing();
}
