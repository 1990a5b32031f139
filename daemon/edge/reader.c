/* reader.c - the daemon's end of bevakad-reader: errands, one by one */
/* SPDX-License-Identifier: MIT */
#include "edge/reader.h"

#include <event2/event.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

#include "base/held.h"
#include "base/log.h"
#include "base/str.h"
#include "base/wire.h"
#include "edge/reader-child.h"
#include "edge/reader-serve.h"

/*
 *	      an errand waits            it is late, writes nonsense, dies,
 *	                                 or has read its share
 *	NONE -----------------> RUNNING -----------------------> ENDING
 *	  ^ \                                                       |
 *	  |  cannot be started                                      | over
 *	  |                \                                        |
 *	  +---------------- PAUSED <-- too often in a row --+-------+
 *	  +--------------------------------------------------+
 *
 * The errand at hand is the first of the list.  The one behind it is written
 * while it is read, so that the child need not wait for the loop; it is
 * written again to the next child when this one ends before its turn.
 */
enum state { NONE, RUNNING, ENDING, PAUSED };

enum {
	DEATHS_FREE = 3,   /* in a row, without a pause */
	PAUSE_FIRST = 100, /* milliseconds; twice as long each time */
	PAUSE_MOST = 30000,
	AHEAD = 2,          /* errands written: at hand, and the next */
	RECORD_PARTS = 4,   /* of its memory, which a document may take */
	LARGE = 256 * 1024, /* a body that is not copied */
};

struct reader_errand {
	TAILQ_ENTRY(reader_errand) link;
	struct reader *reader;
	struct str record;    /* with its frame's head; full: too large */
	struct str body;      /* behind it, with its NUL, when it is large */
	size_t written;       /* of both */
	size_t bytes;         /* of the document */
	reader_done_fn *done; /* NULL: cancelled after it was written */
	void *context;
};

TAILQ_HEAD(errands, reader_errand);

struct reader {
	struct event_base *base;
	struct reader_settings settings;
	char *program;
	enum state state;
	struct reader_child *child; /* in RUNNING and ENDING */
	struct event *step;         /* something may be done */
	struct event *pause;
	struct event *limit; /* of the errand at hand */
	struct errands errands;
	struct errands ended; /* whose memory is given back by old */
	struct event *old;
	size_t waiting;
	int written, answered; /* documents, of this child */
	int failures;          /* in a row */
	long documents, died;  /* of all children */
};

static void on_step(evutil_socket_t, short, void *);
HELD(on_step)
static void on_pause(evutil_socket_t, short, void *);
HELD(on_pause)
static void on_limit(evutil_socket_t, short, void *);
HELD(on_limit)
static void on_old(evutil_socket_t, short, void *);
HELD(on_old)

static const struct timeval soon;

static void
out_of_memory(void)
{
	log_err("%s", "reader: out of memory");
	exit(70);
}

struct reader *
reader_new(struct event_base *base, const struct reader_settings *s)
{
	struct reader *r = calloc(1, sizeof(*r));

	if (r == NULL)
		out_of_memory();
	r->base = base;
	r->settings = *s;
	r->program = strdup(s->program);
	r->settings.program = r->program;
	r->step = evtimer_new(base, held_on_step, r);
	r->pause = evtimer_new(base, held_on_pause, r);
	r->limit = evtimer_new(base, held_on_limit, r);
	if (!r->program || !r->step || !r->pause || !r->limit)
		out_of_memory();
	r->old = evtimer_new(base, held_on_old, r);
	if (!r->old)
		out_of_memory();
	TAILQ_INIT(&r->errands);
	TAILQ_INIT(&r->ended);
	return r;
}

/* What a large document has filled is given back some at a time. */
static void
on_old(evutil_socket_t fd, short what, void *context)
{
	struct reader *r = context;
	struct reader_errand *e = TAILQ_FIRST(&r->ended);

	(void)fd;
	(void)what;
	if (e == NULL)
		return;
	evtimer_add(r->old, &soon);
	if (str_release_some(&e->body) || str_release_some(&e->record))
		return;
	TAILQ_REMOVE(&r->ended, e, link);
	free(e);
}

static void
errand_free(struct reader_errand *e)
{
	struct reader *r = e->reader;

	TAILQ_REMOVE(&r->errands, e, link);
	r->waiting -= e->bytes;
	if (e->bytes >= LARGE) {
		TAILQ_INSERT_TAIL(&r->ended, e, link);
		evtimer_add(r->old, &soon);
		return;
	}
	str_release(&e->body);
	str_release(&e->record);
	free(e);
}

void
reader_free(struct reader *r)
{
	if (r == NULL)
		return;
	if (r->child != NULL)
		reader_child_kill(r->child);
	while (!TAILQ_EMPTY(&r->errands))
		errand_free(TAILQ_FIRST(&r->errands));
	while (!TAILQ_EMPTY(&r->ended))
		on_old(-1, 0, r);
	event_free(r->old);
	event_free(r->step);
	event_free(r->pause);
	event_free(r->limit);
	free(r->program);
	free(r);
}

static void
step_soon(struct reader *r)
{
	evtimer_add(r->step, &soon);
}

/* The errand at hand is over; done comes last, for it may start others. */
static void
settle(struct reader *r, struct reader_result *result)
{
	struct reader_errand *e = TAILQ_FIRST(&r->errands);
	reader_done_fn *done = e->done;
	void *context = e->context;

	evtimer_del(r->limit);
	errand_free(e);
	step_soon(r);
	if (done != NULL)
		done(result, context);
	else
		pool_free(result->pool);
}

static void
fail(struct reader *r, bool died, const char *text)
{
	struct reader_result result = {.died = died};

	r->died += died;
	why(&result.why, "%s", text);
	settle(r, &result);
}

static void
end_child(struct reader *r, const char *text)
{
	evtimer_del(r->limit);
	r->state = ENDING;
	reader_child_end(r->child, text);
}

static void
on_limit(evutil_socket_t fd, short what, void *context)
{
	struct reader *r = context;
	struct why w;

	(void)fd;
	(void)what;
	why(&w,
	    "reading it took longer than %d seconds; the document is left "
	    "unread",
	    r->settings.seconds);
	end_child(r, w.text);
}

/* Each child has a share, so that the next begins with a clean memory. */
static bool
has_share(const struct reader *r)
{
	return r->settings.documents_most <= 0 ||
	       r->written < r->settings.documents_most;
}

/* Of what is written. */
static size_t
length(const struct reader_errand *e)
{
	return e->record.len + (e->body.size > 0 ? e->body.len + 1 : 0);
}

static struct reader_errand *
to_write(struct reader *r)
{
	struct reader_errand *e = TAILQ_FIRST(&r->errands);

	for (int i = 0; i < AHEAD && e != NULL; i++) {
		if (e->record.full) /* fails when its turn comes */
			return NULL;
		if (e->written == 0)
			return has_share(r) ? e : NULL;
		if (e->written < length(e))
			return e;
		e = TAILQ_NEXT(e, link);
	}
	return NULL;
}

static void
on_writable(void *context)
{
	struct reader *r = context;
	struct reader_errand *e = to_write(r);
	size_t n;

	if (e == NULL) {
		reader_child_want(r->child, false);
		return;
	}
	if (e->written < e->record.len)
		n = reader_child_write(r->child, e->record.text + e->written,
		    e->record.len - e->written);
	else
		n = reader_child_write(r->child,
		    e->body.text + (e->written - e->record.len),
		    length(e) - e->written);
	if (e->written == 0 && n > 0)
		r->written++;
	e->written += n;
}

/* False: it is not one. */
static bool
read_answer(struct pool *pool, const char *bytes, size_t len,
    struct reader_result *result)
{
	struct wire w = wire_open(bytes, len);
	struct document *d;
	const char *text;

	if (wire_number_in(&w, 0, 1) == 1) {
		d = pool_get(pool, sizeof(*d));
		result->document = d;
		result->pool = pool;
		return document_get(pool, &w, d, &result->why) && wire_done(&w);
	}
	text = wire_text(&w);
	if (!wire_done(&w) || text == NULL)
		return false;
	why(&result->why, "%s", text);
	log_clean(result->why.text);
	return true;
}

static void
on_answer(struct pool *pool, const char *bytes, size_t len, void *context)
{
	struct reader *r = context;
	struct reader_errand *e = TAILQ_FIRST(&r->errands);
	struct reader_result result = {0};
	bool asked = e != NULL && e->written > 0 && e->written == length(e);

	if (!asked || !read_answer(pool, bytes, len, &result)) {
		pool_free(pool);
		end_child(r, "the reader's answer is no document; the "
			     "document is left unread");
		return;
	}
	if (result.document == NULL)
		pool_free(pool);
	r->answered++;
	r->documents++;
	r->failures = 0;
	settle(r, &result);
}

/* times: how often in a row; no pause for none. */
static void
pause_for(struct reader *r, int times)
{
	int ms = PAUSE_FIRST;
	struct timeval in;

	r->state = NONE;
	if (times <= 0)
		return;
	while (--times > 0 && ms < PAUSE_MOST)
		ms *= 2;
	if (ms > PAUSE_MOST)
		ms = PAUSE_MOST;
	in = (struct timeval){.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000};
	r->state = PAUSED;
	evtimer_add(r->pause, &in);
}

static void
on_pause(evutil_socket_t fd, short what, void *context)
{
	struct reader *r = context;

	(void)fd;
	(void)what;
	r->state = NONE;
	step_soon(r);
}

/* What was written ahead is written anew, to the next child. */
static void
take_back(struct reader_errand *e)
{
	if (e == NULL)
		return;
	e->written = 0;
	if (e->done == NULL)
		errand_free(e);
}

static void
on_over(const char *text, void *context)
{
	struct reader *r = context;
	struct reader_errand *e = TAILQ_FIRST(&r->errands);
	bool at_hand = e != NULL && e->written > 0;

	evtimer_del(r->limit);
	r->child = NULL;
	if (at_hand)
		take_back(TAILQ_NEXT(e, link));
	if (at_hand || r->answered == 0)
		r->failures++;
	pause_for(r, r->failures - DEATHS_FREE);
	if (at_hand)
		fail(r, true, text);
	else
		step_soon(r);
}

static const struct reader_child_calls calls = {
    on_writable, on_answer, on_over};

static void
start_child(struct reader *r)
{
	struct why w;

	r->written = 0;
	r->answered = 0;
	r->child = reader_child_start(r->base, &r->settings, &calls, r, &w);
	if (r->child != NULL) {
		r->state = RUNNING;
		return;
	}
	r->failures++;
	pause_for(r, r->failures);
	fail(r, true, w.text);
}

static void
on_step(evutil_socket_t fd, short what, void *context)
{
	struct timeval limit;
	struct reader *r = context;
	struct reader_errand *e = TAILQ_FIRST(&r->errands);

	(void)fd;
	(void)what;
	limit = (struct timeval){.tv_sec = r->settings.seconds};
	if (e != NULL && e->record.full) {
		fail(r, false,
		    "the document is too large for the reader; it "
		    "is left unread");
		return;
	}
	if (e != NULL && r->state == NONE)
		start_child(r);
	if (r->state != RUNNING)
		return;
	if (!has_share(r) && r->written == r->answered) {
		end_child(r, NULL);
		return;
	}
	reader_child_want(r->child, to_write(r) != NULL);
	if (!TAILQ_EMPTY(&r->errands) && !evtimer_pending(r->limit, NULL))
		evtimer_add(r->limit, &limit);
}

/* Takes the body over, or copies it when it is small or not to be had. */
static void
put(struct reader_errand *e, const struct reading *reading, size_t most)
{
	struct str *s = &e->record;
	bool takes = reading->own != NULL && reading->body.len >= LARGE;

	*s = (struct str)STR_INIT(most);
	e->body = (struct str)STR_INIT(0);
	if (!takes)
		str_room(s, reading->body.len + 1024);
	str_addn(s, "01234567", FRAME); /* the head's place */
	if (takes) {
		reading_put_head(s, reading);
		e->body = *reading->own;
		*reading->own = (struct str)STR_INIT(e->body.most);
		s->full |= s->len + e->body.len >= most;
	} else {
		reading_put(s, reading);
	}
	if (!s->full)
		frame_put(s->text, length(e) - FRAME);
}

struct reader_errand *
reader_start(struct reader *r, const struct reading *reading,
    reader_done_fn *done, void *context)
{
	struct reader_errand *e = calloc(1, sizeof(*e));
	size_t most = r->settings.memory_most / RECORD_PARTS;

	if (e == NULL)
		out_of_memory();
	e->reader = r;
	e->done = done;
	e->context = context;
	e->bytes = reading->body.len;
	put(e, reading, most);
	TAILQ_INSERT_TAIL(&r->errands, e, link);
	r->waiting += e->bytes;
	step_soon(r);
	return e;
}

void
reader_cancel(struct reader_errand *e)
{
	if (e->written > 0)
		e->done = NULL; /* its answer will come, and is dropped */
	else
		errand_free(e);
}

size_t
reader_waiting(const struct reader *r)
{
	return r->waiting;
}

void
reader_counts(const struct reader *r, long *documents, long *died)
{
	*documents = r->documents;
	*died = r->died;
}

int
reader_pid(const struct reader *r)
{
	return r->child ? reader_child_pid(r->child) : 0;
}
