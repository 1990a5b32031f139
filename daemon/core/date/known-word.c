/* known-word.c - words looked up before, by their bytes as they stood */
/* SPDX-License-Identifier: MIT */
#include "core/date/known-word.h"

#include <string.h>

enum { PLACES = 8192 };

static struct known_word places[PLACES];

/*
 * The bytes of a word in three numbers, which tell it from every other one of
 * its length: its first eight, its last eight, and those between.
 */
static void
read_keys(const char *s, size_t len, uint64_t key[3])
{
	key[0] = key[1] = key[2] = 0;
	if (len >= 8) {
		memcpy(&key[0], s, 8);
		memcpy(&key[1], s + len - 8, 8);
		if (len > 16)
			memcpy(&key[2], s + 8, 8);
	} else if (len >= 4) {
		memcpy(&key[0], s, 4);
		memcpy(&key[1], s + len - 4, 4);
	} else {
		for (size_t i = 0; i < len; i++)
			key[0] = key[0] << 8 | (uint8_t)s[i];
	}
}

/* The first and the last bytes tell most words apart. */
static uint32_t
place_of(const uint64_t key[3], size_t len)
{
	uint64_t mix = (key[0] ^ (key[1] + len) * 0x9E3779B97F4A7C15U) *
		       0xD6E8FEB86659FD93U;

	return (uint32_t)(mix >> 32) % PLACES;
}

struct known_word *
known_word(const char *raw, size_t len)
{
	struct known_word *k;
	uint64_t key[3];

	if (len > KNOWN_RAW)
		return NULL;
	read_keys(raw, len, key);
	k = &places[place_of(key, len)];
	if (k->token.len == len && k->key[0] == key[0] && k->key[1] == key[1] &&
	    k->key[2] == key[2])
		return k;
	k->token.len = 0;
	memcpy(k->key, key, sizeof(key));
	return k;
}

void
known_word_keep(struct known_word *k, const struct token *t)
{
	if (t->word_len >= KNOWN_FOLDED)
		return;
	memcpy(k->folded, t->word, t->word_len + 1u);
	k->token = *t;
	k->token.place = (uint16_t)(k - places + 1);
	k->token.gap = 0;
}

void
known_word_cues(const struct token *t)
{
	struct known_word *k = t->place ? &places[t->place - 1] : NULL;

	if (k == NULL || k->token.len != t->len || k->token.hash != t->hash ||
	    k->token.word_len != t->word_len ||
	    memcmp(k->folded, t->word, t->word_len) != 0)
		return;
	k->token.cues = t->cues;
	k->token.facts = t->facts;
	memcpy(k->token.cue, t->cue, sizeof(t->cue));
	k->token.cues_known = true;
}
