/* keep-hold.h - items that are held back: asked about, let go, forgotten */
/* SPDX-License-Identifier: MIT */
#ifndef KEEP_HOLD_H
#define KEEP_HOLD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/pool.h"
#include "base/why.h"
#include "edge/store-hold.h"
#include "keep.h"

struct turn;
struct round;
struct conf_feed;

/*
 * An item is held when it returns in a mass and is no known one, or comes in
 * a flood: kept as any other, its page read, its deadlines found, but nobody is
 * told, until somebody answers the one question that is put to the receiver
 * of health, or three working days have gone by.  Never held is what has a day
 * ahead or concerns a rule of high priority: that is told at once.
 *
 *	held --accept-move, baseline--> known, as if it had been there always
 *	     --release---------------> told, each by itself
 *	     --three working days----> told, all together
 */

/* Puts the question, once for all that is held of the feed; or says only that
 * the feed has moved. */
bool hold_ask(struct round *, struct why *);

/*
 * The answers, in steps of some hundred items: word and feed are the caller's,
 * n is how many were held; each closes the question, whose alert is alert
 * (0: there was none).  BASELINE is also for what is not held, but not told
 * yet; and ids are trusted again.
 */
struct hold_answer {
	enum { HOLD_ACCEPT, HOLD_RELEASE, HOLD_BASELINE } word;
	int64_t feed;
	int64_t n, alert;
	bool begun; /* the rest is hold_answer_step's */
	int64_t at;
};
enum keep_step hold_answer_step(
    struct turn *, struct hold_answer *, struct why *);

/* keep-let-go.c: tells one of those released; *more: there was one. */
bool hold_let_go(struct turn *, bool *more, struct why *);
/*
 * Tells together what is due by now of one feed, a rule a step; half of it must
 * not be committed.  DONE: all of that feed's is told, or nothing was due.
 */
struct hold_telling;
struct hold_telling *hold_telling_open(struct turn *);
enum keep_step hold_telling_step(struct hold_telling *, struct why *);
void hold_telling_close(struct hold_telling *);

/* For keep-let-go.c: what is known of the feed, whose question is closed when
 * it is kept; held is how many are, alert the question's. */
bool hold_close_question(struct turn *, struct pool *, int64_t feed,
    struct ident_row *, int64_t *held, int64_t *alert, struct why *);

#endif
