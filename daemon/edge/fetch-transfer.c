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
#include "edge/fetch-access.h"

enum {
	URL_MOST = 8192,
	DROPPED_MOST = 64 * 1024, /* of an error's page */
	KEPT_MOST = 32 * 1024,    /* of a buffer, between two uses */
	READ_AT_ONCE = 64 * 1024, /* from a socket */
	ROOM_MOST = 1024 * 1024,  /* believed of Content-Length */
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

static size_t
on_header(char *line, size_t size, size_t n, void *context)
{
	struct transfer *t = context;

	(void)size;
	if (n > 11 && strncasecmp(line, "set-cookie:", 11) == 0)
		t->cookies++;
	if (!header_line(&t->header, line, n)) {
		why(&t->fault,
		    "the header has more than %d lines or %d "
		    "bytes; tell the publisher",
		    HEADER_LINES_MOST, HEADER_BYTES_MOST);
		return 0;
	}
	return n;
}

/* As much as the answer says it has, within reason. */
static void
make_room(struct transfer *t)
{
	curl_off_t most = (curl_off_t)t->body.most, len = 0;

	curl_easy_getinfo(t->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &len);
	if (len > 0 && len <= ROOM_MOST && len <= most)
		str_room(&t->body, (size_t)len);
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
	if (t->body.len == 0)
		make_room(t);
	if (str_addn(&t->body, bytes, n))
		return n;
	why(&t->fault,
	    "the body has more than %zu bytes; raise the limit if "
	    "that is right",
	    t->body.most);
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
set_always(struct transfer *t, const char *agent)
{
	CURL *e = t->easy;

	curl_easy_setopt(e, CURLOPT_PRIVATE, t);
	curl_easy_setopt(e, CURLOPT_COOKIEFILE, "");
	curl_easy_setopt(e, CURLOPT_USERAGENT, agent);
	curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(e, CURLOPT_BUFFERSIZE, (long)READ_AT_ONCE);
	/* A name server that is silent must not hold the loop. */
	curl_easy_setopt(e, CURLOPT_QUICK_EXIT, 1L);
	curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "http,https");
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
transfer_new(const struct guard *guard, struct trust *trust, const char *agent)
{
	struct transfer *t = calloc(1, sizeof(*t));

	if (t == NULL || (t->easy = curl_easy_init()) == NULL) {
		log_err("fetch: out of memory");
		exit(70);
	}
	t->guard = guard;
	t->trust = trust;
	header_init(&t->header);
	t->moved = (struct str)STR_INIT(URL_MOST);
	t->url = (struct str)STR_INIT(URL_MOST);
	t->body = (struct str)STR_INIT(0);
	t->unpacked = (struct str)STR_INIT(0);
	set_always(t, agent);
	return t;
}

void
transfer_free(struct transfer *t)
{
	tls_clear(t->easy, &t->tls);
	curl_easy_cleanup(t->easy);
	curl_slist_free_all(t->lines);
	header_release(&t->header);
	str_release(&t->moved);
	str_release(&t->url);
	str_release(&t->body);
	str_release(&t->unpacked);
	free(t);
}

static void
give_back(struct str *s)
{
	if (s->size > KEPT_MOST)
		str_release(s);
	str_clear(s);
}

void
transfer_begin(
    struct transfer *t, const struct fetch_request *r, struct jar *jar)
{
	t->request = r;
	t->jar = jar;
	t->body.most = r->body_most;
	t->permanent = true;
	jar_use(jar, t->easy);
	curl_easy_setopt(
	    t->easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
	curl_easy_setopt(
	    t->easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)r->body_most);
	if (r->fault != NULL)
		why(&t->fault, "%s", r->fault);
	else
		tls_set(t->easy, &t->tls, t->trust, r->access, &t->fault);
	transfer_ask(t, r->url);
}

void
transfer_clear(struct transfer *t)
{
	static const struct fetch_access nobody;

	jar_use(t->jar, t->easy);
	if (t->plain && t->header.status / 100 == 2) /* it choked on them */
		jar_empty(t->jar, t->easy);
	jar_count(t->jar, t->easy, t->cookies);
	curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, NULL);
	access_set(t->easy, &nobody, "", &t->lines);
	tls_clear(t->easy, &t->tls);
	curl_slist_free_all(t->lines);
	t->lines = NULL;
	t->request = NULL;
	t->hops = t->cookies = 0;
	t->spent = 0;
	t->plain = t->older = t->held_back = false;
	header_clear(&t->header);
	str_clear(&t->moved);
	if (t->unpack == UNPACK_MORE)
		unpack_end(&t->unpacking);
	t->unpack = UNPACK_AS_IS;
	give_back(&t->body);
	give_back(&t->unpacked);
	t->dropped = 0;
	t->fault.text[0] = '\0';
	t->error[0] = '\0';
}
