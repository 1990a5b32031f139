/* mask.h - what of a text is not compared: an administrator's expressions */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_MASK_H
#define CORE_MASK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/why.h"

/*
 * "Läst 1 204 gånger" changes with every look at a page.  A mask is a regular
 * expression of PCRE2 (Unicode; (?i) for any case) that is looked for in each
 * line; what it matches is left out before two texts are compared.  The
 * commonest need none: core/page/stamp.h knows them.
 *
 * An expression may be slow on purpose or by mistake: of a line the first
 * MASK_LINE bytes are looked at, and all masks together take MASK_STEPS steps
 * and MASK_MEMORY KiB over one text; then the rest of it stays as it is.
 */
struct mask;

enum { MASK_STEPS = 500000, MASK_MEMORY = 512, MASK_LINE = 4000 };

/* Lives in the pool.  NULL: it is no expression; *at is where. */
const struct mask *mask_new(
    struct pool *, const char *expression, size_t *at, struct why *);

struct mask_list {
	const struct mask *const *mask;
	size_t n;
};

/*
 * The text without what the masks match, in the pool; the text itself when
 * there is nothing to do.  gave_up (may be NULL) is set when one gave up.
 */
const char *mask_text(
    struct pool *, const struct mask_list *, const char *text, bool *gave_up);

#endif
