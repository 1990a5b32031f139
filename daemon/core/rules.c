/* rules.c - all watch rules together: which of them an item concerns */
/* SPDX-License-Identifier: MIT */
#include "core/rules.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/lexicon.h"
#include "core/lexicon-parts.h"

enum { ALL_AT_ONCE = 1 << 30, HASTEN_MOST = 200 };

/* A rule that is looked at when a term is found. */
struct call {
	unsigned rule, next; /* of the same term; 0: the last */
};

struct rules {
	const struct rule *rule;
	size_t n, built;
	struct lexicon *lexicon;
	unsigned *first; /* of each term: its first call */
	size_t room_first;
	struct call *call; /* [0] is none */
	unsigned n_calls, room_calls;
	unsigned *always; /* rules without words that they need */
	unsigned n_always, room_always;
	uint64_t *wanted; /* a bit a rule: is to be looked at */
	struct rules_hit *hit;
	size_t n_hits, room_hits;
	unsigned scopes; /* that are asked for, bits */
	unsigned n_regex;
};

struct rules *
rules_new(const struct rule *rule, size_t n)
{
	struct rules *r = lexicon_memory(NULL, 1, sizeof(*r));

	*r = (struct rules){.rule = rule, .n = n, .n_calls = 1};
	r->lexicon = lexicon_new();
	return r;
}

static void
drop_regex(const struct where_leaf *leaf, void *context)
{
	(void)context;
	if (leaf->regex != NULL)
		regex_drop(leaf->regex);
}

void
rules_free(struct rules *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < r->built && r->n_regex > 0; i++)
		if (r->rule[i].where != NULL)
			where_leaves(r->rule[i].where, drop_regex, NULL);
	lexicon_free(r->lexicon);
	free(r->first);
	free(r->call);
	free(r->always);
	free(r->wanted);
	free(r->hit);
	free(r);
}

/* --- building --- */

static void *
grow(void *array, size_t n, size_t *room, size_t size)
{
	if (n < *room)
		return array;
	*room = n < 16 ? 32 : 2 * n;
	return lexicon_memory(array, *room, size);
}

/* Room for the calls of so many terms. */
static void
make_first(struct rules *r, unsigned id)
{
	size_t before = r->room_first;

	r->first = grow(r->first, id, &r->room_first, sizeof(*r->first));
	if (r->room_first > before)
		memset(r->first + before, 0,
		    (r->room_first - before) * sizeof(*r->first));
}

/* The rule at hand is looked at when the pattern is found. */
struct adding {
	struct rules *rules;
	unsigned rule;
};

static void
call_by(const struct pattern *p, void *context)
{
	struct adding *a = context;
	struct rules *r = a->rules;
	unsigned id = lexicon_add(r->lexicon, p);
	size_t room = r->room_calls;

	make_first(r, id);
	r->call = grow(r->call, r->n_calls, &room, sizeof(*r->call));
	r->room_calls = (unsigned)room;
	r->call[r->n_calls] = (struct call){a->rule, r->first[id]};
	r->first[id] = r->n_calls++;
}

static void
always(struct rules *r, unsigned rule)
{
	size_t room = r->room_always;

	r->always = grow(r->always, r->n_always, &room, sizeof(*r->always));
	r->room_always = (unsigned)room;
	r->always[r->n_always++] = rule;
}

static void
add_list(struct rules *r, const struct pattern_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct pattern *p = pattern_at(list->pattern, i);

		lexicon_add(r->lexicon, p);
		r->scopes |= 1U << pattern_scope(p);
	}
}

static void
add_leaf(const struct where_leaf *leaf, void *context)
{
	struct rules *r = context;

	if (leaf->words != NULL) {
		lexicon_add(r->lexicon, leaf->words);
		r->scopes |= 1U << SCOPE_LINK;
	}
	if (leaf->regex == NULL)
		return;
	r->n_regex++;
	if (r->n_regex <= HASTEN_MOST)
		regex_hasten(leaf->regex);
}

/* The word of and that is likely to be the rarest: the longest. */
static const struct pattern *
rarest(const struct pattern_list *and)
{
	const struct pattern *best = pattern_at(and->pattern, 0);

	for (size_t i = 1; i < and->n; i++)
		if (strlen(pattern_text(pattern_at(and->pattern, i))) >
		    strlen(pattern_text(best)))
			best = pattern_at(and->pattern, i);
	return best;
}

static void
add_rule(struct rules *r, unsigned index)
{
	const struct rule *rule = &r->rule[index];
	struct adding a = {r, index};

	add_list(r, &rule->any);
	add_list(r, &rule->and);
	add_list(r, &rule->none);
	if (rule->where != NULL)
		where_leaves(rule->where, add_leaf, r);
	for (size_t i = 0; i < rule->any.n; i++)
		call_by(pattern_at(rule->any.pattern, i), &a);
	if (rule->any.n > 0)
		return;
	if (rule->and.n > 0)
		call_by(rarest(&rule->and), &a);
	else if (rule->where == NULL || !where_needs(rule->where, call_by, &a))
		always(r, index);
}

bool
rules_build(struct rules *r, size_t n)
{
	size_t words = r->n / 64 + 1;

	if (r->wanted != NULL)
		return true;
	for (; n > 0 && r->built < r->n; n--)
		add_rule(r, (unsigned)r->built++);
	if (r->built < r->n)
		return false;
	make_first(r, lexicon_terms(r->lexicon));
	r->wanted = lexicon_memory(NULL, words, sizeof(*r->wanted));
	memset(r->wanted, 0, words * sizeof(*r->wanted));
	return true;
}

bool
rules_ask(const struct rules *r, enum pattern_scope scope)
{
	return (r->scopes & 1U << scope) != 0;
}

bool
rules_ask_raw(const struct rules *r)
{
	return r->n_regex > 0;
}

/* --- an item --- */

static void
look(struct rules *r, struct rule_view *v)
{
	struct lexicon *l = r->lexicon;

	v->found = lexicon_begin(l);
	if (lexicon_terms(l) == 0)
		return;
	lexicon_look(l, SCOPE_TITLE, v->title.folded);
	lexicon_look(l, SCOPE_TEXT, v->text.folded);
	if (rules_ask(r, SCOPE_LINK))
		lexicon_look(l, SCOPE_LINK, v->link.folded);
	if (rules_ask(r, SCOPE_SOURCE))
		lexicon_look(l, SCOPE_SOURCE, v->publisher.folded);
}

static void
want(struct rules *r, unsigned rule)
{
	r->wanted[rule / 64] |= UINT64_C(1) << rule % 64;
}

static void
match(struct rules *r, unsigned rule, const struct rule_view *v)
{
	r->hit = grow(r->hit, r->n_hits, &r->room_hits, sizeof(*r->hit));
	r->hit[r->n_hits].rule = &r->rule[rule];
	if (rule_match(&r->rule[rule], v, &r->hit[r->n_hits].hit))
		r->n_hits++;
}

const struct rules_hit *
rules_match(struct rules *r, struct rule_view *v, size_t *n)
{
	struct regex_budget budget = {.steps = REGEX_STEPS_ALL};
	const unsigned *term;
	size_t n_terms;

	r->n_hits = *n = 0;
	if (r->n == 0)
		return r->hit;
	rules_build(r, ALL_AT_ONCE);
	look(r, v);
	v->budget = &budget;
	term = found_terms(v->found, &n_terms);
	for (size_t i = 0; i < n_terms; i++)
		for (unsigned c = r->first[term[i]]; c; c = r->call[c].next)
			want(r, r->call[c].rule);
	for (unsigned i = 0; i < r->n_always; i++)
		want(r, r->always[i]);
	for (size_t i = 0; i <= r->n / 64; i++)
		for (; r->wanted[i] != 0; r->wanted[i] &= r->wanted[i] - 1)
			match(r,
			    (unsigned)(i * 64) +
				(unsigned)__builtin_ctzll(r->wanted[i]),
			    v);
	v->found = NULL;
	v->budget = NULL;
	*n = r->n_hits;
	return r->hit;
}

static void
is_lame(const struct where_leaf *leaf, void *context)
{
	if (leaf->regex != NULL && regex_is_lame(leaf->regex))
		*(bool *)context = true;
}

const struct rule *
rules_lame(const struct rules *r, size_t *index)
{
	while (r->n_regex > 0 && *index < r->built) {
		const struct rule *rule = &r->rule[(*index)++];
		bool lame = false;

		if (rule->where != NULL)
			where_leaves(rule->where, is_lame, &lame);
		if (lame)
			return rule;
	}
	return NULL;
}
