/* page-date.c - when a page was published and changed, by trust */
/* SPDX-License-Identifier: MIT */
#include "core/page/page-date.h"

#include <string.h>

#include "base/date.h"
#include "core/page/page-lines.h"
#include "core/page/page-link.h"
#include "core/page/page-when.h"
#include "core/page/stamp.h"

/* The names of one trust; several publish-like names, the best first. */
static const struct {
	const char *name;
	enum stamp_kind kind;
} metas[] = {
    {"article:published_time", STAMP_PUBLISHED},
    {"article:modified_time", STAMP_UPDATED},
    {"og:article:published_time", STAMP_PUBLISHED},
    {"datepublished", STAMP_PUBLISHED},
    {"datemodified", STAMP_UPDATED},
    {"dcterms.issued", STAMP_PUBLISHED},
    {"dcterms.available", STAMP_PUBLISHED},
    {"dc.date.published", STAMP_PUBLISHED},
    {"dc.date.issued", STAMP_PUBLISHED},
    {"dcterms.modified", STAMP_UPDATED},
    {"dc.date.modified", STAMP_UPDATED},
    {"og:updated_time", STAMP_UPDATED},
    {"last-modified", STAMP_UPDATED},
    {"dcterms.created", STAMP_PUBLISHED},
    {"dc.date.created", STAMP_PUBLISHED},
    {"dcterms.date", STAMP_PUBLISHED},
    {"dc.date", STAMP_PUBLISHED},
    {"date", STAMP_PUBLISHED},
};

static void
set(int64_t *slot, int64_t when)
{
	/* 1990 to 2100: a stamp of 1970 or 9999 is none. */
	if (*slot == NO_TIME && when >= 631152000 && when < 4102444800)
		*slot = when;
}

/* JSON-LD is often malformed, so its members are looked for as text. */
static void
read_ld(const char *ld, const char *member, int64_t *slot)
{
	char value[64];
	const char *s = strstr(ld, member);
	size_t n;

	if (s == NULL)
		return;
	s += strlen(member);
	s += strspn(s, "\" \t\r\n:");
	n = strcspn(s, "\",}\n");
	if (n >= sizeof(value))
		return;
	memcpy(value, s, n);
	value[n] = '\0';
	set(slot, when_read(value));
}

int64_t
page_time(const struct page *p, const xmlNode *n)
{
	const char *attr = tree_attr(n, "datetime");
	const char *text = tree_text(p, n, NULL);
	struct when a, t;
	bool by_attr = attr != NULL && when_find(attr, strlen(attr), &a);
	bool by_text = when_find(text, strlen(text), &t);

	if (!by_attr && attr == NULL)
		attr = tree_attr(n, "content");
	if (!by_attr && attr != NULL && when_read(attr) != NO_TIME)
		return when_read(attr);
	if (by_attr && by_text && a.seconds < 0 && t.seconds >= 0 &&
	    a.day == t.day)
		return when_instant(&t);
	if (by_attr)
		return when_instant(&a);
	return by_text ? when_instant(&t) : NO_TIME;
}

/* What the words near a <time> say it is: its own class, its parent's. */
static bool
kind_of_time(const struct page *p, const xmlNode *n, enum stamp_kind *kind)
{
	for (int i = 0; i < 2 && n != NULL && n->type == XML_ELEMENT_NODE;
	     i++, n = n->parent) {
		const char *itemprop = tree_attr(n, "itemprop");
		const char *class = tree_attr(n, "class");
		const char *text;

		if (itemprop != NULL && stamp_kind_of(itemprop, kind))
			return true;
		if (class != NULL && stamp_kind_of(class, kind))
			return true;
		text = tree_text(p, n, NULL);
		if (strlen(text) < 120 && stamp_kind_of(text, kind))
			return true;
		/* The label may be a sibling: <dt>Publicerad</dt><dd>. */
		if (n->prev != NULL && n->prev->type == XML_TEXT_NODE &&
		    stamp_kind_of((const char *)n->prev->content, kind))
			return true;
	}
	return false;
}

enum { TIMES_LOOKED_AT = 40 };

static void
read_times(const struct page *p, const xmlNode *main, int64_t *published,
    int64_t *updated)
{
	int times = 0;
	int64_t lonely = NO_TIME, when;
	enum stamp_kind kind;

	for (const xmlNode *n = main; n != NULL; n = tree_next(n, main)) {
		if (!tree_is(n, "time"))
			continue;
		if (++times > TIMES_LOOKED_AT)
			break;
		when = page_time(p, n);
		if (!kind_of_time(p, n, &kind)) {
			if (lonely == NO_TIME)
				lonely = when;
		} else {
			set(kind == STAMP_UPDATED ? updated : published, when);
		}
	}
	/* Many unnamed times are a list, not the page's own. */
	if (times <= 2)
		set(published, lonely);
}

static void
read_stamps(
    const struct page *p, xmlNode *main, int64_t *published, int64_t *updated)
{
	struct lines l = {.pool = p->pool};
	struct stamp s;

	lines_of_tree(&l, p, main);
	for (size_t i = 0; i < l.n; i++) {
		const struct line *line = &l.list[i];

		for (size_t from = 0; from < line->len; from = s.at + s.len) {
			if (!stamp_find(line->text, line->len, from, &s))
				break;
			if (s.kind != STAMP_OTHER)
				set(s.kind == STAMP_UPDATED ? updated
							    : published,
				    s.when);
		}
	}
}

int64_t
page_address_time(const char *url)
{
	const char *s = url != NULL ? strstr(url, "//") : NULL;
	struct when w;

	s = s != NULL ? strchr(s + 2, '/') : url;
	/* "regionstyrelsen-17-maj-2022" names a meeting, not a publishing. */
	if (s == NULL || !when_find(s, strcspn(s, "?#"), &w) ||
	    strspn(s + w.at, "0123456789") < 4)
		return NO_TIME;
	w.seconds = -1;
	return when_instant(&w);
}

void
page_dates(
    const struct page *p, xmlNode *main, int64_t *published, int64_t *updated)
{
	*published = *updated = NO_TIME;
	read_ld(p->ld, "\"datePublished\"", published);
	read_ld(p->ld, "\"dateModified\"", updated);
	for (size_t i = 0; i < sizeof(metas) / sizeof(*metas); i++) {
		int64_t *slot = metas[i].kind == STAMP_UPDATED ? updated
							       : published;

		if (*slot == NO_TIME)
			set(slot, when_read(tree_meta(p, metas[i].name)));
	}
	if (*published == NO_TIME || *updated == NO_TIME)
		read_times(p, main, published, updated);
	if (*published == NO_TIME || *updated == NO_TIME)
		read_stamps(p, main, published, updated);
	set(published, page_address_time(p->url));
}
