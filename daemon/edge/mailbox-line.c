/* mailbox-line.c - a connection to an IMAP server, logged in, by libcurl */
/* SPDX-License-Identifier: MIT */
#include "edge/mailbox-line.h"

#include <curl/curl.h>
#include <event2/event.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "base/held.h"
#include "base/log.h"
#include "edge/fetch-address.h"
#include "edge/fetch-loop.h"
#include "edge/fetch-tls.h"
#include "edge/fetch.h"

enum {
	CONNECT_SECONDS = 30,
	PIECE = 64 * 1024,
	PIECES = 16, /* a turn; then others have theirs */
	OUT_MOST = 16 * 1024,
	IDLE = 1
};

struct line {
	struct mailbox *box;
	CURL *easy;
	struct tls tls;
	bool may_be_open; /* without TLS, to this machine itself */
	bool proxied;
	struct event *io;
	struct str out;
	const struct line_calls *calls;
	void *context;
	struct why fault; /* what we gave up for; "" when nothing */
	char error[CURL_ERROR_SIZE];
	char piece[PIECE];
};

/* --- connecting --- */

static bool
is_loopback(const struct sockaddr *a)
{
	const struct sockaddr_in *four = (const void *)a;
	const struct sockaddr_in6 *six = (const void *)a;

	if (a->sa_family == AF_INET)
		return ntohl(four->sin_addr.s_addr) >> 24 == 127;
	return a->sa_family == AF_INET6 &&
	       IN6_IS_ADDR_LOOPBACK(&six->sin6_addr);
}

static curl_socket_t
on_open(void *context, curlsocktype purpose, struct curl_sockaddr *a)
{
	struct line *l = context;
	char text[ADDRESS_TEXT];

	(void)purpose;
	if (!l->proxied && !guard_passes(l->box->all->guard, &a->addr)) {
		why(&l->fault,
		    "the address %s is private; name its network in "
		    "'allow-private' if that is right",
		    address_write(&a->addr, text));
		return CURL_SOCKET_BAD;
	}
	if (l->may_be_open && !is_loopback(&a->addr)) {
		why(&l->fault, "%s is not this machine; use imaps://",
		    l->box->url.host);
		return CURL_SOCKET_BAD;
	}
	return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

/* What libcurl's codes mean to who set a mailbox up. */
static const struct {
	CURLcode code;
	enum mailbox_outcome outcome;
	const char *text;
} codes[] = {
    {CURLE_LOGIN_DENIED, MAILBOX_REFUSED,
	"the server refuses the log-in; it is asked seldom now, so that the "
	"account is not locked: correct the credential, then 'bevakactl poll'"},
    {CURLE_USE_SSL_FAILED, MAILBOX_REFUSED,
	"the server offers no STARTTLS, so it was told nothing; use imaps://"},
    {CURLE_COULDNT_RESOLVE_HOST, MAILBOX_NO_HOST,
	"the name is not known; check the address and this machine's network"},
    {CURLE_COULDNT_CONNECT, MAILBOX_BROKEN, "no connection; it is tried again"},
    {CURLE_OPERATION_TIMEDOUT, MAILBOX_BROKEN,
	"nobody answers in time; it is tried again"},
    {CURLE_WEIRD_SERVER_REPLY, MAILBOX_BROKEN,
	"what answers is no IMAP server; check the address"},
    {CURLE_SSL_CONNECT_ERROR, MAILBOX_BROKEN,
	"no encrypted connection; is it imap:// (STARTTLS) at that port?"},
    {CURLE_PEER_FAILED_VERIFICATION, MAILBOX_BROKEN,
	"the server cannot prove who it is; name its issuer in 'ca'"},
};

static enum mailbox_outcome
explain(struct line *l, CURLcode code, struct why *w)
{
	enum mailbox_outcome outcome = MAILBOX_BROKEN;
	const char *text = l->error[0] ? l->error : curl_easy_strerror(code);

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (codes[i].code == code) {
			outcome = codes[i].outcome;
			text = codes[i].text;
		}
	if (l->fault.text[0] != '\0')
		text = l->fault.text;
	else if (code == CURLE_PEER_FAILED_VERIFICATION &&
		 l->tls.fault[0] != '\0')
		text = l->tls.fault;
	why(w, "%s", text);
	return outcome;
}

static void
lose(struct line *l, CURLcode code)
{
	struct why w;
	enum mailbox_outcome outcome = explain(l, code, &w);

	l->calls->lost(outcome, &w, l->context);
}

/* --- the connection is ours --- */

static void
watch(struct line *l, bool writes)
{
	short what = (short)(EV_READ | EV_PERSIST | (writes ? EV_WRITE : 0));

	if (event_get_events(l->io) == what)
		return;
	event_del(l->io);
	event_assign(l->io, l->box->all->base, event_get_fd(l->io), what,
	    event_get_callback(l->io), l);
	event_add(l->io, NULL);
}

/* False: the line is lost, and gone. */
static bool
write_more(struct line *l)
{
	while (l->out.len > 0) {
		size_t n = 0;
		CURLcode code = curl_easy_send(
		    l->easy, l->out.text, l->out.len, &n);

		if (code == CURLE_AGAIN)
			break;
		if (code != CURLE_OK) {
			lose(l, code);
			return false;
		}
		memmove(l->out.text, l->out.text + n, l->out.len - n);
		str_cut(&l->out, l->out.len - n);
	}
	watch(l, l->out.len > 0);
	return true;
}

static void
read_more(struct line *l)
{
	struct why w;

	for (int i = 0; i < PIECES; i++) {
		size_t n = 0;
		CURLcode code = curl_easy_recv(
		    l->easy, l->piece, sizeof(l->piece), &n);

		if (code == CURLE_AGAIN)
			return;
		if (code == CURLE_OK && n == 0) {
			why(&w, "the server hung up; it is tried again");
			l->calls->lost(MAILBOX_BROKEN, &w, l->context);
			return;
		}
		if (code != CURLE_OK) {
			lose(l, code);
			return;
		}
		if (!l->calls->bytes(l->piece, n, l->context))
			return;
	}
	/* TLS may hold bytes that the socket will not tell of. */
	event_active(l->io, EV_READ, 1);
}

static void
on_io(evutil_socket_t fd, short what, void *context)
{
	struct line *l = context;

	(void)fd;
	if (!write_more(l))
		return;
	if (what & EV_READ)
		read_more(l);
}

HELD(on_io)

static void
on_done(CURL *easy, CURLcode code, void *context)
{
	curl_socket_t fd = CURL_SOCKET_BAD;
	struct line *l;

	(void)context;
	curl_easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&l);
	if (code == CURLE_OK)
		curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &fd);
	if (fd == CURL_SOCKET_BAD) {
		lose(l, code);
		return;
	}
	l->io = event_new(
	    l->box->all->base, fd, EV_READ | EV_PERSIST, held_on_io, l);
	if (l->io == NULL || event_add(l->io, NULL) != 0) {
		log_err("mailbox: out of memory");
		exit(70);
	}
	l->calls->opened(l->context);
}

struct fetch_loop *
line_loop_new(struct event_base *base)
{
	struct fetch_loop *loop = fetch_loop_new(base, IDLE, on_done, NULL);

	fetch_loop_hold(loop);
	return loop;
}

/* --- opening and closing --- */

static void
set_login(struct line *l)
{
	const char *login = l->box->request.login, *user = l->box->url.user;
	const char *colon = login ? strchr(login, ':') : NULL;
	struct pool *p = l->box->pool;

	if (l->box->request.bearer != NULL) {
		curl_easy_setopt(l->easy, CURLOPT_USERNAME, user ? user : "");
		curl_easy_setopt(
		    l->easy, CURLOPT_XOAUTH2_BEARER, l->box->request.bearer);
		curl_easy_setopt(l->easy, CURLOPT_LOGIN_OPTIONS,
		    "AUTH=OAUTHBEARER;AUTH=XOAUTH2");
		return;
	}
	if (login == NULL)
		return;
	if (user == NULL && colon != NULL) {
		user = pool_strndup(p, login, (size_t)(colon - login));
		login = colon + 1;
	} else if (user != NULL && colon != NULL &&
		   strlen(user) == (size_t)(colon - login) &&
		   memcmp(user, login, strlen(user)) == 0) {
		login = colon + 1; /* the credential names it too */
	}
	curl_easy_setopt(l->easy, CURLOPT_USERNAME, user ? user : "");
	curl_easy_setopt(l->easy, CURLOPT_PASSWORD, login);
}

static bool
is_this_machine(const char *host)
{
	return strcasecmp(host, "localhost") == 0 ||
	       strncmp(host, "127.", 4) == 0 || strcmp(host, "[::1]") == 0;
}

static void
set_address(struct line *l)
{
	const struct mail_url *u = &l->box->url;
	bool open = u->scheme == MAIL_IMAP;

	l->proxied = l->box->request.proxy != NULL;
	l->may_be_open = open && !l->proxied && is_this_machine(u->host);
	curl_easy_setopt(l->easy, CURLOPT_URL,
	    pool_printf(l->box->pool, "%s://%s:%d/", open ? "imap" : "imaps",
		u->host, u->port));
	curl_easy_setopt(l->easy, CURLOPT_PROTOCOLS_STR, "imap,imaps");
	curl_easy_setopt(l->easy, CURLOPT_USE_SSL,
	    l->may_be_open ? (long)CURLUSESSL_TRY : (long)CURLUSESSL_ALL);
}

/* "" also keeps the environment's proxies out. */
static void
set_proxy(struct line *l)
{
	const struct mailbox_request *r = &l->box->request;

	curl_easy_setopt(l->easy, CURLOPT_PROXY, r->proxy ? r->proxy : "");
	curl_easy_setopt(l->easy, CURLOPT_NOPROXY, "");
	curl_easy_setopt(l->easy, CURLOPT_HTTPPROXYTUNNEL, 1L);
	curl_easy_setopt(l->easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	curl_easy_setopt(l->easy, CURLOPT_PROXYUSERPWD, r->proxy_login);
}

static void
set_limits(struct line *l)
{
	int seconds = l->box->request.seconds;

	curl_easy_setopt(l->easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(l->easy, CURLOPT_QUICK_EXIT, 1L);
	set_proxy(l);
	curl_easy_setopt(l->easy, CURLOPT_TIMEOUT_MS, seconds * 1000L);
	curl_easy_setopt(l->easy, CURLOPT_CONNECTTIMEOUT_MS,
	    (seconds < CONNECT_SECONDS ? seconds : CONNECT_SECONDS) * 1000L);
	curl_easy_setopt(l->easy, CURLOPT_CONNECT_ONLY, 1L);
	curl_easy_setopt(l->easy, CURLOPT_ERRORBUFFER, l->error);
	curl_easy_setopt(l->easy, CURLOPT_OPENSOCKETFUNCTION, on_open);
	curl_easy_setopt(l->easy, CURLOPT_OPENSOCKETDATA, l);
	curl_easy_setopt(l->easy, CURLOPT_PRIVATE, l);
}

/* A proxy looks names up and connects: only what is written can be judged. */
static bool
may_ask(struct line *l)
{
	return !l->proxied ||
	       guard_passes_host(l->box->all->guard, l->box->url.host) ||
	       why(&l->fault,
		   "the address %s is private; name its network in "
		   "'allow-private' if that is right",
		   l->box->url.host);
}

struct line *
line_open(struct mailbox *b, const struct line_calls *calls, void *context)
{
	struct line *l = calloc(1, sizeof(*l));
	struct fetch_access access = {
	    .ca = b->request.ca, .intermediate = b->request.intermediate};

	if (l == NULL || (l->easy = curl_easy_init()) == NULL) {
		log_err("mailbox: out of memory");
		exit(70);
	}
	l->box = b;
	l->calls = calls;
	l->context = context;
	l->out = (struct str)STR_INIT(OUT_MOST);
	set_limits(l);
	set_address(l);
	set_login(l);
	tls_watch(l->easy, &l->tls);
	if (!may_ask(l) ||
	    !tls_set(l->easy, &l->tls, b->all->trust, &access, &l->fault))
		curl_easy_setopt(l->easy, CURLOPT_URL, ""); /* told by done */
	fetch_loop_add(b->all->loop, l->easy);
	return l;
}

void
line_write(struct line *l, const char *text, size_t len)
{
	str_addn(&l->out, text, len);
	event_active(l->io, EV_WRITE, 1);
}

void
line_close(struct line *l)
{
	if (l == NULL)
		return;
	if (l->io != NULL)
		event_free(l->io);
	fetch_loop_remove(l->box->all->loop, l->easy);
	tls_clear(l->easy, &l->tls);
	curl_easy_cleanup(l->easy);
	str_release(&l->out);
	free(l);
}
