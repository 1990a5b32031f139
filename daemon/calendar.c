/* calendar.c - deadlines as calendar files: for receivers, and when asked */
/* SPDX-License-Identifier: MIT */
#include "calendar.h"

#include <errno.h>
#include <event2/event.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/date.h"
#include "base/held.h"
#include "base/log.h"
#include "calendar-inner.h"
#include "edge/conf.h"
#include "edge/spawn.h"
#include "edge/store.h"
#include "means.h"
#include "slice.h"
#include "turn.h"

enum {
	SOON = 1,  /* seconds after a change */
	LOOK = 60, /* a day may have begun */
	INPUT_MOST = 64 << 20,
	WRITER_SECONDS = 60,
	FILE_MOST = 64 << 20, /* bytes of a calendar */
};

/* One file, while bevakad-ics writes it. */
struct sheet {
	struct sheet *next;
	struct calendar *calendar;
	struct pool *pool;
	const char *receiver, *path;
	/* What it is to hold, in slices; then the program. */
	struct calendar_list *list; /* NULL: all of it is there */
	struct str input;
	struct slice slice;
	struct spawn *spawn;
};

struct calendar {
	struct turn *turn;
	const struct means *means;
	struct sheet *sheets; /* under way */
	struct event *timer;
	long seen; /* changes of deadlines that are written */
	int day;
	bool again;
	bool failed; /* told already */
};

static void
sheet_free(struct sheet *s)
{
	struct sheet **at = &s->calendar->sheets;

	while (*at != s)
		at = &(*at)->next;
	*at = s->next;
	slice_stop(&s->slice);
	calendar_close(s->list);
	str_release(&s->input);
	pool_free(s->pool);
}

/* Said once, until all are written again. */
static void
note_failure(struct calendar *c, const char *receiver, const char *reason)
{
	if (!c->failed)
		log_warn("receiver %s: its calendar: %s; it is tried again",
		    receiver, reason);
	c->again = c->failed = true;
}

static void
was_written(const struct spawn_result *result, void *context)
{
	struct sheet *s = context;
	bool fine = result->started && result->status == 0 && !result->cut;
	struct why w;

	if (!fine)
		note_failure(s->calendar, s->receiver,
		    result->cut ? "it is too large" : result->why.text);
	else if (!ics_keep(s->path, result->output, &w))
		note_failure(s->calendar, s->receiver, w.text);
	else
		turn_tell(s->calendar->turn, "calendar", "receiver %s: %s",
		    s->receiver, s->path);
	sheet_free(s);
}

/* Where the receiver wants it: below the state folder, or anywhere. */
static const char *
path_of(struct pool *pool, const struct conf *conf, const char *ics)
{
	const char *folder = pool_printf(pool, "%s/calendar", conf->state);

	if (ics[0] == '/')
		return pool_strdup(pool, ics);
	if (mkdir(folder, 0755) != 0 && errno != EEXIST)
		log_debug("%s: %m", folder); /* the next tells */
	return pool_printf(pool, "%s/%s", folder, ics);
}

static void
start_writer(struct sheet *s)
{
	const struct conf *conf = turn_conf(s->calendar->turn);
	const char *const argv[] = {
	    pool_printf(s->pool, "%s/bevakad-ics", conf->libexec), NULL};
	static const char *const environment[] = {"LANG=C.UTF-8", NULL};
	struct spawn_request request = {.argv = argv,
	    .environment = environment,
	    .input = s->input.text,
	    .len = s->input.len,
	    .seconds = WRITER_SECONDS,
	    .output_most = FILE_MOST};

	s->spawn = spawn_start(
	    s->calendar->means->spawner, &request, was_written, s);
}

/* Never what is not committed: then the program is started after it. */
static bool
list_on(void *context)
{
	struct sheet *s = context;
	bool over = false;
	struct why w;

	if (!calendar_step(s->list, &s->input, &over, &w)) {
		note_failure(s->calendar, s->receiver, w.text);
		sheet_free(s);
		return false;
	}
	if (!over)
		return true;
	calendar_close(s->list);
	s->list = NULL;
	if (!store_is_open(turn_store(s->calendar->turn)))
		start_writer(s);
	return false;
}

static void
keep_one(struct calendar *c, const struct conf_receiver *to)
{
	struct pool *pool = pool_new(1 << 20);
	struct sheet *s = pool_get(pool, sizeof(*s));

	*s = (struct sheet){.next = c->sheets,
	    .calendar = c,
	    .pool = pool,
	    .input = STR_INIT(INPUT_MOST)};
	s->receiver = pool_strdup(pool, to->name);
	s->path = path_of(pool, turn_conf(c->turn), to->ics);
	s->list = calendar_open(c->turn, to->name);
	s->slice = (struct slice){
	    .name = "a calendar", .step = list_on, .context = s};
	c->sheets = s;
	slice_start(turn_slicer(c->turn), &s->slice);
}

static void
keep_all(struct calendar *c)
{
	const struct conf *conf = turn_conf(c->turn);

	c->again = c->failed = false;
	for (size_t i = 0; i < conf->n_receivers; i++) {
		const struct conf_receiver *to = &conf->receiver[i];

		if (to->ics[0] != '\0')
			keep_one(c, to);
	}
}

static void
schedule(struct calendar *c, int seconds)
{
	struct timeval tv = {seconds, 0};

	evtimer_add(c->timer, &tv);
}

/* Never what is not committed. */
static void
look(evutil_socket_t fd, short what, void *context)
{
	struct calendar *c = context;
	int day = turn_today(c->turn);
	long changes = store_deadline_changes(turn_store(c->turn));

	(void)fd;
	(void)what;
	if (store_is_open(turn_store(c->turn)) || c->sheets != NULL) {
		schedule(c, SOON);
		return;
	}
	schedule(c, LOOK);
	if (!c->again && changes == c->seen && day == c->day)
		return;
	c->seen = changes;
	c->day = day;
	keep_all(c);
}

HELD(look)

static void
after(void *context)
{
	struct calendar *c = context;

	for (struct sheet *s = c->sheets; s != NULL; s = s->next)
		if (s->list == NULL && s->spawn == NULL)
			start_writer(s);
	if (store_deadline_changes(turn_store(c->turn)) != c->seen)
		schedule(c, SOON);
}

/* What is not with the program yet is of what was lost, perhaps. */
static void
lost(void *context)
{
	struct calendar *c = context;

	for (struct sheet *s = c->sheets, *next; s != NULL; s = next) {
		next = s->next;
		if (s->spawn == NULL)
			sheet_free(s);
	}
	calendar_wake(c);
}

struct calendar *
calendar_new(struct turn *t, const struct means *means)
{
	struct calendar *c = calloc(1, sizeof(*c));

	if (c == NULL)
		abort();
	c->turn = t;
	c->means = means;
	c->timer = evtimer_new(turn_base(t), held_look, c);
	turn_after(t, after, lost, c);
	calendar_wake(c);
	return c;
}

void
calendar_free(struct calendar *c)
{
	if (c == NULL)
		return;
	while (c->sheets != NULL) {
		if (c->sheets->spawn != NULL)
			spawn_cancel(c->sheets->spawn);
		sheet_free(c->sheets);
	}
	event_free(c->timer);
	free(c);
}

void
calendar_wake(struct calendar *c)
{
	c->again = true;
	schedule(c, SOON);
}
