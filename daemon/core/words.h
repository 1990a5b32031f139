/* words.h - Swedish words for matching: folded texts and patterns */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_WORDS_H
#define CORE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/why.h"

/*
 * A folded text is lower case in composed form (NFC), its words parted by one
 * space, with a space at both ends; what is neither letter nor digit parts
 * words.  å, ä and ö are letters, never a or o; é stays é.  A hyphen inside a
 * word parts it; soft hyphens vanish.
 */
char *words_fold(struct pool *, const char *text, size_t len);

/*
 * A pattern of a rule's list:
 *
 *	remiss          the word in its Swedish forms (remissen, remisser)
 *	remiss*         words that begin so
 *	*avtal          words that end so, in their forms (samverkansavtalet)
 *	*avtal*         words that hold it
 *	nära vård       words in this order, each in its forms
 *	"nära vård"     exactly these words
 */
struct pattern;

/* A list, parted by commas; quotes may hold commas.  why names the column in
 * list of what is wrong. */
bool patterns_read(struct pool *, const char *list,
    const struct pattern **pattern, size_t *n, int *column, struct why *);
/* The pattern as it was written. */
const char *pattern_text(const struct pattern *);
/* Where in the folded text it matches first, or NULL. */
const char *pattern_find(const struct pattern *, const char *folded);

#endif
