/* poll-check.h - a feed looked at now, without keeping or telling anything */
/* SPDX-License-Identifier: MIT */
#ifndef POLL_CHECK_H
#define POLL_CHECK_H

#include <jansson.h>
#include <stdbool.h>

struct poll;

/*
 * A round of the feed on trial: asked for with the validators that are kept,
 * and once more without them when nothing has changed; read; kept and told
 * in a transaction that is then taken back, in slices (slice.h).  So it can be done at any time,
 * as often as one likes, and shows what the next round would do.  Linked
 * pages are not read: whom such an item concerns is known when they are.
 *
 * done is called once, never from inside, with all that was seen:
 *
 *	{"feed", "url", "baseline": bool (the first reading is done),
 *	 "requests": [{"url", "etag_sent", "last_modified_sent", "outcome":
 *	    "body|unchanged|gone|refused|broken|no host", "status", "from" (the
 *	    address that answered), "moved" (where permanent moves lead),
 *	    "type", "bytes", "same_bytes": bool, "etag", "last_modified",
 *	    "retry_after", "max_age" (seconds), "why"}],
 *	 "reading": {"ok", "why", "kind", "format", "encoding", "list", "title",
 *	    "items", "dated", "errors" (error texts, left out), "login": bool,
 *	    "ttl" (minutes), "older" (where older items are)},
 *	 "items": [{"title", "link", "published", "as": "new|known|again|none",
 *	    "by" (the key it is known by), "id"}] (the first CHECK_ITEMS),
 *	 "seen", "new", "known", "changed", "unread" (their pages are read
 *	    later),
 *	 "steps": [what the round would write to the log],
 *	 "alerts": [{"event", "priority", "title", "to": ["receiver via
 *	    notifier"]}],
 *	 "fault": what ends the round, when something does}
 */
enum { CHECK_ITEMS = 50, CHECK_ALERTS = 50 };

typedef void poll_check_fn(json_t *seen, void *context);

/* False: no such feed, or its row cannot be read. */
bool poll_check(
    struct poll *, const char *feed, poll_check_fn *done, void *context);
/* done of this context is not called any more. */
void poll_check_forget(struct poll *, void *context);
/* What is in the file is taken back in a moment: nobody should look at it. */
bool poll_is_on_trial(const struct poll *);

#endif
