/* audit-inner.h - what the files of audit share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef AUDIT_INNER_H
#define AUDIT_INNER_H

#include "audit.h"
#include "base/pool.h"
#include "edge/store-audit.h"

struct event;

enum { AUDIT_HOLES_MOST = 300, AUDIT_WAITERS = 8 };

struct audit_waiter {
	audit_done_fn *done;
	void *context;
};

struct audit {
	struct turn *turn;
	struct event *timer, *slice;
	struct pool *pool; /* of one audit */
	int64_t started;   /* the daemon was; what is older had no chance */
	/* From one to the next; in the file. */
	struct audit_marks mark;
	int64_t all_item, all_version; /* where the rules were others */
	int day;                       /* the last one of the whole file */
	bool known;                    /* they are as the file has them */
	struct audit_marks conf;       /* at the last change of configuration */
	uint64_t rules;
	/* Of the one under way. */
	int step; /* 0: none */
	int64_t at;
	struct audit_marks from, to;
	struct audit_result result;
	struct hole *hole;
	size_t n, room;
	struct audit_waiter waiter[AUDIT_WAITERS];
	size_t n_waiters;
};

/* Takes a step's next batch; *more is false when the step is done. */
bool audit_batch(struct audit *, bool *more, struct why *);
/* Adds a hole, once. */
void audit_add(struct audit *, enum hole_kind, int64_t id, const char *what);
enum { AUDIT_FIRST = 1, AUDIT_LAST = 6 }; /* steps */

/* audit-keep.c: what goes from one audit to the next. */
bool audit_load(struct audit *, struct why *);
/* Writes marks and holes, and raises what is new. */
bool audit_keep(struct audit *, struct why *);

#endif
