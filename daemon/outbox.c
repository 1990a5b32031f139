/* outbox.c - parcels on their way: notifiers run, settled, tried again */
/* SPDX-License-Identifier: MIT */
#include "outbox.h"

#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "base/pool.h"
#include "core/alert.h"
#include "edge/conf.h"
#include "edge/spawn.h"
#include "raise.h"
#include "turn.h"

enum {
	TEMPORARY = 75, /* EX_TEMPFAIL of sysexits.h */
	OUTPUT_MOST = 16 * 1024,
	NOTIFIER_MEMORY = 1 << 30,
	DAYS_MOST = 5, /* that a parcel is tried for */
	ERRAND_MOST = 4 << 20,
};

/* One parcel that is out. */
struct errand {
	struct errand *next; /* queue's running */
	struct queue *queue;
	struct spawn *spawn;
	int64_t id, alert, created;
	int tries;
	char *receiver, *title, *event;
};

/* The parcels of one notifier. */
struct queue {
	struct queue *next; /* outbox's */
	struct outbox *outbox;
	struct event *timer;
	struct errand *running;
	int n_running;
	bool gone; /* not in the configuration any more */
	char name[];
};

struct outbox {
	struct turn *turn;
	struct spawner *spawner;
	struct queue *queues;
};

/* Growing pauses, in seconds; the last one goes on. */
static const int pauses[] = {
    5, 30, 120, 300, 900, 1800, 3600, 7200, 14400, 28800};

int
outbox_pause(int tries)
{
	int n = sizeof(pauses) / sizeof(pauses[0]);

	return pauses[tries < 1 ? 0 : tries > n ? n - 1 : tries - 1];
}

static void start_due(struct queue *);

static void
free_errand(struct errand *e)
{
	struct errand **at = &e->queue->running;

	while (*at != e)
		at = &(*at)->next;
	*at = e->next;
	e->queue->n_running--;
	free(e->receiver);
	free(e->title);
	free(e->event);
	free(e);
}

static const char *
text_of(json_t *texts, const char *language, const char *key)
{
	json_t *one = json_object_get(texts, language);

	if (one == NULL)
		one = json_object_get(texts, "sv");
	return json_string_value(json_object_get(one, key));
}

static json_t *
strings(const char *const *list, size_t n)
{
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(array, json_string(list[i]));
	return array;
}

static void
add_receiver(json_t *o, const struct conf_receiver *to, const char *user)
{
	json_t *r = json_object();

	json_object_set_new(r, "name", json_string(to->name));
	json_object_set_new(
	    r, "title", json_string(to->title ? to->title : to->name));
	json_object_set_new(r, "mail", strings(to->mail, to->n_mail));
	json_object_set_new(r, "users",
	    user[0] ? strings(&user, 1) : strings(to->members, to->n_members));
	json_object_set_new(o, "receiver", r);
}

static void
add_options(json_t *o, const struct conf_notifier *by)
{
	json_t *options = json_object();

	for (size_t i = 0; i < by->n_options; i++)
		json_object_set_new(options, by->option[i].key,
		    json_string(by->option[i].value));
	json_object_set_new(o, "options", options);
}

static void
add_texts(json_t *o, const char *language)
{
	json_t *texts = json_object_get(o, "texts");
	const char *title = text_of(texts, language, "title");
	const char *text = text_of(texts, language, "text");

	json_object_set_new(o, "language", json_string(language));
	json_object_set_new(o, "title", json_string(title ? title : ""));
	json_object_set_new(o, "text", json_string(text ? text : ""));
	json_object_del(o, "texts");
}

json_t *
outbox_parcel_json(const struct outbox *box, const struct parcel_row *r)
{
	const struct conf *conf = turn_conf(box->turn);
	const struct conf_receiver *to = conf_find_receiver(conf, r->receiver);
	const struct conf_notifier *by = conf_find_notifier(conf, r->notifier);
	json_t *o = json_loads(r->json, 0, NULL);
	json_int_t alert = r->alert, parcel = r->id;

	if (o == NULL || to == NULL || by == NULL) {
		json_decref(o);
		return NULL;
	}
	json_object_set_new(o, "id",
	    json_sprintf("A%" JSON_INTEGER_FORMAT ".P%" JSON_INTEGER_FORMAT
			 ".%lld",
		alert, parcel, (long long)r->created));
	json_object_set_new(
	    o, "alert", json_sprintf("A%" JSON_INTEGER_FORMAT, alert));
	json_object_set_new(
	    o, "parcel", json_sprintf("P%" JSON_INTEGER_FORMAT, parcel));
	add_texts(o, to->language ? to->language : "sv");
	add_receiver(o, to, r->user);
	add_options(o, by);
	return o;
}

static const char *
state_word(enum parcel_state state)
{
	return state == PARCEL_WAITING ? "tried again later"
				       : parcel_state_name(state);
}

/* What became of it, into the open transaction. */
static bool
keep(struct outbox *box, const struct parcel_row *r, struct why *w)
{
	return turn_write(box->turn, w) &&
	       store_parcel_keep(turn_store(box->turn), r, w);
}

static bool
tell_given_up(struct outbox *box, const struct parcel_row *r, struct why *w)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	const char *key = pool_printf(
	    pool, "given up P%lld %d", (long long)r->id, r->tries);
	const char *reason = pool_printf(pool,
	    "A%lld, %s, %s: %s\nbevakactl outbox; bevakactl outbox retry P%lld",
	    (long long)r->alert, r->receiver, r->notifier, r->why,
	    (long long)r->id);
	bool done = raise_health(box->turn, EVENT_PARCEL_GIVEN_UP, NULL,
	    r->title ? r->title : "", reason, key, w);

	pool_free(pool);
	return done;
}

/* That one could not be told is not told again: it would go on for ever. */
static bool
tells_of_parcel(const struct parcel_row *r)
{
	return strcmp(r->event, event_name(EVENT_PARCEL_GIVEN_UP)) == 0;
}

bool
outbox_settle(struct outbox *box, const struct parcel_row *was,
    enum parcel_state state, const char *reason, struct why *w)
{
	struct parcel_row r = *was;

	r.state = state;
	r.why = reason;
	r.settled = turn_now(box->turn);
	if (!keep(box, &r, w))
		return false;
	turn_tell(box->turn, "parcel",
	    "parcel P%lld (alert A%lld to %s by %s): %s%s%s", (long long)r.id,
	    (long long)r.alert, r.receiver, r.notifier, state_word(state),
	    reason && reason[0] ? ": " : "", reason ? reason : "");
	return state != PARCEL_GIVEN_UP || tells_of_parcel(&r) ||
	       tell_given_up(box, &r, w);
}

/* Which end means what; see plugins/README.md. */
static enum parcel_state
verdict(const struct spawn_result *result, int64_t age)
{
	bool later = !result->started || result->late || result->signal != 0 ||
		     result->status == TEMPORARY;

	if (result->started && result->status == 0 && !result->late)
		return PARCEL_DELIVERED;
	if (later && age < (int64_t)DAYS_MOST * 86400)
		return PARCEL_WAITING;
	return PARCEL_GIVEN_UP;
}

/* A tenth more or less, so that what failed together does not come together. */
static int64_t
jitter(int64_t seconds, int64_t seed)
{
	return seconds + seed * 2654435761 % (seconds / 5 + 1) - seconds / 10;
}

static void
run_is_over(const struct spawn_result *result, void *context)
{
	struct errand *e = context;
	struct queue *q = e->queue;
	struct outbox *box = q->outbox;
	int64_t now = turn_now(box->turn);
	struct parcel_row r = {.id = e->id,
	    .alert = e->alert,
	    .receiver = e->receiver,
	    .notifier = q->name,
	    .title = e->title,
	    .user = "",
	    .event = e->event,
	    .created = e->created,
	    .tries = e->tries + 1};
	enum parcel_state state = verdict(result, now - e->created);
	const char *last = result->last[0] ? result->last : result->why.text;
	struct why w;

	r.next = now + jitter(outbox_pause(r.tries), r.id);
	if (!outbox_settle(box, &r, state, last, &w))
		turn_lose(box->turn, &w);
	free_errand(e);
	start_due(q);
}

/* PATH, LANG, TZ, HOME and the credentials' folder; nothing else. */
static void
fill_environment(const char *environment[6], struct pool *pool)
{
	const char *credentials = getenv("CREDENTIALS_DIRECTORY");
	const char *zone = getenv("TZ");
	int n = 0;

	environment[n++] = "PATH=/usr/local/bin:/usr/bin:/bin";
	environment[n++] = "LANG=C.UTF-8";
	environment[n++] = "HOME=/";
	environment[n++] = pool_printf(
	    pool, "TZ=%s", zone ? zone : "Europe/Stockholm");
	if (credentials != NULL)
		environment[n++] = pool_printf(
		    pool, "CREDENTIALS_DIRECTORY=%s", credentials);
	environment[n] = NULL;
}

static struct errand *
new_errand(struct queue *q, const struct parcel_row *r)
{
	struct errand *e = calloc(1, sizeof(*e));

	if (e == NULL)
		abort();
	e->queue = q;
	e->id = r->id;
	e->alert = r->alert;
	e->created = r->created;
	e->tries = r->tries;
	e->event = strdup(r->event);
	e->receiver = strdup(r->receiver);
	e->title = strdup(r->title ? r->title : "");
	e->next = q->running;
	q->running = e;
	q->n_running++;
	return e;
}

static void
run(struct queue *q, const struct conf_notifier *by, const struct parcel_row *r,
    char *input)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	const char *environment[6];
	const char *argv[] = {by->program, NULL};
	struct spawn_request request = {.argv = argv,
	    .environment = environment,
	    .input = input,
	    .len = strlen(input),
	    .seconds = by->seconds,
	    .output_most = OUTPUT_MOST,
	    .memory_most = NOTIFIER_MEMORY};
	struct errand *e = new_errand(q, r);

	fill_environment(environment, pool);
	e->spawn = spawn_start(q->outbox->spawner, &request, run_is_over, e);
	pool_free(pool);
}

/* What a listing of due parcels collects, since rows live only in it. */
struct due {
	struct queue *queue;
	const struct conf_notifier *by;
	struct pool *pool;
	struct parcel_row *list;
	size_t n, room;
};

static bool
collect(const struct parcel_row *r, void *context)
{
	struct due *d = context;
	struct parcel_row *copy;

	d->list = pool_grow(d->pool, d->list, d->n, &d->room, sizeof(*d->list));
	copy = &d->list[d->n++];
	*copy = *r;
	copy->receiver = pool_strdup(d->pool, r->receiver);
	copy->notifier = pool_strdup(d->pool, r->notifier);
	copy->user = pool_strdup(d->pool, r->user);
	copy->title = pool_strdup(d->pool, r->title);
	copy->json = pool_strdup(d->pool, r->json);
	copy->event = pool_strdup(d->pool, r->event);
	copy->why = NULL;
	return true;
}

/* The state file says that it is out before it is. */
static bool
start_one(struct due *d, struct parcel_row *r, struct why *w)
{
	struct outbox *box = d->queue->outbox;
	json_t *json = outbox_parcel_json(box, r);
	char *input = json ? json_dumps(json, JSON_COMPACT) : NULL;
	bool done;

	json_decref(json);
	if (input == NULL)
		return outbox_settle(box, r, PARCEL_GIVEN_UP,
		    "its receiver is not in the configuration", w);
	r->state = PARCEL_OUT;
	done = keep(box, r, w);
	if (done)
		run(d->queue, d->by, r, input);
	free(input);
	return done;
}

static void
schedule(struct queue *q)
{
	struct outbox *box = q->outbox;
	int64_t next, now = turn_now(box->turn);
	struct timeval tv = {0, 0};
	struct why w;

	if (!store_parcels_next(turn_store(box->turn), q->name, &next, &w)) {
		log_err("outbox: %s", w.text);
		next = now + 60;
	}
	if (next == NO_TIME)
		return;
	tv.tv_sec = next > now ? next - now : 0;
	evtimer_add(q->timer, &tv);
}

static void
start_due(struct queue *q)
{
	struct outbox *box = q->outbox;
	const struct conf_notifier *by = conf_find_notifier(
	    turn_conf(box->turn), q->name);
	struct parcel_query query = {
	    .notifier = q->name, .due = turn_now(box->turn)};
	struct due d = {.queue = q, .by = by};
	struct why w;
	bool done;

	if (by == NULL || strcmp(by->program, "desktop") == 0 ||
	    q->n_running >= by->at_once)
		return;
	if (store_is_open(turn_store(box->turn)))
		return; /* after the commit */
	d.pool = pool_new((size_t)ERRAND_MOST * 16);
	query.limit = by->at_once - q->n_running;
	done = store_parcels(turn_store(box->turn), &query, collect, &d, &w);
	for (size_t i = 0; done && i < d.n; i++)
		done = start_one(&d, &d.list[i], &w);
	if (!done)
		turn_lose(box->turn, &w);
	else if (q->n_running < by->at_once)
		schedule(q);
	pool_free(d.pool);
}

static void
is_due(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	start_due(context);
}

static struct queue *
find_queue(struct outbox *box, const char *name)
{
	size_t n = strlen(name);
	struct queue *q;

	for (q = box->queues; q != NULL; q = q->next)
		if (strcmp(q->name, name) == 0)
			return q;
	q = calloc(1, sizeof(*q) + n + 1);
	if (q == NULL)
		abort();
	memcpy(q->name, name, n + 1);
	q->outbox = box;
	q->timer = evtimer_new(turn_base(box->turn), is_due, q);
	q->next = box->queues;
	box->queues = q;
	return q;
}

static void
wake(void *context)
{
	outbox_wake(context);
}

/* Parcels that were marked as out in what was lost wait again. */
static void
lost(void *context)
{
	struct outbox *box = context;
	struct timeval minute = {60, 0};

	for (struct queue *q = box->queues; q != NULL; q = q->next)
		evtimer_add(q->timer, &minute);
}

struct outbox *
outbox_new(struct turn *t, struct spawner *spawner)
{
	struct outbox *box = calloc(1, sizeof(*box));

	if (box == NULL)
		abort();
	box->turn = t;
	box->spawner = spawner;
	turn_after(t, wake, lost, box);
	return box;
}

void
outbox_free(struct outbox *box)
{
	if (box == NULL)
		return;
	while (box->queues != NULL) {
		struct queue *q = box->queues;

		while (q->running != NULL) {
			spawn_cancel(q->running->spawn);
			free_errand(q->running);
		}
		box->queues = q->next;
		event_free(q->timer);
		free(q);
	}
	free(box);
}

void
outbox_reload(struct outbox *box)
{
	const struct conf *conf = turn_conf(box->turn);

	for (size_t i = 0; i < conf->n_notifiers; i++)
		find_queue(box, conf->notifier[i].name);
	outbox_wake(box);
}

void
outbox_wake(struct outbox *box)
{
	for (struct queue *q = box->queues; q != NULL; q = q->next)
		start_due(q);
}

int
outbox_running(const struct outbox *box)
{
	int n = 0;

	for (const struct queue *q = box->queues; q != NULL; q = q->next)
		n += q->n_running;
	return n;
}

bool
outbox_rests(const struct outbox *box)
{
	int64_t next, now = turn_now(box->turn);
	struct why w;

	if (outbox_running(box) > 0)
		return false;
	for (const struct queue *q = box->queues; q != NULL; q = q->next) {
		const struct conf_notifier *by = conf_find_notifier(
		    turn_conf(box->turn), q->name);

		if (by == NULL || strcmp(by->program, "desktop") == 0)
			continue;
		if (store_parcels_next(
			turn_store(box->turn), q->name, &next, &w) &&
		    next != NO_TIME && next <= now)
			return false;
	}
	return true;
}
