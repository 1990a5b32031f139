/* mailbox.h - what is new in a mailbox: an IMAP folder or a Maildir */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_MAILBOX_H
#define EDGE_MAILBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

struct event_base;
struct mailboxes;
struct mailbox;

struct mailboxes_settings {
	const char *const *allow; /* private networks, as in fetch.h */
};

/* Everything lives until mailbox_start returns. */
struct mailbox_request {
	const char *url;    /* core/mail/mail-url.h */
	const char *login;  /* user:password, or the password alone when the
			    * url names the user; NULL: none */
	const char *bearer; /* an OAuth token, in place of a password; the url
			     * names the user; NULL: none */
	const char *proxy;  /* of HTTP, by CONNECT; or NULL */
	const char *proxy_login;       /* user:password; or NULL */
	const char *ca, *intermediate; /* files, as in fetch.h; or NULL */
	const char *fault; /* or why it cannot even be asked: told by done */
	const char *seen;  /* what the result before said; NULL: never */
	int64_t since;     /* older mails are not read the first time */
	int seconds;       /* for all of it */
	size_t bytes_most; /* of all mails together */
	size_t mail_most;  /* of each: that much of its beginning */
	int mails_most;
};

enum mailbox_outcome {
	MAILBOX_MAILS,     /* a bundle, perhaps of none */
	MAILBOX_UNCHANGED, /* there is none that was not seen */
	MAILBOX_REFUSED,   /* log-in, folder, rights: ask less often */
	MAILBOX_BROKEN,    /* no connection, a fault on the way */
	MAILBOX_NO_HOST    /* the name did not resolve */
};

/* Valid during the call of done only. */
struct mailbox_result {
	enum mailbox_outcome outcome;
	const char *bytes; /* a bundle (core/mail/mail-bundle.h) */
	size_t len;
	const char *seen; /* for the next request, once these are kept; at
			   * most MAILBOX_SEEN bytes */
	int mails;
	bool more; /* there are more than were to be read at once */
	struct why why;
};
enum { MAILBOX_SEEN = 4000 };

/* Called once, never from inside mailbox_start; the request is over. */
typedef void mailbox_done_fn(const struct mailbox_result *, void *context);

struct mailboxes *mailboxes_new(
    struct event_base *, const struct mailboxes_settings *);
/* Cancels what is under way; done is not called for it. */
void mailboxes_free(struct mailboxes *);

/*
 * Nothing in the mailbox changes: an IMAP folder is opened by EXAMINE and its
 * mails are read by BODY.PEEK, files of a Maildir are only read.  The first
 * time the newest mails are read, of those not older than since; later all
 * that have come, oldest first.  When the server has numbered its
 * mails anew (UIDVALIDITY), those of the last days before are read again.
 *
 * imaps: TLS with a certificate that is believed.  imap: STARTTLS, and
 * without it nothing is told, but to this machine itself (127.0.0.0/8, ::1,
 * localhost).  Private addresses as in fetch.h.  One log-in a request, by
 * libcurl's SASL; with bearer by OAUTHBEARER or XOAUTH2 and by nothing else.
 * Through a proxy, which looks names up itself, only an address written as
 * such can be refused, and there is no imap: without STARTTLS.
 *
 * A Maildir's folders are looked through in slices, so that the loop goes on.
 */
struct mailbox *mailbox_start(struct mailboxes *,
    const struct mailbox_request *, mailbox_done_fn *, void *context);
/* done is not called. */
void mailbox_cancel(struct mailbox *);

#endif
