/* fetch-loop.c - libcurl's multi handle on the event loop */
/* SPDX-License-Identifier: MIT */
#include "edge/fetch-loop.h"

#include <event2/event.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/held.h"
#include "base/log.h"

struct fetch_loop {
	struct event_base *base;
	CURLM *multi;
	struct event *timer;
	bool holds;
	fetch_loop_done_fn *done;
	void *context;
};

/* done may add and remove handles: libcurl keeps its list of messages. */
static void
settle(struct fetch_loop *l)
{
	CURLMsg *m;
	int left;

	while ((m = curl_multi_info_read(l->multi, &left)) != NULL) {
		CURL *easy = m->easy_handle;
		CURLcode code = m->data.result;

		if (m->msg != CURLMSG_DONE)
			continue;
		if (!l->holds)
			curl_multi_remove_handle(l->multi, easy);
		l->done(easy, code, l->context);
	}
}

static void
act(struct fetch_loop *l, curl_socket_t fd, int what)
{
	int running;

	curl_multi_socket_action(l->multi, fd, what, &running);
	settle(l);
}

static void
on_socket(evutil_socket_t fd, short what, void *context)
{
	act(context, fd,
	    (what & EV_READ ? CURL_CSELECT_IN : 0) |
		(what & EV_WRITE ? CURL_CSELECT_OUT : 0));
}

HELD(on_socket)

static void
on_timer(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	act(context, CURL_SOCKET_TIMEOUT, 0);
}

HELD(on_timer)

static short
events_of(int what)
{
	return (short)(EV_PERSIST | (what & CURL_POLL_IN ? EV_READ : 0) |
		       (what & CURL_POLL_OUT ? EV_WRITE : 0));
}

/* libcurl says what it waits for; event is what it keeps of us by socket. */
static int
on_watch(CURL *easy, curl_socket_t fd, int what, void *context, void *event)
{
	struct fetch_loop *l = context;
	struct event *e = event;

	(void)easy;
	if (what == CURL_POLL_REMOVE) {
		if (e != NULL)
			event_free(e);
		curl_multi_assign(l->multi, fd, NULL);
		return 0;
	}
	if (e != NULL) {
		event_del(e);
		event_assign(
		    e, l->base, fd, events_of(what), held_on_socket, l);
	} else {
		e = event_new(l->base, fd, events_of(what), held_on_socket, l);
		curl_multi_assign(l->multi, fd, e);
	}
	if (e == NULL || event_add(e, NULL) != 0)
		log_err("fetch: a socket cannot be watched; its request will "
			"run into its time limit");
	return 0;
}

static int
on_alarm(CURLM *multi, long ms, void *context)
{
	struct fetch_loop *l = context;
	struct timeval in = {.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000};

	(void)multi;
	if (ms < 0)
		evtimer_del(l->timer);
	else
		evtimer_add(l->timer, &in);
	return 0;
}

struct fetch_loop *
fetch_loop_new(
    struct event_base *base, int idle, fetch_loop_done_fn *done, void *context)
{
	struct fetch_loop *l = calloc(1, sizeof(*l));

	if (l == NULL || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK ||
	    (l->multi = curl_multi_init()) == NULL ||
	    (l->timer = evtimer_new(base, held_on_timer, l)) == NULL) {
		log_err("fetch: libcurl cannot be set up");
		exit(70);
	}
	l->base = base;
	l->done = done;
	l->context = context;
	curl_multi_setopt(l->multi, CURLMOPT_SOCKETFUNCTION, on_watch);
	curl_multi_setopt(l->multi, CURLMOPT_SOCKETDATA, l);
	curl_multi_setopt(l->multi, CURLMOPT_TIMERFUNCTION, on_alarm);
	curl_multi_setopt(l->multi, CURLMOPT_TIMERDATA, l);
	curl_multi_setopt(l->multi, CURLMOPT_MAXCONNECTS, (long)idle);
	return l;
}

void
fetch_loop_hold(struct fetch_loop *l)
{
	l->holds = true;
}

void
fetch_loop_free(struct fetch_loop *l)
{
	curl_multi_cleanup(l->multi);
	event_free(l->timer);
	free(l);
	curl_global_cleanup();
}

void
fetch_loop_add(struct fetch_loop *l, CURL *easy)
{
	curl_multi_add_handle(l->multi, easy);
}

void
fetch_loop_remove(struct fetch_loop *l, CURL *easy)
{
	curl_multi_remove_handle(l->multi, easy);
}
