/* timed.h - a state file, a configuration and a clock that tests turn */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_DAEMON_TIMED_H
#define TESTS_DAEMON_TIMED_H

#include <event2/event.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "base/log.h"
#include "edge/conf.h"
#include "edge/store-timing.h"
#include "outbox.h"
#include "raise.h"
#include "release.h"
#include "tap/tap.h"
#include "turn.h"

/*
 * Everything runs as in the daemon, but that the clock is ours, and that what
 * a notifier would be given is noted and settled as delivered.
 */
struct house {
	char folder[64];
	struct event_base *base;
	struct store *store;
	struct turn *turn;
	struct outbox *outbox;
	struct release *release;
	struct conf *conf;
	int64_t now;
	/* Called with each parcel that goes out, before it is settled. */
	void (*gone)(const struct parcel_row *, json_t *, void *);
	void *context;
};

static struct house house;
static struct why w;

/* In the place of libevent's: one turn has the now that the test has set. */
int event_base_gettimeofday_cached(struct event_base *, struct timeval *);
int
event_base_gettimeofday_cached(struct event_base *base, struct timeval *tv)
{
	(void)base;
	*tv = (struct timeval){(time_t)house.now, 0};
	return 0;
}

/* "2026-11-20 17:30", in the process's zone. */
static inline int64_t
instant(const char *text)
{
	char day[11];

	snprintf(day, sizeof(day), "%.10s", text);
	return time_of_local(
	    day_read(day), atoi(text + 11) * 3600 + atoi(text + 14) * 60);
}

static inline void
check(bool done)
{
	if (!done)
		bail("%s", w.text);
}

static inline void
load_conf(const char *text)
{
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), "%s/bevakad.conf", house.folder);
	f = fopen(path, "w");
	fputs(text, f);
	fclose(f);
	check(conf_load(NULL, house.folder, NULL, NULL, &house.conf, &w));
	for (size_t i = 0; i < house.conf->n_faults; i++)
		bail("%s", house.conf->fault[i].text);
}

static inline void
open_house(void)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/state.db", house.folder);
	check(store_open(path, &house.store, &w));
	house.turn = turn_new(house.base, house.store);
	turn_set_conf(house.turn, house.conf);
	house.outbox = outbox_new(house.turn, NULL);
	house.release = release_new(house.turn);
	release_reload(house.release);
}

static inline void
close_house(bool well)
{
	if (well)
		turn_commit_last(house.turn);
	release_free(house.release);
	outbox_free(house.outbox);
	turn_free(house.turn);
	store_close(house.store); /* what is not committed has never been */
}

static inline void
begin_house(const char *text)
{
	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	snprintf(house.folder, sizeof(house.folder), "%s/bevakad-XXXXXX",
	    access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	if (mkdtemp(house.folder) == NULL)
		bail("no folder for the test");
	house.base = event_base_new();
	load_conf(text);
	open_house();
}

static inline void
end_house(void)
{
	char command[128];

	close_house(true);
	conf_free(house.conf);
	event_base_free(house.base);
	snprintf(command, sizeof(command), "rm -r %s", house.folder);
	is_int(0, system(command), "tidied up");
}

/* --- what goes out --- */

struct going {
	struct parcel_row row[64];
	struct pool *pool;
	size_t n;
};

static inline bool
note_going(const struct parcel_row *r, void *context)
{
	struct going *g = context;
	struct parcel_row *to = &g->row[g->n++];

	*to = *r;
	to->receiver = pool_strdup(g->pool, r->receiver);
	to->notifier = pool_strdup(g->pool, r->notifier);
	to->user = pool_strdup(g->pool, r->user);
	to->title = pool_strdup(g->pool, r->title);
	to->event = pool_strdup(g->pool, r->event);
	to->json = pool_strdup(g->pool, r->json);
	to->extra = r->extra ? pool_strdup(g->pool, r->extra) : NULL;
	return true;
}

/* All that may start now, from each notifier. */
static inline void
deliver(void)
{
	struct going g = {.pool = pool_new(64 << 20)};

	check(turn_commit(house.turn));
	for (size_t i = 0; i < house.conf->n_notifiers; i++) {
		struct parcel_query query = {
		    .notifier = house.conf->notifier[i].name,
		    .due = house.now,
		    .limit = 64};

		do {
			g.n = 0;
			check(store_parcels(
			    house.store, &query, note_going, &g, &w));
			for (size_t k = 0; k < g.n; k++) {
				json_t *json = outbox_parcel_json(
				    house.conf, &g.row[k]);

				house.gone(&g.row[k], json, house.context);
				json_decref(json);
				check(outbox_settle(house.outbox, &g.row[k],
				    PARCEL_DELIVERED, "taken", &w));
			}
			pool_clear(g.pool);
		} while (g.n == 64);
	}
	pool_free(g.pool);
}

/* What is due now is released, and goes out. */
static inline void
look_now(void)
{
	bool more = true;

	while (more)
		check(release_step(house.release, house.now, &more, &w));
	deliver();
}

/* The daemon runs until then. */
static inline void
run_until(int64_t until)
{
	int64_t next;

	for (;;) {
		check(store_timing_next(house.store, &next, &w));
		if (next == NO_TIME || next > until)
			break;
		if (next > house.now)
			house.now = next;
		look_now();
	}
	house.now = until;
	look_now();
}

/* --- what is raised --- */

/* An alert of an item (0: of none) to these receivers; its id. */
static inline int64_t
raise_alert(enum event_kind event, enum priority priority, int64_t item,
    const char *title, const struct alert_deadline *d, const char *const *to,
    size_t n)
{
	static int counter;
	struct alert a = {.event = event,
	    .priority = priority,
	    .created = house.now,
	    .today = time_local_day(house.now),
	    .source = "s",
	    .source_title = "Källan",
	    .item = item,
	    .title = title,
	    .link = "https://a.example/1",
	    .published = NO_TIME,
	    .deadline = d,
	    .n_deadlines = d != NULL};
	char key[64];
	int64_t id = 0;
	bool added;

	snprintf(key, sizeof(key), "test %d %d", (int)getpid(), ++counter);
	check(raise_to(house.turn, &a, key, d ? d->id : 0, to, n, &added, &w) &&
	      store_alert_find(house.store, key, &id, &w));
	return id;
}

#endif
