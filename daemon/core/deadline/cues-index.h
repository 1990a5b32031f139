/* cues-index.h - the tables of cues taken apart, for words to be looked up */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_CUES_INDEX_H
#define CORE_CUES_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A stem is a word of the tables without its sign; a part is what a pattern
 * has in a place, a word or any word of a class: several stems may be the
 * same part, and a stem may be of several parts.
 */
enum { STEMS_MOST = 6144, SLOTS = 16384, WORDS_MOST = 6, PART_GAP = 0xffff };
enum ending_set {
	ENDS_NONE = 1,
	ENDS_NOUN = 2,
	ENDS_VERB = 4,
	ENDS_NEUTER = 8,
	ENDS_DONE = 16,
	ENDS_PASSIVE = 32,
	ENDS_ANY = 64
};
enum { ENDING_MOST = 5 };

struct stem {
	const char *text;
	uint8_t len;
	uint8_t ends;  /* which endings */
	bool compound; /* may have something before it */
	uint16_t link; /* to its parts; 0: none */
};

struct link {
	uint16_t part, next;
};

struct pattern {
	uint16_t part[WORDS_MOST]; /* PART_GAP: up to some words */
	uint8_t n;
	uint8_t verb;  /* the place of its verb */
	uint16_t cue;  /* of cues_table */
	uint16_t next; /* pattern + 1 that begins with the same part */
};

struct cues_index {
	struct stem stem[STEMS_MOST];
	size_t stems;
	struct link link[2 * STEMS_MOST];
	size_t links;
	uint16_t first[STEMS_MOST]; /* of a part: pattern + 1 */
	size_t parts;
	struct pattern pattern[STEMS_MOST];
	size_t patterns;
	uint16_t backward[SLOTS], forward[SLOTS]; /* stem + 1 */
	/* which endings follow stems that end in those three letters */
	uint8_t last_three[1 << 14];
	/* stems without anything before them begin with those letters */
	uint8_t first_three[1 << 14];
	size_t longest;
};

/* Made from the tables at the first call. */
const struct cues_index *cues_index(void);

uint32_t cues_step(uint32_t hash, char);
uint32_t cues_slot(uint32_t hash);
/* Of the three letters at text. */
uint32_t cues_three(const char *text);
enum { CUES_HASH = 2166136261u };
/* What the last len letters of a word are the endings of, of ENDS_. */
int cues_ending(const char *text, size_t len);

#endif
