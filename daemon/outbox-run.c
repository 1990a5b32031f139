/* outbox-run.c - a notifier started, its environment, and what came of it */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/held.h"
#include "base/pool.h"
#include "core/alert.h"
#include "edge/conf.h"
#include "edge/spawn.h"
#include "outbox-inner.h"
#include "turn.h"

enum {
	GONE = 69,      /* EX_UNAVAILABLE of sysexits.h */
	TEMPORARY = 75, /* EX_TEMPFAIL */
	OUTPUT_MOST = 16 * 1024,
	NOTIFIER_MEMORY = 1 << 30,
	DAYS_MOST = 5,     /* that a parcel is tried for */
	TRIAL_MOST = 1800, /* seconds that a trial is */
	TRIAL_TRIES = 3,
	DAY = 86400,
	SECONDS_DEFAULT = 60,
	DESCRIBE_SECONDS = 5,
	DESCRIBE_MOST = 64 * 1024,
	DESCRIBE_MEMORY = 256 << 20
};

/* Growing pauses, in seconds, as Standard Webhooks advises; the last one goes
 * on. */
static const int pauses[] = {5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600,
    14 * 3600, 20 * 3600, DAY};

int
outbox_pause(int tries)
{
	int n = sizeof(pauses) / sizeof(pauses[0]);

	return pauses[tries < 1 ? 0 : tries > n ? n - 1 : tries - 1];
}

int
outbox_retry_after(const char *line)
{
	static const char word[] = "retry-after=";
	int seconds = 0;

	for (line = strstr(line, word); line != NULL;
	     line = strstr(line + 1, word)) {
		const char *s = line + sizeof(word) - 1;

		if (!isdigit((unsigned char)*s))
			continue;
		for (; isdigit((unsigned char)*s) && seconds < DAY; s++)
			seconds = seconds * 10 + (*s - '0');
		return seconds < DAY ? seconds : DAY;
	}
	return 0;
}

void
outbox_free_errand(struct outbox_errand *e)
{
	struct outbox_errand **at = &e->queue->running;

	while (*at != e)
		at = &(*at)->next;
	*at = e->next;
	e->queue->n_running--;
	free(e->input);
	free(e->receiver);
	free(e->program);
	free(e->title);
	free(e->event);
	free(e);
}

/* It may be tried once more. */
static bool
has_patience(const struct outbox_errand *e, int64_t age, int tries)
{
	if (strcmp(e->event, event_name(EVENT_TEST)) == 0)
		return age < TRIAL_MOST || tries < TRIAL_TRIES;
	return age < (int64_t)DAYS_MOST * DAY || tries < OUTBOX_TRIES;
}

/* Which end means what; see plugins/README.md. */
static enum parcel_state
verdict(const struct outbox_errand *e, const struct spawn_result *result,
    int64_t age, int tries)
{
	bool later = !result->started || result->late || result->signal != 0 ||
		     result->status == TEMPORARY;

	if (result->started && result->status == 0 && !result->late)
		return PARCEL_DELIVERED;
	if (result->started && result->status == GONE && !result->late)
		return PARCEL_WAITING; /* until the notifier is enabled */
	if (later && has_patience(e, age, tries))
		return PARCEL_WAITING;
	return PARCEL_GIVEN_UP;
}

/* A tenth more or less, so that what failed together does not come together. */
static int64_t
jitter(int64_t seconds, int64_t seed)
{
	return seconds + seed * 2654435761 % (seconds / 5 + 1) - seconds / 10;
}

/* When it may be tried again: by its own pause, or later, as it was told. */
static int64_t
next_try(const struct parcel_row *r, int64_t now, int after)
{
	int64_t pause = jitter(outbox_pause(r->tries), r->id);

	return now + (pause > after ? pause : after);
}

/* What the end of a run says of the notifier itself. */
static bool
judge_notifier(struct outbox_queue *q, const struct spawn_result *result,
    enum parcel_state state, int after, const char *last, struct why *w)
{
	bool gone = result->started && !result->late && result->status == GONE;

	if (gone)
		return outbox_queue_disable(q, last, w);
	if (state == PARCEL_WAITING && after > 0 &&
	    !outbox_queue_rest(q, after, last, w))
		return false;
	return outbox_queue_note(q, state == PARCEL_DELIVERED, w);
}

static void
run_is_over(const struct spawn_result *result, void *context)
{
	struct outbox_errand *e = context;
	struct outbox_queue *q = e->queue;
	struct outbox *box = q->outbox;
	int64_t now = turn_now(box->turn);
	struct parcel_row r = {.id = e->id,
	    .alert = e->alert,
	    .receiver = e->receiver,
	    .notifier = q->name,
	    .title = e->title,
	    .user = "",
	    .event = e->event,
	    .by = e->program,
	    .created = e->created,
	    .tries = e->tries + 1};
	enum parcel_state state = verdict(e, result, now - e->created, r.tries);
	const char *last = result->last[0] ? result->last : result->why.text;
	int after = outbox_retry_after(last);
	struct why w;

	r.next = next_try(&r, now, after);
	if (!outbox_settle(box, &r, state, last, &w) ||
	    !judge_notifier(q, result, state, after, last, &w) ||
	    (q->disabled != NO_TIME && !outbox_ways_hasten(box, &r, &w)))
		turn_lose(box->turn, &w);
	outbox_free_errand(e);
	turn_hasten(box->turn); /* the next one waits for it */
	outbox_wake(box);
}

/* PATH, LANG, TZ, HOME and, where secrets are wanted, the credentials' folder;
 * nothing else. */
static void
fill_environment(const char *environment[6], struct pool *pool, bool secrets)
{
	const char *credentials = secrets ? getenv("CREDENTIALS_DIRECTORY")
					  : NULL;
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

static struct outbox_errand *
new_errand(struct outbox_queue *q, const struct conf_notifier *by,
    const struct parcel_row *r)
{
	struct outbox_errand *e = calloc(1, sizeof(*e));

	if (e == NULL)
		abort();
	e->queue = q;
	e->id = r->id;
	e->alert = r->alert;
	e->created = r->created;
	e->tries = r->tries;
	e->event = strdup(r->event);
	e->program = strdup(by->program);
	e->receiver = strdup(r->receiver);
	e->title = strdup(r->title ? r->title : "");
	e->next = q->running;
	q->running = e;
	q->n_running++;
	return e;
}

/* A section that is gone by now: as it was when its parcel was taken out. */
static int
seconds_of(const struct outbox_queue *q)
{
	const struct conf_notifier *by = conf_find_notifier(
	    turn_conf(q->outbox->turn), q->name);

	return by != NULL ? by->seconds : SECONDS_DEFAULT;
}

static void
start(struct outbox_errand *e)
{
	struct pool *pool = pool_new(OUTBOX_ERRAND_MOST);
	const char *environment[6];
	const char *argv[] = {e->program, NULL};
	struct spawn_request request = {.argv = argv,
	    .environment = environment,
	    .input = e->input,
	    .len = strlen(e->input),
	    .seconds = seconds_of(e->queue),
	    .output_most = OUTPUT_MOST,
	    .memory_most = NOTIFIER_MEMORY};

	fill_environment(environment, pool, true);
	e->spawn = spawn_start(
	    e->queue->outbox->spawner, &request, run_is_over, e);
	free(e->input);
	e->input = NULL;
	pool_free(pool);
}

/* The oldest of a queue that has yet to be started; they stand last. */
static struct outbox_errand *
not_started(const struct outbox_queue *q)
{
	struct outbox_errand *oldest = NULL;

	for (struct outbox_errand *e = q->running; e != NULL; e = e->next)
		if (e->spawn == NULL)
			oldest = e;
	return oldest;
}

/* One of each queue, so that none waits for another's. */
static void
start_some(evutil_socket_t fd, short what, void *context)
{
	static const struct timeval at_once = {0, 0};
	struct outbox *box = context;
	bool more = false;

	(void)fd;
	(void)what;
	for (struct outbox_queue *q = box->queues; q != NULL; q = q->next) {
		struct outbox_errand *e = not_started(q);

		if (e == NULL)
			continue;
		start(e);
		more = more || not_started(q) != NULL;
	}
	if (more)
		evtimer_add(box->starter, &at_once);
}

HELD(start_some)

void
outbox_open_starter(struct outbox *box)
{
	box->starter = evtimer_new(turn_base(box->turn), held_start_some, box);
}

void
outbox_run(struct outbox_queue *q, const struct conf_notifier *by,
    const struct parcel_row *r, char *input)
{
	static const struct timeval at_once = {0, 0};

	new_errand(q, by, r)->input = input;
	evtimer_add(q->outbox->starter, &at_once);
}

struct spawn *
outbox_describe(struct outbox *box, const struct conf_notifier *by,
    void (*done)(const struct spawn_result *, void *context), void *context)
{
	struct pool *pool = pool_new(OUTBOX_ERRAND_MOST);
	const char *environment[6];
	const char *argv[] = {by->program, "--describe", NULL};
	struct spawn_request request = {.argv = argv,
	    .environment = environment,
	    .input = "",
	    .seconds = DESCRIBE_SECONDS,
	    .output_most = DESCRIBE_MOST,
	    .memory_most = DESCRIBE_MEMORY};
	struct spawn *s;

	fill_environment(environment, pool, false);
	s = spawn_start(box->spawner, &request, done, context);
	pool_free(pool);
	return s;
}
