/* store-audit.h - the state file: what an audit compares */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_STORE_AUDIT_H
#define EDGE_STORE_AUDIT_H

#include "edge/store.h"

/* The highest numbers there are. */
struct audit_marks {
	int64_t item, version, alert, parcel;
};
bool store_audit_last(struct store *, struct audit_marks *, struct why *);

/*
 * Each looks at the rows numbered from + 1 up to to, and gives those that are
 * a hole; what is a text of the row, or "".
 */
typedef bool audit_row_fn(int64_t id, const char *what, void *context);
/* Items that a rule concerns, which nobody was told of: no baseline, none that
 * is unread or held; what is the rule. */
bool store_audit_items(struct store *, int64_t from, int64_t to, audit_row_fn *,
    void *context, struct why *);
/* The same of changes, by version: id is the item. */
bool store_audit_changes(struct store *, int64_t from, int64_t to,
    audit_row_fn *, void *context, struct why *);
/* Settled parcels without a receipt that says so; what is the state. */
bool store_audit_receipts(struct store *, int64_t from, int64_t to,
    audit_row_fn *, void *context, struct why *);
/* No hole but every alert: what is the ways it was to go, or "". */
bool store_audit_ways(struct store *, int64_t from, int64_t to, audit_row_fn *,
    void *context, struct why *);
/* Which parcels an alert has got, now that it is raised; lost: receivers that
 * there are none for, parted by '\n', or "". */
bool store_alert_ways(
    struct store *, int64_t alert, const char *lost, struct why *);
bool store_parcel_is(struct store *, int64_t alert, const char *receiver,
    const char *notifier, const char *user, bool *is, struct why *);
/* Parcels that wait or are out, numbered after, at most so many. */
bool store_audit_open(struct store *, int64_t after, int limit, parcel_row_fn *,
    void *context, struct why *);

/*
 * Items that cannot be judged yet: unread or held.  note adds those numbered
 * after; settle takes away those that can be judged and are no hole; holes
 * gives those that are one.
 */
bool store_audit_note(struct store *, int64_t after, struct why *);
bool store_audit_settle(struct store *, struct why *);
bool store_audit_waiting(struct store *, int64_t after, int limit,
    audit_row_fn *, void *context, struct why *);
/* Before rules are matched again: holes numbered after are noted too. */
bool store_audit_before(struct store *, int64_t after, struct why *);

/* Holes that were told; by their key. */
bool store_hole_find(
    struct store *, const char *key, bool *found, struct why *);
bool store_hole_add(struct store *, const char *key, const char *words,
    int64_t now, struct why *);
bool store_hole_drop(struct store *, const char *key, struct why *);
typedef bool hole_row_fn(
    const char *key, const char *words, int64_t found, void *context);
bool store_holes(struct store *, hole_row_fn *, void *context, struct why *);

#endif
