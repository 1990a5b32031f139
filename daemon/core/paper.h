/* paper.h - papers of items: which are PDFs, and what their texts add */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PAPER_H
#define CORE_PAPER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "core/document.h"

/* Do the bytes begin as a PDF does, whatever they are said to be? */
bool paper_is_pdf(const char *bytes, size_t len);
/* Is the link a paper (an enclosure)? */
bool paper_is_one(const struct link *);

/* A list of deadlines that grows; zeroed to begin with. */
struct paper_deadlines {
	struct deadline *list;
	size_t n, room;
};
enum { PAPER_DEADLINES = 500 };

/* Those of the item that say something new, copied into the pool; at most
 * PAPER_DEADLINES in all. */
void paper_add(
    struct pool *, struct paper_deadlines *, const struct item *from);

#endif
