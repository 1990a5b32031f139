/* known-word.h - words looked up before, by their bytes as they stood */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_KNOWN_WORD_H
#define CORE_KNOWN_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/date/token.h"

/*
 * Few words make up most of a text, and to fold a word and look it up takes
 * longer than to find it here.  One word a place: a later one takes the place
 * of an earlier one.  A word of more than KNOWN_RAW bytes is not kept.
 */
enum { KNOWN_RAW = 24, KNOWN_FOLDED = 24 };

struct known_word {
	struct token token; /* what it is, wherever it stands; its len is 0
			     * when nothing is kept here */
	uint64_t key[3];    /* its first, last and middle bytes */
	char folded[KNOWN_FOLDED];
};

/* The place of the word; token.len is 0 there unless it is the word's.  NULL
 * for a word that is not kept. */
struct known_word *known_word(const char *raw, size_t len);
/* Keeps the token there; it is a token of the word that was asked for. */
void known_word_keep(struct known_word *, const struct token *);
/*
 * What its cues are was found out: the next token of the word has them, if its
 * place is still its own.
 */
void known_word_cues(const struct token *);

#endif
