/* store-feed.c - the state file: feeds and items */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "edge/store-inner.h"
#include "edge/store-key.h"

const char *
feed_state_name(enum feed_state state)
{
	static const char *const name[] = {"new", "ok", "failing", "gone"};

	return name[state];
}

static void
fill_feed(sqlite3_stmt *q, struct pool *pool, struct feed_row *f)
{
	f->id = sqlite3_column_int64(q, 0);
	f->name = column_text(q, 1, pool);
	f->url = column_text(q, 2, pool);
	f->etag = column_text(q, 3, pool);
	f->last_modified = column_text(q, 4, pool);
	f->title = column_text(q, 5, pool);
	f->format = column_text(q, 6, pool);
	f->why = column_text(q, 7, pool);
	f->hash = sqlite3_column_int64(q, 8);
	f->state = (enum feed_state)(sqlite3_column_int(q, 9) % FEED_STATES);
	f->baseline = sqlite3_column_int(q, 10);
	f->told = sqlite3_column_int(q, 11);
	f->status = sqlite3_column_int(q, 12);
	f->failures = sqlite3_column_int(q, 13);
	f->last_try = column_time(q, 14);
	f->last_ok = column_time(q, 15);
	f->next = column_time(q, 16);
	f->failing_since = column_time(q, 17);
}

static bool
find_feed(struct store *s, struct pool *pool, const char *name,
    struct feed_row *f, struct why *w)
{
	static const char find[] =
	    "SELECT id, name, url, etag, last_modified, title, format, why,"
	    " hash, state, baseline, told, status, failures, last_try,"
	    " last_ok, next, failing_since FROM feed WHERE name = ?";
	struct rows rows = store_rows(s, w, find, VALUES(TEXT(name)));

	memset(f, 0, sizeof(*f));
	if (rows_next(&rows))
		fill_feed(rows.q, pool, f);
	return rows_close(&rows);
}

/* Is it as the file has it, and polled?  The file says so by a number. */
static bool
is_same_way(struct store *s, const char *name, const char *url, int64_t way,
    bool *same, struct why *w)
{
	return store_is(s, w, same,
	    "SELECT count(*) FROM feed WHERE name = ?1 AND url = ?2 AND"
	    " way = ?3 AND active = 1",
	    VALUES(TEXT(name), TEXT(url), INT(way)));
}

bool
store_feed_open(struct store *s, struct pool *pool, const char *name,
    const char *url, int64_t way, struct feed_row *f, struct why *w)
{
	bool same = false;

	if (!is_same_way(s, name, url, way, &same, w))
		return false;
	return (same ||
		   store_do(s, w,
		       "INSERT INTO feed (name, url, way) VALUES (?1, ?2, ?3)"
		       " ON CONFLICT (name) DO UPDATE SET active = 1,"
		       " state = CASE WHEN url <> ?2 AND state = 3 THEN 2"
		       " ELSE state END,"
		       " failures = CASE WHEN url <> ?2 THEN 0 ELSE failures"
		       " END, etag = NULL, last_modified = NULL, hash = 0,"
		       " next = NULL, format = NULL, url = ?2, way = ?3",
		       VALUES(TEXT(name), TEXT(url), INT(way)))) &&
	       find_feed(s, pool, name, f, w);
}

static bool
is_among(const char *const *name, size_t n, const char *one)
{
	for (size_t low = 0, high = n; low < high;) {
		size_t middle = (low + high) / 2;
		int order = strcmp(one, name[middle]);

		if (order == 0)
			return true;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

/* The active feed after this one that is none of them; 0: there is none. */
static bool
next_other(struct store *s, const char *const *name, size_t n, int64_t *id,
    struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT id, name FROM feed WHERE active = 1 AND id > ?"
	    " ORDER BY id",
	    VALUES(INT(*id)));

	*id = 0;
	while (*id == 0 && rows_next(&rows))
		if (!is_among(name, n, column_text(rows.q, 1, NULL)))
			*id = sqlite3_column_int64(rows.q, 0);
	return rows_close(&rows);
}

bool
store_feeds_only(
    struct store *s, const char *const *name, size_t n, struct why *w)
{
	int64_t id = 0;

	while (next_other(s, name, n, &id, w)) {
		if (id == 0)
			return true;
		if (!store_do(s, w, "UPDATE feed SET active = 0 WHERE id = ?",
			VALUES(INT(id))))
			return false;
	}
	return false;
}

bool
store_feed_keep(struct store *s, const struct feed_row *f, struct why *w)
{
	return store_do(s, w,
	    "UPDATE feed SET etag = ?2, last_modified = ?3, title = ?4,"
	    " format = ?5, why = ?6, hash = ?7, state = ?8, baseline = ?9,"
	    " told = ?10, status = ?11, failures = ?12, last_try = ?13,"
	    " last_ok = ?14, next = ?15, failing_since = ?16 WHERE id = ?1",
	    VALUES(INT(f->id), TEXT(f->etag), TEXT(f->last_modified),
		TEXT(f->title), TEXT(f->format), TEXT(f->why), INT(f->hash),
		INT(f->state), INT(f->baseline), INT(f->told), INT(f->status),
		INT(f->failures), INT(f->last_try), INT(f->last_ok),
		INT(f->next), INT(f->failing_since)));
}

bool
store_feed_tick(struct store *s, const struct feed_row *f, struct why *w)
{
	return store_do(s, w,
	    "UPDATE feed SET last_try = ?2, last_ok = ?3, next = ?4,"
	    " status = ?5 WHERE id = ?1",
	    VALUES(INT(f->id), INT(f->last_try), INT(f->last_ok), INT(f->next),
		INT(f->status)));
}

bool
store_feed_items(struct store *s, int64_t feed, int64_t *n, struct why *w)
{
	return store_number(s, w, n, "SELECT count(*) FROM item WHERE feed = ?",
	    VALUES(INT(feed)));
}

#define ITEM_COLUMNS                                                          \
	"item.id, item.feed, item.link, item.title, item.published,"          \
	" item.seen, item.changed, item.list_hash, item.text_hash,"           \
	" item.links_hash, item.state, item.baseline, item.tries, item.next," \
	" item.versions, item.read, item.list_title, item.held, item.quiet,"  \
	" item.classes"
#define LAST_TEXT "(SELECT text FROM body WHERE body.item = item.id)"

static void
fill_item(sqlite3_stmt *q, struct pool *pool, struct item_row *r)
{
	r->id = sqlite3_column_int64(q, 0);
	r->feed = sqlite3_column_int64(q, 1);
	r->link = column_text(q, 2, pool);
	r->title = column_text(q, 3, pool);
	r->published = column_time(q, 4);
	r->seen = column_time(q, 5);
	r->changed = column_time(q, 6);
	r->list_hash = sqlite3_column_int64(q, 7);
	r->text_hash = sqlite3_column_int64(q, 8);
	r->links_hash = sqlite3_column_int64(q, 9);
	r->state = sqlite3_column_int(q, 10) ? ITEM_UNREAD : ITEM_READ;
	r->baseline = sqlite3_column_int(q, 11);
	r->tries = sqlite3_column_int(q, 12);
	r->next = column_time(q, 13);
	r->versions = sqlite3_column_int(q, 14);
	r->read = column_time(q, 15);
	r->list_title = column_text(q, 16, pool);
	r->held = column_time(q, 17);
	r->quiet = sqlite3_column_int(q, 18);
	r->classes = (unsigned)sqlite3_column_int(q, 19);
	r->feed_name = column_text(q, 20, pool);
	r->text = column_text(q, 21, pool);
}

bool
store_item_get(struct store *s, struct pool *pool, int64_t id, bool text,
    struct item_row *r, bool *found, struct why *w)
{
	static const char plain[] = "SELECT " ITEM_COLUMNS
				    ", NULL, NULL FROM item WHERE id = ?";
	static const char full[] = "SELECT " ITEM_COLUMNS
				   ", feed.name, " LAST_TEXT
				   " FROM item JOIN feed ON"
				   " feed.id = item.feed WHERE item.id = ?";
	struct rows rows = store_rows(
	    s, w, text ? full : plain, VALUES(INT(id)));

	memset(r, 0, sizeof(*r));
	*found = rows_next(&rows);
	if (*found)
		fill_item(rows.q, pool, r);
	return rows_close(&rows);
}

bool
store_item_add(struct store *s, struct item_row *r, const int64_t *keys,
    size_t n, struct why *w)
{
	if (!store_do(s, w,
		"INSERT INTO item (feed, link, title, published, seen,"
		" list_hash, text_hash, links_hash, state, baseline, next, read,"
		" versions, list_title)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		VALUES(INT(r->feed), TEXT(r->link), TEXT(r->title),
		    INT(r->published), INT(r->seen), INT(r->list_hash),
		    INT(r->text_hash), INT(r->links_hash), INT(r->state),
		    INT(r->baseline), INT(r->next), INT(r->read),
		    INT(r->versions), TEXT(r->list_title))))
		return false;
	r->id = sqlite3_last_insert_rowid(s->db);
	return store_item_keys(s, r->feed, r->id, keys, n, w);
}

bool
store_item_keep(struct store *s, const struct item_row *r, struct why *w)
{
	return store_do(s, w,
	    "UPDATE item SET link = ?2, title = ?3, published = ?4,"
	    " changed = ?5, list_hash = ?6, text_hash = ?7, links_hash = ?8,"
	    " state = ?9, tries = ?10, next = ?11, read = ?12,"
	    " versions = ?13, list_title = ?14, classes = ?15 WHERE id = ?1",
	    VALUES(INT(r->id), TEXT(r->link), TEXT(r->title), INT(r->published),
		INT(r->changed), INT(r->list_hash), INT(r->text_hash),
		INT(r->links_hash), INT(r->state), INT(r->tries), INT(r->next),
		INT(r->read), INT(r->versions), TEXT(r->list_title),
		INT(r->classes)));
}

bool
store_text_add(struct store *s, int64_t item, const char *text, struct why *w)
{
	return store_do(s, w, "INSERT INTO body VALUES (?, ?)",
	    VALUES(INT(item), TEXT(text)));
}

bool
store_text_renew(struct store *s, int64_t item, int64_t seen, const char *text,
    int class, unsigned classes, struct why *w)
{
	return store_do(s, w,
		   "INSERT INTO version (item, seen, class, classes, title,"
		   " text, quiet) SELECT item.id, ?2, ?3, ?4, item.title,"
		   " body.text, item.quiet FROM item JOIN body ON body.item = item.id"
		   " WHERE item.id = ?1",
		   VALUES(INT(item), INT(seen), INT(class), INT(classes))) &&
	       store_do(s, w, "INSERT OR REPLACE INTO body VALUES (?, ?)",
		   VALUES(INT(item), TEXT(text)));
}

/* Hands every row to fn until it says no. */
static bool
each_item(struct rows rows, item_row_fn *fn, void *context)
{
	struct item_row r;

	while (rows_next(&rows)) {
		fill_item(rows.q, NULL, &r);
		if (!fn(&r, context))
			break;
	}
	return rows_close(&rows);
}

bool
store_items(struct store *s, const struct item_query *f, item_row_fn *fn,
    void *context, struct why *w)
{
	static const char one[] = "SELECT " ITEM_COLUMNS ", feed.name,"
				  " " LAST_TEXT
				  " FROM item JOIN feed ON feed.id = item.feed"
				  " WHERE item.id = ?1";
	static const char list[] =
	    "SELECT " ITEM_COLUMNS ", feed.name, NULL"
	    " FROM item JOIN feed ON feed.id = item.feed"
	    " WHERE (?1 IS NULL OR feed.name = ?1) AND (?4 = 0 OR"
	    " item.held IS NOT NULL) AND item.id BETWEEN ?5 AND ?6"
	    " AND (?2 IS NULL OR"
	    " instr(lower(item.title), lower(?2)) OR"
	    " instr(lower(" LAST_TEXT "), lower(?2)))"
	    " ORDER BY item.id DESC LIMIT ?3";

	if (f->id != 0)
		return each_item(
		    store_rows(s, w, one, VALUES(INT(f->id))), fn, context);
	return each_item(store_rows(s, w, list,
			     VALUES(TEXT(f->feed), TEXT(f->search),
				 INT(f->limit), INT(f->held), INT(f->from),
				 INT(f->to != 0 ? f->to : INT64_MAX))),
	    fn, context);
}

bool
store_items_due(struct store *s, int64_t now, int limit, item_row_fn *fn,
    void *context, struct why *w)
{
	static const char sql[] =
	    "SELECT " ITEM_COLUMNS ", feed.name, NULL"
	    " FROM item JOIN feed ON feed.id = item.feed WHERE"
	    " item.next IS NOT NULL AND item.next <= ? AND"
	    " feed.active = 1 AND item.link IS NOT NULL"
	    " ORDER BY item.next LIMIT ?";

	return each_item(
	    store_rows(s, w, sql, VALUES(INT(now), INT(limit))), fn, context);
}

bool
store_items_next(struct store *s, int64_t *next, struct why *w)
{
	*next = NO_TIME;
	struct rows rows = store_rows(s, w,
	    "SELECT item.next FROM item JOIN feed ON feed.id = item.feed"
	    " WHERE item.next IS NOT NULL AND feed.active = 1 AND"
	    " item.link IS NOT NULL ORDER BY item.next LIMIT 1",
	    NO_VALUES);

	if (rows_next(&rows)) {
		*next = column_time(rows.q, 0);
	}
	return rows_close(&rows);
}

bool
store_items_unread(struct store *s, int64_t *unread, struct why *w)
{
	return store_number(s, w, unread,
	    "SELECT count(*) FROM item WHERE next IS NOT NULL AND state = 1",
	    NO_VALUES);
}

bool
store_item_delay(struct store *s, int64_t item, int64_t next, struct why *w)
{
	return store_do(s, w, "UPDATE item SET next = ?2 WHERE id = ?1",
	    VALUES(INT(item), INT(next)));
}

bool
store_items_reread(struct store *s, int64_t feed, int today, int64_t before,
    int64_t next, struct why *w)
{
	enum { THREE_WEEKS = 21 };

	return store_do(s, w,
	    "UPDATE item SET next = ?4 WHERE next IS NULL AND feed = ?1 AND"
	    " read <= ?3 AND EXISTS (SELECT 1 FROM deadline WHERE"
	    " deadline.item = item.id AND state = 0 AND end >= ?2)",
	    VALUES(
		INT(feed), INT(today - THREE_WEEKS), INT(before), INT(next)));
}
