/* events.h - what a rule hears of: the words of its option events */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_EVENTS_H
#define CORE_EVENTS_H

#include <stddef.h>

/*
 * A set of them is bits 1 << hears.  "changed" is every class of change; the
 * classes can be named alone, as core/change.h has them.  What begins with
 * failing concerns a feed, and no words: a rule hears of its feeds.
 */
enum hears {
	HEARS_NEW,
	HEARS_TITLE,
	HEARS_DATE,
	HEARS_TEXT,
	HEARS_ATTACHMENT,
	HEARS_AMOUNT,
	HEARS_FOUND, /* a deadline, in an item that is known */
	HEARS_MOVED, /* a deadline, and so on */
	HEARS_WITHDRAWN,
	HEARS_QUESTIONED,
	HEARS_CONFLICTING,
	HEARS_DUE,
	HEARS_FAILING, /* a feed, and so on */
	HEARS_RECOVERED,
	HEARS_SILENT,
	HEARS_GAP,
	HEARS_MOVED_FEED,
	HEARS_RETURNED,
	HEARS_FLOOD,
	HEARS
};

enum {
	HEARS_CHANGED = 1 << HEARS_TITLE | 1 << HEARS_DATE | 1 << HEARS_TEXT |
			1 << HEARS_ATTACHMENT | 1 << HEARS_AMOUNT,
	HEARS_OF_ITEMS = (1 << HEARS_FAILING) - 1,
	HEARS_OF_FEEDS = (1 << HEARS) - (1 << HEARS_FAILING)
};

/* The bits of a word ("changed" has several); 0: there is no such word. */
unsigned hears_read(const char *word, size_t len);
/* The word at index i, NULL at the end; "changed" is one of them. */
const char *hears_word(size_t i);
/* Of the bits of core/change.h's all. */
unsigned hears_of_change(unsigned all);

#endif
