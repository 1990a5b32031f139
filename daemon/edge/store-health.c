/* store-health.c - the state file: how feeds are, and what ailed them when */
/* SPDX-License-Identifier: MIT */
#include "edge/store-health.h"

#include <stdlib.h>

#include "base/date.h"
#include "edge/store-inner.h"

bool
store_vital_get(struct store *s, struct pool *pool, int64_t feed,
    struct vital_row *v, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT items, usual, dated, shrunk, sign, due, expect, learnt,"
	    " note, login FROM vital WHERE feed = ?",
	    VALUES(INT(feed)));

	*v = (struct vital_row){
	    .feed = feed, .shrunk = NO_TIME, .sign = NO_TIME, .due = NO_TIME};
	if (rows_next(&rows)) {
		v->items = sqlite3_column_int(rows.q, 0);
		v->usual = sqlite3_column_int(rows.q, 1);
		v->dated = sqlite3_column_int(rows.q, 2);
		v->shrunk = column_time(rows.q, 3);
		v->sign = column_time(rows.q, 4);
		v->due = column_time(rows.q, 5);
		v->expect = column_text(rows.q, 6, pool);
		v->learnt = sqlite3_column_int(rows.q, 7);
		v->note = column_text(rows.q, 8, pool);
		v->login = sqlite3_column_int(rows.q, 9);
	}
	return rows_close(&rows);
}

bool
store_vital_keep(struct store *s, const struct vital_row *v, struct why *w)
{
	return store_do(s, w,
	    "INSERT OR REPLACE INTO vital (feed, items, usual, dated, shrunk,"
	    " sign, due, expect, learnt, note, login)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    VALUES(INT(v->feed), INT(v->items), INT(v->usual), INT(v->dated),
		INT(v->shrunk), INT(v->sign), INT(v->due), TEXT(v->expect),
		INT(v->learnt), TEXT(v->note), INT(v->login)));
}

/* What the first reading found may be older than it was seen. */
static int64_t
sign_of(sqlite3_stmt *q)
{
	int64_t published = column_time(q, 1), seen = column_time(q, 2);
	bool older = sqlite3_column_int(q, 0) != 0 && published != NO_TIME &&
		     published < seen;

	return older ? published : seen;
}

bool
store_signs(struct store *s, int64_t feed, int64_t *at, size_t most, size_t *n,
    struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT baseline, published, seen FROM item WHERE feed = ?"
	    " ORDER BY id DESC LIMIT ?",
	    VALUES(INT(feed), INT((int64_t)most)));

	*n = 0;
	while (rows_next(&rows))
		if (*n < most)
			at[(*n)++] = sign_of(rows.q);
	qsort(at, *n, sizeof(*at), time_compare);
	return rows_close(&rows);
}

bool
store_item_linked(struct store *s, int64_t feed, const char *link,
    int64_t *seen, struct why *w)
{
	return store_number(s, w, seen,
	    "SELECT min(seen) FROM item WHERE feed = ? AND link = ?",
	    VALUES(INT(feed), TEXT(link)));
}

bool
store_episode_keep(struct store *s, struct episode_row *e, struct why *w)
{
	if (!store_do(s, w,
		"INSERT INTO episode (id, feed, kind, over, start, end, told,"
		" again, alert, count, status, gap, why) VALUES (?, ?, ?, ?, ?,"
		" ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
		" over = excluded.over, start = excluded.start,"
		" end = excluded.end, told = excluded.told,"
		" again = excluded.again, alert = excluded.alert,"
		" count = excluded.count, status = excluded.status,"
		" gap = excluded.gap, why = excluded.why",
		VALUES(INT(e->id != 0 ? e->id : NO_TIME), INT(e->feed),
		    INT(e->kind), INT(e->over), INT(e->start), INT(e->end),
		    INT(e->told), INT(e->again), INT(e->alert), INT(e->count),
		    INT(e->status), INT(e->gap), TEXT(e->why))))
		return false;
	if (e->id == 0)
		e->id = sqlite3_last_insert_rowid(s->db);
	return true;
}

#define EPISODE_COLUMNS                                                \
	"SELECT id, feed, kind, over, start, end, told, again, alert," \
	" count, status, gap, why FROM episode "

static void
fill_episode(sqlite3_stmt *q, struct pool *pool, struct episode_row *e)
{
	*e = (struct episode_row){.id = sqlite3_column_int64(q, 0),
	    .feed = sqlite3_column_int64(q, 1),
	    .kind = (enum episode_kind)(
		(unsigned)sqlite3_column_int(q, 2) % EPISODE_KINDS),
	    .over = sqlite3_column_int(q, 3),
	    .start = column_time(q, 4),
	    .end = column_time(q, 5),
	    .told = column_time(q, 6),
	    .again = column_time(q, 7),
	    .alert = sqlite3_column_int64(q, 8),
	    .count = sqlite3_column_int(q, 9),
	    .status = sqlite3_column_int(q, 10),
	    .gap = (enum gap_end)((unsigned)sqlite3_column_int(q, 11) % 3),
	    .why = column_text(q, 12, pool)};
}

bool
store_episode_open(struct store *s, struct pool *pool, int64_t feed,
    enum episode_kind kind, struct episode_row *e, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    EPISODE_COLUMNS "WHERE feed = ? AND kind = ? AND over = 0"
			    " ORDER BY id DESC LIMIT 1",
	    VALUES(INT(feed), INT(kind)));

	*e = (struct episode_row){.feed = feed,
	    .kind = kind,
	    .start = NO_TIME,
	    .end = NO_TIME,
	    .told = NO_TIME,
	    .again = NO_TIME};
	if (rows_next(&rows))
		fill_episode(rows.q, pool, e);
	return rows_close(&rows);
}

bool
store_episodes(struct store *s, const struct episode_query *f,
    episode_row_fn *fn, void *context, struct why *w)
{
	static const char open[] = EPISODE_COLUMNS
	    "WHERE over = 0 AND (?1 = 0 OR feed = ?1) AND"
	    " (?2 < 0 OR kind = ?2) ORDER BY id DESC LIMIT ?3";
	static const char all[] = EPISODE_COLUMNS
	    "WHERE feed = ?1 AND (?2 < 0 OR kind = ?2) ORDER BY id DESC"
	    " LIMIT ?3";
	struct rows rows = store_rows(s, w, f->open_only ? open : all,
	    VALUES(INT(f->feed), INT(f->kind), INT(f->limit)));
	struct episode_row e;

	while (rows_next(&rows)) {
		fill_episode(rows.q, NULL, &e);
		if (!fn(&e, context))
			break;
	}
	return rows_close(&rows);
}

bool
store_episodes_prune(
    struct store *s, int64_t feed, int64_t before, struct why *w)
{
	return store_do(s, w,
	    "DELETE FROM episode WHERE feed = ? AND over = 1 AND"
	    " told IS NULL AND end < ?",
	    VALUES(INT(feed), INT(before)));
}

/* created is part of a parcel's id: another one is no second copy. */
bool
store_alert_renew(
    struct store *s, const struct alert_row *a, int64_t now, struct why *w)
{
	return store_do(s, w,
		   "UPDATE alert SET title = ?2, text = ?3, json = ?4"
		   " WHERE id = ?1",
		   VALUES(INT(a->id), TEXT(a->title), TEXT(a->text),
		       TEXT(a->json))) &&
	       store_do(s, w,
		   "UPDATE parcel SET state = 0, next = ?2, created = ?2,"
		   " tries = 0 WHERE alert = ?1 AND state = 2",
		   VALUES(INT(a->id), INT(now)));
}
