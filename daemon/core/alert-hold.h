/* alert-hold.h - what alerts say of old items that return, and of floods */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_ALERT_HOLD_H
#define CORE_ALERT_HOLD_H

#include <jansson.h>

#include "base/pool.h"
#include "base/str.h"
#include "core/alert.h"

/* For alert.c: an alert with a hold leads with this, tells this in its text,
 * and has this as the member "hold" of its JSON. */
void alert_hold_title(struct str *, const struct alert *, enum language);
void alert_hold_text(
    struct str *, struct pool *, const struct alert *, enum language);
json_t *alert_hold_json(const struct alert_hold *);

#endif
