/* raise-hears.h - which rules hear of what has happened */
/* SPDX-License-Identifier: MIT */
#ifndef RAISE_HEARS_H
#define RAISE_HEARS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "core/alert.h"
#include "core/rule.h"

struct turn;
struct conf_feed;

/* Does the rule hear of any of the events (bits of core/events.h)?  One that
 * says nothing hears of all that items have. */
bool rule_hears(const struct rule *, unsigned events);
/* The bit of what raises an alert; 0: no rule hears of it. */
unsigned hears_of_event(enum event_kind);

/*
 * Rules that want to hear what ails their feeds, such as this: their receivers
 * into to (at most most in all, n are there already, each once), their names
 * into the alert, and its priority raised to theirs.  How many are in to then.
 */
size_t raise_listeners(struct turn *, struct pool *, struct alert *,
    const struct conf_feed *, const char **to, size_t n, size_t most);

#endif
