/* silence-inner.h - what the files of silence share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef SILENCE_INNER_H
#define SILENCE_INNER_H

#include "base/pool.h"
#include "core/alert.h"
#include "edge/store-trust.h"
#include "edge/store-timing.h"
#include "silence.h"
#include "slice.h"
#include "turn.h"

struct matcher;

struct one_silence {
	struct silence_row row;
	struct matcher *matcher;
};

struct silences {
	struct turn *turn;
	struct pool *pool; /* until the next load */
	struct one_silence *silence;
	size_t n, room;
	struct slice slice; /* a look at what waits from before */
	int64_t looked;     /* the last parcel of it */
};

/* silence.c: the one that hides the alert from the receiver, or NULL. */
const struct one_silence *silence_of(struct silences *, struct pool *,
    const struct alert *, const char *receiver);
enum { SILENCE_REASON = 300 };
void silence_reason(const struct one_silence *, char *reason, size_t);
struct trace_row silence_trace(const struct silences *,
    const struct one_silence *, int64_t alert, const char *receiver);

/* silence-before.c: as turn.h has it */
bool silence_hides(
    const struct timing_row *, void *context, struct turn_hiding *);

#endif
