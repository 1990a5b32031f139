/* answer.c - what the publishing site answers, faults on order included */
/* SPDX-License-Identifier: MIT */
#include "site/answer.h"

#include <event2/buffer.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "site/held.h"

/* With a menu long enough to be taken for a list of news. */
static const char login_page[] =
    "<!DOCTYPE html>\n<html lang=\"sv\"><head><title>Logga in</title></head>\n"
    "<body><ul class=\"menu\"><li><a href=\"/start\">Startsidan</a></li>\n"
    "<li><a href=\"/glomt\">Glömt ditt lösenord</a></li>\n"
    "<li><a href=\"/bankid\">Logga in med BankID</a></li>\n"
    "<li><a href=\"/ny\">Skapa ett nytt konto</a></li>\n"
    "<li><a href=\"/hjalp\">Hjälp att komma in</a></li></ul>\n"
    "<h1>Logga in</h1><form method=\"post\" action=\"/login\">\n"
    "<input name=\"anvandare\"><input name=\"losenord\" type=\"password\">\n"
    "<button>Logga in</button></form></body></html>\n";
static const char refusal_page[] =
    "<!DOCTYPE html>\n<html lang=\"sv\"><title>Fel</title>\n"
    "<h1>Tjänsten kan inte nås just nu</h1></html>\n";

static const char *
header(struct evhttp_request *request, const char *name)
{
	return evhttp_find_header(
	    evhttp_request_get_input_headers(request), name);
}

static void
say(struct evhttp_request *request, const char *name, const char *value)
{
	evhttp_add_header(
	    evhttp_request_get_output_headers(request), name, value);
}

static void
keep_log(struct site *site, struct evhttp_request *request, const char *path,
    const char *outcome)
{
	json_t *line = json_pack("{s:i, s:s, s:s, s:s, s:s*, s:s*, s:s*}", "n",
	    ++site->served, "path", path, "outcome", outcome, "host",
	    evhttp_request_get_host(request), "agent",
	    header(request, "User-Agent"), "if_none_match",
	    header(request, "If-None-Match"), "accept_encoding",
	    header(request, "Accept-Encoding"));
	char *text = line ? json_dumps(line, JSON_COMPACT) : NULL;

	if (text != NULL)
		str_addf(&site->log, "%s\n", text);
	free(text);
	json_decref(line);
}

static void
send_bytes(
    struct evhttp_request *request, int status, const char *bytes, size_t len)
{
	struct evbuffer *out = evbuffer_new();

	evbuffer_add(out, bytes, len);
	evhttp_send_reply(request, status, NULL, out);
	evbuffer_free(out);
}

static void
send_text(struct evhttp_request *request, int status, const char *type,
    const char *text)
{
	say(request, "Content-Type", type);
	send_bytes(request, status, text, strlen(text));
}

static bool
is_unchanged(struct evhttp_request *request, const struct sheet *s)
{
	const char *etag = header(request, "If-None-Match");
	const char *since = header(request, "If-Modified-Since");

	if (etag != NULL)
		return strcmp(etag, s->etag) == 0;
	return since != NULL && strcmp(since, s->modified) == 0;
}

static void
say_sheet(struct evhttp_request *request, struct sheet *s)
{
	const char *accepts = header(request, "Accept-Encoding");

	say(request, "Content-Type", s->type);
	say(request, "ETag", s->etag);
	say(request, "Last-Modified", s->modified);
	if (!s->text || accepts == NULL || strstr(accepts, "gzip") == NULL)
		return;
	say(request, "Vary", "Accept-Encoding");
	if (s->body.len > 0 && sheet_pack(s))
		say(request, "Content-Encoding", "gzip");
}

/* The right answer, or a fault that begins as one. */
static const char *
send_sheet(struct site *site, struct evhttp_request *request,
    enum fault_kind fault, struct sheet *s)
{
	if (fault == FAULT_NONE && is_unchanged(request, s)) {
		evhttp_send_reply(request, HTTP_NOTMODIFIED, NULL, NULL);
		return "304";
	}
	say_sheet(request, s);
	if (fault == FAULT_DRIP && held_drip(site, request, s))
		return "drip";
	if (fault == FAULT_TRUNCATE && held_truncate(site, request, s))
		return "truncate";
	send_bytes(request, HTTP_OK, s->body.text, s->body.len);
	return "200";
}

/* A file that is there for this query only comes before that of its path. */
static bool
load(struct site *site, struct evhttp_request *request, const char *path,
    struct sheet *s, struct why *w)
{
	const char *query = evhttp_uri_get_query(
	    evhttp_request_get_evhttp_uri(request));
	struct str whole = STR_INIT(4096);
	bool found = false;

	if (query != NULL) {
		str_addf(&whole, "%s%s?%s", path,
		    path[strlen(path) - 1] == '/' ? "index.html" : "", query);
		found = !whole.full && sheet_load(s, &site->shelf, &site->marks,
					   whole.text, w);
		if (!found)
			sheet_release(s);
	}
	str_release(&whole);
	return found || sheet_load(s, &site->shelf, &site->marks, path, w);
}

static const char *
send_file(struct site *site, struct evhttp_request *request,
    enum fault_kind fault, const char *path)
{
	struct sheet s;
	struct why w;
	const char *outcome = "404";

	if (load(site, request, path, &s, &w))
		outcome = send_sheet(site, request, fault, &s);
	else
		send_text(request, HTTP_NOTFOUND, "text/html; charset=utf-8",
		    refusal_page);
	sheet_release(&s);
	return outcome;
}

static const char *
send_garbage(struct evhttp_request *request)
{
	char noise[4096];
	unsigned n = 1;

	for (size_t i = 0; i < sizeof(noise); i++) {
		n = n * 1103515245 + 12345;
		noise[i] = (char)(n >> 16);
	}
	say(request, "Content-Type", "text/xml; charset=utf-8");
	send_bytes(request, HTTP_OK, noise, sizeof(noise));
	return "garbage";
}

static const char *
send_away(struct evhttp_request *request, const struct fault *f)
{
	bool busy = f->kind == FAULT_RETRY_AFTER || f->kind == FAULT_BUSY;
	int status = f->kind == FAULT_BUSY       ? 503
		     : busy                      ? 429
		     : f->kind == FAULT_MOVED    ? HTTP_MOVEPERM
		     : f->kind == FAULT_REDIRECT ? HTTP_MOVETEMP
						 : f->number;

	if (busy)
		say(request, "Retry-After", f->where);
	if (f->kind == FAULT_MOVED || f->kind == FAULT_REDIRECT)
		say(request, "Location", f->where);
	send_text(request, status, "text/html; charset=utf-8", refusal_page);
	return "refused";
}

/* "Name: value" */
static void
say_field(struct evhttp_request *request, const char *field)
{
	char name[256];
	size_t n = strcspn(field, ":");

	snprintf(name, sizeof(name), "%.*s", (int)n, field);
	if (field[n] == ':')
		say(request, name, field + n + 1 + strspn(field + n + 1, " "));
}

static const char *
send_fault(struct site *site, struct evhttp_request *request,
    const struct fault *f, const char *path)
{
	switch (f->kind) {
	case FAULT_HANG:
		if (held_hang(site, request))
			return "hang";
		break;
	case FAULT_CLOSE:
		if (held_close(site, request))
			return "close";
		break;
	case FAULT_LOGIN:
		send_text(
		    request, HTTP_OK, "text/html; charset=utf-8", login_page);
		return "login";
	case FAULT_EMPTY:
		send_text(request, HTTP_OK, "text/xml; charset=utf-8", "");
		return "empty";
	case FAULT_GARBAGE:
		return send_garbage(request);
	case FAULT_STATUS:
	case FAULT_REDIRECT:
	case FAULT_MOVED:
	case FAULT_RETRY_AFTER:
	case FAULT_BUSY:
		return send_away(request, f);
	case FAULT_WITH:
		say_field(request, f->where);
		return send_file(site, request, FAULT_NONE, path);
	case FAULT_NONE:
	case FAULT_DRIP:
	case FAULT_TRUNCATE:
		break;
	}
	return send_file(site, request, f->kind, path);
}

static bool
set_fault(struct site *site, const char *query, struct why *w)
{
	struct evkeyvalq q = {0};
	const char *path, *word, *times;
	bool done = false;

	if (query == NULL || evhttp_parse_query_str(query, &q) != 0)
		return why(w, "needs path and do");
	path = evhttp_find_header(&q, "path");
	word = evhttp_find_header(&q, "do");
	times = evhttp_find_header(&q, "times");
	if (path == NULL || word == NULL)
		why(w, "needs path and do");
	else
		done = faults_set(&site->faults, path, word,
		    times ? (unsigned)atoi(times) : 0, w);
	evhttp_clear_headers(&q);
	return done;
}

/* Requests that steer the site itself. */
static void
steer(struct site *site, struct evhttp_request *request, const char *path,
    const char *query)
{
	static const char plain[] = "text/plain; charset=utf-8";
	struct why w = {""};

	if (strcmp(path, "/_log") == 0) {
		send_text(request, HTTP_OK, plain, site->log.text);
		return;
	}
	if (strcmp(path, "/_edition") == 0 && query != NULL)
		site->shelf.edition = atoi(query) % 1000;
	else if (strcmp(path, "/_fault") != 0)
		why(&w, "no such order");
	else
		set_fault(site, query, &w);
	send_text(request, w.text[0] ? HTTP_BADREQUEST : HTTP_OK, plain,
	    w.text[0] ? w.text : "done");
}

void
answer(struct evhttp_request *request, void *context)
{
	struct site *site = context;
	const struct evhttp_uri *uri = evhttp_request_get_evhttp_uri(request);
	const char *raw = evhttp_uri_get_path(uri);
	char *path = raw ? evhttp_uridecode(raw, 0, NULL) : NULL;
	struct fault f;

	if (path == NULL || path[0] != '/')
		evhttp_send_error(request, HTTP_BADREQUEST, NULL);
	else if (path[1] == '_')
		steer(site, request, path, evhttp_uri_get_query(uri));
	else {
		f = faults_next(&site->faults, path);
		keep_log(
		    site, request, path, send_fault(site, request, &f, path));
	}
	free(path);
}

void
answer_stop(struct site *site)
{
	held_stop(site);
	str_release(&site->log);
}
