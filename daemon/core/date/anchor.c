/* anchor.c - do words of dates stand in a text: "januari", "nästa vecka" */
/* SPDX-License-Identifier: MIT */
#include "core/date/anchor.h"

#include <string.h>

#include "core/date/words.h"

/* How long the anchors are that begin with those three bytes, a bit each. */
enum { BEGINNINGS = 1 << 12, LENGTH_MOST = 31 };
static uint32_t lengths[BEGINNINGS];
static bool ready;

/* Letters of Swedish words, and the later bytes of characters. */
static const bool letter[256] = {['A' ... 'Z'] = true,
    ['a' ... 'z'] = true,
    [0x80 ... 0xbf] = true,
    [0xc3 ... 0xdf] = true};

/* Small and capital letters give the same; ring and dots are kept. */
static uint32_t
beginning(const char *text)
{
	uint32_t key = ((uint8_t)text[0] & 0xdfu) << 16 |
		       ((uint8_t)text[1] & 0xdfu) << 8 |
		       ((uint8_t)text[2] & 0xdfu);

	return (key * 2654435761u) >> 20;
}

/* Decomposed, each ring and dots take a byte more. */
static uint32_t
lengths_of(const char *text, size_t len)
{
	uint32_t bits = 1u << len;

	for (; *text != '\0'; text++)
		if ((uint8_t)*text == 0xc3)
			bits |= bits << 1;
	return bits;
}

/* "alla" is half of alla helgons dag, and common otherwise. */
static bool
is_anchor(const struct word *w)
{
	return w->class < WORD_ANCHORED && w->class != WORD_NUMBER &&
	       w->class != WORD_ORDINAL && w->class != WORD_LAST &&
	       w->class != WORD_NEXT && strcmp(w->text, "alla") != 0;
}

static void
get_ready(void)
{
	if (ready)
		return;
	for (size_t i = 0; i < words_n; i++) {
		const struct word *w = &words_table[i];
		size_t len = strlen(w->text);

		if (is_anchor(w) && len >= 3)
			lengths[beginning(w->text)] |= lengths_of(w->text, len);
	}
	ready = true;
}

static bool
is_told(const char *text, size_t len)
{
	char folded[WORD_ROOM];
	size_t n = word_fold(text, len, folded);
	const struct word *w = word_find(folded, word_hash(folded, n));

	return w != NULL && is_anchor(w);
}

static bool
may_be(const char *text, size_t len)
{
	/* "år" is three bytes; shorter ones need a number */
	return len >= 3 && len <= LENGTH_MOST &&
	       (lengths[beginning(text)] >> len & 1) != 0;
}

bool
word_is_anchor(const char *text, size_t len)
{
	get_ready();
	return may_be(text, len) && is_told(text, len);
}

/* The character at i, which is no letter. */
static size_t
pass_other(const char *text, size_t i, size_t to)
{
	for (i++; i < to && ((uint8_t)text[i] & 0xc0) == 0x80; i++)
		;
	return i;
}

bool
has_anchor(const char *text, size_t from, size_t to)
{
	get_ready();
	for (size_t i = from; i < to;) {
		size_t begin = i;

		while (i < to && letter[(uint8_t)text[i]])
			i++;
		if (may_be(text + begin, i - begin) &&
		    is_told(text + begin, i - begin))
			return true;
		while (i < to && !letter[(uint8_t)text[i]])
			i = pass_other(text, i, to);
	}
	return false;
}
