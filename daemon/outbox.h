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
struct conf_notifier;
struct notifier_row;
struct spawn;
struct spawn_result;
struct spawner;
struct outbox;

/*
 *	waiting --due--> out --exit 0--------------> delivered
 *	   ^              |---exit 75, signal, late-> waiting (a growing pause,
 *	   |              |            or longer, by retry-after in its answer)
 *	   |              |---exit 69---------------> waiting, and the notifier
 *	   |              |            is disabled: told by another way
 *	   |              '---any other exit--------> given up: told likewise
 *	   '--retry (a person)------------------------'
 *
 * Each notifier has its own queue and its own ceiling of runs at once, so
 * that a slow or dead one never delays another.  Within it each receiver has
 * a line (edge/store-outbox.h): one parcel at a time, the oldest first; one
 * that must wait holds up those behind it for its first LINE_TRIES tries,
 * some five minutes, and then steps aside, so that a poisoned one does not
 * hold up the others for days.  When a notifier delivers after it has failed,
 * all that failed by it is due at once (at most once an hour).
 *
 * A parcel that should come later is given up when it was tried for five
 * days, and OUTBOX_TRIES times: days when the daemon was down do not count.
 * One whose settling was lost (a full disk) is tried again, with the same id.
 * A parcel is started only when what raised it is committed, and only when
 * what became of the one before it is: a crash doubles no more than can be
 * out at once.  Parcels for "desktop" are not run: the followers take them
 * (control.c) and settle them here.  A trial (event test) that should come
 * later is given up within the hour: whoever asks wants to know.
 *
 * When the ways of a receiver have not reached it in time the next one gets a
 * parcel (outbox-then.c).
 */
enum { OUTBOX_TRIES = 10 };

struct outbox *outbox_new(struct turn *, struct spawner *);
/* Ends the notifiers that run; their parcels wait in the file. */
void outbox_free(struct outbox *);
/* The configuration is another one: a notifier whose section has changed is
 * enabled again. */
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
/* The alert itself, of its text in the state file: in the language of the
 * configuration, without what is a parcel's.  NULL when it cannot be read. */
json_t *outbox_alert_json(const struct conf *, int64_t alert, const char *json);
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
/* A person has seen the alert: no other way need follow. */
bool outbox_seen(struct outbox *, const struct parcel_row *, struct why *);

/* How a notifier is; false when all is well with it.  Texts live until the
 * next call that changes it. */
bool outbox_notifier(
    const struct outbox *, const char *name, struct notifier_row *);
/* When the notifier was tried by itself last, and when it will be next;
 * NO_TIME: never.  False: its section does not say that it is. */
bool outbox_trial(struct outbox *, const struct conf_notifier *, int64_t *last,
    int64_t *next);
/* It is disabled no more, and rests no more. */
bool outbox_enable(struct outbox *, const char *name, struct why *);

/*
 * Runs its program with --describe; done is called as spawn_start says, which
 * see for cancelling.
 */
struct spawn *outbox_describe(struct outbox *, const struct conf_notifier *,
    void (*done)(const struct spawn_result *, void *context), void *context);

/* Seconds to wait after so many tries. */
int outbox_pause(int tries);
/* What "retry-after=SECONDS" in a notifier's last line asks for, a day at the
 * most; 0: nothing. */
int outbox_retry_after(const char *line);

#endif
