/* words.c - the words of dates: folding, finding, numbers in letters */
/* SPDX-License-Identifier: MIT */
#include "core/date/words.h"

#include <stdlib.h>
#include <string.h>

/*
 * Open addressing over the table, made at the first call; four times the
 * room, so that a miss ends after a step or two.
 */
enum { SLOTS = 2048 };
static struct {
	uint32_t hash;
	uint16_t word; /* index + 1 */
} slots[SLOTS];
static bool ready;

uint32_t
word_hash(const char *text, size_t len)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < len; i++)
		h = (h ^ (uint8_t)text[i]) * 16777619u;
	return h ^ h >> 15;
}

static void
add_word(size_t i)
{
	const struct word *w = &words_table[i];
	size_t len = strlen(w->text);
	uint32_t h = word_hash(w->text, len);

	while (slots[h % SLOTS].word != 0)
		h++;
	slots[h % SLOTS].hash = word_hash(w->text, len);
	slots[h % SLOTS].word = (uint16_t)(i + 1);
}

static void
get_ready(void)
{
	if (ready)
		return;
	for (size_t i = 0; i < words_n; i++)
		add_word(i);
	ready = true;
}

/* Bytes of the hyphen and line break inside a word at text; 0: none. */
static size_t
break_length(const char *text, size_t len)
{
	size_t i = 0;

	if (len >= 2 && (uint8_t)text[0] == 0xc2 && (uint8_t)text[1] == 0xad)
		i = 2;
	else if (text[0] == '-')
		i = 1;
	else
		return 0;
	while (i < len && strchr(" \t\r\n", text[i]) != NULL)
		i++;
	return i;
}

/* The letter before n joined with a combining ring or diaeresis. */
static bool
compose(char *to, size_t *n, uint8_t mark)
{
	char last = *n > 0 ? to[*n - 1] : '\0';
	char letter = '\0';

	if (last == 'a')
		letter = (char)(mark == 0x8a ? 0xa5 : 0xa4);
	else if (last == 'o' && mark == 0x88)
		letter = (char)0xb6;
	else
		return false;
	to[*n - 1] = (char)0xc3;
	to[(*n)++] = letter;
	return true;
}

/* Bytes that word_fold looks at more closely. */
static const bool odd[256] = {['A' ... 'Z'] = true,
    ['-'] = true,
    [0xc2] = true,
    [0xc3] = true,
    [0xcc] = true};

size_t
word_fold(const char *text, size_t len, char to[WORD_ROOM])
{
	size_t n = 0;

	for (size_t i = 0; i < len && n < WORD_MOST; i++) {
		uint8_t c = (uint8_t)text[i];
		size_t gap;

		if (!odd[c]) {
			;
		} else if ((unsigned)(c - 'A') < 26) {
			c |= 0x20;
		} else if (c == 0xc3 && i + 1 < len &&
			   (uint8_t)text[i + 1] < 0x9f) {
			to[n++] = (char)c;
			c = (uint8_t)text[++i] | 0x20;
		} else if (c == 0xcc && i + 1 < len &&
			   compose(to, &n, (uint8_t)text[i + 1])) {
			i++;
			continue;
		} else if ((c == '-' || c == 0xc2) &&
			   (gap = break_length(text + i, len - i)) > 0) {
			i += gap - 1;
			continue;
		}
		to[n++] = (char)c;
	}
	to[n] = '\0';
	return n;
}

const struct word *
word_find(const char *folded, uint32_t h)
{
	get_ready();
	for (uint32_t at = h; slots[at % SLOTS].word != 0; at++) {
		const struct word *w = &words_table[slots[at % SLOTS].word - 1];

		if (slots[at % SLOTS].hash == h && strcmp(w->text, folded) == 0)
			return w;
	}
	return NULL;
}

/* What numbers in letters are made of, longer ones first. */
static const struct {
	const char *text;
	int value;
	bool ordinal;
} parts[] = {
    {"trettonde", 13, true},
    {"fjortonde", 14, true},
    {"femtonde", 15, true},
    {"sextonde", 16, true},
    {"sjuttonde", 17, true},
    {"artonde", 18, true},
    {"nittonde", 19, true},
    {"tjugonde", 20, true},
    {"trettionde", 30, true},
    {"tretton", 13, false},
    {"fjorton", 14, false},
    {"femton", 15, false},
    {"sexton", 16, false},
    {"sjutton", 17, false},
    {"arton", 18, false},
    {"nitton", 19, false},
    {"tjugo", 20, false},
    {"trettio", 30, false},
    {"fyrtio", 40, false},
    {"femtio", 50, false},
    {"sextio", 60, false},
    {"sjuttio", 70, false},
    {"åttio", 80, false},
    {"nittio", 90, false},
    {"hundra", 100, false},
    {"tusen", 1000, false},
    {"första", 1, true},
    {"förste", 1, true},
    {"andra", 2, true},
    {"andre", 2, true},
    {"tredje", 3, true},
    {"fjärde", 4, true},
    {"femte", 5, true},
    {"sjätte", 6, true},
    {"sjunde", 7, true},
    {"åttonde", 8, true},
    {"nionde", 9, true},
    {"tionde", 10, true},
    {"elfte", 11, true},
    {"tolfte", 12, true},
    {"elva", 11, false},
    {"tolv", 12, false},
    {"ett", 1, false},
    {"en", 1, false},
    {"två", 2, false},
    {"tre", 3, false},
    {"fyra", 4, false},
    {"fem", 5, false},
    {"sex", 6, false},
    {"sju", 7, false},
    {"åtta", 8, false},
    {"nio", 9, false},
    {"tio", 10, false},
};

enum { PARTS = sizeof(parts) / sizeof(parts[0]) };

static int
part_at(const char *text)
{
	for (int i = 0; i < PARTS; i++)
		if (text[0] == parts[i].text[0] &&
		    strncmp(text, parts[i].text, strlen(parts[i].text)) == 0)
			return i;
	return -1;
}

/* Numbers that are not in the table begin so. */
static bool
begins_number(const char *text)
{
	static const char *const begins_so[] = {"tjugo", "trettio", "fyrtio",
	    "femtio", "sextio", "sjuttio", "åttio", "nittio", "nittonhundra",
	    "artonhundra", "tvåtusen", "tvåhundra", "hundra", "etthundra",
	    "ettusen", "trehundra"};

	for (size_t i = 0; i < sizeof(begins_so) / sizeof(*begins_so); i++)
		if (text[0] == begins_so[i][0] && text[1] == begins_so[i][1] &&
		    strncmp(text, begins_so[i], strlen(begins_so[i])) == 0)
			return true;
	return false;
}

bool
word_number(const char *folded, size_t len, int *value, bool *ordinal)
{
	const char *at = folded;
	int total = 0, current = 0;

	*ordinal = false;
	if (len < 7 ||
	    !begins_number(folded)) /* shorter ones are in the table */
		return false;
	while (*at != '\0') {
		int i = *ordinal ? -1 : part_at(at);

		if (i < 0)
			return false;
		if (parts[i].value == 1000) {
			total = (current ? current : 1) * 1000;
			current = 0;
		} else if (parts[i].value == 100)
			current = (current ? current : 1) * 100;
		else
			current += parts[i].value;
		if (current > 9999 || total > 9999)
			return false;
		*ordinal = parts[i].ordinal;
		at += strlen(parts[i].text);
	}
	*value = total + current;
	return true;
}

/* One letter left out, put in, changed, or two that changed places. */
static bool
one_off(const char *a, size_t m, const char *b, size_t n)
{
	size_t i = 0, rest;

	while (i < m && i < n && a[i] == b[i])
		i++;
	if (m > n)
		return m - n == 1 && memcmp(a + i + 1, b + i, n - i) == 0;
	if (n > m)
		return n - m == 1 && memcmp(a + i, b + i + 1, m - i) == 0;
	rest = m - i;
	if (rest == 0 || memcmp(a + i + 1, b + i + 1, rest - 1) == 0)
		return true;
	return rest >= 2 && a[i] == b[i + 1] && a[i + 1] == b[i] &&
	       memcmp(a + i + 2, b + i + 2, rest - 2) == 0;
}

int
word_misspelt_month(const char *folded, size_t len)
{
	if (len < 5)
		return 0;
	for (size_t i = 0; i < words_n; i++) {
		const struct word *w = &words_table[i];

		if (w->class != WORD_MONTH)
			break; /* the months stand first */
		if (w->form == FORM_BASE && strlen(w->text) >= 5 &&
		    one_off(folded, len, w->text, strlen(w->text)))
			return w->value;
	}
	return 0;
}
