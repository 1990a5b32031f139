/* reading.h - a feed that has been read, for tests of what is kept of it */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_DAEMON_READING_H
#define TESTS_DAEMON_READING_H

#include "ground.h"
#include "keep.h"

/* Goes with the test; of its own, since items last as long as it does. */
static struct pool *pool;

/* One reading of the feed; the first is its baseline. */
static inline struct kept
read_feed(const char *name, struct item *items, size_t n)
{
	struct document d = {.items = items, .n_items = n};
	struct kept kept = {0};
	struct feed_row row;

	check(turn_write(turn, &w) &&
	      store_feed_open(
		  store, pool, name, "https://a.example/", 1, &row, &w) &&
	      keep_list(turn, conf_find_feed(conf, name), &row, &d, &kept, &w));
	row.baseline = true;
	row.last_ok = turn_now(turn);
	check(store_feed_keep(store, &row, &w) && turn_commit(turn));
	return kept;
}

#endif
