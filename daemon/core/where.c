/* where.c - the expression of a rule: read */
/* SPDX-License-Identifier: MIT */
#include "core/where.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/where-parts.h"
#include "core/where-read.h"

const char *const where_attribute[WHERE_ATTRIBUTES] = {"title", "text", "link",
    "source", "feed", "tag", "date", "age", "event", "deadline"};

const char *const where_operator[OPERATORS] = {
    "=", "!=", "=~", "!~", "<", ">", "<=", ">=", "between"};

void *
where_fault(struct reading *r, size_t at, const char *format, ...)
{
	char text[sizeof(r->why->text)];
	va_list args;

	if (r->failed)
		return NULL;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	why(r->why, "%s", text);
	*r->at = at;
	r->failed = true;
	return NULL;
}

/* --- tokens --- */

static bool
is_plain(char c)
{
	return c != '\0' && !isspace((unsigned char)c) &&
	       strchr("()=!<>~\"", c) == NULL;
}

/* "..." with \" in it */
static void
read_quoted(struct reading *r)
{
	const char *s = r->next + 1;
	char *to = pool_get(r->pool, strlen(s) + 1);
	struct token *t = &r->token;

	t->kind = TOKEN_TEXT;
	t->quoted = true;
	t->text = to;
	for (; *s != '"' && *s != '\0'; s++) {
		if (s[0] == '\\' && s[1] == '"')
			s++;
		*to++ = *s;
	}
	if (*s == '\0')
		where_fault(r, t->at, "the quote is not closed");
	r->next = *s == '"' ? s + 1 : s;
}

static bool
read_operator(struct reading *r)
{
	static const char *const longest[] = {
	    "!=", "=~", "!~", "<=", ">=", "=", "<", ">"};
	static const struct {
		const char *wrong, *meant;
	} slip[] = {{"==", "="}, {"<>", "!="}, {"~=", "=~"}, {"=>", ">="},
	    {"=<", "<="}, {"!(", "not ("}, {"~", "=~"}};

	for (size_t i = 0; i < sizeof(slip) / sizeof(slip[0]); i++)
		if (strncmp(r->next, slip[i].wrong, strlen(slip[i].wrong)) == 0)
			return where_fault(r, r->token.at,
				   "'%s' is no operator; write '%s'",
				   slip[i].wrong, slip[i].meant) != NULL;
	for (size_t i = 0; i < sizeof(longest) / sizeof(longest[0]); i++) {
		size_t n = strlen(longest[i]);

		if (strncmp(r->next, longest[i], n) != 0)
			continue;
		r->token.kind = TOKEN_OPERATOR;
		r->token.text = longest[i];
		r->next += n;
		return true;
	}
	return where_fault(
		   r, r->token.at, "'%c' means nothing here", *r->next) != NULL;
}

static void
read_word(struct reading *r)
{
	static const struct {
		const char *word;
		enum token_kind kind;
	} row[] = {{"and", TOKEN_AND}, {"or", TOKEN_OR}, {"not", TOKEN_NOT}};
	const char *s = r->next;

	while (is_plain(*s))
		s++;
	r->token.kind = TOKEN_TEXT;
	r->token.text = pool_strndup(r->pool, r->next, (size_t)(s - r->next));
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		if (strcasecmp(row[i].word, r->token.text) == 0)
			r->token.kind = row[i].kind;
	r->next = s;
}

void
where_next(struct reading *r)
{
	while (isspace((unsigned char)*r->next))
		r->next++;
	r->last = r->token.end;
	r->token = (struct token){.at = (size_t)(r->next - r->text)};
	if (*r->next == '\0')
		r->token.kind = TOKEN_END;
	else if (*r->next == '"')
		read_quoted(r);
	else if (*r->next == '(' || *r->next == ')')
		r->token.kind = *r->next++ == '(' ? TOKEN_OPEN : TOKEN_CLOSE;
	else if (is_plain(*r->next))
		read_word(r);
	else
		read_operator(r);
	r->token.end = (size_t)(r->next - r->text);
}

/* --- the tree --- */

static const struct where *read_or(struct reading *);

static struct where *
node(struct reading *r, enum where_op op, const struct where *left,
    const struct where *right)
{
	struct where *w = pool_get(r->pool, sizeof(*w));

	if (++r->parts > WHERE_PARTS)
		return where_fault(
		    r, r->token.at, "more than %d parts", WHERE_PARTS);
	w->op = op;
	w->left = left;
	w->right = right;
	return w;
}

/* A word that other languages have for and, or, not; or NULL. */
static const char *
joining_for(const char *word)
{
	static const struct {
		const char *word, *meant;
	} row[] = {{"och", "and"}, {"eller", "or"}, {"inte", "not"},
	    {"ej", "not"}, {"&&", "and"}, {"||", "or"}, {"&", "and"},
	    {"|", "or"}};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		if (strcmp(row[i].word, word) == 0)
			return row[i].meant;
	return NULL;
}

static const struct where *
read_inside(struct reading *r)
{
	size_t open = r->token.at;
	const struct where *w;

	where_next(r);
	w = read_or(r);
	if (r->failed)
		return NULL;
	if (r->token.kind != TOKEN_CLOSE)
		return where_fault(r, open, "the parenthesis is not closed");
	where_next(r);
	return w;
}

static const struct where *
read_part(struct reading *r)
{
	const struct where *w = NULL;
	const char *meant =
	    r->token.kind == TOKEN_TEXT ? joining_for(r->token.text) : NULL;

	if (meant != NULL)
		return where_fault(r, r->token.at,
		    "'%s' is no attribute; did you mean '%s'?", r->token.text,
		    meant);
	if (++r->depth > WHERE_DEPTH)
		return where_fault(
		    r, r->token.at, "deeper than %d parentheses", WHERE_DEPTH);
	if (r->token.kind == TOKEN_OPEN) {
		w = read_inside(r);
	} else if (r->token.kind == TOKEN_NOT) {
		where_next(r);
		w = node(r, WHERE_NOT, read_part(r), NULL);
	} else {
		w = where_comparison(r, node(r, WHERE_SPAN, NULL, NULL));
	}
	r->depth--;
	return w;
}

static const struct where *
read_and(struct reading *r)
{
	const struct where *w = read_part(r);

	while (!r->failed && r->token.kind == TOKEN_AND) {
		where_next(r);
		w = node(r, WHERE_AND, w, read_part(r));
	}
	return w;
}

static const struct where *
read_or(struct reading *r)
{
	const struct where *w = read_and(r);

	while (!r->failed && r->token.kind == TOKEN_OR) {
		where_next(r);
		w = node(r, WHERE_OR, w, read_and(r));
	}
	return w;
}

static void *
too_much(struct reading *r)
{
	const char *meant =
	    r->token.kind == TOKEN_TEXT ? joining_for(r->token.text) : NULL;

	if (r->token.kind == TOKEN_CLOSE)
		return where_fault(
		    r, r->token.at, "this parenthesis was not opened");
	if (meant != NULL)
		return where_fault(r, r->token.at, "did you mean '%s'?", meant);
	return where_fault(r, r->token.at,
	    "'and' or 'or' is missing here; a value of several words stands "
	    "in quotes");
}

const struct where *
where_read(struct forms *forms, struct pool *pool, const char *text, size_t *at,
    struct why *w)
{
	struct reading r = {.pool = pool,
	    .forms = forms,
	    .text = text,
	    .next = text,
	    .at = at,
	    .why = w};
	const struct where *tree;

	*at = 0;
	where_next(&r);
	tree = read_or(&r);
	if (!r.failed && r.token.kind != TOKEN_END)
		too_much(&r);
	if (r.failed)
		return NULL;
	if (tree->text == NULL) /* a comparison has its own */
		((struct where *)tree)->text = pool_strdup(pool, text);
	return tree;
}

const char *
where_written(const struct where *w)
{
	return w->text;
}
