/* store-health-t.c - vitals, signs and episodes in a real state file */
/* SPDX-License-Identifier: MIT */
#include "edge/store-health.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/date.h"
#include "tap/tap.h"

static char folder[] = "/tmp/bevakad-store-health-XXXXXX";
static struct store *store;
static struct pool *pool;
static struct why w;

static void
check_vitals(void)
{
	struct vital_row v = {.feed = 7,
			     .items = 12,
			     .usual = 20,
			     .dated = 3,
			     .login = true,
			     .shrunk = NO_TIME,
			     .sign = 1000,
			     .due = 2000,
			     .expect = "weekly",
			     .learnt = true,
			     .note = "liten"},
			 seen;

	ok(store_vital_get(store, pool, 7, &seen, &w), "none yet");
	ok(seen.items == 0 && seen.expect == NULL && seen.due == NO_TIME,
	    "is empty");
	ok(store_vital_keep(store, &v, &w) &&
		store_vital_get(store, pool, 7, &seen, &w),
	    "kept");
	ok(seen.items == 12 && seen.usual == 20 && seen.dated == 3 &&
		seen.login && seen.learnt,
	    "its numbers");
	ok(seen.shrunk == NO_TIME && seen.sign == 1000 && seen.due == 2000,
	    "its instants");
	is_string("weekly", seen.expect, "what was expected");
	is_string("liten", seen.note, "its note");
	v.note = NULL;
	ok(store_vital_keep(store, &v, &w) &&
		store_vital_get(store, pool, 7, &seen, &w) && seen.note == NULL,
	    "kept again");
}

static void
add_item(int64_t published, int64_t seen, bool baseline)
{
	static int64_t key;
	struct item_row r = {.feed = 7,
	    .link = "https://a.se/x",
	    .title = "x",
	    .published = published,
	    .seen = seen,
	    .changed = NO_TIME,
	    .read = NO_TIME,
	    .next = NO_TIME,
	    .baseline = baseline,
	    .held = NO_TIME};

	key++;
	if (!store_item_add(store, &r, &key, 1, &w))
		bail("%s", w.text);
}

static void
check_signs(void)
{
	int64_t at[3], seen;
	size_t n;

	add_item(500, 1000, true);     /* by its date */
	add_item(9000, 1000, true);    /* of the future: not later than seen */
	add_item(NO_TIME, 1000, true); /* without */
	add_item(700, 3000, false);    /* afterwards: when it was seen */
	ok(store_signs(store, 7, at, 3, &n, &w), "signs");
	is_int(3, (int64_t)n, "no more than there is room for");
	ok(at[0] == 1000 && at[1] == 1000 && at[2] == 3000,
	    "the last ones, ascending");
	ok(store_item_linked(store, 7, "https://a.se/x", &seen, &w) &&
		seen == 1000,
	    "when a link was first seen");
	ok(store_item_linked(store, 7, "https://a.se/y", &seen, &w) &&
		seen == NO_TIME,
	    "never");
	ok(store_item_linked(store, 8, "https://a.se/x", &seen, &w) &&
		seen == NO_TIME,
	    "not in another feed");
}

static bool
count(const struct episode_row *e, void *context)
{
	(void)e;
	++*(int *)context;
	return true;
}

static void
check_episodes(void)
{
	struct episode_row e, seen;
	struct episode_query all = {.feed = 7, .kind = -1, .limit = 10};
	struct episode_query open = {
	    .kind = EPISODE_SILENT, .open_only = true, .limit = 10};
	int n = 0;

	ok(store_episode_open(store, pool, 7, EPISODE_FAILING, &e, &w) &&
		e.id == 0,
	    "none is open");
	e.start = 100;
	e.why = "500";
	ok(store_episode_keep(store, &e, &w) && e.id > 0, "one begins");
	e.count = 3;
	e.told = 200;
	ok(store_episode_keep(store, &e, &w), "and goes on");
	ok(store_episode_open(store, pool, 7, EPISODE_FAILING, &seen, &w),
	    "found");
	ok(seen.id == e.id && seen.count == 3 && seen.told == 200 &&
		seen.end == NO_TIME,
	    "as it is");
	ok(store_episode_open(store, pool, 7, EPISODE_SILENT, &seen, &w) &&
		seen.id == 0,
	    "not for another kind");
	seen.start = 50;
	store_episode_keep(store, &seen, &w);
	ok(store_episodes(store, &open, count, &n, &w) && n == 1,
	    "the open ones of a kind");
	seen.over = true;
	seen.end = 300;
	store_episode_keep(store, &seen, &w);
	n = 0;
	ok(store_episodes(store, &all, count, &n, &w) && n == 2,
	    "all of a feed");
	ok(store_episodes_prune(store, 7, 300, &w), "short ones go");
	n = 0;
	ok(store_episodes(store, &all, count, &n, &w) && n == 2,
	    "when they are old");
	store_episodes_prune(store, 7, 301, &w);
	n = 0;
	ok(store_episodes(store, &all, count, &n, &w) && n == 1,
	    "and nobody was told");
}

int
main(void)
{
	char path[128];

	if (mkdtemp(folder) == NULL)
		bail("no folder");
	snprintf(path, sizeof(path), "%s/state.db", folder);
	pool = pool_new(1 << 20);
	if (!store_open(path, &store, &w))
		bail("%s", w.text);
	check_vitals();
	check_signs();
	check_episodes();
	store_close(store);
	unlink(path);
	rmdir(folder);
	pool_free(pool);
	return done_testing();
}
