/* rules.c - all watch rules together: which of them an item concerns */
/* SPDX-License-Identifier: MIT */
#include "core/rules.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/lexicon.h"
#include "core/lexicon-parts.h"

/* So few words are found sooner one by one, while they are asked for. */
enum { FEW_TERMS = 8 };
enum { ALL_AT_ONCE = 1 << 30, HASTEN_MOST = 200 };

/* A rule that is looked at when a term is found. */
struct call {
	unsigned rule, next; /* of the same term; 0: the last */
};

/* The words of a rule's lists beside each other, so that most rules that are
 * looked at are done with without touching them: where in words each list
 * begins. */
struct brief {
	unsigned any, and, none, end;
};
struct brief_word {
	unsigned id : 29, scope : 3;
};

struct rules {
	const struct rule *rule;
	size_t n, counted, built;
	struct lexicon *lexicon;
	struct use {
		unsigned rules; /* that have the term */
		unsigned first; /* its first call */
	} * use;                /* of each term */
	size_t room_use;
	struct call *call; /* [0] is none */
	unsigned n_calls, room_calls;
	struct brief *brief;
	struct brief_word *word;
	size_t n_word, room_word;
	unsigned *always; /* rules without words that they need */
	unsigned n_always, room_always;
	uint64_t *wanted; /* a bit a rule: is to be looked at */
	unsigned *todo;   /* those rules, in their order */
	struct rules_hit *hit;
	size_t n_hits, room_hits;
	unsigned scopes; /* that are asked for, bits */
	unsigned n_regex;
	unsigned *slow; /* rules of which an expression gave up */
	size_t n_slow, room_slow, n_told;
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
	for (size_t i = 0; i < r->counted && r->n_regex > 0; i++)
		if (r->rule[i].where != NULL)
			where_leaves(r->rule[i].where, drop_regex, NULL);
	lexicon_free(r->lexicon);
	free(r->use);
	free(r->brief);
	free(r->word);
	free(r->call);
	free(r->always);
	free(r->wanted);
	free(r->todo);
	free(r->slow);
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

/* Room for what is known of so many terms. */
static void
make_use(struct rules *r, unsigned id)
{
	size_t before = r->room_use;

	r->use = grow(r->use, id, &r->room_use, sizeof(*r->use));
	if (r->room_use > before)
		memset(r->use + before, 0,
		    (r->room_use - before) * sizeof(*r->use));
}

/* First all words are counted: a rule is called by those that few have. */
static void
count_word(const struct pattern *p, struct rules *r)
{
	unsigned id = lexicon_add(r->lexicon, p);

	make_use(r, id);
	r->use[id].rules++;
}

static void
count_list(struct rules *r, const struct pattern_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct pattern *p = pattern_at(list->pattern, i);

		count_word(p, r);
		r->scopes |= 1U << pattern_scope(p);
	}
}

static void
count_leaf(const struct where_leaf *leaf, void *context)
{
	struct rules *r = context;

	if (leaf->words != NULL) {
		count_word(leaf->words, r);
		r->scopes |= 1U << SCOPE_LINK;
	}
	if (leaf->regex == NULL)
		return;
	r->n_regex++;
	if (r->n_regex <= HASTEN_MOST)
		regex_hasten(leaf->regex);
}

static void
count_rule(struct rules *r, const struct rule *rule)
{
	count_list(r, &rule->any);
	count_list(r, &rule->and);
	count_list(r, &rule->none);
	if (rule->where != NULL)
		where_leaves(rule->where, count_leaf, r);
}

/* --- who calls --- */

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
	struct use *use = &r->use[lexicon_add(r->lexicon, p)];
	size_t room = r->room_calls;

	r->call = grow(r->call, r->n_calls, &room, sizeof(*r->call));
	r->room_calls = (unsigned)room;
	r->call[r->n_calls] = (struct call){a->rule, use->first};
	use->first = r->n_calls++;
}

static void
always(struct rules *r, unsigned rule)
{
	size_t room = r->room_always;

	r->always = grow(r->always, r->n_always, &room, sizeof(*r->always));
	r->room_always = (unsigned)room;
	r->always[r->n_always++] = rule;
}

static unsigned
rules_with(const struct rules *r, const struct pattern *p)
{
	return r->use[lexicon_add(r->lexicon, p)].rules;
}

/* The word of and that the fewest rules have. */
static const struct pattern *
rarest(const struct rules *r, const struct pattern_list *and)
{
	const struct pattern *best = pattern_at(and->pattern, 0);

	for (size_t i = 1; i < and->n; i++)
		if (rules_with(r, pattern_at(and->pattern, i)) <
		    rules_with(r, best))
			best = pattern_at(and->pattern, i);
	return best;
}

/* Is a word of any, of which one must be there, rarer than the word? */
static bool
are_rarer(const struct rules *r, const struct pattern_list *any,
    const struct pattern *than)
{
	size_t all = 0;

	for (size_t i = 0; i < any->n; i++)
		all += rules_with(r, pattern_at(any->pattern, i));
	return all < rules_with(r, than);
}

static unsigned
add_brief(struct rules *r, const struct pattern_list *list)
{
	size_t begin = r->n_word;

	r->word = grow(
	    r->word, r->n_word + list->n, &r->room_word, sizeof(*r->word));
	for (size_t i = 0; i < list->n; i++) {
		const struct pattern *p = pattern_at(list->pattern, i);

		r->word[r->n_word].id = lexicon_add(r->lexicon, p);
		r->word[r->n_word++].scope = pattern_scope(p);
	}
	return (unsigned)begin;
}

static void
add_rule(struct rules *r, unsigned index)
{
	const struct rule *rule = &r->rule[index];
	struct brief *b = &r->brief[index];
	struct adding a = {r, index};
	const struct pattern *one = rule->and.n > 0 ? rarest(r, &rule->and)
						    : NULL;

	b->any = add_brief(r, &rule->any);
	b->and = add_brief(r, &rule->and);
	b->none = add_brief(r, &rule->none);
	b->end = (unsigned)r->n_word;
	if (rule->any.n > 0 && (one == NULL || are_rarer(r, &rule->any, one)))
		for (size_t i = 0; i < rule->any.n; i++)
			call_by(pattern_at(rule->any.pattern, i), &a);
	else if (one != NULL)
		call_by(one, &a);
	else if (rule->where == NULL || !where_needs(rule->where, call_by, &a))
		always(r, index);
}

bool
rules_build(struct rules *r, size_t n)
{
	size_t words = r->n / 64 + 1;

	if (r->wanted != NULL)
		return true;
	if (r->brief == NULL)
		r->brief = lexicon_memory(NULL, r->n + 1, sizeof(*r->brief));
	for (; n > 0 && r->counted < r->n; n--)
		count_rule(r, &r->rule[r->counted++]);
	for (; n > 0 && r->built < r->n; n--)
		add_rule(r, (unsigned)r->built++);
	if (r->built < r->n)
		return false;
	make_use(r, lexicon_terms(r->lexicon));
	r->wanted = lexicon_memory(NULL, words, sizeof(*r->wanted));
	memset(r->wanted, 0, words * sizeof(*r->wanted));
	r->todo = lexicon_memory(NULL, r->n, sizeof(*r->todo));
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

static bool
any_found(const struct rules *r, const struct found *f, unsigned from,
    unsigned to, bool found)
{
	for (unsigned i = from; i < to; i++)
		if (found_term(f, r->word[i].id,
			(enum pattern_scope)r->word[i].scope) == found)
			return true;
	return false;
}

/* Do its words agree? */
static bool
may_match(const struct rules *r, unsigned rule, const struct found *f)
{
	const struct brief *b = &r->brief[rule];

	return (b->any == b->and || any_found(r, f, b->any, b->and, true)) &&
	       !any_found(r, f, b->and, b->none, false) &&
	       !any_found(r, f, b->none, b->end, true);
}

static void
note_slow(struct rules *r, unsigned rule)
{
	if (rules_is_slow(r, &r->rule[rule]))
		return;
	r->slow = grow(r->slow, r->n_slow, &r->room_slow, sizeof(*r->slow));
	r->slow[r->n_slow++] = rule;
}

static void
match(struct rules *r, unsigned rule, const struct rule_view *v)
{
	struct rules_hit *hit;

	if (v->found != NULL && !may_match(r, rule, v->found))
		return;
	r->hit = grow(r->hit, r->n_hits, &r->room_hits, sizeof(*r->hit));
	hit = &r->hit[r->n_hits];
	hit->rule = &r->rule[rule];
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
