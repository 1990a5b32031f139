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
 * are not filled in.  False: it is not a feed, or not a whole one (a root
 * that is not closed), and why says so with its line.
 */
bool feed_read(
    struct pool *, const struct body *, struct document *, struct why *);

/* A quick look at the first bytes: could this be a feed? */
bool feed_looks_like(const struct body *);

#endif
