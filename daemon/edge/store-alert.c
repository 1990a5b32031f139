/* store-alert.c - the state file: alerts and their parcels */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "edge/store-inner.h"

const char *
parcel_state_name(enum parcel_state state)
{
	static const char *const name[] = {"waiting", "out", "delivered",
	    "given up", "withdrawn", "held", "bundled"};

	return name[state];
}

bool
store_alert_add(
    struct store *s, struct alert_row *r, bool *added, struct why *w)
{
	if (!store_do(s, w,
		"INSERT OR IGNORE INTO alert (key, event, priority, item,"
		" deadline, title, text, json, rules, created)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		VALUES(TEXT(r->key), TEXT(r->event), INT(r->priority),
		    INT(r->item), INT(r->deadline), TEXT(r->title),
		    TEXT(r->text), TEXT(r->json), TEXT(r->rules),
		    INT(r->created))))
		return false;
	*added = sqlite3_changes(s->db) > 0;
	if (*added)
		r->id = sqlite3_last_insert_rowid(s->db);
	return true;
}

bool
store_alert_state(struct store *s, int64_t id, enum alert_state state,
    const char *by, const char *comment, int64_t until, struct why *w)
{
	return store_do(s, w,
	    "UPDATE alert SET state = ?2, by = ?3, comment = ?4, until = ?5"
	    " WHERE id = ?1",
	    VALUES(INT(id), INT(state), TEXT(by), TEXT(comment), INT(until)));
}

bool
store_alert_find(struct store *s, const char *key, int64_t *id, struct why *w)
{
	return store_number(
	    s, w, id, "SELECT id FROM alert WHERE key = ?", VALUES(TEXT(key)));
}

static void
fill_alert(sqlite3_stmt *q, struct alert_row *r)
{
	memset(r, 0, sizeof(*r));
	r->id = sqlite3_column_int64(q, 0);
	r->key = column_text(q, 1, NULL);
	r->event = column_text(q, 2, NULL);
	r->priority = (enum priority)(sqlite3_column_int(q, 3) & 3);
	r->item = sqlite3_column_int64(q, 4);
	r->deadline = sqlite3_column_int64(q, 5);
	r->title = column_text(q, 6, NULL);
	r->text = column_text(q, 7, NULL);
	r->json = column_text(q, 8, NULL);
	r->rules = column_text(q, 9, NULL);
	r->created = column_time(q, 10);
	r->state = (enum alert_state)(sqlite3_column_int(q, 11) & 3);
	r->by = column_text(q, 12, NULL);
	r->comment = column_text(q, 13, NULL);
	r->until = column_time(q, 14);
	r->link = column_text(q, 15, NULL);
}

#define ALERTS                                                                \
	"SELECT alert.id, key, event, priority, item, deadline, alert.title," \
	" text, json, rules, created, alert.state, by, comment, until,"       \
	" item.link FROM alert LEFT JOIN item ON item.id = alert.item WHERE "

static struct rows
query_alerts(struct store *s, const struct alert_query *f, struct why *w)
{
	static const char one[] = ALERTS "alert.id = ?1";
	static const char list[] = ALERTS
	    "alert.id BETWEEN ?4 AND ?5 AND"
	    " (?1 = 0 OR alert.state <> 3) AND (?2 IS NULL OR EXISTS"
	    " (SELECT 1 FROM parcel WHERE parcel.alert = alert.id AND"
	    " parcel.user = ?2)) ORDER BY alert.id DESC LIMIT ?3";

	if (f->id != 0)
		return store_rows(s, w, one, VALUES(INT(f->id)));
	return store_rows(s, w, list,
	    VALUES(INT(f->open_only), TEXT(f->user), INT(f->limit),
		INT(f->from), INT(f->to != 0 ? f->to : INT64_MAX)));
}

bool
store_alerts(struct store *s, const struct alert_query *f, alert_row_fn *fn,
    void *context, struct why *w)
{
	struct rows rows = query_alerts(s, f, w);
	struct alert_row r;

	while (rows_next(&rows)) {
		fill_alert(rows.q, &r);
		if (!fn(&r, context))
			break;
	}
	return rows_close(&rows);
}

bool
store_parcel_add(struct store *s, struct parcel_row *r, struct why *w)
{
	if (!store_do(s, w,
		"INSERT OR IGNORE INTO parcel (alert, receiver, notifier,"
		" user, next, created) VALUES (?, ?, ?, ?, ?, ?)",
		VALUES(INT(r->alert), TEXT(r->receiver), TEXT(r->notifier),
		    TEXT(r->user), INT(r->next), INT(r->created))))
		return false;
	r->id = sqlite3_last_insert_rowid(s->db);
	return true;
}

bool
store_parcel_keep(struct store *s, const struct parcel_row *r, struct why *w)
{
	return store_do(s, w,
		   "UPDATE parcel SET state = CASE WHEN ?2 = 0 AND EXISTS"
		   " (SELECT 1 FROM alert WHERE alert.id = parcel.alert AND"
		   " alert.state = 3) THEN 4 ELSE ?2 END, tries = ?3,"
		   " next = ?4, why = ?5, settled = ?6 WHERE id = ?1",
		   VALUES(INT(r->id), INT(r->state), INT(r->tries),
		       INT(r->next), TEXT(r->why), INT(r->settled))) &&
	       (r->state == PARCEL_OUT ||
		   store_do(s, w,
		       "INSERT INTO receipt (parcel, at, state, why, by, try)"
		       " VALUES (?, ?, ?, ?, ?, ?)",
		       VALUES(INT(r->id), INT(r->settled), INT(r->state),
			   TEXT(r->why), TEXT(r->by), INT(r->tries))));
}

static void
fill_parcel(sqlite3_stmt *q, struct parcel_row *r)
{
	memset(r, 0, sizeof(*r));
	r->id = sqlite3_column_int64(q, 0);
	r->alert = sqlite3_column_int64(q, 1);
	r->receiver = column_text(q, 2, NULL);
	r->notifier = column_text(q, 3, NULL);
	r->user = column_text(q, 4, NULL);
	r->state = (enum parcel_state)(
	    (unsigned)sqlite3_column_int(q, 5) % PARCEL_STATES);
	r->tries = sqlite3_column_int(q, 6);
	r->next = column_time(q, 7);
	r->created = column_time(q, 8);
	r->settled = column_time(q, 9);
	r->why = column_text(q, 10, NULL);
	r->title = column_text(q, 11, NULL);
	r->json = column_text(q, 12, NULL);
	r->priority = (enum priority)(sqlite3_column_int(q, 13) & 3);
	r->event = column_text(q, 14, NULL);
	r->reason = column_text(q, 15, NULL);
	r->extra = column_text(q, 16, NULL);
	r->carrier = sqlite3_column_int64(q, 17);
}

#define PARCEL_COLUMNS                                              \
	"SELECT parcel.id, parcel.alert, receiver, notifier, user," \
	" parcel.state, tries, next, parcel.created, settled, why," \
	" alert.title, alert.json, alert.priority, alert.event,"    \
	" timing.reason, timing.extra, timing.carrier FROM parcel"  \
	" JOIN alert ON alert.id = parcel.alert"                    \
	" LEFT JOIN timing ON timing.parcel = parcel.id "

/* One statement for each index. */
static struct rows
query_parcels(struct store *s, const struct parcel_query *f, struct why *w)
{
	static const char by_id[] = PARCEL_COLUMNS "WHERE parcel.id = ?1";
	static const char by_alert[] = PARCEL_COLUMNS
	    "WHERE alert = ?1 ORDER BY parcel.id LIMIT ?2";
	static const char due[] = PARCEL_COLUMNS
	    "WHERE parcel.state = 0 AND notifier = ?1 AND next <= ?2"
	    " ORDER BY next, parcel.id LIMIT ?3";
	static const char users[] = PARCEL_COLUMNS
	    "WHERE parcel.state = 0 AND notifier = ?1 AND next <= ?2"
	    " AND user = ?3 ORDER BY next, parcel.id LIMIT ?4";
	static const char open[] = PARCEL_COLUMNS
	    "WHERE parcel.state <> 2 AND parcel.state <> 4"
	    " AND parcel.state <> 6"
	    " AND parcel.id BETWEEN ?2 AND ?3 ORDER BY parcel.id LIMIT ?1";
	static const char all[] = PARCEL_COLUMNS
	    "WHERE parcel.id BETWEEN ?2 AND ?3 ORDER BY parcel.id LIMIT ?1";

	if (f->id != 0)
		return store_rows(s, w, by_id, VALUES(INT(f->id)));
	if (f->alert != 0)
		return store_rows(
		    s, w, by_alert, VALUES(INT(f->alert), INT(f->limit)));
	if (f->due != NO_TIME && f->user == NULL)
		return store_rows(s, w, due,
		    VALUES(TEXT(f->notifier), INT(f->due), INT(f->limit)));
	if (f->due != NO_TIME)
		return store_rows(s, w, users,
		    VALUES(TEXT(f->notifier), INT(f->due), TEXT(f->user),
			INT(f->limit)));
	return store_rows(s, w, f->open_only ? open : all,
	    VALUES(INT(f->limit), INT(f->from),
		INT(f->to != 0 ? f->to : INT64_MAX)));
}

bool
store_parcels(struct store *s, const struct parcel_query *f, parcel_row_fn *fn,
    void *context, struct why *w)
{
	struct rows rows = query_parcels(s, f, w);
	struct parcel_row r;

	while (rows_next(&rows)) {
		fill_parcel(rows.q, &r);
		if (!fn(&r, context))
			break;
	}
	return rows_close(&rows);
}

bool
store_parcels_next(struct store *s, const char *notifier, int64_t after,
    int64_t *next, struct why *w)
{
	return store_number(s, w, next,
	    "SELECT min(next) FROM parcel WHERE state = 0 AND notifier = ?1"
	    " AND (?2 IS NULL OR next > ?2)",
	    VALUES(TEXT(notifier), INT(after)));
}

bool
store_parcels_recover(struct store *s, int64_t now, struct why *w)
{
	return store_do(s, w,
	    "UPDATE parcel SET state = 0, next = min(next, ?)"
	    " WHERE state <> 2 AND state <> 4 AND state <> 6 AND state = 1",
	    VALUES(INT(now)));
}

bool
store_parcel_out(struct store *s, int64_t id, struct why *w)
{
	return store_do(
	    s, w, "UPDATE parcel SET state = 1 WHERE id = ?", VALUES(INT(id)));
}

bool
store_parcels_withdraw(struct store *s, int64_t alert, const char *receiver,
    int64_t now, struct why *w)
{
	return store_do(s, w,
		   "INSERT INTO receipt (parcel, at, state, why) SELECT id,"
		   " ?2, 4, 'the alert is done' FROM parcel WHERE alert = ?1"
		   " AND state IN (0, 3, 5) AND (?3 IS NULL OR receiver = ?3)",
		   VALUES(INT(alert), INT(now), TEXT(receiver))) &&
	       store_do(s, w,
		   "UPDATE parcel SET state = 4, settled = ?2,"
		   " why = 'the alert is done'"
		   " WHERE alert = ?1 AND state IN (0, 3, 5)"
		   " AND (?3 IS NULL OR receiver = ?3)",
		   VALUES(INT(alert), INT(now), TEXT(receiver)));
}

/* created is part of the id: what was delivered must not be taken for it. */
bool
store_parcels_snooze(struct store *s, int64_t alert, const char *user,
    const char *receiver, int64_t until, struct why *w)
{
	if (!store_do(s, w,
		"UPDATE parcel SET state = 0, next = ?3, created = ?3,"
		" tries = 0 WHERE"
		" alert = ?1 AND user = ?2 AND user <> '' AND state IN (0, 2)",
		VALUES(INT(alert), TEXT(user), INT(until))))
		return false;
	if (sqlite3_changes(s->db) > 0)
		return true;
	return store_do(s, w,
	    "UPDATE parcel SET state = 0, next = ?2, created = ?2, tries = 0"
	    " WHERE alert = ?1 AND state IN (0, 2) AND"
	    " (?3 IS NULL OR (receiver = ?3 AND user = ''))",
	    VALUES(INT(alert), INT(until), TEXT(receiver)));
}

bool
store_parcels_retry(
    struct store *s, int64_t id, int64_t now, int *n, struct why *w)
{
	if (!store_do(s, w,
		"UPDATE parcel SET state = 0, next = ?2 WHERE"
		" (id = ?1 AND state IN (0, 3, 5)) OR"
		" (?1 = 0 AND (state = 3 OR (state = 0 AND tries > 0)))",
		VALUES(INT(id), INT(now))))
		return false;
	*n = sqlite3_changes(s->db);
	return true;
}

bool
store_parcel_counts(struct store *s, const char *notifier,
    int64_t count[PARCEL_STATES], struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT state, count(*) FROM parcel"
	    " WHERE ?1 IS NULL OR notifier = ?1 GROUP BY state",
	    VALUES(TEXT(notifier)));

	memset(count, 0, sizeof(count[0]) * PARCEL_STATES);
	while (rows_next(&rows))
		count[(unsigned)sqlite3_column_int(rows.q, 0) % PARCEL_STATES] =
		    sqlite3_column_int64(rows.q, 1);
	return rows_close(&rows);
}

bool
store_alert_rules(struct store *s, int64_t from, int64_t to, rule_names_fn *fn,
    void *context, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT rules FROM alert WHERE id BETWEEN ? AND ?"
	    " AND rules IS NOT NULL",
	    VALUES(INT(from), INT(to)));

	while (rows_next(&rows))
		fn(column_text(rows.q, 0, NULL), context);
	return rows_close(&rows);
}
