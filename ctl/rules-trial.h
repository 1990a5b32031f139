/* rules-trial.h - a rule on trial: what it has found; for ctl/rules alone */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_RULES_TRIAL_H
#define CTL_RULES_TRIAL_H

#include "core/explain.h"
#include "ctl/rules.h"

/* One item that the rule concerns. */
struct hit {
	const char *id, *feed, *title, *link;
	int64_t at;
	const char *state; /* of a replay: told, known ... */
	struct explained why;
};

struct trial {
	struct ctl *ctl;
	const struct conf *conf;
	const struct rule *rule;
	struct pool *pool; /* of the hits */
	struct pool *one;  /* of the item at hand */
	struct hit *hit;
	size_t n, room;
	size_t items, alone, outside; /* outside office hours */
	size_t *overlap;              /* of each rule */
	size_t shown;
	bool lame; /* an expression gave up */
	int64_t now, since;
};

/* As text, and as one object:
 * {"rule", "title", "since", "items", "hits", "per-week", "priority", "to",
 * "alone", "outside", "overlap": [{"rule", "hits"}], "gave-up", "found": [{as
 * core/explain.h has it, and "id", "feed", "title", "link", "at", "state"?}]}
 */
void trial_say(const struct trial *);
void trial_write(const struct trial *);

#endif
