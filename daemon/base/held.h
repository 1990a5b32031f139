/* held.h - how long the event loop is held at once, and by whom */
/* SPDX-License-Identifier: MIT */
#ifndef BASE_HELD_H
#define BASE_HELD_H

#include <stdint.h>

/*
 * Nobody else is heard while a callback runs, so none may run longer than
 * HELD_MOST: what grows with a file or a document is done in slices
 * (daemon/slice.h), and whoever holds the loop longer is known by name.  There
 * is one loop in a process, so this is the process's, as the log is.
 *
 *	HELD(is_due)                       defines held_is_due, which is
 *	evtimer_new(base, held_is_due, x)  given in place of is_due
 *
 * Costs two looks at the clock per callback.
 */
enum {
	HELD_MOST = 20000, /* microseconds */
	HELD_SLICE = 5000, /* what a slice takes before it lets others run */
	HELD_TEXT = 64,
};

/* Microseconds of a clock that only goes forward. */
int64_t held_clock(void);

/* In a callback: it has worked so long that others should run now. */
static inline int
held_is_long(int64_t begun)
{
	return held_clock() - begun >= HELD_SLICE;
}

/* A callback begins, and ends; file and function name it. */
struct held_since {
	int64_t clock, cpu;
};
struct held_since held_begin(void);
void held_end(struct held_since, const char *file, const char *function);
/* In a callback: what it does, in place of its function; a literal. */
void held_by(const char *job);
/* In a callback: what lies between the two is the disk's.  Told apart. */
struct held_since held_wait(void);
void held_disk(struct held_since);

/* The longest since the start, or since held_again. */
struct held {
	int64_t longest;    /* microseconds, without the disk */
	char by[HELD_TEXT]; /* "poll.c: is_due" */
	int64_t disk;       /* the longest wait for the disk */
	long over;          /* callbacks longer than HELD_MOST */
	/* After held_again also in processor time: on a machine that has
	 * other things to do the clock counts those, too. */
	int64_t cpu;
	char cpu_by[HELD_TEXT];
};
const struct held *held_worst(void);
void held_again(void);

#define HELD(function)                                                 \
	static void held_##function(int fd, short what, void *context) \
	{                                                              \
		struct held_since begun = held_begin();                \
                                                                       \
		function(fd, what, context);                           \
		held_end(begun, __FILE__, #function);                  \
	}

#endif
