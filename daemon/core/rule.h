/* rule.h - watch rules: which items concern whom, and when to remind */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_RULE_H
#define CORE_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/deadline/deadline.h"
#include "core/pattern.h"
#include "core/view.h"
#include "core/where.h"

enum priority {
	PRIORITY_LOW,
	PRIORITY_NORMAL,
	PRIORITY_HIGH,
	PRIORITY_CRITICAL
};
const char *priority_name(enum priority);
bool priority_read(const char *name, enum priority *);

/* "20wd": so many Swedish working days before; "10d": days. */
struct remind {
	int count;
	bool working;
};

/* The time before an agreement's end by which notice must be given. */
struct notice {
	int months, days; /* one of them; both 0: none */
};

/* Who hears when nobody has taken an alert (or, unless_done, finished it) so
 * long after it was raised. */
enum escalate_unit { ESCALATE_HOURS, ESCALATE_DAYS, ESCALATE_WORKDAYS };
struct escalation {
	const char *to;
	int count;
	enum escalate_unit unit;
	bool unless_done;
};

/* Patterns as the rule wrote them (pattern_at); n 0 when it has none. */
struct pattern_list {
	const struct pattern *pattern;
	size_t n;
};

struct rule {
	const char *name, *title;
	const char *const *feeds; /* names; "source:NAME"; none: every feed */
	size_t n_feeds;
	struct pattern_list any, and, none;
	const struct where *where; /* NULL: none */
	unsigned events;           /* of which it hears: core/events.h */
	unsigned kinds; /* bits 1 << enum deadline_kind to follow; 0: none */
	const struct remind *remind;
	size_t n_remind;
	struct notice notice; /* of expiries */
	enum priority priority;
	const struct escalation *escalate;
	size_t n_escalate;
	const char *const *to; /* receivers */
	size_t n_to;
	const char *file; /* where it is written */
	int line;
};

/* Why it matched or not, for alerts and for bevakactl why. */
struct rule_hit {
	bool matched;
	const char *any, *and; /* the first pattern of each that matched */
	const char *none;      /* the one that forbade it */
	const char *missing;   /* the one of and that is not in it */
	bool gave_up;       /* an expression of where took too long; the lists
		       * decided */
	const char *reason; /* in English, one line: what did not match;
				* NULL when it matched */
};

/*
 * Every list that is not empty must agree: one of any, every one of and, no
 * one of none; the feed must be among feeds; and, when kinds are given and
 * neither any nor and is, one of the item's deadlines must be of those kinds;
 * and where must hold.  When an expression of where gave up (core/regex.h), so
 * that it is not known whether it holds, the lists decide: a rule without any
 * and and then does not match.  Texts of hit are the rule's or constant.
 */
bool rule_match(
    const struct rule *, const struct rule_view *, struct rule_hit *);
/* Is the feed among the rule's? */
bool rule_is_of_feed(const struct rule *, const char *feed, const char *source);
/* The word where the pattern stands first, and in which text; or NULL. */
const char *rule_finds(const struct pattern *, const struct rule_view *,
    const struct view_text **);

#endif
