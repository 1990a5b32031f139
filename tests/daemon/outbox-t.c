/* outbox-t.c - parcels and real programs: delivered, later, given up, lost */
/* SPDX-License-Identifier: MIT */
#include "outbox.h"

#include "edge/spawn.h"
#include <sys/stat.h>

#include "ground.h"

static struct spawner *spawner;
static struct outbox *box;

/* Each program does what the file of its name says, and notes its input. */
static void
write_program(const char *name, const char *script)
{
	char path[160];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "w");
	fprintf(f, "#!/bin/sh\ncat >>%s/%s.got\necho >>%s/%s.got\n%s\n", folder,
	    name, folder, name, script);
	fclose(f);
	chmod(path, 0700);
}

static void
open_all(void)
{
	char text[1024];

	snprintf(text, sizeof(text),
	    "[bevakad]\nhealth = drift\n"
	    "[receiver alla]\nvia = en, annan\n[receiver drift]\nvia = drift\n"
	    "[notifier en]\nprogram = %s/en\nat-once = 1\n"
	    "[notifier annan]\nprogram = %s/annan\nat-once = 1\n"
	    "[notifier drift]\nprogram = %s/drift\n",
	    folder, folder, folder);
	load_conf(text);
	open_state();
	spawner = spawner_new(base);
	box = outbox_new(turn, spawner);
	outbox_reload(box);
}

static int64_t
add(const char *notifier, int64_t created)
{
	static int number;
	char key[32];
	struct alert_row a = {.key = key,
	    .event = "item.new",
	    .title = "Remiss",
	    .text = "Text",
	    .json = "{\"version\":1,\"texts\":{\"sv\":{\"title\":\"Titel\","
		    "\"text\":\"Text\"}}}",
	    .rules = "",
	    .created = created};
	struct parcel_row r = {.receiver = "alla",
	    .notifier = notifier,
	    .user = "",
	    .next = created,
	    .created = created};
	bool added;

	snprintf(key, sizeof(key), "k%d", ++number);
	check(turn_write(turn, &w) && store_alert_add(store, &a, &added, &w));
	r.alert = a.id;
	check(store_parcel_add(store, &r, &w));
	return r.id;
}

static bool
note(const struct parcel_row *r, void *context)
{
	struct parcel_row *copy = context;

	*copy = *r;
	copy->why = NULL;
	return false;
}

static struct parcel_row
parcel(int64_t id)
{
	struct parcel_query query = {.id = id, .due = NO_TIME, .limit = 1};
	struct parcel_row r = {0};

	store_parcels(store, &query, note, &r, &w);
	return r;
}

static void
give_up(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	(void)context;
	bail("it did not come to rest in twenty seconds");
}

static void
until_rest(void)
{
	struct event *limit = evtimer_new(base, give_up, NULL);
	struct timeval seconds = {20, 0};

	evtimer_add(limit, &seconds);
	while (store_is_open(store) || !outbox_rests(box))
		event_base_loop(base, EVLOOP_ONCE);
	event_free(limit);
}

static int
lines(const char *name)
{
	char path[160];
	FILE *f;
	int n = 0;

	snprintf(path, sizeof(path), "%s/%s.got", folder, name);
	f = fopen(path, "r");
	for (int c; f != NULL && (c = getc(f)) != EOF;)
		n += c == '\n';
	if (f != NULL)
		fclose(f);
	return n;
}

/* It waits no more: it would be tried again amid what comes next. */
static void
forget(int64_t id)
{
	struct parcel_row r = parcel(id);

	r.state = PARCEL_WITHDRAWN;
	r.why = "";
	check(store_begin(store, &w) && store_parcel_keep(store, &r, &w) &&
	      turn_commit(turn));
}

static void
check_verdicts(void)
{
	int64_t now = time(NULL), id, old;

	write_program("en", "exit 0");
	write_program("drift", "exit 0");
	id = add("en", now);
	turn_commit(turn);
	until_rest();
	is_int(PARCEL_DELIVERED, parcel(id).state, "exit 0: delivered");
	write_program("en", "echo away; exit 75");
	id = add("en", now);
	old = add("en", now - 30 * 86400);
	turn_commit(turn);
	until_rest();
	is_int(PARCEL_WAITING, parcel(id).state, "exit 75: waits");
	ok(parcel(id).next > now, "for a while");
	is_int(PARCEL_WAITING, parcel(old).state,
	    "also when it is a month old, since it was tried once");
	forget(id);
	forget(old);
	is_int(0, lines("drift"), "of which nobody is told");
	write_program("en", "echo no such address; exit 1");
	id = add("en", now);
	turn_commit(turn);
	until_rest();
	is_int(PARCEL_GIVEN_UP, parcel(id).state, "exit 1: given up");
	is_int(1, lines("drift"), "and told");
}

static void
check_pauses(void)
{
	int64_t sum = 0;

	is_int(5, outbox_pause(1), "tried again after five seconds");
	is_int(300, outbox_pause(2), "then five minutes");
	is_int(86400, outbox_pause(9), "a day in the end");
	is_int(86400, outbox_pause(50), "and on");
	for (int i = 1; i < OUTBOX_TRIES; i++)
		sum += outbox_pause(i);
	ok(sum > 3 * 86400, "for days: %lld hours", (long long)sum / 3600);
	is_int(0, outbox_retry_after("503 busy"), "no wish");
	is_int(120, outbox_retry_after("429 retry-after=120 slow down"),
	    "what the other end asks for");
	is_int(7, outbox_retry_after("retry-after=soon retry-after=7"),
	    "in seconds");
	is_int(86400, outbox_retry_after("retry-after=99999999999999999999"),
	    "a day at the most");
}

/* A busy notifier has parcels due at every commit; the other has its turn. */
static void
check_fair(void)
{
	int64_t now = time(NULL), other;
	int before;

	write_program("en", "exit 0");
	write_program("annan", "exit 0");
	for (int i = 0; i < 60; i++)
		add("en", now);
	other = add("annan", now);
	before = lines("en");
	turn_commit(turn);
	while (parcel(other).state != PARCEL_DELIVERED)
		event_base_loop(base, EVLOOP_ONCE);
	ok(lines("en") - before < 30,
	    "one parcel need not wait for sixty of another notifier (%d)",
	    lines("en") - before);
	until_rest();
	is_int(60, lines("en") - before, "which all go out, once");
}

/* What became of a parcel is lost with its transaction: it is tried again. */
static void
check_lost(void)
{
	int64_t id = add("en", time(NULL));
	struct why full = {"state file: full"};
	int before = lines("en");

	turn_commit(turn); /* starts it, and marks it as out */
	turn_commit(turn);
	is_int(PARCEL_OUT, parcel(id).state, "a parcel that is out");
	while (outbox_running(box) > 0)
		event_base_loop(base, EVLOOP_ONCE);
	turn_lose(turn, &full);
	is_int(PARCEL_OUT, parcel(id).state, "whose settling is lost");
	is_int(before + 1, lines("en"), "though it was delivered");
	outbox_wake(box); /* as the timer does in a minute */
	until_rest();
	is_int(PARCEL_DELIVERED, parcel(id).state, "goes out again");
	is_int(before + 2, lines("en"), "once");
}

int
main(void)
{
	begin();
	write_program("en", "exit 0");
	write_program("annan", "exit 0");
	write_program("drift", "exit 0");
	open_all();
	check_pauses();
	check_verdicts();
	check_fair();
	check_lost();
	outbox_free(box);
	spawner_free(spawner);
	close_state(true);
	end();
	return done_testing();
}
