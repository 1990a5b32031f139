/* store-story.c - the state file: which alert has told of what before */
/* SPDX-License-Identifier: MIT */
#include "edge/store-story.h"

#include "edge/store-inner.h"

bool
store_story_find(
    struct store *s, int64_t key, int64_t since, int64_t *alert, struct why *w)
{
	return store_number(s, w, alert,
	    "SELECT alert FROM story WHERE key = ? AND at >= ?",
	    VALUES(INT(key), INT(since)));
}

bool
store_story_leave(
    struct store *s, int64_t key, int64_t alert, int64_t now, struct why *w)
{
	return store_do(s, w,
	    "INSERT OR REPLACE INTO story (key, alert, feed, at)"
	    " VALUES (?, ?, '', ?)",
	    VALUES(INT(key), INT(alert), INT(now)));
}

bool
store_story_join(
    struct store *s, int64_t item, const struct alert_row *r, struct why *w)
{
	return store_do(s, w, "INSERT OR REPLACE INTO story_item VALUES (?, ?)",
		   VALUES(INT(item), INT(r->id))) &&
	       store_do(s, w,
		   "UPDATE alert SET json = ?2, text = ?3, rules = ?4"
		   " WHERE id = ?1",
		   VALUES(INT(r->id), TEXT(r->json), TEXT(r->text),
		       TEXT(r->rules)));
}

bool
store_story_of(struct store *s, int64_t item, int64_t *alert, struct why *w)
{
	return store_number(s, w, alert,
	    "SELECT alert FROM story_item WHERE item = ?", VALUES(INT(item)));
}

bool
store_story_reached(struct store *s, int64_t alert, const char *receiver,
    bool *reached, struct why *w)
{
	return store_is(s, w, reached,
	    "SELECT count(*) FROM parcel WHERE alert = ? AND receiver = ?",
	    VALUES(INT(alert), TEXT(receiver)));
}
