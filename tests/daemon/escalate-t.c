/* escalate-t.c - alerts that nobody takes: who hears when, once, or not */
/* SPDX-License-Identifier: MIT */
#include "escalate.h"

#include "edge/store-escalate.h"
#include "edge/store-trust.h"
#include "ground.h"
#include "raise-escalate.h"
#include "raise.h"

static const char text[] =
    "[source s]\ntitle = Källan\n"
    "[feed f]\nsource = s\nurl = https://a.example/rss\n"
    "[rule r]\nany = remiss*\nto = alla\n"
    "escalate = to:chef after 3wd unless ack, to:ledning after 10d unless "
    "done\n"
    "[rule lika]\nany = remiss*\nto = alla\nescalate = to:chef after 3wd\n"
    "[rule utan]\nany = remiss*\nto = alla\n"
    "[receiver alla]\nvia = lapp\n[receiver chef]\nvia = lapp\n"
    "[receiver ledning]\nvia = lapp\n[notifier lapp]\nprogram = /bin/true\n";

/* An alert of these rules, "r lika"; its number. */
static int64_t
raise_for(const char *key, const char *rules)
{
	const struct rule *list[3];
	size_t n = 0;
	struct alert a = {.event = EVENT_ITEM_NEW,
	    .created = turn_now(turn),
	    .today = turn_today(turn),
	    .published = NO_TIME,
	    .title = "Remiss om nära vård"};
	int64_t id = 0;
	bool added = false;

	for (size_t i = 0; i < conf->n_rules; i++)
		if (strstr(rules, conf->rule[i].name) != NULL)
			list[n++] = &conf->rule[i];
	check(raise_for_rules(turn, &a, key, 0, list, n, &added, &w) && added &&
	      store_alert_find(store, key, &id, &w));
	return id;
}

struct told {
	int n;
	char text[2000], receivers[200];
};

static bool
add_receiver(const struct parcel_row *r, void *context)
{
	struct told *t = context;

	strcat(t->receivers, r->receiver);
	strcat(t->receivers, " ");
	return true;
}

static bool
add_told(const struct alert_row *r, void *context)
{
	struct told *t = context;
	struct parcel_query query = {
	    .alert = r->id, .due = NO_TIME, .limit = 9};

	if (strcmp(r->event, "alert.escalated") != 0)
		return true;
	if (t->n++ > 0) /* the newest comes first */
		return true;
	snprintf(t->text, sizeof(t->text), "%s\n%s", r->title, r->text);
	t->receivers[0] = '\0';
	return store_parcels(store, &query, add_receiver, t, &w);
}

/* All that were escalated until then. */
static struct told
told_at(int64_t now)
{
	struct alert_query query = {.limit = 100};
	struct told t = {.n = 0};
	bool more;

	check(escalate_at(turn, now, &more, &w) &&
	      store_alerts(store, &query, add_told, &t, &w));
	return t;
}

enum { HOUR = 3600, DAY = 86400 };

static void
check_due(void)
{
	struct escalation e = {.count = 3, .unit = ESCALATE_WORKDAYS};
	struct closed closed = {NULL, 0};
	int64_t friday = time_of_local(day_read("2026-12-18"), 16 * HOUR);
	char text_of[TIME_TEXT];

	is_string("2026-12-23 16:00",
	    time_write_local(escalation_due(&e, friday, &closed), text_of),
	    "three working days over a weekend");
	e.count = 4;
	is_string("2026-12-28 16:00",
	    time_write_local(escalation_due(&e, friday, &closed), text_of),
	    "and over Christmas");
	e = (struct escalation){.count = 2, .unit = ESCALATE_DAYS};
	is_string("2026-03-30 16:00",
	    time_write_local(
		escalation_due(&e,
		    time_of_local(day_read("2026-03-28"), 16 * HOUR), &closed),
		text_of),
	    "the same hour when the clocks change");
	e.unit = ESCALATE_HOURS;
	is_int(2 * HOUR, (int)(escalation_due(&e, friday, &closed) - friday),
	    "hours are hours");
}

static void
check_once(void)
{
	int64_t now = turn_now(turn), due;
	int64_t id = raise_for("new I1", "r lika utan");
	struct told t;

	(void)id;
	ok(store_escalations_next(store, &due, &w) && due > now + 2 * DAY,
	    "it is noted");
	is_int(0, told_at(due - 1).n, "not before");
	t = told_at(due);
	is_int(1, t.n, "one is told, though two rules say so");
	is_string("chef ", t.receivers, "the chef");
	has_string("Ingen har kvitterat på 3 arbetsdagar: ", t.text, "why");
	has_string("Remiss om nära vård", t.text, "of what");
	has_string("alerts ack A", t.text, "and what to do");
	is_int(1, told_at(due + 1).n, "once");
	close_state(true);
	open_state();
	is_int(1, told_at(due + 2).n, "also after a restart");
	t = told_at(due + 10 * DAY);
	is_int(2, t.n, "the second step");
	is_string("ledning ", t.receivers, "to others");
	has_string("Ingen är klar på 10 dagar", t.text, "why");
	is_int(2, told_at(due + 30 * DAY).n, "and no more");
}

static void
set(int64_t id, enum alert_state state, int64_t until)
{
	check(turn_write(turn, &w) &&
	      store_alert_state(store, id, state, "anna", "", until, &w));
}

static void
check_taken(void)
{
	int64_t now = turn_now(turn), next;
	int before = told_at(now).n;
	int64_t acked = raise_for("new I2", "lika");
	int64_t done = raise_for("new I3", "lika r");
	int64_t lapsed = raise_for("new I4", "lika");

	set(acked, ALERT_ACKED, NO_TIME);
	set(done, ALERT_DONE, NO_TIME);
	set(lapsed, ALERT_ACKED, now + 20 * DAY);
	is_int(before, told_at(now + 15 * DAY).n, "taken, done: nobody hears");
	ok(store_escalations_next(store, &next, &w) &&
		next == now + 20 * DAY + 1,
	    "it is looked at again when the acknowledgement ends");
	set(lapsed, ALERT_NEW, NO_TIME);
	is_int(before + 1, told_at(next).n, "forgotten: told after all");
	ok(store_escalations_next(store, &next, &w) && next == NO_TIME,
	    "nothing is left");
}

static void
check_others(void)
{
	int64_t now = turn_now(turn);
	int before = told_at(now).n;
	int64_t hidden = raise_for("new I5", "lika");
	struct trace_row trace = {.alert = hidden,
	    .at = now,
	    .what = TRACE_SILENCED,
	    .silence = 1,
	    .until = NO_TIME};
	struct escalation_row lost = {.alert = 4711,
	    .rule = "lika",
	    .is = {.to = "chef", .count = 1},
	    .due = now};
	struct escalation_row nobody = {.alert = hidden,
	    .rule = "lika",
	    .is = {.to = "nobody", .count = 1},
	    .due = now};

	raise_for("new I6", "utan");
	check(turn_write(turn, &w) && store_trace_add(store, &trace, &w) &&
	      store_escalation_add(store, &lost, &w) &&
	      store_escalation_add(store, &nobody, &w));
	is_int(before, told_at(now + 30 * DAY).n,
	    "hidden by a silence, gone, without a receiver, without escalate");
}

int
main(void)
{
	begin();
	load_conf(text);
	open_state();
	check_due();
	check_once();
	check_taken();
	check_others();
	close_state(true);
	end();
	return done_testing();
}
