/* backfill.c - gaps of feeds: one request after the other, until they end */
/* SPDX-License-Identifier: MIT */
/*
 *	begun --> queued --the host lets it in--> asked --> read --> TAKEN --.
 *	            ^                               |      (in slices)      |
 *	            |<-- somewhere else to look ----+-----------------------'
 *	            '--- nowhere: told, and over
 */
#include "backfill.h"

#include <stdlib.h>

#include "access.h"
#include "backfill-inner.h"
#include "base/date.h"
#include "core/reading.h"
#include "edge/conf.h"
#include "edge/fetch.h"
#include "edge/reader.h"
#include "means-rest.h"
#include "means.h"
#include "turn.h"

enum {
	FILLING_MOST = 64 << 20,
	REST_MOST = 120 /* seconds that a host wants to be left alone */
};

static void
take_out(struct filling *g)
{
	struct filling **at = &g->backfill->fillings;

	while (*at != g)
		at = &(*at)->next;
	*at = g->next;
}

static void
filling_free(struct filling *g)
{
	if (g->fetch != NULL)
		fetch_cancel(g->fetch);
	if (g->errand != NULL)
		reader_cancel(g->errand);
	hosts_leave(g->backfill->means->hosts, &g->ticket);
	slice_stop(&g->slice);
	pool_free(g->read);
	for (size_t i = 0; i < g->n_held; i++)
		slicer_free_pool(turn_slicer(g->backfill->turn), g->held[i]);
	pool_free(g->pool);
	free(g);
}

static void
finish(struct filling *g)
{
	/* Whoever is told may stop all the others. */
	take_out(g);
	g->found.feed = g->conf->name;
	g->found.filling = g;
	backfill_sum_up(g);
	g->backfill->done(&g->found, g->backfill->context);
}

void
backfill_found_free(struct backfill_found *found)
{
	filling_free(found->filling);
}

static void ask(void *context);

static void
go_on(struct filling *g)
{
	g->url = backfill_next(g);
	if (g->url == NULL) {
		finish(g);
		return;
	}
	if (hosts_rests(g->backfill->means->hosts, g->url) > REST_MOST) {
		finish(g);
		return;
	}
	g->asked++;
	g->ticket.go = ask;
	g->ticket.context = g;
	hosts_enter(g->backfill->means->hosts, g->url, &g->ticket);
}

static bool
take_some(void *context)
{
	struct filling *g = context;
	struct pool *read = g->read;

	if (backfill_take(g))
		return true;
	g->read = NULL;
	if (g->taken)
		g->held[g->n_held++] = read;
	else
		slicer_free_pool(turn_slicer(g->backfill->turn), read);
	go_on(g);
	return false;
}

static void
was_read(struct reader_result *result, void *context)
{
	struct filling *g = context;

	g->errand = NULL;
	if (result->document == NULL || g->n_held == BACKFILL_HELD) {
		pool_free(result->pool);
		go_on(g);
		return;
	}
	g->read = result->pool;
	g->document = result->document;
	g->at = 0;
	g->taken = false;
	g->slice = (struct slice){
	    .name = "a gap's page", .step = take_some, .context = g};
	slice_start(turn_slicer(g->backfill->turn), &g->slice);
}

static enum reading_want
want_of(const struct filling *g)
{
	static const enum reading_want list[] = {
	    [CONF_FEED_AUTO] = READING_AUTO,
	    [CONF_FEED_FEED] = READING_FEED,
	    [CONF_FEED_PAGE] = READING_LIST};

	switch (g->way) {
	case WAY_SITEMAP:
		return READING_SITEMAP;
	case WAY_ITEM:
		return READING_PAGE;
	default:
		return list[g->conf->type];
	}
}

static void
read_body(struct filling *g, const struct fetch_result *got)
{
	struct reading reading = {.want = want_of(g),
	    .body = {.bytes = got->bytes,
		.len = got->len,
		.url = got->url,
		.type = got->type},
	    .own = got->body,
	    .paths = g->conf->paths,
	    .published = g->way == WAY_SITEMAP
			     ? time_local_day(g->start - BACKFILL_SLACK)
			     : turn_today(g->backfill->turn)};

	g->errand = reader_start(
	    g->backfill->means->reader, &reading, was_read, g);
}

static void
has_answer(const struct fetch_result *got, void *context)
{
	struct filling *g = context;
	struct hosts *hosts = g->backfill->means->hosts;

	g->fetch = NULL;
	hosts_leave(hosts, &g->ticket);
	if (got->retry_after > 0 && got->outcome == FETCH_REFUSED)
		means_rest(g->backfill->turn, g->backfill->means, g->url,
		    got->retry_after);
	if (got->outcome == FETCH_BODY)
		read_body(g, got);
	else
		go_on(g);
}

static void
ask(void *context)
{
	struct filling *g = context;
	const struct conf *conf = turn_conf(g->backfill->turn);
	struct fetch_request request = {.url = g->url,
	    .seconds = conf->patience,
	    .body_most = conf->body_most,
	    .redirects_most = 10};

	g->fetch = access_start(
	    g->backfill->means->fetcher, g->conf, &request, has_answer, g);
}

void
backfill_begin(struct backfill *b, const struct conf_feed *conf,
    const char *url, const struct episode_row *gap)
{
	struct filling *g = b->fillings;

	while (g != NULL && g->feed != gap->feed)
		g = g->next;
	if (g != NULL) {
		g->end = gap->end;
		return;
	}
	g = calloc(1, sizeof(*g));
	if (g == NULL)
		abort();
	g->backfill = b;
	g->conf = conf;
	g->feed = gap->feed;
	g->start = gap->start;
	g->end = gap->end;
	g->pool = pool_new(FILLING_MOST);
	g->older = pool_strdup(g->pool, url);
	g->page = -1;
	g->sitemaps.most = BACKFILL_SITEMAPS;
	g->items.most = BACKFILL_ITEMS;
	g->next = b->fillings;
	b->fillings = g;
	go_on(g);
}

bool
backfill_rests(const struct backfill *b)
{
	return b->fillings == NULL;
}

void
backfill_stop(struct backfill *b)
{
	while (b->fillings != NULL) {
		struct filling *g = b->fillings;

		take_out(g);
		filling_free(g);
	}
}

struct backfill *
backfill_new(struct turn *t, const struct means *means, backfill_done_fn *done,
    void *context)
{
	struct backfill *b = calloc(1, sizeof(*b));

	if (b == NULL)
		abort();
	b->turn = t;
	b->means = means;
	b->done = done;
	b->context = context;
	return b;
}

void
backfill_free(struct backfill *b)
{
	if (b == NULL)
		return;
	backfill_stop(b);
	free(b);
}
