/* lexicon.h - the words of all rules, looked up together in a text */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_LEXICON_H
#define CORE_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/pattern.h"

/*
 * An automaton over the words of folded texts.  What every match of a pattern
 * begins with is kept in one table for all patterns, those that may begin
 * inside a word apart; a word of the text is looked up by each of its
 * beginnings (and middles) that has the length of one.  Only what is found so
 * is compared letter by letter, or form by form.  Where there are many
 * patterns it is remembered which of them the commonest words match, so that
 * a word is taken apart once and not in each text: what a text costs hardly
 * depends on how many patterns there are.
 *
 * The answers are those of pattern_find.  Patterns that mean the same are one
 * term.  Memory: about 80 bytes a term, and 640 KiB in all for what is
 * remembered of LEXICON_MANY terms and more, nothing for fewer.
 */
struct lexicon;

enum { LEXICON_MANY = 200 };

struct lexicon *lexicon_new(void) __attribute__((__returns_nonnull__));
void lexicon_free(struct lexicon *);
/*
 * Adds a pattern and gives the number of its term, 1 and on.  The pattern
 * outlives the lexicon, and is in no other one.
 */
unsigned lexicon_add(struct lexicon *, const struct pattern *);
unsigned lexicon_terms(const struct lexicon *);

/* What was found in the texts since the last lexicon_begin. */
struct found;
struct found *lexicon_begin(struct lexicon *);
/* Looks through the folded text of that scope (not SCOPE_ANY); NULL: none. */
void lexicon_look(struct lexicon *, enum pattern_scope, const char *folded);
/* The terms that were found, each once. */
const unsigned *found_terms(const struct found *, size_t *n);
/* The same by the number of its term. */
bool found_term(const struct found *, unsigned id, enum pattern_scope);
/* Was the pattern, one that was added, found there?  SCOPE_ANY: in title or
 * text. */
bool found_in(const struct found *, const struct pattern *, enum pattern_scope);

#endif
