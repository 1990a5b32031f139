/* fetch-hop.c - a request from address to address: redirects, a second try */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "edge/fetch-access.h"
#include "edge/fetch-transfer.h"

/*
 * Redirects are followed here and not by libcurl, which would carry headers
 * and the client's certificate along to wherever they lead.
 */
enum { LINE_MOST = 2048, CONNECT_SECONDS = 30 };

/* --- one request --- */

/* A proxy looks names up and connects: only what is written can be judged. */
static bool
may_ask_proxy(struct transfer *t, const char *url)
{
	CURLU *u = curl_url();
	char *host = NULL;
	bool passes = true;

	if (curl_url_set(u, CURLUPART_URL, url,
		CURLU_URLENCODE | CURLU_ALLOW_SPACE) == CURLUE_OK &&
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

static bool
may_ask(struct transfer *t, const char *url)
{
	if (t->fault.text[0] != '\0')
		return false;
	if (strncasecmp(url, "http://", 7) != 0 &&
	    strncasecmp(url, "https://", 8) != 0)
		return why(&t->fault, "the address does not begin with http:// "
				      "or https://; correct it");
	return !t->proxied || may_ask_proxy(t, url);
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
set_lines(struct transfer *t, const char *url)
{
	const struct fetch_request *r = t->request;

	curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, NULL);
	curl_slist_free_all(t->lines);
	t->lines = NULL;
	t->conditional = false;
	add_line(t, "Accept-Encoding", "gzip, deflate, br");
	add_line(t, "Accept", r->accept);
	if (!t->plain) {
		t->conditional = add_line(t, "If-None-Match", r->etag);
		t->conditional |= add_line(
		    t, "If-Modified-Since", r->last_modified);
	}
	access_set(t->easy, r->access, url, &t->lines);
	t->held_back = access_is_secret(r->access) &&
		       !access_may_tell(r->access, url);
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

/* What is left of the time for all hops; never 0, which is for ever. */
static long
milliseconds_left(const struct transfer *t)
{
	long left = t->request->seconds * 1000L - (long)(t->spent / 1000);

	return left > 0 ? left : 1;
}

void
transfer_ask(struct transfer *t, const char *url)
{
	const char *proxy = t->request->proxy;
	long left = milliseconds_left(t);
	CURL *e = t->easy;

	t->proxied = proxy != NULL && proxy[0] != '\0';
	t->dropped = 0;
	t->header.over = false; /* its status stands until the next */
	str_clear(&t->body);
	set_lines(t, url);
	set_url(t, url);
	/* "" also keeps the environment's proxies out. */
	curl_easy_setopt(e, CURLOPT_PROXY, t->proxied ? proxy : "");
	curl_easy_setopt(e, CURLOPT_TIMEOUT_MS, left);
	curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT_MS,
	    left < CONNECT_SECONDS * 1000L ? left : CONNECT_SECONDS * 1000L);
	/* Without an address the fault comes back through the loop. */
	if (!may_ask(t, url))
		curl_easy_setopt(e, CURLOPT_URL, "");
}

/* --- the next one --- */

/* The address that a redirect leads to, to be freed by libcurl; or NULL. */
static char *
leads_to(struct transfer *t)
{
	const char *location = header_get(&t->header, HEADER_LOCATION);
	int status = t->header.status;
	char *url = NULL;
	CURLU *u;

	if (location == NULL || status < 300 || status > 308 ||
	    (status > 303 && status < 307))
		return NULL;
	u = curl_url();
	if (curl_url_set(u, CURLUPART_URL, transfer_url(t), CURLU_URLENCODE) ==
		CURLUE_OK &&
	    curl_url_set(u, CURLUPART_URL, location,
		CURLU_URLENCODE | CURLU_ALLOW_SPACE |
		    CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK)
		curl_url_get(u, CURLUPART_URL, &url, 0);
	curl_url_cleanup(u);
	return url;
}

static void
ask_next(struct transfer *t, const char *url)
{
	curl_off_t took = 0;

	curl_easy_getinfo(t->easy, CURLINFO_TOTAL_TIME_T, &took);
	t->spent += took;
	transfer_ask(t, url);
}

/* The same address once more. */
static bool
ask_same(struct transfer *t)
{
	char *url = strdup(transfer_url(t));

	header_clear(&t->header);
	ask_next(t, url);
	free(url);
	return true;
}

static bool
ask_plainly(struct transfer *t)
{
	t->plain = true;
	jar_use(NULL, t->easy);
	return ask_same(t);
}

/* There are servers that offer HTTP/2 and cannot do it. */
static bool
ask_older(struct transfer *t)
{
	t->older = true;
	curl_easy_setopt(
	    t->easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	return ask_same(t);
}

/* Was all the way up to here a permanent move? */
static void
note_move(struct transfer *t, const char *url)
{
	int status = t->header.status;

	if (status != 301 && status != 308)
		t->permanent = false;
	if (!t->permanent)
		return;
	str_clear(&t->moved);
	str_add(&t->moved, url);
}

static bool
follow(struct transfer *t, CURLcode *code)
{
	char *url = leads_to(t);
	bool far = t->hops >= t->request->redirects_most;

	if (url == NULL)
		return false;
	if (far) {
		*code = CURLE_TOO_MANY_REDIRECTS;
	} else {
		t->hops++;
		note_move(t, url);
		ask_next(t, url);
	}
	curl_free(url);
	return !far;
}

/* Where it leads to is known, however much of the page beside it came. */
bool
transfer_again(struct transfer *t, CURLcode *code)
{
	if ((*code == CURLE_HTTP2 || *code == CURLE_HTTP2_STREAM) &&
	    !t->older && t->fault.text[0] == '\0')
		return ask_older(t);
	if (!t->header.over || t->fault.text[0] != '\0' ||
	    *code == CURLE_OPERATION_TIMEDOUT)
		return false;
	if (t->header.status == 400 && !t->plain)
		return ask_plainly(t);
	return follow(t, code);
}
