/* store-term.h - the state file: lineage of deadlines, reminders, own ones */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_STORE_TERM_H
#define EDGE_STORE_TERM_H

#include "core/lineage.h"
#include "edge/store.h"

/* One thing that became of a deadline.  Days: NO_DAY where there is none. */
struct lineage_row {
	int64_t id, deadline, at;
	enum lineage what;
	int old_start, old_end, start, end;
	int64_t other;     /* the deadline that it concerns, too; 0 */
	const char *by;    /* the person; NULL */
	const char *words; /* the sentence that said the old days, or a
			    * comment; NULL */
};

/* Also makes the deadline's sequence grow, and touches it. */
bool store_lineage_add(
    struct store *, const struct lineage_row *, struct why *);
typedef bool lineage_row_fn(const struct lineage_row *, void *context);
/* Of the deadline and of all that became it, oldest first. */
bool store_lineage(struct store *, const struct deadline_row *,
    lineage_row_fn *, void *context, struct why *);
/* The number of the last line; those after a number that are of a kind. */
bool store_lineage_last(struct store *, int64_t *id, struct why *);
bool store_lineage_since(struct store *, int64_t id, enum lineage,
    lineage_row_fn *, void *context, struct why *);
/* The deadlines of one uid: what it was, oldest first. */
bool store_deadline_chain(struct store *, const struct deadline_row *,
    deadline_row_fn *, void *context, struct why *);

/* A reminder that was given: once for a rule, a target and a lead. */
struct reminder_row {
	int64_t deadline;
	const char *rule;
	int target;
	const char *lead; /* "5wd" */
	int day;
	int64_t at, alert;
};
bool store_reminder_add(
    struct store *, const struct reminder_row *, struct why *);
/* Was the lead's given?  last: the last day of any for rule and target. */
bool store_reminder_given(struct store *, const struct reminder_row *,
    bool *given, int *last, struct why *);
typedef bool reminder_row_fn(const struct reminder_row *, void *context);
bool store_reminders(struct store *, int64_t deadline, reminder_row_fn *,
    void *context, struct why *);
/* Reminders that wait to be sent are withdrawn, their alerts done. */
bool store_reminders_cancel(
    struct store *, int64_t deadline, int64_t now, struct why *);
typedef bool receiver_fn(const char *receiver, void *context);
/* Who was reminded of the deadline. */
bool store_reminded(struct store *, int64_t deadline, receiver_fn *,
    void *context, struct why *);

/* What a person wrote down of a deadline; replaces what was. */
bool store_own_keep(struct store *, int64_t deadline,
    const struct deadline_own *, struct why *);

#endif
