/* reading-do.c - how the reader reads: which reader, and the deadlines */
/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <string.h>

#include "base/date.h"
#include "core/deadline/deadline.h"
#include "core/errortext.h"
#include "core/login.h"
#include "core/mail/mail.h"
#include "core/page/robots.h"
#include "core/page/sitemap.h"
#include "core/text/encoding.h"
#include "core/reading.h"

/*
 * A file of its own, so that the daemon, which only asks, does not link what
 * parses strangers' bytes.
 */
void
reading_prepare(void)
{
	feed_prepare();
	mail_prepare();
	json_object_seed(0); /* from /dev/urandom */
	time_local_day(0);
}

/* JSON is a feed of one kind or another, or HTML wrapped in it. */
static bool
is_json(const struct body *b)
{
	size_t i = 0;

	while (i < b->len && strchr(" \t\r\n\xEF\xBB\xBF", b->bytes[i]) != NULL)
		i++;
	return i < b->len && (b->bytes[i] == '{' || b->bytes[i] == '[');
}

static bool
read_any(
    struct pool *p, const struct reading *r, struct document *d, struct why *w)
{
	if (feed_looks_like(&r->body))
		return feed_read(p, &r->body, d, w);
	if (is_json(&r->body) && feed_read(p, &r->body, d, w))
		return true;
	if (r->want == READING_PROBE)
		return page_probe(p, &r->body, &r->paths, d, w);
	return page_list(p, &r->body, &r->paths, d, w);
}

/*
 * No feed; but when it is a page, it may name where the feed is now (a page
 * that was rebuilt, shared/SOURCES.md section 3).
 */
static bool
name_feed(struct pool *p, const struct body *b, struct why *w)
{
	struct why was = *w, ignored;
	struct document page;

	memset(&page, 0, sizeof(page));
	if (is_json(b))
		return false;
	page_list(p, b, NULL, &page, &ignored);
	for (size_t i = 0; i < page.n_links; i++)
		if (strcmp(page.links[i].rel, "alternate") == 0 &&
		    (b->url == NULL || strcmp(page.links[i].href, b->url) != 0))
			return why(w, "%s; it names the feed %s", was.text,
			    page.links[i].href);
	return false;
}

/* A feed will do for a sitemap (sitemaps.org); it says when in its own way. */
static bool
read_feed_as_sitemap(
    struct pool *p, const struct body *b, struct document *d, struct why *w)
{
	if (!feed_read(p, b, d, w))
		return false;
	for (size_t i = 0; i < d->n_items; i++)
		if (d->items[i].updated == NO_TIME)
			d->items[i].updated = d->items[i].published;
	d->n_links = 0;
	return true;
}

/* Where the addresses of a site stand, whatever answered. */
static bool
read_sitemap(
    struct pool *p, const struct reading *r, struct document *d, struct why *w)
{
	if (feed_looks_like(&r->body) &&
	    read_feed_as_sitemap(p, &r->body, d, w))
		return true;
	return sitemap_read(p, &r->body, r->published, d, w) ||
	       robots_read(p, &r->body, d, w);
}

static bool
read_body(
    struct pool *p, const struct reading *r, struct document *d, struct why *w)
{
	switch (r->want) {
	case READING_AUTO:
	case READING_PROBE:
		return read_any(p, r, d, w);
	case READING_FEED:
		return feed_read(p, &r->body, d, w) ||
		       name_feed(p, &r->body, w);
	case READING_LIST:
		return page_list(p, &r->body, &r->paths, d, w);
	case READING_PAGE:
		return page_read(p, &r->body, d, w);
	case READING_TEXT:
		return page_of_text(p, &r->body, d, w);
	case READING_MAIL:
		return mail_read(p, &r->body, r->from, r->papers, d, w);
	case READING_SITEMAP:
		return read_sitemap(p, r, d, w);
	}
	return why(w, "nobody knows what is wanted of the document");
}

/* A teaser that stands in the text whole need not be read twice. */
static const char *
teaser_of(const struct item *i)
{
	if (i->summary == NULL || i->content == NULL)
		return i->summary;
	return strstr(i->content, i->summary) ? NULL : i->summary;
}

/* Title, summary and content, a line break between; NULL when all lack. */
static const char *
text_of(struct pool *p, const struct item *i, size_t *len)
{
	const char *parts[] = {i->title, teaser_of(i), i->content};
	size_t lens[3], n = 0;
	char *text, *at;

	for (int k = 0; k < 3; k++) {
		lens[k] = parts[k] ? strlen(parts[k]) : 0;
		n += lens[k] ? lens[k] + 1 : 0;
	}
	if (n == 0)
		return NULL;
	at = text = pool_get_raw(p, n);
	for (int k = 0; k < 3; k++) {
		if (lens[k] == 0)
			continue;
		if (at > text)
			*at++ = '\n';
		memcpy(at, parts[k], lens[k]);
		at += lens[k];
	}
	*at = '\0';
	*len = n - 1;
	return text;
}

/* The recogniser's words and tokens are many times the text. */
enum { SCRATCH_MOST = 1 << 30 };

/* What metadata says of a document's end, as a text would say it. */
static void
add_valid_to(struct pool *p, struct item *i)
{
	struct deadline *list;
	char day[DAY_TEXT];

	for (size_t k = 0; k < i->n_deadlines; k++)
		if (i->deadlines[k].kind == DEADLINE_EXPIRY &&
		    i->deadlines[k].end == i->valid_to)
			return;
	list = pool_get(p, (i->n_deadlines + 1) * sizeof(*list));
	if (i->n_deadlines > 0)
		memcpy(list, i->deadlines, i->n_deadlines * sizeof(*list));
	list[i->n_deadlines++] = (struct deadline){.kind = DEADLINE_EXPIRY,
	    .start = i->valid_to,
	    .end = i->valid_to,
	    .minutes = -1,
	    .precision = PRECISION_DAY,
	    .evidence = pool_printf(
		p, "Giltig till och med %s", day_write(i->valid_to, day))};
	i->deadlines = list;
}

/* Is the day that it has, of what says none itself, today? */
static bool
is_of_now(const struct reading *r)
{
	return r->want <= READING_LIST || r->want == READING_MAIL;
}

static void
find_deadlines(struct pool *p, struct pool *scratch, const struct reading *r,
    struct item *i)
{
	int day = r->published;
	const struct deadline *found;
	const char *text;
	size_t len;

	text = text_of(scratch, i, &len);
	if (text == NULL)
		return;
	if (i->published != NO_TIME)
		day = time_local_day(i->published);
	/* dated ahead, by an event say: it is read now, and its days are not
	 * past yet */
	if (is_of_now(r) && r->published != NO_DAY && day > r->published + 1)
		day = r->published;
	found = deadline_extract(scratch, text, len, day, &i->n_deadlines);
	/* dated in the future, by an event say: its days are not past yet */
	if (i->n_deadlines == 0 && r->published != NO_DAY &&
	    day > r->published + 1 && r->want != READING_SITEMAP)
		found = deadline_extract(
		    scratch, text, len, r->published, &i->n_deadlines);
	if (i->n_deadlines == 0)
		return;
	i->deadlines = pool_get(p, i->n_deadlines * sizeof(*found));
	for (size_t k = 0; k < i->n_deadlines; k++) {
		i->deadlines[k] = found[k];
		if (found[k].evidence != NULL)
			i->deadlines[k].evidence = pool_strdup(
			    p, found[k].evidence);
	}
}

/* What is neither feed nor list may be the page that keeps them. */
static bool
blame_login(const struct reading *r, struct why *w)
{
	bool list = r->want != READING_PAGE && r->want != READING_TEXT &&
		    r->want != READING_SITEMAP;

	if (!list || !login_is_form(r->body.bytes, r->body.len))
		return false;
	return why(w,
	    "a log-in page (HTML) stands in place of the %s; find an open "
	    "address, or give credentials",
	    r->want == READING_LIST ? "page" : "feed");
}

/* A page's short text below a title that only such pages have. */
static bool
blame_page(struct pool *p, const struct reading *r, const struct document *d,
    struct why *w)
{
	const struct item *i = d->n_items > 0 ? &d->items[0] : NULL;
	bool list = d->kind == DOCUMENT_LIST;
	const char *title = list || i == NULL ? d->title : i->title;
	size_t len = !list && i && i->content ? strlen(i->content) : 0;

	if (title == NULL || d->kind == DOCUMENT_FEED ||
	    r->want == READING_TEXT || len > ERRORTEXT_MOST)
		return true;
	if (errortext_is_page(p, title))
		return why(w,
		    "an error page stands in place of the one asked for: "
		    "“%.100s”",
		    title);
	if (!login_is_title(title) ||
	    (list ? d->n_items > 0
		  : !login_is_form(r->body.bytes, r->body.len)))
		return true;
	return why(w,
	    "a log-in page (“%.100s”) stands in place of the page; find an "
	    "open address, or give credentials",
	    title);
}

bool
reading_do(
    struct pool *p, const struct reading *r, struct document *d, struct why *w)
{
	struct pool *scratch;

	*d = (struct document){.published = NO_TIME, .updated = NO_TIME};
	if (!read_body(p, r, d, w))
		return blame_page(p, r, d, w) && blame_login(r, w);
	if (!blame_page(p, r, d, w))
		return false;
	if (d->kind == DOCUMENT_FEED && d->encoding == NULL)
		d->encoding = encoding_of(
		    r->body.bytes, r->body.len, r->body.type);
	d->login = d->kind == DOCUMENT_LIST &&
		   login_is_form(r->body.bytes, r->body.len);
	scratch = pool_new(SCRATCH_MOST);
	for (size_t i = 0; i < d->n_items; i++) {
		find_deadlines(p, scratch, r, &d->items[i]);
		if (d->items[i].valid_to != NO_DAY)
			add_valid_to(p, &d->items[i]);
		pool_clear(scratch);
	}
	pool_free(scratch);
	return true;
}
