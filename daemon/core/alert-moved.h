/* alert-moved.h - what alerts say of feeds that moved, and of no network */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_ALERT_MOVED_H
#define CORE_ALERT_MOVED_H

#include <jansson.h>

#include "base/pool.h"
#include "base/str.h"
#include "core/alert.h"

/* For alert.c: an alert with moved leads with this, tells this in its text,
 * and has this as the member "moved" of its JSON. */
void alert_moved_title(struct str *, const struct alert *, enum language);
void alert_moved_text(
    struct str *, struct pool *, const struct alert *, enum language);
json_t *alert_moved_json(const struct alert_moved *);

#endif
