/* words.h - the Swedish words that dates are written with */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_WORDS_H
#define CORE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What a word can be to a date.  The tables in words.c say which words are
 * which; value and form depend on the class and are told beside it.
 */
enum word_class {
	WORD_NONE,
	WORD_MONTH,    /* 1-12; form ABBREVIATED */
	WORD_WEEKDAY,  /* enum weekday; every form */
	WORD_SEASON,   /* 1 spring ... 4 winter; every form */
	WORD_UNIT,     /* enum word_unit; BASE, DEFINITE, PLURAL */
	WORD_NUMBER,   /* two, three ...; "några" is 3 */
	WORD_ORDINAL,  /* first, second ... */
	WORD_LAST,     /* "sista" */
	WORD_NEXT,     /* "nästa"; value 0, -1 "förra", 1 */
	WORD_OFFSET,   /* "idag" 0, "imorgon" 1 ... days */
	WORD_EVENING,  /* part of the day after "i": "i kväll" */
	WORD_FEAST,    /* enum feast (core/workday.h) */
	WORD_TURN,     /* months of the unit that turns: 12, 6, 3, 1 */
	WORD_TERM,     /* 1 spring term, 2 autumn term */
	WORD_SCHOOL,   /* "läsåret" */
	WORD_PART,     /* enum form_part: beginning, middle, end */
	WORD_EDGE,     /* "utgången" 1, "ingången" -1 */
	WORD_YEARS,    /* "budgetåret", "perioden": a year or years follow */
	WORD_WEEK,     /* "v" */
	WORD_QUARTER,  /* "q", "k", "kv": value 3; "t": 4; "h": 6 months */
	WORD_CLOCK,    /* "kl" */
	WORD_HALF,     /* "halvan" */
	WORD_REST,     /* "resten" */
	WORD_TALET,    /* the end of "1990-talet" */
	WORD_ANCHORED, /* no class: those above can start a date ... */
	WORD_DEN,
	WORD_I,
	WORD_AT, /* "på", "vid", "under": of a time */
	WORD_OF,
	WORD_IN_TIME, /* "om": in so long */
	WORD_FOR,     /* "för": so long ago */
	WORD_AND,
	WORD_TO,
	WORD_UNTIL,   /* "tom" */
	WORD_BY,      /* "senast" */
	WORD_BEFORE,  /* "före", "innan" */
	WORD_FROM,    /* "från" */
	WORD_ONWARDS, /* "from" */
	WORD_AFTER,   /* "efter" */
	WORD_SOONEST, /* "tidigast" */
	WORD_WITHIN,  /* "inom" */
	WORD_BETWEEN,
	WORD_AGO,   /* "sedan" */
	WORD_LATER, /* "senare" */
	WORD_NOW,
	WORD_EVERY,
	WORD_SAME,
	WORD_ABOUT, /* "omkring" */
	WORD_WITH,
	WORD_NOT,
	WORD_THAN,
	WORD_LETTER /* of "t o m", "fr o m": value the letter */
};

enum word_form {
	FORM_BASE,
	FORM_DEFINITE,
	FORM_PLURAL,
	FORM_GENITIVE, /* "tisdagens", "höstens" */
	FORM_PAST,     /* "i tisdags", "i höstas" */
	FORM_ABBREVIATED
};

enum word_unit {
	UNIT_DAY,
	UNIT_WORKDAY,
	UNIT_WEEK,
	UNIT_MONTH,
	UNIT_QUARTER,
	UNIT_TERTIAL,
	UNIT_HALF,
	UNIT_YEAR,
	UNIT_WEEKEND,
	UNIT_DECADE,
	UNIT_HOUR
};

struct word {
	const char *text; /* folded: small letters */
	uint8_t class;
	int8_t value;
	uint8_t form;
};

/* A word folded: small letters, composed; longer words are cut. */
enum { WORD_MOST = 62, WORD_ROOM = WORD_MOST + 2 };

/*
 * Folds the word of len bytes: small letters, a with a ring or two dots as
 * one letter, hyphenation at the end of a line taken out, NUL at the end.
 * Gives the length; never more than len.
 */
size_t word_fold(const char *text, size_t len, char to[WORD_ROOM]);
uint32_t word_hash(const char *folded, size_t len);

/* NULL: not a word of dates. */
const struct word *word_find(const char *folded, uint32_t hash);
/* "tjugoförsta", "trettiofem", "tjugohundraarton". */
bool word_number(const char *folded, size_t len, int *value, bool *ordinal);
/* A month's name with one letter wrong; 0 when it is none. */
int word_misspelt_month(const char *folded, size_t len);

/* The tables, of the files words-table.c; words_n entries. */
extern const struct word words_table[];
extern const size_t words_n;

#endif
