/* alert-term-t.c - what alerts say of a deadline's lineage */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "core/alert.h"
#include "tap/tap.h"

static struct pool *pool;
static struct alert_deadline list[2];
static struct deadline old;

static struct deadline
day(enum deadline_kind kind, const char *start, const char *end)
{
	return (struct deadline){.kind = kind,
	    .start = day_read(start),
	    .end = day_read(end),
	    .minutes = -1,
	    .evidence = "Svara senast då"};
}

static struct alert
alert(enum event_kind event, enum lineage how)
{
	return (struct alert){.event = event,
	    .how = how,
	    .created = time_read("2026-11-22T08:00:00Z"),
	    .today = day_read("2026-11-22"),
	    .item = 42,
	    .title = "Nära vård",
	    .published = NO_TIME,
	    .deadline = list,
	    .n_deadlines = 1,
	    .old = &old};
}

static const char *
title(const struct alert *a, enum language l)
{
	const char *said, *text;

	alert_write(pool, a, l, &said, &text);
	return said;
}

static const char *
text_of(const struct alert *a)
{
	const char *said, *text;

	alert_write(pool, a, LANGUAGE_SV, &said, &text);
	return text;
}

static void
check_titles(void)
{
	struct alert a = alert(EVENT_DEADLINE_MOVED, LINEAGE_REFINED);

	old = day(DEADLINE_REMISS, "2026-09-01", "2026-12-31");
	old.precision = PRECISION_MONTH;
	list[0].is = day(DEADLINE_REMISS, "2026-12-31", "2026-12-31");
	is_string("Remisstid ändrad 1 september – 31 december 2026 → 31 "
		  "december 2026 (preciserad) – Nära vård",
	    title(&a, LANGUAGE_SV), "refined");
	old = day(DEADLINE_REMISS, "2026-12-15", "2026-12-15");
	a.how = LINEAGE_EXTENDED;
	is_string("Consultation date changed 15 December → 31 December 2026 "
		  "(extended) – Nära vård",
	    title(&a, LANGUAGE_EN), "extended, in English");
	old = day(DEADLINE_REMISS, "2027-01-15", "2027-01-15");
	a.how = LINEAGE_MOVED;
	has_string("(tidigarelagd)", title(&a, LANGUAGE_SV), "earlier");
	old = list[0].is;
	old.minutes = 12 * 60;
	list[0].is.minutes = 9 * 60;
	has_string("12:00 → 31 december 2026 09:00", title(&a, LANGUAGE_SV),
	    "the same day, another hour");
	list[0].is.minutes = -1;
	a.event = EVENT_DEADLINE_WITHDRAWN;
	a.old = NULL;
	has_string("Datum borttaget: Remiss: svara senast 31 december 2026",
	    title(&a, LANGUAGE_SV), "withdrawn");
	has_string("på sidan", text_of(&a), "from a page");
	a.item = 0;
	has_string("konfigurationen", text_of(&a), "from the configuration");
	a.event = EVENT_DEADLINE_CONFLICTING;
	a.n_deadlines = 2;
	a.other_title = "Sida två";
	a.other_link = "https://b.example/";
	list[1].is = day(DEADLINE_REMISS, "2027-01-10", "2027-01-10");
	has_string("31 december 2026 / 10 januari 2027", title(&a, LANGUAGE_SV),
	    "both days of a conflict");
	has_string(
	    "Sida två, https://b.example/", text_of(&a), "and the other page");
}

static void
check_notes(void)
{
	static const char *const reminded[] = {"vard", "sekretariat"};
	struct alert a = alert(EVENT_DEADLINE_MOVED, LINEAGE_EDITED);

	list[0].id = 7;
	list[0].is = day(DEADLINE_APPEAL, "2026-12-26", "2026-12-26");
	old = day(DEADLINE_APPEAL, "2026-12-20", "2026-12-20");
	a.reminded = reminded;
	a.n_reminded = 2;
	a.by = "anna";
	has_string("senast 28 december 2026, nästa vardag", text_of(&a),
	    "the law's day beside an appeal's");
	has_string("26 december 2026 (om 34 dagar", text_of(&a),
	    "which is not shifted");
	has_string("Har påmints om den tidigare dagen: vard, sekretariat",
	    text_of(&a), "who was reminded");
	has_string("Ändrad för hand av: anna", text_of(&a), "who did it");
	list[0].is = day(DEADLINE_COMPLETE, "2026-12-01", "2026-12-31");
	list[0].is.precision = PRECISION_SEASON;
	has_string("dagen är antagen", text_of(&a), "a season has no day");
	a.event = EVENT_DEADLINE_QUESTIONED;
	list[0].is.flags = DEADLINE_QUESTIONED;
	has_string("deadlines confirm D7", text_of(&a), "what to answer");
}

static void
check_json(void)
{
	static const char *const reminded[] = {"vard"};
	struct alert a = alert(EVENT_DEADLINE_MOVED, LINEAGE_EXTENDED);
	json_t *o, *first;

	list[0].is = day(DEADLINE_APPEAL, "2026-12-26", "2026-12-26");
	list[0].is.precision = PRECISION_WEEK;
	a.reminded = reminded;
	a.n_reminded = 1;
	o = alert_json(pool, &a);
	first = json_array_get(json_object_get(o, "deadlines"), 0);
	is_string("extended", json_string_value(json_object_get(o, "change")),
	    "change");
	is_int(1, (int64_t)json_array_size(json_object_get(o, "reminded")),
	    "reminded");
	is_string("2026-12-28",
	    json_string_value(json_object_get(first, "legal_end")), "law");
	ok(json_is_true(json_object_get(first, "assumed_day")), "assumed");
	ok(json_object_get(o, "late") == NULL, "late only when it is");
	json_decref(o);
	a.event = EVENT_DEADLINE_DUE;
	a.late = true;
	a.due = day_read("2026-11-20");
	a.item = 0;
	o = alert_json(pool, &a);
	is_string("2026-11-20", json_string_value(json_object_get(o, "due")),
	    "the day of a late one");
	is_string("D7", json_string_value(json_object_get(o, "thread")),
	    "one without an item is a thread of its own");
	json_decref(o);
}

int
main(void)
{
	pool = pool_new(4 << 20);
	check_titles();
	check_notes();
	check_json();
	pool_free(pool);
	return done_testing();
}
