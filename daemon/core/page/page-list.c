/* page-list.c - lists of links: by hand, by platform, by likeness */
/* SPDX-License-Identifier: MIT */
#include "core/page/page-list.h"

#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "core/page/page-date.h"
#include "core/page/page-lines.h"
#include "core/page/page-link.h"

/* A class among others, as CSS means it. */
#define CLASS(word) \
	"contains(concat(' ',normalize-space(@class),' '),' " word " ')"

/*
 * What is known of platforms (shared/SOURCES.md section 6): the items of
 * their lists, in the order in which they are tried.  element: one that the
 * rule looks for, NULL: any; word: a part of a class on it, without which the
 * XPath, which costs far more, need not be tried.  address: only on pages
 * whose address holds it.  least: fewer are a side box, or the page itself.
 */
static const struct preset {
	const char *platform;
	const char *element, *word;
	const char *address;
	const char *item;
	size_t least;
} presets[] = {
    {"SiteVision", "li", "sv-channel-item", NULL,
	"//li[" CLASS("sv-channel-item") "]", 1},
    {"SiteVision archive", NULL, "sv-archive-portlet", "arkiv",
	"//*[" CLASS("sv-archive-portlet") "]//li[.//a/@href]", 2},
    {"Episerver", NULL, "pagelistblock", NULL,
	"//*[" CLASS("pagelistblock") "]//li[.//a/@href]", 1},
    {"Episerver search", NULL, "searchresultpagelistblock", NULL,
	"//*[" CLASS("searchresultpagelistblock") "]//dd[.//a/@href]", 1},
    {"Episerver rows", "dd", "block__row", NULL,
	"//dd[" CLASS("block__row") "]", 1},
    {"regeringen", "ul", "list--block", NULL,
	"//ul[" CLASS("list--block") "]/li", 1},
    {"WordPress", "article", "", NULL,
	"//article[" CLASS("hentry") " or " CLASS(
	    "post") " or "
		    "contains(@class,'type-')]",
	2},
    {"WordPress posts", "li", "wp-block-post", NULL,
	"//li[" CLASS("wp-block-post") "]", 1},
};

enum { PRESETS = sizeof(presets) / sizeof(*presets) };

/* Of links without a known platform; two when both are dated. */
enum { LIST_LEAST = 2 };

static bool
is_known(const struct document *d, const struct item *item)
{
	const struct item *last = d->n_items > 0 ? &d->items[d->n_items - 1]
						 : NULL;

	return last != NULL && strcmp(last->link, item->link) == 0 &&
	       strcmp(last->title, item->title) == 0;
}

static void
add_item(const struct page *p, struct document *d, size_t *room,
    const struct item *item)
{
	if (d->n_items == DOCUMENT_ITEMS_MOST || is_known(d, item))
		return;
	d->items = pool_grow(
	    p->pool, d->items, d->n_items, room, sizeof(*d->items));
	d->items[d->n_items++] = *item;
}

/*
 * An entry that is a paper, and has more of them (a meeting's summons and
 * minutes): each is an item, with the entry's day.
 */
static void
add_papers(const struct page *p, xmlNode *node, struct document *d,
    size_t *room, const struct item *first)
{
	struct item item = *first;
	const char *type;
	struct link *papers;
	size_t n;

	if (!link_is_paper(first->link, &type))
		return;
	papers = link_papers(p, node, &n);
	for (size_t i = 0; i < n; i++) {
		if (strcmp(papers[i].href, first->link) == 0 ||
		    papers[i].title == NULL)
			continue;
		item.link = papers[i].href;
		item.title = papers[i].title;
		add_item(p, d, room, &item);
	}
}

static void
fill(const struct page *p, const struct found *f,
    const struct page_paths *paths, struct document *d)
{
	size_t room = 0;

	d->items = NULL;
	d->n_items = 0;
	for (size_t i = 0; i < f->n; i++) {
		struct item item;

		if (!item_of_node(p, f->nodes[i], paths, f->any_host, &item))
			continue;
		add_item(p, d, &room, &item);
		if (paths->link == NULL && paths->title == NULL)
			add_papers(p, f->nodes[i], d, &room, &item);
	}
}

static bool
may_match(const struct page *p, const struct preset *preset)
{
	for (const xmlNode *n = p->root; n != NULL; n = tree_next(n, p->root)) {
		const char *class = tree_attr(n, "class");

		if (class != NULL && strstr(class, preset->word) != NULL &&
		    (preset->element == NULL || tree_is(n, preset->element)))
			return true;
	}
	return false;
}

static bool
fill_by_preset(const struct page *p, const struct preset *preset,
    const struct page_paths *paths, struct document *d)
{
	struct found f = {0};

	if (preset->address != NULL &&
	    (p->url == NULL || strcasestr(p->url, preset->address) == NULL))
		return false;
	if (!may_match(p, preset))
		return false;
	f.nodes = tree_find(p, p->root, preset->item, &f.n);
	if (f.n < preset->least)
		return false;
	fill(p, &f, paths, d);
	return d->n_items >= preset->least;
}

struct found
list_largest(const struct page *p, bool any_host)
{
	xmlNode *main = page_main(p);
	xmlNode *body = tree_first(p, p->root, "//body");
	struct found f = group_find(p, main, any_host);

	if (f.n == 0 && main != body && body != NULL)
		f = group_find(p, body, any_host);
	return f;
}

static bool
fill_by_likeness(
    const struct page *p, const struct page_paths *paths, struct document *d)
{
	for (int any_host = 0; any_host < 2; any_host++) {
		struct found f = list_largest(p, any_host);

		fill(p, &f, paths, d);
		if (d->n_items >= LIST_LEAST || (f.n == 1 && d->n_items == 1))
			return true;
	}
	return false;
}

/* One or two papers are a list too: the first of a new board. */
static bool
fill_by_papers(const struct page *p, struct document *d)
{
	size_t n;
	struct link *papers = link_papers(p, page_main(p), &n);

	if (n == 0)
		return false;
	d->items = pool_get(p->pool, n * sizeof(*d->items));
	d->n_items = 0;
	for (size_t i = 0; i < n; i++)
		if (papers[i].title != NULL)
			d->items[d->n_items++] = (struct item){
			    .link = papers[i].href,
			    .title = papers[i].title,
			    .published = link_time(papers[i].href),
			    .updated = NO_TIME,
			    .valid_to = NO_DAY};
	return d->n_items > 0;
}

bool
list_by_path(const struct page *p, const struct page_paths *paths,
    struct document *d, struct why *w)
{
	struct found f = {.any_host = true};

	f.nodes = tree_find(p, p->root, paths->item, &f.n);
	if (f.n == 0)
		return why(w,
		    "item = %.120s: nothing on the page matches it; the page "
		    "may have been rebuilt, so mend the XPath",
		    paths->item);
	fill(p, &f, paths, d);
	return d->n_items > 0 ||
	       why(w,
		   "item = %.120s: it matches %zu nodes, but none has both a "
		   "link and a title; say link = and title = as well",
		   paths->item, f.n);
}

const char *
list_name(size_t i)
{
	static const char *const others[] = {"largest list", "files", NULL};

	return i < PRESETS ? presets[i].platform : others[i - PRESETS];
}

bool
list_try(const struct page *p, size_t i, const struct page_paths *paths,
    struct document *d)
{
	d->n_items = 0;
	if (i < PRESETS)
		return fill_by_preset(p, &presets[i], paths, d);
	if (i == PRESETS)
		return fill_by_likeness(p, paths, d);
	return fill_by_papers(p, d);
}

const char *
list_path(const struct page *p, size_t i)
{
	if (i < PRESETS)
		return presets[i].item;
	return i == PRESETS ? group_path(p) : NULL;
}

/* What a platform's rule finds lies beside the page's main part only. */
static bool
is_beside(const struct page *p, size_t i)
{
	xmlNode *main = page_main(p);
	const char *path = pool_printf(p->pool, ".%s", presets[i].item);

	return !tree_is(main, "body") && tree_first(p, main, path) == NULL;
}

/*
 * The platforms' lists come first, but one beside the main part (events,
 * "most read") not before a list in it.
 */
bool
list_choose(const struct page *p, const struct page_paths *paths,
    struct document *d, size_t *way)
{
	size_t beside = PRESETS;

	for (size_t i = 0; i < PRESETS; i++) {
		if (!list_try(p, i, paths, d))
			continue;
		*way = i;
		if (!is_beside(p, i))
			return true;
		if (beside == PRESETS)
			beside = i;
	}
	if (beside < PRESETS &&
	    group_find(p, page_main(p), false).n < LIST_LEAST) {
		*way = beside;
		return list_try(p, beside, paths, d);
	}
	for (*way = PRESETS; list_name(*way) != NULL; ++*way)
		if (list_try(p, *way, paths, d))
			return true;
	d->n_items = 0;
	return false;
}

static bool
read_list(const struct page *p, const struct page_paths *paths,
    struct document *d, struct why *w)
{
	size_t way;

	if (paths->item != NULL) {
		d->list = "item";
		return list_by_path(p, paths, d, w);
	}
	if (list_choose(p, paths, d, &way)) {
		d->list = list_name(way);
		return true;
	}
	return why(w,
	    "no list of three links or more was found on the page; say "
	    "item = and an XPath in the feed's section");
}

void
list_head(const struct page *p, struct document *d)
{
	d->link = p->url;
	d->encoding = p->encoding;
	d->title = tree_string(p, p->root, "//title");
	if (d->title == NULL)
		d->title = tree_string(p, p->root, "//h1");
	d->links = link_alternates(p, &d->n_links);
	d->links = link_older(p, d->links, &d->n_links);
}

bool
page_list(struct pool *pool, const struct body *body,
    const struct page_paths *given, struct document *d, struct why *w)
{
	static const struct page_paths none;
	const struct page_paths *paths = given != NULL ? given : &none;
	struct page page;
	bool ok;

	*d = (struct document){.kind = DOCUMENT_LIST,
	    .format = "html",
	    .published = NO_TIME,
	    .updated = NO_TIME};
	if (!page_check_paths(paths, w) || !tree_open(pool, body, &page, w))
		return false;
	list_head(&page, d);
	ok = read_list(&page, paths, d, w);
	tree_close(&page);
	return ok;
}

bool
page_check_paths(const struct page_paths *paths, struct why *w)
{
	const struct {
		const char *key, *path;
	} all[] = {{"item", paths->item}, {"title", paths->title},
	    {"link", paths->link}, {"date", paths->date},
	    {"text", paths->text}};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (all[i].path != NULL && !tree_check_path(all[i].path, w))
			return why_before(w, "%s", all[i].key);
	return true;
}
