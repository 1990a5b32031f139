/* page.c - one page as one item: title, main text, dates, papers */
/* SPDX-License-Identifier: MIT */
#include "core/page/page.h"

#include <string.h>

#include "base/date.h"
#include "core/page/page-body.h"
#include "core/page/page-date.h"
#include "core/page/page-lines.h"
#include "core/page/page-link.h"
#include "core/page/page-list.h"
#include "core/page/repair.h"

/* "Title - Site": the site's name is cut where the heading shows where. */
static const char *
without_site(struct pool *pool, const char *title)
{
	static const char *const marks[] = {" - ", " | ", " – ", " — "};
	size_t cut = strlen(title);

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		const char *at = NULL;

		for (const char *s = title; (s = strstr(s, marks[i])); s++)
			at = s;
		if (at != NULL && (size_t)(at - title) < cut && at > title + 8)
			cut = (size_t)(at - title);
	}
	return pool_strndup(pool, title, cut);
}

static const char *
find_title(const struct page *p, xmlNode *main)
{
	const char *s = NULL;
	xmlNode *h1 = tree_first(p, main, ".//h1[normalize-space()]");

	if (h1 == NULL)
		h1 = tree_first(p, p->root, "//h1[normalize-space()]");
	/* regeringen's number of the matter stands inside the heading. */
	if (h1 != NULL)
		s = tree_text(p, h1,
		    tree_first(p, h1, ".//*[contains(@class,'vignette')]"));
	if (s == NULL)
		s = tree_meta(p, "og:title");
	if (s == NULL) {
		s = tree_string(p, p->root, "//title");
		s = s != NULL ? without_site(p->pool, s) : NULL;
	}
	return s;
}

/* The heading is the item's title; in the text it would be read twice. */
static void
drop_title(struct lines *l, const char *title)
{
	for (size_t i = 0; title != NULL && i < l->n && i < 30; i++) {
		if (l->list[i].heading != 1 ||
		    strcmp(l->list[i].text, title) != 0)
			continue;
		memmove(&l->list[i], &l->list[i + 1],
		    (l->n - i - 1) * sizeof(*l->list));
		l->n--;
		return;
	}
}

/* Without a main part, what stands before the first heading is the site's. */
static void
drop_head(struct lines *l)
{
	size_t i = 0;

	while (i < l->n && l->list[i].heading != 1)
		i++;
	if (i == l->n || i == 0)
		return;
	for (size_t k = 0; k < i; k++)
		if (lines_may_date(l->list[k].text, l->list[k].len))
			return;
	memmove(l->list, l->list + i, (l->n - i) * sizeof(*l->list));
	l->n -= i;
}

static const char *
find_content(const struct page *p, xmlNode *main, const char *title)
{
	struct lines l = {.pool = p->pool};

	lines_of_tree(&l, p, main);
	if (tree_is(main, "body"))
		drop_head(&l);
	drop_title(&l, title);
	lines_trim(&l);
	return lines_join(&l);
}

static struct item *
new_item(struct pool *pool, struct document *d, const char *url)
{
	*d = (struct document){.kind = DOCUMENT_PAGE,
	    .link = url,
	    .published = NO_TIME,
	    .updated = NO_TIME};
	d->n_items = 1;
	d->items = pool_get(pool, sizeof(*d->items));
	d->items[0] = (struct item){.link = url,
	    .published = NO_TIME,
	    .updated = NO_TIME,
	    .valid_to = NO_DAY};
	return d->items;
}

bool
page_read(struct pool *pool, const struct body *body, struct document *d,
    struct why *w)
{
	struct item *item = new_item(pool, d, body->url);
	struct page page;
	xmlNode *main;

	d->format = "html";
	if (!tree_open(pool, body, &page, w))
		return false;
	main = page_main(&page);
	item->title = find_title(&page, main);
	item->content = find_content(&page, main, item->title);
	item->summary = tree_meta(&page, "description");
	page_dates(&page, main, &item->published, &item->updated);
	item->links = link_papers(&page, main, &item->n_links);
	d->title = item->title;
	d->published = item->published;
	d->updated = item->updated;
	d->links = link_alternates(&page, &d->n_links);
	tree_close(&page);
	return item->content != NULL || item->title != NULL ||
	       why(w, "no text was found on the page");
}

bool
page_of_text(struct pool *pool, const struct body *body, struct document *d,
    struct why *w)
{
	struct item *item = new_item(pool, d, body->url);
	struct text text = body_text(pool, body);
	struct lines l = {.pool = pool};

	d->format = "text";
	repair_text(&l, text.bytes, text.len);
	if (l.n > 0 && l.list[0].len <= 300)
		item->title = d->title = l.list[0].text;
	lines_trim(&l);
	item->content = lines_join(&l);
	return item->content != NULL || why(w, "there is no text in it");
}
