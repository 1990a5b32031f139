/* ini.h - configuration files: sections, keys, values, each with its place */
/* SPDX-License-Identifier: MIT */
#ifndef BASE_INI_H
#define BASE_INI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/why.h"

/*
 * Ini with systemd's manners.  (Not by inih: as packaged it cuts lines at 200
 * bytes and names at 50 without a word, takes a ';' inside quotes for a
 * comment, and tells neither columns nor empty sections.)
 *
 *	[rule remiss-vard]              kind "rule", name "remiss-vard"
 *	any = remiss*, synpunktsrunda   # a comment after white space
 *	      yttrande*                 an indented line goes on with the value
 *
 * '#' and ';' begin a comment at the start of a line or after white space,
 * not inside "quotes".  Values keep their quotes.  Bytes must be UTF-8.
 * Order is kept; a key may stand several times (the receiver decides).
 */
struct ini_piece {
	size_t at; /* in the value */
	int line, column;
};

struct ini_entry {
	const char *kind;  /* of its section: "rule" */
	const char *name;  /* of its section: "remiss-vard", "" when none */
	const char *key;   /* NULL: this is the section's own line */
	const char *value; /* "" when empty; continued lines joined by ' ' */
	int line;
	int column;     /* of the value, or of the section's name */
	int key_column; /* of the key, or of the section's kind */
	/* Where the lines begin that go on with the value; none: NULL, 0. */
	const struct ini_piece *piece;
	size_t n_pieces;
};

struct ini {
	const char *file;
	const struct ini_entry *entry;
	size_t n;
};

enum { INI_MOST = 4 * 1024 * 1024 };

/*
 * text need not end in NUL; at most INI_MOST bytes.  All in the pool.  A
 * fault is "file:line:column: reason".
 */
bool ini_read(struct pool *, const char *file, const char *text, size_t len,
    struct ini *, struct why *);

/*
 * The same, but goes on after a fault, so that every one is told; true when
 * there was none.  What could be read is in ini.  The keys below a section's
 * line that is at fault are left out without a word.
 */
typedef void ini_fault_fn(
    int line, int column, const char *reason, void *context);
bool ini_read_all(struct pool *, const char *file, const char *text, size_t len,
    struct ini *, ini_fault_fn *, void *context);

/* The place of the byte at offset in the entry's value. */
void ini_place(const struct ini_entry *, size_t offset, int *line, int *column);

#endif
