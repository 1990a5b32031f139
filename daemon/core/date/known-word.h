/* known-word.h - words looked up before, by their bytes as they stood */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_KNOWN_WORD_H
#define CORE_KNOWN_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Few words make up most of a text, and to fold a word and look it up takes
 * longer than to find it here.  One word a place: a later one takes the place
 * of an earlier one.  A word of more than KNOWN_RAW bytes is not kept.
 */
enum { KNOWN_RAW = 24, KNOWN_FOLDED = 26 };

struct known_word {
	char raw[KNOWN_RAW];
	char folded[KNOWN_FOLDED];
	uint8_t raw_len; /* 0: nothing is kept here */
	uint8_t len;     /* of folded */
	uint8_t class, form;
	int32_t value;
	uint32_t hash; /* of folded */
};

/* The place of the word; raw_len is 0 there unless it is the word's.  NULL
 * for a word that is not kept. */
struct known_word *known_word(const char *raw, size_t len);

#endif
