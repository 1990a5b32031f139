/* store-inner.h - what the files of the store share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_STORE_INNER_H
#define EDGE_STORE_INNER_H

#include <sqlite3.h>

#include "edge/store.h"

enum { STATEMENTS_MOST = 400, STATEMENTS_ROOM = 1024 };

struct statement {
	const char *sql; /* compared by address: literals only */
	sqlite3_stmt *stmt;
};

/* The keys of one feed's first reading, by store-key.c. */
struct key_pack {
	int64_t feed, first; /* feed 0: none is at hand */
	unsigned char *bytes;
	size_t n;
};

struct store {
	sqlite3 *db;
	struct statement statement[STATEMENTS_ROOM]; /* a table by sql */
	size_t n;
	bool open;      /* a transaction is */
	long deadlines; /* changes of them so far */
	struct key_pack pack;
	int journal;       /* a descriptor of it, for store_flush; -1: none */
	int64_t page, wal; /* bytes: of a page, and in the journal */
};

/* A value to be bound.  NO_TIME and a NULL text are NULL in the file. */
struct value {
	enum { VALUE_INT, VALUE_TEXT, VALUE_BYTES } type;
	int64_t number;
	const char *text;
	size_t len;
};

#define INT(n)      ((struct value){VALUE_INT, (n), NULL, 0})
#define TEXT(t)     ((struct value){VALUE_TEXT, 0, (t), 0})
#define BYTES(b, n) ((struct value){VALUE_BYTES, 0, (b), (n)})
#define VALUES(...)                          \
	(const struct value[]){__VA_ARGS__}, \
	    sizeof((const struct value[]){__VA_ARGS__}) / sizeof(struct value)
#define NO_VALUES NULL, 0

/*
 * The rows of a statement, which is prepared once; as many values as it has
 * places.
 *
 *	struct rows rows = store_rows(
 *	    s, w, "SELECT ... WHERE feed = ?", VALUES(INT(feed)));
 *
 *	while (rows_next(&rows))
 *		... column_text(rows.q, 0, pool) ...
 *	return rows_close(&rows);
 *
 * A failure ends them, wherever it is: rows_close says false then.  Rows may be
 * left; and until it is closed, nobody else may use the same statement.
 */
struct rows {
	struct store *store;
	sqlite3_stmt *q; /* NULL: it cannot be prepared */
	struct why *why;
	int step; /* how SQLite's last step ended */
};

struct rows store_rows(struct store *, struct why *, const char *sql,
    const struct value *, size_t n);
bool rows_next(struct rows *);
bool rows_close(struct rows *);
/* A statement that gives no rows. */
bool store_do(struct store *, struct why *, const char *sql,
    const struct value *, size_t n);
/* One number; 0 when there is no row. */
bool store_number(struct store *, struct why *, int64_t *value, const char *sql,
    const struct value *, size_t n);
/* Is it so?  One number, which says by being more than 0 that it is. */
bool store_is(struct store *, struct why *, bool *is, const char *sql,
    const struct value *, size_t n);

/* store-steps.c: what makes a file of the step before one of the next. */
extern const char *const schema_step[];
extern const size_t schema_steps;

/* store-disk.c: the journal is watched, and is no more. */
void store_watch_journal(struct store *);
void store_drop_journal(struct store *);

/* It may be another now: after a transaction is taken back. */
void store_forget_pack(struct store *);

/* Columns: NULL stays NULL; with a pool a copy, else until the next step. */
const char *column_text(sqlite3_stmt *, int column, struct pool *);
int64_t column_time(sqlite3_stmt *, int column); /* NULL: NO_TIME */
int column_day(sqlite3_stmt *, int column);      /* NULL: NO_DAY */

#endif
