/* daemon.h - the daemon as a whole: made, run, reloaded, ended */
/* SPDX-License-Identifier: MIT */
#ifndef DAEMON_H
#define DAEMON_H

#include <stdbool.h>

#include "base/why.h"

struct daemon_settings {
	const char *folder; /* configuration; SYSCONFDIR/bevakad by default */
	const char *vendor; /* the vendor's, or NULL */
	bool once;          /* one round of every feed, until all rests */
};

/*
 * Runs until a signal ends it (TERM, INT), HUP reloads.  Gives main's status:
 * 0, or 1 when it could not start, with the reason in the log.
 */
int daemon_run(const struct daemon_settings *);

/* Reads the configuration and tells every fault on standard output. */
int daemon_check(const struct daemon_settings *);

#endif
