/* page-path.c - an XPath for a list that was found by likeness */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "core/page/page-list.h"

enum { PATH_MOST = 1000, UP_MOST = 4, WORD_MOST = 60 };

/* A name that may stand in an XPath's quotes and will be there tomorrow:
 * letters, no long numbers. */
static size_t
name_length(const char *s)
{
	size_t n = 0, digits = 0;

	while (isalnum((unsigned char)s[n]) || s[n] == '-' || s[n] == '_')
		digits += isdigit((unsigned char)s[n++]) != 0;
	if (s[n] != '\0' && s[n] != ' ')
		return 0;
	return n < WORD_MOST && digits < 3 ? n : 0;
}

/* "ul[@id='x']", "li[contains(@class,'y')]" or "li"; true: it is named. */
static bool
add_step(struct str *s, const xmlNode *n)
{
	const char *id = tree_attr(n, "id"), *class = tree_attr(n, "class");
	size_t len;

	str_add(s, (const char *)n->name);
	if (id != NULL && (len = name_length(id)) > 0 && id[len] == '\0') {
		str_addf(s, "[@id='%s']", id);
		return true;
	}
	if (class != NULL && (len = name_length(class)) > 0) {
		str_addf(s,
		    "[contains(concat(' ',normalize-space(@class),' '),"
		    "' %.*s ')]",
		    (int)len, class);
		return true;
	}
	return false;
}

/* From the first ancestor with a name of its own down to the parent. */
static void
add_parents(struct str *s, const xmlNode *parent, int up)
{
	struct str step = STR_INIT(PATH_MOST);
	bool named = add_step(&step, parent);

	if (!named && up > 0 && parent->parent != NULL &&
	    !tree_is_in(parent, "main body"))
		add_parents(s, parent->parent, up - 1);
	else
		str_add(s, "/");
	str_addf(s, "/%s", step.text);
	str_release(&step);
}

/* It finds these nodes, and no others. */
static bool
finds(const struct page *p, const char *path, const struct found *f)
{
	size_t n;
	xmlNode **list = tree_find(p, p->root, path, &n);

	if (n != f->n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (list[i] != f->nodes[i])
			return false;
	return true;
}

/* The members by their class or, when that is no good, by their link. */
static const char *
path_of(const struct page *p, const struct found *f)
{
	const xmlNode *first = f->nodes[0];
	struct str s = STR_INIT(PATH_MOST);
	const char *path = NULL;
	size_t parents;

	add_parents(&s, first->parent, UP_MOST);
	str_addc(&s, '/');
	parents = s.len;
	for (int i = 0; i < 3 && path == NULL; i++) {
		str_cut(&s, parents);
		if (i == 0)
			add_step(&s, first);
		else
			str_addf(&s, "%s%s", (const char *)first->name,
			    i == 1 ? "" : "[.//a/@href]");
		if (!s.full && finds(p, s.text, f))
			path = pool_strndup(p->pool, s.text, s.len);
	}
	str_release(&s);
	return path;
}

const char *
group_path(const struct page *p)
{
	struct found f = list_largest(p, false);

	if (f.n < 2)
		f = list_largest(p, true);
	return f.n > 0 && f.nodes[0]->parent != NULL ? path_of(p, &f) : NULL;
}
