/* fetch-queue.h - who may begin: so many in all, so many to one host */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_FETCH_QUEUE_H
#define EDGE_FETCH_QUEUE_H

#include <stddef.h>
#include <sys/queue.h>

/*
 * Kept outside libcurl, whose own limits on connections let a request's time
 * run while it waits.  Hosts take turns; within one, first come, first served.
 */
struct queue;
struct queue_host;

/* Within what waits; belongs to the queue from put to settle or drop. */
struct queued {
	TAILQ_ENTRY(queued) link;
	struct queue_host *host;
};

struct queue *queue_new(int at_once, int per_host);
/* Nothing may be in it. */
void queue_free(struct queue *);

/* The name is copied. */
void queue_put(struct queue *, struct queued *, const char *host, size_t len);
/* The next that may begin now; NULL when none may. */
struct queued *queue_take(struct queue *);
/* One that was taken is over. */
void queue_settle(struct queue *, struct queued *);
/* One that still waits gives up. */
void queue_drop(struct queue *, struct queued *);

#endif
