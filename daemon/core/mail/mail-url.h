/* mail-url.h - where a mailbox lies: imaps://..., imap://..., maildir:/... */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_MAIL_URL_H
#define CORE_MAIL_URL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/why.h"

/*
 *	imaps://[user@]host[:port][/Folder[/Below]]
 *	imap://...                                   with STARTTLS
 *	maildir:/var/mail/bevakning
 *
 * UTF-8 or percent-encoded ("@" in a user is %40, a space %20).  Without a
 * folder it is INBOX.  "/" parts folders whatever the server parts them with;
 * %2F is a "/" in a name.
 */
enum mail_scheme { MAIL_IMAPS, MAIL_IMAP, MAIL_DIR };

struct mail_url {
	enum mail_scheme scheme;
	const char *user; /* or NULL */
	const char *host; /* "[::1]" with its brackets */
	int port;
	const char *const *folder; /* from the outermost; at least one */
	size_t n_folders;
	const char *path; /* of a Maildir */
};

/* Does it begin as one of the three?  (What follows may be wrong.) */
bool mail_url_is(const char *url);
/* False, with the byte at which it goes wrong. */
bool mail_url_read(struct pool *, const char *url, struct mail_url *,
    size_t *at, struct why *);

/*
 * The folder's name as IMAP writes it: modified UTF-7 (RFC 3501 section
 * 5.1.3), its parts parted by delimiter.
 */
const char *mail_url_folder(
    struct pool *, const struct mail_url *, char delimiter);

#endif
