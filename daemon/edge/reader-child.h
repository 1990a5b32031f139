/* reader-child.h - one process of bevakad-reader: frames to it and from it */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_READER_CHILD_H
#define EDGE_READER_CHILD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/why.h"
#include "edge/reader.h"

struct reader_child;

struct reader_child_calls {
	/* More may be written; called until nothing is wanted. */
	void (*writable)(void *context);
	/* A record; the pool that it lies in is the receiver's. */
	void (*answer)(
	    struct pool *, const char *bytes, size_t len, void *context);
	/* It has ended, and is no more; text says how or why, in one line. */
	void (*over)(const char *text, void *context);
};

/* NULL: it cannot be started.  The settings must outlive it. */
struct reader_child *reader_child_start(struct event_base *,
    const struct reader_settings *, const struct reader_child_calls *,
    void *context, struct why *);
int reader_child_pid(const struct reader_child *);

void reader_child_want(struct reader_child *, bool to_write);
/* How many bytes went out; 0 when none can now. */
size_t reader_child_write(struct reader_child *, const char *, size_t len);

/*
 * It is to end: at once with the reason, or by itself when text is NULL.
 * over is called when it has, and nothing else before.
 */
void reader_child_end(struct reader_child *, const char *text);
/* Ends and forgets it; nothing is called. */
void reader_child_kill(struct reader_child *);

#endif
