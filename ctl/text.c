/* text.c - strangers' texts on a terminal: made harmless, measured, cut */
/* SPDX-License-Identifier: MIT */
#include "ctl/text.h"

#include <stdbool.h>
#include <string.h>

#include <utf8proc.h>

enum {
	STACK_MOST = 4, /* signs on one letter */
	DROP = -1,
	REPLACEMENT = 0xFFFD,
	TEXT_MOST = 32 * 1024 * 1024
};

/* Bytes of the first character, which is U+FFFD where it is no UTF-8. */
static size_t
next_character(const char *s, size_t left, utf8proc_int32_t *c)
{
	utf8proc_ssize_t n = utf8proc_iterate(
	    (const utf8proc_uint8_t *)s, (utf8proc_ssize_t)left, c);

	if (n > 0)
		return (size_t)n;
	*c = REPLACEMENT;
	return 1;
}

static bool
turns_direction(utf8proc_int32_t c)
{
	utf8proc_propval_t class = utf8proc_get_property(c)->bidi_class;

	return class == UTF8PROC_BIDI_CLASS_LRE ||
	       class == UTF8PROC_BIDI_CLASS_LRO ||
	       class == UTF8PROC_BIDI_CLASS_RLE ||
	       class == UTF8PROC_BIDI_CLASS_RLO ||
	       class == UTF8PROC_BIDI_CLASS_PDF ||
	       class == UTF8PROC_BIDI_CLASS_LRI ||
	       class == UTF8PROC_BIDI_CLASS_RLI ||
	       class == UTF8PROC_BIDI_CLASS_FSI ||
	       class == UTF8PROC_BIDI_CLASS_PDI;
}

/* What is shown for it; DROP: nothing. */
static utf8proc_int32_t
harmless(utf8proc_int32_t c)
{
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_CC:
		return (c >= '\t' && c <= '\r') || c == 0x85 ? ' ' : '?';
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return ' ';
	case UTF8PROC_CATEGORY_CF:
		return turns_direction(c) ? '?' : DROP;
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_CN:
		return c == REPLACEMENT ? c : '?';
	default:
		return c;
	}
}

const char *
text_clean_n(struct pool *pool, const char *text, size_t len)
{
	struct str s = STR_INIT(TEXT_MOST);
	const char *kept;
	int stack = 0;

	for (size_t i = 0; i < len;) {
		utf8proc_int32_t c;

		i += next_character(text + i, len - i, &c);
		c = harmless(c);
		if (c == ' ' && (s.len == 0 || s.text[s.len - 1] == ' '))
			continue;
		if (c != DROP)
			stack = utf8proc_charwidth(c) > 0 ? 0 : stack + 1;
		if (c != DROP && stack <= STACK_MOST)
			str_addu(&s, (unsigned)c);
	}
	if (s.len > 0 && s.text[s.len - 1] == ' ')
		str_cut(&s, s.len - 1);
	kept = pool_strndup(pool, s.text, s.len);
	str_release(&s);
	return kept;
}

const char *
text_clean(struct pool *pool, const char *text)
{
	return text_clean_n(pool, text, strlen(text));
}

/* Bytes of text that fit into columns; *used of them. */
static size_t
fitting(const char *text, int columns, int *used)
{
	size_t at = 0, len = strlen(text);

	*used = 0;
	while (at < len) {
		utf8proc_int32_t c;
		size_t n = next_character(text + at, len - at, &c);
		int width = utf8proc_charwidth(c);

		if (*used + width > columns)
			break;
		*used += width;
		at += n;
	}
	return at;
}

int
text_width(const char *clean)
{
	int used;

	fitting(clean, INT32_MAX / 2, &used);
	return used;
}

void
text_cut(struct str *s, const char *clean, int columns)
{
	int used;
	size_t n = fitting(clean, columns, &used);

	if (clean[n] == '\0') {
		str_add(s, clean);
		return;
	}
	n = fitting(clean, columns - 1, &used);
	while (n > 0 && clean[n - 1] == ' ')
		n--;
	str_addn(s, clean, n);
	str_add(s, "…");
}

/* One clean line in words; *column is where the pen stands. */
static void
wrap_line(FILE *out, const char *line, int width, int indent, int column)
{
	bool first = true;

	while (*line != '\0') {
		size_t n = strcspn(line, " ");
		struct str word = STR_INIT(TEXT_MOST);
		int w;

		str_addn(&word, line, n);
		w = text_width(word.text);
		if (!first && column + 1 + w > width) {
			fprintf(out, "\n%*s", indent, "");
			column = indent;
		} else if (!first) {
			fputc(' ', out);
			column++;
		}
		fputs(word.text, out);
		column += w;
		first = false;
		str_release(&word);
		line += n + (line[n] == ' ');
	}
}

void
text_wrap(FILE *out, struct pool *pool, const char *text, int width, int indent)
{
	for (bool first = true;; first = false) {
		size_t n = strcspn(text, "\n");
		const char *line = text_clean_n(pool, text, n);

		if (!first && *line != '\0')
			fprintf(out, "%*s", indent, "");
		wrap_line(out, line, width, indent, indent);
		fputc('\n', out);
		if (text[n] == '\0')
			return;
		text += n + 1;
	}
}
