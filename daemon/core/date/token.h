/* token.h - a text in stretches, and a stretch in tokens */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_TOKEN_H
#define CORE_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"
#include "core/date/words.h"

/*
 * A stretch is what can be read together: a sentence, a heading, a row of a
 * table.  It ends at a full stop that is one (not that of "t.o.m." or "3
 * jan."), at an empty line, and at a line break that does not just wrap a
 * sentence.  At most STRETCH_MOST bytes.
 */
enum { STRETCH_MOST = 4096 };

struct stretch {
	size_t from, to;
	bool dated;      /* it has a digit or a word of dates */
	bool after_gap;  /* an empty line stands before it */
	bool line_start; /* it begins a line */
	bool line_end;   /* it goes to the end of a line */
};

/* The stretch that begins at or after from; false at the end of the text. */
bool stretch_next(const char *text, size_t len, size_t from, struct stretch *);

/* The line has columns, parted by '|' or tabs. */
bool stretch_is_row(const char *text, size_t from, size_t to);

enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_NUMBER, TOKEN_MARK };
enum token_gap { GAP_NONE, GAP_SPACE, GAP_LINE };

/*
 * mark is the character: '-' for every dash, '"' for every quotation mark,
 * '*' for a bullet, 'S' for a section sign, '|' for a tab between columns; dotted abbreviations ("t.o.m.")
 * are one word.  word is NULL for words that are not of dates.
 */
struct token {
	uint32_t at, len;
	int32_t value; /* of a number (9 digits at most), or of the word */
	uint8_t kind;
	uint8_t gap;    /* before it */
	uint8_t class;  /* enum word_class */
	uint8_t form;   /* enum word_form */
	uint8_t digits; /* of a number */
	char mark;
	bool capital;     /* begins with a capital letter */
	const char *word; /* folded, without the dots of abbreviations */
	uint32_t hash;    /* of it */
	uint8_t word_len;
	bool cue_read;   /* of core/deadline/cues.h, as the rest */
	bool cues_known; /* the rest is what the word had elsewhere */
	uint8_t cues;
	uint16_t facts; /* of its form: core/deadline/tense.c */
	uint16_t cue[9];
	uint16_t place; /* of core/date/known-word.h; 0: none */
};

struct tokens {
	struct token *t; /* TOKENS_BEFORE before it and TOKENS_AFTER after
			    its n are there, of kind TOKEN_END */
	size_t n;
	size_t room;
	char *folded; /* the words, for the tokens to point into */
	size_t folded_n;
	const char *text;
};

enum { TOKENS_BEFORE = 4, TOKENS_AFTER = 16 };

/* Replaces what was in it.  Memory from the pool is kept from call to call. */
void tokens_read(
    struct tokens *, struct pool *, const char *text, size_t from, size_t to);

#endif
