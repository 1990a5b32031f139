/* store-timing.c - the state file: parcels that are held, and in digests */
/* SPDX-License-Identifier: MIT */
#include "edge/store-timing.h"

#include "base/date.h"
#include "edge/store-inner.h"

static bool
add(struct store *s, struct parcel_row *r, const struct timing *t,
    const char *digest, struct why *w)
{
	r->state = t->how == TIMING_NOW ? PARCEL_WAITING : PARCEL_HELD;
	r->next = t->until;
	if (!store_do(s, w,
		"INSERT OR IGNORE INTO parcel (alert, receiver, notifier,"
		" user, state, next, created) VALUES (?, ?, ?, ?, ?, ?, ?)",
		VALUES(INT(r->alert), TEXT(r->receiver), TEXT(r->notifier),
		    TEXT(r->user), INT(r->state), INT(r->next),
		    INT(r->created))))
		return false;
	if (sqlite3_changes(s->db) == 0)
		return true; /* it is there */
	r->id = sqlite3_last_insert_rowid(s->db);
	return store_do(s, w,
	    "INSERT OR REPLACE INTO timing (parcel, how, digest, reason)"
	    " VALUES (?, ?, ?, ?)",
	    VALUES(INT(r->id), INT(t->how), TEXT(digest), TEXT(t->reason)));
}

bool
store_timing_add(struct store *s, struct parcel_row *r, const struct timing *t,
    const char *digest, struct why *w)
{
	return add(s, r, t, digest, w);
}

bool
store_timing_now(struct store *s, struct parcel_row *r, const struct timing *t,
    struct why *w)
{
	return add(s, r, t, NULL, w);
}

bool
store_timing_next(struct store *s, int64_t *next, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT next FROM parcel WHERE state = 5 ORDER BY next LIMIT 1",
	    NO_VALUES);

	*next = NO_TIME;
	if (rows_next(&rows))
		*next = column_time(rows.q, 0);
	return rows_close(&rows);
}

bool
store_timing_first(struct store *s, struct pool *pool, int64_t now,
    struct timing_way *way, bool *found, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT receiver, notifier, user FROM parcel WHERE state = 5 AND"
	    " next <= ? ORDER BY next LIMIT 1",
	    VALUES(INT(now)));

	*found = false;
	if (rows_next(&rows)) {
		*found = true;
		way->receiver = column_text(rows.q, 0, pool);
		way->notifier = column_text(rows.q, 1, pool);
		way->user = column_text(rows.q, 2, pool);
	}
	return rows_close(&rows);
}

bool
store_timing_window(struct store *s, const struct timing_way *way, int64_t now,
    int64_t until, int64_t *end, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT next FROM parcel JOIN timing ON timing.parcel = parcel.id"
	    " WHERE state = 5 AND receiver = ? AND notifier = ? AND user = ?"
	    " AND next > ? AND next <= ? AND how = 1 ORDER BY next LIMIT 1",
	    VALUES(TEXT(way->receiver), TEXT(way->notifier), TEXT(way->user),
		INT(now), INT(until)));

	*end = NO_TIME;
	if (rows_next(&rows))
		*end = column_time(rows.q, 0);
	return rows_close(&rows);
}

static bool
list_ids(struct rows rows, int64_t *id, size_t *n)
{
	*n = 0;
	while (rows_next(&rows))
		id[(*n)++] = sqlite3_column_int64(rows.q, 0);
	return rows_close(&rows);
}

bool
store_timing_due(struct store *s, const struct timing_way *way, int64_t now,
    int64_t *id, size_t most, size_t *n, struct why *w)
{
	return list_ids(
	    store_rows(s, w,
		"SELECT id FROM parcel WHERE state = 5 AND receiver = ? AND"
		" notifier = ? AND user = ? AND next <= ? ORDER BY next"
		" LIMIT ?",
		VALUES(TEXT(way->receiver), TEXT(way->notifier),
		    TEXT(way->user), INT(now), INT((int64_t)most))),
	    id, n);
}

/* The unsettled ones are an index of their own. */
static bool
list_state(struct store *s, enum parcel_state state, int64_t after, int64_t *id,
    size_t most, size_t *n, struct why *w)
{
	return list_ids(
	    store_rows(s, w,
		"SELECT id FROM parcel WHERE state <> 2 AND state <> 4 AND"
		" state <> 6 AND id > ? AND state = ? ORDER BY id LIMIT ?",
		VALUES(INT(after), INT(state), INT((int64_t)most))),
	    id, n);
}

bool
store_timing_all(struct store *s, int64_t after, int64_t *id, size_t most,
    size_t *n, struct why *w)
{
	return list_state(s, PARCEL_HELD, after, id, most, n, w);
}

bool
store_timing_waiting(struct store *s, int64_t after, int64_t *id, size_t most,
    size_t *n, struct why *w)
{
	return list_state(s, PARCEL_WAITING, after, id, most, n, w);
}

#define ROWS                                                                \
	"SELECT parcel.id, parcel.alert, receiver, notifier, user,"         \
	" parcel.created, parcel.next, how, digest, event, alert.title,"    \
	" alert.text, json, priority, alert.item, alert.state, alert.by,"   \
	" alert.until, alert.deadline, deadline.state, deadline.confirmed," \
	" parcel.state FROM parcel JOIN alert ON alert.id = parcel.alert"   \
	" LEFT JOIN timing ON timing.parcel = parcel.id"                    \
	" LEFT JOIN deadline ON deadline.id = alert.deadline "

static void
fill(sqlite3_stmt *q, struct pool *pool, struct timing_row *r)
{
	*r = (struct timing_row){.id = sqlite3_column_int64(q, 0),
	    .alert = sqlite3_column_int64(q, 1),
	    .receiver = column_text(q, 2, pool),
	    .notifier = column_text(q, 3, pool),
	    .user = column_text(q, 4, pool),
	    .created = column_time(q, 5),
	    .until = column_time(q, 6),
	    .how = (enum timing_how)(sqlite3_column_int(q, 7) & 3),
	    .digest = column_text(q, 8, pool),
	    .event = column_text(q, 9, pool),
	    .title = column_text(q, 10, pool),
	    .text = column_text(q, 11, pool),
	    .json = column_text(q, 12, pool),
	    .priority = (enum priority)(sqlite3_column_int(q, 13) & 3),
	    .item = sqlite3_column_int64(q, 14),
	    .state = (enum alert_state)(sqlite3_column_int(q, 15) & 3),
	    .by = column_text(q, 16, pool),
	    .again = column_time(q, 17),
	    .deadline = sqlite3_column_int64(q, 18),
	    .deadline_state = (enum deadline_state)sqlite3_column_int(q, 19),
	    .confirmed = sqlite3_column_int(q, 20) != 0,
	    .parcel_state = (enum parcel_state)sqlite3_column_int(q, 21)};
}

bool
store_timing_get(struct store *s, struct pool *pool, int64_t id,
    struct timing_row *r, bool *found, struct why *w)
{
	struct rows rows = store_rows(
	    s, w, ROWS "WHERE parcel.id = ?", VALUES(INT(id)));

	*found = rows_next(&rows);
	if (*found)
		fill(rows.q, pool, r);
	return rows_close(&rows);
}

bool
store_timing_of(struct store *s, const char *receiver, int limit,
    timing_row_fn *fn, void *context, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    ROWS "WHERE parcel.id IN (SELECT id FROM parcel WHERE state = 5"
		 " AND receiver = ? ORDER BY next, id LIMIT ?)"
		 " ORDER BY parcel.next, parcel.id",
	    VALUES(TEXT(receiver), INT(limit)));
	struct timing_row r;

	while (rows_next(&rows)) {
		fill(rows.q, NULL, &r);
		if (!fn(&r, context))
			break;
	}
	return rows_close(&rows);
}

bool
store_timing_count(
    struct store *s, const char *receiver, int64_t *n, struct why *w)
{
	return store_number(s, w, n,
	    "SELECT count(*) FROM parcel WHERE state = 5 AND receiver = ?",
	    VALUES(TEXT(receiver)));
}

bool
store_timing_move(struct store *s, int64_t id, const struct timing *t,
    const char *digest, struct why *w)
{
	return store_do(s, w,
		   "UPDATE parcel SET next = ?2 WHERE id = ?1 AND state = 5",
		   VALUES(INT(id), INT(t->until))) &&
	       store_do(s, w,
		   "UPDATE timing SET how = ?2, digest = ?3, reason = ?4"
		   " WHERE parcel = ?1",
		   VALUES(INT(id), INT(t->how), TEXT(digest), TEXT(t->reason)));
}

bool
store_timing_release(
    struct store *s, int64_t id, int64_t now, const char *extra, struct why *w)
{
	return store_do(s, w,
		   "UPDATE parcel SET state = 0, next = ?2 WHERE id = ?1 AND"
		   " state = 5",
		   VALUES(INT(id), INT(now))) &&
	       store_do(s, w, "UPDATE timing SET extra = ?2 WHERE parcel = ?1",
		   VALUES(INT(id), TEXT(extra)));
}

bool
store_timing_bundle(struct store *s, int64_t id, int64_t carrier, struct why *w)
{
	return store_do(s, w,
		   "UPDATE parcel SET state = 6, why = 'within P' || ?2"
		   " WHERE id = ?1 AND state = 5",
		   VALUES(INT(id), INT(carrier))) &&
	       store_do(s, w,
		   "UPDATE timing SET carrier = ?2 WHERE parcel = ?1",
		   VALUES(INT(id), INT(carrier)));
}

bool
store_timing_leave(
    struct store *s, int64_t id, int64_t now, const char *reason, struct why *w)
{
	return store_do(s, w,
		   "UPDATE parcel SET state = 4, settled = ?2, why = ?3"
		   " WHERE id = ?1",
		   VALUES(INT(id), INT(now), TEXT(reason))) &&
	       store_do(s, w,
		   "INSERT INTO receipt (parcel, at, state, why)"
		   " VALUES (?, ?, 4, ?)",
		   VALUES(INT(id), INT(now), TEXT(reason)));
}

bool
store_timing_delivered(
    struct store *s, int64_t carrier, int64_t now, struct why *w)
{
	return store_do(s, w,
		   "INSERT INTO receipt (parcel, at, state, why)"
		   " SELECT parcel, ?2, 2, 'within P' || ?1 FROM timing"
		   " WHERE carrier = ?1",
		   VALUES(INT(carrier), INT(now))) &&
	       store_do(s, w,
		   "UPDATE parcel SET state = 2, settled = ?2 WHERE state = 6"
		   " AND id IN (SELECT parcel FROM timing WHERE carrier = ?1)",
		   VALUES(INT(carrier), INT(now)));
}

bool
store_timing_twins(struct store *s, const struct timing_row *r,
    timing_twin_fn *fn, void *context, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT id, receiver, user FROM parcel WHERE alert = ? AND"
	    " id <> ? AND notifier = ? AND state IN (0, 1, 2, 6)",
	    VALUES(INT(r->alert), INT(r->id), TEXT(r->notifier)));

	while (rows_next(&rows)) {
		if (!fn(sqlite3_column_int64(rows.q, 0),
			column_text(rows.q, 1, NULL),
			column_text(rows.q, 2, NULL), context))
			break;
	}
	return rows_close(&rows);
}

#define COMES_AGAIN                                              \
	" alert = ?1 AND (state = 2 OR (state = 4 AND why LIKE"  \
	" 'left out: acknowledged%')) AND EXISTS (SELECT 1 FROM" \
	" timing WHERE timing.parcel = parcel.id)"

bool
store_timing_again(struct store *s, int64_t alert, int64_t now, struct why *w)
{
	return store_do(s, w,
		   "UPDATE timing SET how = 2, digest = NULL, carrier = NULL,"
		   " extra = NULL, reason = 'its acknowledgement has ended'"
		   " WHERE parcel IN (SELECT id FROM parcel WHERE" COMES_AGAIN
		   ")",
		   VALUES(INT(alert))) &&
	       store_do(s, w,
		   "UPDATE parcel SET state = 5, next = ?2, created = ?2,"
		   " tries = 0, why = NULL WHERE" COMES_AGAIN,
		   VALUES(INT(alert), INT(now)));
}
