/* raise-escalate.c - who hears later of an alert that nobody takes: noted */
/* SPDX-License-Identifier: MIT */
#include "raise-escalate.h"

#include "base/date.h"
#include "edge/conf.h"
#include "edge/store-escalate.h"
#include "turn.h"

int64_t
escalation_due(
    const struct escalation *e, int64_t raised, const struct closed *closed)
{
	int day = time_local_day(raised);

	switch (e->unit) {
	case ESCALATE_HOURS:
		return raised + 3600 * (int64_t)e->count;
	case ESCALATE_DAYS:
		return time_of_local(
		    day + e->count, time_local_seconds(raised));
	case ESCALATE_WORKDAYS:
		break;
	}
	return time_of_local(
	    closed_add(closed, day, e->count), time_local_seconds(raised));
}

static bool
note(struct turn *t, int64_t alert, const struct rule *rule, struct why *w)
{
	for (size_t i = 0; i < rule->n_escalate; i++) {
		struct escalation_row r = {.alert = alert,
		    .rule = rule->name,
		    .is = rule->escalate[i],
		    .due = escalation_due(&rule->escalate[i], turn_now(t),
			&turn_conf(t)->closed)};

		if (!store_escalation_add(turn_store(t), &r, w))
			return false;
	}
	return true;
}

bool
raise_escalations(struct turn *t, const char *key,
    const struct rule *const *rule, size_t n, struct why *w)
{
	int64_t alert = 0;

	for (size_t i = 0; i < n; i++) {
		if (rule[i]->n_escalate == 0)
			continue;
		if (alert == 0 &&
		    !store_alert_find(turn_store(t), key, &alert, w))
			return false;
		if (alert != 0 && !note(t, alert, rule[i], w))
			return false;
	}
	return true;
}
