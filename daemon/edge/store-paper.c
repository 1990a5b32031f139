/* store-paper.c - the state file: of which item a paper is, by its address */
/* SPDX-License-Identifier: MIT */
#include "edge/store-paper.h"

#include "edge/store-inner.h"

bool
store_papers_add(
    struct store *s, int64_t item, const int64_t *hash, size_t n, struct why *w)
{
	bool done = true;

	for (size_t i = 0; done && i < n; i++)
		done = store_do(s, w,
		    "INSERT OR IGNORE INTO paper (hash, item) VALUES (?, ?)",
		    VALUES(INT(hash[i]), INT(item)));
	return done;
}

bool
store_paper_item(struct store *s, int64_t hash, int64_t *item, struct why *w)
{
	return store_number(s, w, item,
	    "SELECT max(item) FROM paper WHERE hash = ?", VALUES(INT(hash)));
}
