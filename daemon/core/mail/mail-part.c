/* mail-part.c - the parts of a mail: what is read, and what is attached */
/* SPDX-License-Identifier: MIT */
#include "core/mail/mail-part.h"

#include <string.h>
#include <strings.h>

#include "core/mail/mail-header.h"
#include "core/mail/mail.h"
#include "core/page/page-body.h"
#include "core/paper.h"
#include "core/text/encoding.h"

enum { PAPERS_MOST = 50, TEXTS_MOST = 8 << 20, NAME_MOST = 300 };

void
parts_init(struct mail_parts *m, struct pool *p, const char *id, bool pdfs)
{
	*m = (struct mail_parts){.pool = p,
	    .id = id,
	    .read_pdfs = pdfs,
	    .html = STR_INIT(TEXTS_MOST),
	    .plain = STR_INIT(TEXTS_MOST)};
}

void
parts_release(struct mail_parts *m)
{
	str_release(&m->html);
	str_release(&m->plain);
}

/* The bytes of a part, its transfer encoding undone; in the stream. */
static GByteArray *
open_bytes(GMimePart *part, GMimeStream **stream)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);

	*stream = g_mime_stream_mem_new();
	if (content != NULL)
		g_mime_data_wrapper_write_to_stream(content, *stream);
	return g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(*stream));
}

/*
 * What is said to be ASCII or Latin-1 and is UTF-8 without a fault, is that:
 * many senders name a charset and write another.
 */
static struct text
decode(struct pool *p, GMimeContentType *type, const char *bytes, size_t len)
{
	const char *label = g_mime_content_type_get_parameter(type, "charset");
	const char *name = label ? encoding_find(label, strlen(label)) : NULL;
	struct body body = {.bytes = bytes, .len = len};
	struct decoded d;
	char *copy;

	if (name == NULL)
		return body_text(p, &body);
	if (strcasecmp(name, "windows-1252") == 0 &&
	    utf8_valid(bytes, len) == len)
		name = "UTF-8";
	d = encoding_decode(p, name, bytes, len);
	copy = pool_strndup(p, d.text, d.len);
	for (size_t i = 0; i < d.len; i++)
		if (copy[i] == '\0')
			copy[i] = ' ';
	return (struct text){copy, d.len, d.name};
}

static bool
says(GMimeContentType *type, const char *name, const char *value)
{
	const char *said = g_mime_content_type_get_parameter(type, name);

	return said != NULL && strcasecmp(said, value) == 0;
}

static void
read_text(struct mail_parts *m, GMimePart *part, GMimeContentType *type)
{
	GMimeStream *stream;
	GByteArray *bytes = open_bytes(part, &stream);
	struct text t = decode(m->pool, type,
	    bytes->len > 0 ? (const char *)bytes->data : "", bytes->len);

	g_object_unref(stream);
	if (g_mime_content_type_is_type(type, "text", "html")) {
		if (m->html.len > 0)
			str_add(&m->html, "<hr>");
		str_addn(&m->html, t.bytes, t.len);
	} else {
		if (m->plain.len > 0)
			str_add(&m->plain, "\n\n");
		flow_add(&m->plain, t.bytes, t.len,
		    says(type, "format", "flowed"), says(type, "delsp", "yes"));
	}
}

/* What it is said to be is not asked: many senders say octet-stream. */
static void
keep_pdf(struct mail_parts *m, GMimePart *part, const char *href)
{
	GMimeStream *stream;
	GByteArray *b;
	char *copy;

	if (!m->read_pdfs || m->n_pdfs == MAIL_PAPERS)
		return;
	b = open_bytes(part, &stream);
	if (b->len > 0 && paper_is_pdf((const char *)b->data, b->len)) {
		copy = pool_get_raw(m->pool, b->len);
		memcpy(copy, b->data, b->len);
		m->pdfs[m->n_pdfs++] = (struct pdf){
		    .href = href, .bytes = copy, .len = b->len};
	}
	g_object_unref(stream);
}

/* GMime hands out what it does not understand as it stood. */
static const char *
clean_name(struct mail_parts *m, const char *name)
{
	struct decoded d = encoding_decode(
	    m->pool, "UTF-8", name, str_fit(name, NAME_MOST));

	return mail_clean(m->pool, d.text, d.len);
}

static void
add_paper(struct mail_parts *m, GMimePart *part, const char *name,
    GMimeContentType *type)
{
	char *media;

	if (m->n_papers >= PAPERS_MOST)
		return;
	media = g_mime_content_type_get_mime_type(type);
	m->papers = pool_grow(m->pool, m->papers, m->n_papers, &m->room_papers,
	    sizeof(*m->papers));
	m->papers[m->n_papers++] = (struct link){.rel = "enclosure",
	    .href = pool_printf(m->pool, "mid:%s/%d", m->id, m->n),
	    .type = clean_name(m, media),
	    .title = name};
	g_free(media);
	keep_pdf(m, part, m->papers[m->n_papers - 1].href);
}

static bool
is_attached(GMimeObject *o)
{
	GMimeContentDisposition *d = g_mime_object_get_content_disposition(o);

	return d != NULL && g_mime_content_disposition_is_attachment(d);
}

static void
read_leaf(struct mail_parts *m, GMimePart *part)
{
	GMimeObject *o = GMIME_OBJECT(part);
	GMimeContentType *type = g_mime_object_get_content_type(o);
	const char *name = g_mime_part_get_filename(part);
	bool text = g_mime_content_type_is_type(type, "text", "plain") ||
		    g_mime_content_type_is_type(type, "text", "html");

	if (text && !is_attached(o))
		read_text(m, part, type);
	else if (is_attached(o) ||
		 !g_mime_content_type_is_type(type, "image", "*"))
		add_paper(m, part, name ? clean_name(m, name) : NULL, type);
}

static void read_object(struct mail_parts *m, GMimeObject *o, int depth);

/* A mail that was sent on: what it says is what the mail is about. */
static void
read_message(struct mail_parts *m, GMimeMessagePart *part, int depth)
{
	GMimeMessage *message = g_mime_message_part_get_message(part);
	GMimeObject *inside = message ? g_mime_message_get_mime_part(message)
				      : NULL;

	if (inside != NULL)
		read_object(m, inside, depth - 1);
}

/* Of a mail whose boundary is missing: what stands there is its text. */
static void
read_prologue(struct mail_parts *m, const char *before)
{
	struct body body = {.bytes = before, .len = strlen(before)};
	struct text t = body_text(m->pool, &body);

	flow_add(&m->plain, t.bytes, t.len, false, false);
}

static void
read_object(struct mail_parts *m, GMimeObject *o, int depth)
{
	const char *before;
	int n;

	if (depth == 0 || m->n >= MAIL_PARTS)
		return;
	m->n++;
	if (GMIME_IS_PART(o)) {
		read_leaf(m, GMIME_PART(o));
	} else if (GMIME_IS_MESSAGE_PART(o)) {
		read_message(m, GMIME_MESSAGE_PART(o), depth);
	} else if (GMIME_IS_MULTIPART(o)) {
		n = g_mime_multipart_get_count(GMIME_MULTIPART(o));
		before = g_mime_multipart_get_prologue(GMIME_MULTIPART(o));
		if (n == 0 && before != NULL)
			read_prologue(m, before);
		for (int i = 0; i < n && m->n < MAIL_PARTS; i++)
			read_object(m,
			    g_mime_multipart_get_part(GMIME_MULTIPART(o), i),
			    depth - 1);
	}
}

void
parts_read(struct mail_parts *m, GMimeObject *o)
{
	read_object(m, o, MAIL_DEPTH);
}
