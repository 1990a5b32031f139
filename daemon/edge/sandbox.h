/* sandbox.h - what a process gives up before it touches a stranger's bytes */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_SANDBOX_H
#define EDGE_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/why.h"

struct sandbox_limits {
	size_t memory_most; /* address space; 0: no limit */
	int cpu_seconds;    /* in all; 0: no limit */
};

/*
 * No core dump, no new descriptor, not to be traced, and the limits.  Under
 * AddressSanitizer, which reserves terabytes, memory is not limited.
 */
bool sandbox_limit(const struct sandbox_limits *, struct why *);

/*
 * From now on: reading from descriptor 0, writing to 1 and 2, memory that is
 * not executable, the clock, a timer of CPU time, and the end.  Opening a file
 * fails with EACCES: libraries that try find none and go on.  Any other
 * system call kills the process with SIGSYS.  What must open files is to be
 * done before.
 *
 * Under AddressSanitizer a few more calls are allowed which it makes when it
 * has something to say, so that a report is written (without names of lines);
 * its search for leaks at exit is not possible, so end with _exit().
 */
bool sandbox_enter(struct why *);

/*
 * The process is killed (SIGPROF) when it uses that many seconds of CPU time
 * from now on; 0 takes it back.  Also inside.
 */
void sandbox_timer(int seconds);

#endif
