/* turn.h - one turn of the loop: its now, its transaction, what follows it */
/* SPDX-License-Identifier: MIT */
#ifndef TURN_H
#define TURN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "edge/store-trust.h"

struct event_base;
struct slicer;
struct store;
struct conf;

/*
 * What the files of daemon/ share: the loop, the state file and the running
 * configuration; whoever keeps a turn looks at turn->conf anew each time.
 *
 * Rounds that end close to each other are committed together: turn_write
 * opens the transaction and sees to it that it is committed TURN_SHARE
 * milliseconds after the last write, TURN_MOST after the first at the latest
 * (a thousand feeds read for the first time write without a pause, and the
 * same pages of the file again with every commit).  Nothing may leave the house (an alert, an answer
 * to a person) before it is committed: that is done by the after functions,
 * called in the order they were added.  When the commit fails (a full disk),
 * all of it is taken back, the lost functions are called instead, and those
 * who keep state in memory read it again from the file.
 */
enum { TURN_SHARE = 50, TURN_MOST = 250 };

typedef void turn_fn(void *context);

struct turn;

struct turn *turn_new(struct event_base *, struct store *);
void turn_free(struct turn *);

/* Who is away (daemon/away.h); NULL: nobody knows. */
struct absences;
const struct absences *turn_absences(const struct turn *);
void turn_set_absences(struct turn *, const struct absences *);

struct event_base *turn_base(const struct turn *);
struct store *turn_store(const struct turn *);
struct slicer *turn_slicer(const struct turn *);
const struct conf *turn_conf(const struct turn *);
void turn_set_conf(struct turn *, const struct conf *);

/* Seconds since 1970, the same for the whole turn; and its local day. */
int64_t turn_now(const struct turn *);
int turn_today(const struct turn *);

bool turn_write(struct turn *, struct why *);
/* What is written is committed when this turn of the loop is over: somebody
 * waits for it. */
void turn_hasten(struct turn *);
/* Commits now; false when it was lost. */
bool turn_commit(struct turn *);
/* At the end: commits, and calls nobody. */
void turn_commit_last(struct turn *);
/* Gives up what is not committed, and tells. */
void turn_lose(struct turn *, const struct why *);

/*
 * What a person may wonder about: into the log, and to those who follow by
 * bevakactl.  event is one word: "round", "alert", "parcel"...
 */
void turn_tell(struct turn *, const char *event, const char *format, ...)
    __attribute__((__format__(printf, 3, 4)));
typedef void turn_tell_fn(const char *event, const char *text, void *context);
void turn_set_listener(struct turn *, turn_tell_fn *, void *context);

/*
 * For a trial whose writes are taken back: until it is set to NULL again all
 * that would be told goes to this one, and to nobody else.
 */
void turn_set_trial(struct turn *, turn_tell_fn *, void *context);

/*
 * Who looks at each alert when its parcels are made, and may hide some of
 * them: a silence.  NULL: nobody does, and it costs nothing.
 */
struct alert;
typedef bool turn_gate_fn(
    const struct alert *, int64_t id, void *context, struct why *);
/* The same of one parcel that was raised before: does anything hide it now? */
struct timing_row;
struct turn_hiding {
	char reason[300];
	struct trace_row trace;
};
typedef bool turn_hides_fn(
    const struct timing_row *, void *context, struct turn_hiding *);
void turn_set_gate(struct turn *, turn_gate_fn *, turn_hides_fn *, void *);
bool turn_hides(struct turn *, const struct timing_row *, struct turn_hiding *);
bool turn_gate(struct turn *, const struct alert *, int64_t id, struct why *);

void turn_after(struct turn *, turn_fn *after, turn_fn *lost, void *context);

#endif
