/* keep-hold.h - items that are held back: asked about, let go, forgotten */
/* SPDX-License-Identifier: MIT */
#ifndef KEEP_HOLD_H
#define KEEP_HOLD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"

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

/* The answers; n is how many were held.  Each closes the question, whose
 * alert is *alert (0: there was none). */
bool hold_accept(
    struct turn *, int64_t feed, int64_t *n, int64_t *alert, struct why *);
bool hold_release(
    struct turn *, int64_t feed, int64_t *n, int64_t *alert, struct why *);
/* Also what is not held, but not told yet; and ids are trusted again. */
bool hold_baseline(
    struct turn *, int64_t feed, int64_t *n, int64_t *alert, struct why *);

/* Tells what is due by now, of those released so many at a time. */
bool hold_let_go(struct turn *, struct why *);

#endif
