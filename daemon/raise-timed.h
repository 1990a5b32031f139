/* raise-timed.h - a parcel for a receiver who does not want all at once */
/* SPDX-License-Identifier: MIT */
#ifndef RAISE_TIMED_H
#define RAISE_TIMED_H

#include <stdbool.h>

#include "base/why.h"

struct alert;
struct conf_receiver;
struct parcel_row;
struct turn;

/*
 * Adds the parcel as the receiver wishes (core/timing.h): waiting or held, and
 * the reason beside it.  What is gathered joins what waits for the same way
 * already, so that the first of a burst says when it goes.
 */
bool raise_timed(struct turn *, const struct conf_receiver *,
    const struct alert *, struct parcel_row *, struct why *);

#endif
