/* remind-inner.h - what the files of remind share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef REMIND_INNER_H
#define REMIND_INNER_H

#include <stdint.h>

#include "base/pool.h"
#include "edge/store-page.h"
#include "remind.h"

struct deadline_row;

/* A look at all the open deadlines, one a step. */
struct looking {
	struct turn *turn;
	struct pool *pool; /* it lies in there itself */
	struct pool *one;  /* of the row at hand */
	struct store_page page;
	int64_t now;
	int today;  /* yesterday before REMIND_HOUR: nothing new is due */
	int looked; /* the last day that was looked at; NO_DAY */
	int given;  /* so far */
};
struct looking *looking_open(struct turn *, int64_t now);
void looking_close(struct looking *);
enum keep_step looking_step(struct looking *, struct why *);

/* remind-give.c: all rules that concern the deadline; given counts. */
bool remind_of(struct looking *, const struct deadline_row *, struct why *);

#endif
