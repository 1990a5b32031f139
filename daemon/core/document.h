/* document.h - what the reader makes of one document: its items and texts */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_DOCUMENT_H
#define CORE_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"
#include "base/str.h"
#include "base/why.h"
#include "base/wire.h"
#include "core/deadline/deadline.h"

/*
 * Everything here lies in one pool (or, after document_get, in the bytes that
 * were read).  All texts are UTF-8 and, except addresses and ids, plain:
 * markup removed, white space runs as one space, paragraphs parted by "\n".
 * A text that the document lacks is NULL; nothing is made up.  Addresses are
 * absolute where a base is known, else as they stood.
 */

/*
 * A link of an item or page: rel as in Atom.  "enclosure": a paper or file
 * attached; "related": an <a href> in its text (every one, with type
 * "application/pdf" where the address says so); others ("alternate", "self",
 * "via", "license"...) as the feed wrote them.
 */
struct link {
	const char *rel;
	const char *href;
	const char *type;  /* media type, may be NULL */
	const char *title; /* its words, may be NULL */
};

struct item {
	const char *id; /* guid, Atom id, JSON Feed id: as it stands */
	const char *link;
	const char *title;
	const char *summary; /* the teaser */
	const char *content; /* the whole text, when the document gives it */
	int64_t published;   /* NO_TIME when it gives none */
	int64_t updated;
	int valid_to;       /* a day on which it expires by metadata; NO_DAY */
	struct link *links; /* in the order of the document */
	size_t n_links;
	struct deadline *deadlines; /* of title, summary and content */
	size_t n_deadlines;
};

/* The bytes of a PDF that a mail brings along: of which item (its place), and
 * the enclosure that it is. */
struct pdf {
	size_t item;
	const char *href;
	const char *bytes;
	size_t len;
};

/* A way to find a list on a page, and how much it finds. */
struct list_rule {
	const char *name; /* "SiteVision", "largest list", "files", "item" */
	const char *item; /* an XPath that finds the same, or NULL */
	size_t n;
};

enum document_kind { DOCUMENT_FEED, DOCUMENT_LIST, DOCUMENT_PAGE };

struct document {
	enum document_kind kind;
	const char *format;   /* "rss" "rdf" "atom" "json" "html" "text" "mail"
			     * "robots" "sitemap" */
	const char *encoding; /* that it was read in: "UTF-8"; or NULL */
	const char *list;     /* how the list was found: "item" (by the XPath),
			   * "SiteVision", "largest list"...; or NULL */
	const char *id, *title, *link;
	int64_t published, updated;
	/* A publisher's hints of how often there is something to fetch. */
	int ttl;             /* minutes, of ttl, else period; 0: none */
	int period;          /* minutes, of sy:; 0: none */
	int64_t base;        /* an instant that they count from; 0: none */
	unsigned skip_hours; /* bit n: nothing comes in the hour n of GMT */
	unsigned skip_days;  /* bit enum weekday: nor on that day */
	/*
	 * Not all of the document is here: its root was not closed, or it
	 * held more than DOCUMENT_ITEMS_MOST items.  What is here can be
	 * shown, but nothing is missing because it is not here.
	 */
	bool cut;
	bool login;             /* of a LIST: the page asks for a password */
	int refused;            /* mails that nobody named has sent; not read */
	const char *refused_by; /* who has sent one of them; or NULL */
	struct link *links; /* of the document: alternate feeds, next page */
	size_t n_links;
	/*
	 * FEED and LIST: in document order.  PAGE: one, the page itself, with
	 * its main text in content and its attachments in links.
	 */
	struct item *items;
	size_t n_items;
	/* Of mails, when asked for; else NULL and 0. */
	struct pdf *papers;
	size_t n_papers;
	/* Of a page that was probed: what made it, and the rules that find
	 * a list on it, the one that would be used first; else NULL and 0. */
	const char *platform, *mark;
	struct list_rule *rules;
	size_t n_rules;
};

enum {
	DOCUMENT_ITEMS_MOST = 20000,
	DOCUMENT_LINKS_MOST = 1000,
	DOCUMENT_PAPERS_MOST = 200,
	DOCUMENT_RULES_MOST = 20
};

/* The words of enum document_kind: "feed", "list", "page". */
const char *document_kind_name(enum document_kind);

/* As a record, and back; the texts then point into the record's bytes. */
void document_put(struct str *, const struct document *);
bool document_get(
    struct pool *, struct wire *, struct document *, struct why *);

#endif
