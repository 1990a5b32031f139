/* anchor.h - do words of dates stand in a text: "januari", "nästa vecka" */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_ANCHOR_H
#define CORE_ANCHOR_H

#include <stdbool.h>
#include <stddef.h>

/*
 * An anchor is a word by which a sentence can speak of a date, and which
 * says little else.  Most words are told by their first three bytes and their
 * length to be none.
 */
bool word_is_anchor(const char *text, size_t len);
/* One of the words from one byte to another is. */
bool has_anchor(const char *text, size_t from, size_t to);

#endif
