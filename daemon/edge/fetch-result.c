/* fetch-result.c - what came of a transfer: outcome, reason, hints */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>

#include "edge/fetch-transfer.h"
#include "edge/fetch-why.h"

const char *
transfer_url(struct transfer *t)
{
	char *url = NULL;

	curl_easy_getinfo(t->easy, CURLINFO_EFFECTIVE_URL, &url);
	return url ? url : "";
}

/* Cuts "name:password@" out: results go into logs and state. */
static const char *
without_login(struct str *s)
{
	char *host = strstr(s->text, "://");
	char *at = NULL;
	size_t len;

	if (host == NULL)
		return s->text;
	host += 3;
	len = strcspn(host, "/?#");
	for (size_t i = 0; i < len; i++) {
		if (host[i] == '@')
			at = host + i + 1;
	}
	if (at != NULL) {
		memmove(host, at, strlen(at) + 1);
		s->len -= (size_t)(at - host);
	}
	return s->text;
}

/* Does a body come of it, and not a word on why there is none? */
static bool
has_body(const struct transfer *t, CURLcode code)
{
	return code == CURLE_OK && t->header.over &&
	       t->header.status / 100 == 2 && t->header.status != 206;
}

bool
transfer_unpack(struct transfer *t, CURLcode code)
{
	if (!has_body(t, code))
		return false;
	if (t->unpack == UNPACK_MORE)
		t->unpack = unpack_go_on(&t->unpacking, &t->why);
	else
		t->unpack = unpack_begin(&t->unpacking, t->body.text,
		    t->body.len,
		    header_get(&t->header, HEADER_CONTENT_ENCODING),
		    t->body.most, &t->unpacked, &t->why);
	if (t->unpack != UNPACK_MORE)
		unpack_end(&t->unpacking);
	return t->unpack == UNPACK_MORE;
}

static enum fetch_outcome
outcome_of_body(struct transfer *t, struct fetch_result *r)
{
	bool packed = t->unpack == UNPACK_DONE;

	if (t->unpack == UNPACK_FAILED) {
		r->why = t->why;
		return FETCH_BROKEN;
	}
	r->bytes = packed ? t->unpacked.text : t->body.text;
	r->len = packed ? t->unpacked.len : t->body.len;
	r->body = packed ? &t->unpacked : &t->body;
	return FETCH_BODY;
}

/* Servers that want one hang up, or answer 400 (nginx) or 403. */
static const char card[] =
    "the server asks for a client certificate; name the credential that holds "
    "it in the option certificate";

static enum fetch_outcome
outcome_of_status(struct transfer *t, struct fetch_result *r)
{
	if (!t->header.over) { /* libcurl takes this for an answer */
		why(&r->why, "the header was cut off; it is tried again");
		return FETCH_BROKEN;
	}
	if (r->status == 304 && t->conditional)
		return FETCH_UNCHANGED;
	if (r->status / 100 == 2 && r->status != 206)
		return outcome_of_body(t, r);
	if (t->tls.card_asked && r->status >= 400 && r->status <= 403)
		why(&r->why, "HTTP %d: %s", r->status, card);
	else if (t->held_back && (r->status == 401 || r->status == 403))
		why(&r->why,
		    "HTTP %d: this host is another than that of the feed's "
		    "url, and is not told who asks; if it may be, name it in "
		    "url",
		    r->status);
	else
		why_status(&r->why, r->status);
	return r->status == 410 ? FETCH_GONE : FETCH_REFUSED;
}

/* A name server that does not answer in time is no name server. */
static bool
is_about_name(struct transfer *t, CURLcode code)
{
	curl_off_t at = 0;

	if (code == CURLE_COULDNT_RESOLVE_HOST ||
	    code == CURLE_COULDNT_RESOLVE_PROXY)
		return true;
	if (code != CURLE_OPERATION_TIMEDOUT || t->header.status != 0)
		return false;
	curl_easy_getinfo(t->easy, CURLINFO_NAMELOOKUP_TIME_T, &at);
	return at == 0;
}

static enum fetch_reach
reach_of(struct transfer *t, CURLcode code)
{
	long number = 0;

	if (t->header.status != 0)
		return FETCH_REACHED;
	if (is_about_name(t, code))
		return FETCH_NO_WAY;
	if (code == CURLE_OPERATION_TIMEDOUT)
		return FETCH_SILENT;
	if (code != CURLE_COULDNT_CONNECT || t->fault.text[0] != '\0')
		return FETCH_REACHED;
	curl_easy_getinfo(t->easy, CURLINFO_OS_ERRNO, &number);
	return number == ENETUNREACH || number == ENETDOWN ||
		       number == EHOSTUNREACH || number == EADDRNOTAVAIL
		   ? FETCH_NO_WAY
		   : FETCH_REACHED;
}

/* What libcurl's code alone does not tell. */
static bool
describe(struct transfer *t, CURLcode code, struct why *w)
{
	bool late = code == CURLE_OPERATION_TIMEDOUT;
	const char *detail = t->error;
	long connect = 0;

	curl_easy_getinfo(t->easy, CURLINFO_HTTP_CONNECTCODE, &connect);

	if (t->fault.text[0] != '\0' &&
	    (code == CURLE_WRITE_ERROR || code == CURLE_COULDNT_CONNECT ||
		code == CURLE_URL_MALFORMAT))
		detail = t->fault.text;
	else if (late && t->header.status / 100 == 3)
		detail = "where it redirects to, nobody answers in time; it "
			 "is tried again";
	else if (late && t->header.over)
		return why(w,
		    "only %zu bytes of the body came within the time limit; "
		    "it is tried again",
		    t->body.len);
	else if (t->tls.card_asked && !t->header.over && !late)
		detail = card;
	else if (connect >= 400)
		return why(w,
		    "the proxy answers with HTTP %ld; check proxy and "
		    "proxy-login",
		    connect);
	else if (code == CURLE_PEER_FAILED_VERIFICATION && t->tls.fault[0])
		detail = t->tls.fault;
	if (detail != t->error)
		return why(w, "%s", detail);
	return why_code(w, t->easy, code, detail);
}

static enum fetch_outcome
outcome_of_code(struct transfer *t, CURLcode code, struct fetch_result *r)
{
	/* An error is an error, however much of its page came. */
	if (t->header.status >= 400 && t->header.over)
		return outcome_of_status(t, r);
	describe(t, code, &r->why);
	r->reach = reach_of(t, code);
	return is_about_name(t, code) ? FETCH_NO_HOST : FETCH_BROKEN;
}

void
transfer_result(
    struct transfer *t, CURLcode code, int64_t now, struct fetch_result *r)
{
	const struct header *h = &t->header;

	*r = (struct fetch_result){.status = h->status, .bytes = ""};
	str_clear(&t->url);
	str_add(&t->url, transfer_url(t));
	r->url = without_login(&t->url);
	if (t->moved.len > 0)
		r->moved = without_login(&t->moved);
	r->type = header_get(h, HEADER_CONTENT_TYPE);
	r->etag = header_get(h, HEADER_ETAG);
	r->last_modified = header_get(h, HEADER_LAST_MODIFIED);
	r->retry_after = header_retry_after(h, now);
	r->max_age = header_max_age(h, now);
	r->outcome = code == CURLE_OK ? outcome_of_status(t, r)
				      : outcome_of_code(t, code, r);
}
