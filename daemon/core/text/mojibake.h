/* mojibake.h - text that was encoded twice: "rÃ¥d" for "råd" */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_MOJIBAKE_H
#define CORE_MOJIBAKE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * UTF-8 that somebody took for windows-1252 (or Latin-1) and encoded once
 * more, or that is said to be in one of these and is not.
 */

/* A quick look at a whole document: could there be any? */
bool mojibake_may(const char *text, size_t len);

/*
 * Mended in place (it becomes shorter, and ends in NUL); its new length.  0,
 * and nothing is changed, unless all of what is beyond ASCII in it is that:
 * no sound text is.
 */
size_t mojibake_mend(char *text, size_t len);

#endif
