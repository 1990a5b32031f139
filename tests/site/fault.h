/* fault.h - faults on order: what the publishing site does wrong, and where */
/* SPDX-License-Identifier: MIT */
#ifndef SITE_FAULT_H
#define SITE_FAULT_H

#include <stdbool.h>

#include "base/why.h"

enum fault_kind {
	FAULT_NONE,
	FAULT_STATUS,      /* 400 to 599: that status, and a page about it */
	FAULT_HANG,        /* never answers */
	FAULT_DRIP,        /* the right answer, a byte at a time */
	FAULT_CLOSE,       /* hangs up without an answer */
	FAULT_TRUNCATE,    /* hangs up after half of the body */
	FAULT_REDIRECT,    /* redirect:URL 302 */
	FAULT_MOVED,       /* moved:URL 301 */
	FAULT_RETRY_AFTER, /* retry-after:N 429, or a date */
	FAULT_BUSY,        /* busy:N 503, the same */
	FAULT_WITH,        /* with:NAME: VALUE the right answer, and that
			    * field in its header */
	FAULT_LOGIN,       /* 200, but a page that asks who you are */
	FAULT_GARBAGE,     /* 200, but noise */
	FAULT_EMPTY,       /* 200, but nothing */
};

struct fault {
	enum fault_kind kind;
	int number;     /* of STATUS and RETRY_AFTER */
	unsigned times; /* requests left to hit; 0: all */
	char path[256];
	char where[256]; /* what follows the colon */
};

struct faults {
	struct fault fault[64];
	unsigned n;
};

/*
 * Sets what path does from now on (word as above in small letters, or a
 * status, or "off"), for so many requests; times 0: until "off".
 */
bool faults_set(struct faults *, const char *path, const char *word,
    unsigned times, struct why *);
/* What a request for path meets; the one after it may meet another. */
struct fault faults_next(struct faults *, const char *path);

#endif
