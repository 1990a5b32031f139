/* feed-push.c - a stranger's XML pushed through libxml2, under guards */
/* SPDX-License-Identifier: MIT */
#include "core/feed/feed-push.h"

#include <libxml/parserInternals.h>

enum {
	CHUNK = 64 * 1024,
	NAMES_MOST = 20000 /* different ones; libxml2 searches them */
};

xmlParserCtxtPtr
feed_push_new(const xmlSAXHandler *handlers, void *user, bool recover)
{
	xmlSAXHandler copy = *handlers;
	xmlParserCtxtPtr p = xmlCreatePushParserCtxt(
	    &copy, user, NULL, 0, NULL);

	if (p == NULL)
		return NULL;
	/* HUGE: texts are bounded by their file, and nothing is expanded. */
	xmlCtxtUseOptions(p, XML_PARSE_NONET | XML_PARSE_HUGE |
				 (recover ? XML_PARSE_RECOVER : 0));
	xmlSwitchEncoding(p, XML_CHAR_ENCODING_UTF8);
	return p;
}

void
feed_push_free(xmlParserCtxtPtr p)
{
	if (p->myDoc != NULL)
		xmlFreeDoc(p->myDoc);
	xmlFreeParserCtxt(p);
}

/* A tag that is still open at the end of a chunk, with too much in it. */
static bool
is_crowded(const xmlParserCtxt *p)
{
	const xmlChar *s = p->input->cur, *end = p->input->end;
	int n = 0;

	if (end - s < CHUNK || *s != '<' || s[1] == '!' || s[1] == '?')
		return false;
	for (; s < end && n <= ATTRIBUTES_MOST; s++)
		n += *s == '=' && (s[1] == '"' || s[1] == '\'');
	return n > ATTRIBUTES_MOST;
}

/*
 * In chunks, so that a tag of a hundred thousand attributes, each of which
 * libxml2 compares with all others, is seen before it is parsed; growing
 * ones while nothing is taken, because each chunk is searched from where the
 * parser stands.
 */
const char *
feed_push(xmlParserCtxtPtr p, const char *text, size_t len,
    feed_push_over_fn *over, void *user)
{
	size_t at = 0, size = CHUNK;

	while (at < len && !over(user)) {
		size_t n = len - at < size ? len - at : size;
		size_t waiting;

		xmlParseChunk(p, text + at, (int)n, 0);
		at += n;
		waiting = (size_t)(p->input->end - p->input->cur);
		if (!over(user) && is_crowded(p))
			return "an element with too many attributes";
		if (!over(user) && xmlDictSize(p->dict) > NAMES_MOST)
			return "too many different names of elements";
		size = waiting > CHUNK ? waiting : CHUNK;
	}
	return NULL;
}
