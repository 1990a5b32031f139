/* matcher.c - which alerts a silence hides */
/* SPDX-License-Identifier: MIT */
#include "core/matcher.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/pattern.h"

enum key { RULE, FEED, SOURCE, RECEIVER, MATTER, ITEM, WORDS, KEYS };

static const char *const keys[KEYS] = {
    "rule", "feed", "source", "receiver", "matter", "item", "words"};

struct term {
	enum key key;
	const char *value;
	int64_t id;                    /* of matter and item */
	const struct pattern *pattern; /* of words */
	size_t n;
};

struct matcher {
	struct term *term;
	size_t n;
};

static bool
read_id(const char *text, char letter, int64_t *id)
{
	char *end;

	if (toupper((unsigned char)text[0]) != letter ||
	    !isdigit((unsigned char)text[1]))
		return false;
	*id = strtoll(text + 1, &end, 10);
	return *end == '\0' && *id > 0;
}

static bool
read_value(
    struct forms *forms, struct pool *pool, struct term *t, struct why *w)
{
	int column;

	if (t->key == MATTER && !read_id(t->value, 'M', &t->id))
		return why(
		    w, "matter=%.60s: a matter's id is like M3", t->value);
	if (t->key == ITEM && !read_id(t->value, 'I', &t->id))
		return why(w, "item=%.60s: an item's id is like I42", t->value);
	if (t->key != WORDS)
		return true;
	return patterns_read(
	    forms, pool, t->value, &t->pattern, &t->n, &column, w);
}

static bool
read_term(struct forms *forms, struct pool *pool, const char *word,
    struct term *t, struct why *w)
{
	const char *sign = strchr(word, '=');
	size_t len = sign ? (size_t)(sign - word) : 0;

	if (sign == NULL || sign[1] == '\0')
		return why(w,
		    "%.60s: a matcher is like rule=NAME; there are rule, "
		    "feed, source, receiver, matter, item and words",
		    word);
	if (strlen(word) > MATCHER_TEXT_MOST || strpbrk(word, "\n\r") != NULL)
		return why(w, "%.40s...: too long", word);
	for (t->key = 0; t->key < KEYS; t->key++)
		if (strlen(keys[t->key]) == len &&
		    strncmp(keys[t->key], word, len) == 0)
			break;
	if (t->key == KEYS)
		return why(w,
		    "%.60s: there is no such matcher; there are rule, feed, "
		    "source, receiver, matter, item and words",
		    word);
	t->value = pool_strdup(pool, sign + 1);
	return read_value(forms, pool, t, w);
}

struct matcher *
matcher_read(struct forms *forms, struct pool *pool, const char *const *word,
    size_t n, const char **kept, struct why *w)
{
	struct matcher *m = pool_get(pool, sizeof(*m));
	const char *text = "";

	if (n == 0 || n > MATCHERS_MOST) {
		why(w, n == 0 ? "a silence without a matcher would hide all: "
				"name a rule, feed, source, receiver, matter, "
				"item or words"
			      : "too many matchers");
		return NULL;
	}
	m->term = pool_get(pool, n * sizeof(*m->term));
	for (m->n = 0; m->n < n; m->n++) {
		if (!read_term(forms, pool, word[m->n], &m->term[m->n], w))
			return NULL;
		text = pool_printf(pool, "%s%s%s=%s", text, m->n ? "\n" : "",
		    keys[m->term[m->n].key], m->term[m->n].value);
	}
	*kept = text;
	return m;
}

struct matcher *
matcher_load(
    struct forms *forms, struct pool *pool, const char *kept, struct why *w)
{
	const char *word[MATCHERS_MOST], *again;
	char *line = pool_strdup(pool, kept), *end;
	size_t n = 0;

	for (; line != NULL && n < MATCHERS_MOST; line = end) {
		end = strchr(line, '\n');
		if (end != NULL)
			*end++ = '\0';
		word[n++] = line;
	}
	return matcher_read(forms, pool, word, n, &again, w);
}

static bool
is_same(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

/* Any of the patterns is in the text. */
static bool
is_in(const struct term *t, const char *folded)
{
	for (size_t i = 0; folded != NULL && i < t->n; i++)
		if (pattern_find(pattern_at(t->pattern, i), folded) != NULL)
			return true;
	return false;
}

static bool
holds(const struct term *t, const struct matcher_facts *f)
{
	switch (t->key) {
	case FEED:
		return is_same(f->feed, t->value);
	case SOURCE:
		return is_same(f->source, t->value);
	case RECEIVER:
		return is_same(f->receiver, t->value);
	case MATTER:
		return f->is_of_matter != NULL &&
		       f->is_of_matter(t->id, f->context);
	case ITEM:
		return f->item != 0 && f->item == t->id;
	case WORDS:
		return is_in(t, f->folded);
	default:
		return false;
	}
}

/* Each rule by which it comes is one of the silence's. */
static bool
rules_hold(const struct matcher *m, const struct matcher_facts *f)
{
	for (size_t k = 0; k < f->n_rules; k++) {
		bool named = false;

		for (size_t i = 0; i < m->n; i++)
			named |= m->term[i].key == RULE &&
				 strcmp(m->term[i].value, f->rule[k]) == 0;
		if (!named)
			return false;
	}
	return f->n_rules > 0;
}

bool
matcher_matches(const struct matcher *m, const struct matcher_facts *f)
{
	for (enum key key = 0; key < KEYS; key++) {
		bool asked = false, held = false;

		for (size_t i = 0; i < m->n && !held; i++) {
			if (m->term[i].key != key)
				continue;
			asked = true;
			held = key == RULE ? rules_hold(m, f)
					   : holds(&m->term[i], f);
		}
		if (asked && !held)
			return false;
	}
	return true;
}

bool
matcher_has_words(const struct matcher *m)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->term[i].key == WORDS)
			return true;
	return false;
}

bool
matcher_names(
    const struct matcher *m, const char *key, size_t i, const char **value)
{
	if (i >= m->n)
		return false;
	*value = strcmp(keys[m->term[i].key], key) == 0 ? m->term[i].value
							: NULL;
	return true;
}
