/* probe-get.c - one request after the other, and each answer read */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

#include "core/paper.h"
#include "ctl/probe.h"
#include "edge/fetch.h"
#include "edge/reader.h"
#include "edge/spawn-pdf.h"

enum { REDIRECTS_MOST = 10, ANSWER_MOST = 64 << 20, KEPT_MOST = 64 << 20 };

/* One request under way, and then its reading. */
struct visit {
	struct visitor *visitor;
	const struct reading *how;
	struct got *got;
	bool over;
};

bool
visitor_open(struct visitor *v, struct why *w)
{
	struct fetch_settings fetch = {.at_once = 1, .per_host = 1};
	struct reader_settings read = {.seconds = v->set.document_seconds,
	    .memory_most = v->set.reader_memory,
	    .answer_most = ANSWER_MOST};
	const char *contact = v->set.contact;

	v->base = event_base_new();
	if (v->base == NULL)
		return why(w, "no event loop");
	fetch.agent = pool_printf(v->pool, "bevakad/" PACKAGE_VERSION "%s%s%s",
	    contact[0] ? " (+" : "", contact, contact[0] ? ")" : "");
	fetch.allow = v->set.allow;
	read.program = pool_printf(
	    v->pool, "%s/bevakad-reader", v->set.libexec);
	v->fetcher = fetcher_new(v->base, &fetch);
	v->reader = reader_new(v->base, &read);
	v->spawner = spawner_new(v->base);
	return true;
}

void
visitor_close(struct visitor *v)
{
	if (v->reader != NULL)
		reader_free(v->reader);
	if (v->fetcher != NULL)
		fetcher_free(v->fetcher);
	if (v->spawner != NULL)
		spawner_free(v->spawner);
	if (v->base != NULL)
		event_base_free(v->base);
	for (size_t i = 0; i < v->n_kept; i++)
		pool_free(v->kept[i]);
}

static void
finish(struct visit *visit)
{
	visit->over = true;
	event_base_loopbreak(visit->visitor->base);
}

static void
was_read(struct reader_result *result, void *context)
{
	struct visit *visit = context;
	struct visitor *v = visit->visitor;

	visit->got->document = result->document;
	visit->got->why = result->why;
	if (result->pool != NULL) {
		v->kept = pool_grow(v->pool, v->kept, v->n_kept, &v->kept_room,
		    sizeof(*v->kept));
		v->kept[v->n_kept++] = result->pool;
	}
	finish(visit);
}

/* A paper's text is read as the daemon reads it. */
static void
was_printed(const struct spawn_result *result, void *context)
{
	struct visit *visit = context;
	bool later;
	const char *fault = spawn_pdf_fault(result, &later);
	struct reading reading = {.want = READING_TEXT,
	    .body = {.bytes = result->output,
		.len = result->len,
		.url = visit->got->url,
		.type = PDF_TEXT_TYPE},
	    .published = visit->how->published};

	if (fault == NULL) {
		reader_start(visit->visitor->reader, &reading, was_read, visit);
		return;
	}
	why(&visit->got->why, "a PDF: %s", fault);
	finish(visit);
}

/* In place of a feed or list a paper is none of them. */
static void
take_paper(struct visit *visit, const struct fetch_result *result)
{
	enum reading_want want = visit->how->want;

	visit->got->paper = true;
	if (want == READING_PAGE || want == READING_TEXT) {
		spawn_pdf(visit->visitor->spawner, result->bytes, result->len,
		    was_printed, visit);
		return;
	}
	why(&visit->got->why, "a PDF");
	finish(visit);
}

static void
has_answer(const struct fetch_result *result, void *context)
{
	struct visit *visit = context;
	struct got *got = visit->got;
	struct reading reading = *visit->how;
	struct pool *pool = visit->visitor->pool;

	got->why = result->why;
	if (result->url != NULL)
		got->url = pool_strdup(pool, result->url);
	if (result->moved != NULL)
		got->moved = pool_strdup(pool, result->moved);
	if (result->outcome != FETCH_BODY) {
		finish(visit);
		return;
	}
	if (paper_is_pdf(result->bytes, result->len)) {
		take_paper(visit, result);
		return;
	}
	reading.body = (struct body){
	    result->bytes, result->len, got->url, result->type};
	reader_start(visit->visitor->reader, &reading, was_read, visit);
}

static void
rested(evutil_socket_t fd, short what, void *base)
{
	(void)fd;
	(void)what;
	event_base_loopbreak(base);
}

/* The same host is not asked again at once. */
static void
rest(struct visitor *v, const char *url)
{
	const char *s = strstr(url, "//");
	const char *host;
	struct timeval t = {
	    v->set.spacing / 1000, v->set.spacing % 1000 * 1000};

	s = s != NULL ? s + 2 : url;
	host = pool_strndup(v->pool, s, strcspn(s, "/?#"));
	if (v->set.spacing > 0 && v->last_host != NULL &&
	    strcmp(v->last_host, host) == 0) {
		event_base_once(v->base, -1, EV_TIMEOUT, rested, v->base, &t);
		event_base_dispatch(v->base);
	}
	v->last_host = host;
}

bool
visitor_get(struct visitor *v, const char *url, const struct reading *how,
    struct got *got)
{
	struct visit visit = {.visitor = v, .how = how, .got = got};
	/* Some servers turn away who does not bring their cookie back. */
	struct fetch_access access = {.jar = "probe", .ca = v->set.ca};
	struct fetch_request request = {.url = url,
	    .access = &access,
	    .seconds = v->set.patience,
	    .body_most = v->set.body_most,
	    .proxy = v->set.proxy,
	    .redirects_most = REDIRECTS_MOST};

	*got = (struct got){.url = url};
	rest(v, url);
	fetch_start(v->fetcher, &request, has_answer, &visit);
	while (!visit.over && event_base_dispatch(v->base) == 0)
		;
	if (!visit.over)
		why(&got->why, "the event loop ended");
	return got->document != NULL;
}
