/* access.h - a feed asked for as its configuration says: secrets, certificates */
/* SPDX-License-Identifier: MIT */
#ifndef ACCESS_H
#define ACCESS_H

#include <stdbool.h>

#include "base/why.h"
#include "edge/fetch.h"
#include "edge/mailbox.h"

struct conf_feed;

/*
 * fetch_start() in the name of a feed: for it, its pages and its papers.  The
 * request's proxy and access are set here; its secrets are read now and
 * overwritten afterwards.  What cannot be read is told through done, and then
 * nobody is asked: never without the secret.
 */
struct fetch *access_start(struct fetcher *, const struct conf_feed *,
    struct fetch_request *, fetch_done_fn *, void *context);

/* Do both ask in the same way?  Secrets themselves are not compared. */
bool access_is_same(const struct conf_feed *, const struct conf_feed *);
/* Does it need anything that this machine may lack: a credential, a file? */
bool access_needs(const struct conf_feed *);
/* The same of a feed that is a mailbox; url, login and certificates of the
 * request are set here. */
struct mailbox *access_mailbox(struct mailboxes *, const struct conf_feed *,
    struct mailbox_request *, mailbox_done_fn *, void *context);

/*
 * Whether everything that the feed's access names can be read and is what it
 * should be.  Nobody is asked.
 */
bool access_check(const struct conf_feed *, struct why *);

#endif
