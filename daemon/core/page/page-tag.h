/* page-tag.h - one HTML tag: read, and written again in a tame form */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PAGE_TAG_H
#define CORE_PAGE_TAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum { TAG_NAME = 24, TAG_ATTRIBUTES = 40, TAG_VALUE = 4096 };

/* What is known of an element; a set of bits. */
enum tag_flags {
	TAG_VOID = 1,    /* has no end tag */
	TAG_BLOCK = 2,   /* not inline */
	TAG_CELL = 4,    /* td, th, caption */
	TAG_TABLE = 8,   /* a part of tables: may reach out of a cell */
	TAG_FRAME = 16,  /* html, head, body: written by the guard itself */
	TAG_HEAD = 32,   /* may stand in the head */
	TAG_KEEP = 64,   /* raw, and its text is kept: title */
	TAG_TO_END = 128 /* raw, and without an end tag the rest is its own */
};

struct tag_rule {
	const char *name;
	unsigned flags;
	int raw;         /* not 0: its text holds no tags; a small number */
	uint64_t self;   /* its bit, 0 for none */
	uint64_t closes; /* bits of the open elements that its start ends */
	uint64_t until;  /* bits of those beyond which it does not look */
};

/* Of an element's name in lower case; never NULL. */
const struct tag_rule *page_tag_rule(const char *name);
/* name is one of words, which are parted by blanks; NULL holds none. */
bool page_tag_word_in(const char *words, const char *name);

struct tag_attribute {
	const char *name, *value; /* in the document, not NUL-ended */
	size_t name_len, value_len;
};

struct tag {
	char name[TAG_NAME]; /* lower case, cut when longer */
	uint64_t hash;       /* of the whole name */
	const struct tag_rule *rule;
	bool closing;
	bool cut; /* the document ends within it */
	struct tag_attribute attributes[TAG_ATTRIBUTES];
	size_t n;
};

/*
 * Reads the tag at *at, which is a "<", and moves *at past it; false, and *at
 * as it was, when no tag begins there.  Attributes beyond TAG_ATTRIBUTES,
 * those with strange names and those longer than TAG_VALUE are left out.
 */
bool page_tag_read(const char **at, const char *end, struct tag *);
/* It has the attribute, and part stands in its value (cases alike). */
bool page_tag_has(const struct tag *, const char *name, const char *part);
/* A name ends at c: white space, ">" or "/". */
bool page_tag_ends_name(char c);

void page_tag_write(struct str *, const struct tag *);
/* Text without a "<" that could begin a tag, controls as blanks. */
void page_tag_write_text(struct str *, const char *text, size_t len);

#endif
