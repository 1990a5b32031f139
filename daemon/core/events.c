/* events.c - what a rule hears of: the words of its option events */
/* SPDX-License-Identifier: MIT */
#include "core/events.h"

#include <string.h>

#include "core/change.h"

static const struct {
	const char *word;
	unsigned bits;
} row[] = {
    {"new", 1U << HEARS_NEW},
    {"changed", HEARS_CHANGED},
    {"title", 1U << HEARS_TITLE},
    {"date", 1U << HEARS_DATE},
    {"text", 1U << HEARS_TEXT},
    {"attachment", 1U << HEARS_ATTACHMENT},
    {"amount", 1U << HEARS_AMOUNT},
    {"found", 1U << HEARS_FOUND},
    {"moved", 1U << HEARS_MOVED},
    {"withdrawn", 1U << HEARS_WITHDRAWN},
    {"questioned", 1U << HEARS_QUESTIONED},
    {"conflicting", 1U << HEARS_CONFLICTING},
    {"due", 1U << HEARS_DUE},
    {"failing", 1U << HEARS_FAILING},
    {"recovered", 1U << HEARS_RECOVERED},
    {"silent", 1U << HEARS_SILENT},
    {"gap", 1U << HEARS_GAP},
    {"moved-feed", 1U << HEARS_MOVED_FEED},
    {"returned", 1U << HEARS_RETURNED},
    {"flood", 1U << HEARS_FLOOD},
};
enum { ROWS = sizeof(row) / sizeof(row[0]) };

unsigned
hears_read(const char *word, size_t len)
{
	for (size_t i = 0; i < ROWS; i++)
		if (strlen(row[i].word) == len &&
		    memcmp(row[i].word, word, len) == 0)
			return row[i].bits;
	return 0;
}

const char *
hears_word(size_t i)
{
	return i < ROWS ? row[i].word : NULL;
}

unsigned
hears_of_change(unsigned all)
{
	static const enum hears class[CHANGE_CLASSES] = {
	    [CHANGE_TITLE] = HEARS_TITLE,
	    [CHANGE_DATE] = HEARS_DATE,
	    [CHANGE_TEXT] = HEARS_TEXT,
	    [CHANGE_ATTACHMENT] = HEARS_ATTACHMENT,
	    [CHANGE_AMOUNT] = HEARS_AMOUNT,
	};
	unsigned bits = 0;

	for (unsigned i = CHANGE_TEXT; i < CHANGE_CLASSES; i++)
		if (all & 1U << i)
			bits |= 1U << class[i];
	return bits;
}
