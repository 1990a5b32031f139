/* cues.h - the words beside a date that say what it is the date of */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_CUES_H
#define CORE_CUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/deadline/deadline.h"
#include "core/date/token.h"

/* What a cue says, beside the kinds of deadline.h. */
enum {
	CUE_REJECT = DEADLINE_KINDS, /* the date is no deadline */
	CUE_VALID,   /* "gäller": effect or expiry, by "från" and "till" */
	CUE_POSTED,  /* "anslås": a time to appeal counts from it */
	CUE_REMOVED, /* "anslaget tas ned" */
	CUE_HAND,    /* "lämnas", "kommit in": what, its nouns tell */
	CUE_MARK     /* only its flags */
};

enum cue_flags {
	CUE_VERB = 1,        /* a verb that is not past */
	CUE_LIVE = 2,        /* what begins then, not what is finished */
	CUE_READY = 4,       /* "klar till sommaren": when summer begins */
	CUE_MOVED = 8,       /* a new date in place of another */
	CUE_EXTENDABLE = 16, /* may be prolonged */
	CUE_EXPECTED = 32,   /* "väntas", "planeras" */
	CUE_FIRM = 64,       /* the past tense beside it changes nothing */
	CUE_GOAL = 128,      /* a target: years are no deadlines */
	CUE_OPEN = 256,      /* of any time: its noun says what of */
	CUE_GOING = 512,     /* "pågår": no agreement, a thing that is on */
	CUE_TOPIC = 1024,    /* no date's own cue, but what a text is about */
	CUE_STATE = 2048,    /* "klar", "i drift": tense is another verb's */
	CUE_BODY = 4096,     /* a body's meeting: what is done there counts */
	CUE_PUBLIC = 8192, /* a meeting that is more than what is told there */
	CUE_GRANTED = 32768, /* "har förordnats till": past, but it lasts */
	CUE_WISH = 131072,   /* hoped for, or perhaps */
	CUE_THING = 65536,   /* its noun is a thing: what is asked for counts */
	CUE_GENERIC = 262144, /* "genomförs", "sker": what, its noun says */
	CUE_CANCEL = 16384    /* "inställt": the date it is said of is none */
};

/*
 * A row: patterns, parted by commas, that say the same.  A pattern is one or
 * more words, ".." between them for up to six others.  A word has a sign for
 * the endings that may follow it:
 *
 *	remiss+    a noun's or an adjective's: remissen, remisser
 *	svar=      those of a noun like hus: svaret, svarens, but not svarar
 *	lämna~     a verb's in the present: lämnar, lämnas
 *	bygg%      but not the active: byggas, byggs
 *	lämna^     what is done: lämnat, lämnats, lämnad, lämnade
 *	ansök*     anything
 *	*avtal=    with anything before it too: hyresavtalet
 *	@svara~    any word of the class svara (cue_classes), with that sign
 *	@svars/@tid+  a word of the one joined with one of the other: svarstiden
 *
 * "bygg-a" in a class is bygg with any ending.  A date between the words of a
 * pattern is no word.
 */
struct cue {
	uint8_t kind;
	uint8_t weight;
	uint32_t flags;
	const char *patterns;
};
enum { CUES_MOST = 512 };
extern struct cue cues_table[CUES_MOST];
extern size_t cues_n;
/* Fills it; once, before the first look. */
void cues_gather(void);

/* Words that are used alike, parted by spaces; one may have its own sign. */
struct cue_class {
	const char *name;
	const char *words;
};
extern const struct cue_class cue_classes[];
extern const size_t cue_classes_n;

/* Where a cue stands: tokens first to last, and its verb if it has one. */
struct cue_hit {
	uint16_t first, last, verb;
	uint16_t cue;
};

/* In the order of the text, at most most of them. */
size_t cues_find(struct tokens *, struct cue_hit *, size_t most);

/* Small words that tell whom a sentence asks; a set of bits. */
enum said {
	SAID_SHALL = 16, /* "ska", "måste" */
	SAID_YOU = 32,   /* "du", "er" */
	SAID_US = 64,
	SAID_WHEN = 128,    /* "vill", "om" */
	SAID_NEUTRAL = 256, /* "blir", "är": says nothing of what */
	SAID_PLAN = 512     /* "ska", "väntas" */
};
unsigned token_says(const struct token *);
/* What the word alone tells of its tense and of whom it asks; a set of bits. */
uint16_t word_facts(const struct token *);
/* It may begin another clause: "men", "som", "att". */
bool token_may_part(const struct token *);

enum tense { TENSE_NONE, TENSE_PAST, TENSE_NOW };
/* Of a verb, by its form: "antogs", "har tagits" are past, "ska" is now. */
enum tense token_tense(const struct tokens *, size_t i);

#endif
