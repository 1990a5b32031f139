/* fetch-tls-t.c - certificates that are not believed, and who issued them */
/* SPDX-License-Identifier: MIT */
#include <event2/bufferevent_ssl.h>
#include <event2/event.h>
#include <event2/http.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "edge/fetch.h"
#include "tap/tap.h"

enum { SECONDS = 10, DAY = 86400 };

static struct event_base *base;
static SSL_CTX *context;
static int port, calls;
static enum fetch_outcome outcome;
static struct why reason;

static void
set_name(X509_NAME *name, const char *text)
{
	X509_NAME_add_entry_by_txt(
	    name, "CN", MBSTRING_UTF8, (const unsigned char *)text, -1, -1, 0);
}

/* A certificate for 127.0.0.1, signed by a key that nobody knows. */
static void
use_certificate(const char *subject, const char *issuer)
{
	EVP_PKEY *own = EVP_EC_gen("P-256"), *other = EVP_EC_gen("P-256");
	bool self = strcmp(subject, issuer) == 0;
	X509 *x = X509_new();

	X509_set_version(x, 2);
	ASN1_INTEGER_set(X509_get_serialNumber(x), 7);
	X509_gmtime_adj(X509_getm_notBefore(x), -DAY);
	X509_gmtime_adj(X509_getm_notAfter(x), DAY);
	set_name(X509_get_subject_name(x), subject);
	set_name(X509_get_issuer_name(x), issuer);
	X509_set_pubkey(x, own);
	if (X509_sign(x, self ? own : other, EVP_sha256()) == 0 ||
	    SSL_CTX_use_certificate(context, x) != 1 ||
	    SSL_CTX_use_PrivateKey(context, own) != 1)
		bail("no certificate");
	X509_free(x);
	EVP_PKEY_free(own);
	EVP_PKEY_free(other);
}

static struct bufferevent *
on_connection(struct event_base *b, void *unused)
{
	(void)unused;
	return bufferevent_openssl_socket_new(b, -1, SSL_new(context),
	    BUFFEREVENT_SSL_ACCEPTING, BEV_OPT_CLOSE_ON_FREE);
}

static void
on_request(struct evhttp_request *q, void *unused)
{
	(void)unused;
	evhttp_send_reply(q, 200, "OK", NULL);
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
	evhttp_set_bevcb(server, on_connection, NULL);
	evhttp_set_gencb(server, on_request, NULL);
	return server;
}

static void
on_done(const struct fetch_result *r, void *unused)
{
	(void)unused;
	calls++;
	outcome = r->outcome;
	reason = r->why;
}

static void
get(struct fetcher *f, const char *scheme)
{
	char url[100];
	struct fetch_request q = {
	    .url = url, .seconds = SECONDS, .body_most = 1000};

	snprintf(url, sizeof(url), "%s://127.0.0.1:%d/", scheme, port);
	calls = 0;
	fetch_start(f, &q, on_done, NULL);
	while (calls == 0)
		event_base_loop(base, EVLOOP_ONCE);
}

int
main(void)
{
	static const char *const allow[] = {"127.0.0.0/8", NULL};
	struct fetch_settings s = {
	    .agent = "test", .at_once = 2, .per_host = 2, .allow = allow};
	struct fetcher *f;
	struct evhttp *server;

	signal(SIGPIPE, SIG_IGN);
	base = event_base_new();
	context = SSL_CTX_new(TLS_server_method());
	server = start_server();
	f = fetcher_new(base, &s);
	use_certificate("www.example.test", "Utfärdare AB\n");
	get(f, "https");
	is_int(FETCH_BROKEN, outcome, "an unknown issuer");
	has_string("\"Utfärdare AB?\"", reason.text, "is named");
	has_string("www.example.test", reason.text, "with the certificate");
	has_string("option intermediate", reason.text, "and what to do");
	use_certificate("Sig själv", "Sig själv");
	get(f, "https");
	is_int(FETCH_BROKEN, outcome, "one that signed itself");
	has_string("\"Sig själv\"", reason.text, "is named");
	has_string("option ca", reason.text, "and what to do");
	get(f, "http");
	is_int(FETCH_BROKEN, outcome, "plain words to an encrypted port");
	ok(reason.text[0] != '\0', "are no good: %s", reason.text);
	fetcher_free(f);
	evhttp_free(server);
	SSL_CTX_free(context);
	event_base_free(base);
	return done_testing();
}
