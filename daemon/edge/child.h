/* child.h - a program started with limits, and told of when it is over */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_CHILD_H
#define EDGE_CHILD_H

#include <stddef.h>
#include <sys/types.h>

#include "base/why.h"

/* What spawn and reader share; the only header of edge that others include. */
struct event_base;
struct child;

struct child_plan {
	const char *const *argv;        /* argv[0] is the path */
	const char *const *environment; /* all of it; ends in NULL */
	int fd[3];          /* what becomes 0, 1 and 2; the caller's own */
	size_t memory_most; /* address space; 0: no limit */
	uid_t user;         /* 0: as the caller; else with this group alone */
	gid_t group;
};

/*
 * Called once, from the loop: it has ended and has been waited for; status is
 * waitpid's.  Whatever it left in its process group was killed before.  The
 * child is no more afterwards.
 */
typedef void child_over_fn(int status, void *context);

/*
 * The child leads a process group of its own, has no descriptor but the
 * three, default signals, none blocked, no core dump, and is killed with the
 * thread that started it (PDEATHSIG).  NULL: it cannot be started, with one
 * line that names the program.
 *
 * Started by vfork, so that the cost does not grow with the daemon.  Its end
 * comes through a pidfd, before Linux 5.3 through SIGCHLD; only this very
 * process is ever waited for.
 */
struct child *child_start(struct event_base *, const struct child_plan *,
    child_over_fn *, void *context, struct why *);
pid_t child_pid(const struct child *);
/* To the child and to its group. */
void child_signal(struct child *, int signal);
/* Kills it and waits for that; over is not called. */
void child_kill(struct child *);

#endif
