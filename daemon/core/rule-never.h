/* rule-never.h - rules that can never match, and why */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_RULE_NEVER_H
#define CORE_RULE_NEVER_H

#include "base/pool.h"
#include "core/rule.h"

/*
 * Why no item can match the rule, in English, one line; NULL: nothing is known
 * against it.  Looked at is what contradicts itself: a word of and (or all of
 * any) that none forbids in every form, and what where_never finds, whose
 * is_name this is.  What is not found here may be impossible all the same.
 */
const char *rule_never(struct pool *, const struct rule *, int today,
    where_name_fn *is_name, void *context);

/* Is every text that has the pattern one that has the other, too? */
bool pattern_covers(const struct pattern *other, const struct pattern *);

#endif
