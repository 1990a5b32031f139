/* program.h - another program run to its end: a text in, a text out */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_MAIL_PROGRAM_H
#define PLUGINS_MAIL_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/why.h"

struct program {
	const char *const *argv; /* [0] is its path; ends with NULL */
	const char *input;
	size_t len;
	bool errors; /* what it says on standard error is output, too */
	int seconds; /* then it is ended */
};

/*
 * output gets the beginning of what it writes, up to its ceiling; the rest is
 * read and left.  False when it cannot be run, is late or ended by a signal;
 * else status is what it ended with.
 */
bool program_run(
    const struct program *, struct str *output, int *status, struct why *);

#endif
