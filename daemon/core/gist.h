/* gist.h - what of a text means something, in a form to compare */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_GIST_H
#define CORE_GIST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/str.h"

/*
 * The text without stamps and counters ("Senast uppdaterad ...",
 * core/stamp.h), in lower case and composed form, every run of what is
 * neither letter, digit nor sign (% + § and a minus before a digit) as one
 * space.  Two texts of the same gist differ in nothing that matters.  Linear;
 * in the pool; "" for NULL.  A line of more than GIST_LINE bytes is taken for
 * several, parted at blanks.
 */
const char *gist_of(struct pool *, const char *text);

/*
 * The same in steps of about GIST_LINE bytes: gist_step says whether there is
 * more, and gist_end gives what has come of it, and must be called.
 */
enum { GIST_LINE = 16 * 1024 };
struct gisting {
	const char *at;
	struct str out;
};
struct gisting gist_begin(const char *text);
bool gist_step(struct gisting *);
const char *gist_end(struct gisting *, struct pool *);

/* XXH3 (128 bits) of bytes, as 32 hex digits. */
enum { GIST_HASH = 33 };
void gist_hash(const char *bytes, size_t len, char hex[GIST_HASH]);

#endif
