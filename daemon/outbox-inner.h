/* outbox-inner.h - what the files of outbox share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef OUTBOX_INNER_H
#define OUTBOX_INNER_H

#include <stdbool.h>
#include <stdint.h>

#include "outbox.h"

struct conf_notifier;
struct conf_receiver;
struct event;
struct pool;
struct spawn;

enum { OUTBOX_ERRAND_MOST = 4 << 20 }; /* bytes of a pool for one errand */

/* One parcel that is out. */
struct outbox_errand {
	struct outbox_errand *next; /* queue's running */
	struct outbox_queue *queue;
	struct spawn *spawn; /* NULL: it has yet to be started */
	char *input;         /* until then */
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
	/* Looking through the lines, receiver after receiver. */
	char *cursor; /* whose line was looked at last; NULL: none */
	bool wrapped; /* the end was met since something happened */
	bool slice;   /* the timer is for the next slice */
	bool empty;   /* all were looked at, and none may start */
	int64_t due;  /* when one may, then; NO_TIME */
	/* How it does. */
	int64_t disabled, until; /* NO_TIME: it is not, does not rest */
	char *why;
	bool failed;       /* its last run came to nothing */
	bool forward;      /* what failed is being brought forward */
	int64_t forwarded; /* when that was done last */
	int64_t told;      /* when of the last parcel given up was told */
	int n_told;        /* of how many within the hour */
	char name[];
};

/* Notifiers that are tried by themselves. */
struct outbox_trials {
	struct event *timer; /* NULL: none ever was */
	size_t at;           /* of the configuration's, looked at next */
	bool looks;          /* not all were looked at yet */
	int64_t due;         /* the soonest of those looked at; NO_TIME */
};

struct outbox {
	struct turn *turn;
	struct spawner *spawner;
	struct outbox_queue *queues;
	struct event *starter; /* starts one, and lets the loop go on */
	struct outbox_trials trial;
	struct event *ways; /* when the next way is due */
	bool has_ways;      /* a receiver has ways that follow */
	bool unsure;        /* parcels may be marked as out that are not */
};

/* --- outbox.c --- */

struct outbox_queue *outbox_find_queue(const struct outbox *, const char *name);
/* What became of it, into the open transaction. */
bool outbox_keep(struct outbox *, const struct parcel_row *, struct why *);

/* --- outbox-look.c: which parcels may start --- */

/* Parcels of one queue that may start now, most first. */
struct outbox_due {
	struct outbox_due *next;
	struct outbox_queue *queue;
	const struct conf_notifier *by; /* NULL: not configured any more */
	struct pool *pool;
	struct parcel_row *list;
	size_t n, room;
};

/* Outside of a transaction; false: the state file failed. */
bool outbox_look(
    struct outbox_due *, struct outbox_queue *, struct pool *, struct why *);
/* Something has happened: all is to be looked at again. */
void outbox_look_anew(struct outbox_queue *);

/* --- outbox-run.c --- */

/* Its title and text as the template has them, in place. */
struct conf_template;
void outbox_by_template(json_t *, const struct conf_template *);

/*
 * Runs a parcel's notifier with this input, soon: to start a program takes a
 * while, so that each start has a turn of the loop.  It is settled when that
 * ends.  The input is freed by free.
 */
void outbox_run(struct outbox_queue *, const struct conf_notifier *,
    const struct parcel_row *, char *input);
void outbox_open_starter(struct outbox *);
/* Off its queue, and freed; its run is over or cancelled. */
void outbox_free_errand(struct outbox_errand *);

/* --- outbox-rest.c: notifiers that rest, are disabled, or work again --- */

/* Reads how it is from the file; enables it when its section has changed. */
bool outbox_queue_load(struct outbox_queue *, struct why *);
/* It asks for so many seconds of rest, in these words. */
bool outbox_queue_rest(
    struct outbox_queue *, int seconds, const char *reason, struct why *);
/* Nothing is taken there any more; told by another way. */
bool outbox_queue_disable(
    struct outbox_queue *, const char *reason, struct why *);
/* What its last run came to: what failed may be due when it works again. */
bool outbox_queue_note(struct outbox_queue *, bool well, struct why *);
/* Nothing of it may start now; *until is when to look again, or NO_TIME. */
bool outbox_queue_is_shut(const struct outbox_queue *, int64_t *until);

/* --- outbox-tell.c --- */

/* A parcel was given up: told by another way, or noted in the status. */
bool outbox_tell_given_up(
    struct outbox *, const struct parcel_row *, struct why *);
bool outbox_tell_disabled(
    struct outbox_queue *, const char *reason, struct why *);

/* --- outbox-trial.c --- */

/* When the configuration is another one, or the state file was lost: looked
 * at all anew, in so many seconds. */
void outbox_trials_look(struct outbox *, int seconds);
bool outbox_trials_rest(const struct outbox *);

/* --- outbox-then.c --- */

/* When the configuration is another one, and after each commit. */
void outbox_ways_reload(struct outbox *);
void outbox_ways_wake(struct outbox *);
/* The parcel does not reach its receiver: what follows it does so now. */
bool outbox_ways_hasten(
    struct outbox *, const struct parcel_row *, struct why *);

#endif
