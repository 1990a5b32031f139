/* feed-reader.h - a feed in XML that is being read */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_FEED_READER_H
#define CORE_FEED_READER_H

#include <libxml/parser.h>
#include <stdbool.h>

#include "base/str.h"
#include "base/why.h"
#include "core/feed/feed-build.h"
#include "core/feed/feed-bypass.h"
#include "core/feed/feed-push.h"
#include "core/feed/feed-tags.h"

/* For feed-xml.c, which has the parser, and feed-element.c. */
enum {
	TEXT_ROOM = 64 * 1024,
	DEPTH_MOST = 256,
	NAMESPACES_MOST = 256, /* declared on open elements */
	BASES_MOST = 64,
	KNOWN = 256, /* slots of the cache of names; a power of two */
	ATTRIBUTE_MOST = 8192
};

/* A name that libxml2 keeps once, and what it means. */
struct known {
	const xmlChar *name, *prefix, *uri;
	enum vocabulary whose;
	enum feed_tag tag;
};

struct base {
	int depth;
	const char *url;
};

/* What a <link> said in its attributes. */
struct pending {
	char rel[64], type[128], title[512];
	char href[ATTRIBUTE_MOST];
	bool attributes;
};

struct feed_reader {
	struct feed_build build;
	xmlParserCtxtPtr parser;
	struct why *why;
	struct pool *pool;
	struct feed_bypass *bypass; /* or NULL: all comes by the parser */
	bool strange;               /* what came back from it is not right */
	bool refused;
	bool broken;
	int line_offset;

	int depth, channel_depth, item_depth;
	const xmlChar *root_uri;
	bool is_atom, closed;
	int namespaces;
	int declared[DEPTH_MOST + 2]; /* namespaces, by depth */
	struct base base[BASES_MOST];
	int bases;

	/* the element whose text is being collected */
	enum feed_tag tag; /* TAG_NONE: none */
	enum feed_form form;
	enum feed_kind kind;
	int tag_depth;
	bool inner;  /* it has child elements, written into text as tags */
	bool escape; /* then its own text has to be written as markup too */
	bool base64;
	bool maybe;  /* or it is not, and stands for itself */
	bool filled; /* what follows is no part of it */
	struct str text;
	struct pending link;

	struct known known[KNOWN];
};

/*
 * Attributes are five pointers each, as SAX2 gives them; names in any case.
 * A value is NUL-terminated; false when it is not there or too long.
 */
bool feed_attribute_is(const xmlChar **attribute, const char *name);
bool feed_attribute_copy(const xmlChar **attribute, char *to, size_t size);
bool feed_attribute_find(
    const xmlChar **list, int n, const char *name, char *to, size_t size);

/* SAX: text, which counts while an element's is collected. */
void feed_reader_text(void *reader, const xmlChar *, int len);
/* An element inside the one whose text is collected, and its end. */
void feed_reader_inner(
    struct feed_reader *, const xmlChar *name, const xmlChar **list, int n);
void feed_reader_inner_end(struct feed_reader *, const xmlChar *name);
/* An item begins; a child of item or channel begins, and ends. */
void feed_reader_item(struct feed_reader *, const xmlChar **list, int n);
void feed_reader_field(
    struct feed_reader *, enum feed_tag, const xmlChar **list, int n);
void feed_reader_end(struct feed_reader *);

#endif
