/* gap.h - does a reading reach back to the one before it? */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_GAP_H
#define CORE_GAP_H

#include <stdbool.h>
#include <stdint.h>

#include "core/document.h"

/*
 * Of a document of which nothing is known, though the feed was read at
 * last_ok and had items then: what came between may be missing.  A list that
 * reaches back before last_ok has no gap; it is another list.  Nor has a
 * mailbox, which is not read as a list, nor a single item.  *end: when what
 * is here begins; NO_TIME: it does not say, or wrongly.
 */
bool gap_before(const struct document *, int64_t last_ok, int64_t *end);

#endif
