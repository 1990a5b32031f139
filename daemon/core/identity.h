/* identity.h - by what an item is known when it comes again */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_IDENTITY_H
#define CORE_IDENTITY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "core/document.h"

/* What a key is made of. */
enum identity_kind {
	IDENTITY_GUID,       /* guid, Atom id: as it stands, but its scheme */
	IDENTITY_LINK,       /* canonical link, and the same on other hosts */
	IDENTITY_PAGE,       /* the CMS's own number of the page or paper */
	IDENTITY_TITLE_DATE, /* title and day published */
	IDENTITY_TEXT,       /* fingerprint of the text */
	IDENTITY_WHOLE,      /* title and link as they stand: when nothing else
			      * is there, or many items lead to one page */
	IDENTITY_KINDS
};

/*
 * The ladder.  A feed stands on a rung: by the kinds of key that it names an
 * item is known, those above it are not asked.  RUNG_ALL is where a feed
 * begins whose option identity is auto; the others are also words of that
 * option (where guid means: by nothing but its guid).
 */
enum identity_rung {
	RUNG_ALL,        /* guid, link or page number; title and day when
			  * nothing else does */
	RUNG_GUID,       /* guid; of an item without one, its link */
	RUNG_LINK,       /* link or page number; title and day ... */
	RUNG_TITLE_DATE, /* title and day published; its text, when two say the
			  * same */
	RUNG_TEXT,       /* the text; title and day, when two say the same */
	RUNGS
};

/* "auto" "guid" "link" "title-date" "text" */
const char *identity_rung_name(enum identity_rung);

/* How a feed's items are told apart. */
struct identity_way {
	enum identity_rung rung;
	/* Hosts that are one and the same for the source; ends in NULL, or
	 * NULL: none. */
	const char *const *alias;
	bool fold_case; /* of paths */
};

struct identity_key {
	enum identity_kind kind;
	const char *value;
};

enum { IDENTITY_ALIASES = 8, IDENTITY_KEYS = 24 };

/*
 * key[0 .. strong) each identify the item; key[strong .. asked) only when
 * none of those does; the rest are kept, for the day when the feed stands on
 * another rung, and not asked.
 */
struct identity_keys {
	struct identity_key key[IDENTITY_KEYS];
	size_t strong, asked, n;
};

/* "guid" "link" "page" "title+date" "text" "whole" */
const char *identity_name(enum identity_kind);

/*
 * A link in the form that is compared, never fetched: no scheme, no user, no
 * "www.", host in lower case, no default port, no fragment, no tracking
 * parameters (utm_*, mc_*, fbclid, gclid, epslanguage ...), no session ids
 * (";jsessionid=", "/(S(...))/", PHPSESSID ...), dot segments resolved,
 * percent-encoding normalised (RFC 3986 section 6.2.2), no "/" at the end,
 * no "index.html".  Other parameters stay as and where they are: SiteVision's
 * ";" in a query too.  What is no http address stays whole.
 */
const char *identity_link(struct pool *, const char *url);

/*
 * The link as above first, then its other spellings: with its path in lower
 * case where the platform does not mind (ASP.NET: ".aspx", epslanguage; or
 * the way says so), and all of them on each of the other hosts when its own
 * is among the way's.  At most most; how many.
 */
size_t identity_links(struct pool *, const char *url,
    const struct identity_way *, const char **link, size_t most);

/*
 * The CMS's own number in an address: "sitevision:5.1ef7dbdf15506eb5b09be9a"
 * (kept when a page moves, also to another host; of a paper "18.<hex>"),
 * "mellanarkivet:<id>", "alfresco:<uuid>", "ifeed:<uuid>", "cision:2099008",
 * "liferay:<host>/<name after "/-/">".  NULL: none.
 */
const char *identity_page(struct pool *, const char *url);

/*
 * The name that the last part of an address's path is, without extension and
 * number of the CMS, in lower case: what stays when a site moves.  NULL when
 * it has less than four letters or is a name that any page may have.
 */
const char *identity_slug(struct pool *, const char *url);

/*
 * The keys that an item has.  A text of less than 80 letters and digits is no
 * fingerprint; it is made on the two lowest rungs only.
 */
void identity_keys(struct pool *, const struct item *,
    const struct identity_way *, struct identity_keys *);

#endif
