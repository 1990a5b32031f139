/* raise-escalate.h - who hears later of an alert that nobody takes: noted */
/* SPDX-License-Identifier: MIT */
#ifndef RAISE_ESCALATE_H
#define RAISE_ESCALATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "core/date/closed.h"
#include "core/rule.h"

struct turn;

/* Notes what the rules' escalate says of the alert of that key, raised now;
 * nothing is asked of the file when no rule says anything. */
bool raise_escalations(struct turn *, const char *key,
    const struct rule *const *rule, size_t n, struct why *);

/* When it is due: hours later, or the same hour so many days or working days
 * later. */
int64_t escalation_due(
    const struct escalation *, int64_t raised, const struct closed *);

#endif
