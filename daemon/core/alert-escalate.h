/* alert-escalate.h - what alerts say of one that nobody has taken */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_ALERT_ESCALATE_H
#define CORE_ALERT_ESCALATE_H

#include <jansson.h>

#include "base/str.h"
#include "core/alert.h"

struct alert_escalated {
	int64_t alert;   /* its number */
	int64_t created; /* when it was raised */
	const char *title[LANGUAGES_MOST],
	    *text[LANGUAGES_MOST]; /* what it said */
	struct escalation of;
};

/* As alert_write's parts; a->escalated is there. */
void alert_escalated_title(
    struct str *, const struct alert_escalated *, enum language);
void alert_escalated_text(
    struct str *, const struct alert_escalated *, enum language);
json_t *alert_escalated_json(const struct alert_escalated *);

#endif
