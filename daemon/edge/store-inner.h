/* store-inner.h - what the files of the store share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_STORE_INNER_H
#define EDGE_STORE_INNER_H

#include <sqlite3.h>

#include "edge/store.h"

enum { STATEMENTS_MOST = 96 };

struct statement {
	const char *sql; /* compared by address: literals only */
	sqlite3_stmt *stmt;
};

struct store {
	sqlite3 *db;
	struct statement statement[STATEMENTS_MOST];
	size_t n;
	bool open; /* a transaction is */
};

/*
 * A statement, prepared once, ready to step, its values bound by format:
 * i int64_t, d int, t text or NULL, b bytes and size_t.  NULL on failure.
 */
sqlite3_stmt *store_query(
    struct store *, struct why *, const char *sql, const char *format, ...);
/* Steps to a row: 1 a row, 0 the end, -1 failure; resets unless it is a row. */
int store_step(struct store *, sqlite3_stmt *, struct why *);
/* A statement that gives no rows. */
bool store_do(
    struct store *, struct why *, const char *sql, const char *format, ...);
/* One number; 0 when there is no row. */
bool store_number(struct store *, struct why *, int64_t *value, const char *sql,
    const char *format, ...);

/* Columns: NULL stays NULL; with a pool a copy, else until the next step. */
const char *column_text(sqlite3_stmt *, int column, struct pool *);
int64_t column_time(sqlite3_stmt *, int column); /* NULL: NO_TIME */

#endif
