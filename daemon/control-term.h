/* control-term.h - what the control socket tells of one deadline */
/* SPDX-License-Identifier: MIT */
#ifndef CONTROL_TERM_H
#define CONTROL_TERM_H

#include "control-inner.h"
#include "term.h"

/* Members of a deadline in lists: matter, conflicts, by whom, law's day. */
void control_term_members(
    struct caller *, json_t *, const struct deadline_row *);
/* And of the one that is shown: lineage, matter, document, count of days. */
bool control_term_whole(struct caller *, json_t *, int64_t id, struct why *);
/* May the caller decide about it: an administrator, or one who belongs to
 * every receiver that is told, and so decides for no others. */
bool control_may_decide(
    struct caller *, struct pool *, const struct deadline_row *);
/* Reminders that fall on other days, of the lines after that one. */
json_t *control_recounted(struct caller *, int64_t since);
/* What a request says of days and kind; NULL, or what is wrong with it. */
const char *control_read_days(const json_t *request, struct deadline *);
/* done D7: it, and those of other pages that say the same or otherwise. */
void control_finish_deadline(
    struct caller *, int64_t id, const json_t *request);

#endif
