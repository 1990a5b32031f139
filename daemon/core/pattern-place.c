/* pattern-place.c - where a folded word stands in the text it was made of */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "core/pattern-parts.h"

static bool
is_blank(const char *s, size_t left)
{
	return isspace((unsigned char)s[0]) ||
	       (left >= 2 && s[0] == '\xC2' && s[1] == '\xA0');
}

static size_t
folded_length(struct str *scratch, const char *text, size_t len)
{
	str_clear(scratch);
	words_fold_into(scratch, text, len);
	return scratch->len;
}

/* The fewest bytes of the text whose folded words reach the offset. */
static struct span
place_of(const char *text, size_t len, size_t offset)
{
	struct str scratch = STR_INIT(4 * len + 16);
	size_t low = 0, high = len;
	struct span place;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (folded_length(&scratch, text, middle) > offset + 1)
			high = middle;
		else
			low = middle + 1;
	}
	str_release(&scratch);
	place.from = low > 0 ? low - 1 : 0;
	while (place.from > 0 && (text[place.from] & 0xC0) == 0x80)
		place.from--;
	place.to = place.from;
	while (place.to < len && !is_blank(text + place.to, len - place.to))
		place.to++;
	return place;
}

void
words_place(const char *text, size_t len, const char *folded, const char *word,
    size_t *from, size_t *to)
{
	const char *apart = strstr(folded, PATTERN_APART);
	struct span place = {0, 0};

	if (apart == NULL || word < apart) {
		place = place_of(text, len, (size_t)(word - folded));
	} else {
		int number = 0;

		for (; apart != NULL && apart < word; number++)
			apart = strstr(apart + 1, PATTERN_APART);
		place = hyphens_place(text, len, number);
	}
	*from = place.from;
	*to = place.to;
}
