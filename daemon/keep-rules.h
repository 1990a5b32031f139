/* keep-rules.h - which rules concern an item, and the file's note of it */
/* SPDX-License-Identifier: MIT */
#ifndef KEEP_RULES_H
#define KEEP_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/rule.h"

struct turn;
struct conf_feed;
struct item_row;

/* What is looked at; deadlines may be NULL. */
struct item_view {
	int64_t item;
	const struct conf_feed *feed;
	const char *title, *text, *link; /* as they stand, may be NULL */
	int64_t published; /* when not known, when it was seen; NO_TIME: now */
	unsigned events;   /* that brought it: core/events.h; 0: none */
	const struct deadline *deadlines;
	size_t n_deadlines;
};

/* The rules that matched, in the pool, in the order of the configuration. */
struct matched {
	const struct rule **rule;
	struct rule_hit *hit;
	size_t n;
};

/* Does the rule concern the item, a row with its text, as it is stored? */
bool match_one(struct turn *, struct pool *, const struct rule *,
    const struct conf_feed *, const struct item_row *, bool *matches,
    struct rule_hit *, struct why *);
/* Matches all rules, and keeps their names with the item. */
bool match_rules(struct turn *, struct pool *, const struct item_view *,
    struct matched *, struct why *);

#endif
