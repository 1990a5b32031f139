/* store-away.c - the state file: absences that people have told */
/* SPDX-License-Identifier: MIT */
#include "edge/store-away.h"

#include "edge/store-inner.h"

bool
store_away_add(struct store *s, struct absence *a, int64_t now, struct why *w)
{
	if (!store_do(s, w,
		"INSERT INTO away (user, first, last, stand_in, by, at)"
		" VALUES (?, ?, ?, ?, ?, ?)",
		VALUES(TEXT(a->user), INT(a->first), INT(a->last),
		    TEXT(a->stand_in), TEXT(a->by), INT(now))))
		return false;
	a->id = sqlite3_last_insert_rowid(s->db);
	return true;
}

bool
store_away_end(
    struct store *s, const char *user, int day, int *n, struct why *w)
{
	if (!store_do(s, w,
		"UPDATE away SET last = ?2 - 1 WHERE user = ?1 AND last >= ?2",
		VALUES(TEXT(user), INT(day))))
		return false;
	*n = sqlite3_changes(s->db);
	return true;
}

bool
store_away(
    struct store *s, int day, absence_fn *fn, void *context, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT id, user, first, last, stand_in, by FROM away"
	    " WHERE last >= ? AND last >= first ORDER BY id LIMIT 10000",
	    VALUES(INT(day)));

	while (rows_next(&rows)) {
		struct absence a = {.id = sqlite3_column_int64(rows.q, 0),
		    .user = column_text(rows.q, 1, NULL),
		    .first = sqlite3_column_int(rows.q, 2),
		    .last = sqlite3_column_int(rows.q, 3),
		    .stand_in = column_text(rows.q, 4, NULL),
		    .by = column_text(rows.q, 5, NULL)};

		if (!fn(&a, context))
			break;
	}
	return rows_close(&rows);
}
