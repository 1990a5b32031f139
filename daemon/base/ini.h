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
struct ini_entry {
	const char *kind;  /* of its section: "rule" */
	const char *name;  /* of its section: "remiss-vard", "" when none */
	const char *key;   /* NULL: this is the section's own line */
	const char *value; /* "" when empty; continued lines joined by ' ' */
	int line;
	int column; /* of the value, or of the section's name */
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

#endif
