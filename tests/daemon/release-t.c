/* release-t.c - held parcels, digests, bursts: what goes out when, and what not */
/* SPDX-License-Identifier: MIT */
#include "timed.h"

#include "edge/store-term.h"
#include "edge/store-trust.h"

static const char text[] =
    "[period natt]\nclosed = weekdays 17:00-07:30, sat, sun, holidays\n"
    "[digest morgon]\nat = workdays 07:45\n"
    "[receiver vard]\ntitle = Vården\nvia = lapp\n"
    "digest = morgon\nquiet = natt\n"
    "[receiver tyst]\nvia = lapp\nmail = t@k.example\nquiet = natt\n"
    "[receiver tyst-too]\nvia = lapp\nmail = t@k.example\n"
    "[receiver burst]\nvia = lapp\ngather = 30 s\n"
    "[receiver both]\nvia = lapp, skylt\nmembers = anna, bo\n"
    "digest = morgon\n"
    "[receiver anna]\nvia = skylt\nmembers = anna\n"
    "[receiver en]\nvia = lapp\nlanguage = en\ndigest = morgon\n"
    "[receiver plain]\nvia = lapp\n"
    "[group alla]\nreceivers = vard, plain\n"
    "[notifier lapp]\nprogram = /bin/true\n"
    "[notifier skylt]\nprogram = desktop\n";

/* What went out since the last forget(). */
static struct gone {
	json_t *json;
	char receiver[32], user[32], event[32];
	int64_t at;
} gone[200];
static int n_gone;

static void
note(const struct parcel_row *r, json_t *json, void *context)
{
	struct gone *g = &gone[n_gone++];

	(void)context;
	g->json = json_incref(json);
	snprintf(g->receiver, sizeof(g->receiver), "%s", r->receiver);
	snprintf(g->user, sizeof(g->user), "%s", r->user);
	snprintf(g->event, sizeof(g->event), "%s", r->event);
	g->at = house.now;
}

static void
forget(void)
{
	while (n_gone > 0)
		json_decref(gone[--n_gone].json);
}

static const char *
member(int i, const char *key)
{
	const char *s = i < n_gone ? json_string_value(
					 json_object_get(gone[i].json, key))
				   : NULL;

	return s ? s : "";
}

static const char *
went_at(int i)
{
	static char when[TIME_TEXT];

	return i < n_gone ? time_write_local(gone[i].at, when) : "never";
}

static void
at(const char *when)
{
	house.now = instant(when);
}

static int64_t
tell(const char *to, enum event_kind event, enum priority p, int64_t item,
    const char *title)
{
	return raise_alert(event, p, item, title, NULL, &to, 1);
}

/* The state and reason of the alert's first parcel. */
static struct {
	char state[32], why[256];
	int64_t carrier;
} seen;

static bool
look_at(const struct parcel_row *r, void *context)
{
	(void)context;
	snprintf(
	    seen.state, sizeof(seen.state), "%s", parcel_state_name(r->state));
	snprintf(seen.why, sizeof(seen.why), "%s",
	    r->why      ? r->why
	    : r->reason ? r->reason
			: "");
	seen.carrier = r->carrier;
	return false;
}

static void
see(int64_t alert)
{
	struct parcel_query query = {
	    .alert = alert, .due = NO_TIME, .limit = 1};

	seen.state[0] = seen.why[0] = '\0';
	check(store_parcels(store, &query, look_at, NULL, &w));
}

/* Complaint 26: alertmanager #876, #1978; uptime-kuma #707; ntfy #1575; Bugler #7 */
static void
test_26_quiet_time_holds(void)
{
	int64_t id;

	at("2026-11-20 17:40");
	id = tell("tyst", EVENT_ITEM_NEW, PRIORITY_NORMAL, 1, "Fredag kväll");
	deliver();
	is_int(0, n_gone, "26: what falls in quiet time does not go out");
	see(id);
	is_string("held", seen.state, "26: it is held");
	is_string("quiet time (natt: weekdays 17:00-07:30) until 2026-11-23 "
		  "07:30",
	    seen.why, "26: with the reason in words");
	run_until(instant("2026-11-23 07:29"));
	is_int(0, n_gone, "26: all the weekend");
	run_until(instant("2026-11-23 09:00"));
	is_int(1, n_gone, "26: and goes out when it ends");
	is_string("2026-11-23 07:30", went_at(0), "26: at once then");
	has_string("Från 2026-11-20 17:40, hölls kvar till 2026-11-23 07:30.",
	    member(0, "text"), "26: its age is in the text");
	is_string("2026-11-20T16:40:00Z",
	    json_string_value(json_object_get(
		json_object_get(gone[0].json, "held"), "since")),
	    "26: and in the JSON");
	forget();
}

static void
test_critical_passes(void)
{
	int64_t id;

	at("2026-11-21 03:00");
	id = tell("vard", EVENT_ITEM_NEW, PRIORITY_CRITICAL, 1, "Larm");
	deliver();
	is_int(1, n_gone, "critical passes quiet time and digest");
	see(id);
	forget();
	at("2026-11-24 10:00");
	id = tell("vard", EVENT_ITEM_NEW, PRIORITY_HIGH, 1, "Viktigt");
	deliver();
	is_int(1, n_gone, "high is immediate in the day");
	forget();
}

/* Complaint 25: alertmanager #3367, PostHog #89862: what fell in quiet time comes after it */
static void
test_25_released_and_merged(void)
{
	at("2026-11-20 18:00");
	tell("tyst", EVENT_ITEM_NEW, PRIORITY_NORMAL, 7, "Remiss om vård");
	at("2026-11-21 12:00");
	tell("tyst", EVENT_ITEM_CHANGED, PRIORITY_NORMAL, 7, "Remiss, ändrad");
	tell("tyst", EVENT_ITEM_NEW, PRIORITY_NORMAL, 8, "Något annat");
	run_until(instant("2026-11-23 08:00"));
	is_int(2, n_gone, "25: several alerts of one item go as one");
	for (int i = 0; i < n_gone; i++)
		if (strstr(member(i, "text"), "Remiss") != NULL) {
			has_string("Tidigare om samma post:", member(i, "text"),
			    "25: the earlier one in it");
			is_int(1,
			    (int)json_array_size(
				json_object_get(gone[i].json, "merged")),
			    "25: and named for programs");
			has_string("Remiss, ändrad", member(i, "title"),
			    "25: the last one leads");
		}
	forget();
}

/* Complaint 27: icinga2 #8680, #8644: the state is read again when it is released */
static void
test_27_acked_is_left_out(void)
{
	int64_t acked, done, open;

	at("2026-11-20 18:00");
	acked = tell("tyst", EVENT_ITEM_NEW, PRIORITY_NORMAL, 11, "A");
	done = tell("tyst", EVENT_ITEM_NEW, PRIORITY_NORMAL, 12, "B");
	open = tell("tyst", EVENT_ITEM_NEW, PRIORITY_NORMAL, 13, "C");
	check(store_alert_state(
		  store, acked, ALERT_ACKED, "anna", NULL, NO_TIME, &w) &&
	      store_alert_state(
		  store, done, ALERT_DONE, "bo", NULL, NO_TIME, &w));
	run_until(instant("2026-11-23 08:00"));
	is_int(1, n_gone, "27: only what is open goes out");
	see(acked);
	is_string("withdrawn", seen.state, "27: the other does not");
	is_string("left out: acknowledged by anna", seen.why,
	    "27: with a trace that says why");
	see(done);
	is_string("left out: done by bo", seen.why, "27: so what is done");
	see(open);
	is_string("delivered", seen.state, "27: and what is open is delivered");
	forget();
}

/* Complaint 28: icinga2 #10485, icinga-core #369: acknowledged, and forgotten */
static void
test_28_ack_ends(void)
{
	int64_t left, sent;

	at("2026-11-19 10:00");
	sent = tell("tyst", EVENT_ITEM_NEW, PRIORITY_NORMAL, 14, "Sänd");
	deliver();
	at("2026-11-19 18:00");
	left = tell("tyst", EVENT_ITEM_NEW, PRIORITY_NORMAL, 15, "Hållen");
	check(store_alert_state(store, left, ALERT_ACKED, "anna", NULL,
	    instant("2026-11-20 18:00"), &w));
	run_until(instant("2026-11-20 18:00"));
	is_int(1, n_gone, "28: the acknowledged one is left out");
	forget();
	check(store_alert_state(
		  store, left, ALERT_NEW, NULL, NULL, NO_TIME, &w) &&
	      store_timing_again(store, left, house.now, &w) &&
	      store_parcels_again(store, left, house.now, &w) &&
	      store_timing_again(store, sent, house.now, &w) &&
	      store_parcels_again(store, sent, house.now, &w));
	look_now();
	is_int(0, n_gone, "28: the end of it falls in quiet time: held");
	run_until(instant("2026-11-23 08:00"));
	is_int(2, n_gone, "28: then it comes, and what was sent comes again");
	forget();
}

static int64_t
add_deadline(int64_t item)
{
	struct deadline_row d = {.item = item,
	    .is = {.kind = DEADLINE_REMISS,
		.start = day_read("2026-12-01"),
		.end = day_read("2026-12-01"),
		.minutes = -1,
		.evidence = "senast"},
	    .found = house.now,
	    .published = day_read("2026-11-01")};

	check(turn_write(turn, &w) && store_deadline_add(store, &d, &w));
	return d.id;
}

static void
test_superseded(void)
{
	const char *to = "tyst";
	struct alert_deadline d = {.is = {.kind = DEADLINE_REMISS,
				       .start = day_read("2026-12-01"),
				       .end = day_read("2026-12-01"),
				       .minutes = -1,
				       .evidence = "senast"}};
	int64_t id;

	at("2026-11-27 18:00");
	d.id = add_deadline(21);
	id = raise_alert(
	    EVENT_DEADLINE_DUE, PRIORITY_NORMAL, 21, "Remiss", &d, &to, 1);
	check(store_deadline_state(store, d.id, TERM_WITHDRAWN, 0, &w));
	run_until(instant("2026-11-30 08:00"));
	is_int(0, n_gone, "a reminder of what is withdrawn is left out");
	see(id);
	is_string(
	    "left out: its deadline is withdrawn", seen.why, "with a trace");
	forget();
}

/* Complaint 30: miniflux #2865, FreshRSS #1718, courtlistener #5142, theyworkforyou #593 */
static void
test_30_digest(void)
{
	const char *to = "vard";
	struct alert_deadline d = {.id = 5,
	    .is = {.kind = DEADLINE_REMISS,
		.start = day_read("2026-12-15"),
		.end = day_read("2026-12-15"),
		.minutes = -1,
		.evidence = "senast"}};
	const char *body, *first;
	int64_t id;

	at("2026-11-23 10:00");
	id = tell("vard", EVENT_ITEM_NEW, PRIORITY_NORMAL, 31, "En nyhet");
	tell("vard", EVENT_ITEM_CHANGED, PRIORITY_LOW, 32, "En ändring");
	tell("vard", EVENT_ITEM_NEW, PRIORITY_HIGH, 33, "Genast");
	raise_alert(
	    EVENT_ITEM_NEW, PRIORITY_NORMAL, 34, "Remiss om vård", &d, &to, 1);
	deliver();
	is_int(1, n_gone, "30: high goes at once, the rest waits");
	see(id);
	is_string("normal is not immediate (high, critical): in the digest "
		  "morgon at 2026-11-24 07:45",
	    seen.why, "30: with the reason in words");
	forget();
	run_until(instant("2026-11-24 12:00"));
	is_int(1, n_gone, "30: one alert for all of it");
	is_string("2026-11-24 07:45", went_at(0), "30: at its time");
	is_string("digest", member(0, "event"), "30: of a kind of its own");
	is_string("Sammandrag: 1 tidsfrist (närmast 15 december 2026), 1 "
		  "ändrad, 1 ny",
	    member(0, "title"), "30: its title says how much, and by when");
	body = member(0, "text");
	has_string("Innehåll\n1. Tidsfrister: 1\n2. Ändrat: 1\n3. Nytt: 1\n",
	    body, "30: a table of contents");
	first = strstr(body, "Remiss om vård");
	ok(first != NULL && first < strstr(body, "En ändring") &&
		strstr(body, "En ändring") < strstr(body, "En nyhet"),
	    "30: deadlines first, then changed, then new");
	has_string("Remiss: svara senast 15 december 2026 (om 21 dagar, 15 "
		   "arbetsdagar)",
	    body, "30: days are counted from when it is sent");
	ok(strstr(body, "Genast") == NULL,
	    "30: what was sent at once is not repeated");
	see(id);
	is_string("delivered", seen.state, "30: what is in it is delivered");
	forget();
	run_until(instant("2026-11-25 12:00"));
	is_int(0, n_gone, "30: an empty one is not sent");
}

static void
test_digest_once(void)
{
	at("2026-11-25 13:00");
	tell("vard", EVENT_ITEM_NEW, PRIORITY_NORMAL, 41, "En");
	deliver();
	close_house(true); /* a restart, and another before its commit */
	open_house();
	house.now = instant("2026-11-26 07:45");
	check(release_step(house.release, house.now, &(bool){false}, &w) &&
	      release_step(house.release, house.now, &(bool){false}, &w));
	close_house(false);
	open_house();
	run_until(instant("2026-11-26 07:46"));
	is_int(1, n_gone, "exactly once over a crash at its time");
	close_house(true);
	open_house();
	run_until(instant("2026-11-26 12:00"));
	is_int(1, n_gone, "and a restart after it");
	forget();
	at("2026-11-26 13:00");
	tell("vard", EVENT_ITEM_NEW, PRIORITY_NORMAL, 42, "Två");
	close_house(true);
	house.now = instant("2026-11-30 13:00");
	open_house();
	run_until(instant("2026-11-30 13:01"));
	is_int(1, n_gone, "one that fell while the daemon was down comes late");
	forget();
}

/* Complaint 31: courtlistener #3102, openaustralia #336, righttoknow #614 */
static void
test_31_burst(void)
{
	at("2026-11-24 10:00");
	for (int i = 0; i < 4; i++) {
		tell("burst", EVENT_ITEM_NEW, PRIORITY_NORMAL, 50 + i, "Post");
		house.now += 5;
	}
	tell("burst", EVENT_ITEM_NEW, PRIORITY_CRITICAL, 60, "Larm");
	deliver();
	is_int(1, n_gone, "31: critical does not wait for the burst's end");
	forget();
	run_until(instant("2026-11-24 10:02"));
	is_int(1, n_gone, "31: a burst is one alert");
	is_int(30, (int)(gone[0].at - instant("2026-11-24 10:00")),
	    "31: half a minute after its first");
	is_string("Samlat: 4 nya", member(0, "title"), "31: that says so");
	forget();
	tell("burst", EVENT_ITEM_NEW, PRIORITY_NORMAL, 61, "Ensam");
	run_until(instant("2026-11-24 10:04"));
	is_int(1, n_gone, "31: what comes alone");
	is_string("item.new", member(0, "event"), "31: goes as it is");
	forget();
	tell("plain", EVENT_ITEM_NEW, PRIORITY_NORMAL, 62, "Genast");
	deliver();
	is_int(1, n_gone, "31: without gather nothing waits");
	forget();
}

/* Complaint 33: ntfy #768, liferea #253: after a long time one summary, not forty alerts */
static void
test_33_catch_up(void)
{
	at("2026-12-23 18:00");
	for (int i = 0; i < 40; i++)
		tell("tyst", EVENT_ITEM_NEW, PRIORITY_NORMAL, 100 + i, "Post");
	run_until(instant("2026-12-28 08:00"));
	is_int(1, n_gone, "33: forty of Christmas are one");
	is_string("Samlat: 40 nya", member(0, "title"), "33: that counts them");
	forget();
}

/* alaveteli #5956: the same thing twice because two receivers hear of it */
static void
test_31_same_person(void)
{
	const char *to[] = {"both", "anna"}, *mail[] = {"tyst", "tyst-too"};
	int64_t id;

	at("2026-11-24 10:00");
	raise_alert(EVENT_ITEM_NEW, PRIORITY_NORMAL, 70, "Post", NULL, to, 2);
	deliver();
	is_int(1, n_gone, "31: anna has it at once by herself");
	forget();
	run_until(instant("2026-11-25 08:00"));
	is_int(2, n_gone, "31: the digest is for the mail and for bo");
	for (int i = 0; i < n_gone; i++)
		ok(strcmp(gone[i].user, "anna") != 0,
		    "31: not for anna, who has had it (%s)", gone[i].user);
	is_string(member(0, "alert"), member(1, "alert"),
	    "31: by two ways it is one alert");
	forget();
	at("2026-11-25 20:00");
	id = raise_alert(
	    EVENT_ITEM_NEW, PRIORITY_NORMAL, 71, "Post", NULL, mail, 2);
	run_until(instant("2026-11-26 08:00"));
	is_int(1, n_gone, "31: one address has one mail");
	see(id);
	has_string("left out: sent already to tyst-too", seen.why,
	    "31: the other is left out with a trace");
	forget();
}

static void
test_groups(void)
{
	at("2026-11-26 10:00");
	tell("alla", EVENT_FEED_FAILING, PRIORITY_HIGH, 0, "Flöde");
	deliver();
	is_int(2, n_gone, "a group is its receivers, each by its own times");
	forget();
}

static void
test_language(void)
{
	at("2026-11-26 10:00");
	tell("en", EVENT_ITEM_NEW, PRIORITY_NORMAL, 80, "Post");
	run_until(instant("2026-11-27 08:00"));
	is_string("Digest: 1 new", member(0, "title"),
	    "a digest speaks its receiver's language");
	forget();
}

/* Complaint 47: uptime-kuma #6233, #4856, #3626: windows that shift when clocks change */
static void
test_47_clocks(void)
{
	at("2027-03-26 18:00");
	tell("tyst", EVENT_ITEM_NEW, PRIORITY_NORMAL, 90, "Påskafton");
	run_until(instant("2027-03-30 12:00"));
	is_string("2027-03-30 07:30", went_at(0),
	    "47: over Easter and the change of clocks to 07:30");
	forget();
	at("2027-10-29 18:00");
	tell("tyst", EVENT_ITEM_NEW, PRIORITY_NORMAL, 91, "Höst");
	run_until(instant("2027-11-01 12:00"));
	is_string("2027-11-01 07:30", went_at(0), "47: and in autumn");
	forget();
}

/* alertmanager #627: a reload sends nothing again; what is held is planned by
 * the new configuration */
static void
test_40_reload(void)
{
	struct conf *old = conf;

	at("2026-11-26 18:00");
	tell("tyst", EVENT_ITEM_NEW, PRIORITY_NORMAL, 95, "Kväll");
	tell("vard", EVENT_ITEM_NEW, PRIORITY_NORMAL, 96, "Sammandrag");
	release_reload(house.release);
	look_now();
	is_int(0, n_gone, "40: the same configuration sends nothing");
	load_conf("[receiver tyst]\nvia = lapp\n[digest kvall]\n"
		  "at = daily 20:00\n[receiver vard]\nvia = lapp\n"
		  "digest = kvall\n[notifier lapp]\nprogram = /bin/true\n");
	turn_set_conf(turn, conf);
	release_reload(house.release);
	look_now();
	is_int(1, n_gone, "40: without quiet time it goes out");
	forget();
	run_until(instant("2026-11-26 20:01"));
	is_int(1, n_gone, "40: and the digest at its new time");
	forget();
	conf_free(conf);
	conf = old;
	turn_set_conf(turn, old);
	release_reload(house.release);
}

static void
test_preview(void)
{
	struct pool *pool = pool_new(1 << 20);
	struct release_preview p;
	int64_t id;

	at("2026-11-26 09:00");
	tell("both", EVENT_ITEM_NEW, PRIORITY_NORMAL, 97, "Första");
	id = tell("both", EVENT_ITEM_NEW, PRIORITY_NORMAL, 98, "Andra");
	check(
	    store_alert_state(store, id, ALERT_ACKED, "bo", NULL, NO_TIME, &w));
	check(release_preview(turn, pool, "both", &p, &w));
	is_string("morgon", p.digest, "a preview: of which digest");
	is_int(instant("2026-11-27 07:45"), p.at, "when it comes");
	is_int(1, (int)p.entries, "what is in it");
	is_int(1, (int)p.left_out, "what would be left out");
	has_string("Första", p.text, "its text");
	is_int(0, n_gone, "and nothing is sent by looking");
	pool_free(pool);
}

int
main(void)
{
	begin_house(text);
	house.gone = note;
	test_26_quiet_time_holds();
	test_critical_passes();
	test_25_released_and_merged();
	test_27_acked_is_left_out();
	test_28_ack_ends();
	test_superseded();
	test_30_digest();
	test_digest_once();
	test_31_burst();
	test_33_catch_up();
	test_31_same_person();
	test_groups();
	test_language();
	test_47_clocks();
	test_40_reload();
	test_preview();
	forget();
	end_house();
	return done_testing();
}
