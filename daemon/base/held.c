/* held.c - how long the event loop is held at once, and by whom */
/* SPDX-License-Identifier: MIT */
#include "base/held.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static struct held worst;
static const char *job;
static int64_t at_disk, cpu_at_disk; /* of this callback */
static bool exact;

static int64_t
look(clockid_t clock)
{
	struct timespec ts;

	clock_gettime(clock, &ts);
	return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

int64_t
held_clock(void)
{
	return look(CLOCK_MONOTONIC);
}

/* A system call, other than the clock. */
static int64_t
cpu_clock(void)
{
	return exact ? look(CLOCK_THREAD_CPUTIME_ID) : 0;
}

struct held_since
held_begin(void)
{
	job = NULL;
	at_disk = cpu_at_disk = 0;
	return (struct held_since){held_clock(), cpu_clock()};
}

static void
name_it(char by[HELD_TEXT], const char *file, const char *function)
{
	const char *name = strrchr(file, '/');

	snprintf(by, HELD_TEXT, "%s: %s", name ? name + 1 : file,
	    job ? job : function);
}

void
held_end(struct held_since begun, const char *file, const char *function)
{
	int64_t took = held_clock() - begun.clock - at_disk;
	int64_t cpu =
	    exact && begun.cpu > 0 ? cpu_clock() - begun.cpu - cpu_at_disk : 0;

	worst.over += took > HELD_MOST;
	if (took > worst.longest) {
		worst.longest = took;
		name_it(worst.by, file, function);
	}
	if (cpu > worst.cpu) {
		worst.cpu = cpu;
		name_it(worst.cpu_by, file, function);
	}
}

void
held_by(const char *what)
{
	job = what;
}

struct held_since
held_wait(void)
{
	return (struct held_since){held_clock(), cpu_clock()};
}

void
held_disk(struct held_since begun)
{
	int64_t took = held_clock() - begun.clock;

	at_disk += took;
	cpu_at_disk += cpu_clock() - begun.cpu;
	if (took > worst.disk)
		worst.disk = took;
}

const struct held *
held_worst(void)
{
	return &worst;
}

void
held_again(void)
{
	worst = (struct held){0};
	exact = true;
}
