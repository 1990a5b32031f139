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
	CHANGE_CLASSES
};

/* "none" "cosmetic" "text" "date" "attachment" "title" */
const char *change_name(enum change_class);

/*
 * class: the one that matters most to who waits for an answer, in the order
 * date, attachment, title, text, cosmetic.  all: a bit 1 << class for each
 * that applies (none: 0).  old and new: the first sentence that differs, for
 * people; NULL when it was added or taken away, or when no text differs.
 */
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

/* The hash by which unchanged texts are known: of the text's gist. */
void change_hash(struct pool *, const char *text, char hex[GIST_HASH]);

#endif
