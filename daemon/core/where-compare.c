/* where-compare.c - the comparisons of an expression: read */
/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/near.h"
#include "core/events.h"
#include "core/where-read.h"

/* What an attribute may be compared by, and with what. */
enum shape { SHAPE_WORDS, SHAPE_NAME, SHAPE_SPAN, SHAPE_BITS };

static const enum shape shape_of[WHERE_ATTRIBUTES] = {
    [WHERE_TITLE] = SHAPE_WORDS,
    [WHERE_TEXT] = SHAPE_WORDS,
    [WHERE_LINK] = SHAPE_WORDS,
    [WHERE_SOURCE] = SHAPE_NAME,
    [WHERE_FEED] = SHAPE_NAME,
    [WHERE_TAG] = SHAPE_NAME,
    [WHERE_DATE] = SHAPE_SPAN,
    [WHERE_AGE] = SHAPE_SPAN,
    [WHERE_EVENT] = SHAPE_BITS,
    [WHERE_DEADLINE] = SHAPE_SPAN,
};

/* --- attributes and operators --- */

static const char *
next_attribute(void *context)
{
	int *next = context;

	return *next < WHERE_ATTRIBUTES ? where_attribute[(*next)++] : NULL;
}

static const char *
attribute_for(const char *word)
{
	static const struct {
		const char *word, *meant;
	} row[] = {{"titel", "title"}, {"rubrik", "title"}, {"content", "text"},
	    {"body", "text"}, {"summary", "text"}, {"länk", "link"},
	    {"url", "link"}, {"källa", "source"}, {"flöde", "feed"},
	    {"etikett", "tag"}, {"datum", "date"}, {"published", "date"},
	    {"pubdate", "date"}, {"day", "date"}, {"ålder", "age"},
	    {"händelse", "event"}, {"tidsfrist", "deadline"},
	    {"due", "deadline"}, {"kind", "deadline"}};
	int next = 0;

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		if (strcasecmp(row[i].word, word) == 0)
			return row[i].meant;
	return near_word(word, next_attribute, &next);
}

static bool
unknown_attribute(struct reading *r)
{
	const char *meant = attribute_for(r->token.text);

	if (meant != NULL)
		where_fault(r, r->token.at,
		    "'%.40s' is no attribute; did you mean '%s'?",
		    r->token.text, meant);
	else
		where_fault(r, r->token.at,
		    "'%.40s' is no attribute; they are title, text, link, "
		    "source, feed, tag, date, age, event and deadline",
		    r->token.text);
	return false;
}

static bool
read_attribute(struct reading *r, struct where *to)
{
	if (r->token.kind != TOKEN_TEXT || r->token.quoted) {
		where_fault(r, r->token.at,
		    "an attribute is missing here, such as title = remiss");
		return false;
	}
	for (int i = 0; i < WHERE_ATTRIBUTES; i++)
		if (strcmp(where_attribute[i], r->token.text) == 0) {
			to->attribute = (enum where_attribute)i;
			where_next(r);
			return !r->failed;
		}
	return unknown_attribute(r);
}

static bool
read_operator(struct reading *r, enum comparison *op)
{
	bool word = r->token.kind == TOKEN_TEXT && !r->token.quoted;

	if (r->token.kind == TOKEN_OPERATOR || word)
		for (int i = 0; i < OPERATORS; i++)
			if (strcmp(where_operator[i], r->token.text) == 0) {
				*op = (enum comparison)i;
				where_next(r);
				return !r->failed;
			}
	where_fault(r, r->token.at,
	    "an operator is missing here: = != =~ !~ < > <= >= between");
	return false;
}

/* Whether the attribute has the operator. */
static bool
fits(struct reading *r, const struct where *to, enum comparison op, size_t at)
{
	enum shape shape = shape_of[to->attribute];
	const char *name = where_attribute[to->attribute];

	if (shape <= SHAPE_NAME && op > UNLIKE)
		where_fault(
		    r, at, "%s has no order; write =, !=, =~ or !~", name);
	else if (shape == SHAPE_SPAN && (op == LIKE || op == UNLIKE))
		where_fault(r, at,
		    "%s is no text; write =, !=, <, >, <=, >= or between",
		    name);
	else if (shape == SHAPE_BITS && op > IS_NOT)
		where_fault(r, at, "%s has only = and !=", name);
	return !r->failed;
}

/* --- values --- */

static bool
read_words(struct reading *r, struct where *to)
{
	const struct token *t = &r->token;
	const char *text = t->text;
	size_t n;
	int column = 1;
	struct why w;

	if (t->quoted)
		text = pool_printf(r->pool, "\"%s\"", t->text);
	if (!patterns_read(
		r->forms, r->pool, text, &to->words, &n, &column, &w))
		where_fault(r, t->at + (size_t)column - 1, "%s", w.text);
	else if (n != 1)
		where_fault(
		    r, t->at, "one word or pattern; write 'or' for several");
	else if (pattern_scope(to->words) != SCOPE_ANY)
		where_fault(r, t->at, "no scope inside an expression");
	to->op = WHERE_WORDS;
	return !r->failed;
}

static bool
read_regex(struct reading *r, struct where *to)
{
	size_t at;
	struct why w;

	to->op = WHERE_REGEX;
	to->regex = regex_new(r->pool, r->token.text, &at, &w);
	if (to->regex == NULL)
		where_fault(
		    r, r->token.at + at + r->token.quoted, "%s", w.text);
	return !r->failed;
}

static bool
read_name(struct reading *r, struct where *to)
{
	to->op = WHERE_NAME;
	to->name = r->token.text;
	if (to->name[0] == '\0')
		where_fault(r, r->token.at, "a name is missing here");
	return !r->failed;
}

static bool
read_event(struct reading *r, struct where *to)
{
	const char *known = "";

	to->op = WHERE_BITS;
	to->bits = hears_read(r->token.text, strlen(r->token.text));
	if (to->bits != 0)
		return true;
	for (size_t i = 0; hears_word(i) != NULL; i++)
		known = pool_printf(
		    r->pool, "%s%s%s", known, i ? ", " : "", hears_word(i));
	where_fault(r, r->token.at, "'%.40s' is no event; they are %s",
	    r->token.text, known);
	return false;
}

static bool
read_value(struct reading *r, struct where *to, enum comparison op)
{
	static const char empty[] = "a value is missing here";

	if (r->token.kind != TOKEN_TEXT) {
		where_fault(r, r->token.at, "%s", empty);
		return false;
	}
	if (op == LIKE || op == UNLIKE)
		return read_regex(r, to);
	switch (shape_of[to->attribute]) {
	case SHAPE_WORDS:
		return read_words(r, to);
	case SHAPE_NAME:
		return read_name(r, to);
	case SHAPE_BITS:
		return read_event(r, to);
	case SHAPE_SPAN:
		break;
	}
	return where_span(r, to, op);
}

const struct where *
where_comparison(struct reading *r, struct where *to)
{
	size_t begin = r->token.at, at;
	enum comparison op;

	if (to == NULL || r->failed || !read_attribute(r, to))
		return NULL;
	at = r->token.at;
	if (!read_operator(r, &op) || !fits(r, to, op, at) ||
	    !read_value(r, to, op))
		return NULL;
	to->negated = op == IS_NOT || op == UNLIKE;
	where_next(r);
	if (r->failed)
		return NULL;
	to->text = pool_strndup(r->pool, r->text + begin, r->last - begin);
	return to;
}
