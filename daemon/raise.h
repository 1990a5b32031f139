/* raise.h - an alert into the state file, and a parcel for each way to it */
/* SPDX-License-Identifier: MIT */
#ifndef RAISE_H
#define RAISE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "core/alert.h"
#include "core/rule.h"

struct turn;
struct conf_feed;
struct conf_notifier;
struct conf_receiver;

/*
 * Keeps the alert and, for every receiver and each of its notifiers, one
 * parcel (for the desktop: one for each member); all in the transaction that
 * is open.  key says what the alert is about: raised once more it is not
 * added again.  A receiver or notifier that the configuration no longer
 * knows is passed over with a warning.
 */
bool raise_to(struct turn *, const struct alert *, const char *key,
    int64_t deadline, const char *const *receiver, size_t n, bool *added,
    struct why *);

/* The same to the receivers of rules, and to those who were reminded of what
 * the alert is about (alert->reminded), each receiver once. */
bool raise_for_rules(struct turn *, struct alert *, const char *key,
    int64_t deadline, const struct rule *const *rule, size_t n, bool *added,
    struct why *);

/* What ails a feed, to that receiver ("": to nobody) and to those of rules
 * that hear of it (raise-hears.h). */
bool raise_of_feed(struct turn *, struct alert *, const struct conf_feed *,
    const char *key, const char *to, bool *added, struct why *);

/* What concerns the watch itself, to the receiver of the option health: of
 * the feed, when there is one. */
bool raise_health(struct turn *, enum event_kind, const struct conf_feed *,
    const char *title, const char *reason, const char *key, struct why *);

/* The same of where a feed has moved to, or (feed NULL) of no network. */
bool raise_moved(struct turn *, const struct conf_feed *,
    const struct alert_moved *, const char *key, struct why *);

/* Of a silence or an audit, to that receiver; "": to nobody. */
bool raise_watch(struct turn *, enum event_kind, const struct alert_watch *,
    const char *key, const char *to, struct why *);

/* The same of what has come again or is too much; *alert is its id, 0 when one
 * of that key is there. */
bool raise_hold(struct turn *, enum event_kind, const struct conf_feed *,
    const struct alert_hold *, const char *key, int64_t *alert, struct why *);

/* The alert, which is there already, also to those of the receivers that it
 * has not reached. */
bool raise_more(struct turn *, const struct alert *, int64_t alert,
    const char *const *receiver, size_t n, struct why *);

/* A parcel of the alert by this one way, where it has none yet; for the
 * desktop one for each member.  Of the alert only event and priority count. */
bool raise_way(struct turn *, const struct alert *, int64_t alert,
    const struct conf_receiver *, const struct conf_notifier *, struct why *);

#endif
