/* store.c - the state file: opening, transactions, statements */
/* SPDX-License-Identifier: MIT */
#include "edge/store.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "edge/store-inner.h"

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
	bool done = run(s, "BEGIN IMMEDIATE", w) && run(s, schema_step[i], w) &&
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
	if (version > (int64_t)schema_steps)
		return why(w,
		    "state file: of a newer bevakad (format %d, "
		    "this one knows %d); install that one again",
		    (int)version, (int)schema_steps);
	for (size_t i = (size_t)version; i < schema_steps; i++)
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
	if (!run(s,
		"PRAGMA locking_mode = EXCLUSIVE;"
		"PRAGMA page_size = 16384;"
		"PRAGMA journal_mode = WAL;"
		"PRAGMA synchronous = FULL;"
		"PRAGMA cache_size = -16000;"
		"PRAGMA journal_size_limit = 16777216;"
		"PRAGMA temp_store = MEMORY;",
		w) ||
	    !store_number(s, w, &s->page, "PRAGMA page_size", NO_VALUES))
		return false;
	store_watch_journal(s);
	return take_steps(s, w);
}

bool
store_open(const char *path, struct store **out, struct why *w)
{
	struct store *s = calloc(1, sizeof(*s));

	if (s == NULL)
		return why(w, "out of memory");
	s->journal = -1;
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
	store_drop_journal(s);
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
	if (s->wal >= JOURNAL_LIMIT)
		store_take_over(s);
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

struct rows
store_rows(struct store *s, struct why *w, const char *sql,
    const struct value *value, size_t n)
{
	sqlite3_stmt *q = prepare(s, sql, w);

	assert(q == NULL || sqlite3_bind_parameter_count(q) == (int)n);
	for (size_t i = 0; q != NULL && i < n; i++)
		bind_one(q, (int)i + 1, &value[i]);
	return (struct rows){s, q, w, q == NULL ? SQLITE_ERROR : SQLITE_OK};
}

bool
rows_next(struct rows *r)
{
	if (r->q == NULL)
		return false;
	r->step = sqlite3_step(r->q);
	if (r->step != SQLITE_ROW && r->step != SQLITE_DONE)
		fault(r->store, r->why);
	return r->step == SQLITE_ROW;
}

bool
rows_close(struct rows *r)
{
	if (r->q != NULL)
		sqlite3_reset(r->q);
	return r->step == SQLITE_OK || r->step == SQLITE_ROW ||
	       r->step == SQLITE_DONE;
}

bool
store_do(struct store *s, struct why *w, const char *sql,
    const struct value *value, size_t n)
{
	struct rows rows = store_rows(s, w, sql, value, n);

	rows_next(&rows);
	return rows_close(&rows);
}

bool
store_number(struct store *s, struct why *w, int64_t *number, const char *sql,
    const struct value *value, size_t n)
{
	struct rows rows = store_rows(s, w, sql, value, n);

	*number = rows_next(&rows) ? column_time(rows.q, 0) : 0;
	return rows_close(&rows);
}

bool
store_is(struct store *s, struct why *w, bool *is, const char *sql,
    const struct value *value, size_t n)
{
	int64_t number;
	bool done = store_number(s, w, &number, sql, value, n);

	*is = number > 0;
	return done;
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

int
column_day(sqlite3_stmt *q, int column)
{
	int64_t day = column_time(q, column);

	return day == NO_TIME ? NO_DAY : (int)day;
}

bool
store_meta_get(struct store *s, struct pool *pool, const char *key,
    const char **value, size_t *len, struct why *w)
{
	struct rows rows = store_rows(
	    s, w, "SELECT value FROM meta WHERE key = ?", VALUES(TEXT(key)));

	*value = NULL;
	*len = 0;
	if (rows_next(&rows)) {
		const void *bytes = sqlite3_column_blob(rows.q, 0);

		*len = (size_t)sqlite3_column_bytes(rows.q, 0);
		*value = pool_strndup(pool, bytes ? bytes : "", *len);
	}
	return rows_close(&rows);
}

bool
store_meta_set(struct store *s, const char *key, const char *value, size_t len,
    struct why *w)
{
	return store_do(s, w, "INSERT OR REPLACE INTO meta VALUES (?, ?)",
	    VALUES(TEXT(key), BYTES(value, len)));
}
