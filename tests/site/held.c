/* held.c - answers that take their time, or never come */
/* SPDX-License-Identifier: MIT */
#include "site/held.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/http.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "site/answer.h"

struct held {
	struct site *site;
	struct evhttp_request *request;
	struct event *timer; /* of a drip */
	struct str body;     /* of a drip: what is left from sent on */
	size_t sent;
	struct held *next; /* in site->held */
};

static void
forget(struct held *h)
{
	struct held **at = &h->site->held;

	while (*at != h)
		at = &(*at)->next;
	*at = h->next;
	h->site->n_held--;
	if (h->timer != NULL)
		event_free(h->timer);
	str_release(&h->body);
	free(h);
}

/* evhttp has let go of the request, which is ours then. */
static void
on_lost(struct evhttp_connection *connection, void *context)
{
	struct held *h = context;
	struct evhttp_request *request = h->request;

	(void)connection;
	forget(h);
	if (evhttp_request_get_connection(request) == NULL)
		evhttp_request_free(request);
}

static struct held *
hold(struct site *site, struct evhttp_request *request)
{
	struct held *h;

	if (site->n_held >= HELD_MOST)
		return NULL;
	h = calloc(1, sizeof(*h));
	if (h == NULL)
		return NULL;
	h->site = site;
	h->request = request;
	h->body = (struct str)STR_INIT(64 * 1024 * 1024);
	h->next = site->held;
	site->held = h;
	site->n_held++;
	evhttp_connection_set_closecb(
	    evhttp_request_get_connection(request), on_lost, h);
	return h;
}

static void
hang_up(struct evhttp_connection *connection, void *context)
{
	struct bufferevent *b = evhttp_connection_get_bufferevent(connection);

	(void)context;
	shutdown(bufferevent_getfd(b), SHUT_RDWR);
}

bool
held_hang(struct site *site, struct evhttp_request *request)
{
	return hold(site, request) != NULL;
}

bool
held_close(struct site *site, struct evhttp_request *request)
{
	if (hold(site, request) == NULL)
		return false;
	hang_up(evhttp_request_get_connection(request), NULL);
	return true;
}

static void
say_length(struct evhttp_request *request, size_t len)
{
	char text[32];

	snprintf(text, sizeof(text), "%zu", len);
	evhttp_add_header(
	    evhttp_request_get_output_headers(request), "Content-Length", text);
}

bool
held_truncate(struct site *site, struct evhttp_request *request,
    const struct sheet *sheet)
{
	struct evbuffer *half;

	if (hold(site, request) == NULL)
		return false;
	half = evbuffer_new();
	evbuffer_add(half, sheet->body.text, sheet->body.len / 2);
	say_length(request, sheet->body.len);
	evhttp_send_reply_start(request, HTTP_OK, NULL);
	evhttp_send_reply_chunk_with_cb(request, half, hang_up, NULL);
	evbuffer_free(half);
	return true;
}

static void
on_drip(evutil_socket_t fd, short what, void *context)
{
	struct held *h = context;
	struct evhttp_request *request = h->request;
	struct evbuffer *drop = evbuffer_new();

	(void)fd;
	(void)what;
	if (h->sent < h->body.len) {
		evbuffer_add(drop, h->body.text + h->sent++, 1);
		evhttp_send_reply_chunk(request, drop);
	} else {
		evhttp_connection_set_closecb(
		    evhttp_request_get_connection(request), NULL, NULL);
		forget(h);
		evhttp_send_reply_end(request);
	}
	evbuffer_free(drop);
}

bool
held_drip(struct site *site, struct evhttp_request *request,
    const struct sheet *sheet)
{
	static const struct timeval pause = {.tv_usec = 100 * 1000};
	struct held *h = hold(site, request);

	if (h == NULL)
		return false;
	str_addn(&h->body, sheet->body.text, sheet->body.len);
	say_length(request, sheet->body.len);
	evhttp_send_reply_start(request, HTTP_OK, NULL);
	h->timer = event_new(site->base, -1, EV_PERSIST, on_drip, h);
	event_add(h->timer, &pause);
	return true;
}

void
held_stop(struct site *site)
{
	while (site->held != NULL) {
		evhttp_connection_set_closecb(
		    evhttp_request_get_connection(site->held->request), NULL,
		    NULL);
		forget(site->held);
	}
}
