/* page-tree.h - a page as a tree, and the few questions asked of it */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PAGE_TREE_H
#define CORE_PAGE_TREE_H

#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/feed/feed.h"

/*
 * One page, between tree_open() and tree_close().  Texts that the functions
 * below return lie in the pool, but for tree_attr()'s, which lie in the tree.
 */
struct page {
	struct pool *pool;
	const char *url;      /* where it came from, NULL when unknown */
	const char *base;     /* where its relative links begin, or NULL */
	const char *encoding; /* that its bytes were in */
	const char *ld;       /* the text of its JSON-LD, "" for none */
	xmlDoc *doc;
	xmlNode *root;
	xmlXPathContext *xpath;
};

/*
 * Parses a body that is HTML, or JSON with HTML in it (the largest text
 * member with a tag: regeringen's list).  False when it is neither, or when
 * there is nothing in it.  NUL-free UTF-8 is made of it first.  Opens no file.
 */
bool tree_open(struct pool *, const struct body *, struct page *, struct why *);
void tree_close(struct page *);

/* The next in document order within top, its children first; or NULL. */
xmlNode *tree_next(const xmlNode *, const xmlNode *top);
/* The next that does not lie in the node. */
xmlNode *tree_past(const xmlNode *, const xmlNode *top);
xmlNode *tree_element(xmlNode *); /* it or its next sibling element */

bool tree_is(const xmlNode *, const char *name);
/* Its name is one of words, which are parted by blanks. */
bool tree_is_in(const xmlNode *, const char *words);
/* 1 to 6 for h1 to h6, else 0. */
int tree_heading(const xmlNode *);
const char *tree_attr(const xmlNode *, const char *name);
/* The class attribute has the word. */
bool tree_has_class(const xmlNode *, const char *word);

/*
 * The text of all within, white space runs as one space, a space where a
 * block or a cell ends; none of script-like things.  Never NULL.  without may
 * be NULL: what lies in it is left out.
 */
const char *tree_text(
    const struct page *, const xmlNode *top, const xmlNode *without);

/* Bytes of all text within, white space and all. */
size_t tree_text_size(const xmlNode *top);

/* The nodes that an XPath finds from a node; NULL and *n 0 for none. */
xmlNode **tree_find(
    const struct page *, xmlNode *from, const char *path, size_t *n);
/* The first of them, or NULL. */
xmlNode *tree_first(const struct page *, xmlNode *from, const char *path);
/* Its text as a string (attributes too), trimmed; NULL when empty. */
const char *tree_string(const struct page *, xmlNode *from, const char *path);
/* The value of <meta name|property|itemprop="name"> (cases alike) or NULL. */
const char *tree_meta(const struct page *, const char *name);
/* False, with the column, when it is no XPath. */
bool tree_check_path(const char *path, struct why *);

#endif
