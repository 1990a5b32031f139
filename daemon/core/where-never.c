/* where-never.c - what an expression needs, and what no item can be */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/where-parts.h"

/* --- words of which one is in every item --- */

/* How many words decide; 0: none do. */
static size_t
count_needs(const struct where *w)
{
	size_t left, right;

	switch (w->op) {
	case WHERE_WORDS:
		return !w->negated;
	case WHERE_AND:
		left = count_needs(w->left);
		right = count_needs(w->right);
		return left == 0                    ? right
		       : right == 0 || left < right ? left
						    : right;
	case WHERE_OR:
		left = count_needs(w->left);
		right = count_needs(w->right);
		return left == 0 || right == 0 ? 0 : left + right;
	default:
		return 0;
	}
}

bool
where_needs(const struct where *w, where_word_fn *tell, void *context)
{
	size_t left, right;

	if (count_needs(w) == 0)
		return false;
	if (w->op == WHERE_WORDS) {
		tell(w->words, context);
		return true;
	}
	left = count_needs(w->left);
	right = count_needs(w->right);
	if (w->op == WHERE_OR) {
		where_needs(w->left, tell, context);
		where_needs(w->right, tell, context);
	} else if (left != 0 && (right == 0 || left <= right)) {
		where_needs(w->left, tell, context);
	} else {
		where_needs(w->right, tell, context);
	}
	return true;
}

/* --- what no item can be --- */

/*
 * The comparisons that must all hold, negations pushed down to them.  An "or"
 * is a part of its own: never, when both its sides are.
 */
struct part {
	const struct where *w;
	bool negated;
};

enum { PARTS_MOST = 100 };

struct never {
	struct pool *pool;
	int today;
	where_name_fn *is_name;
	void *context;
};

struct all {
	struct part part[PARTS_MOST];
	size_t n;
};

static const char *find_never(
    const struct never *, const struct where *, bool negated, struct all *);

static bool
is_only_one(const struct where *w)
{
	return w->attribute == WHERE_SOURCE || w->attribute == WHERE_FEED;
}

static bool
has_star(const char *name)
{
	return strchr(name, '*') != NULL;
}

/* Two that cannot both be true of one item; NULL: they may. */
static const char *
clash(const struct never *n, const struct part *a, const struct part *b)
{
	const struct where *x = a->w, *y = b->w;
	bool same = x->op == y->op && x->attribute == y->attribute;
	const char *text = NULL;

	if (!same)
		return NULL;
	if (a->negated != b->negated)
		text = strcmp(x->text, y->text) == 0 && x->op != WHERE_REGEX
			   ? "one is the opposite of the other"
			   : NULL;
	else if (a->negated)
		return NULL;
	else if ((x->op == WHERE_SPAN || x->op == WHERE_WORKDAYS) &&
		 x->attribute != WHERE_DEADLINE &&
		 (x->least > y->most || y->least > x->most))
		text = "no value is in both";
	else if (x->op == WHERE_NAME && is_only_one(x) && !has_star(x->name) &&
		 !has_star(y->name) && strcmp(x->name, y->name) != 0)
		text = "an item has only one";
	return text == NULL ? NULL
			    : pool_printf(n->pool, "%s and %s: %s", x->text,
				  y->text, text);
}

static const char *
never_alone(const struct never *n, const struct part *p)
{
	const struct where *w = p->w;

	if (p->negated)
		return (w->op == WHERE_SPAN || w->op == WHERE_WORKDAYS) &&
			       w->attribute == WHERE_AGE && w->least <= 0 &&
			       w->most == INT64_MAX
			   ? pool_printf(
				 n->pool, "not %s: every age is that", w->text)
			   : NULL;
	if ((w->op == WHERE_SPAN || w->op == WHERE_WORKDAYS) &&
	    w->attribute == WHERE_AGE && w->most < 0)
		return pool_printf(
		    n->pool, "%s: no age is less than 0", w->text);
	if ((w->op == WHERE_LEFT || w->op == WHERE_WORKDAYS) && w->most < 0)
		return pool_printf(n->pool,
		    "%s: a day that has passed has no time left", w->text);
	if (w->op == WHERE_NAME && n->is_name != NULL &&
	    !n->is_name(where_attribute[w->attribute], w->name, n->context))
		return pool_printf(n->pool, "%s: there is no such %s", w->text,
		    where_attribute[w->attribute]);
	return NULL;
}

static const char *
add_part(
    const struct never *n, struct all *all, const struct where *w, bool negated)
{
	struct part p = {w, negated != w->negated};
	const char *text = never_alone(n, &p);

	for (size_t i = 0; i < all->n && text == NULL; i++)
		text = clash(n, &all->part[i], &p);
	if (all->n < PARTS_MOST)
		all->part[all->n++] = p;
	return text;
}

/* Either side, each together with what stood before. */
static const char *
never_either(const struct never *n, const struct where *w, bool negated,
    const struct all *all)
{
	struct all left = *all, right = *all;
	const char *text = find_never(n, w->left, negated, &left);

	return text != NULL && find_never(n, w->right, negated, &right) != NULL
		   ? text
		   : NULL;
}

static const char *
find_never(
    const struct never *n, const struct where *w, bool negated, struct all *all)
{
	const char *text;

	if (w->op > WHERE_NOT)
		return add_part(n, all, w, negated);
	if (w->op == WHERE_NOT)
		return find_never(n, w->left, !negated, all);
	if ((w->op == WHERE_OR) != negated)
		return never_either(n, w, negated, all);
	text = find_never(n, w->left, negated, all);
	return text != NULL ? text : find_never(n, w->right, negated, all);
}

const char *
where_never(struct pool *pool, const struct where *w, int today,
    where_name_fn *is_name, void *context)
{
	struct never n = {pool, today, is_name, context};
	struct all all = {.n = 0};

	return find_never(&n, w, false, &all);
}
