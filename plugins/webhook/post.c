/* post.c - one HTTP request with a body, and what the answer means */
/* SPDX-License-Identifier: MIT */
#include "plugins/webhook/post.h"

#include <curl/curl.h>
#include <inttypes.h>
#include <sys/socket.h>

#include "config.h"
#include "plugins/webhook/private.h"

enum { ANSWER_KEPT = 200, ANSWER_MOST = 64 << 10, WEEK = 7 * 24 * 3600 };

struct exchange {
	const struct post_request *request;
	struct str answer; /* the beginning of its body */
	size_t len;        /* of all of it so far */
	size_t refused;    /* addresses that are private */
	size_t tried;      /* addresses that are not */
};

static curl_socket_t
open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct exchange *e = context;

	(void)purpose;
	if (!e->request->allow_private && e->request->proxy == NULL &&
	    is_private(&address->addr)) {
		e->refused++;
		return CURL_SOCKET_BAD;
	}
	e->tried++;
	return socket(address->family, address->socktype | SOCK_CLOEXEC,
	    address->protocol);
}

static size_t
keep(char *from, size_t size, size_t n, void *context)
{
	struct exchange *e = context;
	size_t len = size * n, room = ANSWER_KEPT - e->answer.len;

	str_addn(&e->answer, from, len < room ? len : room);
	e->len += len;
	return e->len > ANSWER_MOST ? 0 : len;
}

static struct curl_slist *
headers(const struct post_request *r)
{
	struct curl_slist *list = NULL;
	struct str s = STR_INIT(4096);

	for (const struct curl_slist *h = r->headers; h != NULL; h = h->next)
		list = curl_slist_append(list, h->data);
	list = curl_slist_append(list, "Content-Type: application/json");
	list = curl_slist_append(list, "Expect:");
	str_addf(&s, "webhook-id: %s", r->id);
	list = curl_slist_append(list, s.text);
	str_clear(&s);
	str_addf(&s, "webhook-timestamp: %" PRId64, r->timestamp);
	list = curl_slist_append(list, s.text);
	str_clear(&s);
	str_addf(&s, "webhook-signature: %s", r->signature);
	if (r->signature[0] != '\0')
		list = curl_slist_append(list, s.text);
	str_release(&s);
	return list;
}

static void
set_request(CURL *curl, struct exchange *e, struct curl_slist *list)
{
	const struct post_request *r = e->request;

	curl_easy_setopt(curl, CURLOPT_URL, r->url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(curl, CURLOPT_PROXY, r->proxy ? r->proxy : "");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
	curl_easy_setopt(curl, CURLOPT_USERAGENT, "bevakad/" PACKAGE_VERSION);
	curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)r->len);
	curl_easy_setopt(curl, CURLOPT_POSTFIELDS, r->body);
	curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, r->method);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)r->seconds);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, e);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, e);
	if (r->ca != NULL)
		curl_easy_setopt(curl, CURLOPT_CAINFO, r->ca);
}

static enum notifier_end
judge_fault(
    CURLcode code, const struct exchange *e, const char *fault, struct why *w)
{
	why(w, "%s", fault[0] ? fault : curl_easy_strerror(code));
	if (e->refused > 0 && e->tried == 0) {
		why(w, "a private address is refused; set allow-private = yes "
		       "if it is meant");
		return END_SETTINGS;
	}
	switch (code) {
	case CURLE_SSL_CACERT_BADFILE:
		return END_SETTINGS;
	case CURLE_URL_MALFORMAT:
	case CURLE_UNSUPPORTED_PROTOCOL: /* an answer that is no HTTP too */
		return e->tried == 0 ? END_SETTINGS : END_LATER;
	default:
		return END_LATER;
	}
}

static enum notifier_end
judge_redirect(CURL *curl, long status, struct why *w)
{
	char *location = NULL;

	curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &location);
	why(w, "%ld: leads to %s; redirects are not followed, mend url", status,
	    location != NULL ? location : "nowhere");
	return END_REFUSED;
}

static enum notifier_end
judge_status(CURL *curl, long status, struct exchange *e, struct why *w)
{
	struct str line = STR_INIT(1024);
	curl_off_t after = 0;
	enum notifier_end end = END_REFUSED;

	if (status >= 300 && status < 400)
		return judge_redirect(curl, status, w);
	str_addf(&line, "%ld", status);
	if (status >= 200 && status < 300) {
		end = END_DELIVERED;
	} else if (status == 410) {
		end = END_GONE;
	} else if (status == 408 || status == 425 || status == 429 ||
		   status >= 500) {
		end = END_LATER;
		curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &after);
		if (after > 0)
			str_addf(&line, " retry-after=%" PRId64,
			    (int64_t)(after < WEEK ? after : WEEK));
	}
	str_addc(&line, ' ');
	text_disarm(e->answer.text);
	text_add_line(&line, e->answer.text, 120);
	why(w, "%s", line.text);
	str_release(&line);
	return end;
}

enum notifier_end
post_send(const struct post_request *r, struct why *w)
{
	struct exchange e = {.request = r, .answer = STR_INIT(ANSWER_KEPT)};
	char fault[CURL_ERROR_SIZE] = "";
	struct curl_slist *list = headers(r);
	CURL *curl = curl_easy_init();
	enum notifier_end end;
	CURLcode code;
	long status = 0;

	set_request(curl, &e, list);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, fault);
	code = curl_easy_perform(curl);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	if (status >= 200)
		end = judge_status(curl, status, &e, w);
	else
		end = judge_fault(code, &e, fault, w);
	curl_easy_cleanup(curl);
	curl_slist_free_all(list);
	str_release(&e.answer);
	return end;
}
