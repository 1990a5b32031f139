/* lexicon-parts.h - what the files of lexicon share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_LEXICON_PARTS_H
#define CORE_LEXICON_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/lexicon.h"
#include "core/pattern-parts.h"

struct term {
	const struct pattern *pattern;
	uint64_t meaning;
	unsigned next; /* with the same needle; 0: the last */
	bool inside;   /* it may begin inside a word */
};

/* The terms of one needle: the first of them. */
struct slot {
	uint32_t tag;
	unsigned term; /* 0: empty */
};

/* Which needles there are, roughly: lengths, and how they begin. */
struct begins {
	bool any;
	uint64_t length[4];  /* bit n: one has n bytes */
	uint64_t triple[64]; /* of the first three bytes */
};

/* What is known of words that were looked up before.  A word stands in one of
 * four slots in a row; one that comes anew takes them in turn. */
enum {
	KNOWN_WORDS = 16384,
	KNOWN_WORD = 59,
	KNOWN_ROW = 4,
	KNOWN_SETS = 1 << 17
};
struct known_word {
	unsigned char len;
	char text[KNOWN_WORD];
	uint32_t set;
};
struct known {
	struct known_word *word; /* NULL: nothing is remembered */
	unsigned *set; /* a number of terms and the terms; at 0: none */
	uint32_t n_set;
	unsigned turn;
};

struct found {
	const struct lexicon *lexicon;
	uint32_t now;   /* the number of this look */
	uint32_t *mark; /* of each term: now << 8 | bits of its scopes */
	unsigned *hit;
	size_t n_hits, room;
};

struct lexicon {
	struct term *term;
	unsigned n_terms, room;
	struct slot *slot;
	unsigned char *may; /* a bit for each needle, of eight a slot: most
			     * that are none are known by it */
	unsigned *same;     /* terms by meaning */
	size_t n_slots;     /* of both */
	struct begins begins[2];
	struct known known;
	struct found found;
	unsigned *list; /* the terms of the word at hand */
	uint32_t *seen; /* of each term: the last word that it matched */
	uint32_t words; /* that were looked up */
};

void *lexicon_memory(void *old, size_t n, size_t size);
const char *lexicon_needle(const struct part *, size_t *len);
/* The first term of the needle; h is lexicon_hash of it. */
unsigned lexicon_first(
    const struct lexicon *, uint64_t h, const char *s, size_t len, bool inside);

/* A hash that grows byte by byte, begun with inside, and mixed at the end. */
uint64_t lexicon_hash(const char *s, size_t len, bool inside);

static inline uint64_t
lexicon_step(uint64_t h, unsigned char c)
{
	return (h + c + 1) * UINT64_C(0x9E3779B97F4A7C15);
}

static inline uint64_t
lexicon_mix(uint64_t h)
{
	return h ^ h >> 29;
}

static inline bool
lexicon_may(const struct lexicon *l, uint64_t h)
{
	size_t i = (h >> 20) & (8 * l->n_slots - 1);

	return l->may[i / 8] >> i % 8 & 1;
}

static inline unsigned
lexicon_triple(const char *s)
{
	unsigned three = (unsigned char)s[0] |
			 (unsigned)(unsigned char)s[1] << 8 |
			 (unsigned)(unsigned char)s[2] << 16;

	return three * 0x9E3779B1U >> 20;
}

static inline void
lexicon_set_triple(struct begins *b, const char *s)
{
	unsigned i = lexicon_triple(s);

	b->triple[i / 64] |= UINT64_C(1) << i % 64;
}

static inline bool
lexicon_has_triple(const struct begins *b, const char *s)
{
	unsigned i = lexicon_triple(s);

	return b->triple[i / 64] >> i % 64 & 1;
}

#endif
