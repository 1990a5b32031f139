/* explain.c - why a rule concerns an item, or why not: term by term */
/* SPDX-License-Identifier: MIT */
#include "core/explain.h"

#include <string.h>

enum { FOLD_MOST = 1 << 20, AROUND = 40, TERMS_MOST = 4000 };

static const char *const parts[PARTS] = {"any", "and", "none", "where"};

const char *
rule_part_name(enum rule_part part)
{
	return parts[part];
}

struct view_text
view_text_of(struct pool *pool, const char *raw)
{
	struct view_text text = {NULL, NULL};
	size_t len;

	if (raw == NULL)
		return text;
	len = strlen(raw);
	text.raw = regex_compose(pool, raw);
	text.folded = words_fold_all(
	    pool, raw, len > FOLD_MOST ? FOLD_MOST : len);
	return text;
}

struct explaining {
	struct pool *pool;
	const struct rule *rule;
	const struct rule_view *view;
	struct explained *to;
	size_t room;
};

static struct rule_term *
add(struct explaining *e, enum rule_part part, const char *text)
{
	struct explained *to = e->to;

	to->term = pool_grow(
	    e->pool, to->term, to->n_terms, &e->room, sizeof(*to->term));
	to->term[to->n_terms] = (struct rule_term){.part = part, .text = text};
	return &to->term[to->n_terms++];
}

static const char *
name_of(const struct rule_view *v, const struct view_text *text)
{
	return text == &v->title  ? "title"
	       : text == &v->text ? "text"
	       : text == &v->link ? "link"
				  : "source";
}

/* Back or forth to where a character begins, and not in the middle of a
 * word when a blank is near. */
static size_t
back(const char *raw, size_t from)
{
	size_t at = from > AROUND ? from - AROUND : 0;

	while (at > 0 && at < from && raw[at - 1] != ' ' && raw[at - 1] != '\n')
		at++;
	return at;
}

static size_t
forth(const char *raw, size_t to)
{
	size_t at = to + strnlen(raw + to, AROUND);

	while (raw[at] != '\0' && at > to && raw[at] != ' ' && raw[at] != '\n')
		at--;
	return at;
}

/* What stands in raw from from to to, with some words around. */
static void
quote(struct explaining *e, struct rule_term *t, const char *raw, size_t from,
    size_t to)
{
	size_t begin = back(raw, from), end = forth(raw, to);
	char *words = pool_strndup(e->pool, raw + begin, end - begin);

	for (char *c = words; *c != '\0'; c++)
		if ((unsigned char)*c < ' ')
			*c = ' ';
	t->words = words;
	t->at = from - begin;
	t->to = to - begin;
}

static void
found_words(struct explaining *e, struct rule_term *t,
    const struct view_text *text, const char *word)
{
	size_t len = strlen(text->raw), from, to;

	t->found = true;
	t->in = name_of(e->view, text);
	words_place(text->raw, len > FOLD_MOST ? FOLD_MOST : len, text->folded,
	    word, &from, &to);
	quote(e, t, text->raw, from, to);
}

static void
explain_list(
    struct explaining *e, enum rule_part part, const struct pattern_list *list)
{
	for (size_t i = 0; i < list->n && e->to->n_terms < TERMS_MOST; i++) {
		const struct pattern *p = pattern_at(list->pattern, i);
		struct rule_term *t = add(e, part, pattern_text(p));
		const struct view_text *text;
		const char *word = rule_finds(p, e->view, &text);

		if (word != NULL && text->raw != NULL)
			found_words(e, t, text, word);
	}
}

/* --- where --- */

/* A text of the item that has the place; NULL: a name has, or none. */
static void
explain_regex(
    struct explaining *e, const struct where_leaf *leaf, struct rule_term *t)
{
	struct regex_budget budget = {.steps = REGEX_STEPS_ALL};
	const struct view_text *text = where_place(leaf->where, e->view);
	size_t from, to;

	if (text == NULL || text->raw == NULL ||
	    regex_find(leaf->regex, &budget, text->raw, &from, &to) !=
		REGEX_FOUND)
		return;
	t->in = name_of(e->view, text);
	quote(e, t, text->raw, from, to);
}

static void
explain_leaf(const struct where_leaf *leaf, void *context)
{
	struct explaining *e = context;
	struct rule_term *t = add(e, PART_WHERE, leaf->text);
	struct str value = STR_INIT(4000);
	const struct view_text *text;
	enum verdict v = where_holds(leaf->where, e->view);
	const char *word;

	t->found = v == VERDICT_YES;
	t->gave_up = v == VERDICT_UNKNOWN;
	t->negated = leaf->negated;
	where_value(leaf, e->view, &value);
	t->value = pool_strdup(e->pool, value.text);
	str_release(&value);
	text = where_place(leaf->where, e->view);
	if (leaf->regex != NULL) {
		explain_regex(e, leaf, t);
	} else if (leaf->words != NULL && text != NULL &&
		   text->folded != NULL) {
		word = pattern_find(leaf->words, text->folded);
		if (word != NULL) {
			bool holds = t->found;

			found_words(e, t, text, word);
			t->found = holds;
		}
	}
}

static bool
has_kinds(const struct rule *r, const struct rule_view *v)
{
	if (r->any.n + r->and.n > 0 || r->kinds == 0)
		return true;
	for (size_t i = 0; i < v->n_deadlines; i++)
		if (r->kinds & 1U << v->deadlines[i].kind)
			return true;
	return false;
}

struct explained
rule_explain(
    struct pool *pool, const struct rule *rule, const struct rule_view *view)
{
	struct explained to = {.n_terms = 0};
	struct rule_view v = *view;
	struct explaining e = {
	    .pool = pool, .rule = rule, .view = &v, .to = &to};

	v.found = NULL;
	v.budget = NULL;
	rule_match(rule, &v, &to.hit);
	to.of_feed = rule_is_of_feed(rule, v.feed, v.source);
	to.kinds = has_kinds(rule, &v);
	explain_list(&e, PART_ANY, &rule->any);
	explain_list(&e, PART_AND, &rule->and);
	explain_list(&e, PART_NONE, &rule->none);
	if (rule->where != NULL)
		where_leaves(rule->where, explain_leaf, &e);
	return to;
}

/* --- as JSON --- */

static void
put(json_t *to, const char *key, const char *text)
{
	if (text != NULL)
		json_object_set_new(
		    to, key, json_stringn_nocheck(text, strlen(text)));
}

static json_t *
term_json(const struct rule_term *t)
{
	json_t *to = json_object();

	put(to, "part", parts[t->part]);
	put(to, "text", t->text);
	json_object_set_new(to, "found", json_boolean(t->found));
	put(to, "in", t->in);
	put(to, "words", t->words);
	if (t->words != NULL) {
		json_object_set_new(to, "at", json_integer((json_int_t)t->at));
		json_object_set_new(to, "to", json_integer((json_int_t)t->to));
	}
	put(to, "value", t->value);
	if (t->negated)
		json_object_set_new(to, "negated", json_true());
	if (t->gave_up)
		json_object_set_new(to, "gave-up", json_true());
	return to;
}

json_t *
explained_json(const struct explained *e)
{
	json_t *to = json_object(), *terms = json_array();

	json_object_set_new(to, "matched", json_boolean(e->hit.matched));
	put(to, "reason", e->hit.reason);
	json_object_set_new(to, "of-feed", json_boolean(e->of_feed));
	json_object_set_new(to, "kinds", json_boolean(e->kinds));
	if (e->hit.gave_up)
		json_object_set_new(to, "gave-up", json_true());
	for (size_t i = 0; i < e->n_terms; i++)
		json_array_append_new(terms, term_json(&e->term[i]));
	json_object_set_new(to, "terms", terms);
	return to;
}
