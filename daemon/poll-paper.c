/* poll-paper.c - PDFs that mails bring along: read before the round is kept */
/* SPDX-License-Identifier: MIT */
/*
 *	mails read --> the next PDF --> PRINTED --> READ --.
 *	                    ^                              |
 *	                    |<-----------------------------'
 *	                    '--> none is left: the round goes on
 *
 * A mail is not asked for twice, so what its papers say must be known when it
 * is kept; until then nothing of the round is in the file, and a crash reads
 * the mails again.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "core/paper.h"
#include "core/reading.h"
#include "edge/conf.h"
#include "edge/reader.h"
#include "edge/spawn-pdf.h"
#include "keep.h"
#include "means.h"
#include "poll-inner.h"
#include "turn.h"

/* An item with papers, as it grows. */
struct grown {
	struct item *item;
	struct str text;
	struct paper_deadlines deadlines;
};

struct papers {
	struct polled *feed;
	struct pool *pool;
	struct document document;
	papers_done_fn *done;
	void *context;
	struct grown *grown; /* at most one a paper */
	size_t n_grown;
	size_t at; /* the paper under way */
	struct spawn *print;
	struct reader_errand *errand;
};

bool
poll_reads_papers(const struct conf_feed *conf)
{
	return conf->type == CONF_FEED_MAILBOX &&
	       (conf->read & CONF_READ_ATTACHMENTS) != 0;
}

void
papers_stop(struct papers *p)
{
	if (p == NULL)
		return;
	if (p->print != NULL)
		spawn_cancel(p->print);
	if (p->errand != NULL)
		reader_cancel(p->errand);
	for (size_t i = 0; i < p->n_grown; i++)
		str_release(&p->grown[i].text);
	pool_free(p->pool);
	free(p);
}

/* The item that the paper under way is attached to. */
static struct item *
owner(struct papers *p)
{
	return &p->document.items[p->document.papers[p->at].item];
}

static struct grown *
grown_of(struct papers *p, struct item *item)
{
	struct grown *g = p->grown;

	while (g < p->grown + p->n_grown && g->item != item)
		g++;
	if (g < p->grown + p->n_grown)
		return g;
	p->n_grown++;
	g->item = item;
	g->text = (struct str)STR_INIT(KEEP_TEXT_MOST);
	if (item->content != NULL)
		str_add_some(&g->text, item->content);
	paper_add(p->pool, &g->deadlines, item);
	return g;
}

static void
take(struct papers *p, const struct item *text)
{
	struct item *item = owner(p);
	struct grown *g;

	if (text->content == NULL)
		return;
	g = grown_of(p, item);
	if (g->text.len > 0)
		str_add(&g->text, "\n");
	str_add_some(&g->text, text->content);
	paper_add(p->pool, &g->deadlines, text);
}

static void
finish(struct papers *p)
{
	struct pool *pool = p->pool;
	struct document *document = pool_get(pool, sizeof(*document));
	papers_done_fn *done = p->done;
	void *context = p->context;

	*document = p->document;
	for (size_t i = 0; i < p->n_grown; i++) {
		struct grown *g = &p->grown[i];

		g->item->content = pool_strndup(
		    pool, g->text.text, g->text.len);
		g->item->deadlines = g->deadlines.list;
		g->item->n_deadlines = g->deadlines.n;
	}
	p->pool = NULL;
	papers_stop(p);
	done(context, pool, document);
}

static void next(struct papers *);

static void
fail(struct papers *p, const char *reason)
{
	log_warn("feed %s: paper %s: %s", p->feed->conf->name,
	    p->document.papers[p->at].href, reason);
}

static void
was_read(struct reader_result *result, void *context)
{
	struct papers *p = context;

	p->errand = NULL;
	if (result->document != NULL && result->document->n_items > 0)
		take(p, &result->document->items[0]);
	else
		fail(p, result->why.text);
	pool_free(result->pool);
	p->at++;
	next(p);
}

static void
was_printed(const struct spawn_result *result, void *context)
{
	struct papers *p = context;
	const struct item *item = owner(p);
	bool later;
	const char *fault = spawn_pdf_fault(result, &later);
	int64_t sent = item->published != NO_TIME
			   ? item->published
			   : turn_now(p->feed->poll->turn);
	struct reading reading = {.want = READING_TEXT,
	    .body = {.bytes = result->output,
		.len = result->len,
		.url = p->document.papers[p->at].href,
		.type = PDF_TEXT_TYPE},
	    .published = time_local_day(sent)};

	p->print = NULL;
	if (fault == NULL) {
		p->errand = reader_start(
		    p->feed->poll->means->reader, &reading, was_read, p);
		return;
	}
	fail(p, fault);
	p->at++;
	next(p);
}

static void
next(struct papers *p)
{
	const struct pdf *paper = p->document.papers;

	if (p->at == p->document.n_papers) {
		finish(p);
		return;
	}
	paper += p->at;
	p->print = spawn_pdf(p->feed->poll->means->spawner, paper->bytes,
	    paper->len, was_printed, p);
}

struct papers *
papers_start(struct polled *f, struct pool *pool, const struct document *d,
    papers_done_fn *done, void *context)
{
	struct papers *p = calloc(1, sizeof(*p));

	if (p == NULL)
		abort();
	p->feed = f;
	p->pool = pool;
	p->document = *d;
	p->done = done;
	p->context = context;
	p->grown = pool_get(pool, d->n_papers * sizeof(*p->grown));
	next(p);
	return p;
}
