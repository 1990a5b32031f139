/* deadline.h - deadlines in Swedish administrative text */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_DEADLINE_H
#define CORE_DEADLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "core/date/dates.h"

/* The kinds of shared/deadlines/GUIDELINES.md, in its order. */
enum deadline_kind {
	DEADLINE_REMISS,
	DEADLINE_EXPIRY,
	DEADLINE_EFFECT,
	DEADLINE_NOTICE,
	DEADLINE_DECISION,
	DEADLINE_REPORT,
	DEADLINE_APPLY,
	DEADLINE_REGISTER,
	DEADLINE_EVENT,
	DEADLINE_COMPLETE,
	DEADLINE_APPEAL,
	DEADLINE_KINDS
};

/* What is said of one beside its days; a set of bits. */
enum deadline_flags {
	DEADLINE_EXTENDABLE = 1,    /* an expiry that may be prolonged */
	DEADLINE_SUPERSEDES = 2,    /* replaces an earlier date */
	DEADLINE_BEFORE = 4,        /* the text said before the day after end */
	DEADLINE_COMPUTED = 8,      /* counted, not written: "i fyra år" */
	DEADLINE_ASSUMED_YEAR = 16, /* the text names no year */
	DEADLINE_QUESTIONED = 32,   /* past, impossible or a wrong weekday */
	DEADLINE_STATUTORY = 64,    /* a term of a statute: said by hand */
};

struct deadline {
	enum deadline_kind kind;
	int start, end; /* days, both included; end is the due day */
	int minutes;    /* since midnight, -1: no hour is stated */
	enum precision precision;
	unsigned flags;
	const char *evidence; /* the words that say it, in one line */
	size_t at;            /* where evidence begins in the text, bytes */
};

/* "remiss" ... ; for people "svar på remiss" is the business of texts. */
const char *deadline_kind_name(enum deadline_kind);
/* False when there is no such kind. */
bool deadline_kind_read(const char *name, enum deadline_kind *);

/*
 * The deadlines of a text (UTF-8, len bytes) that was published on the day
 * published, in the order of the text, each once.  In the pool.  Linear in
 * len; a text longer than 4 MiB is read up to there.
 */
struct deadline *deadline_extract(
    struct pool *, const char *text, size_t len, int published, size_t *n);

#endif
