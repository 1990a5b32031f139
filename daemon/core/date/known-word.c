/* known-word.c - words looked up before, by their bytes as they stood */
/* SPDX-License-Identifier: MIT */
#include "core/date/known-word.h"

#include <string.h>

enum { PLACES = 4096 };

static struct known_word places[PLACES];

/* Its first and last bytes tell most words apart; equal ones are compared. */
static uint32_t
place_of(const char *s, size_t len)
{
	uint64_t first = 0, last = 0;

	if (len >= 8) {
		memcpy(&first, s, 8);
		memcpy(&last, s + len - 8, 8);
	} else if (len >= 4) {
		memcpy(&first, s, 4);
		memcpy(&last, s + len - 4, 4);
	} else {
		for (size_t i = 0; i < len; i++)
			first = first << 8 | (uint8_t)s[i];
	}
	first = (first ^ (last + len) * 0x9E3779B97F4A7C15U) *
		0xD6E8FEB86659FD93U;
	return (uint32_t)(first >> 32) % PLACES;
}

struct known_word *
known_word(const char *raw, size_t len)
{
	struct known_word *k;

	if (len > KNOWN_RAW)
		return NULL;
	k = &places[place_of(raw, len)];
	if (k->raw_len != len || memcmp(k->raw, raw, len) != 0)
		k->raw_len = 0;
	return k;
}
