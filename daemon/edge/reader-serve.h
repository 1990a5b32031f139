/* reader-serve.h - the reader's end: requests in, documents out */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_READER_SERVE_H
#define EDGE_READER_SERVE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/document.h"
#include "core/reading.h"

/*
 * On the wire: a frame is the length of a record (eight bytes, little end
 * first) and the record (base/wire.h).  A request is a reading; an answer is
 * 1 and a document, or 0 and the reason as a text.  One answer to each
 * request, in order; a request may be written while the one before is read.
 */
enum { FRAME = 8 };

void frame_put(char head[FRAME], size_t len);
size_t frame_get(const char head[FRAME]);

/* Of reading_do()'s kind. */
typedef bool reader_do_fn(
    struct pool *, const struct reading *, struct document *, struct why *);

struct reader_serve {
	reader_do_fn *read;
	void (*timer)(int seconds); /* around each document; may be NULL */
	int seconds;                /* of CPU time for one document */
	size_t memory_most;         /* of the pool, and of a request */
	size_t answer_most;         /* of an answer; a larger one is a fault */
};

/*
 * Blocks; the process's exit status: 0 when the other end is closed between
 * two documents, else 1.  What a large document took goes back to the system
 * after it.
 */
int reader_serve(int in, int out, const struct reader_serve *);

#endif
