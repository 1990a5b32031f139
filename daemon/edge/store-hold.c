/* store-hold.c - the state file: what is held back, and a feed's identity */
/* SPDX-License-Identifier: MIT */
#include "edge/store-hold.h"

#include <string.h>

#include "base/date.h"
#include "edge/store-inner.h"

bool
store_ident_get(struct store *s, struct pool *pool, int64_t feed,
    struct ident_row *r, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT rung, used, asked, failed, why, since, first, items, most,"
	    " moved, question, alert, guids FROM identity WHERE feed = ?",
	    VALUES(INT(feed)));

	*r = (struct ident_row){.feed = feed,
	    .since = NO_TIME,
	    .first = NO_TIME,
	    .moved = NO_TIME,
	    .question = NO_TIME};
	if (rows_next(&rows)) {
		r->rung = sqlite3_column_int(rows.q, 0);
		r->used = sqlite3_column_int(rows.q, 1);
		r->asked = sqlite3_column_int(rows.q, 2);
		r->failed = sqlite3_column_int(rows.q, 3);
		r->why = column_text(rows.q, 4, pool);
		r->since = column_time(rows.q, 5);
		r->first = column_time(rows.q, 6);
		r->items = sqlite3_column_int64(rows.q, 7);
		r->most = sqlite3_column_int(rows.q, 8);
		r->moved = column_time(rows.q, 9);
		r->question = column_time(rows.q, 10);
		r->alert = sqlite3_column_int64(rows.q, 11);
		r->guids = sqlite3_column_int(rows.q, 12);
	}
	return rows_close(&rows);
}

bool
store_ident_keep(struct store *s, const struct ident_row *r, struct why *w)
{
	return store_do(s, w,
	    "INSERT OR REPLACE INTO identity (feed, rung, used, asked, failed,"
	    " why, since, first, items, most, moved, question, alert, guids)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    VALUES(INT(r->feed), INT(r->rung), INT(r->used), INT(r->asked),
		INT(r->failed), TEXT(r->why), INT(r->since), INT(r->first),
		INT(r->items), INT(r->most), INT(r->moved), INT(r->question),
		INT(r->alert), INT(r->guids)));
}

bool
store_feed_find(struct store *s, const char *name, int64_t *feed, struct why *w)
{
	return store_number(s, w, feed, "SELECT id FROM feed WHERE name = ?",
	    VALUES(TEXT(name)));
}

bool
store_item_hold(struct store *s, int64_t item, int64_t until, struct why *w)
{
	return store_do(s, w, "UPDATE item SET held = ?2 WHERE id = ?1",
	    VALUES(INT(item), INT(until)));
}

bool
store_version_quiet(struct store *s, int64_t item, struct why *w)
{
	return store_do(s, w,
	    "UPDATE version SET quiet = 1 WHERE id ="
	    " (SELECT max(id) FROM version WHERE item = ?)",
	    VALUES(INT(item)));
}

bool
store_item_quiet(struct store *s, int64_t item, bool quiet, struct why *w)
{
	return store_do(s, w, "UPDATE item SET quiet = ?2 WHERE id = ?1",
	    VALUES(INT(item), INT(quiet)));
}

bool
store_held_count(struct store *s, int64_t feed, int64_t *n, struct why *w)
{
	return store_number(s, w, n,
	    "SELECT count(*) FROM item WHERE held IS NOT NULL AND feed = ?",
	    VALUES(INT(feed)));
}

bool
store_held_total(struct store *s, int64_t *n, int64_t *questions, struct why *w)
{
	return store_number(s, w, n,
		   "SELECT count(*) FROM item WHERE held IS NOT NULL",
		   NO_VALUES) &&
	       store_number(s, w, questions,
		   "SELECT count(*) FROM identity WHERE question IS NOT NULL",
		   NO_VALUES);
}

bool
store_held_next(struct store *s, int64_t *next, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT held FROM item WHERE held IS NOT NULL ORDER BY held"
	    " LIMIT 1",
	    NO_VALUES);

	*next = NO_TIME;
	if (rows_next(&rows)) {
		*next = column_time(rows.q, 0);
	}
	return rows_close(&rows);
}

bool
store_held_window(
    struct store *s, int64_t feed, int64_t after, int64_t *last, struct why *w)
{
	enum { WIDTH = 500 };

	return store_number(s, w, last,
	    "SELECT coalesce(max(id), 0) FROM (SELECT id FROM item WHERE feed = ?1 AND"
	    " id > ?2 ORDER BY id LIMIT ?3)",
	    VALUES(INT(feed), INT(after), INT(WIDTH)));
}

bool
store_held_known(struct store *s, int64_t feed, int64_t after, int64_t last,
    bool all, struct why *w)
{
	return store_do(s, w,
	    "UPDATE item SET held = NULL, baseline = 1 WHERE feed = ?1 AND"
	    " id > ?2 AND id <= ?3 AND (held IS NOT NULL OR"
	    " (?4 AND state = 1 AND baseline = 0))",
	    VALUES(INT(feed), INT(after), INT(last), INT(all)));
}

bool
store_held_release(struct store *s, int64_t feed, int64_t after, int64_t last,
    int64_t due, struct why *w)
{
	return store_do(s, w,
	    "UPDATE item SET held = ?4 WHERE held IS NOT NULL AND feed = ?1"
	    " AND id > ?2 AND id <= ?3",
	    VALUES(INT(feed), INT(after), INT(last), INT(due)));
}

bool
store_held_due(struct store *s, int64_t after, int64_t due, int limit,
    item_row_fn *fn, void *context, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT item.id, item.feed, item.held, feed.name FROM item"
	    " JOIN feed ON feed.id = item.feed WHERE item.held IS NOT NULL AND"
	    " item.held > ?1 AND item.held <= ?2"
	    " ORDER BY item.held, item.id LIMIT ?3",
	    VALUES(INT(after), INT(due), INT(limit)));
	struct item_row r;

	while (rows_next(&rows)) {
		memset(&r, 0, sizeof(r));
		r.id = sqlite3_column_int64(rows.q, 0);
		r.feed = sqlite3_column_int64(rows.q, 1);
		r.held = column_time(rows.q, 2);
		r.feed_name = column_text(rows.q, 3, NULL);
		if (!fn(&r, context))
			break;
	}
	return rows_close(&rows);
}

bool
store_held_matches(struct store *s, int64_t feed, int64_t due,
    held_match_fn *fn, void *context, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT item.id, item_rule.rule, item.title, item.link FROM item"
	    " JOIN item_rule ON item_rule.item = item.id"
	    " WHERE item.held IS NOT NULL AND item.held <= ?2 AND"
	    " item.feed = ?1 ORDER BY item_rule.rule, item.id",
	    VALUES(INT(feed), INT(due)));

	while (rows_next(&rows)) {
		struct held_match m = {.item = sqlite3_column_int64(rows.q, 0),
		    .rule = column_text(rows.q, 1, NULL),
		    .title = column_text(rows.q, 2, NULL),
		    .link = column_text(rows.q, 3, NULL)};

		if (!fn(&m, context))
			break;
	}
	return rows_close(&rows);
}

bool
store_held_end(struct store *s, int64_t feed, int64_t after, int64_t last,
    int64_t due, struct why *w)
{
	return store_do(s, w,
	    "UPDATE item SET held = NULL WHERE held IS NOT NULL AND"
	    " held <= ?4 AND feed = ?1 AND id > ?2 AND id <= ?3",
	    VALUES(INT(feed), INT(after), INT(last), INT(due)));
}

static bool
each_old(struct rows rows, struct pool *pool, item_row_fn *fn, void *context)
{
	while (rows_next(&rows)) {
		struct item_row r = {.id = sqlite3_column_int64(rows.q, 0)};

		r.title = column_text(rows.q, 1, pool);
		r.link = column_text(rows.q, 2, pool);
		r.published = column_time(rows.q, 3);
		r.text = column_text(rows.q, 4, pool);
		fn(&r, context);
	}
	return rows_close(&rows);
}

bool
store_items_old(struct store *s, struct pool *pool, int64_t feed, int texts,
    int limit, item_row_fn *fn, void *context, struct why *w)
{
	static const char with[] =
	    "SELECT item.id, title, link, published, substr(text, 1, 2000)"
	    " FROM item LEFT JOIN body ON body.item = item.id"
	    " WHERE feed = ?1 ORDER BY item.id DESC LIMIT ?2";
	static const char without[] =
	    "SELECT id, title, link, published, NULL FROM item"
	    " WHERE feed = ?1 ORDER BY id DESC LIMIT ?3 OFFSET ?2";

	return each_old(store_rows(s, w, with, VALUES(INT(feed), INT(texts))),
		   pool, fn, context) &&
	       each_old(store_rows(s, w, without,
			    VALUES(INT(feed), INT(texts), INT(limit - texts))),
		   pool, fn, context);
}

bool
store_text_put(struct store *s, int64_t item, const char *text, struct why *w)
{
	return store_do(s, w, "INSERT OR REPLACE INTO body VALUES (?, ?)",
	    VALUES(INT(item), TEXT(text)));
}

bool
store_versions_drop(
    struct store *s, int64_t item, int keep, unsigned classes, struct why *w)
{
	return store_do(s, w,
	    "DELETE FROM version WHERE item = ?1 AND id IN"
	    " (SELECT id FROM version WHERE item = ?1"
	    " ORDER BY (classes & ?3) <> 0 DESC, id DESC"
	    " LIMIT -1 OFFSET ?2)",
	    VALUES(INT(item), INT(keep), INT(classes)));
}

bool
store_versions(struct store *s, int64_t item, version_row_fn *fn, void *context,
    struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT seen, classes, title FROM version WHERE item = ?"
	    " ORDER BY id",
	    VALUES(INT(item)));

	while (rows_next(&rows)) {
		struct version_row r = {.seen = column_time(rows.q, 0),
		    .classes = (unsigned)sqlite3_column_int(rows.q, 1),
		    .title = column_text(rows.q, 2, NULL)};

		if (!fn(&r, context))
			break;
	}
	return rows_close(&rows);
}

bool
store_version_text(struct store *s, struct pool *pool, int64_t item, int place,
    const char **text, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT text FROM version WHERE item = ? ORDER BY id"
	    " LIMIT 1 OFFSET ?",
	    VALUES(INT(item), INT(place)));

	*text = NULL;
	if (rows_next(&rows)) {
		*text = column_text(rows.q, 0, pool);
	}
	return rows_close(&rows);
}
