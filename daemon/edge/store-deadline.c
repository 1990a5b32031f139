/* store-deadline.c - the state file: deadlines, and the rules of items */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "edge/store-inner.h"

bool
store_deadline_add(struct store *s, struct deadline_row *r, struct why *w)
{
	const struct deadline *d = &r->is;

	if (!store_do(s, w,
		"INSERT INTO deadline (item, kind, start, end, minutes,"
		" precision, flags, evidence, place, state, found, published,"
		" matter, uid, sequence, confirmed)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		VALUES(INT(r->item), INT(d->kind), INT(d->start), INT(d->end),
		    INT(d->minutes), INT(d->precision), INT(d->flags),
		    TEXT(d->evidence), INT(d->at), INT(r->state), INT(r->found),
		    INT(r->published), INT(r->matter ? r->matter : NO_TIME),
		    TEXT(r->uid), INT(r->sequence), INT(r->confirmed))))
		return false;
	r->id = sqlite3_last_insert_rowid(s->db);
	s->deadlines++;
	return true;
}

bool
store_deadline_state(struct store *s, int64_t id, enum deadline_state state,
    int64_t moved_to, struct why *w)
{
	s->deadlines++;
	return store_do(s, w,
	    "UPDATE deadline SET state = ?, moved_to = ? WHERE id = ?",
	    VALUES(INT(state), INT(moved_to ? moved_to : NO_TIME), INT(id)));
}

bool
store_deadline_renew(
    struct store *s, int64_t id, const struct deadline *d, struct why *w)
{
	return store_do(s, w,
	    "UPDATE deadline SET minutes = ?2, flags = ?3, evidence = ?4,"
	    " place = ?5, state = CASE state WHEN 2 THEN 0 ELSE state END"
	    " WHERE id = ?1 AND state <> 3",
	    VALUES(INT(id), INT(d->minutes), INT(d->flags), TEXT(d->evidence),
		INT(d->at)));
}

bool
store_deadline_edit(
    struct store *s, int64_t id, const struct deadline *d, struct why *w)
{
	s->deadlines++;
	return store_do(s, w,
	    "UPDATE deadline SET said_start = coalesce(said_start, start),"
	    " said_end = coalesce(said_end, end), kind = ?2, start = ?3,"
	    " end = ?4, minutes = ?5, precision = ?6, flags = ?7,"
	    " confirmed = 1 WHERE id = ?1",
	    VALUES(INT(id), INT(d->kind), INT(d->start), INT(d->end),
		INT(d->minutes), INT(d->precision), INT(d->flags)));
}

bool
store_deadline_inherit(
    struct store *s, int64_t id, const struct deadline_row *old, struct why *w)
{
	return store_do(s, w,
	    "UPDATE deadline SET uid = ?, sequence = ?, matter = ?"
	    " WHERE id = ?",
	    VALUES(TEXT(old->uid), INT(old->sequence),
		INT(old->matter ? old->matter : NO_TIME), INT(id)));
}

bool
store_deadline_confirm(struct store *s, int64_t id, struct why *w)
{
	s->deadlines++;
	return store_do(s, w, "UPDATE deadline SET confirmed = 1 WHERE id = ?",
	    VALUES(INT(id)));
}

long
store_deadline_changes(const struct store *s)
{
	return s->deadlines;
}

bool
store_deadline_find(struct store *s, int64_t item, const struct deadline *d,
    int64_t *id, struct why *w)
{
	return store_number(s, w, id,
	    "SELECT id FROM deadline WHERE item = ? AND kind = ? AND"
	    " start = ? AND end = ? AND state = 2 ORDER BY id DESC",
	    VALUES(INT(item), INT(d->kind), INT(d->start), INT(d->end)));
}

static void
fill_deadline(sqlite3_stmt *q, struct deadline_row *r)
{
	memset(r, 0, sizeof(*r));
	r->id = sqlite3_column_int64(q, 0);
	r->item = sqlite3_column_int64(q, 1);
	r->is.kind = (enum deadline_kind)(
	    (unsigned)sqlite3_column_int(q, 2) % DEADLINE_KINDS);
	r->is.start = sqlite3_column_int(q, 3);
	r->is.end = sqlite3_column_int(q, 4);
	r->is.minutes = sqlite3_column_int(q, 5);
	r->is.precision = (enum precision)sqlite3_column_int(q, 6);
	r->is.flags = (unsigned)sqlite3_column_int(q, 7);
	r->is.evidence = column_text(q, 8, NULL);
	r->is.at = (size_t)sqlite3_column_int64(q, 9);
	r->state = (enum deadline_state)sqlite3_column_int(q, 10);
	r->moved_to = sqlite3_column_int64(q, 11);
	r->found = column_time(q, 12);
	r->published = sqlite3_column_int(q, 13);
	r->title = column_text(q, 14, NULL);
	r->link = column_text(q, 15, NULL);
	r->feed = column_text(q, 16, NULL);
	r->rules = column_text(q, 17, NULL);
	r->matter = sqlite3_column_int64(q, 18);
	r->uid = column_text(q, 19, NULL);
	r->sequence = sqlite3_column_int(q, 20);
	r->touched = column_time(q, 21);
	r->confirmed = sqlite3_column_int(q, 22) != 0;
	r->said_start = column_day(q, 23);
	r->said_end = column_day(q, 24);
	r->moved_away = sqlite3_column_int(q, 25) != 0;
	r->baseline = sqlite3_column_int(q, 26) != 0;
	r->own.name = column_text(q, 27, NULL);
	r->own.title = column_text(q, 28, NULL);
	r->own.link = column_text(q, 29, NULL);
	r->own.rule = column_text(q, 30, NULL);
	r->own.receivers = column_text(q, 31, NULL);
	r->own.remind = column_text(q, 32, NULL);
	r->own.notice = column_text(q, 33, NULL);
	r->own.priority = column_text(q, 34, NULL);
	r->own.place = column_text(q, 35, NULL);
	r->own.by = column_text(q, 36, NULL);
}

#define OF_ITSELF                                                          \
	"SELECT d.id, d.item, d.kind, d.start, d.end, d.minutes,"          \
	" d.precision, d.flags, d.evidence, d.place, d.state, d.moved_to," \
	" d.found, d.published, "
#define UID_AND_MORE                                                 \
	" d.matter, coalesce(d.uid, 'D' || d.id || '.' || d.found)," \
	" d.sequence, d.touched, d.confirmed, d.said_start,"         \
	" d.said_end, d.state = 1 AND (SELECT m.item <> d.item FROM" \
	" deadline m WHERE m.id = d.moved_to),"
#define BARE                                                              \
	OF_ITSELF "NULL, NULL, NULL, NULL," UID_AND_MORE " NULL, NULL,"   \
		  " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL" \
		  " FROM deadline d WHERE "
#define DEADLINES                                                       \
	OF_ITSELF                                                       \
	" coalesce(own.title, item.title),"                             \
	" coalesce(own.link, item.link), feed.name,"                    \
	" coalesce(own.rule, (SELECT group_concat(rule, char(10))"      \
	" FROM item_rule WHERE item_rule.item = d.item))," UID_AND_MORE \
	" item.baseline AND"                                            \
	" (item.changed IS NULL OR d.found < item.changed), own.name,"  \
	" own.title, own.link, own.rule, own.receivers, own.remind,"    \
	" own.notice, own.priority, own.place, own.by FROM deadline d"  \
	" LEFT JOIN item ON item.id = d.item"                           \
	" LEFT JOIN feed ON feed.id = item.feed"                        \
	" LEFT JOIN own ON own.deadline = d.id WHERE "
#define CONCERNED                                 \
	"(d.item IN (SELECT item FROM item_rule)" \
	" OR d.id IN (SELECT deadline FROM own))"
#define FILTER                                           \
	" AND (?2 < 0 OR d.kind = ?2)"                   \
	" AND (?3 = 0 OR (d.state = 0 AND d.end >= ?4))" \
	" ORDER BY d.end, d.id LIMIT ?5"

/* One statement for each index; ?1 is what it looks up. */
static struct rows
query(struct store *s, const struct deadline_query *f, struct why *w)
{
	static const char by_id[] = DEADLINES "d.id = ?1" FILTER;
	static const char by_item[] = DEADLINES "d.item = ?1" FILTER;
	static const char by_matter[] = DEADLINES "d.matter = ?1" FILTER;
	static const char bare_item[] = BARE "d.item = ?1" FILTER;
	static const char bare_matter[] = BARE "d.matter = ?1" FILTER;
	static const char open[] = DEADLINES
	    "?1 = 0 AND d.state = 0 AND d.end >= ?4" FILTER;
	static const char asked[] = DEADLINES
	    "?1 = 0 AND ?3 = ?3 AND (?2 < 0 OR d.kind = ?2) AND d.id IN"
	    " (SELECT id FROM deadline WHERE state = 0 AND end >= ?4"
	    " UNION SELECT id FROM deadline WHERE state = 0 AND confirmed = 0"
	    " AND flags & 32 <> 0 AND published >= ?4 - 365)"
	    " ORDER BY d.end, d.id LIMIT ?5";
	static const char ruled[] = DEADLINES
	    "?1 = 0 AND " CONCERNED
	    " AND (?2 < 0 OR d.kind = ?2) AND (?3 = 0 OR"
	    " (+d.state = 0 AND +d.end >= ?4)) ORDER BY d.end, d.id LIMIT ?5";
	static const char named[] = DEADLINES
	    "?1 = 0 AND ?2 = ?2 AND ?3 = ?3 AND ?4 = ?4 AND d.state <> 1"
	    " AND d.id IN (SELECT deadline FROM own WHERE name IS NOT NULL)"
	    " ORDER BY own.name, d.id LIMIT ?5";
	static const char all[] = DEADLINES "?1 = 0" FILTER;
	const char *sql = f->id != 0       ? by_id
			  : f->item != 0   ? (f->bare ? bare_item : by_item)
			  : f->matter != 0 ? (f->bare ? bare_matter : by_matter)
			  : f->named       ? named
			  : f->ruled       ? ruled
			  : !f->open_only  ? all
			  : f->questioned  ? asked
					   : open;

	return store_rows(s, w, sql,
	    VALUES(INT(f->id     ? f->id
		       : f->item ? f->item
				 : f->matter),
		INT(f->kind), INT(f->open_only), INT(f->today), INT(f->limit)));
}

/* What has its place in a calendar: ahead, or closed not long ago. */
static struct rows
recent(struct store *s, const struct deadline_query *f, struct why *w)
{
	return store_rows(s, w,
	    DEADLINES CONCERNED " AND (+d.state = 0 AND +d.end >= ?1"
				" OR d.state <> 1 AND d.touched >= ?2)"
				" ORDER BY d.end, d.id LIMIT ?3",
	    VALUES(INT(f->today), INT(f->touched), INT(f->limit)));
}

bool
store_deadlines(struct store *s, const struct deadline_query *f,
    deadline_row_fn *fn, void *context, struct why *w)
{
	struct rows rows = f->ruled && f->touched != 0 ? recent(s, f, w)
						       : query(s, f, w);
	struct deadline_row r;

	while (rows_next(&rows)) {
		fill_deadline(rows.q, &r);
		if (!fn(&r, context))
			break;
	}
	return rows_close(&rows);
}

bool
store_item_rules(struct store *s, int64_t item, const char *const *rule,
    const bool *deaf, size_t n, struct why *w)
{
	if (!store_do(s, w, "DELETE FROM item_rule WHERE item = ?",
		VALUES(INT(item))))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!store_do(s, w,
			"INSERT OR IGNORE INTO item_rule VALUES (?, ?, ?)",
			VALUES(INT(item), TEXT(rule[i]),
			    INT(deaf != NULL && deaf[i]))))
			return false;
	return true;
}

bool
store_counts(struct store *s, int today, int64_t *items, int64_t *deadlines,
    struct why *w)
{
	return store_number(
		   s, w, items, "SELECT count(*) FROM item", NO_VALUES) &&
	       store_number(s, w, deadlines,
		   "SELECT count(*) FROM deadline WHERE state = 0 AND end >= ?",
		   VALUES(INT(today)));
}
