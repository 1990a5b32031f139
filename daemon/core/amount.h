/* amount.h - sums and shares in a text: 1,5 miljoner kronor, 12 % */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_AMOUNT_H
#define CORE_AMOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"

/*
 * Do the texts name other amounts?  They are given as gists (core/gist.h):
 * figures, and beside them what they count (kronor, kr, mkr, miljoner,
 * procent, %, euro...).  How often one is named makes no difference.  Linear
 * but for sorting; of a text the first AMOUNTS_MOST count.
 */
enum { AMOUNTS_MOST = 5000 };
bool amounts_differ(struct pool *, const char *gist, const char *other);

/* The same, of one text after the other. */
struct amounts {
	uint64_t *list; /* sorted, each once */
	size_t n;
};
struct amounts amounts_of(struct pool *, const char *gist);
bool amounts_are_same(const struct amounts *, const struct amounts *);

#endif
