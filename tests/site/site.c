/* site.c - a small publishing site on loopback, for the demo and the tests */
/* SPDX-License-Identifier: MIT */
#include <err.h>
#include <event2/event.h>
#include <event2/http.h>
#include <getopt.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "site/answer.h"

struct options {
	const char *root;
	int port, edition, today;
	bool until_eof;
};

static const char usage[] =
    "usage: site --root DIR [--port N] [--edition N] [--today YYYY-MM-DD]\n"
    "            [--until-eof]\n";

static const struct option long_option[] = {
    {"root", required_argument, NULL, 'r'},
    {"port", required_argument, NULL, 'p'},
    {"edition", required_argument, NULL, 'e'},
    {"today", required_argument, NULL, 't'},
    {"until-eof", no_argument, NULL, 'u'},
    {NULL, 0, NULL, 0},
};

static void
read_options(struct options *o, int argc, char **argv)
{
	int c;

	while ((c = getopt_long(argc, argv, "", long_option, NULL)) != -1) {
		if (c == 'r')
			o->root = optarg;
		else if (c == 'p')
			o->port = atoi(optarg);
		else if (c == 'e')
			o->edition = atoi(optarg);
		else if (c == 't')
			o->today = day_read(optarg);
		else if (c == 'u')
			o->until_eof = true;
		else
			errx(2, "%s", usage);
	}
	if (o->root == NULL || optind < argc || o->today == NO_DAY)
		errx(2, "%s", usage);
}

static void
on_signal(evutil_socket_t fd, short what, void *base)
{
	(void)fd;
	(void)what;
	event_base_loopexit(base, NULL);
}

static void
on_input(evutil_socket_t fd, short what, void *base)
{
	char bytes[256];

	(void)what;
	if (read(fd, bytes, sizeof(bytes)) <= 0)
		event_base_loopexit(base, NULL);
}

/* Returns the port. */
static int
listen_on_loopback(struct evhttp *http, int port)
{
	struct evhttp_bound_socket *bound = evhttp_bind_socket_with_handle(
	    http, "127.0.0.1", (uint16_t)port);
	struct sockaddr_in a;
	socklen_t len = sizeof(a);

	if (bound == NULL)
		errx(1, "cannot listen on 127.0.0.1:%d", port);
	if (getsockname(evhttp_bound_socket_get_fd(bound),
		(struct sockaddr *)&a, &len) < 0)
		err(1, "getsockname");
	return ntohs(a.sin_port);
}

static void
serve(struct site *site, const struct options *o)
{
	struct evhttp *http = evhttp_new(site->base);
	struct event *stop[3] = {
	    evsignal_new(site->base, SIGTERM, on_signal, site->base),
	    evsignal_new(site->base, SIGINT, on_signal, site->base),
	    event_new(site->base, STDIN_FILENO, EV_READ | EV_PERSIST, on_input,
		site->base),
	};
	char address[64];

	snprintf(address, sizeof(address), "http://127.0.0.1:%d",
	    listen_on_loopback(http, o->port));
	site->marks.base = address;
	evhttp_set_allowed_methods(http, EVHTTP_REQ_GET | EVHTTP_REQ_POST);
	evhttp_set_max_body_size(http, 64 * 1024);
	evhttp_set_gencb(http, answer, site);
	for (int i = 0; i < (o->until_eof ? 3 : 2); i++)
		event_add(stop[i], NULL);
	printf("listening %s\n", address);
	fflush(stdout);
	event_base_dispatch(site->base);
	answer_stop(site);
	evhttp_free(http);
	for (int i = 0; i < 3; i++)
		event_free(stop[i]);
}

int
main(int argc, char **argv)
{
	struct options o = {.today = time_local_day(time(NULL))};
	struct site site = {.log = STR_INIT(4 * 1024 * 1024)};

	read_options(&o, argc, argv);
	signal(SIGPIPE, SIG_IGN);
	site.base = event_base_new();
	if (site.base == NULL)
		errx(1, "no event loop");
	site.shelf = (struct shelf){.root = o.root, .edition = o.edition};
	site.marks.today = o.today;
	serve(&site, &o);
	event_base_free(site.base);
	return 0;
}
