/* outbox-inner.h - what the files of outbox share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef OUTBOX_INNER_H
#define OUTBOX_INNER_H

#include <stdbool.h>
#include <stdint.h>

#include "outbox.h"

struct conf_notifier;
struct event;
struct spawn;

enum { OUTBOX_ERRAND_MOST = 4 << 20 }; /* bytes of a pool for one errand */

/* One parcel that is out. */
struct outbox_errand {
	struct outbox_errand *next; /* queue's running */
	struct outbox_queue *queue;
	struct spawn *spawn;
	int64_t id, alert, created;
	int tries;
	char *receiver, *title, *event, *program;
};

/* The parcels of one notifier. */
struct outbox_queue {
	struct outbox_queue *next; /* outbox's */
	struct outbox *outbox;
	struct event *timer;
	struct outbox_errand *running;
	int n_running;
	char name[];
};

struct outbox {
	struct turn *turn;
	struct spawner *spawner;
	struct outbox_queue *queues;
	bool unsure; /* parcels may be marked as out that are not */
};

/* Runs a parcel's notifier with this input; it is settled when that ends. */
void outbox_run(struct outbox_queue *, const struct conf_notifier *,
    const struct parcel_row *, const char *input);
/* Off its queue, and freed; its run is over or cancelled. */
void outbox_free_errand(struct outbox_errand *);

#endif
