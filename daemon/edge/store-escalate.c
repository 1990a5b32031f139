/* store-escalate.c - the state file: alerts that somebody else hears of later */
/* SPDX-License-Identifier: MIT */
#include "edge/store-escalate.h"

#include "edge/store-inner.h"

bool
store_escalation_add(
    struct store *s, const struct escalation_row *r, struct why *w)
{
	return store_do(s, w,
	    "INSERT OR IGNORE INTO escalation (alert, receiver, rule, count,"
	    " unit, unless_done, due) VALUES (?, ?, ?, ?, ?, ?, ?)",
	    VALUES(INT(r->alert), TEXT(r->is.to), TEXT(r->rule),
		INT(r->is.count), INT((int64_t)r->is.unit),
		INT(r->is.unless_done), INT(r->due)));
}

static struct escalation_row
row_of(sqlite3_stmt *q)
{
	return (struct escalation_row){.id = sqlite3_column_int64(q, 0),
	    .alert = sqlite3_column_int64(q, 1),
	    .rule = column_text(q, 3, NULL),
	    .is = {.to = column_text(q, 2, NULL),
		.count = sqlite3_column_int(q, 4),
		.unit = (enum escalate_unit)sqlite3_column_int(q, 5),
		.unless_done = sqlite3_column_int(q, 6) != 0},
	    .due = sqlite3_column_int64(q, 7)};
}

bool
store_escalations_due(struct store *s, int64_t now, int limit,
    escalation_row_fn *fn, void *context, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT id, alert, receiver, rule, count, unit, unless_done, due"
	    " FROM escalation WHERE due <= ? ORDER BY due LIMIT ?",
	    VALUES(INT(now), INT(limit)));

	while (rows_next(&rows)) {
		struct escalation_row r = row_of(rows.q);

		if (!fn(&r, context))
			break;
	}
	return rows_close(&rows);
}

bool
store_escalations_next(struct store *s, int64_t *next, struct why *w)
{
	return store_number(
	    s, w, next, "SELECT min(due) FROM escalation", NO_VALUES);
}

bool
store_escalation_move(struct store *s, int64_t id, int64_t due, struct why *w)
{
	return store_do(s, w, "UPDATE escalation SET due = ?2 WHERE id = ?1",
	    VALUES(INT(id), INT(due)));
}

bool
store_escalation_end(
    struct store *s, int64_t id, enum escalation_end how, struct why *w)
{
	return store_do(s, w,
	    "UPDATE escalation SET due = NULL, ended = ?2 WHERE id = ?1",
	    VALUES(INT(id), INT((int64_t)how)));
}

bool
store_alert_is_hidden(
    struct store *s, int64_t alert, bool *hidden, struct why *w)
{
	return store_is(s, w, hidden,
	    "SELECT count(*) FROM trace WHERE alert = ? AND silence NOT NULL",
	    VALUES(INT(alert)));
}
