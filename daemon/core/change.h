/* change.h - what has changed between two versions of an item */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_CHANGE_H
#define CORE_CHANGE_H

#include "base/pool.h"
#include "core/document.h"
#include "core/gist.h"

/* What a change is called (DESIGN.md, Reading). */
enum change_class {
	CHANGE_NONE,
	CHANGE_COSMETIC, /* white space, case, punctuation, stamps */
	CHANGE_TEXT,
	CHANGE_DATE, /* the deadlines differ */
	CHANGE_ATTACHMENT,
	CHANGE_TITLE,
	CHANGE_AMOUNT, /* sums or shares differ (core/amount.h) */
	CHANGE_CLASSES
};

/* "none" "cosmetic" "text" "date" "attachment" "title" "amount" */
const char *change_name(enum change_class);

/*
 * class: the one that matters most to who waits for an answer, in the order
 * date, amount, attachment, title, text, cosmetic.  all: a bit 1 << class for
 * each that applies (none: 0).  old and new: the sentences that differ and
 * tell most (those with days, sums and words of deadlines before others), up
 * to CHANGE_TOLD, parted by " […] "; NULL when all were added or taken away,
 * or when no text differs.
 */
enum { CHANGE_TOLD = 3 };
struct change {
	enum change_class class;
	unsigned all;
	const char *old, *new;
};

/*
 * Compares title, content (summary where a version has no content), deadlines
 * and the links with rel "enclosure".  Linear but for sorting; in the pool.
 */
struct change change_of(
    struct pool *, const struct item *old, const struct item *new);

/*
 * The same in steps, each of some 16 kB: change_step says whether there is
 * more; change_end must be called, also of one that is given up.  What is given
 * stays until then.
 */
struct comparing;
struct comparing *change_begin(
    struct pool *, const struct item *old, const struct item *new);
bool change_step(struct comparing *);
struct change change_end(struct comparing *);

/* "date, text" for the bits of all, the weightiest first; "" for none. */
const char *change_names(struct pool *, unsigned all);
/* The one of the bits that matters most. */
enum change_class change_class_of(unsigned all);

/* The hash by which unchanged texts are known: of the text's gist. */
void change_hash(struct pool *, const char *text, char hex[GIST_HASH]);

#endif
