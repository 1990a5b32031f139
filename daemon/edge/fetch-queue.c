/* fetch-queue.c - who may begin */
/* SPDX-License-Identifier: MIT */
#include "edge/fetch-queue.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/log.h"

enum { BUCKETS = 512 };

TAILQ_HEAD(waiting, queued);
TAILQ_HEAD(ready, queue_host);
LIST_HEAD(bucket, queue_host);

/* Exists while something of it waits or is under way. */
struct queue_host {
	LIST_ENTRY(queue_host) chain;
	TAILQ_ENTRY(queue_host) turn;
	bool ready; /* in the list: something waits and may begin */
	int active;
	struct waiting waiting;
	size_t len;
	char name[];
};

struct queue {
	int at_once, per_host;
	int active;
	struct ready ready;
	struct bucket bucket[BUCKETS];
};

struct queue *
queue_new(int at_once, int per_host)
{
	struct queue *q = calloc(1, sizeof(*q));

	if (q == NULL) {
		log_err("fetch: out of memory");
		exit(70);
	}
	q->at_once = at_once > 0 ? at_once : 1;
	q->per_host = per_host > 0 ? per_host : 1;
	TAILQ_INIT(&q->ready);
	return q;
}

void
queue_free(struct queue *q)
{
	for (int i = 0; i < BUCKETS; i++)
		assert(LIST_EMPTY(&q->bucket[i]));
	free(q);
}

static struct queue_host *
find(struct queue *q, const char *name, size_t len)
{
	struct bucket *b = &q->bucket[XXH3_64bits(name, len) % BUCKETS];
	struct queue_host *h;

	LIST_FOREACH(h, b, chain) {
		if (h->len == len && memcmp(h->name, name, len) == 0)
			return h;
	}
	h = calloc(1, sizeof(*h) + len);
	if (h == NULL) {
		log_err("fetch: out of memory");
		exit(70);
	}
	h->len = len;
	memcpy(h->name, name, len);
	TAILQ_INIT(&h->waiting);
	LIST_INSERT_HEAD(b, h, chain);
	return h;
}

/* Puts the host into the turn, or out of it, or away, as it now is. */
static void
update(struct queue *q, struct queue_host *h)
{
	bool ready = !TAILQ_EMPTY(&h->waiting) && h->active < q->per_host;

	if (ready && !h->ready)
		TAILQ_INSERT_TAIL(&q->ready, h, turn);
	if (!ready && h->ready)
		TAILQ_REMOVE(&q->ready, h, turn);
	h->ready = ready;
	if (TAILQ_EMPTY(&h->waiting) && h->active == 0) {
		LIST_REMOVE(h, chain);
		free(h);
	}
}

void
queue_put(struct queue *q, struct queued *e, const char *host, size_t len)
{
	e->host = find(q, host, len);
	TAILQ_INSERT_TAIL(&e->host->waiting, e, link);
	update(q, e->host);
}

struct queued *
queue_take(struct queue *q)
{
	struct queue_host *h = TAILQ_FIRST(&q->ready);
	struct queued *e;

	if (h == NULL || q->active >= q->at_once)
		return NULL;
	e = TAILQ_FIRST(&h->waiting);
	TAILQ_REMOVE(&h->waiting, e, link);
	TAILQ_REMOVE(&q->ready, h, turn);
	h->ready = false;
	h->active++;
	q->active++;
	update(q, h);
	return e;
}

void
queue_settle(struct queue *q, struct queued *e)
{
	assert(e->host->active > 0 && q->active > 0);
	e->host->active--;
	q->active--;
	update(q, e->host);
}

void
queue_drop(struct queue *q, struct queued *e)
{
	TAILQ_REMOVE(&e->host->waiting, e, link);
	update(q, e->host);
}
