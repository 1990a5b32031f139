/* pattern.h - Swedish words for matching: folded texts and patterns */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PATTERN_H
#define CORE_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"
#include "base/str.h"
#include "base/why.h"

/*
 * A folded text is lower case in composed form (NFC), its words parted by one
 * space, with a space at both ends (" " when there is none); what is neither
 * letter, mark nor number parts words.  å, ä and ö are letters, never a or o;
 * é stays é.  A hyphen inside a word parts it, a suspended one too ("hälso- och
 * sjukvård" is the words hälso, och, sjukvård); soft hyphens and other marks
 * without width vanish.  Bytes that are not UTF-8 part words.
 */
char *words_fold(struct pool *, const char *text, size_t len);
/* The same at the end of a str; false when it became full. */
bool words_fold_into(struct str *, const char *text, size_t len);

/*
 * The same with what suspended hyphens stand for: "hälso- och sjukvård" is
 * also hälsovård, "arbetsgivare och -tagare" also arbetstagare.  Those words
 * come after the text's own, each behind a PATTERN_APART, which no pattern
 * matches; at most 2,000 of them.  Linear.
 */
#define PATTERN_APART "\x1f"
char *words_fold_all(struct pool *, const char *text, size_t len);
/* Where the word of folded (as words_fold_all made it of the text) stands in
 * the text, in bytes; of a word made of hyphens, all that it is made of. */
void words_place(const char *text, size_t len, const char *folded,
    const char *word, size_t *from, size_t *to);

/*
 * A pattern of a rule's list:
 *
 *	remiss          the word in its Swedish forms (remissen, remisser)
 *	remiss*         words that begin so
 *	*avtal          words that end so, in their forms (samverkansavtalet)
 *	*avtal*         words that hold it
 *	nära vård       words in this order, each in its forms
 *	"nära vård"     exactly these words
 *	title:remiss    only in the title; also text:, link:, source:
 *
 * Without a scope it is looked for in title and text.  title:"nära vård" and
 * title:nära vård hold for all their words.
 */
enum pattern_scope {
	SCOPE_ANY, /* title or text */
	SCOPE_TITLE,
	SCOPE_TEXT,
	SCOPE_LINK,
	SCOPE_SOURCE, /* the source's name and title */
	SCOPES
};
/* "" "title" "text" "link" "source" */
const char *scope_name(enum pattern_scope);

struct pattern;
struct forms;

/*
 * A list, parted by commas; quotes may hold commas; an empty list has none.
 * When something is wrong, column is its place in list (1-based, in bytes).
 * forms (core/forms.h) outlives the patterns, which ask it when they match.
 */
bool patterns_read(struct forms *, struct pool *, const char *list,
    const struct pattern **pattern, size_t *n, int *column, struct why *);
/* The pattern at index i of the list that patterns_read gave. */
const struct pattern *pattern_at(const struct pattern *list, size_t i);
/* The pattern as it was written. */
const char *pattern_text(const struct pattern *);
enum pattern_scope pattern_scope(const struct pattern *);
/* The word in the folded text where it matches first, or NULL.  Linear. */
const char *pattern_find(const struct pattern *, const char *folded);

#endif
