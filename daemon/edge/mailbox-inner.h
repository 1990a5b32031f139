/* mailbox-inner.h - what the files of mailbox share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_MAILBOX_INNER_H
#define EDGE_MAILBOX_INNER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/queue.h>

#include "base/pool.h"
#include "base/str.h"
#include "core/mail/mail-bundle.h"
#include "core/mail/mail-url.h"
#include "edge/mailbox.h"

struct event;
struct event_base;
struct guard;
struct trust;
struct fetch_loop;

struct mailboxes {
	struct event_base *base;
	struct fetch_loop *loop;
	struct guard *guard;
	struct trust *trust;
	LIST_HEAD(, mailbox) all;
};

/*
 * A kind of mailbox.  begin is called from the loop once; end always, and
 * gives back all that begin took, of whatever came of it.
 */
struct mailbox_driver {
	void (*begin)(struct mailbox *);
	void (*end)(struct mailbox *);
};
extern const struct mailbox_driver mailbox_imap, mailbox_dir;

struct mailbox {
	LIST_ENTRY(mailbox) link;
	struct mailboxes *all;
	struct pool *pool; /* it lies in there itself, and all of its texts */
	struct mailbox_request request;
	struct mail_url url;
	const struct mailbox_driver *driver;
	void *inner;                /* the driver's */
	struct event *begin, *late; /* the first turn; the time limit */
	struct str bundle;
	int mails;
	bool more;
	mailbox_done_fn *done;
	void *context;
};

/*
 * Over: done is called, and the mailbox is no more.  seen is what the next
 * request is told (NULL: nothing new); why of what went wrong.
 */
void mailbox_finish(struct mailbox *, enum mailbox_outcome, const char *seen,
    const struct why *);

/* Room for one more mail of that length? */
bool mailbox_has_room(const struct mailbox *, size_t len);
void mailbox_add(
    struct mailbox *, int64_t received, const char *bytes, size_t len);
/* Bytes that are read of one mail. */
size_t mailbox_mail_most(const struct mailbox *);

#endif
