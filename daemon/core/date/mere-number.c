/* mere-number.c - is a number only a count of things: "97 personer" */
/* SPDX-License-Identifier: MIT */
#include "core/date/mere-number.h"

#include <stdint.h>
#include <string.h>

#include "core/date/words.h"

/* "v 12", "kv 3", "q 3", "t 1", "h 2", "den 15" */
static const char unit_letters[] = "vkqthdVKQTHD";

enum { COUNT_MOST = 3, UNIT_MOST = 3, MONTH_MOST = 12 };

static bool
is_digit(char c)
{
	return (unsigned)(c - '0') < 10;
}

static bool
is_letter(char c)
{
	return (unsigned)((c | 0x20) - 'a') < 26 || (uint8_t)c >= 0x80;
}

static bool
is_gap(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* Nothing of a date before the digits at i. */
static bool
nothing_before(const char *text, size_t from, size_t i)
{
	size_t end, begin;

	if (i == from)
		return true;
	if (!is_gap(text[i - 1]) && text[i - 1] != '(')
		return false;
	for (end = i - 1; end > from && is_gap(text[end - 1]);)
		end--;
	if (end > from && text[end - 1] == '.')
		end--;
	for (begin = end; begin > from && is_letter(text[begin - 1]);)
		begin--;
	return begin < end && (end - begin > UNIT_MOST ||
				  strchr(unit_letters, text[begin]) == NULL);
}

/* "30 septmber" */
static bool
is_misspelt_month(const char *word, size_t len)
{
	char folded[WORD_ROOM];

	return len <= MONTH_MOST &&
	       word_misspelt_month(folded, word_fold(word, len, folded)) != 0;
}

/* Nothing of a date after the digits that end at i. */
static bool
nothing_after(const char *text, size_t len, size_t i)
{
	size_t word;

	if (i < len && text[i] == ')')
		i++;
	if (i + 1 >= len)
		return true;
	if (strchr(".,;!?", text[i]) != NULL && text[i] != '\0')
		return is_gap(text[i + 1]);
	if (!is_gap(text[i]))
		return false;
	while (i < len && is_gap(text[i]))
		i++;
	for (word = i; i < len && is_letter(text[i]);)
		i++;
	return i > word && !is_misspelt_month(text + word, i - word);
}

bool
is_mere_number(const char *text, size_t len, size_t from, size_t i, size_t *end)
{
	size_t to = i;

	while (to < len && is_digit(text[to]))
		to++;
	*end = to;
	return to - i <= COUNT_MOST && nothing_before(text, from, i) &&
	       nothing_after(text, len, to);
}
