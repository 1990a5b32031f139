/* held.c - how long the event loop is held at once, and by whom */
/* SPDX-License-Identifier: MIT */
#include "base/held.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static struct held worst;
static const char *job;
static int64_t at_disk; /* of this callback */

int64_t
held_clock(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

int64_t
held_begin(void)
{
	job = NULL;
	at_disk = 0;
	return held_clock();
}

static void
note(int64_t took, const char *file, const char *function)
{
	const char *name = strrchr(file, '/');

	worst.longest = took;
	snprintf(worst.by, sizeof(worst.by), "%s: %s", name ? name + 1 : file,
	    job ? job : function);
}

void
held_end(int64_t begun, const char *file, const char *function)
{
	int64_t took = held_clock() - begun - at_disk;

	worst.over += took > HELD_MOST;
	if (took > worst.longest)
		note(took, file, function);
}

void
held_by(const char *what)
{
	job = what;
}

void
held_disk(int64_t begun)
{
	int64_t took = held_clock() - begun;

	at_disk += took;
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
}
