/* linked-own.c - what a mail said of an item stays beside its page */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "edge/conf.h"
#include "linked-inner.h"
#include "turn.h"

/*
 * A feed's teaser is a piece of its page.  A mail is not: its words and its
 * papers may hold the only date.  They stand behind the page's text, below an
 * empty line, which no page has, so that they are found there when the page
 * is read again.
 */
static const char gap[] = "\n\n";

/* NULL: none, or the file cannot say. */
static const char *
own_words(struct errand *e)
{
	struct item_row row;
	const char *at;
	bool found;
	struct why w;

	if (!store_item_get(turn_store(e->linked->turn), e->pool, e->item.id,
		true, &row, &found, &w) ||
	    !found || row.text == NULL)
		return NULL;
	at = strstr(row.text, gap);
	if (at != NULL)
		return at + strlen(gap);
	return row.state == ITEM_UNREAD ? row.text : NULL;
}

bool
linked_read_own(struct errand *e)
{
	const char *own;

	if (e->feed->type != CONF_FEED_MAILBOX || e->own_is_read ||
	    !e->page_is_read)
		return false;
	own = own_words(e);
	e->own_is_read = true;
	if (own == NULL || own[0] == '\0' || strstr(e->text.text, own) != NULL)
		return false;
	str_add(&e->text, gap);
	str_add(&e->text, own);
	linked_read_bytes(e, READING_TEXT, own, strlen(own), e->url,
	    "text/plain; charset=UTF-8");
	return true;
}
