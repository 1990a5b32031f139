/* slice.c - long work in short slices, and who is served in between */
/* SPDX-License-Identifier: MIT */
#include "slice.h"

#include <assert.h>
#include <event2/event.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/held.h"
#include "base/pool.h"
#include "loop.h"

enum { LARGE_POOL = 1 << 20 };

TAILQ_HEAD(slices, slice);

struct queue {
	struct event *event; /* due at once while there is one */
	struct slices slices;
};

/* Pools on their way out. */
struct heap {
	struct slice slice;
	struct pool **pool;
	size_t n, room;
};

struct slicer {
	struct queue alone, among;
	slice_breath_fn *breath;
	void *context;
	struct heap heap;
};

static void
again(struct queue *q)
{
	static const struct timeval soon = {0, 0};

	if (!TAILQ_EMPTY(&q->slices))
		evtimer_add(q->event, &soon);
}

/* One step of the first; true when it was not its last. */
static bool
step(struct slicer *slicer, struct queue *q)
{
	struct slice *s = TAILQ_FIRST(&q->slices);
	bool alone = s->alone;

	TAILQ_REMOVE(&q->slices, s, link);
	s->slicer = NULL;
	held_by(s->name);
	if (!s->step(s->context))
		return false;
	s->slicer = slicer;
	if (alone)
		TAILQ_INSERT_HEAD(&q->slices, s, link);
	else
		TAILQ_INSERT_TAIL(&q->slices, s, link);
	return true;
}

static void
go_on(struct slicer *slicer, struct queue *q)
{
	int64_t begun = held_clock();

	while (!TAILQ_EMPTY(&q->slices) && !held_is_long(begun))
		step(slicer, q);
	again(q);
}

static void
alone(evutil_socket_t fd, short what, void *context)
{
	struct slicer *s = context;

	(void)fd;
	(void)what;
	go_on(s, &s->alone);
	if (s->breath != NULL)
		s->breath(s->context);
}

HELD(alone)

static void
among(evutil_socket_t fd, short what, void *context)
{
	struct slicer *s = context;

	(void)fd;
	(void)what;
	go_on(s, &s->among);
}

HELD(among)

static bool
free_some(void *context)
{
	struct heap *h = context;

	if (!pool_free_some(h->pool[h->n - 1]))
		h->n--;
	return h->n > 0;
}

void
slicer_free_pool(struct slicer *s, struct pool *pool)
{
	struct heap *h = &s->heap;

	if (pool == NULL || pool_used(pool) < LARGE_POOL) {
		pool_free(pool);
		return;
	}
	if (h->n == h->room) {
		h->room = h->room * 2 + 8;
		h->pool = realloc(h->pool, h->room * sizeof(h->pool[0]));
		if (h->pool == NULL)
			abort();
	}
	h->pool[h->n++] = pool;
	if (h->n == 1)
		slice_start(s, &h->slice);
}

static void
free_heap(struct heap *h)
{
	for (size_t i = 0; i < h->n; i++)
		pool_free(h->pool[i]);
	free(h->pool);
}

struct slicer *
slicer_new(struct event_base *base)
{
	struct slicer *s = calloc(1, sizeof(*s));

	if (s == NULL)
		abort();
	TAILQ_INIT(&s->alone.slices);
	TAILQ_INIT(&s->among.slices);
	s->alone.event = evtimer_new(base, held_alone, s);
	s->among.event = evtimer_new(base, held_among, s);
	event_priority_set(s->alone.event, LOOP_ALONE);
	s->heap.slice = (struct slice){.name = "memory given back",
	    .step = free_some,
	    .context = &s->heap};
	return s;
}

static void
drop_all(struct queue *q)
{
	struct slice *s;

	while ((s = TAILQ_FIRST(&q->slices)) != NULL)
		slice_stop(s);
	event_free(q->event);
}

void
slicer_free(struct slicer *s)
{
	if (s == NULL)
		return;
	drop_all(&s->alone);
	drop_all(&s->among);
	free_heap(&s->heap);
	free(s);
}

void
slicer_set_breath(struct slicer *s, slice_breath_fn *breath, void *context)
{
	s->breath = breath;
	s->context = context;
}

void
slice_start(struct slicer *slicer, struct slice *s)
{
	struct queue *q = s->alone ? &slicer->alone : &slicer->among;

	assert(s->slicer == NULL);
	s->slicer = slicer;
	TAILQ_INSERT_TAIL(&q->slices, s, link);
	if (TAILQ_FIRST(&q->slices) == s)
		again(q);
}

void
slice_stop(struct slice *s)
{
	struct slicer *slicer = s->slicer;

	if (slicer == NULL)
		return;
	TAILQ_REMOVE(
	    s->alone ? &slicer->alone.slices : &slicer->among.slices, s, link);
	s->slicer = NULL;
}
