/* feed.h - feeds: RSS, RDF, Atom and JSON Feed to items */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_FEED_H
#define CORE_FEED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/document.h"

/* The bytes of an answer and what the server said of them. */
struct body {
	const char *bytes;
	size_t len;
	const char *url;  /* final address, base of relative links; or NULL */
	const char *type; /* Content-Type header as it came; or NULL */
};

/*
 * RSS 0.9x to 2.0, RSS 1.0 and 0.90 (RDF), Atom 0.3 and 1.0, JSON Feed 1 and
 * 1.1; in the encodings of the WHATWG Encoding Standard.  The rules of each
 * member are those of shared/conformance/README.md.  No entity that a
 * document defines is expanded, nothing outside it is looked at.  deadlines
 * are not filled in.  What is broken is mended as far as it can be (bare
 * ampersands, unknown entities, control characters, tags that do not match,
 * junk before and after); a feed whose root is not closed is read up to where
 * it breaks off, and document.cut says so: whoever keeps items must then take
 * none as missing, and treat the answer as a fault.  False: it is not a feed,
 * or one past the ceilings (FEED_MOST bytes, elements 256 deep, 256
 * attributes on one), and why says so, with its line.
 *
 * A process that may not open files calls feed_prepare() first: it opens the
 * converters of rare encodings (core/encoding.h) and starts libxml2.
 */
enum { FEED_MOST = 64 * 1024 * 1024 };

void feed_prepare(void);
bool feed_read(
    struct pool *, const struct body *, struct document *, struct why *);

/* A quick look at the first bytes: could this be a feed? */
bool feed_looks_like(const struct body *);

#endif
