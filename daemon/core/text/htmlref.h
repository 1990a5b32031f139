/* htmlref.h - character references of HTML: &nbsp; &#228; &#xE4; */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_HTMLREF_H
#define CORE_HTMLREF_H

#include <stdbool.h>
#include <stddef.h>

enum { HTMLREF_MOST = 12 }; /* bytes of text a reference may stand for */

/*
 * The text that a named reference stands for ("nbsp", without & and ;), in
 * UTF-8; NULL when HTML knows no such name.  bare: the semicolon is missing,
 * so only the old names count that HTML allows without it.
 */
const char *htmlref_find(const char *name, size_t len, bool bare);

/*
 * The reference that begins at s ('&', left bytes in all): writes its text,
 * which is never empty and holds no NUL, and returns how many bytes of s it
 * takes; 0 when it is none.  A number is read as HTML reads it: 128 to 159
 * are windows-1252, what is no character is U+FFFD.  A name without semicolon
 * counts when neither a letter, a digit nor '=' follows it ("a=1&copy=2" is
 * an address).
 */
size_t htmlref_read(const char *s, size_t left, char text[HTMLREF_MOST]);

/* A character as UTF-8 in at most 4 bytes; no NUL after it.  Its length. */
size_t htmlref_write(unsigned character, char *at);

/* What HTML makes of a number: windows-1252 for C1, U+FFFD for nonsense. */
unsigned htmlref_number(unsigned number);

#endif
