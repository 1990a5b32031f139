/* alert-term.h - what alerts say of a deadline's lineage; for core/alert.c */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_ALERT_TERM_H
#define CORE_ALERT_TERM_H

#include "base/str.h"
#include "core/alert.h"

/* The title of one that moved, was withdrawn, conflicts or is questioned. */
void alert_term_title(
    struct str *, struct pool *, const struct alert *, enum language);
/* Within the brackets of a deadline: "; dagen är antagen". */
void alert_term_notes(struct str *, const struct deadline *, enum language);
/* The line of the law's own last day, when it is another. */
void alert_term_law(
    struct str *, struct pool *, const struct deadline *, enum language);
/* The lines before the deadlines, the old day, and those after it. */
void alert_term_lead(
    struct str *, struct pool *, const struct alert *, enum language);
void alert_term_old(
    struct str *, struct pool *, const struct alert *, enum language);
void alert_term_end(struct str *, const struct alert *, enum language);
/* Members: of the alert, of one deadline. */
void alert_term_json(json_t *, const struct alert *);
void alert_term_members(json_t *, const struct deadline *);

#endif
