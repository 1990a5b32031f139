/* store-escalate.h - the state file: alerts that somebody else hears of later */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_STORE_ESCALATE_H
#define EDGE_STORE_ESCALATE_H

#include "core/rule.h"
#include "edge/store.h"

/* How one ended; its row stays, so that it is never given twice. */
enum escalation_end {
	ESCALATION_TOLD = 1,
	ESCALATION_TAKEN,  /* somebody had taken the alert, or finished it */
	ESCALATION_HIDDEN, /* a silence hid it */
	ESCALATION_LOST    /* the alert or the receiver is not there any more */
};

struct escalation_row {
	int64_t id, alert;
	const char *rule;
	struct escalation is; /* to is the receiver */
	int64_t due;
};

/* Nothing happens when the same one is there already. */
bool store_escalation_add(
    struct store *, const struct escalation_row *, struct why *);
/* Those due at now, at most so many, soonest first. */
typedef bool escalation_row_fn(const struct escalation_row *, void *context);
bool store_escalations_due(struct store *, int64_t now, int limit,
    escalation_row_fn *, void *context, struct why *);
/* When the next is due; NO_TIME: none. */
bool store_escalations_next(struct store *, int64_t *next, struct why *);
bool store_escalation_move(
    struct store *, int64_t id, int64_t due, struct why *);
bool store_escalation_end(
    struct store *, int64_t id, enum escalation_end, struct why *);
/* Has a silence hidden the alert from anybody? */
bool store_alert_is_hidden(
    struct store *, int64_t alert, bool *hidden, struct why *);

#endif
