/* fetch-transfer.c - one easy handle */
/* SPDX-License-Identifier: MIT */
#include "edge/fetch-transfer.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"

enum {
	URL_MOST = 8192,
	LINE_MOST = 2048,
	DROPPED_MOST = 64 * 1024, /* of an error's page */
	KEPT_MOST = 32 * 1024,    /* of a buffer, between two uses */
	CONNECT_SECONDS = 30
};

/* Where every socket is made, of redirects and of a proxy too. */
static curl_socket_t
on_open(void *context, curlsocktype purpose, struct curl_sockaddr *a)
{
	struct transfer *t = context;
	char text[ADDRESS_TEXT];

	(void)purpose;
	if (!t->proxied && !guard_passes(t->guard, &a->addr)) {
		why(&t->fault,
		    "the address %s is private; name its network in the "
		    "option for allowed networks if that is right",
		    address_write(&a->addr, text));
		return CURL_SOCKET_BAD;
	}
	return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

/* A proxy looks names up and connects: only what is written can be judged. */
static bool
may_ask_proxy(struct transfer *t, const char *from, const char *location)
{
	CURLU *u = curl_url();
	char *host = NULL;
	bool passes = true;

	if (curl_url_set(u, CURLUPART_URL, from, CURLU_URLENCODE) ==
		CURLUE_OK &&
	    (location == NULL || curl_url_set(u, CURLUPART_URL, location,
				     CURLU_URLENCODE) == CURLUE_OK) &&
	    curl_url_get(u, CURLUPART_HOST, &host, 0) == CURLUE_OK)
		passes = guard_passes_host(t->guard, host);
	if (!passes)
		why(&t->fault,
		    "the address %.80s is private; name its network in the "
		    "option for allowed networks if that is right",
		    host);
	curl_free(host);
	curl_url_cleanup(u);
	return passes;
}

/* A new hop answers: was the way here a permanent move? */
static void
follow(struct transfer *t)
{
	int status = t->header.status;

	if (status < 300 || status >= 400)
		return;
	if (status != 301 && status != 308)
		t->permanent = false;
	if (!t->permanent)
		return;
	str_clear(&t->moved);
	str_add(&t->moved, transfer_url(t));
}

static size_t
on_header(char *line, size_t size, size_t n, void *context)
{
	struct transfer *t = context;
	struct header *h = &t->header;
	const char *location;

	(void)size;
	if (n > 5 && memcmp(line, "HTTP/", 5) == 0)
		follow(t);
	if (n > 11 && strncasecmp(line, "set-cookie:", 11) == 0)
		t->cookies++;
	if (!header_line(h, line, n)) {
		why(&t->fault,
		    "the header has more than %d lines or %d "
		    "bytes; tell the publisher",
		    HEADER_LINES_MOST, HEADER_BYTES_MOST);
		return 0;
	}
	location = header_get(h, HEADER_LOCATION);
	if (h->over && t->proxied && location != NULL && h->status / 100 == 3 &&
	    !may_ask_proxy(t, transfer_url(t), location))
		return 0;
	return n;
}

static size_t
on_body(char *bytes, size_t size, size_t n, void *context)
{
	struct transfer *t = context;

	(void)size;
	if (t->header.status / 100 != 2) {
		t->dropped += n;
		return t->dropped > DROPPED_MOST ? 0 : n;
	}
	if (str_addn(&t->body, bytes, n))
		return n;
	why(&t->fault,
	    "the body has more than %zu bytes; raise the limit if "
	    "that is right",
	    t->body_most);
	return 0;
}

/*
 * The bundle of certificates is kept in memory by libcurl when no folder of
 * them is named beside it; read anew for every connection it costs some 10 ms.
 */
static void
set_certificates(CURL *easy)
{
	const char *bundle = curl_version_info(CURLVERSION_NOW)->cainfo;

	if (bundle != NULL && access(bundle, R_OK) == 0)
		curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
}

/* What is the same for all requests. */
static void
set_always(struct transfer *t, const char *agent, CURLSH *share)
{
	CURL *e = t->easy;

	curl_easy_setopt(e, CURLOPT_PRIVATE, t);
	curl_easy_setopt(e, CURLOPT_SHARE, share);
	curl_easy_setopt(e, CURLOPT_COOKIEFILE, "");
	curl_easy_setopt(e, CURLOPT_USERAGENT, agent);
	curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
	/* A name server that is silent must not hold the loop. */
	curl_easy_setopt(e, CURLOPT_QUICK_EXIT, 1L);
	curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(e, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
	/* One request a connection, so that the limits by host hold. */
	curl_easy_setopt(e, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(e, CURLOPT_FOLLOWLOCATION, 1L);
	curl_easy_setopt(e, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	curl_easy_setopt(e, CURLOPT_NOPROXY, "");
	curl_easy_setopt(e, CURLOPT_ERRORBUFFER, t->error);
	curl_easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, on_open);
	curl_easy_setopt(e, CURLOPT_OPENSOCKETDATA, t);
	curl_easy_setopt(e, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(e, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(e, CURLOPT_WRITEDATA, t);
	set_certificates(e);
	tls_watch(e, &t->tls);
}

struct transfer *
transfer_new(const struct guard *guard, const char *agent, CURLSH *share)
{
	struct transfer *t = calloc(1, sizeof(*t));

	if (t == NULL || (t->easy = curl_easy_init()) == NULL) {
		log_err("fetch: out of memory");
		exit(70);
	}
	t->guard = guard;
	header_init(&t->header);
	t->moved = (struct str)STR_INIT(URL_MOST);
	t->url = (struct str)STR_INIT(URL_MOST);
	t->body = (struct str)STR_INIT(0);
	t->unpacked = (struct str)STR_INIT(0);
	set_always(t, agent, share);
	return t;
}

void
transfer_free(struct transfer *t)
{
	curl_easy_cleanup(t->easy);
	curl_slist_free_all(t->lines);
	header_release(&t->header);
	str_release(&t->moved);
	str_release(&t->url);
	str_release(&t->body);
	str_release(&t->unpacked);
	free(t);
}

/* A value with a line break in it would be a line of its own. */
static bool
add_line(struct transfer *t, const char *name, const char *value)
{
	struct str s = STR_INIT(LINE_MOST);
	struct curl_slist *lines = NULL;

	if (value == NULL || value[0] == '\0' || strpbrk(value, "\r\n") != NULL)
		return false;
	str_addf(&s, "%s: %s", name, value);
	if (!s.full)
		lines = curl_slist_append(t->lines, s.text);
	if (lines != NULL)
		t->lines = lines;
	str_release(&s);
	return lines != NULL;
}

static void
set_lines(struct transfer *t, const struct fetch_request *r)
{
	add_line(t, "Accept-Encoding", "gzip, deflate, br");
	add_line(t, "Accept", r->accept);
	t->conditional = add_line(t, "If-None-Match", r->etag);
	t->conditional |= add_line(t, "If-Modified-Since", r->last_modified);
	curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->lines);
}

/* Publishers' links hold spaces and letters that a request must not. */
static void
set_url(struct transfer *t, const char *url)
{
	char *clean = NULL;
	CURLU *u;
	size_t i = 0;

	while ((unsigned char)url[i] > ' ' && (unsigned char)url[i] < 0x7F)
		i++;
	if (url[i] == '\0') {
		curl_easy_setopt(t->easy, CURLOPT_URL, url);
		return;
	}
	u = curl_url();
	if (curl_url_set(u, CURLUPART_URL, url,
		CURLU_URLENCODE | CURLU_ALLOW_SPACE) == CURLUE_OK)
		curl_url_get(u, CURLUPART_URL, &clean, 0);
	curl_easy_setopt(t->easy, CURLOPT_URL, clean ? clean : url);
	curl_free(clean);
	curl_url_cleanup(u);
}

static bool
may_ask(struct transfer *t, const char *url)
{
	if (strncasecmp(url, "http://", 7) != 0 &&
	    strncasecmp(url, "https://", 8) != 0)
		return why(&t->fault, "the address does not begin with http:// "
				      "or https://; correct it");
	return !t->proxied || may_ask_proxy(t, url, NULL);
}

void
transfer_begin(struct transfer *t, const struct fetch_request *r)
{
	CURL *e = t->easy;
	int seconds = r->seconds > 0 ? r->seconds : 1; /* 0: for ever */
	int connect = seconds < CONNECT_SECONDS ? seconds : CONNECT_SECONDS;

	t->permanent = true;
	t->body_most = r->body_most;
	t->body.most = r->body_most;
	t->proxied = r->proxy != NULL && r->proxy[0] != '\0';
	set_lines(t, r);
	set_url(t, r->url);
	/* "" also keeps the environment's proxies out. */
	curl_easy_setopt(e, CURLOPT_PROXY, t->proxied ? r->proxy : "");
	curl_easy_setopt(e, CURLOPT_TIMEOUT_MS, seconds * 1000L);
	curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT_MS, connect * 1000L);
	curl_easy_setopt(e, CURLOPT_MAXREDIRS, (long)r->redirects_most);
	curl_easy_setopt(
	    e, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)r->body_most);
	/* Without an address the fault comes back through the loop. */
	if (!may_ask(t, r->url))
		curl_easy_setopt(e, CURLOPT_URL, "");
}

static void
give_back(struct str *s)
{
	if (s->size > KEPT_MOST)
		str_release(s);
	str_clear(s);
}

void
transfer_clear(struct transfer *t)
{
	curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, NULL);
	curl_slist_free_all(t->lines);
	t->lines = NULL;
	header_clear(&t->header);
	str_clear(&t->moved);
	give_back(&t->body);
	give_back(&t->unpacked);
	t->dropped = 0;
	t->tls.text[0] = '\0';
	t->fault.text[0] = '\0';
	t->error[0] = '\0';
}
