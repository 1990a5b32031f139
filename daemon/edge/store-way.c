/* store-way.c - the state file: the way that follows when one fails */
/* SPDX-License-Identifier: MIT */
#include "edge/store-inner.h"
#include "edge/store-outbox.h"

bool
store_way_keep(struct store *s, const struct next_way *r, struct why *w)
{
	return store_do(s, w,
	    "INSERT OR REPLACE INTO next_way (alert, receiver, notifier, due)"
	    " VALUES (?, ?, ?, ?)",
	    VALUES(INT(r->alert), TEXT(r->receiver), TEXT(r->notifier),
		INT(r->due)));
}

bool
store_way_drop(
    struct store *s, int64_t alert, const char *receiver, struct why *w)
{
	return store_do(s, w,
	    "DELETE FROM next_way WHERE alert = ? AND receiver = ?",
	    VALUES(INT(alert), TEXT(receiver)));
}

static struct rows
query_ways(
    struct store *s, int64_t alert, int64_t now, int limit, struct why *w)
{
	static const char of_alert[] =
	    "SELECT alert, receiver, notifier, due, state,"
	    " priority FROM next_way"
	    " JOIN alert ON alert.id = next_way.alert WHERE alert = ?1"
	    " LIMIT ?2";
	static const char due[] =
	    "SELECT alert, receiver, notifier, due, state,"
	    " priority FROM next_way"
	    " JOIN alert ON alert.id = next_way.alert WHERE due <= ?1"
	    " ORDER BY due LIMIT ?2";

	if (alert != 0)
		return store_rows(
		    s, w, of_alert, VALUES(INT(alert), INT(limit)));
	return store_rows(s, w, due, VALUES(INT(now), INT(limit)));
}

bool
store_ways(struct store *s, int64_t alert, int64_t now, int limit,
    next_way_fn *fn, void *context, struct why *w)
{
	struct rows rows = query_ways(s, alert, now, limit, w);

	while (rows_next(&rows)) {
		struct next_way r = {.alert = sqlite3_column_int64(rows.q, 0),
		    .receiver = column_text(rows.q, 1, NULL),
		    .notifier = column_text(rows.q, 2, NULL),
		    .due = column_time(rows.q, 3),
		    .state = (enum alert_state)(
			sqlite3_column_int(rows.q, 4) & 3),
		    .priority = (enum priority)(
			sqlite3_column_int(rows.q, 5) & 3)};

		if (!fn(&r, context))
			break;
	}
	return rows_close(&rows);
}

bool
store_way_next(struct store *s, int64_t *due, struct why *w)
{
	return store_number(
	    s, w, due, "SELECT min(due) FROM next_way", NO_VALUES);
}
