/* probe-look.c - what there is at an address: feeds, lists, items, papers */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "core/identity.h"
#include "core/page/platform.h"
#include "core/paper.h"
#include "ctl/probe.h"
#include "ctl/section.h"

enum { COMPARED_MOST = 200 };

static struct reading
how(enum reading_want want, const char *item, int day)
{
	return (struct reading){
	    .want = want, .paths.item = item, .published = day};
}

/* --- feeds --- */

static bool
is_known(const struct probe *p, const char *url)
{
	for (size_t i = 0; i < p->n_feeds; i++)
		if (strcmp(p->feed[i].url, url) == 0)
			return true;
	return false;
}

/* An item of the list is in the feed too. */
static bool
fits(
    struct pool *pool, const struct document *feed, const struct document *list)
{
	size_t n = feed->n_items, m = list->n_items;

	if (n > COMPARED_MOST)
		n = COMPARED_MOST;
	if (m > COMPARED_MOST)
		m = COMPARED_MOST;
	for (size_t i = 0; i < n; i++) {
		const char *link = feed->items[i].link;

		if (link == NULL)
			continue;
		link = identity_link(pool, link);
		for (size_t k = 0; k < m; k++)
			if (strcmp(link,
				identity_link(pool, list->items[k].link)) == 0)
				return true;
	}
	return list->n_rules == 0;
}

static bool
try_feed(struct probe *p, const char *url, const char *said)
{
	struct probed_feed *f = &p->feed[p->n_feeds];
	struct reading r = how(READING_FEED, NULL, p->day);
	struct pool *scratch;
	struct got got;

	if (p->n_feeds == PROBE_FEEDS || is_known(p, url) ||
	    !section_takes_url(url))
		return false;
	*f = (struct probed_feed){.url = url, .how = said};
	p->n_feeds++;
	if (!visitor_get(&p->visitor, url, &r, &got)) {
		f->why = got.why;
		return false;
	}
	if (got.moved != NULL && section_takes_url(got.moved))
		f->url = got.moved;
	f->document = got.document;
	scratch = pool_new(64 << 20);
	f->fits = fits(scratch, f->document, p->page);
	pool_free(scratch);
	return true;
}

static void
look_for_feeds(struct probe *p)
{
	const struct document *d = p->page;
	const char *url;
	bool found = false;

	for (size_t i = 0; i < d->n_links; i++)
		if (strcmp(d->links[i].rel, "alternate") == 0)
			found |= try_feed(
			    p, d->links[i].href, "linked from the page");
	for (size_t i = 0; !found && i < PROBE_USUAL; i++) {
		url = platform_feed(
		    p->visitor.pool, d->platform, p->came_from, i);
		if (url != NULL)
			found = try_feed(p, url, "usual address");
	}
}

/*
 * A feed that holds what the page lists, or any that holds something when the
 * page has no list; else the list, since it is what was asked for.
 */
static void
choose(struct probe *p)
{
	for (size_t i = 0; i < p->n_feeds && p->chosen == NULL; i++)
		if (p->feed[i].document != NULL && p->feed[i].fits &&
		    p->feed[i].document->n_items > 0)
			p->chosen = &p->feed[i];
	/* Whoever gives an XPath wants the page. */
	if (p->item != NULL)
		p->chosen = NULL;
	p->watched = p->chosen != NULL ? p->chosen->document : p->page;
}

/* --- items --- */

static void
look_at_paper(struct probe *p, struct probed_item *shown, const char *url)
{
	struct probed_paper *paper = &shown->paper_of[shown->n_read++];
	int64_t when = shown->page->published != NO_TIME
			   ? shown->page->published
			   : shown->item->published;
	struct reading r = how(READING_TEXT, NULL,
	    when != NO_TIME ? time_local_day(when) : p->day);
	struct got got;

	paper->url = url;
	if (!visitor_get(&p->visitor, url, &r, &got) || !got.paper)
		paper->why = got.why;
	else if (got.document->n_items > 0)
		paper->text = &got.document->items[0];
	if (got.document != NULL && !got.paper)
		why(&paper->why, "not a PDF");
}

static void
look_at_papers(struct probe *p, struct probed_item *shown)
{
	for (size_t i = 0; i < shown->page->n_links; i++) {
		const struct link *link = &shown->page->links[i];

		if (!paper_is_one(link))
			continue;
		shown->papers++;
		if (shown->n_read < PROBE_PAPERS)
			look_at_paper(p, shown, link->href);
	}
}

static void
look_at_page(struct probe *p, struct probed_item *shown)
{
	const struct item *item = shown->item;
	struct reading r = how(READING_PAGE, NULL,
	    item->published != NO_TIME ? time_local_day(item->published)
				       : p->day);
	struct got got;

	if (item->link == NULL) {
		why(&shown->why, "it has no link");
		return;
	}
	visitor_get(&p->visitor, item->link, &r, &got);
	shown->paper = got.paper;
	shown->why = got.why;
	if (got.document == NULL || got.document->n_items == 0)
		return;
	shown->page = &got.document->items[0];
	if (!shown->paper)
		look_at_papers(p, shown);
}

static void
look_at_items(struct probe *p)
{
	const struct document *d = p->watched;

	for (size_t i = 0; i < d->n_items && i < PROBE_ITEMS; i++) {
		struct probed_item *shown = &p->shown[p->n_shown++];

		shown->item = &d->items[i];
		look_at_page(p, shown);
		p->papers |= shown->papers > 0;
		p->pages |= shown->page != NULL || shown->paper;
	}
}

static bool
find_nothing(const struct document *d, struct why *w)
{
	for (size_t i = 0; i < d->n_links; i++)
		if (strcmp(d->links[i].rel, "section") == 0)
			return why(w,
			    "there is no feed and no list of links; the page "
			    "\"%s\" may have one: %s",
			    d->links[i].title ? d->links[i].title : "",
			    d->links[i].href);
	return why(w,
	    "there is no feed and no list of links; try the page that lists "
	    "the news, or --item XPATH");
}

static void
note_platform(struct probe *p)
{
	struct platform found = {p->page->platform, p->page->mark};

	if (p->page->kind == DOCUMENT_FEED)
		platform_of_address(p->visitor.pool, p->came_from, &found);
	p->platform = found.name;
	p->mark = found.mark;
}

bool
probe_look(struct probe *p, struct why *w)
{
	struct reading r = how(READING_PROBE, p->item, p->day);
	struct got got;

	if (!visitor_get(&p->visitor, p->typed, &r, &got)) {
		*w = got.why;
		return false;
	}
	p->page = got.document;
	p->came_from = got.url;
	p->url = got.moved != NULL && section_takes_url(got.moved) ? got.moved
								   : p->typed;
	p->watched = p->page;
	note_platform(p);
	if (p->page->kind != DOCUMENT_FEED) {
		look_for_feeds(p);
		choose(p);
	}
	if (p->item != NULL && p->page->kind == DOCUMENT_FEED)
		return why(w, "this is a feed, which needs no --item");
	if (p->item != NULL && p->page->n_rules == 0)
		return why(w,
		    "nothing on the page has a link and a title by the XPath "
		    "%.120s",
		    p->item);
	if (p->watched->kind != DOCUMENT_FEED && p->watched->n_rules == 0)
		return find_nothing(p->page, w);
	look_at_items(p);
	return true;
}
