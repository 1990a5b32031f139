/* store-outbox.c - the state file: lines of parcels, and notifiers */
/* SPDX-License-Identifier: MIT */
#include "edge/store-outbox.h"

#include "base/date.h"
#include "edge/store-inner.h"

/* The one text that a statement gives, or NULL. */
static bool
one_text(struct rows rows, struct pool *pool, const char **text)
{
	*text = rows_next(&rows) ? column_text(rows.q, 0, pool) : NULL;
	return rows_close(&rows);
}

bool
store_line_after(struct store *s, struct pool *pool, const char *notifier,
    const char *receiver, const char **next, struct why *w)
{
	return one_text(
	    store_rows(s, w,
		"SELECT min(receiver) FROM parcel WHERE state = 0 AND"
		" notifier = ?1 AND receiver > ?2",
		VALUES(TEXT(notifier), TEXT(receiver))),
	    pool, next);
}

bool
store_line_notifier(struct store *s, struct pool *pool, const char *notifier,
    const char **next, struct why *w)
{
	return one_text(
	    store_rows(s, w,
		"SELECT min(notifier) FROM parcel WHERE state = 0 AND"
		" notifier > ?1",
		VALUES(TEXT(notifier))),
	    pool, next);
}

/* The oldest that failed and holds the line, and when it is due. */
static bool
head_of_line(struct store *s, const char *notifier, const char *receiver,
    int64_t *parcel, int64_t *next, struct why *w)
{
	*next = 0;
	return store_number(s, w, parcel,
		   "SELECT min(id) FROM parcel WHERE state = 0 AND"
		   " notifier = ?1 AND receiver = ?2 AND tries > 0 AND"
		   " tries < ?3",
		   VALUES(TEXT(notifier), TEXT(receiver), INT(LINE_TRIES))) &&
	       (*parcel <= 0 || store_number(s, w, next,
				    "SELECT next FROM parcel WHERE id = ?",
				    VALUES(INT(*parcel))));
}

/* store_number says 0 for no row, and NO_TIME for a NULL. */
static int64_t
older(int64_t a, int64_t b)
{
	if (a <= 0 || b <= 0)
		return a > 0 ? a : b > 0 ? b : 0;
	return a < b ? a : b;
}

bool
store_line_first(struct store *s, const char *notifier, const char *receiver,
    int64_t now, int64_t *parcel, struct why *w)
{
	int64_t head, head_next, fresh, late;

	if (!head_of_line(s, notifier, receiver, &head, &head_next, w) ||
	    !store_number(s, w, &fresh,
		"SELECT id FROM parcel WHERE state = 0 AND notifier = ?1 AND"
		" receiver = ?2 AND tries = 0 AND next <= ?3"
		" ORDER BY next, id LIMIT 1",
		VALUES(TEXT(notifier), TEXT(receiver), INT(now))) ||
	    !store_number(s, w, &late,
		"SELECT min(id) FROM parcel WHERE state = 0 AND"
		" notifier = ?1 AND receiver = ?2 AND tries >= ?3 AND"
		" next <= ?4",
		VALUES(
		    TEXT(notifier), TEXT(receiver), INT(LINE_TRIES), INT(now))))
		return false;
	if (head > 0 && head_next > now && fresh > head)
		fresh = 0;
	if (head_next > now)
		head = 0;
	*parcel = older(older(head, fresh), late);
	return true;
}

bool
store_line_forward(struct store *s, const char *notifier, int64_t now, int most,
    int *n, struct why *w)
{
	if (!store_do(s, w,
		"UPDATE parcel SET next = ?2 WHERE id IN (SELECT id FROM"
		" parcel WHERE state = 0 AND notifier = ?1 AND next > ?2 AND"
		" tries > 0 LIMIT ?3)",
		VALUES(TEXT(notifier), INT(now), INT(most))))
		return false;
	*n = sqlite3_changes(s->db);
	return true;
}

bool
store_notifier_get(struct store *s, struct pool *pool, const char *name,
    struct notifier_row *r, bool *found, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT disabled, until, stamp, why FROM notifier WHERE name = ?",
	    VALUES(TEXT(name)));

	*found = rows_next(&rows);
	if (*found)
		*r = (struct notifier_row){.name = name,
		    .disabled = column_time(rows.q, 0),
		    .until = column_time(rows.q, 1),
		    .stamp = sqlite3_column_int64(rows.q, 2),
		    .why = column_text(rows.q, 3, pool)};
	return rows_close(&rows);
}

bool
store_notifier_set(struct store *s, const struct notifier_row *r, struct why *w)
{
	return store_do(s, w,
	    "INSERT OR REPLACE INTO notifier (name, disabled, until, stamp,"
	    " why) VALUES (?, ?, ?, ?, ?)",
	    VALUES(TEXT(r->name), INT(r->disabled), INT(r->until),
		INT(r->stamp), TEXT(r->why)));
}

bool
store_notifier_drop(struct store *s, const char *name, struct why *w)
{
	return store_do(
	    s, w, "DELETE FROM notifier WHERE name = ?", VALUES(TEXT(name)));
}

bool
store_parcel_untold(struct store *s, int64_t parcel, struct why *w)
{
	return store_do(s, w, "UPDATE parcel SET untold = 1 WHERE id = ?",
	    VALUES(INT(parcel)));
}

bool
store_untold(struct store *s, int64_t *n, struct why *w)
{
	return store_number(s, w, n,
	    "SELECT count(*) FROM parcel WHERE state <> 2 AND state <> 4 AND"
	    " state <> 6 AND state = 3 AND untold = 1",
	    NO_VALUES);
}

bool
store_parcels_not_by(struct store *s, int64_t alert, const char *notifier,
    const char *reason, int64_t now, struct why *w)
{
	return store_do(s, w,
		   "INSERT INTO receipt (parcel, at, state, why) SELECT id,"
		   " ?3, 4, ?4 FROM parcel WHERE alert = ?1 AND notifier = ?2",
		   VALUES(
		       INT(alert), TEXT(notifier), INT(now), TEXT(reason))) &&
	       store_do(s, w,
		   "UPDATE parcel SET state = 4, settled = ?3, why = ?4"
		   " WHERE alert = ?1 AND notifier = ?2",
		   VALUES(INT(alert), TEXT(notifier), INT(now), TEXT(reason)));
}
