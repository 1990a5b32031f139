/* outbox.h - parcels on their way: notifiers run, settled, tried again */
/* SPDX-License-Identifier: MIT */
#ifndef OUTBOX_H
#define OUTBOX_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "edge/store.h"

struct turn;
struct conf;
struct conf_receiver;
struct spawner;
struct outbox;

/*
 *	waiting --due--> out --exit 0--------------> delivered
 *	   ^              |---exit 75, signal, late-> waiting (a growing pause)
 *	   |              '---any other exit--------> given up (told to health)
 *	   '--retry (a person)------------------------'
 *
 * Each notifier has its own queue and its own ceiling of runs at once, so
 * that a slow or dead one never delays another.  A parcel that should come
 * later is given up when it was tried for five days, and OUTBOX_TRIES times:
 * days when the daemon was down do not count.  One whose settling was lost
 * (a full disk) is tried again, with the same id.  A parcel is started only
 * when what raised it is committed.  Parcels for "desktop" are not run: the
 * followers take them (control.c) and settle them here.
 */
enum { OUTBOX_TRIES = 10 };

struct outbox *outbox_new(struct turn *, struct spawner *);
/* Ends the notifiers that run; their parcels wait in the file. */
void outbox_free(struct outbox *);
/* The configuration is another one. */
void outbox_reload(struct outbox *);
/* Something may be due. */
void outbox_wake(struct outbox *);
/* Nothing runs, and nothing is due now. */
bool outbox_rests(const struct outbox *);
int outbox_running(const struct outbox *);

/*
 * A parcel as its notifier gets it: the alert in the receiver's language,
 * with id, receiver and options.  A new reference; NULL when its alert
 * cannot be read.
 */
json_t *outbox_parcel_json(const struct conf *, const struct parcel_row *);
/*
 * uid and sequence to each of its deadlines, as in the receiver's calendar
 * file (calendar.c), and the matter that they belong to.  What cannot be read
 * is logged and left out.
 */
void outbox_add_events(struct turn *, json_t *parcel);

/*
 * Where all who belong to the receiver are away that day, its mail goes to
 * those who stand in, as far as they have a receiver of their own with mail;
 * the text says for whom it is.
 */
struct absences;
void outbox_stand_in(json_t *parcel, const struct conf *,
    const struct conf_receiver *, const struct absences *, int today);

/* The desktop has shown it, or a person is done with it. */
bool outbox_settle(struct outbox *, const struct parcel_row *,
    enum parcel_state, const char *reason, struct why *);

/* Seconds to wait after so many tries. */
int outbox_pause(int tries);

#endif
