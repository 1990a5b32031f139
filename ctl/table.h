/* table.h - tables for people: columns that fit the terminal */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_TABLE_H
#define CTL_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/pool.h"

enum colour {
	COLOUR_NONE,
	COLOUR_GOOD, /* green */
	COLOUR_WARN, /* yellow */
	COLOUR_BAD,  /* red */
	COLOUR_DIM,
	COLOUR_HEAD /* bold */
};

/* What is written on. */
struct screen {
	FILE *out;
	int width; /* columns */
	bool colour;
};

enum { SCREEN_WIDTH = 100, SCREEN_LEAST = 20, SCREEN_MOST = 1000 };

/*
 * Standard output: COLUMNS, else the terminal's width, else SCREEN_WIDTH;
 * colours on a terminal when colour is wished, NO_COLOR is not set and TERM
 * is not "dumb".
 */
struct screen screen_open(bool colour);
void screen_write(const struct screen *, enum colour, const char *text);

struct column {
	const char *head;
	bool right; /* numbers */
	bool flex;  /* its cells may be cut, with an ellipsis */
	int drop;   /* 0: always shown; else left out when every cell is "-",
		     * and when the screen is too narrow: highest first */
};

/*
 * Cells come row by row, each cleaned (text.h) and kept in the pool; NULL and
 * "" are "-".  The columns outlive the table.
 */
struct table;

struct table *table_new(struct pool *, const struct column *, size_t n);
void table_cell(struct table *, enum colour, const char *text);
/* Heads and rows, columns two spaces apart, no blank at a line's end. */
void table_write(const struct table *, const struct screen *);

#endif
