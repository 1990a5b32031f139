/* mail.h - mails of subscriptions: each thing they link to is an item */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_MAIL_H
#define CORE_MAIL_H

#include <stdbool.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/document.h"
#include "core/feed/feed.h"

/*
 * body is a bundle (mail-bundle.h) of mails as they lie in a mailbox.  from
 * names who may have sent them, one a line: "namn@kommun.se", "@kommun.se"
 * (that domain) or "@.kommun.se" (and all below it).  A mail fits when it has
 * one From, every address in it is named, and its topmost
 * Authentication-Results does not say dmarc=fail.  What does not fit is not
 * read further: document.refused counts it, refused_by is an address of it.
 *
 * A mail that links to several things is several items: title and link of
 * each, and the text near it as content.  What unsubscribes, shares, leads to
 * a profile or to a site's first page is no link (mail-noise.h).  A mail with
 * one link is one item with all its text; one without is an item without a
 * link.  When a digest has a deadline or much text between its items, or something is
 * attached to it, the mail is an item too.  id is "mid:<Message-ID>", with a blank and the canonical
 * link behind it where there are several; a link that several mails of the
 * bundle name counts in the last.  Attachments are links with rel
 * "enclosure", their addresses "mid:<Message-ID>/<number>".  With
 * papers, the bytes of those that are PDFs are in document.papers, MAIL_PAPERS
 * of a mail.  Of those who got the mail nothing is kept.
 *
 * Ceilings: MAIL_MOST bytes of one mail (MAIL_SHORT will do without papers), MAIL_PARTS parts, MAIL_DEPTH deep,
 * MAIL_LINKS links; what is beyond is not read.  Any bytes make a document;
 * false only when the bundle is torn.  A process that may not open files
 * calls mail_prepare() first.
 */
enum {
	MAIL_MOST = 12 << 20,
	MAIL_SHORT = 4 << 20,
	MAIL_PARTS = 300,
	MAIL_DEPTH = 12,
	MAIL_LINKS = 300,
	MAIL_PAPERS = 5
};

void mail_prepare(void);
bool mail_read(struct pool *, const struct body *, const char *from,
    bool papers, struct document *, struct why *);

#endif
