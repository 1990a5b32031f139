/* fetch-t.c - requests against a server on the same loop */
/* SPDX-License-Identifier: MIT */
#include "edge/fetch.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/listener.h>
#include <locale.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include <zlib.h>

#include "base/pool.h"
#include "tap/tap.h"

enum { BODY_MOST = 20000, SECONDS = 10 };

static struct event_base *base;
static struct fetcher *fetcher, *strict;
static struct pool *pool;
static int port, raw_port, dead_port;

/* What the last request gave, copied. */
static struct got {
	int calls;
	struct fetch_result r;
	char *url, *moved, *type, *etag, *last_modified;
} got;

/* What the server saw of it. */
static char saw_etag[100], saw_modified[100], saw_cookie[100], saw_auth[100];

static char *
copy(const char *text)
{
	return text ? pool_strdup(pool, text) : NULL;
}

static void
on_done(const struct fetch_result *r, void *context)
{
	struct got *g = context;

	g->calls++;
	g->r = *r;
	g->r.bytes = pool_strndup(pool, r->bytes, r->len);
	g->url = copy(r->url);
	g->moved = copy(r->moved);
	g->type = copy(r->type);
	g->etag = copy(r->etag);
	g->last_modified = copy(r->last_modified);
}

static void
on_too_late(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	bail("%s takes too long", (const char *)context);
}

static const char *
address(int at_port, const char *path)
{
	return pool_printf(pool, "http://127.0.0.1:%d%s", at_port, path);
}

static struct fetch_request
request(const char *url)
{
	return (struct fetch_request){.url = url,
	    .seconds = SECONDS,
	    .body_most = BODY_MOST,
	    .redirects_most = 5};
}

static void
run(struct fetcher *f, const struct fetch_request *q)
{
	struct timeval limit = {.tv_sec = SECONDS + 5};
	struct event *late = evtimer_new(
	    base, on_too_late, (void *)(uintptr_t)q->url);

	memset(&got, 0, sizeof(got));
	evtimer_add(late, &limit);
	fetch_start(f, q, on_done, &got);
	if (got.calls != 0)
		bail("done was called from inside fetch_start");
	while (got.calls == 0)
		event_base_loop(base, EVLOOP_ONCE);
	event_free(late);
}

static void
get(const char *path)
{
	struct fetch_request q = request(address(port, path));

	run(fetcher, &q);
}

/*
 * The good server.
 */
static void
add(struct evhttp_request *q, const char *name, const char *value)
{
	evhttp_add_header(evhttp_request_get_output_headers(q), name, value);
}

static void
reply(struct evhttp_request *q, int status, const char *bytes, size_t len)
{
	struct evbuffer *b = evbuffer_new();

	evbuffer_add(b, bytes, len);
	evhttp_send_reply(q, status, "reason", b);
	evbuffer_free(b);
}

static void
note(struct evhttp_request *q, const char *name, char *to)
{
	const char *value = evhttp_find_header(
	    evhttp_request_get_input_headers(q), name);

	snprintf(to, 100, "%s", value ? value : "");
}

/* /302/NEXT: a redirect to /NEXT by that status. */
static bool
serve_redirect(struct evhttp_request *q, const char *path)
{
	int status = atoi(path + 1);

	if (status < 301 || status > 308)
		return false;
	if (strncmp(path + 4, "/to/", 4) == 0)
		add(q, "Location", path + 8);
	else
		add(q, "Location", path + 4);
	reply(q, status, "moved", 5);
	return true;
}

static size_t
gzipped(const char *text, size_t len, char *to, size_t size)
{
	z_stream z = {.next_in = (void *)(uintptr_t)text,
	    .avail_in = (unsigned)len,
	    .next_out = (void *)to,
	    .avail_out = (unsigned)size};

	deflateInit2(&z, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
	deflate(&z, Z_FINISH);
	deflateEnd(&z);
	return z.total_out;
}

static void
serve_gzip(struct evhttp_request *q, size_t size, size_t cut)
{
	char *text = calloc(1, size), b[4000];
	size_t n;

	memset(text, 'x', size);
	n = gzipped(text, size, b, sizeof(b));
	free(text);
	add(q, "Content-Encoding", "gzip");
	reply(q, 200, b, n - cut);
}

static void
serve_big(struct evhttp_request *q, size_t size)
{
	char *text = calloc(1, size);

	reply(q, 200, text, size);
	free(text);
}

static void
serve_feed(struct evhttp_request *q)
{
	add(q, "ETag", "W/\"v 1\"");
	add(q, "Last-Modified", "Fri, 07 May 2021 12:00:00 GMT");
	add(q, "Content-Type", "application/rss+xml; charset=utf-8");
	add(q, "Cache-Control", "max-age=600");
	add(q, "Set-Cookie", "visitor=7");
	if (saw_etag[0] != '\0' || saw_modified[0] != '\0')
		evhttp_send_reply(q, 304, "Not Modified", NULL);
	else
		reply(q, 200, "<rss/>", 6);
}

static void
on_request(struct evhttp_request *q, void *context)
{
	const char *path = evhttp_request_get_uri(q);

	(void)context;
	if (strncmp(path, "http://", 7) == 0) /* asked as a proxy */
		path = strchr(path + 7, '/');
	note(q, "If-None-Match", saw_etag);
	note(q, "If-Modified-Since", saw_modified);
	note(q, "Cookie", saw_cookie);
	note(q, "Authorization", saw_auth);
	if (serve_redirect(q, path))
		return;
	if (strcmp(path, "/feed") == 0)
		serve_feed(q);
	else if (strcasecmp(path, "/r%C3%A4ksm%20rg%C3%A5s?%C3%A5") == 0)
		reply(q, 200, "smakligt", 8);
	else if (strcmp(path, "/gzip") == 0)
		serve_gzip(q, 1000, 0);
	else if (strcmp(path, "/gzip-full") == 0)
		serve_gzip(q, BODY_MOST, 0);
	else if (strcmp(path, "/bomb") == 0)
		serve_gzip(q, 1000000, 0);
	else if (strcmp(path, "/cut") == 0)
		serve_gzip(q, 1000, 4);
	else if (strcmp(path, "/full") == 0)
		serve_big(q, BODY_MOST);
	else if (strcmp(path, "/over") == 0)
		serve_big(q, BODY_MOST + 1);
	else if (strcmp(path, "/304") == 0)
		evhttp_send_reply(q, 304, "Not Modified", NULL);
	else if (strcmp(path, "/503") == 0) {
		add(q, "Retry-After", "120");
		reply(q, 503, "later", 5);
	} else if (strcmp(path, "/429") == 0) {
		add(q, "Date", "Fri, 07 May 2021 12:00:00 GMT");
		add(q, "Retry-After", "Fri, 07 May 2021 12:01:00 GMT");
		reply(q, 429, "less", 4);
	} else if (strcmp(path, "/silent") == 0)
		return; /* never answered; evhttp frees it with the server */
	else
		reply(q, atoi(path + 1), "page", 4);
}

/*
 * The bad server: bytes as they stand here, then it hangs up, but
 * not below /stay/.
 */
static const struct raw {
	const char *path;
	const char *answer;
} raws[] = {
    {"/short", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this"},
    {"/chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
	       "5\r\nhello\r\n50\r\nhal"},
    {"/hangup", ""},
    {"/header", "HTTP/1.1 200 OK\r\nContent-Ty"},
    {"/garbage", "SSH-2.0-OpenSSH\r\n"},
    {"/stay/drip", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nslow"},
    {"/until-close", "HTTP/1.0 200 OK\r\n\r\n<rss/>"},
    {"/hints", "HTTP/1.1 103 Early\r\nETag: early\r\n\r\n"
	       "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"},
    {"/stay/endless", "HTTP/1.1 200 OK\r\nContent-Length: 4000000000\r\n\r\nx"},
    {"/part", "HTTP/1.1 206 Partial Content\r\nContent-Length: 1\r\n\r\nx"},
    {"/nowhere", "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"},
    {"/error", "HTTP/1.1 404 Not Found\r\nContent-Length: 100\r\n\r\ncut"},
    {"/zstd", "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n"
	      "Content-Length: 2\r\n\r\nxx"},
    {"/upper", "HTTP/1.1 200 OK\r\nCONTENT-TYPE: text/html\r\n"
	       "Content-Length: 1\r\n\r\nx"},
    {"/lines", NULL},
};

static void
on_raw_event(struct bufferevent *b, short what, void *context)
{
	(void)what;
	(void)context;
	bufferevent_free(b);
}

static void
on_raw_written(struct bufferevent *b, void *context)
{
	(void)context;
	bufferevent_free(b);
}

static void
many_lines(struct evbuffer *out)
{
	evbuffer_add_printf(out, "HTTP/1.1 200 OK\r\n");
	for (int i = 0; i < 1000; i++)
		evbuffer_add_printf(out, "X-%d: x\r\n", i);
	evbuffer_add_printf(out, "\r\n");
}

static void
on_raw(struct bufferevent *b, void *context)
{
	struct evbuffer *in = bufferevent_get_input(b);
	char path[100] = "";
	char *line = evbuffer_readln(in, NULL, EVBUFFER_EOL_CRLF);
	bool stays;

	(void)context;
	if (line == NULL || sscanf(line, "GET %99s", path) != 1)
		bail("no request line");
	free(line);
	stays = strncmp(path, "/stay/", 6) == 0;
	for (size_t i = 0; i < sizeof(raws) / sizeof(raws[0]); i++) {
		if (strcmp(raws[i].path, path) != 0)
			continue;
		bufferevent_disable(b, EV_READ);
		if (raws[i].answer == NULL)
			many_lines(bufferevent_get_output(b));
		else if (raws[i].answer[0] == '\0')
			bufferevent_free(b);
		else
			evbuffer_add(bufferevent_get_output(b), raws[i].answer,
			    strlen(raws[i].answer));
		if (raws[i].answer != NULL && raws[i].answer[0] == '\0')
			return;
		bufferevent_setcb(
		    b, NULL, stays ? NULL : on_raw_written, on_raw_event, NULL);
		if (stays)
			bufferevent_enable(b, EV_READ);
		return;
	}
	bail("no such path: %s", path);
}

static void
on_accept(struct evconnlistener *l, evutil_socket_t fd, struct sockaddr *a,
    int len, void *context)
{
	struct bufferevent *b = bufferevent_socket_new(
	    evconnlistener_get_base(l), fd, BEV_OPT_CLOSE_ON_FREE);

	(void)a;
	(void)len;
	(void)context;
	bufferevent_setcb(b, on_raw, NULL, on_raw_event, NULL);
	bufferevent_enable(b, EV_READ | EV_WRITE);
}

static int
port_of(evutil_socket_t fd)
{
	struct sockaddr_in a;
	socklen_t len = sizeof(a);

	if (getsockname(fd, (struct sockaddr *)&a, &len) != 0)
		bail("no port");
	return ntohs(a.sin_port);
}

/* A port where nobody listens: bound, so that it stays free. */
static int
bind_dead(void)
{
	struct sockaddr_in a = {
	    .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (fd < 0 || bind(fd, (struct sockaddr *)&a, sizeof(a)) != 0)
		bail("no port");
	dead_port = port_of(fd);
	return fd;
}

static void
test_good(void)
{
	struct fetch_request q = request(address(port, "/feed"));

	run(fetcher, &q);
	is_int(FETCH_BODY, got.r.outcome, "a body");
	is_int(200, got.r.status, "its status");
	is_string("<rss/>", got.r.bytes, "its bytes");
	is_int(6, (int64_t)got.r.len, "its length");
	is_string("W/\"v 1\"", got.etag, "its ETag");
	is_string("Fri, 07 May 2021 12:00:00 GMT", got.last_modified,
	    "its Last-Modified");
	is_string("application/rss+xml; charset=utf-8", got.type, "its type");
	is_string(q.url, got.url, "its address");
	is_string(NULL, got.moved, "not moved");
	is_int(600, got.r.max_age, "fresh for ten minutes");
	is_int(-1, got.r.retry_after, "no Retry-After");
	q.etag = got.etag;
	q.last_modified = got.last_modified;
	run(fetcher, &q);
	is_int(FETCH_UNCHANGED, got.r.outcome, "unchanged");
	is_string("W/\"v 1\"", saw_etag, "the ETag came back verbatim");
	is_string("Fri, 07 May 2021 12:00:00 GMT", saw_modified,
	    "and so did Last-Modified");
	is_string("visitor=7", saw_cookie, "a cookie is kept");
	q.etag = "a\r\nX: y";
	q.last_modified = NULL;
	run(fetcher, &q);
	is_int(FETCH_BODY, got.r.outcome,
	    "a validator that would be a line of "
	    "its own is left out");
	get("/304");
	is_int(FETCH_REFUSED, got.r.outcome, "304 without having asked");
}

static void
test_addresses(void)
{
	struct fetch_request q = request(address(port, "/räksm rgås?å"));

	run(fetcher, &q);
	is_string("smakligt", got.r.bytes, "letters and spaces in an address");
	q.url = pool_printf(pool, "http://anna:hemlig@127.0.0.1:%d/feed", port);
	run(fetcher, &q);
	ok(strncmp(saw_auth, "Basic ", 6) == 0, "a login in the address");
	is_string(address(port, "/feed"), got.url, "is not told on");
	q.url = pool_printf(pool,
	    "http://anna:hemlig@127.0.0.1:%d/302/to/http://127.0.0.2:%d/feed",
	    port, port);
	run(fetcher, &q);
	is_int(FETCH_BODY, got.r.outcome, "a redirect to another host");
	is_string("", saw_auth, "does not get the login");
}

static const struct {
	const char *path;
	const char *to;    /* where the body came from */
	const char *moved; /* NULL: not moved */
} moves[] = {
    {"/302/feed", "/feed", NULL},
    {"/307/feed", "/feed", NULL},
    {"/303/feed", "/feed", NULL},
    {"/301/feed", "/feed", "/feed"},
    {"/308/feed", "/feed", "/feed"},
    {"/301/308/feed", "/feed", "/feed"},
    {"/301/302/feed", "/feed", "/302/feed"},
    {"/302/301/feed", "/feed", NULL},
    {"/301/301/302/301/feed", "/feed", "/302/301/feed"},
};

static void
test_moves(void)
{
	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++) {
		get(moves[i].path);
		is_int(FETCH_BODY, got.r.outcome, "%s", moves[i].path);
		is_string(address(port, moves[i].to), got.url, "leads there");
		is_string(moves[i].moved ? address(port, moves[i].moved) : NULL,
		    got.moved, "and has moved there");
	}
}

/* One case a line: whatever is not a good body. */
static const struct {
	bool raw;
	const char *path;
	enum fetch_outcome outcome;
	int status;
	const char *why;
} faults[] = {
    {false, "/401", FETCH_REFUSED, 401, "login"},
    {false, "/403", FETCH_REFUSED, 403, "keeps programs out"},
    {false, "/404", FETCH_REFUSED, 404, "HTTP 404 Not Found"},
    {false, "/410", FETCH_GONE, 410, "for good"},
    {false, "/418", FETCH_REFUSED, 418, "HTTP 418"},
    {false, "/500", FETCH_REFUSED, 500, "tried again"},
    {false, "/599", FETCH_REFUSED, 599, "HTTP 599"},
    {false, "/301/404", FETCH_REFUSED, 404, "404"},
    {false, "/301/301/301/301/301/301/feed", FETCH_BROKEN, 301, "circles"},
    {false, "/302/to/file:///etc/passwd", FETCH_BROKEN, 302, "http"},
    {false, "/302/to/ftp://127.0.0.1/x", FETCH_BROKEN, 302, "http"},
    {false, "/302/to/gopher://127.0.0.1/x", FETCH_BROKEN, 302, "http"},
    {false, "/302/to/http://10.255.255.1/x", FETCH_BROKEN, 302,
	"10.255.255.1 is private"},
    {false, "/302/to/http://[::ffff:10.0.0.1]/x", FETCH_BROKEN, 302, "private"},
    {false, "/302/to/http://0x0a000001/x", FETCH_BROKEN, 302,
	"10.0.0.1 is private"},
    {false, "/bomb", FETCH_BROKEN, 200, "unpacks to more than 20000"},
    {false, "/cut", FETCH_BROKEN, 200, "cut off"},
    {false, "/over", FETCH_BROKEN, 200, "limit"},
    {true, "/short", FETCH_BROKEN, 200, "cut off"},
    {true, "/chunk", FETCH_BROKEN, 200, "tried again"},
    {true, "/hangup", FETCH_BROKEN, 0, "hung up"},
    {true, "/header", FETCH_BROKEN, 200, "again"},
    {true, "/garbage", FETCH_BROKEN, 0, "HTTP"},
    {true, "/stay/endless", FETCH_BROKEN, 200, "limit"},
    {true, "/part", FETCH_REFUSED, 206, "not asked for"},
    {true, "/nowhere", FETCH_REFUSED, 302, "nowhere"},
    {true, "/error", FETCH_REFUSED, 404, "Not Found"},
    {true, "/zstd", FETCH_BROKEN, 200, "\"zstd\""},
    {true, "/lines", FETCH_BROKEN, 200, "header"},
};

static void
test_faults(void)
{
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		struct fetch_request q = request(
		    address(faults[i].raw ? raw_port : port, faults[i].path));

		run(fetcher, &q);
		is_int(faults[i].outcome, got.r.outcome, "%s", faults[i].path);
		is_int(faults[i].status, got.r.status, "its status");
		has_string(faults[i].why, got.r.why.text, "why");
		ok(got.r.len == 0, "no bytes");
	}
}

static void
test_limits(void)
{
	struct fetch_request q = request(address(raw_port, "/stay/drip"));

	get("/gzip");
	is_int(1000, (int64_t)got.r.len, "unpacked");
	get("/gzip-full");
	is_int(BODY_MOST, (int64_t)got.r.len, "unpacked up to the limit");
	get("/full");
	is_int(BODY_MOST, (int64_t)got.r.len, "a body of the limit's size");
	q.seconds = 1;
	run(fetcher, &q);
	is_int(FETCH_BROKEN, got.r.outcome, "a slow drip ends");
	has_string("only 4 bytes", got.r.why.text, "and is described");
	q.url = address(port, "/silent");
	run(fetcher, &q);
	is_int(FETCH_BROKEN, got.r.outcome, "silence ends");
	has_string("no answer", got.r.why.text, "and is described");
	get("/503");
	is_int(120, got.r.retry_after, "Retry-After in seconds");
	get("/429");
	is_int(60, got.r.retry_after, "Retry-After as a date");
	q = request(address(raw_port, "/until-close"));
	run(fetcher, &q);
	is_string("<rss/>", got.r.bytes, "a body until the end");
	q.url = address(raw_port, "/hints");
	run(fetcher, &q);
	is_string(NULL, got.etag, "early hints are not the answer");
	q.url = address(raw_port, "/upper");
	run(fetcher, &q);
	is_string("text/html", got.type, "field names in capitals");
}

static void
test_no_answer(void)
{
	static const char *const none[] = {"", "hej", "http://", "ftp://x/",
	    "file:///etc/passwd", "http://[::1", "http://a b/"};
	struct fetch_request q = request("http://nowhere.invalid/");

	run(fetcher, &q);
	is_int(FETCH_NO_HOST, got.r.outcome, "no such host");
	has_string("nowhere.invalid", got.r.why.text, "is named");
	q.url = "http://räksmörgås.invalid/";
	run(fetcher, &q);
	is_int(FETCH_NO_HOST, got.r.outcome, "nor one with Swedish letters");
	q.url = address(dead_port, "/");
	run(fetcher, &q);
	is_int(FETCH_BROKEN, got.r.outcome, "nobody listens");
	has_string("no connection", got.r.why.text, "is told");
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		q.url = none[i];
		run(fetcher, &q);
		is_int(FETCH_BROKEN, got.r.outcome, "\"%s\" is no address: %s",
		    none[i], got.r.why.text);
	}
	q.url = pool_printf(pool, "http://x/%09000d", 1);
	run(fetcher, &q);
	is_int(FETCH_BROKEN, got.r.outcome, "an address without end");
}

static void
test_private(void)
{
	struct fetch_request q = request(address(port, "/feed"));

	run(strict, &q);
	is_int(FETCH_BROKEN, got.r.outcome, "this machine is private");
	has_string("127.0.0.1 is private", got.r.why.text, "and why says so");
	q.url = pool_printf(pool, "http://localhost:%d/feed", port);
	run(strict, &q);
	is_int(FETCH_BROKEN, got.r.outcome, "by name too");
	q.url = pool_printf(pool, "http://[::ffff:127.0.0.1]:%d/", port);
	run(strict, &q);
	is_int(FETCH_BROKEN, got.r.outcome, "and as mapped IPv6");
}

/* The good server answers what a proxy is asked, for it sees whole URLs. */
static void
test_proxy(void)
{
	struct fetch_request q = request("http://www.example.test/404");

	q.proxy = pool_printf(pool, "http://127.0.0.1:%d", port);
	run(strict, &q);
	is_int(404, got.r.status, "a proxy may be private");
	q.url = "http://169.254.169.254/200";
	run(strict, &q);
	is_int(FETCH_BROKEN, got.r.outcome,
	    "but not be asked for a private "
	    "address");
	has_string("169.254.169.254 is private", got.r.why.text, "why");
	q.url = "http://www.example.test/302/to/http://10.0.0.1/200";
	run(strict, &q);
	is_int(FETCH_BROKEN, got.r.outcome, "nor behind a redirect");
	has_string("10.0.0.1 is private", got.r.why.text, "why");
	q.proxy = "http://proxy.invalid:80";
	run(strict, &q);
	is_int(FETCH_NO_HOST, got.r.outcome, "a proxy that is not there");
}

static void
on_cancelling(const struct fetch_result *r, void *context)
{
	(void)r;
	fetch_cancel(context);
	got.calls++;
}

static void
test_cancel(void)
{
	struct fetch_request q = request(address(port, "/silent"));
	struct fetch *other;
	struct fetcher *own;
	struct fetch_settings s = {.agent = "test",
	    .at_once = 1,
	    .per_host = 1,
	    .allow = (const char *const[]){"127.0.0.0/8", NULL}};

	memset(&got, 0, sizeof(got));
	other = fetch_start(fetcher, &q, on_done, &got);
	q.url = address(port, "/feed");
	fetch_start(fetcher, &q, on_cancelling, other);
	while (got.calls == 0)
		event_base_loop(base, EVLOOP_ONCE);
	is_int(1, got.calls, "one request cancels another");
	own = fetcher_new(base, &s);
	q.url = address(port, "/silent");
	other = fetch_start(own, &q, on_done, &got);
	q.url = address(port, "/feed");
	fetch_start(own, &q, on_done, &got);
	fetch_start(own, &q, on_done, &got);
	event_base_loop(base, EVLOOP_NONBLOCK);
	is_int(1, got.calls, "they wait behind a slow one");
	fetch_cancel(other);
	while (got.calls < 2)
		event_base_loop(base, EVLOOP_ONCE);
	is_int(FETCH_BODY, got.r.outcome, "and go on when it is cancelled");
	fetcher_free(own);
	event_base_loop(base, EVLOOP_NONBLOCK);
	is_int(2, got.calls, "what is left ends with the fetcher");
}

static void
on_one_of_many(const struct fetch_result *r, void *context)
{
	int *left = context;

	got.calls += r->outcome == FETCH_UNCHANGED;
	--*left;
}

static void
test_many(void)
{
	struct fetch_request q = request(address(port, "/feed"));
	int left = 200;

	q.etag = "x";
	got.calls = 0;
	for (int i = 0; i < 200; i++)
		fetch_start(fetcher, &q, on_one_of_many, &left);
	while (left > 0)
		event_base_loop(base, EVLOOP_ONCE);
	is_int(200, got.calls, "two hundred at a time");
}

static struct evhttp *
start_server(void)
{
	struct evhttp *server = evhttp_new(base);
	struct evhttp_bound_socket *s = evhttp_bind_socket_with_handle(
	    server, "0.0.0.0", 0);

	if (s == NULL)
		bail("no server");
	evhttp_set_gencb(server, on_request, NULL);
	port = port_of(evhttp_bound_socket_get_fd(s));
	return server;
}

static struct evconnlistener *
start_raw(void)
{
	struct sockaddr_in a = {
	    .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	struct evconnlistener *l = evconnlistener_new_bind(base, on_accept,
	    NULL, LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC, -1,
	    (struct sockaddr *)&a, sizeof(a));

	if (l == NULL)
		bail("no server");
	raw_port = port_of(evconnlistener_get_fd(l));
	return l;
}

int
main(void)
{
	static const char *const allow[] = {"127.0.0.0/8", "nonsense", NULL};
	struct fetch_settings s = {.agent = "test/1 (+https://example.test)",
	    .at_once = 50,
	    .per_host = 8,
	    .allow = allow};
	struct evconnlistener *raw;
	struct evhttp *server;
	int dead;

	setlocale(LC_ALL, "C.UTF-8");
	signal(SIGPIPE, SIG_IGN);
	base = event_base_new();
	pool = pool_new(64 << 20);
	server = start_server();
	raw = start_raw();
	dead = bind_dead();
	fetcher = fetcher_new(base, &s);
	s.allow = NULL;
	strict = fetcher_new(base, &s);
	test_good();
	test_addresses();
	test_moves();
	test_faults();
	test_limits();
	test_no_answer();
	test_private();
	test_proxy();
	test_cancel();
	test_many();
	fetcher_free(strict);
	fetcher_free(fetcher);
	event_base_loop(base, EVLOOP_NONBLOCK);
	evconnlistener_free(raw);
	evhttp_free(server);
	close(dead);
	pool_free(pool);
	event_base_free(base);
	return done_testing();
}
