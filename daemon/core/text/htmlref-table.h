/* htmlref-table.h - the named character references of HTML, as data */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_HTMLREF_TABLE_H
#define CORE_HTMLREF_TABLE_H

#include <stdbool.h>

/* Sorted by name, byte by byte.  For htmlref.c only. */
struct htmlref {
	const char *name; /* "nbsp" */
	const char *text; /* in UTF-8; one or two characters */
	bool bare;        /* also without the semicolon */
};

enum { HTMLREFS = 2125 };

extern const struct htmlref htmlref_table[HTMLREFS];

#endif
