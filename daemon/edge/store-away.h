/* store-away.h - the state file: absences that people have told */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_STORE_AWAY_H
#define EDGE_STORE_AWAY_H

#include "core/absence.h"
#include "edge/store.h"

bool store_away_add(
    struct store *, struct absence *, int64_t now, struct why *);
/* Those of the user that are not over by that day: none begins after it, and
 * what has begun was over the day before; *n counts them. */
bool store_away_end(
    struct store *, const char *user, int day, int *n, struct why *);
/* Those that end on that day or later, the oldest first; texts live until
 * the function returns. */
typedef bool absence_fn(const struct absence *, void *context);
bool store_away(
    struct store *, int day, absence_fn *, void *context, struct why *);

#endif
