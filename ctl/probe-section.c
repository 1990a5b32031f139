/* probe-section.c - [source] and [feed], ready to be pasted */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "ctl/name.h"
#include "ctl/probe.h"
#include "ctl/section.h"

/* The document's title in its two parts: "Nyheter - VästKom". */
struct title {
	const char *of; /* the list's or feed's own; "" for none */
	const char *by; /* whose it is; "" for none */
};

static struct title
split_title(struct pool *pool, const char *whole)
{
	static const char *const marks[] = {" - ", " | ", " – ", " — "};
	struct title t = {whole != NULL ? whole : "", ""};
	const char *at = NULL;
	size_t n = 0;

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		for (const char *s = t.of; (s = strstr(s, marks[i])); s++)
			if (s > t.of && (at == NULL || s > at)) {
				at = s;
				n = strlen(marks[i]);
			}
	if (at == NULL)
		return t;
	t.by = at + n;
	t.of = pool_strndup(pool, t.of, (size_t)(at - t.of));
	return t;
}

static const char *
reads(const struct probe *p)
{
	if (p->papers && p->pages)
		return "linked, attachments";
	return p->pages ? "linked" : NULL;
}

static void
add_feed(const struct probe *p, struct str *s, const char *source,
    const char *url, const char *title)
{
	bool is_feed = p->watched->kind == DOCUMENT_FEED;
	struct pool *pool = p->visitor.pool;

	str_addf(s, "[feed %s]\nsource = %s\n",
	    name_of_feed(pool, source, p->chosen ? p->url : url, title),
	    source);
	section_add(s, "title", title);
	str_addf(s, "url = %s\ntype = %s\n", url, is_feed ? "feed" : "page");
	if (p->item != NULL)
		str_addf(s, "item = %s\n", p->item);
	if (reads(p) != NULL)
		str_addf(s, "read = %s\n", reads(p));
}

void
probe_section(const struct probe *p, struct str *s)
{
	struct pool *pool = p->visitor.pool;
	struct title page = split_title(pool, p->page->title);
	const char *source = name_of_host(pool, p->url);
	const char *url = p->chosen != NULL ? p->chosen->url : p->url;

	str_addf(s, "[source %s]\n", source);
	section_add(s, "title", page.by);
	str_addc(s, '\n');
	add_feed(p, s, source, url, page.of);
}
