/* store-term.c - the state file: lineage of deadlines, reminders, own ones */
/* SPDX-License-Identifier: MIT */
#include "edge/store-term.h"

#include "base/date.h"
#include "edge/store-inner.h"

enum { CHAIN_MOST = 1000 };

#define DAY(day) INT((day) == NO_DAY ? NO_TIME : (day))

bool
store_lineage_add(struct store *s, const struct lineage_row *r, struct why *w)
{
	s->deadlines++;
	return store_do(s, w,
		   "INSERT INTO lineage (deadline, at, what, old_start,"
		   " old_end, start, end, other, by, words)"
		   " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		   VALUES(INT(r->deadline), INT(r->at), INT(r->what),
		       DAY(r->old_start), DAY(r->old_end), DAY(r->start),
		       DAY(r->end), INT(r->other ? r->other : NO_TIME),
		       TEXT(r->by), TEXT(r->words))) &&
	       store_do(s, w,
		   "UPDATE deadline SET sequence = sequence + 1, touched = ?"
		   " WHERE id = ?",
		   VALUES(INT(r->at), INT(r->deadline)));
}

/* Those of one uid lie in its item or its matter, so an index finds them. */
#define CHAIN                                                         \
	"SELECT id FROM deadline WHERE (id = ?1 OR item = ?2"         \
	" OR matter = ?3) AND"                                        \
	" (id = ?1 OR coalesce(uid, 'D' || id || '.' || found) = ?4)" \
	" ORDER BY id LIMIT 1000"

#define LINES                                                            \
	"SELECT id, deadline, at, what, old_start, old_end, start, end," \
	" other, by, words FROM lineage WHERE "

static bool
each_line(struct rows rows, lineage_row_fn *fn, void *context)
{
	while (rows_next(&rows)) {
		struct lineage_row r = {.id = sqlite3_column_int64(rows.q, 0),
		    .deadline = sqlite3_column_int64(rows.q, 1),
		    .at = column_time(rows.q, 2),
		    .what = (enum lineage)sqlite3_column_int(rows.q, 3),
		    .old_start = column_day(rows.q, 4),
		    .old_end = column_day(rows.q, 5),
		    .start = column_day(rows.q, 6),
		    .end = column_day(rows.q, 7),
		    .other = sqlite3_column_int64(rows.q, 8),
		    .by = column_text(rows.q, 9, NULL),
		    .words = column_text(rows.q, 10, NULL)};

		if (!fn(&r, context))
			break;
	}
	return rows_close(&rows);
}

bool
store_lineage(struct store *s, const struct deadline_row *d, lineage_row_fn *fn,
    void *context, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    LINES "deadline IN (" CHAIN ") ORDER BY id",
	    VALUES(INT(d->id), INT(d->item),
		INT(d->matter ? d->matter : NO_TIME), TEXT(d->uid)));

	return each_line(rows, fn, context);
}

bool
store_lineage_last(struct store *s, int64_t *id, struct why *w)
{
	return store_number(
	    s, w, id, "SELECT coalesce(max(id), 0) FROM lineage", NO_VALUES);
}

bool
store_lineage_since(struct store *s, int64_t id, enum lineage what,
    lineage_row_fn *fn, void *context, struct why *w)
{
	return each_line(
	    store_rows(s, w, LINES "id > ? AND what = ? ORDER BY id LIMIT 1000",
		VALUES(INT(id), INT(what))),
	    fn, context);
}

bool
store_deadline_chain(struct store *s, const struct deadline_row *d,
    deadline_row_fn *fn, void *context, struct why *w)
{
	struct rows rows = store_rows(s, w, CHAIN,
	    VALUES(INT(d->id), INT(d->item),
		INT(d->matter ? d->matter : NO_TIME), TEXT(d->uid)));
	int64_t id[CHAIN_MOST];
	int n = 0;

	while (n < CHAIN_MOST && rows_next(&rows))
		id[n++] = sqlite3_column_int64(rows.q, 0);
	if (!rows_close(&rows))
		return false;
	for (int i = 0; i < n; i++) {
		struct deadline_query one = {
		    .id = id[i], .kind = -1, .limit = 1};

		if (!store_deadlines(s, &one, fn, context, w))
			return false;
	}
	return true;
}

bool
store_reminder_add(struct store *s, const struct reminder_row *r, struct why *w)
{
	return store_do(s, w,
	    "INSERT OR IGNORE INTO reminder (deadline, rule, target, lead,"
	    " day, at, alert) VALUES (?, ?, ?, ?, ?, ?, ?)",
	    VALUES(INT(r->deadline), TEXT(r->rule), INT(r->target),
		TEXT(r->lead), INT(r->day), INT(r->at), INT(r->alert)));
}

bool
store_reminder_given(struct store *s, const struct reminder_row *r, bool *given,
    int *last, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT max(day), max(lead = ?4) FROM reminder WHERE deadline = ?1"
	    " AND rule = ?2 AND target = ?3",
	    VALUES(INT(r->deadline), TEXT(r->rule), INT(r->target),
		TEXT(r->lead)));

	*given = false;
	*last = NO_DAY;
	if (rows_next(&rows)) {
		*last = column_day(rows.q, 0);
		*given = sqlite3_column_int(rows.q, 1) != 0;
	}
	return rows_close(&rows);
}

bool
store_reminders(struct store *s, int64_t deadline, reminder_row_fn *fn,
    void *context, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT deadline, rule, target, lead, day, at, alert FROM reminder"
	    " WHERE deadline = ? ORDER BY at, day",
	    VALUES(INT(deadline)));

	while (rows_next(&rows)) {
		struct reminder_row r = {
		    .deadline = sqlite3_column_int64(rows.q, 0),
		    .rule = column_text(rows.q, 1, NULL),
		    .target = sqlite3_column_int(rows.q, 2),
		    .lead = column_text(rows.q, 3, NULL),
		    .day = sqlite3_column_int(rows.q, 4),
		    .at = column_time(rows.q, 5),
		    .alert = sqlite3_column_int64(rows.q, 6)};

		if (!fn(&r, context))
			break;
	}
	return rows_close(&rows);
}

#define REMINDERS_OF "SELECT alert FROM reminder WHERE deadline = ?"

#define WHY "'the deadline is another, or no more'"

bool
store_reminders_cancel(
    struct store *s, int64_t deadline, int64_t now, struct why *w)
{
	return store_do(s, w,
		   "INSERT INTO trace (alert, at, what, words)"
		   " SELECT id, ?, 1, " WHY " FROM alert WHERE state <> 3"
		   " AND id IN (" REMINDERS_OF ")",
		   VALUES(INT(now), INT(deadline))) &&
	       store_do(s, w,
		   "INSERT INTO receipt (parcel, at, state, why)"
		   " SELECT id, ?2, 4, " WHY " FROM parcel"
		   " WHERE state NOT IN (1, 2, 4) AND alert IN"
		   " (SELECT alert FROM reminder WHERE deadline = ?1)",
		   VALUES(INT(deadline), INT(now))) &&
	       store_do(s, w,
		   "UPDATE parcel SET state = 4, settled = ?2, why = " WHY
		   " WHERE state NOT IN (1, 2, 4) AND alert IN"
		   " (SELECT alert FROM reminder WHERE deadline = ?1)",
		   VALUES(INT(deadline), INT(now))) &&
	       store_do(s, w,
		   "UPDATE alert SET state = 3 WHERE state <> 3"
		   " AND id IN (" REMINDERS_OF ")",
		   VALUES(INT(deadline)));
}

bool
store_reminded(struct store *s, int64_t deadline, receiver_fn *fn,
    void *context, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT DISTINCT receiver FROM parcel WHERE state <> 4"
	    " AND alert IN (" REMINDERS_OF ") ORDER BY receiver",
	    VALUES(INT(deadline)));

	while (rows_next(&rows))
		if (!fn(column_text(rows.q, 0, NULL), context)) {
			sqlite3_reset(rows.q);
			return true;
		}
	return rows_close(&rows);
}

bool
store_own_keep(struct store *s, int64_t deadline, const struct deadline_own *o,
    struct why *w)
{
	s->deadlines++;
	return store_do(s, w,
	    "INSERT OR REPLACE INTO own (deadline, name, title, link, rule,"
	    " receivers, remind, notice, priority, place, by)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    VALUES(INT(deadline), TEXT(o->name), TEXT(o->title), TEXT(o->link),
		TEXT(o->rule), TEXT(o->receivers), TEXT(o->remind),
		TEXT(o->notice), TEXT(o->priority), TEXT(o->place),
		TEXT(o->by)));
}
