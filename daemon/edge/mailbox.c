/* mailbox.c - what is new in a mailbox: begun, ended, told */
/* SPDX-License-Identifier: MIT */
#include "edge/mailbox.h"

#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

#include "base/held.h"
#include "base/log.h"
#include "edge/fetch-address.h"
#include "edge/fetch-loop.h"
#include "edge/fetch-trust.h"
#include "edge/mailbox-inner.h"
#include "edge/mailbox-line.h"

/*
 *	start -> (the next turn) driver.begin -> ... -> finish -> done
 *	  |                                |
 *	  '------------ cancel ------------'
 */
enum { POOL_MOST = 64 << 20, LINE_MOST = 8192 };

struct mailboxes *
mailboxes_new(struct event_base *base, const struct mailboxes_settings *s)
{
	struct mailboxes *m = calloc(1, sizeof(*m));

	if (m == NULL || (m->guard = calloc(1, sizeof(*m->guard))) == NULL) {
		log_err("mailbox: out of memory");
		exit(70);
	}
	m->base = base;
	m->loop = line_loop_new(base);
	m->trust = trust_new();
	guard_init(m->guard, s->allow);
	LIST_INIT(&m->all);
	return m;
}

void
mailboxes_free(struct mailboxes *m)
{
	if (m == NULL)
		return;
	while (!LIST_EMPTY(&m->all))
		mailbox_cancel(LIST_FIRST(&m->all));
	fetch_loop_free(m->loop);
	trust_free(m->trust);
	guard_release(m->guard);
	free(m->guard);
	free(m);
}

static void
wipe(const char *secret)
{
	if (secret != NULL)
		explicit_bzero((char *)secret, strlen(secret));
}

static void
forget(struct mailbox *b)
{
	LIST_REMOVE(b, link);
	event_free(b->begin);
	event_free(b->late);
	wipe(b->request.login);
	wipe(b->request.bearer);
	wipe(b->request.proxy_login);
	str_release(&b->bundle);
	pool_free(b->pool);
}

static void
stop(struct mailbox *b)
{
	if (b->driver != NULL)
		b->driver->end(b);
	b->driver = NULL;
}

void
mailbox_finish(struct mailbox *b, enum mailbox_outcome outcome,
    const char *seen, const struct why *w)
{
	struct mailbox_result r = {.outcome = outcome,
	    .seen = seen ? pool_strdup(b->pool, seen) : NULL,
	    .mails = b->mails,
	    .more = b->more};
	struct str bundle = STR_INIT(LINE_MOST);

	stop(b);
	if (w != NULL) {
		r.why = *w;
		log_clean(r.why.text);
	}
	if (outcome == MAILBOX_MAILS) {
		/* What was seen stands before what was read. */
		bundle.most = b->bundle.len + LINE_MOST;
		bundle_begin(&bundle, r.seen);
		str_addn(&bundle, b->bundle.text, b->bundle.len);
		r.bytes = bundle.text;
		r.len = bundle.len;
	}
	b->done(&r, b->context);
	str_release(&bundle);
	forget(b);
}

void
mailbox_cancel(struct mailbox *b)
{
	stop(b);
	forget(b);
}

bool
mailbox_has_room(const struct mailbox *b, size_t len)
{
	return b->mails < b->request.mails_most &&
	       b->bundle.len + len + BUNDLE_EACH <= b->bundle.most;
}

void
mailbox_add(struct mailbox *b, int64_t received, const char *bytes, size_t len)
{
	bundle_add(&b->bundle, &(struct bundle_mail){received, bytes, len});
	b->mails++;
}

size_t
mailbox_mail_most(const struct mailbox *b)
{
	size_t most = b->request.bytes_most - BUNDLE_EACH;

	return most < b->request.mail_most ? most : b->request.mail_most;
}

/* --- start --- */

static void
on_begin(evutil_socket_t fd, short what, void *context)
{
	struct mailbox *b = context;
	struct why w;
	size_t at;

	(void)fd;
	(void)what;
	if (b->request.fault != NULL) {
		why(&w, "%s", b->request.fault);
		mailbox_finish(b, MAILBOX_REFUSED, NULL, &w);
		return;
	}
	if (!mail_url_read(b->pool, b->request.url, &b->url, &at, &w)) {
		mailbox_finish(b, MAILBOX_REFUSED, NULL, &w);
		return;
	}
	b->driver = b->url.scheme == MAIL_DIR ? &mailbox_dir : &mailbox_imap;
	b->driver->begin(b);
}

HELD(on_begin)

static void
on_late(evutil_socket_t fd, short what, void *context)
{
	struct mailbox *b = context;
	struct why w;

	(void)fd;
	(void)what;
	why(&w,
	    "the mailbox did not answer in full within %d s; it is tried "
	    "again",
	    b->request.seconds);
	mailbox_finish(b, MAILBOX_BROKEN, NULL, &w);
}

HELD(on_late)

static const char *
copy(struct pool *p, const char *text)
{
	return text ? pool_strdup(p, text) : NULL;
}

struct mailbox *
mailbox_start(struct mailboxes *all, const struct mailbox_request *request,
    mailbox_done_fn *done, void *context)
{
	struct pool *pool = pool_new(POOL_MOST);
	struct mailbox *b = pool_get(pool, sizeof(*b));
	struct mailbox_request *r = &b->request;
	struct timeval at_once = {0, 0}, limit = {.tv_sec = request->seconds};

	b->all = all;
	b->pool = pool;
	*r = *request;
	r->url = copy(pool, request->url);
	r->login = copy(pool, request->login);
	r->bearer = copy(pool, request->bearer);
	r->proxy = copy(pool, request->proxy);
	r->proxy_login = copy(pool, request->proxy_login);
	r->ca = copy(pool, request->ca);
	r->intermediate = copy(pool, request->intermediate);
	r->fault = copy(pool, request->fault);
	r->seen = copy(pool, request->seen);
	b->bundle = (struct str)STR_INIT(request->bytes_most);
	b->done = done;
	b->context = context;
	b->begin = evtimer_new(all->base, held_on_begin, b);
	b->late = evtimer_new(all->base, held_on_late, b);
	evtimer_add(b->begin, &at_once);
	evtimer_add(b->late, &limit);
	LIST_INSERT_HEAD(&all->all, b, link);
	return b;
}
