/* store.c - the state file: opening, transactions, statements */
/* SPDX-License-Identifier: MIT */
#include "edge/store.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "edge/store-inner.h"

/*
 * The tables.  Times are seconds since 1970 in UTC, days are days since 1970,
 * NULL where there is none.  A change of them is a new step at the end, and
 * user_version counts the steps that a file has taken.
 */
static const char *const step[] = {
    "CREATE TABLE feed (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
    " url TEXT NOT NULL, etag TEXT, last_modified TEXT, title TEXT,"
    " format TEXT, why TEXT, hash INTEGER, state INTEGER NOT NULL DEFAULT 0,"
    " baseline INTEGER NOT NULL DEFAULT 0, told INTEGER NOT NULL DEFAULT 0,"
    " status INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0,"
    " last_try INTEGER, last_ok INTEGER, next INTEGER,"
    " failing_since INTEGER, way INTEGER,"
    " active INTEGER NOT NULL DEFAULT 1);"
    "CREATE TABLE item (id INTEGER PRIMARY KEY, feed INTEGER NOT NULL,"
    " link TEXT, title TEXT, published INTEGER, seen INTEGER NOT NULL,"
    " changed INTEGER, read INTEGER, list_hash INTEGER, text_hash INTEGER,"
    " links_hash INTEGER, state INTEGER NOT NULL, baseline INTEGER NOT NULL,"
    " tries INTEGER NOT NULL DEFAULT 0, next INTEGER,"
    " versions INTEGER NOT NULL DEFAULT 0, list_title TEXT);"
    "CREATE INDEX item_feed ON item(feed);"
    "CREATE INDEX item_next ON item(next) WHERE next IS NOT NULL;"
    "CREATE TABLE item_key (feed INTEGER, hash INTEGER,"
    " item INTEGER NOT NULL, PRIMARY KEY (feed, hash)) WITHOUT ROWID;"
    "CREATE TABLE body (item INTEGER PRIMARY KEY, text TEXT);"
    "CREATE TABLE item_rule (item INTEGER, rule TEXT,"
    " PRIMARY KEY (item, rule)) WITHOUT ROWID;"
    "CREATE TABLE version (id INTEGER PRIMARY KEY, item INTEGER NOT NULL,"
    " seen INTEGER NOT NULL, class INTEGER NOT NULL, title TEXT,"
    " text TEXT);"
    "CREATE INDEX version_item ON version(item);"
    "CREATE TABLE matter (id INTEGER PRIMARY KEY, title TEXT,"
    " number TEXT UNIQUE);"
    "CREATE TABLE deadline (id INTEGER PRIMARY KEY, item INTEGER NOT NULL,"
    " matter INTEGER, kind INTEGER NOT NULL, start INTEGER NOT NULL,"
    " end INTEGER NOT NULL, minutes INTEGER NOT NULL,"
    " precision INTEGER NOT NULL, flags INTEGER NOT NULL, evidence TEXT,"
    " place INTEGER, state INTEGER NOT NULL DEFAULT 0, moved_to INTEGER,"
    " found INTEGER NOT NULL, published INTEGER);"
    "CREATE INDEX deadline_item ON deadline(item);"
    "CREATE INDEX deadline_end ON deadline(end) WHERE state = 0;"
    "CREATE TABLE alert (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,"
    " event TEXT NOT NULL, priority INTEGER NOT NULL, item INTEGER,"
    " deadline INTEGER, title TEXT NOT NULL, text TEXT NOT NULL,"
    " json TEXT NOT NULL, rules TEXT, created INTEGER NOT NULL,"
    " state INTEGER NOT NULL DEFAULT 0, by TEXT, comment TEXT,"
    " until INTEGER);"
    "CREATE TABLE parcel (id INTEGER PRIMARY KEY, alert INTEGER NOT NULL,"
    " receiver TEXT NOT NULL, notifier TEXT NOT NULL, user TEXT NOT NULL,"
    " state INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0,"
    " next INTEGER, created INTEGER NOT NULL, settled INTEGER, why TEXT,"
    " UNIQUE (alert, receiver, notifier, user));"
    "CREATE INDEX parcel_next ON parcel(notifier, next) WHERE state = 0;"
    "CREATE INDEX parcel_user ON parcel(notifier, user, next)"
    " WHERE state = 0;"
    "CREATE INDEX parcel_open ON parcel(state) WHERE state <> 2;"
    "CREATE TABLE receipt (id INTEGER PRIMARY KEY, parcel INTEGER NOT NULL,"
    " at INTEGER NOT NULL, state INTEGER NOT NULL, why TEXT);"
    "CREATE INDEX receipt_parcel ON receipt(parcel);"
    "CREATE TABLE silence (id INTEGER PRIMARY KEY, matcher TEXT NOT NULL,"
    " by TEXT NOT NULL, comment TEXT, until INTEGER NOT NULL);"
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;",
    "CREATE TABLE vital (feed INTEGER PRIMARY KEY, items INTEGER NOT NULL,"
    " usual INTEGER NOT NULL, dated INTEGER NOT NULL, shrunk INTEGER,"
    " sign INTEGER, due INTEGER, expect TEXT, learnt INTEGER NOT NULL,"
    " note TEXT);"
    "CREATE TABLE episode (id INTEGER PRIMARY KEY, feed INTEGER NOT NULL,"
    " kind INTEGER NOT NULL, over INTEGER NOT NULL, start INTEGER NOT NULL,"
    " end INTEGER, told INTEGER, again INTEGER, alert INTEGER NOT NULL,"
    " count INTEGER NOT NULL, status INTEGER NOT NULL, gap INTEGER NOT NULL,"
    " why TEXT);"
    "CREATE INDEX episode_feed ON episode(feed, id);"
    "CREATE INDEX episode_open ON episode(feed, kind) WHERE over = 0;",
    /* manners */
    "CREATE TABLE rhythm (feed INTEGER PRIMARY KEY, ttl INTEGER,"
    " period INTEGER, base INTEGER, max_age INTEGER, skip_hours INTEGER,"
    " skip_days INTEGER, since INTEGER, last INTEGER, news INTEGER);"
    "CREATE TABLE moved (feed INTEGER PRIMARY KEY, url TEXT NOT NULL,"
    " asked TEXT, target TEXT, first INTEGER, last INTEGER,"
    " count INTEGER NOT NULL, rejected INTEGER NOT NULL);",
    "ALTER TABLE item ADD COLUMN held INTEGER;"
    "ALTER TABLE item ADD COLUMN quiet INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE item ADD COLUMN classes INTEGER NOT NULL DEFAULT 0;"
    "CREATE INDEX item_held ON item(held) WHERE held IS NOT NULL;"
    "ALTER TABLE version ADD COLUMN classes INTEGER NOT NULL DEFAULT 0;"
    "CREATE TABLE identity (feed INTEGER PRIMARY KEY, rung INTEGER NOT NULL,"
    " used INTEGER NOT NULL, asked INTEGER NOT NULL,"
    " failed INTEGER NOT NULL, why TEXT, since INTEGER, first INTEGER,"
    " items INTEGER NOT NULL, most INTEGER NOT NULL, moved INTEGER,"
    " question INTEGER, alert INTEGER NOT NULL);",
    /* the lineage of deadlines, matters, deadlines of people's own */
    "ALTER TABLE deadline ADD COLUMN uid TEXT;"
    "ALTER TABLE deadline ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE deadline ADD COLUMN touched INTEGER;"
    "ALTER TABLE deadline ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE deadline ADD COLUMN said_start INTEGER;"
    "ALTER TABLE deadline ADD COLUMN said_end INTEGER;"
    "CREATE INDEX deadline_matter ON deadline(matter)"
    " WHERE matter IS NOT NULL;"
    "CREATE INDEX deadline_questioned ON deadline(published)"
    " WHERE state = 0 AND confirmed = 0 AND flags & 32 <> 0;"
    "CREATE INDEX deadline_touched ON deadline(touched)"
    " WHERE touched IS NOT NULL;"
    "CREATE TABLE lineage (id INTEGER PRIMARY KEY,"
    " deadline INTEGER NOT NULL, at INTEGER NOT NULL, what INTEGER NOT NULL,"
    " old_start INTEGER, old_end INTEGER, start INTEGER, end INTEGER,"
    " other INTEGER, by TEXT, words TEXT);"
    "CREATE INDEX lineage_deadline ON lineage(deadline);"
    "CREATE TABLE matter_key (key INTEGER PRIMARY KEY,"
    " item INTEGER NOT NULL, matter INTEGER);"
    "CREATE TABLE reminder (deadline INTEGER, rule TEXT, target INTEGER,"
    " lead TEXT, day INTEGER NOT NULL, at INTEGER NOT NULL, alert INTEGER,"
    " PRIMARY KEY (deadline, rule, target, lead)) WITHOUT ROWID;"
    "CREATE TABLE own (deadline INTEGER PRIMARY KEY, name TEXT, title TEXT,"
    " link TEXT, rule TEXT, receivers TEXT, remind TEXT, notice TEXT,"
    " priority TEXT, place TEXT, by TEXT);"
    "CREATE INDEX own_name ON own(name) WHERE name IS NOT NULL;",
    /* whether a feed's items had ids in its last reading */
    "ALTER TABLE identity ADD COLUMN guids INTEGER NOT NULL DEFAULT 0;",
    "ALTER TABLE vital ADD COLUMN login INTEGER NOT NULL DEFAULT 0;",
    "CREATE TABLE host (name TEXT PRIMARY KEY, until INTEGER NOT NULL)"
    " WITHOUT ROWID;",
    /* the keys of a feed's first reading, in one row */
    "CREATE TABLE key_pack (feed INTEGER PRIMARY KEY,"
    " first INTEGER NOT NULL, keys BLOB NOT NULL);",
    /* receivers and time: parcels held, digests, absences, one story */
    "CREATE TABLE timing (parcel INTEGER PRIMARY KEY, how INTEGER NOT NULL,"
    " digest TEXT, reason TEXT, carrier INTEGER, extra TEXT);"
    "CREATE INDEX timing_carrier ON timing(carrier)"
    " WHERE carrier IS NOT NULL;"
    "CREATE INDEX parcel_held ON parcel(next) WHERE state = 5;"
    "CREATE INDEX parcel_held_for ON parcel(receiver, notifier, user, next)"
    " WHERE state = 5;"
    "DROP INDEX parcel_open;"
    "CREATE INDEX parcel_open ON parcel(id) WHERE state IN (0, 1, 3, 5);"
    "CREATE TABLE away (id INTEGER PRIMARY KEY, user TEXT NOT NULL,"
    " first INTEGER NOT NULL, last INTEGER NOT NULL,"
    " stand_in TEXT NOT NULL, by TEXT, at INTEGER NOT NULL);"
    "CREATE TABLE story (key INTEGER PRIMARY KEY, alert INTEGER NOT NULL,"
    " feed TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE story_item (item INTEGER PRIMARY KEY,"
    " alert INTEGER NOT NULL);",
    /* trust: silences, what became of an alert, pauses, what is missing */
    "ALTER TABLE silence ADD COLUMN created INTEGER;"
    "ALTER TABLE silence ADD COLUMN warn INTEGER;"
    "ALTER TABLE silence ADD COLUMN ended INTEGER;"
    "ALTER TABLE silence ADD COLUMN ended_by TEXT;"
    "CREATE TABLE trace (id INTEGER PRIMARY KEY, alert INTEGER NOT NULL,"
    " at INTEGER NOT NULL, what INTEGER NOT NULL, by TEXT, receiver TEXT,"
    " silence INTEGER, until INTEGER, words TEXT);"
    "CREATE INDEX trace_alert ON trace(alert);"
    "CREATE INDEX trace_silence ON trace(silence)"
    " WHERE silence IS NOT NULL;"
    "CREATE TABLE pause (feed TEXT PRIMARY KEY, at INTEGER NOT NULL,"
    " until INTEGER NOT NULL, by TEXT, comment TEXT) WITHOUT ROWID;"
    "CREATE TABLE hidden (episode INTEGER PRIMARY KEY,"
    " alert INTEGER NOT NULL);"
    "CREATE TABLE hole (key TEXT PRIMARY KEY, found INTEGER NOT NULL,"
    " words TEXT) WITHOUT ROWID;"
    "CREATE TABLE audit_item (item INTEGER PRIMARY KEY);"
    "ALTER TABLE alert ADD COLUMN ways TEXT;"
    "ALTER TABLE receipt ADD COLUMN by TEXT;"
    "ALTER TABLE receipt ADD COLUMN try INTEGER;"
    "ALTER TABLE version ADD COLUMN quiet INTEGER NOT NULL DEFAULT 0;"
    "CREATE INDEX alert_item ON alert(item) WHERE item <> 0;"
    "CREATE INDEX alert_deadline ON alert(deadline) WHERE deadline <> 0;"
    "CREATE INDEX alert_until ON alert(until) WHERE until IS NOT NULL;",
    /* what a rule hears of; who hears when nobody takes an alert */
    "ALTER TABLE item_rule ADD COLUMN deaf INTEGER NOT NULL DEFAULT 0;"
    "CREATE TABLE escalation (id INTEGER PRIMARY KEY,"
    " alert INTEGER NOT NULL, receiver TEXT NOT NULL, rule TEXT,"
    " count INTEGER NOT NULL, unit INTEGER NOT NULL,"
    " unless_done INTEGER NOT NULL, due INTEGER, ended INTEGER,"
    " UNIQUE (alert, receiver, count, unit));"
    "CREATE INDEX escalation_due ON escalation(due) WHERE due IS NOT NULL;",
    /* an IN there would make a table of its own for each parcel written */
    "DROP INDEX parcel_open;"
    "CREATE INDEX parcel_open ON parcel(id)"
    " WHERE state <> 2 AND state <> 4 AND state <> 6;",
    /* outbox: lines, notifiers that rest or are disabled, ways that follow */
    "CREATE INDEX parcel_line ON parcel(notifier, receiver, tries, next)"
    " WHERE state = 0;"
    "ALTER TABLE parcel ADD COLUMN untold INTEGER NOT NULL DEFAULT 0;"
    "CREATE TABLE notifier (name TEXT PRIMARY KEY, disabled INTEGER,"
    " until INTEGER, stamp INTEGER NOT NULL, why TEXT) WITHOUT ROWID;"
    "CREATE TABLE next_way (alert INTEGER, receiver TEXT,"
    " notifier TEXT NOT NULL, due INTEGER NOT NULL,"
    " PRIMARY KEY (alert, receiver)) WITHOUT ROWID;"
    "CREATE INDEX next_way_due ON next_way(due);",
};

enum { STEPS = sizeof(step) / sizeof(step[0]) };

static bool
fault(struct store *s, struct why *w)
{
	int code = sqlite3_errcode(s->db);

	return why(w, "state file: %s%s", sqlite3_errmsg(s->db),
	    (code & 0xFF) == SQLITE_FULL ? "; make room, it is tried again"
					 : "");
}

static bool
run(struct store *s, const char *sql, struct why *w)
{
	if (sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK)
		return true;
	return fault(s, w);
}

static bool
take_step(struct store *s, size_t i, struct why *w)
{
	char *version = sqlite3_mprintf(
	    "PRAGMA user_version = %d; COMMIT", (int)i + 1);
	bool done = run(s, "BEGIN IMMEDIATE", w) && run(s, step[i], w) &&
		    run(s, version, w);

	sqlite3_free(version);
	if (!done)
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	return done;
}

static bool
take_steps(struct store *s, struct why *w)
{
	int64_t version;

	if (!store_number(s, w, &version, "PRAGMA user_version", NO_VALUES))
		return false;
	if (version > STEPS)
		return why(w,
		    "state file: of a newer bevakad (format %d, "
		    "this one knows %d); install that one again",
		    (int)version, (int)STEPS);
	for (size_t i = (size_t)version; i < STEPS; i++)
		if (!take_step(s, i, w))
			return false;
	return true;
}

/*
 * One daemon a file: the lock is held for as long as it is open.  A new file
 * has pages of 16 KiB: a first reading is written in a quarter of the calls, and
 * texts of the usual length leave less of a page empty.  One that is there
 * keeps the pages it has.
 */
static bool
set_up(struct store *s, struct why *w)
{
	enum { WAL_BYTES = 16 << 20 };
	int64_t page;

	if (!run(s,
		"PRAGMA locking_mode = EXCLUSIVE;"
		"PRAGMA page_size = 16384;"
		"PRAGMA journal_mode = WAL;"
		"PRAGMA synchronous = FULL;"
		"PRAGMA cache_size = -16000;"
		"PRAGMA journal_size_limit = 16777216;"
		"PRAGMA temp_store = MEMORY;",
		w) ||
	    !store_number(s, w, &page, "PRAGMA page_size", NO_VALUES))
		return false;
	if (page > 0)
		sqlite3_wal_autocheckpoint(s->db, (int)(WAL_BYTES / page));
	return take_steps(s, w);
}

bool
store_open(const char *path, struct store **out, struct why *w)
{
	struct store *s = calloc(1, sizeof(*s));

	if (s == NULL)
		return why(w, "out of memory");
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	if (sqlite3_open_v2(path, &s->db,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
		    SQLITE_OPEN_NOMUTEX,
		NULL) != SQLITE_OK) {
		why(w, "state file %s: %s", path, sqlite3_errmsg(s->db));
		store_close(s);
		return false;
	}
	sqlite3_extended_result_codes(s->db, 1);
	if (!set_up(s, w)) {
		if (sqlite3_errcode(s->db) == SQLITE_BUSY)
			why(w, "state file %s: another bevakad has it open",
			    path);
		store_close(s);
		return false;
	}
	*out = s;
	return true;
}

static void
drop_statements(struct store *s)
{
	for (size_t i = 0; i < STATEMENTS_ROOM; i++) {
		sqlite3_finalize(s->statement[i].stmt);
		s->statement[i] = (struct statement){NULL, NULL};
	}
	s->n = 0;
}

void
store_close(struct store *s)
{
	if (s == NULL)
		return;
	store_rollback(s);
	drop_statements(s);
	store_forget_pack(s);
	sqlite3_close(s->db);
	free(s);
}

/* Statements too: those that are wanted again are soon made again. */
void
store_rest(struct store *s)
{
	drop_statements(s);
	store_forget_pack(s);
	sqlite3_db_release_memory(s->db);
}

bool
store_begin(struct store *s, struct why *w)
{
	if (!s->open)
		s->open = run(s, "BEGIN IMMEDIATE", w);
	return s->open;
}

bool
store_is_open(const struct store *s)
{
	return s->open;
}

bool
store_commit(struct store *s, struct why *w)
{
	if (s->open && !run(s, "COMMIT", w))
		return false;
	s->open = false;
	return true;
}

void
store_rollback(struct store *s)
{
	store_forget_pack(s);
	if (s->open && !sqlite3_get_autocommit(s->db))
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	s->open = false;
}

bool
store_mark(struct store *s, struct why *w)
{
	return store_begin(s, w) &&
	       store_do(s, w, "SAVEPOINT round", NO_VALUES);
}

bool
store_unmark(struct store *s, struct why *w)
{
	return store_do(s, w, "RELEASE round", NO_VALUES);
}

bool
store_undo(struct store *s)
{
	struct why w;

	store_forget_pack(s);
	/* A full disk has rolled back all of it by itself. */
	if (s->open && !sqlite3_get_autocommit(s->db) &&
	    store_do(s, &w, "ROLLBACK TO round", NO_VALUES) &&
	    store_do(s, &w, "RELEASE round", NO_VALUES))
		return true;
	store_rollback(s);
	return false;
}

/* Its place in the table, or the empty one where it would be. */
static struct statement *
place_of(struct store *s, const char *sql)
{
	size_t i =
	    (size_t)((uint64_t)(uintptr_t)sql * 0x9E3779B97F4A7C15U >> 32);

	while (s->statement[i % STATEMENTS_ROOM].sql != NULL &&
	       s->statement[i % STATEMENTS_ROOM].sql != sql)
		i++;
	return &s->statement[i % STATEMENTS_ROOM];
}

static sqlite3_stmt *
prepare(struct store *s, const char *sql, struct why *w)
{
	struct statement *place = place_of(s, sql);

	if (place->sql != NULL)
		return place->stmt;
	if (s->n == STATEMENTS_MOST ||
	    sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
		&place->stmt, NULL) != SQLITE_OK) {
		fault(s, w);
		return NULL;
	}
	s->n++;
	place->sql = sql;
	return place->stmt;
}

static void
bind_one(sqlite3_stmt *q, int place, const struct value *v)
{
	switch (v->type) {
	case VALUE_INT:
		if (v->number == NO_TIME)
			sqlite3_bind_null(q, place);
		else
			sqlite3_bind_int64(q, place, v->number);
		break;
	case VALUE_TEXT:
		sqlite3_bind_text(q, place, v->text, -1, SQLITE_STATIC);
		break;
	case VALUE_BYTES:
		sqlite3_bind_blob64(q, place, v->text, v->len, SQLITE_STATIC);
		break;
	}
}

sqlite3_stmt *
store_query(struct store *s, struct why *w, const char *sql,
    const struct value *value, size_t n)
{
	sqlite3_stmt *q = prepare(s, sql, w);

	assert(q == NULL || sqlite3_bind_parameter_count(q) == (int)n);
	for (size_t i = 0; q != NULL && i < n; i++)
		bind_one(q, (int)i + 1, &value[i]);
	return q;
}

int
store_step(struct store *s, sqlite3_stmt *q, struct why *w)
{
	int code = sqlite3_step(q);

	if (code == SQLITE_ROW)
		return 1;
	if (code != SQLITE_DONE)
		fault(s, w);
	sqlite3_reset(q);
	return code == SQLITE_DONE ? 0 : -1;
}

bool
store_do(struct store *s, struct why *w, const char *sql,
    const struct value *value, size_t n)
{
	sqlite3_stmt *q = store_query(s, w, sql, value, n);

	return q != NULL && store_step(s, q, w) == 0;
}

bool
store_number(struct store *s, struct why *w, int64_t *number, const char *sql,
    const struct value *value, size_t n)
{
	sqlite3_stmt *q = store_query(s, w, sql, value, n);
	int got;

	if (q == NULL)
		return false;
	got = store_step(s, q, w);
	*number = got == 1 ? column_time(q, 0) : 0;
	sqlite3_reset(q);
	return got >= 0;
}

const char *
column_text(sqlite3_stmt *q, int column, struct pool *pool)
{
	const char *text = (const char *)sqlite3_column_text(q, column);

	return text == NULL || pool == NULL ? text : pool_strdup(pool, text);
}

int64_t
column_time(sqlite3_stmt *q, int column)
{
	if (sqlite3_column_type(q, column) == SQLITE_NULL)
		return NO_TIME;
	return sqlite3_column_int64(q, column);
}

bool
store_meta_get(struct store *s, struct pool *pool, const char *key,
    const char **value, size_t *len, struct why *w)
{
	sqlite3_stmt *q = store_query(
	    s, w, "SELECT value FROM meta WHERE key = ?", VALUES(TEXT(key)));
	int got;

	*value = NULL;
	*len = 0;
	if (q == NULL)
		return false;
	got = store_step(s, q, w);
	if (got == 1) {
		const void *bytes = sqlite3_column_blob(q, 0);

		*len = (size_t)sqlite3_column_bytes(q, 0);
		*value = pool_strndup(pool, bytes ? bytes : "", *len);
	}
	sqlite3_reset(q);
	return got >= 0;
}

bool
store_meta_set(struct store *s, const char *key, const char *value, size_t len,
    struct why *w)
{
	return store_do(s, w, "INSERT OR REPLACE INTO meta VALUES (?, ?)",
	    VALUES(TEXT(key), BYTES(value, len)));
}
