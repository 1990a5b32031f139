/* page-body.h - the HTML or text that an answer's bytes hold, as UTF-8 */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PAGE_BODY_H
#define CORE_PAGE_BODY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/feed/feed.h"

struct text {
	const char *bytes; /* ends in NUL */
	size_t len;
	const char *encoding; /* that the bytes were in */
};

/* All that is read of one page. */
enum { BODY_MOST = 8 << 20 };

/* The bytes as UTF-8, in the pool; what is longer than BODY_MOST is cut. */
struct text body_text(struct pool *, const struct body *);
/*
 * The HTML: the bytes themselves, or what lies in JSON (page-json.h).
 */
bool body_html(struct pool *, const struct body *, struct text *, struct why *);

#endif
