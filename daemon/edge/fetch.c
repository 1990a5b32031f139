/* fetch.c - HTTP on the event loop: requests wait, run, and are told of */
/* SPDX-License-Identifier: MIT */
#include "edge/fetch.h"

#include <event2/event.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
#include <sys/time.h>

#include "base/held.h"
#include "base/log.h"
#include "base/pool.h"
#include "edge/fetch-access.h"
#include "edge/fetch-address.h"
#include "edge/fetch-jar.h"
#include "edge/fetch-loop.h"
#include "edge/fetch-queue.h"
#include "edge/fetch-transfer.h"
#include "edge/fetch-trust.h"

/*
 *	start -> waiting -> under way -> done
 *	            |            |
 *	            +-- cancel --+
 *
 * What waits is small: its texts.  What is under way has a transfer of the
 * stock: libcurl's handle and the buffers.
 */
enum {
	STOCK_MOST = 64,
	TEXTS_MOST = 512 * 1024,
	TEXT_MOST = 8 * 1024,
};

struct fetch {
	struct queued queued;
	LIST_ENTRY(fetch) link;
	struct fetcher *fetcher;
	struct pool *pool; /* it lies in there itself */
	struct fetch_request request;
	struct transfer *transfer; /* NULL: it waits */
	CURLcode code;             /* how it ended */
	struct event *more;        /* it begins, or its body is unpacked, in
				    * another turn; or NULL */
	fetch_done_fn *done;
	void *context;
};

LIST_HEAD(fetches, fetch);

static const struct timeval soon = {0, 0};

struct fetcher {
	struct event_base *base;
	struct fetch_loop *loop;
	struct queue *queue;
	struct guard guard;
	struct trust *trust;
	struct jars *jars;
	char *agent;
	bool closing; /* nothing begins any more */
	struct transfer *stock;
	int n_stock;
	struct fetches all;
};

static fetch_loop_done_fn on_done;

struct fetcher *
fetcher_new(struct event_base *base, const struct fetch_settings *s)
{
	struct fetcher *r = calloc(1, sizeof(*r));

	if (r == NULL || (r->agent = strdup(s->agent)) == NULL) {
		log_err("fetch: out of memory");
		exit(70);
	}
	r->base = base;
	r->loop = fetch_loop_new(base, s->at_once * 4, on_done, r);
	r->queue = queue_new(s->at_once, s->per_host);
	r->trust = trust_new();
	r->jars = jars_new();
	guard_init(&r->guard, s->allow);
	LIST_INIT(&r->all);
	return r;
}

void
fetcher_free(struct fetcher *r)
{
	struct transfer *t;

	if (r == NULL)
		return;
	r->closing = true;
	while (!LIST_EMPTY(&r->all))
		fetch_cancel(LIST_FIRST(&r->all));
	while ((t = r->stock) != NULL) {
		r->stock = t->next;
		transfer_free(t);
	}
	fetch_loop_free(r->loop);
	jars_free(r->jars);
	trust_free(r->trust);
	queue_free(r->queue);
	guard_release(&r->guard);
	free(r->agent);
	free(r);
}

static struct transfer *
take_transfer(struct fetcher *r)
{
	struct transfer *t = r->stock;

	if (t == NULL)
		return transfer_new(&r->guard, r->trust, r->agent);
	r->stock = t->next;
	r->n_stock--;
	return t;
}

static void
return_transfer(struct fetcher *r, struct transfer *t)
{
	transfer_clear(t);
	if (r->n_stock >= STOCK_MOST) {
		transfer_free(t);
		return;
	}
	t->next = r->stock;
	r->stock = t;
	r->n_stock++;
}

static void
go(struct fetch *f)
{
	struct fetcher *r = f->fetcher;
	const struct fetch_access *a = f->request.access;

	transfer_begin(f->transfer, &f->request,
	    jars_find(r->jars, a != NULL ? a->jar : NULL));
	curl_easy_setopt(f->transfer->easy, CURLOPT_PRIVATE, f);
	fetch_loop_add(r->loop, f->transfer->easy);
}

static void
go_now(evutil_socket_t fd, short what, void *context)
{
	struct fetch *f = context;

	(void)fd;
	(void)what;
	event_free(f->more);
	f->more = NULL;
	go(f);
}

HELD(go_now)

static bool
wants_roots(const struct fetch_access *a)
{
	return a != NULL && (a->ca != NULL || a->intermediate != NULL);
}

/* The system's roots in one turn, the file's in the next. */
static void
begin(struct fetcher *r, struct fetch *f)
{
	f->transfer = take_transfer(r);
	if (!wants_roots(f->request.access) || !trust_warm(r->trust)) {
		go(f);
		return;
	}
	f->more = evtimer_new(r->base, held_go_now, f);
	evtimer_add(f->more, &soon);
}

static void
begin_more(struct fetcher *r)
{
	struct queued *q;

	while (!r->closing && (q = queue_take(r->queue)) != NULL)
		begin(r, (struct fetch *)q);
}

static int64_t
now(struct fetcher *r)
{
	struct timeval t;

	event_base_gettimeofday_cached(r->base, &t);
	return (int64_t)t.tv_sec;
}

static void
forget(struct fetch *f)
{
	access_wipe(f->request.access);
	if (f->more != NULL)
		event_free(f->more);
	pool_free(f->pool);
}

static void
tell(struct fetch *f)
{
	struct fetcher *r = f->fetcher;
	struct transfer *t = f->transfer;
	struct fetch_result result;

	transfer_result(t, f->code, now(r), &result);
	LIST_REMOVE(f, link);
	queue_settle(r->queue, &f->queued);
	f->done(&result, f->context);
	return_transfer(r, t);
	forget(f);
	begin_more(r);
}

static void
go_on(evutil_socket_t fd, short what, void *context)
{
	struct fetch *f = context;

	(void)fd;
	(void)what;
	if (transfer_unpack(f->transfer, f->code))
		evtimer_add(f->more, &soon);
	else
		tell(f);
}

HELD(go_on)

/* What unpacks to much is unpacked in several turns of the loop. */
static void
on_done(CURL *easy, CURLcode code, void *context)
{
	struct fetcher *r = context;
	struct fetch *f;

	curl_easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&f);
	if (transfer_again(f->transfer, &code)) {
		fetch_loop_add(r->loop, easy);
		return;
	}
	f->code = code;
	if (!transfer_unpack(f->transfer, code)) {
		tell(f);
		return;
	}
	f->more = evtimer_new(r->base, held_go_on, f);
	evtimer_add(f->more, &soon);
}

/* NULL when it is too long, as if it had not been given. */
static const char *
copy(struct pool *p, const char *text)
{
	if (text == NULL || strnlen(text, TEXT_MOST) == TEXT_MOST)
		return NULL;
	return pool_strdup(p, text);
}

/* The host and port as the URL names them; the whole URL when it has none. */
static const char *
host_of(const char *url, size_t *len)
{
	const char *host = strstr(url, "://");

	host = host ? host + 3 : url;
	*len = strcspn(host, "/?#");
	for (size_t i = *len; i > 0; i--) {
		if (host[i - 1] != '@')
			continue;
		host += i;
		*len -= i;
		break;
	}
	return host;
}

struct fetch *
fetch_start(struct fetcher *r, const struct fetch_request *request,
    fetch_done_fn *done, void *context)
{
	struct pool *pool = pool_new(TEXTS_MOST);
	struct fetch *f = pool_get(pool, sizeof(*f));
	const char *host;
	size_t len;

	f->pool = pool;
	f->fetcher = r;
	f->done = done;
	f->context = context;
	f->request = *request;
	f->request.url = copy(pool, request->url);
	f->request.etag = copy(pool, request->etag);
	f->request.last_modified = copy(pool, request->last_modified);
	f->request.accept = copy(pool, request->accept);
	f->request.proxy = copy(pool, request->proxy);
	f->request.access = access_copy(pool, request->access);
	f->request.fault = copy(pool, request->fault);
	if (f->request.url == NULL)
		f->request.url = ""; /* no address: told through the loop */
	LIST_INSERT_HEAD(&r->all, f, link);
	host = host_of(f->request.url, &len);
	queue_put(r->queue, &f->queued, host, len);
	begin_more(r);
	return f;
}

void
fetch_cancel(struct fetch *f)
{
	struct fetcher *r = f->fetcher;
	struct transfer *t = f->transfer;

	LIST_REMOVE(f, link);
	if (t != NULL) {
		fetch_loop_remove(r->loop, t->easy);
		queue_settle(r->queue, &f->queued);
		return_transfer(r, t);
	} else {
		queue_drop(r->queue, &f->queued);
	}
	forget(f);
	begin_more(r);
}
