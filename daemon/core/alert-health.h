/* alert-health.h - what alerts say of a feed's health, and of its gaps */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_ALERT_HEALTH_H
#define CORE_ALERT_HEALTH_H

#include <jansson.h>

#include "base/pool.h"
#include "base/str.h"
#include "core/alert.h"

/* For alert.c: an alert with an episode leads with this, tells this in its
 * text, and has this as the member "episode" of its JSON. */
void alert_health_title(struct str *, const struct alert *, enum language);
void alert_health_text(
    struct str *, struct pool *, const struct alert *, enum language);
json_t *alert_health_json(const struct alert_episode *);
/* The sentence that between these two items may have been missed. */
void alert_health_gap(
    struct str *, struct pool *, enum language, int64_t start, int64_t end);

#endif
