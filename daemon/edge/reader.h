/* reader.h - the daemon's end of bevakad-reader: one document at a time */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_READER_H
#define EDGE_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/document.h"
#include "core/reading.h"

struct event_base;
struct reader;
struct reader_errand;

struct reader_settings {
	const char *program; /* path of bevakad-reader */
	int seconds;         /* for one document; then it is replaced */
	size_t memory_most;  /* address space of the child */
	int documents_most;  /* read by one child, then it is replaced;
			      * 0: it is not */
	size_t answer_most;  /* bytes of one answer */
};

/* Valid during the call of done only; document is NULL when it failed. */
struct reader_result {
	const struct document *document;
	struct pool *pool; /* the round's: the caller owns it from now on and
			      * frees it; NULL when it failed */
	bool died;         /* the child died or was late: not a fault that
			      * the document itself showed */
	struct why why;
};

typedef void reader_done_fn(struct reader_result *, void *context);

/*
 * The child is started at the first errand and replaced when it dies, is
 * late, writes nonsense, or has read its share; the errand at hand then fails
 * with died set, those behind it go on in the next child.  A child that
 * cannot be started fails the errands one by one, with a pause that grows.
 */
struct reader *reader_new(struct event_base *, const struct reader_settings *);
void reader_free(struct reader *);

/* Copies what it needs of the request.  done: once, never from inside. */
struct reader_errand *reader_start(
    struct reader *, const struct reading *, reader_done_fn *, void *context);
void reader_cancel(struct reader_errand *);
/* Bytes of documents that wait or are under way. */
size_t reader_waiting(const struct reader *);
/* Documents answered for, and errands that failed with died, in all. */
void reader_counts(const struct reader *, long *documents, long *died);
/* The child's process id; 0 when there is none. */
int reader_pid(const struct reader *);
/* Since the start: documents answered, and children lost before their time. */
void reader_counts(const struct reader *, long *documents, long *died);

#endif
