/* spawn.h - a program run once: input in, status and last line out, limits */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_SPAWN_H
#define EDGE_SPAWN_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/why.h"

struct event_base;
struct spawner;
struct spawn;

/* Everything lives until spawn_start returns; input is copied. */
struct spawn_request {
	const char *const *argv;        /* argv[0] is the program's path */
	const char *const *environment; /* all of it; ends in NULL */
	const char *input;              /* its standard input */
	size_t len;
	int seconds;        /* then TERM, two seconds later KILL, to
					 * its whole process group */
	size_t output_most; /* kept of standard output and of
					 * standard error; the rest is read
					 * and dropped */
	size_t memory_most; /* address space; 0: no limit */
	uid_t user;         /* 0: as the caller; else it is left for these, */
	gid_t group;        /* and no other group */
};

/* Valid during the call of done only. */
struct spawn_result {
	bool started;       /* else why says why not */
	int status;         /* exit status, -1 when ended by a signal */
	int signal;         /* 0 when it exited */
	bool late;          /* ended by us for its time limit */
	const char *output; /* NUL added */
	size_t len;
	bool cut;         /* there was more output than output_most */
	const char *last; /* last line of output that is not blank, of
			     * standard error when there is none there;
			     * cleaned for the log; "" when none */
	struct why why;   /* one line: what happened, for a log */
};

/* Called once, never from inside spawn_start. */
typedef void spawn_done_fn(const struct spawn_result *, void *context);

/*
 * Ignores SIGPIPE from now on, unless it is handled.  Children end through
 * pidfds, before Linux 5.3 through SIGCHLD of the event base.
 */
struct spawner *spawner_new(struct event_base *);
/* Kills what still runs; done is not called for it. */
void spawner_free(struct spawner *);

/*
 * The child leads a process group of its own, has no descriptor but 0, 1 and
 * 2, default signals, no core dump, and dies with the daemon (PDEATHSIG).  It
 * counts as over when it has exited, whoever still holds its pipes; its group
 * is killed then, so that nothing it left behind lives on.
 */
struct spawn *spawn_start(struct spawner *, const struct spawn_request *,
    spawn_done_fn *, void *context);
/* Kills it; done is not called. */
void spawn_cancel(struct spawn *);

#endif
