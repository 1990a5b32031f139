/* rules.c - all watch rules together: which of them an item concerns */
/* SPDX-License-Identifier: MIT */
#include "core/rules.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "core/lexicon-parts.h"
#include "core/rules-parts.h"

enum { HASTEN_MOST = 200 /* expressions made machine code */ };

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
	free(r->text);
	free(r->call);
	free(r->always);
	free(r->wanted);
	free(r->todo);
	free(r->slow);
	free(r->hit);
	free(r);
}

/* --- building --- */

void *
rules_grow(void *array, size_t n, size_t *room, size_t size)
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

	r->use = rules_grow(r->use, id, &r->room_use, sizeof(*r->use));
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

	r->call = rules_grow(r->call, r->n_calls, &room, sizeof(*r->call));
	r->room_calls = (unsigned)room;
	r->call[r->n_calls] = (struct call){a->rule, use->first};
	use->first = r->n_calls++;
}

static void
always(struct rules *r, unsigned rule)
{
	size_t room = r->room_always;

	r->always = rules_grow(
	    r->always, r->n_always, &room, sizeof(*r->always));
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

	r->word = rules_grow(
	    r->word, r->n_word + list->n, &r->room_word, sizeof(*r->word));
	r->text = rules_grow((void *)r->text, r->n_word + list->n,
	    &r->room_text, sizeof(*r->text));
	for (size_t i = 0; i < list->n; i++) {
		const struct pattern *p = pattern_at(list->pattern, i);

		r->text[r->n_word] = pattern_text(p);
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
	b->end = (unsigned)r->n_word & INT_MAX;
	b->mere = rule->where == NULL && rule->n_feeds == 0 &&
		  rule->any.n + rule->and.n > 0;
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
