/* identity.h - by what an item is known when it comes again */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_IDENTITY_H
#define CORE_IDENTITY_H

#include <stddef.h>

#include "base/pool.h"
#include "core/document.h"

/* Strongest first; an item is known if any of its keys is. */
enum identity_kind {
	IDENTITY_GUID,       /* guid, Atom id: as it stands, but its scheme */
	IDENTITY_LINK,       /* canonical link */
	IDENTITY_PAGE,       /* the CMS's own number of the page or paper */
	IDENTITY_TITLE_DATE, /* title and day published */
	IDENTITY_TEXT,       /* fingerprint of the text */
	IDENTITY_KINDS
};

struct identity_key {
	enum identity_kind kind;
	const char *value;
};

/* "guid" "link" "page" "title+date" "text" */
const char *identity_name(enum identity_kind);

/*
 * A link in the form that is compared, never fetched: no scheme, no user, no
 * "www.", host in lower case, no default port, no fragment, no tracking
 * parameters (utm_*, mc_*, fbclid, gclid, epslanguage ...), dot segments
 * resolved, percent-encoding normalised (RFC 3986 section 6.2.2), no "/" at
 * the end, no "index.html".  Other parameters stay as and where they are:
 * SiteVision's ";" in a query too.  What is no http address stays whole.
 */
const char *identity_link(struct pool *, const char *url);

/*
 * The CMS's own number in an address: "sitevision:5.1ef7dbdf15506eb5b09be9a"
 * (kept when a page moves, also to another host; of a paper "18.<hex>"),
 * "mellanarkivet:<id>", "alfresco:<uuid>", "cision:2099008".  NULL: none.
 */
const char *identity_page(struct pool *, const char *url);

/*
 * The keys that an item has, strongest first, each kind at most once, in the
 * pool.  A text of less than 80 letters and digits is no fingerprint.
 */
struct identity_key *identity_keys(
    struct pool *, const struct item *, size_t *n);

#endif
