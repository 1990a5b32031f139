/* why.h - the reason of a failure, in one line, told by whoever saw it */
/* SPDX-License-Identifier: MIT */
#ifndef BASE_WHY_H
#define BASE_WHY_H

#include <stdbool.h>

/*
 * Every function that can fail returns bool and fills the caller's struct
 * why; whoever decides what to do about it writes the log.  why() is always
 * false, so that
 *
 *	return why(w, "%s:%d: no such option", file, line);
 *
 * is a whole error path.  Of a text that is too long the middle is left out,
 * between characters: it begins with what happened and ends with what to do.
 * What would break a line, or is no UTF-8 (a stranger's words, cut by "%.60s"),
 * is '?' in it (log_clean).
 * why_before() puts a place before the reason that is there already.
 * w is never NULL.
 */
struct why {
	char text[600];
};

bool why(struct why *w, const char *format, ...)
    __attribute__((__format__(printf, 2, 3), __nonnull__(1, 2)));
bool why_before(struct why *w, const char *format, ...)
    __attribute__((__format__(printf, 2, 3), __nonnull__(1, 2)));

#endif
