/* fetch-access-t.c - which origin is told, which jar is used, what time is left */
/* SPDX-License-Identifier: MIT */
#include "edge/fetch-access.h"

#include <event2/buffer.h>
#include <event2/event.h>
#include <event2/http.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "edge/fetch-jar.h"
#include "tap/tap.h"

enum { SECONDS = 10 };

static struct event_base *base;
static struct fetcher *fetcher;
static struct pool *pool;
static int port;

static struct {
	int calls;
	enum fetch_outcome outcome;
	struct why why;
} got;

/* What the server saw, request by request. */
static struct {
	char path[40], cookie[60], key[40];
} seen[20];
static int n_seen;

/* --- origins --- */

static const struct {
	const char *own, *asked;
	bool told;
} origins[] = {
    {"https://a.se/feed", "https://a.se/sida?x#y", true},
    {"https://a.se/feed", "https://A.SE:443", true},
    {"https://a.se:8443/", "https://a.se:8443/x", true},
    {"http://a.se/", "https://a.se/", true},
    {"http://a.se:80/", "https://a.se:443/", true},
    {"https://[2001:db8::1]/", "https://[2001:db8::1]:443/", true},
    {"https://a.se/feed", "http://a.se/", false},
    {"https://a.se/feed", "https://a.se:8443/", false},
    {"http://a.se:8080/", "https://a.se/", false},
    {"http://a.se/", "https://a.se:8443/", false},
    {"https://a.se/feed", "https://b.a.se/", false},
    {"https://a.se/feed", "https://a.se.b.se/", false},
    {"https://a.se/feed", "https://a.se@b.se/", false},
    {"https://a.se/feed", "https://b.se/https://a.se/", false},
    /* as libcurl itself reads them when it asks */
    {"https://a.se/feed", "https://b.se\\@a.se/", true},
    {"https://a.se/feed", "https:/a.se", true},
    {"https://a.se/feed", "//a.se/", false},
    {"https://a.se/feed", "", false},
    {"", "", false},
};

static void
test_origins(void)
{
	for (size_t i = 0; i < sizeof(origins) / sizeof(origins[0]); i++) {
		struct fetch_access a = {.origin = origins[i].own};

		is_int(origins[i].told, access_may_tell(&a, origins[i].asked),
		    "%s, asked at %s", origins[i].own, origins[i].asked);
	}
	ok(!access_may_tell(&(struct fetch_access){0}, "https://a.se/"),
	    "of no origin nobody is told");
	ok(!access_may_tell(NULL, "https://a.se/"), "nor of nothing");
}

static void
test_copy(void)
{
	const char *lines[] = {"A: b", NULL};
	struct fetch_access a = {.login = "anna:hemligt", .header = lines};
	const struct fetch_access *b = access_copy(pool, &a);
	const char *login = b->login;

	is_string("anna:hemligt", b->login, "a copy");
	is_string("A: b", b->header[0], "with its headers");
	is_string(NULL, b->bearer, "and nothing else");
	access_wipe(b);
	ok(memcmp(login, "\0\0\0\0\0\0\0\0\0\0\0", 12) == 0 &&
		b->header[0][0] == '\0',
	    "is overwritten");
	ok(access_copy(pool, NULL) == NULL, "of nothing");
}

/* --- a server --- */

static void
note(struct evhttp_request *q, const char *name, char *to, size_t size)
{
	const char *value = evhttp_find_header(
	    evhttp_request_get_input_headers(q), name);

	snprintf(to, size, "%s", value ? value : "");
}

static void
answer_later(evutil_socket_t fd, short what, void *request)
{
	(void)fd;
	(void)what;
	evhttp_send_reply(request, 302, "Found", NULL);
}

static void
on_request(struct evhttp_request *q, void *unused)
{
	const char *path = evhttp_request_get_uri(q);
	struct evkeyvalq *out = evhttp_request_get_output_headers(q);
	struct timeval slow = {.tv_usec = 400000};

	(void)unused;
	if (n_seen == sizeof(seen) / sizeof(seen[0]))
		bail("too many requests");
	snprintf(seen[n_seen].path, sizeof(seen[0].path), "%s", path);
	note(q, "Cookie", seen[n_seen].cookie, sizeof(seen[0].cookie));
	note(q, "X-Key", seen[n_seen].key, sizeof(seen[0].key));
	n_seen++;
	if (strncmp(path, "/set-", 5) == 0)
		evhttp_add_header(out, "Set-Cookie", path + 5);
	if (strcmp(path, "/slow") == 0) {
		evhttp_add_header(out, "Location", "/slow");
		event_base_once(base, -1, EV_TIMEOUT, answer_later, q, &slow);
		return;
	}
	evhttp_send_reply(q, strcmp(path, "/400") == 0 ? 400 : 200, "OK", NULL);
}

static struct evhttp *
start_server(void)
{
	struct evhttp *server = evhttp_new(base);
	struct evhttp_bound_socket *s = evhttp_bind_socket_with_handle(
	    server, "127.0.0.1", 0);
	struct sockaddr_in a;
	socklen_t len = sizeof(a);

	if (s == NULL || getsockname(evhttp_bound_socket_get_fd(s),
			     (struct sockaddr *)&a, &len) != 0)
		bail("no server");
	port = ntohs(a.sin_port);
	evhttp_set_gencb(server, on_request, NULL);
	return server;
}

static void
on_done(const struct fetch_result *r, void *unused)
{
	(void)unused;
	got.calls++;
	got.outcome = r->outcome;
	got.why = r->why;
}

static struct fetch_request
request(const char *path, const struct fetch_access *a)
{
	return (struct fetch_request){
	    .url = pool_printf(pool, "http://127.0.0.1:%d%s", port, path),
	    .access = a,
	    .seconds = SECONDS,
	    .body_most = 1000,
	    .redirects_most = 10};
}

static void
run(const struct fetch_request *q)
{
	memset(&got, 0, sizeof(got));
	fetch_start(fetcher, q, on_done, NULL);
	while (got.calls == 0)
		event_base_loop(base, EVLOOP_ONCE);
}

static void
get(const char *path, const struct fetch_access *a)
{
	struct fetch_request q = request(path, a);

	run(&q);
}

/* --- what it saw --- */

static void
test_jars(void)
{
	struct fetch_access one = {.jar = "one"}, two = {.jar = "two"};

	n_seen = 0;
	get("/set-a=1", &one);
	get("/set-b=2", &two);
	get("/set-c=3", NULL);
	get("/x", &one);
	get("/x", &two);
	get("/x", NULL);
	is_string("a=1", seen[3].cookie, "one jar");
	is_string("b=2", seen[4].cookie, "another");
	is_string("c=3", seen[5].cookie, "and that of nobody");
	get("/400", &one);
	is_int(8, n_seen, "a 400 is asked about twice");
	is_string("a=1", seen[6].cookie, "with the cookies");
	is_string("", seen[7].cookie, "and without");
	get("/x", &one);
	is_string("a=1", seen[8].cookie, "which was not their fault");
}

static void
test_fault(void)
{
	struct fetch_request q = request("/x", NULL);

	n_seen = 0;
	q.fault = "the credential is missing";
	run(&q);
	is_int(FETCH_BROKEN, got.outcome, "what cannot be asked");
	is_string("the credential is missing", got.why.text, "says why");
	q = request("/x",
	    &(struct fetch_access){.ca = "/nowhere/ca.pem", .login = "a:b"});
	run(&q);
	is_int(FETCH_BROKEN, got.outcome, "certificates that are not there");
	has_string("/nowhere/ca.pem", got.why.text, "are named");
	is_int(0, n_seen, "and nobody was asked");
}

static void
test_handles(void)
{
	const char *lines[] = {"X-Key: nyckel", NULL};
	struct fetch_access a = {.header = lines};

	n_seen = 0;
	a.origin = pool_printf(pool, "http://127.0.0.1:%d/", port);
	get("/x", &a);
	get("/x", NULL);
	is_string("nyckel", seen[0].key, "a header");
	is_string("", seen[1].key, "is not left for the next request");
}

static void
test_time(void)
{
	struct fetch_request q = request("/slow", NULL);

	n_seen = 0;
	q.seconds = 1;
	run(&q);
	is_int(FETCH_BROKEN, got.outcome,
	    "redirects share the time of one request");
	has_string("in time", got.why.text, "and it is told");
	ok(n_seen >= 2 && n_seen <= 3, "no more begin than fit (%d)", n_seen);
}

int
main(void)
{
	static const char *const allow[] = {"127.0.0.0/8", NULL};
	struct fetch_settings s = {
	    .agent = "test", .at_once = 2, .per_host = 2, .allow = allow};
	struct evhttp *server;

	signal(SIGPIPE, SIG_IGN);
	base = event_base_new();
	pool = pool_new(1 << 20);
	server = start_server();
	fetcher = fetcher_new(base, &s);
	test_origins();
	test_copy();
	test_jars();
	test_fault();
	test_handles();
	test_time();
	fetcher_free(fetcher);
	event_base_loop(base, EVLOOP_NONBLOCK);
	evhttp_free(server);
	pool_free(pool);
	event_base_free(base);
	return done_testing();
}
