/* year-t.c - a year of quiet nights, digests, holidays and changes of clocks */
/* SPDX-License-Identifier: MIT */
/*
 * Alerts are raised at random through a year of an invented clock, to seven
 * receivers who want them at different times; some are acknowledged, and the
 * daemon is restarted, crashes (what it has not committed is gone) or is down
 * for days.  What a notifier would be given is read as a person would, and a
 * small model of its own, which knows hours and dates and none of our code for
 * periods, says when that was allowed: every alert is told exactly once, at an
 * allowed time, or left out because it was acknowledged before.
 *
 * BEVAKAD_SEED=7 lives through that year only.
 */
#include "timed.h"

#include "core/date/workday.h"

enum { ALERTS_MOST = 9000, YEAR = 365, SEEDS = 3 };

static const char text[] =
    "[bevakad]\nclosed-days = 2026-05-15\n"
    "[period natt]\nclosed = weekdays 17:00-07:30, sat, sun, holidays\n"
    "[digest morgon]\nat = workdays 07:45\n"
    "[digest vecka]\nat = mon, thu 08:00\n"
    "[digest natt]\nat = daily 02:30\n"
    "[receiver office]\nvia = lapp\nquiet = natt\ndigest = morgon\n"
    "[receiver york]\nvia = lapp\ntimezone = America/New_York\n"
    "hours = mon-fri 09:00-17:00\ndigest = vecka\nimmediate = critical\n"
    "[receiver burst]\nvia = lapp\nquiet = natt\ngather = 30 s\n"
    "[receiver sleeper]\nvia = lapp\nhours = 06:30-22:00\n"
    "[receiver plain]\nvia = lapp\n"
    "[receiver owl]\nvia = lapp\ndigest = natt\nimmediate = critical\n"
    "[receiver late]\nvia = lapp\nquiet = natt\n"
    "[group all]\nreceivers = office, york, burst, sleeper, plain, owl, late\n"
    "[notifier lapp]\nprogram = /bin/true\n";

enum who { OFFICE, YORK, BURST, SLEEPER, PLAIN, OWL, LATE, PEOPLE };
static const char *const names[PEOPLE] = {
    "office", "york", "burst", "sleeper", "plain", "owl", "late"};

/* --- the model --- */

struct told {
	int64_t at;
	char id[48]; /* of the parcel, in all time */
};

static struct {
	int64_t created, closed; /* acked or done; 0: open */
	enum priority priority;
	struct told told[PEOPLE];
} alerts[ALERTS_MOST];
static int64_t n_alerts, committed;
static int64_t newly_closed[ALERTS_MOST];
static int n_newly;
static int64_t started, last_digest[PEOPLE];
static char last_digest_id[PEOPLE][48];
static long wrong, digests, gathered, singles;
static uint64_t seed;

static int
below(int n)
{
	seed = seed * 6364136223846793005U + 1442695040888963407U;
	return (int)((seed >> 33) % (uint64_t)n);
}

struct wall {
	int day, minute;
};

static struct wall
stockholm(int64_t t)
{
	return (struct wall){time_local_day(t), time_local_seconds(t) / 60};
}

static int
sunday_from(int year, int month, int day)
{
	int d = day_of(year, month, day);

	while (day_weekday(d) != SUNDAY)
		d++;
	return d;
}

/* From the second Sunday in March to the first in November, at two. */
static struct wall
york(int64_t t)
{
	int year = day_date(time_day(t)).year;
	bool summer = t >= time_of(sunday_from(year, 3, 8), 7 * 3600) &&
		      t < time_of(sunday_from(year, 11, 1), 6 * 3600);
	int64_t shown = t - (summer ? 4 : 5) * 3600;

	return (struct wall){
	    time_day(shown), (int)(shown - time_of(time_day(shown), 0)) / 60};
}

static bool
is_office_day(int day)
{
	return day_weekday(day) < SATURDAY && day_holiday_name(day) == NULL &&
	       day != day_read("2026-05-15");
}

static bool
in(const struct wall *w_, int from, int to)
{
	return w_->minute >= from && w_->minute < to;
}

static bool
may_tell(enum who who, int64_t t)
{
	struct wall here = stockholm(t), there = york(t);

	switch (who) {
	case OFFICE:
	case BURST:
	case LATE:
		return is_office_day(here.day) && in(&here, 450, 1020);
	case YORK:
		return day_weekday(there.day) < SATURDAY &&
		       in(&there, 540, 1020);
	case SLEEPER:
		return in(&here, 390, 1320);
	default:
		return true;
	}
}

/* Of the hour that spring leaves out, and autumn has twice. */
static bool
is_owls_minute(int64_t t)
{
	struct wall here = stockholm(t), before = stockholm(t - 3600);

	if (here.minute == 180 && stockholm(t - 60).minute < 120)
		return true; /* the clocks went from 02:00 to 03:00 */
	return here.minute == 150 &&
	       !(before.minute == 150 && before.day == here.day);
}

/* Is it a minute at which the person's digest comes? */
static bool
is_digest_minute(enum who who, int64_t t)
{
	struct wall here = stockholm(t), there = york(t);

	if (t % 60 != 0)
		return false;
	if (who == OFFICE)
		return is_office_day(here.day) && here.minute == 465;
	if (who == YORK) /* at 08:00, which is quiet until 09:00 */
		return (day_weekday(there.day) == MONDAY ||
			   day_weekday(there.day) == THURSDAY) &&
		       there.minute == 540;
	return who == OWL && is_owls_minute(t);
}

/* The first minute since the daemon began at which it may be told: what fell
 * while it was down. */
static bool
is_first_since_start(enum who who, int64_t now)
{
	int64_t t = now - 60;

	while (t > started && !may_tell(who, t))
		t -= 60;
	return t <= started && may_tell(who, now);
}

static bool
gets_digest(enum who who, enum priority p)
{
	if (p == PRIORITY_CRITICAL)
		return false;
	return who == YORK || who == OWL ||
	       (who == OFFICE && p != PRIORITY_HIGH);
}

static void
fault(const char *what, enum who who, int64_t id)
{
	char at[TIME_TEXT];

	if (wrong++ < 20)
		diag("%s: A%lld to %s at %s", what, (long long)id, names[who],
		    time_write_local(house.now, at));
}

/* --- what a person reads --- */

static void
read_of(enum who who, const char *alert, const char *id, bool digest)
{
	int64_t a = strtoll(alert + 1, NULL, 10);
	struct told *t;
	bool for_digest;

	if (a < 1 || a >= ALERTS_MOST || alerts[a].created == 0) {
		fault("no such alert", who, a);
		return;
	}
	t = &alerts[a].told[who];
	if (t->at != 0 && strcmp(t->id, id) == 0)
		return; /* the same once more, after a crash */
	if (t->at != 0)
		fault("told twice", who, a);
	t->at = house.now;
	snprintf(t->id, sizeof(t->id), "%s", id);
	for_digest = gets_digest(who, alerts[a].priority);
	if (alerts[a].priority == PRIORITY_CRITICAL) {
		if (house.now != alerts[a].created && house.now != started)
			fault("critical, and late", who, a);
		return;
	}
	if (!may_tell(who, house.now))
		fault("told in quiet time", who, a);
	if (alerts[a].closed != 0 && alerts[a].closed < house.now)
		fault("told of what was closed", who, a);
	if (for_digest != digest)
		fault("in a digest or not", who, a);
}

static void
note_digest(enum who who, const char *id)
{
	digests++;
	if (strcmp(last_digest_id[who], id) == 0)
		return;
	if (last_digest[who] == house.now)
		fault("two digests at once", who, 0);
	if (house.now != started && !is_digest_minute(who, house.now) &&
	    !is_first_since_start(who, house.now))
		fault("a digest at no time for it", who, 0);
	last_digest[who] = house.now;
	snprintf(last_digest_id[who], sizeof(last_digest_id[who]), "%s", id);
}

static const char *
string(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s ? s : "";
}

static void
read_bundle(enum who who, const json_t *bundle, const char *id)
{
	const json_t *list = json_object_get(bundle, "entries");
	bool named = string(bundle, "name")[0] != '\0';

	if (named)
		note_digest(who, id);
	else
		gathered++;
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *e = json_array_get(list, i);
		const json_t *earlier = json_object_get(e, "earlier");

		read_of(who, string(e, "alert"), id, named);
		for (size_t k = 0; k < json_array_size(earlier); k++)
			read_of(who,
			    json_string_value(json_array_get(earlier, k)), id,
			    named);
	}
}

static void
read_parcel(const struct parcel_row *r, json_t *json, void *context)
{
	const json_t *bundle = json_object_get(json, "digest");
	const json_t *merged = json_object_get(json, "merged");
	const char *id = string(json, "id");
	enum who who = OFFICE;

	(void)context;
	while (who < PEOPLE && strcmp(names[who], r->receiver) != 0)
		who++;
	if (who == PEOPLE)
		bail("who is %s?", r->receiver);
	if (bundle != NULL) {
		read_bundle(who, bundle, id);
		return;
	}
	singles++;
	read_of(who, string(json, "alert"), id, false);
	for (size_t i = 0; i < json_array_size(merged); i++)
		read_of(
		    who, string(json_array_get(merged, i), "alert"), id, false);
}

/* --- the year --- */

/* All of it is in the file: nothing of this is lost by a crash. */
static void
note_commit(void *context)
{
	(void)context;
	committed = n_alerts;
	n_newly = 0;
}

static void
open_year(void)
{
	open_house();
	turn_after(turn, note_commit, NULL, NULL);
	started = house.now;
}

static void
crash(void)
{
	close_house(false);
	for (int64_t i = committed + 1; i <= n_alerts; i++)
		memset(&alerts[i], 0, sizeof(alerts[i]));
	n_alerts = committed;
	while (n_newly > 0)
		alerts[newly_closed[--n_newly]].closed = 0;
	open_year();
	look_now();
}

static void
restart(int64_t hours)
{
	close_house(true);
	note_commit(NULL);
	house.now += hours * 3600 + below(3600);
	open_year();
	look_now();
}

static void
raise_one(void)
{
	static const enum event_kind events[] = {EVENT_ITEM_NEW, EVENT_ITEM_NEW,
	    EVENT_ITEM_CHANGED, EVENT_FEED_FAILING};
	static const char *const to[] = {"all"};
	enum event_kind event = events[below(4)];
	enum priority p = below(12) == 0 ? PRIORITY_CRITICAL
					 : (enum priority)below(3);
	int64_t item = event == EVENT_FEED_FAILING ? 0 : 1 + below(60);
	int64_t id = raise_alert(event, p, item, "Post", NULL, to, 1);

	if (id >= ALERTS_MOST)
		bail("too many alerts");
	n_alerts = id;
	alerts[id].created = house.now;
	alerts[id].priority = p;
}

/* Of the last hundred; digests are alerts, too, and not ours to close. */
static void
close_one(void)
{
	int64_t id = n_alerts - below(n_alerts < 100 ? (int)n_alerts : 100);

	if (id < 1 || alerts[id].created == 0 || alerts[id].closed != 0)
		return;
	alerts[id].closed = house.now;
	newly_closed[n_newly++] = id;
	check(turn_write(turn, &w) &&
	      store_alert_state(store, id, below(2) ? ALERT_ACKED : ALERT_DONE,
		  "anna", NULL, NO_TIME, &w));
}

static void
live(int from)
{
	int64_t end = time_of_local(from + YEAR, 0);

	while (house.now < end) {
		int many = below(10) == 0 ? 8 : below(3);

		for (int i = 0; i < many; i++)
			raise_one();
		if (many > 0)
			deliver();
		if (n_alerts > 0 && below(4) == 0)
			close_one();
		if (below(60) == 0)
			release_reload(house.release);
		run_until(house.now + 60 + below(8 * 3600));
		if (below(40) == 0)
			crash();
		else if (below(40) == 0)
			restart(below(4) ? 0 : below(60));
	}
	run_until(end + 20 * 86400LL);
}

/* --- the sum of it --- */

struct parcel_seen {
	bool left_out[PEOPLE];
};

static bool
see_parcel(const struct parcel_row *r, void *context)
{
	struct parcel_seen *seen = context;

	for (int who = 0; who < PEOPLE; who++)
		if (strcmp(r->receiver, names[who]) == 0)
			seen->left_out[who] =
			    r->state == PARCEL_WITHDRAWN && r->why != NULL &&
			    strncmp(r->why, "left out: ", 10) == 0;
	return true;
}

static void
sum_up(uint64_t by)
{
	long missing = 0, told = 0, left = 0;

	for (int64_t id = 1; id <= n_alerts; id++) {
		struct parcel_query query = {
		    .alert = id, .due = NO_TIME, .limit = 100};
		struct parcel_seen seen = {{false}};

		if (alerts[id].created == 0)
			continue; /* a digest's */
		check(store_parcels(store, &query, see_parcel, &seen, &w));
		for (int who = 0; who < PEOPLE; who++) {
			bool is_told = alerts[id].told[who].at != 0;

			told += is_told;
			left += seen.left_out[who];
			if (is_told == seen.left_out[who] ||
			    (seen.left_out[who] && alerts[id].closed == 0)) {
				missing++;
				fault("neither told nor left out", who, id);
			}
		}
	}
	is_int(0, wrong, "seed %llu: everything at an allowed time",
	    (unsigned long long)by);
	is_int(0, missing, "each of %ld once, or left out (%ld) as closed",
	    told, left);
	ok(digests > 200 && gathered > 50 && singles > 1000 && left > 20,
	    "%ld digests, %ld gathered, %ld by themselves", digests, gathered,
	    singles);
}

static void
live_by(uint64_t by)
{
	int from = day_read("2026-01-01");

	seed = by * 2654435761U + 1;
	memset(alerts, 0, sizeof(alerts));
	memset(last_digest, 0, sizeof(last_digest));
	memset(last_digest_id, 0, sizeof(last_digest_id));
	n_alerts = committed = 0;
	n_newly = 0;
	wrong = digests = gathered = singles = 0;
	close_house(true);
	unlink(state_path());
	house.now = time_of_local(from, 0);
	open_year();
	live(from);
	sum_up(by);
}

int
main(void)
{
	const char *wish = getenv("BEVAKAD_SEED");

	log_set_level(LOG_LEVEL_WARN);
	begin_house(text);
	house.gone = read_parcel;
	if (wish != NULL)
		live_by(strtoull(wish, NULL, 10));
	for (uint64_t by = 1; wish == NULL && by <= SEEDS; by++)
		live_by(by);
	end_house();
	return done_testing();
}
