/* slice.h - long work in short slices, and who is served in between */
/* SPDX-License-Identifier: MIT */
#ifndef SLICE_H
#define SLICE_H

#include <stdbool.h>
#include <sys/queue.h>

struct event_base;
struct pool;
struct slicer;

/* A step of the work, far shorter than HELD_SLICE (base/held.h); false: it was
 * the last, and the slice may be gone. */
typedef bool slice_fn(void *context);

/*
 * Work that grows with a document, the file or the configuration.  Steps are
 * taken until a slice's time is over, then the loop goes round.
 *
 * alone: it leaves a transaction half written between two steps, as a round
 * does.  Until it is over only what is urgent is served in between (loop.h):
 * requests that look, and signals, but nobody who writes, commits or takes
 * back.  Those that are alone are done one after the other, in the order they
 * were begun.
 *
 * Else everybody else is served in between, and several go on side by side;
 * each step leaves the file as it may be committed, and may find it changed.
 *
 * The struct is the owner's; the first three members are filled by him.
 */
struct slice {
	const char *name; /* a literal, for base/held.h */
	slice_fn *step;
	void *context;
	bool alone;
	/* The slicer's. */
	struct slicer *slicer; /* NULL: it is not under way */
	TAILQ_ENTRY(slice) link;
};

struct slicer *slicer_new(struct event_base *);
/* What is under way is never called again. */
void slicer_free(struct slicer *);

/* Called between two slices of work that is alone: who is served meanwhile, and
 * waits for others to be served, need not. */
typedef void slice_breath_fn(void *context);
void slicer_set_breath(struct slicer *, slice_breath_fn *, void *context);

/* Frees it: one that a large document has filled some at a time, in between
 * (base/pool.h). */
void slicer_free_pool(struct slicer *, struct pool *);

/* The first step comes in a turn of its own, never from inside. */
void slice_start(struct slicer *, struct slice *);
/* Also when it is not under way; not from inside its step. */
void slice_stop(struct slice *);

#endif
