/* store-audit.c - the state file: what an audit compares */
/* SPDX-License-Identifier: MIT */
#include "edge/store-audit.h"

#include "edge/store-inner.h"
#include "edge/store-page.h"

bool
store_audit_last(struct store *s, struct audit_marks *m, struct why *w)
{
	return store_last(s, STORE_ITEMS, &m->item, w) &&
	       store_last(s, STORE_VERSIONS, &m->version, w) &&
	       store_last(s, STORE_ALERTS, &m->alert, w) &&
	       store_last(s, STORE_PARCELS, &m->parcel, w);
}

/* Every row of a statement: a number and a text. */
static bool
each(struct rows rows, audit_row_fn *fn, void *context)
{
	while (rows_next(&rows)) {
		const char *what = column_text(rows.q, 1, NULL);

		if (!fn(sqlite3_column_int64(rows.q, 0), what ? what : "",
			context))
			break;
	}
	return rows_close(&rows);
}

#define IS_NEWS "item.baseline = 0 AND item.state = 0 AND item.held IS NULL"
#define IS_UNKNOWN \
	"item.baseline = 0 AND (item.state = 1 OR item.held NOT NULL)"
#define RULE                                                              \
	"(SELECT min(rule) FROM item_rule WHERE item_rule.item = item.id" \
	" AND item_rule.deaf = 0)"
#define TOLD                                                          \
	"(EXISTS (SELECT 1 FROM alert WHERE alert.item = item.id AND" \
	" alert.item <> 0) OR EXISTS (SELECT 1 FROM story_item WHERE" \
	" story_item.item = item.id))"
#define IS_HOLE IS_NEWS " AND " RULE " IS NOT NULL AND NOT " TOLD

bool
store_audit_items(struct store *s, int64_t from, int64_t to, audit_row_fn *fn,
    void *context, struct why *w)
{
	return each(
	    store_rows(s, w,
		"SELECT id, " RULE " FROM item WHERE id > ? AND id <= ? AND"
		" " IS_HOLE,
		VALUES(INT(from), INT(to))),
	    fn, context);
}

/* Its alerts are raised in the transaction that keeps the version; whole
 * seconds, so one before is as good. */
bool
store_audit_changes(struct store *s, int64_t from, int64_t to, audit_row_fn *fn,
    void *context, struct why *w)
{
	return each(
	    store_rows(s, w,
		"SELECT item.id, " RULE " FROM version JOIN item ON"
		" item.id = version.item WHERE version.id > ? AND"
		" version.id <= ? AND version.quiet = 0 AND " IS_NEWS
		" AND " RULE " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM"
		" alert WHERE alert.item = item.id AND alert.item <> 0 AND"
		" alert.created >= version.seen - 1 AND"
		" (alert.event <> 'item.new' OR"
		" alert.created > version.seen))",
		VALUES(INT(from), INT(to))),
	    fn, context);
}

bool
store_audit_receipts(struct store *s, int64_t from, int64_t to,
    audit_row_fn *fn, void *context, struct why *w)
{
	return each(
	    store_rows(s, w,
		"SELECT id, CASE state WHEN 2 THEN 'delivered' WHEN 3 THEN"
		" 'given up' ELSE 'withdrawn' END FROM parcel WHERE id > ?"
		" AND id <= ? AND state IN (2, 3, 4) AND NOT EXISTS (SELECT 1"
		" FROM receipt WHERE receipt.parcel = parcel.id AND"
		" (parcel.state = 4 OR receipt.state = parcel.state))",
		VALUES(INT(from), INT(to))),
	    fn, context);
}

bool
store_audit_ways(struct store *s, int64_t from, int64_t to, audit_row_fn *fn,
    void *context, struct why *w)
{
	return each(store_rows(s, w,
			"SELECT id, CASE WHEN ways = '' AND rules <> '' THEN"
			" '!no parcel was made' ELSE ways END FROM alert WHERE"
			" id > ? AND id <= ?",
			VALUES(INT(from), INT(to))),
	    fn, context);
}

bool
store_alert_ways(
    struct store *s, int64_t alert, const char *lost, struct why *w)
{
	return store_do(s, w,
	    "UPDATE alert SET ways = coalesce((SELECT group_concat(receiver"
	    " || ' ' || notifier || ' ' || user, char(10)) FROM parcel WHERE"
	    " parcel.alert = ?1), '') || ?2 WHERE id = ?1",
	    VALUES(INT(alert), TEXT(lost)));
}

bool
store_parcel_is(struct store *s, int64_t alert, const char *receiver,
    const char *notifier, const char *user, bool *is, struct why *w)
{
	return store_is(s, w, is,
	    "SELECT count(*) FROM parcel WHERE alert = ? AND receiver = ? AND"
	    " notifier = ? AND user = ?",
	    VALUES(INT(alert), TEXT(receiver), TEXT(notifier), TEXT(user)));
}

bool
store_audit_open(struct store *s, int64_t after, int limit, parcel_row_fn *fn,
    void *context, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT id, alert, receiver, notifier, user, state, next, tries"
	    " FROM parcel WHERE state <> 2 AND state <> 4 AND"
	    " state <> 6 AND state <> 3 AND id > ?"
	    " ORDER BY id LIMIT ?",
	    VALUES(INT(after), INT(limit)));

	while (rows_next(&rows)) {
		struct parcel_row r = {.id = sqlite3_column_int64(rows.q, 0),
		    .alert = sqlite3_column_int64(rows.q, 1),
		    .receiver = column_text(rows.q, 2, NULL),
		    .notifier = column_text(rows.q, 3, NULL),
		    .user = column_text(rows.q, 4, NULL),
		    .state = (enum parcel_state)(
			(unsigned)sqlite3_column_int(rows.q, 5) %
			PARCEL_STATES),
		    .next = column_time(rows.q, 6),
		    .tries = sqlite3_column_int(rows.q, 7)};

		if (!fn(&r, context))
			break;
	}
	return rows_close(&rows);
}

/* By the indexes of what is to be read and of what is held, not by all that
 * came later. */
bool
store_audit_note(struct store *s, int64_t after, struct why *w)
{
	return store_do(s, w,
		   "INSERT OR IGNORE INTO audit_item SELECT id FROM item"
		   " WHERE next IS NOT NULL AND state = 1 AND baseline = 0 AND"
		   " +id > ?",
		   VALUES(INT(after))) &&
	       store_do(s, w,
		   "INSERT OR IGNORE INTO audit_item SELECT id FROM item"
		   " WHERE held IS NOT NULL AND baseline = 0 AND +id > ?",
		   VALUES(INT(after)));
}

bool
store_audit_settle(struct store *s, struct why *w)
{
	return store_do(s, w,
	    "DELETE FROM audit_item WHERE item NOT IN (SELECT item.id FROM"
	    " audit_item JOIN item ON item.id = audit_item.item WHERE"
	    " (" IS_UNKNOWN ") OR (" IS_HOLE "))",
	    NO_VALUES);
}

bool
store_audit_waiting(struct store *s, int64_t after, int limit, audit_row_fn *fn,
    void *context, struct why *w)
{
	return each(
	    store_rows(s, w,
		"SELECT item.id, CASE WHEN " IS_HOLE " THEN " RULE " ELSE ''"
		" END FROM audit_item JOIN item ON item.id = audit_item.item"
		" WHERE item.id > ? ORDER BY item.id LIMIT ?",
		VALUES(INT(after), INT(limit))),
	    fn, context);
}

bool
store_audit_before(struct store *s, int64_t after, struct why *w)
{
	return store_audit_note(s, after, w) &&
	       store_do(s, w,
		   "INSERT OR IGNORE INTO audit_item SELECT item.id FROM item"
		   " WHERE item.id IN (SELECT item FROM item_rule WHERE"
		   " item > ?) AND " IS_HOLE,
		   VALUES(INT(after)));
}

bool
store_hole_find(struct store *s, const char *key, bool *found, struct why *w)
{
	return store_is(s, w, found, "SELECT count(*) FROM hole WHERE key = ?",
	    VALUES(TEXT(key)));
}

bool
store_hole_add(struct store *s, const char *key, const char *words, int64_t now,
    struct why *w)
{
	return store_do(s, w, "INSERT OR IGNORE INTO hole VALUES (?, ?, ?)",
	    VALUES(TEXT(key), INT(now), TEXT(words)));
}

bool
store_hole_drop(struct store *s, const char *key, struct why *w)
{
	return store_do(
	    s, w, "DELETE FROM hole WHERE key = ?", VALUES(TEXT(key)));
}

bool
store_holes(struct store *s, hole_row_fn *fn, void *context, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT key, words, found FROM hole ORDER BY found, key"
	    " LIMIT 10000",
	    NO_VALUES);

	while (rows_next(&rows)) {
		if (!fn(column_text(rows.q, 0, NULL),
			column_text(rows.q, 1, NULL), column_time(rows.q, 2),
			context))
			break;
	}
	return rows_close(&rows);
}
