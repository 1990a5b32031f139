/* calendar.c - deadlines as calendar files: for receivers, and when asked */
/* SPDX-License-Identifier: MIT */
#include "calendar.h"

#include <errno.h>
#include <event2/event.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/date.h"
#include "base/held.h"
#include "base/log.h"
#include "calendar-inner.h"
#include "config.h"
#include "edge/conf.h"
#include "edge/spawn.h"
#include "edge/store.h"
#include "means.h"
#include "turn.h"

enum {
	SOON = 1,  /* seconds after a change */
	LOOK = 60, /* a day may have begun */
	DEADLINES_MOST = 10000,
	ERRAND_MOST = 256 << 20,
	WRITER_SECONDS = 60,
	FILE_MOST = 64 << 20, /* bytes of a calendar */
};

/* One file, while bevakad-ics writes it. */
struct sheet {
	struct sheet *next;
	struct calendar *calendar;
	struct pool *pool;
	const char *receiver, *path;
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

struct writing {
	struct page_of page;
	const char *receiver;
	struct deadline_row *row;
	size_t n, room;
	struct ics_event *event;
	size_t n_events, room_events;
};

static bool
collect(const struct deadline_row *d, void *context)
{
	struct writing *v = context;

	v->row = pool_grow(
	    v->page.pool, v->row, v->n, &v->room, sizeof(*v->row));
	v->row[v->n++] = term_copy(v->page.pool, d);
	return true;
}

/* Of its rules those that tell the receiver. */
static struct term_rules
rules_of(struct writing *v, const struct deadline_row *d)
{
	struct term_rules rules = term_rules(v->page.turn, v->page.pool, d);
	size_t kept = 0;

	for (size_t i = 0; i < rules.n; i++) {
		const struct rule *r = rules.rule[i];
		size_t k = 0;

		while (v->receiver != NULL && k < r->n_to &&
		       strcmp(r->to[k], v->receiver) != 0)
			k++;
		if (v->receiver == NULL || k < r->n_to)
			rules.rule[kept++] = r;
	}
	rules.n = kept;
	return rules;
}

/* A page of the same matter that says the same goes first; or otherwise. */
static bool
look_around(
    struct writing *v, const struct deadline_row *d, bool *twin, struct why *w)
{
	struct term_rivals rivals;
	struct rival mine = {&d->is, d->confirmed, d->id};

	*twin = v->page.disputed = false;
	if (d->matter == 0 || !term_is_tracked(d))
		return true;
	if (!term_rivals(v->page.turn, v->page.pool, d, &rivals, w))
		return false;
	for (size_t i = 0; i < rivals.n; i++) {
		const struct deadline_row *o = &rivals.row[i];
		struct rival other = {&o->is, o->confirmed, o->id};

		if (rivals_conflict(&o->is, &d->is))
			v->page.disputed |= rivals.n <= TERM_CROWD;
		else if (o->is.end == d->is.end &&
			 rival_goes_first(&other, &mine) &&
			 rules_of(v, o).n > 0)
			*twin = true;
	}
	return true;
}

static bool
add(struct writing *v, const struct deadline_row *d, struct why *w)
{
	struct term_rules rules = rules_of(v, d);
	struct ics_event list[CALENDAR_EVENTS];
	bool twin;
	size_t n;

	if (rules.n == 0)
		return true;
	if (!look_around(v, d, &twin, w))
		return false;
	v->page.rules = &rules;
	n = twin ? 0 : calendar_events(&v->page, d, list);
	for (size_t i = 0; i < n; i++) {
		v->event = pool_grow(v->page.pool, v->event, v->n_events,
		    &v->room_events, sizeof(*v->event));
		v->event[v->n_events++] = list[i];
	}
	return true;
}

bool
calendar_json(
    struct turn *t, const char *receiver, json_t **json, struct why *w)
{
	const struct conf *conf = turn_conf(t);
	const struct conf_receiver *to =
	    receiver ? conf_find_receiver(conf, receiver) : NULL;
	struct writing v = {.page = {.turn = t, .pool = pool_new(ERRAND_MOST)},
	    .receiver = receiver};
	int64_t since = turn_now(t) - CALENDAR_DAYS * 86400LL;
	struct deadline_query query = {.kind = -1,
	    .ruled = true,
	    .touched = since,
	    .today = turn_today(t) - CALENDAR_DAYS,
	    .limit = DEADLINES_MOST};
	struct ics ics = {.program = "bevakad", .version = PACKAGE_VERSION};
	bool done;

	*json = NULL;
	language_read(
	    to != NULL && to->language[0] ? to->language : conf->language,
	    &v.page.language);
	done = store_deadlines(turn_store(t), &query, collect, &v, w);
	for (size_t i = 0; done && i < v.n; i++)
		done = add(&v, &v.row[i], w);
	ics.name = to != NULL && to->title[0] ? to->title
		   : receiver != NULL         ? receiver
					      : "bevakad";
	ics.event = v.event;
	ics.n = v.n_events;
	if (done)
		*json = ics_json(&ics);
	pool_free(v.page.pool);
	return done;
}

static void
sheet_free(struct sheet *s)
{
	struct sheet **at = &s->calendar->sheets;

	while (*at != s)
		at = &(*at)->next;
	*at = s->next;
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
start_writer(struct sheet *s, const json_t *json)
{
	const struct conf *conf = turn_conf(s->calendar->turn);
	char *input = json_dumps(json, JSON_COMPACT);
	const char *const argv[] = {
	    pool_printf(s->pool, "%s/bevakad-ics", conf->libexec), NULL};
	static const char *const environment[] = {"LANG=C.UTF-8", NULL};
	struct spawn_request request = {.argv = argv,
	    .environment = environment,
	    .input = input,
	    .len = strlen(input),
	    .seconds = WRITER_SECONDS,
	    .output_most = FILE_MOST};

	s->spawn = spawn_start(
	    s->calendar->means->spawner, &request, was_written, s);
	free(input);
}

static bool
keep_one(struct calendar *c, const struct conf_receiver *to, struct why *w)
{
	struct pool *pool;
	struct sheet *s;
	json_t *json;

	if (!calendar_json(c->turn, to->name, &json, w))
		return false;
	pool = pool_new(1 << 20);
	s = pool_get(pool, sizeof(*s));
	*s = (struct sheet){.next = c->sheets, .calendar = c, .pool = pool};
	s->receiver = pool_strdup(pool, to->name);
	s->path = path_of(pool, turn_conf(c->turn), to->ics);
	c->sheets = s;
	start_writer(s, json);
	json_decref(json);
	return true;
}

static void
keep_all(struct calendar *c)
{
	const struct conf *conf = turn_conf(c->turn);
	struct why w;

	c->again = c->failed = false;
	for (size_t i = 0; i < conf->n_receivers; i++) {
		const struct conf_receiver *to = &conf->receiver[i];

		if (to->ics[0] != '\0' && !keep_one(c, to, &w))
			note_failure(c, to->name, w.text);
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

	if (store_deadline_changes(turn_store(c->turn)) != c->seen)
		schedule(c, SOON);
}

static void
lost(void *context)
{
	calendar_wake(context);
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
