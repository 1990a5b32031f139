/* gist.h - what of a text means something, in a form to compare */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_GIST_H
#define CORE_GIST_H

#include <stddef.h>

#include "base/pool.h"

/*
 * The text without stamps and counters ("Senast uppdaterad ...",
 * core/stamp.h), in lower case and composed form, every run of what is
 * neither letter, digit nor sign (% + § and a minus before a digit) as one
 * space.  Two texts of the same gist differ in nothing that matters.  Linear;
 * in the pool; "" for NULL.
 */
const char *gist_of(struct pool *, const char *text);

/* XXH3 (128 bits) of bytes, as 32 hex digits. */
enum { GIST_HASH = 33 };
void gist_hash(const char *bytes, size_t len, char hex[GIST_HASH]);

#endif
