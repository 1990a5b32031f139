/* page-main.c - the part of a page that is the page's own */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/page/page-list.h"

/* How the page's own part is told, the surest first. */
enum { BY_ELEMENT, BY_ROLE, BY_ID, MAIN_WAYS };

static bool
is_main(const xmlNode *n, int way)
{
	static const char *const ids[] = {"main-content", "maincontent", "main",
	    "content", "innehall", "Innehall", "huvudinnehall", "MainContent"};
	const char *value;

	if (way == BY_ELEMENT)
		return tree_is(n, "main");
	value = tree_attr(n, way == BY_ROLE ? "role" : "id");
	if (value == NULL || way == BY_ROLE)
		return value != NULL && strcmp(value, "main") == 0;
	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++)
		if (strcmp(value, ids[i]) == 0)
			return true;
	return false;
}

static xmlNode *
largest(const struct page *p, int way)
{
	xmlNode *best = NULL;
	size_t most = 0;
	int left = 16;

	for (xmlNode *n = p->root; n != NULL && left > 0;
	     n = tree_next(n, p->root)) {
		size_t size;

		if (!is_main(n, way))
			continue;
		left--;
		size = tree_text_size(n);
		if (size > most) {
			most = size;
			best = n;
		}
	}
	return best;
}

xmlNode *
page_main(const struct page *p)
{
	xmlNode *body = tree_first(p, p->root, "//body");

	for (int way = 0; way < MAIN_WAYS; way++) {
		xmlNode *n = largest(p, way);

		/* An empty shell that a script would fill is not it. */
		if (n != NULL && tree_text_size(n) >= 40)
			return n;
	}
	return body != NULL ? body : p->root;
}
