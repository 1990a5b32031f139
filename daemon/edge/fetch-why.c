/* fetch-why.c - what went wrong with a request, in words */
/* SPDX-License-Identifier: MIT */
#include "edge/fetch-why.h"

#include <string.h>

#include "base/log.h"

static const struct {
	int status;
	const char *name;
	const char *text;
} statuses[] = {
    {206, "Partial Content",
	"a part that was not asked for; tell the "
	"publisher"},
    {304, "Not Modified",
	"though nothing was known before; tell the "
	"publisher"},
    {400, "Bad Request",
	"the server does not understand the address; check "
	"it"},
    {401, "Unauthorized",
	"the address asks for a login; check login or bearer, or find "
	"an open address"},
    {403, "Forbidden",
	"the publisher keeps programs out, or this one; ask "
	"them, or find another address"},
    {404, "Not Found",
	"nothing is at this address; look for the new one on "
	"the publisher's site"},
    {405, "Method Not Allowed", "the address cannot be read; check it"},
    {406, "Not Acceptable",
	"the server has no form of it that we read; "
	"check the address"},
    {407, "Proxy Authentication Required",
	"the proxy asks for a login; "
	"check proxy and proxy-login"},
    {408, "Request Timeout", "the server gave up waiting; it is tried again"},
    {410, "Gone",
	"the publisher took it away for good; replace or remove "
	"it"},
    {421, "Misdirected Request",
	"the server does not answer for this host; "
	"check the address"},
    {425, "Too Early", "it is tried again"},
    {429, "Too Many Requests",
	"we are asked to come less often; it is tried "
	"again later"},
    {451, "Unavailable For Legal Reasons", "the publisher may not show it"},
    {500, "Internal Server Error",
	"a fault of the server; it is tried "
	"again"},
    {502, "Bad Gateway", "a fault of the server; it is tried again"},
    {503, "Service Unavailable",
	"the server is busy or being mended; it is "
	"tried again"},
    {504, "Gateway Timeout", "a fault of the server; it is tried again"},
};

static const struct {
	CURLcode code;
	const char *text;
} codes[] = {
    {CURLE_URL_MALFORMAT, "the address is none; correct it"},
    {CURLE_UNSUPPORTED_PROTOCOL, "neither http nor https; correct the "
				 "address"},
    {CURLE_COULDNT_RESOLVE_HOST, "the name is not known; check the address "
				 "and this machine's network"},
    {CURLE_COULDNT_RESOLVE_PROXY, "the proxy's name is not known; check the "
				  "option proxy"},
    {CURLE_COULDNT_CONNECT, "no connection; it is tried again"},
    {CURLE_WEIRD_SERVER_REPLY, "what answers is no web server; check the "
			       "address"},
    {CURLE_PARTIAL_FILE, "the body was cut off; it is tried again"},
    {CURLE_FILESIZE_EXCEEDED, "the body is larger than the limit; raise it "
			      "if that is right"},
    {CURLE_TOO_MANY_REDIRECTS, "it leads in circles or too far; look where "
			       "the address leads"},
    {CURLE_GOT_NOTHING, "the server hung up without an answer; it is tried "
			"again"},
    {CURLE_SEND_ERROR, "the server hung up; it is tried again"},
    {CURLE_RECV_ERROR, "the server hung up in the middle; it is tried "
		       "again"},
    {CURLE_SSL_CONNECT_ERROR, "no common way to encrypt; tell the "
			      "publisher"},
    {CURLE_PEER_FAILED_VERIFICATION, "the server cannot prove who it is; "
				     "tell the publisher, or install the "
				     "issuer's certificate"},
    {CURLE_SSL_CACERT_BADFILE, "this machine's certificates cannot be read; "
			       "install ca-certificates"},
    {CURLE_SSL_CLIENTCERT, "the server wants to see a client certificate; "
			   "name one in certificate"},
    {CURLE_SSL_CERTPROBLEM, "check the credential that certificate names"},
    {CURLE_OUT_OF_MEMORY, "out of memory"},
};

bool
why_status(struct why *w, int status)
{
	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
		if (statuses[i].status == status)
			return why(w, "HTTP %d %s: %s", status,
			    statuses[i].name, statuses[i].text);
	}
	if (status >= 300 && status < 400)
		return why(w,
		    "HTTP %d: a redirect that leads nowhere; tell the "
		    "publisher",
		    status);
	return why(w, "HTTP %d: %s", status,
	    status >= 500 ? "a fault of the server; it is tried again"
			  : "the server refuses; check the address");
}

/* How far the request had come, by the marks of time that libcurl sets. */
static bool
why_late(struct why *w, CURL *easy)
{
	static const struct {
		CURLINFO mark;
		const char *text;
	} phases[] = {
	    {CURLINFO_PRETRANSFER_TIME_T, "no answer within the time limit"},
	    {CURLINFO_CONNECT_TIME_T, "no encrypted connection in time"},
	    {CURLINFO_NAMELOOKUP_TIME_T, "nobody answers at the address"},
	};
	curl_off_t at = 0;

	for (size_t i = 0; i < sizeof(phases) / sizeof(phases[0]); i++) {
		curl_easy_getinfo(easy, phases[i].mark, &at);
		if (at > 0)
			return why(w, "%s; it is tried again", phases[i].text);
	}
	return why(w, "the name could not be looked up in time; check this "
		      "machine's network");
}

bool
why_code(struct why *w, CURL *easy, CURLcode code, const char *detail)
{
	const char *text = "it is tried again";

	if (code == CURLE_OPERATION_TIMEDOUT)
		return why_late(w, easy);
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		if (codes[i].code == code)
			text = codes[i].text;
	}
	if (detail[0] == '\0')
		detail = curl_easy_strerror(code);
	why(w, "%.300s: %s", detail, text);
	log_clean(w->text);
	return false;
}
