/* text.h - strangers' texts on a terminal: made harmless, measured, cut */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_TEXT_H
#define CTL_TEXT_H

#include <stddef.h>
#include <stdio.h>

#include "base/pool.h"
#include "base/str.h"

/*
 * One line that cannot act on a terminal: white space and line ends become
 * one space each run, controls and what turns the direction of writing '?',
 * other invisible signs (soft hyphens, joiners, marks) go, of signs stacked
 * on one letter the first four stay, and bytes that are no UTF-8 become
 * U+FFFD.  In the pool.
 */
const char *text_clean(struct pool *, const char *text);
const char *text_clean_n(struct pool *, const char *text, size_t len);

/* Columns on a terminal, of a text that is clean. */
int text_width(const char *clean);
/* Adds it, cut to columns with an ellipsis when it is wider. */
void text_cut(struct str *, const char *clean, int columns);

/*
 * Writes a text of several lines, each clean and broken between words so that
 * none passes width; every line but the first after indent spaces.  A word
 * that is too wide (an address) stays whole.  Ends with a line end.
 */
void text_wrap(FILE *, struct pool *, const char *text, int width, int indent);

#endif
