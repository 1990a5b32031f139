/* plain-tag.h - the tags of HTML: where one ends, and what its element does */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PLAIN_TAG_H
#define CORE_PLAIN_TAG_H

#include <stdbool.h>
#include <stddef.h>

/* What an element does to the text around it. */
enum element {
	ELEMENT_UNKNOWN,
	ELEMENT_INLINE, /* b, span, a...: nothing */
	ELEMENT_CELL,   /* td, th: a space */
	ELEMENT_BLOCK,  /* p, div, br...: a line ends */
	ELEMENT_SKIP,   /* script, style, template: its text is none */
	ELEMENT_CDATA,  /* the mark <![CDATA[ */
};

/* By name, in any case. */
enum element element_find(const char *name, size_t len);

/*
 * A tag, comment, CDATA mark or other "<...>".  quotes, which the caller sets
 * to 0 before a document's first tag, remembers that no quote of a kind
 * follows, so that many unclosed ones cost no more than one.
 */
struct tag {
	size_t len;       /* of all, from '<'; 0: it is none, '<' is text */
	const char *name; /* "" for comments and the like */
	size_t name_len;
	bool end;         /* </name> */
	const char *rest; /* attributes: from behind the name */
	size_t rest_len;  /* up to '>' */
	enum element what;
};

/* s stands on '<' with left bytes from there on. */
struct tag plain_tag_read(const char *s, size_t left, unsigned *quotes);

/* <name .../>, as XML writes an element without content. */
bool tag_is_empty(const struct tag *);

/* The value of an attribute, as it stands; NULL when it is not there. */
const char *tag_value(const struct tag *, const char *name, size_t *len);

#endif
