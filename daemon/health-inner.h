/* health-inner.h - what the files of health share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef HEALTH_INNER_H
#define HEALTH_INNER_H

#include "core/alert.h"
#include "health.h"

enum { HEALTH_POOL = 4 << 20 };

/*
 * Raises the alert of an episode that was not told yet, or sends it again
 * when that is due and nobody has acknowledged it.  The row is filled, not
 * written.
 */
bool health_tell(struct turn *, const struct conf_feed *, struct episode_row *,
    const struct expect *, struct why *);
/* It is over, and nobody is told; its alert is done, unless someone has seen
 * to it. */
bool health_drop(
    struct turn *, struct episode_row *, const char *comment, struct why *);
/* It is over: tells that when its beginning was told, and writes the row. */
bool health_end(struct turn *, const struct conf_feed *, struct episode_row *,
    const struct expect *, struct why *);

#endif
