/* store-dead.c - the state file: dead letters, receipts, what why asks */
/* SPDX-License-Identifier: MIT */
#include "base/date.h"
#include "edge/store-inner.h"
#include "edge/store-key.h"
#include "edge/store-trust.h"

bool
store_receipts(struct store *s, int64_t parcel, receipt_row_fn *fn,
    void *context, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT at, state, try, by, why FROM receipt WHERE parcel = ?"
	    " ORDER BY id LIMIT 1000",
	    VALUES(INT(parcel)));

	while (rows_next(&rows)) {
		struct receipt_row r = {.at = column_time(rows.q, 0),
		    .parcel = parcel,
		    .state = (enum parcel_state)(
			(unsigned)sqlite3_column_int(rows.q, 1) %
			PARCEL_STATES),
		    .try = sqlite3_column_int(rows.q, 2),
		    .by = column_text(rows.q, 3, NULL),
		    .answer = column_text(rows.q, 4, NULL)};

		if (!fn(&r, context))
			break;
	}
	return rows_close(&rows);
}

bool
store_parcels_dead(
    struct store *s, int limit, parcel_row_fn *fn, void *context, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT parcel.id, alert, receiver, notifier, user, tries,"
	    " parcel.created, settled, why, alert.title, alert.json,"
	    " alert.event, alert.priority FROM parcel JOIN alert ON"
	    " alert.id = parcel.alert WHERE parcel.state <> 2 AND"
	    " parcel.state <> 4 AND parcel.state <> 6 AND"
	    " parcel.state = 3 ORDER BY parcel.id LIMIT ?",
	    VALUES(INT(limit)));

	while (rows_next(&rows)) {
		struct parcel_row r = {.id = sqlite3_column_int64(rows.q, 0),
		    .alert = sqlite3_column_int64(rows.q, 1),
		    .receiver = column_text(rows.q, 2, NULL),
		    .notifier = column_text(rows.q, 3, NULL),
		    .user = column_text(rows.q, 4, NULL),
		    .state = PARCEL_GIVEN_UP,
		    .tries = sqlite3_column_int(rows.q, 5),
		    .next = NO_TIME,
		    .created = column_time(rows.q, 6),
		    .settled = column_time(rows.q, 7),
		    .why = column_text(rows.q, 8, NULL),
		    .title = column_text(rows.q, 9, NULL),
		    .json = column_text(rows.q, 10, NULL),
		    .event = column_text(rows.q, 11, NULL),
		    .priority = (enum priority)(
			sqlite3_column_int(rows.q, 12) & 3)};

		if (!fn(&r, context))
			break;
	}
	return rows_close(&rows);
}

/* A new created is a new id: the first one was refused for good. */
bool
store_parcel_replay(
    struct store *s, int64_t id, int64_t now, int *n, struct why *w)
{
	if (!store_do(s, w,
		"UPDATE parcel SET state = 0, tries = 0, next = ?2,"
		" created = max(?2, created + 1), settled = NULL WHERE id = ?1 AND state = 3",
		VALUES(INT(id), INT(now))))
		return false;
	*n = sqlite3_changes(s->db);
	return true;
}

bool
store_parcel_drop(struct store *s, int64_t id, const char *reason,
    const char *by, int64_t now, int *n, struct why *w)
{
	if (!store_do(s, w,
		"UPDATE parcel SET state = 4, settled = ?2, why = ?3"
		" WHERE id = ?1 AND state = 3",
		VALUES(INT(id), INT(now), TEXT(reason))))
		return false;
	*n = sqlite3_changes(s->db);
	return *n == 0 ||
	       store_do(s, w,
		   "INSERT INTO receipt (parcel, at, state, why, by)"
		   " VALUES (?, ?, 4, ?, ?)",
		   VALUES(INT(id), INT(now), TEXT(reason), TEXT(by)));
}

bool
store_alerts_about(struct store *s, int64_t item, int64_t deadline,
    alert_row_fn *fn, void *context, struct why *w)
{
	static const char of_item[] =
	    "SELECT id, event, priority, title, rules, created, state, by,"
	    " comment, until, json, item, deadline FROM alert WHERE item = ?1"
	    " AND item <> 0 UNION ALL SELECT id, event, priority, title,"
	    " rules, created, state, by, comment, until, json, alert.item,"
	    " deadline FROM story_item JOIN alert ON alert.id ="
	    " story_item.alert WHERE story_item.item = ?1"
	    " ORDER BY 1 LIMIT 200";
	static const char of_deadline[] =
	    "SELECT id, event, priority, title, rules, created, state, by,"
	    " comment, until, json, item, deadline FROM alert WHERE"
	    " deadline = ? AND deadline <> 0 ORDER BY id LIMIT 200";
	struct rows rows =
	    item != 0 ? store_rows(s, w, of_item, VALUES(INT(item)))
		      : store_rows(s, w, of_deadline, VALUES(INT(deadline)));

	while (rows_next(&rows)) {
		struct alert_row r = {.id = sqlite3_column_int64(rows.q, 0),
		    .event = column_text(rows.q, 1, NULL),
		    .priority = (enum priority)(
			sqlite3_column_int(rows.q, 2) & 3),
		    .title = column_text(rows.q, 3, NULL),
		    .rules = column_text(rows.q, 4, NULL),
		    .created = column_time(rows.q, 5),
		    .state = (enum alert_state)(
			sqlite3_column_int(rows.q, 6) & 3),
		    .by = column_text(rows.q, 7, NULL),
		    .comment = column_text(rows.q, 8, NULL),
		    .until = column_time(rows.q, 9),
		    .json = column_text(rows.q, 10, NULL),
		    .item = sqlite3_column_int64(rows.q, 11),
		    .deadline = sqlite3_column_int64(rows.q, 12)};

		if (!fn(&r, context))
			break;
	}
	return rows_close(&rows);
}

enum { LINKS_AT_ONCE = 4000 };

bool
store_item_by_link(struct store *s, const char *link, int64_t after,
    int64_t *item, int64_t *next, struct why *w)
{
	int64_t last;

	*next = after + LINKS_AT_ONCE;
	if (!store_number(s, w, item,
		"SELECT max(id) FROM item WHERE id > ? AND id <= ? AND"
		" link = ?",
		VALUES(INT(after), INT(*next), TEXT(link))) ||
	    !store_number(s, w, &last, "SELECT max(id) FROM item", NO_VALUES))
		return false;
	if (*item == NO_TIME)
		*item = 0;
	if (last == NO_TIME || *next >= last)
		*next = 0;
	return true;
}

bool
store_key_is(struct store *s, int64_t feed, int64_t key, int64_t item, bool *is,
    struct why *w)
{
	int64_t owner;
	bool done = store_item_find(s, feed, key, &owner, w);

	*is = done && owner == item;
	return done;
}

bool
store_parcel_alert(
    struct store *s, int64_t parcel, int64_t *alert, struct why *w)
{
	return store_number(s, w, alert,
	    "SELECT alert FROM parcel WHERE id = ?", VALUES(INT(parcel)));
}
