/* reading.h - what the daemon asks of its reader, and the answer */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_READING_H
#define CORE_READING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/str.h"
#include "base/why.h"
#include "base/wire.h"
#include "core/document.h"
#include "core/feed/feed.h"
#include "core/page/page.h"

/* What is wanted of a body. */
enum reading_want {
	READING_AUTO,   /* a feed when it is one, else a list page */
	READING_FEED,   /* a feed; anything else is a fault of the feed */
	READING_LIST,   /* a list page */
	READING_PAGE,   /* one page's main text */
	READING_TEXT,   /* plain text, of pdftotext */
	READING_MAIL,   /* a bundle of mails (core/mail/mail-bundle.h) */
	READING_PROBE,  /* as AUTO; of a page also all that is known of it */
	READING_SITEMAP /* sitemap.xml, what changed since published; or where
			 * robots.txt says that it is; or a feed in its place */
};

struct reading {
	enum reading_want want;
	struct body body;
	struct str *own; /* the body's bytes lie there, and may be taken out of
			  * it; or NULL.  Not of the record */
	struct page_paths paths; /* of a list */
	const char *from;        /* of mails: who may have sent them (mail.h) */
	bool papers;             /* of mails: with their PDFs */
	int published; /* the day that dates without a year count from, for
			* items that have no date of their own */
};

/* A request as a record, and back (texts point into the record). */
void reading_put(struct str *, const struct reading *);
/* The same but for the body's bytes, which come last and end in NUL. */
void reading_put_head(struct str *, const struct reading *);
bool reading_get(struct wire *, struct reading *, struct why *);

/*
 * Opens whatever reading opens (converters of rare encodings, the zone):
 * called once by a process that will not be allowed to open files.
 */
void reading_prepare(void);

/*
 * Does it: reads the body and fills in every item's deadlines, from title,
 * summary and content, each once, and the day on which it expires by its
 * metadata as an expiry.  Pure; this is all that the reader runs.
 */
bool reading_do(
    struct pool *, const struct reading *, struct document *, struct why *);

#endif
