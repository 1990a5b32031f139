/* mail.c - mails of subscriptions, a bundle of them, to items */
/* SPDX-License-Identifier: MIT */
#include "core/mail/mail.h"

#include <gmime/gmime.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "core/identity.h"
#include "core/mail/mail-bundle.h"
#include "core/mail/mail-header.h"
#include "core/mail/mail-items.h"
#include "core/mail/mail-lines.h"
#include "core/mail/mail-part.h"

/* Of a plain part that says no more than "this mail is HTML". */
enum { PLAIN_LEAST = 40 };

struct reading_mails {
	struct pool *pool;
	const char *from;
	bool papers;
	struct document *document;
	size_t room, room_papers;
};

/*
 * GMime starts, and libc opens the converters of the charsets that names of
 * attachments are written in, which GMime decodes itself; they stay open.
 */
void
mail_prepare(void)
{
	static const char *const charsets[] = {
	    "iso-8859-1", "iso-8859-15", "cp1252", "utf-8"};
	__attribute__((__used__)) static iconv_t
	    held[sizeof(charsets) / sizeof(*charsets)];
	static bool done;

	if (done)
		return;
	done = true;
	g_mime_init();
	g_type_ensure(GMIME_TYPE_PARSER);
	for (size_t i = 0; i < sizeof(charsets) / sizeof(*charsets); i++)
		held[i] = iconv_open("UTF-8", charsets[i]);
}

/* The first part's type decides who reads it; the rest is in parts. */
static GMimeObject *
parse(const struct bundle_mail *m)
{
	size_t len = m->len < MAIL_MOST ? m->len : MAIL_MOST;
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(m->bytes, len);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeObject *o = g_mime_parser_construct_part(parser, NULL);

	g_object_unref(parser);
	g_object_unref(stream);
	return o;
}

static const char *
text_of(const struct mail_lines *html, const struct mail_lines *plain)
{
	const char *text = lines_text(plain, 0, plain->n);
	const char *other = lines_text(html, 0, html->n);

	if (text == NULL || (other != NULL && strlen(text) < PLAIN_LEAST &&
				strlen(other) > 3 * strlen(text)))
		return other;
	return text;
}

static void
take_papers(struct reading_mails *r, const struct mail_parts *parts)
{
	struct document *d = r->document;

	for (size_t i = 0;
	     i < parts->n_pdfs && d->n_papers < DOCUMENT_PAPERS_MOST; i++) {
		d->papers = pool_grow(r->pool, d->papers, d->n_papers,
		    &r->room_papers, sizeof(*d->papers));
		d->papers[d->n_papers++] = parts->pdfs[i];
	}
}

/* HTML knows which words are a link's; plain text has the better lines. */
static void
read_parts(struct reading_mails *r, struct mail_facts *facts,
    const struct mail_parts *parts, const char *unsubscribe)
{
	struct mail_lines html = {.pool = r->pool, .unsubscribe = unsubscribe};
	struct mail_lines plain = html;

	if (parts->html.len > 0)
		lines_read_html(&html, parts->html.text, parts->html.len);
	lines_read_plain(&plain, parts->plain.text, parts->plain.len);
	facts->text = text_of(&html, &plain);
	if (facts->subject == NULL && facts->text != NULL)
		facts->subject = pool_strndup(
		    r->pool, facts->text, strcspn(facts->text, "\n"));
	facts->papers = parts->papers;
	facts->n_papers = parts->n_papers;
	take_papers(r, parts);
	mail_items(r->document, &r->room,
	    html.n_links > 0 || plain.n == 0 ? &html : &plain, facts);
}

static void
refuse(struct reading_mails *r, const char *who)
{
	if (r->document->refused++ == 0)
		r->document->refused_by = who;
}

static void
read_mail(struct reading_mails *r, const struct bundle_mail *m)
{
	GMimeObject *o = parse(m);
	struct mail_facts facts;
	struct mail_parts parts;
	const char *who;

	if (o == NULL || !header_fits(r->pool, o, r->from, &who)) {
		refuse(r, o != NULL ? who : "");
	} else {
		facts = (struct mail_facts){.id = header_id(r->pool, o),
		    .subject = header_words(
			r->pool, header_raw(o, "Subject", NULL)),
		    .sent = header_time(o, m->received)};
		parts_init(&parts, r->pool, facts.id, r->papers);
		parts_read(&parts, o);
		read_parts(
		    r, &facts, &parts, header_raw(o, "List-Unsubscribe", NULL));
		parts_release(&parts);
	}
	if (o != NULL)
		g_object_unref(o);
}

/* --- what several mails name --- */

struct named {
	const char *key;
	size_t at; /* of the item */
};

static int
by_key(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int order = strcmp(x->key, y->key);

	return order != 0 ? order : x->at < y->at ? -1 : x->at > y->at;
}

/* The last item of each link stays (and of each mail without one). */
static void
drop_repeated(struct reading_mails *r)
{
	struct document *d = r->document;
	struct named *list = pool_get(
	    r->pool, (d->n_items + 1) * sizeof(*list));
	bool *drop = pool_get(r->pool, (d->n_items + 1) * sizeof(*drop));
	size_t n = d->n_items, kept = 0;

	for (size_t i = 0; i < n; i++)
		list[i] = (struct named){
		    d->items[i].link != NULL
			? identity_link(r->pool, d->items[i].link)
			: d->items[i].id,
		    i};
	qsort(list, n, sizeof(*list), by_key);
	for (size_t i = 0; i + 1 < n; i++)
		drop[list[i].at] = strcmp(list[i].key, list[i + 1].key) == 0;
	for (size_t i = 0; i < n; i++)
		if (!drop[i])
			d->items[kept++] = d->items[i];
	d->n_items = kept;
}

static bool
has_paper(const struct item *i, const char *href)
{
	for (size_t k = 0; k < i->n_links; k++)
		if (strcmp(i->links[k].href, href) == 0)
			return true;
	return false;
}

/* Whose each paper is; those of mails that came once more are nobody's. */
static void
settle_papers(struct document *d)
{
	size_t kept = 0;

	for (size_t i = 0; i < d->n_papers; i++) {
		struct pdf *p = &d->papers[i];

		p->item = 0;
		while (p->item < d->n_items &&
		       !has_paper(&d->items[p->item], p->href))
			p->item++;
		if (p->item < d->n_items)
			d->papers[kept++] = *p;
	}
	d->n_papers = kept;
}

bool
mail_read(struct pool *pool, const struct body *body, const char *from,
    bool papers, struct document *d, struct why *w)
{
	struct reading_mails r = {.pool = pool,
	    .from = from ? from : "",
	    .papers = papers,
	    .document = d};
	struct wire wire = bundle_open(body->bytes, body->len);
	struct bundle_mail m;

	mail_prepare();
	d->kind = DOCUMENT_FEED;
	d->format = "mail";
	d->published = d->updated = NO_TIME;
	while (bundle_next(&wire, &m))
		read_mail(&r, &m);
	if (wire.bad)
		return why(w, "the bundle of mails is torn");
	drop_repeated(&r);
	settle_papers(d);
	return true;
}
