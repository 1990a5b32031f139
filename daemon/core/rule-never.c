/* rule-never.c - rules that can never match, and why */
/* SPDX-License-Identifier: MIT */
#include "core/rule-never.h"

#include <string.h>

#include "core/pattern-parts.h"

/* The bytes that every match has, without the space before them. */
static const char *
lead(const struct part *p, size_t *len)
{
	*len = p->needle - 1U;
	return p->text + 1;
}

static bool
begins(const struct part *p, const struct part *with)
{
	size_t n, m;
	const char *own = lead(p, &n), *other = lead(with, &m);

	return !(p->flags & OPEN_START) && n >= m && memcmp(own, other, m) == 0;
}

static bool
holds(const struct part *p, const struct part *inside)
{
	size_t n, m;
	const char *own = lead(p, &n), *other = lead(inside, &m);

	return memmem(own, n, other, m) != NULL;
}

static bool
is_same(const struct part *a, const struct part *b)
{
	return a->len == b->len && a->chain == b->chain &&
	       a->either_are == b->either_are &&
	       memcmp(a->text, b->text, a->len) == 0;
}

/* Is a word that the part matches one that the other one matches? */
static bool
part_covers(
    const struct pattern *of, const struct part *other, const struct part *p)
{
	char word[300] = " ";

	switch (other->flags & (OPEN_START | OPEN_END)) {
	case OPEN_START | OPEN_END:
		return holds(p, other);
	case OPEN_END:
		return begins(p, other);
	case OPEN_START:
		return !(p->flags & OPEN_END) && is_same(other, p) &&
		       (other->flags & EXACT) == (p->flags & EXACT);
	default:
		break;
	}
	if (p->flags & (OPEN_START | OPEN_END))
		return false;
	if (!(p->flags & EXACT))
		return !(other->flags & EXACT) && is_same(other, p);
	/* exactly this word: is it a form of the other? */
	memcpy(word + 1, p->text + 1, p->len - 1U);
	strcpy(word + p->len, " ");
	return part_match(of->forms, other, word + 1) != NULL &&
	       memcmp(word + 1, other->text + 1, other->needle - 1U) == 0;
}

static bool
scope_covers(enum pattern_scope other, enum pattern_scope scope)
{
	return other == scope ||
	       (other == SCOPE_ANY &&
		   (scope == SCOPE_TITLE || scope == SCOPE_TEXT));
}

bool
pattern_covers(const struct pattern *other, const struct pattern *p)
{
	if (!scope_covers(other->scope, p->scope))
		return false;
	if (other->n == 1) {
		for (size_t i = 0; i < p->n; i++)
			if (part_covers(other, &other->part[0], &p->part[i]))
				return true;
		return false;
	}
	for (size_t i = 0; i < other->n; i++)
		if (other->n != p->n ||
		    !part_covers(other, &other->part[i], &p->part[i]))
			return false;
	return true;
}

/* The one of none that forbids the pattern; NULL: none does. */
static const struct pattern *
forbidden(const struct rule *r, const struct pattern *p)
{
	for (size_t i = 0; i < r->none.n; i++)
		if (pattern_covers(pattern_at(r->none.pattern, i), p))
			return pattern_at(r->none.pattern, i);
	return NULL;
}

static const char *
never_and(struct pool *pool, const struct rule *r)
{
	for (size_t i = 0; i < r->and.n; i++) {
		const struct pattern *p = pattern_at(r->and.pattern, i);
		const struct pattern *by = forbidden(r, p);

		if (by != NULL)
			return pool_printf(pool,
			    "and wants %s, which none forbids by %s",
			    pattern_text(p), pattern_text(by));
	}
	return NULL;
}

static const char *
never_any(struct pool *pool, const struct rule *r)
{
	const struct pattern *by = NULL;

	for (size_t i = 0; i < r->any.n; i++) {
		by = forbidden(r, pattern_at(r->any.pattern, i));
		if (by == NULL)
			return NULL;
	}
	return by == NULL
		   ? NULL
		   : pool_printf(pool, "none forbids every word of any, by %s",
			 pattern_text(by));
}

const char *
rule_never(struct pool *pool, const struct rule *r, int today,
    where_name_fn *is_name, void *context)
{
	const char *text = never_and(pool, r);

	if (text == NULL)
		text = never_any(pool, r);
	if (text == NULL && r->where != NULL) {
		text = where_never(pool, r->where, today, is_name, context);
		if (text != NULL)
			text = pool_printf(pool, "where never holds: %s", text);
	}
	return text;
}
