/* rules-match.c - all watch rules together: an item looked at */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/rules-parts.h"

/* So few words are found sooner one by one, while they are asked for. */
enum { FEW_TERMS = 8 };
enum { ALL_AT_ONCE = 1 << 30 };

static void
want(struct rules *r, unsigned rule)
{
	r->wanted[rule / 64] |= UINT64_C(1) << rule % 64;
}

static void
look(struct rules *r, struct rule_view *v)
{
	struct lexicon *l = r->lexicon;

	if (lexicon_terms(l) <= FEW_TERMS) {
		for (unsigned i = 0; i < r->n; i++)
			want(r, i); /* each asks for its words itself */
		return;
	}
	v->found = lexicon_begin(l);
	lexicon_look(l, SCOPE_TITLE, v->title.folded);
	lexicon_look(l, SCOPE_TEXT, v->text.folded);
	if (rules_ask(r, SCOPE_LINK))
		lexicon_look(l, SCOPE_LINK, v->link.folded);
	if (rules_ask(r, SCOPE_SOURCE))
		lexicon_look(l, SCOPE_SOURCE, v->publisher.folded);
}

/* The first word that was found, or was not; to: none. */
static unsigned
first(const struct rules *r, const struct found *f, unsigned from, unsigned to,
    bool found)
{
	while (
	    from < to && found_term(f, r->word[from].id,
			     (enum pattern_scope)r->word[from].scope) != found)
		from++;
	return from;
}

/* Do its words agree?  *any is that of any which was found. */
static bool
may_match(const struct rules *r, const struct brief *b, const struct found *f,
    unsigned *any)
{
	*any = first(r, f, b->any, b->and, true);
	return (b->any == b->and || *any < b->and) &&
	       first(r, f, b->and, b->none, false) == b->none &&
	       first(r, f, b->none, b->end, true) == b->end;
}

static void
note_slow(struct rules *r, unsigned rule)
{
	if (rules_is_slow(r, &r->rule[rule]))
		return;
	r->slow = rules_grow(
	    r->slow, r->n_slow, &r->room_slow, sizeof(*r->slow));
	r->slow[r->n_slow++] = rule;
}

static void
match(struct rules *r, unsigned rule, const struct rule_view *v)
{
	const struct brief *b = &r->brief[rule];
	struct rules_hit *hit;
	unsigned any = b->any;

	if (v->found != NULL && !may_match(r, b, v->found, &any))
		return;
	r->hit = rules_grow(r->hit, r->n_hits, &r->room_hits, sizeof(*r->hit));
	hit = &r->hit[r->n_hits];
	hit->rule = &r->rule[rule];
	if (v->found != NULL && b->mere) {
		hit->hit = (struct rule_hit){.matched = true,
		    .any = b->any < b->and ? r->text[any] : NULL,
		    .and = b->and < b->none ? r->text[b->and ] : NULL};
		r->n_hits++;
		return;
	}
	r->n_hits += rule_match(hit->rule, v, &hit->hit);
	if (hit->hit.gave_up)
		note_slow(r, rule);
}

/* What is far away in memory is asked for some steps before it is needed. */
enum { AHEAD = 8 };

/* Those that a word calls, and those without words. */
static void
want_all(struct rules *r, const struct found *f)
{
	size_t n;
	const unsigned *term = found_terms(f, &n);

	for (size_t i = 0; i < n; i++) {
		if (i + AHEAD < n)
			__builtin_prefetch(&r->use[term[i + AHEAD]]);
		for (unsigned c = r->use[term[i]].first; c; c = r->call[c].next)
			want(r, r->call[c].rule);
	}
	for (unsigned i = 0; i < r->n_always; i++)
		want(r, r->always[i]);
}

static size_t
list_wanted(struct rules *r)
{
	size_t n = 0;

	for (size_t i = 0; i <= r->n / 64; i++)
		for (; r->wanted[i] != 0; r->wanted[i] &= r->wanted[i] - 1) {
			unsigned bit = (unsigned)__builtin_ctzll(r->wanted[i]);

			r->todo[n] = (unsigned)(i * 64) + bit;
			__builtin_prefetch(&r->brief[r->todo[n++]]);
		}
	return n;
}

const struct rules_hit *
rules_match(struct rules *r, struct rule_view *v, size_t *n)
{
	struct regex_budget budget = {.steps = REGEX_STEPS_ALL};
	size_t todo;

	r->n_hits = *n = 0;
	if (r->n == 0)
		return r->hit;
	rules_build(r, ALL_AT_ONCE);
	look(r, v);
	v->budget = &budget;
	if (v->found != NULL)
		want_all(r, v->found);
	todo = list_wanted(r);
	for (size_t i = 0; i < todo; i++) {
		if (i + AHEAD < todo)
			__builtin_prefetch(
			    &r->word[r->brief[r->todo[i + AHEAD]].any]);
		match(r, r->todo[i], v);
	}
	v->found = NULL;
	v->budget = NULL;
	*n = r->n_hits;
	return r->hit;
}

const struct rule *
rules_slow(struct rules *r)
{
	return r->n_told < r->n_slow ? &r->rule[r->slow[r->n_told++]] : NULL;
}

bool
rules_is_slow(const struct rules *r, const struct rule *rule)
{
	for (size_t i = 0; i < r->n_slow; i++)
		if (&r->rule[r->slow[i]] == rule)
			return true;
	return false;
}
