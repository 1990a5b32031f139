/* page-tag.c - one HTML tag: read, and written again in a tame form */
/* SPDX-License-Identifier: MIT */
#include "core/page/page-tag.h"

#include <string.h>
#include <strings.h>

#include "core/feed/feed-clean.h"
#include "core/text/htmlref.h"

/* Bits of the elements that imply ends, or beyond which none is implied. */
enum bit {
	A,
	ARTICLE,
	ASIDE,
	BLOCKQUOTE,
	CAPTION,
	DD,
	DETAILS,
	DIV,
	DL,
	DT,
	FIELDSET,
	FIGURE,
	FORM,
	LI,
	MAIN,
	MENU,
	OL,
	OPTION,
	P,
	SECTION,
	SELECT,
	TABLE,
	TBODY,
	TD,
	TFOOT,
	TH,
	THEAD,
	TR,
	UL
};
#define B(bit) (1ULL << (bit))
#define CELLS  (B(TD) | B(TH) | B(CAPTION))
#define PARTS  (B(THEAD) | B(TBODY) | B(TFOOT))
#define LISTS  (B(UL) | B(OL) | B(MENU))
#define BOXES                                                    \
	(B(DIV) | B(SECTION) | B(ARTICLE) | B(MAIN) | B(ASIDE) | \
	    B(BLOCKQUOTE) | B(FORM) | B(FIELDSET) | B(FIGURE) | B(DETAILS))
#define P_UNTIL \
	(CELLS | LISTS | BOXES | B(LI) | B(DD) | B(DT) | B(DL) | B(TABLE))
#define A_UNTIL (CELLS | B(LI) | B(DIV) | B(SECTION) | B(ARTICLE) | B(TABLE))
#define BLOCK(name)                                  \
	{                                            \
		name, TAG_BLOCK, 0, 0, B(P), P_UNTIL \
	}
#define BOX(name, bit)                                    \
	{                                                 \
		name, TAG_BLOCK, 0, B(bit), B(P), P_UNTIL \
	}
#define VOID(name, flags)                            \
	{                                            \
		name, TAG_VOID | (flags), 0, 0, 0, 0 \
	}
#define RAW(name, flags, n)             \
	{                               \
		name, flags, n, 0, 0, 0 \
	}
#define FRAME(name)                         \
	{                                   \
		name, TAG_FRAME, 0, 0, 0, 0 \
	}
#define PART(name, bit, flags, closes, until)                       \
	{                                                           \
		name, TAG_BLOCK | (flags), 0, B(bit), closes, until \
	}

static const struct tag_rule rules[] = {
    {"a", 0, 0, B(A), B(A), A_UNTIL},
    BLOCK("address"),
    BOX("article", ARTICLE),
    BOX("aside", ASIDE),
    VOID("base", TAG_HEAD),
    BOX("blockquote", BLOCKQUOTE),
    FRAME("body"),
    VOID("br", 0),
    PART("caption", CAPTION, TAG_CELL | TAG_TABLE, 0, 0),
    BLOCK("center"),
    VOID("col", 0),
    PART("dd", DD, 0, B(DT) | B(DD), B(DL)),
    BOX("details", DETAILS),
    BLOCK("dialog"),
    BOX("div", DIV),
    BOX("dl", DL),
    PART("dt", DT, 0, B(DT) | B(DD), B(DL)),
    VOID("embed", 0),
    BOX("fieldset", FIELDSET),
    BLOCK("figcaption"),
    BOX("figure", FIGURE),
    BLOCK("footer"),
    BOX("form", FORM),
    BLOCK("h1"),
    BLOCK("h2"),
    BLOCK("h3"),
    BLOCK("h4"),
    BLOCK("h5"),
    BLOCK("h6"),
    FRAME("head"),
    BLOCK("header"),
    {"hr", TAG_VOID | TAG_BLOCK, 0, 0, B(P), P_UNTIL},
    FRAME("html"),
    RAW("iframe", TAG_TO_END, 1),
    VOID("img", 0),
    VOID("input", 0),
    PART("li", LI, 0, B(LI), LISTS),
    VOID("link", TAG_HEAD),
    BOX("main", MAIN),
    BOX("menu", MENU),
    VOID("meta", TAG_HEAD),
    BLOCK("nav"),
    RAW("noembed", 0, 2),
    RAW("noframes", 0, 3),
    {"noscript", TAG_HEAD, 0, 0, 0, 0},
    BOX("ol", OL),
    {"option", 0, 0, B(OPTION), B(OPTION), B(SELECT)},
    BOX("p", P),
    VOID("param", 0),
    BLOCK("pre"),
    RAW("script", TAG_TO_END, 4),
    BOX("section", SECTION),
    {"select", 0, 0, B(SELECT), 0, 0},
    VOID("source", 0),
    RAW("style", TAG_TO_END, 5),
    RAW("svg", 0, 6),
    PART("table", TABLE, TAG_TABLE, B(P), P_UNTIL),
    PART("tbody", TBODY, TAG_TABLE, PARTS, B(TABLE)),
    PART("td", TD, TAG_CELL | TAG_TABLE, CELLS, B(TABLE) | PARTS | B(TR)),
    RAW("template", 0, 7),
    RAW("textarea", TAG_TO_END, 8),
    PART("tfoot", TFOOT, TAG_TABLE, PARTS, B(TABLE)),
    PART("th", TH, TAG_CELL | TAG_TABLE, CELLS, B(TABLE) | PARTS | B(TR)),
    PART("thead", THEAD, TAG_TABLE, PARTS, B(TABLE)),
    RAW("title", TAG_HEAD | TAG_KEEP, 9),
    PART("tr", TR, TAG_TABLE, B(TR), B(TABLE) | PARTS),
    VOID("track", 0),
    BOX("ul", UL),
    VOID("wbr", 0),
};

static const struct tag_rule unknown = {"", 0, 0, 0, 0, 0};

const struct tag_rule *
page_tag_rule(const char *name)
{
	size_t low = 0, high = sizeof(rules) / sizeof(*rules);

	while (low < high) {
		size_t middle = (low + high) / 2;
		int c = strcmp(name, rules[middle].name);

		if (c == 0)
			return &rules[middle];
		if (c < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return &unknown;
}

bool
page_tag_word_in(const char *words, const char *name)
{
	size_t len = strlen(name);

	while (words != NULL && *words != '\0') {
		size_t n = strcspn(words, " ");

		if (n == len && memcmp(words, name, n) == 0)
			return true;
		words += n;
		words += *words == ' ';
	}
	return false;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool
page_tag_ends_name(char c)
{
	return is_space(c) || c == '>' || c == '/';
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Characters that libxml2 and XPath take in a name without ado. */
static bool
is_plain(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

static const char *
read_name(const char *s, const char *end, struct tag *t)
{
	size_t n = 0;

	t->hash = 14695981039346656037U;
	for (; s < end && !page_tag_ends_name(*s); s++) {
		char c = lower(*s);

		t->hash = (t->hash ^ (unsigned char)c) * 1099511628211U;
		if (n < TAG_NAME - 1 && is_plain(c))
			t->name[n++] = c;
	}
	t->name[n] = '\0';
	t->rule = page_tag_rule(t->name);
	return s;
}

static const char *
skip_space(const char *s, const char *end)
{
	while (s < end && is_space(*s))
		s++;
	return s;
}

static const char *
read_value(const char *s, const char *end, struct tag_attribute *a)
{
	char quote;

	s = skip_space(s, end);
	quote = s < end && (*s == '"' || *s == '\'') ? *s : '\0';
	if (quote != '\0') {
		a->value = ++s;
		s = memchr(s, quote, (size_t)(end - s));
		if (s == NULL)
			return end;
		a->value_len = (size_t)(s - a->value);
		return s + 1;
	}
	a->value = s;
	while (s < end && !is_space(*s) && *s != '>')
		s++;
	a->value_len = (size_t)(s - a->value);
	return s;
}

static bool
is_kept(const struct tag *t, const struct tag_attribute *a)
{
	if (t->n == TAG_ATTRIBUTES || a->value_len > TAG_VALUE ||
	    a->name_len > 40 || !is_letter(*a->name))
		return false;
	for (size_t i = 0; i < a->name_len; i++)
		if (!is_plain(a->name[i]) && a->name[i] != ':')
			return false;
	return a->name_len < 5 || memcmp(a->name, "xmlns", 5) != 0;
}

static const char *
read_attribute(const char *s, const char *end, struct tag *t)
{
	struct tag_attribute a = {.name = s, .value = s};

	/* An "=" at the front is a part of the name (HTML Standard). */
	for (s++; s < end && !page_tag_ends_name(*s) && *s != '=';)
		s++;
	a.name_len = (size_t)(s - a.name);
	s = skip_space(s, end);
	if (s < end && *s == '=')
		s = read_value(s + 1, end, &a);
	if (is_kept(t, &a))
		t->attributes[t->n++] = a;
	return s;
}

bool
page_tag_read(const char **at, const char *end, struct tag *t)
{
	const char *s = *at + 1;

	t->closing = s < end && *s == '/';
	s += t->closing;
	if (s >= end || !is_letter(*s))
		return false;
	t->n = 0;
	s = read_name(s, end, t);
	for (;;) {
		while (s < end && (is_space(*s) || *s == '/'))
			s++;
		if (s >= end || *s == '>')
			break;
		s = read_attribute(s, end, t);
	}
	t->cut = s >= end;
	*at = t->cut ? end : s + 1;
	return true;
}

bool
page_tag_has(const struct tag *t, const char *name, const char *part)
{
	size_t len = strlen(name), n = strlen(part);

	for (size_t i = 0; i < t->n; i++) {
		const struct tag_attribute *a = &t->attributes[i];

		if (a->name_len != len || strncasecmp(a->name, name, len) != 0)
			continue;
		for (size_t k = 0; k + n <= a->value_len; k++)
			if (strncasecmp(a->value + k, part, n) == 0)
				return true;
	}
	return false;
}

static void
write_character(struct str *out, char c)
{
	if (c == '<' || c == '"' || c == '&')
		clean_special(out, c);
	else if ((unsigned char)c < 0x20 || c == 0x7F)
		str_addc(out, is_space(c) ? c : ' ');
	else
		str_addc(out, c);
}

/* References are decoded here, so that the parser meets none but these. */
static void
write_escaped(struct str *out, const char *s, size_t len, const char *special)
{
	char text[HTMLREF_MOST];
	size_t done = 0, taken;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c >= 0x20 && c != 0x7F && strchr(special, c) == NULL)
			continue;
		str_addn(out, s + done, i - done);
		memset(text, 0, sizeof(text));
		taken = c == '&' ? htmlref_read(s + i, len - i, text) : 0;
		if (taken == 0) {
			write_character(out, s[i]);
			taken = 1;
		} else {
			for (size_t k = 0; k < HTMLREF_MOST && text[k]; k++)
				write_character(out, text[k]);
		}
		done = i + taken;
		i = done - 1;
	}
	str_addn(out, s + done, len - done);
}

void
page_tag_write_text(struct str *out, const char *text, size_t len)
{
	write_escaped(out, text, len, "<&");
}

void
page_tag_write(struct str *out, const struct tag *t)
{
	str_addf(out, "<%s", t->name);
	for (size_t i = 0; i < t->n; i++) {
		const struct tag_attribute *a = &t->attributes[i];

		str_addc(out, ' ');
		for (size_t k = 0; k < a->name_len; k++)
			str_addc(out, lower(a->name[k]));
		str_add(out, "=\"");
		write_escaped(out, a->value, a->value_len, "<&\"");
		str_addc(out, '"');
	}
	str_addc(out, '>');
}
