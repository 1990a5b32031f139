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

/*
 * health-host.c.  A dead host hides its feeds: the first alert speaks for all
 * of them, and a feed that still fails when that one is well again is told by
 * itself.  Hidden: nothing is to be told of the episode, whose row is filled.
 */
bool health_host_hides(struct turn *, const struct conf_feed *,
    struct episode_row *, bool *hidden, struct why *);
/* It is over; was it hidden?  Then the alert was another feed's, and goes. */
bool health_host_ends(
    struct turn *, struct episode_row *, bool *hidden, struct why *);
/* How many other feeds its alert would speak for; 0 when it is no fault of the
 * host. */
int health_host_feeds(
    struct turn *, const struct conf_feed *, const struct episode_row *);

#endif
