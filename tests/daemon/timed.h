/* timed.h - a state file, a configuration and a clock that tests turn */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_DAEMON_TIMED_H
#define TESTS_DAEMON_TIMED_H

#include <jansson.h>
#include <sys/time.h>

#include "base/log.h"
#include "edge/store-timing.h"
#include "ground.h"
#include "outbox.h"
#include "raise.h"
#include "release.h"

/*
 * Everything runs as in the daemon, but that the clock is ours, and that what
 * a notifier would be given is noted and settled as delivered.
 */
struct house {
	struct outbox *outbox;
	struct release *release;
	int64_t now;
	/* Called with each parcel that goes out, before it is settled. */
	void (*gone)(const struct parcel_row *, json_t *, void *);
	void *context;
};

static struct house house;

/* In the place of libevent's: one turn has the now that the test has set. */
int event_base_gettimeofday_cached(struct event_base *, struct timeval *);
int
event_base_gettimeofday_cached(struct event_base *loop, struct timeval *tv)
{
	(void)loop;
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
open_house(void)
{
	open_state();
	house.outbox = outbox_new(turn, NULL);
	house.release = release_new(turn);
	release_reload(house.release);
}

static inline void
close_house(bool well)
{
	if (well)
		turn_commit_last(turn);
	release_free(house.release);
	outbox_free(house.outbox);
	close_state(false);
}

static inline void
begin_house(const char *text)
{
	begin_below(access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	load_conf(text);
	open_house();
}

static inline void
end_house(void)
{
	close_house(true);
	end();
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

	check(turn_commit(turn));
	for (size_t i = 0; i < conf->n_notifiers; i++) {
		struct parcel_query query = {.notifier = conf->notifier[i].name,
		    .due = house.now,
		    .limit = 64};

		do {
			g.n = 0;
			check(store_parcels(store, &query, note_going, &g, &w));
			for (size_t k = 0; k < g.n; k++) {
				json_t *json = outbox_parcel_json(
				    conf, &g.row[k]);

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
		check(store_timing_next(store, &next, &w));
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
	check(raise_to(turn, &a, key, d ? d->id : 0, to, n, &added, &w) &&
	      store_alert_find(store, key, &id, &w));
	return id;
}

#endif
