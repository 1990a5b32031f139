/* spawn-stream.h - what comes out of a child's pipe: its begin and its end */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_SPAWN_STREAM_H
#define EDGE_SPAWN_STREAM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct event;

enum { STREAM_TAIL = 512 };

struct stream {
	struct event *event; /* of the pipe, which does not block; NULL:
			      * closed */
	struct str kept;     /* its ceiling is what is kept */
	bool cut;            /* there was more */
	char tail[STREAM_TAIL];
	size_t tail_len;
};

/* One read.  False when there is nothing more now, or ever. */
bool stream_read(struct stream *);
/* What is left in the pipe of a child that has ended; within limits. */
void stream_drain(struct stream *);
/*
 * The last line that is not blank, at most size - 1 bytes of it, cleaned for
 * the log and valid UTF-8.  False, with "", when there is none.
 */
bool stream_last(const struct stream *, char *line, size_t size);

/* Frees the event, closes its descriptor; *e is NULL then (as it may be). */
void event_end(struct event **e);

#endif
