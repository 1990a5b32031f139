/* store-key-t.c - keys of items: packed at first, rows later, shared */
/* SPDX-License-Identifier: MIT */
#include "edge/store-key.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "edge/store.h"
#include "tap/tap.h"

enum { FEED = 3, MANY = 5000, FIRST_ITEM = 70000 };

static char folder[] = "/tmp/bevakad-store-key-XXXXXX";
static char path[64];
static struct why w;
static struct store *store;

static void
open_it(void)
{
	if (!store_open(path, &store, &w) || !store_begin(store, &w))
		bail("%s", w.text);
}

static int64_t
item_of(int64_t feed, int64_t key)
{
	int64_t item = -2;

	if (!store_item_find(store, feed, key, &item, &w))
		diag("%s", w.text);
	return item;
}

/* Keys of both signs, far apart and close together, in no order. */
static int64_t
key_of(int i)
{
	return (int64_t)((uint64_t)i * 0x9E3779B97F4A7C15U) >> (i % 3 * 20);
}

static void
check_first(void)
{
	struct item_key keys[] = {{INT64_MAX, 12}, {-1, 11}, {0, 11},
	    {INT64_MIN, ITEM_SHARED}, {7, 12}};

	is_int(0, item_of(FEED, 7), "nothing is known at first");
	ok(store_keys_first(store, FEED, keys, 5, &w), "five keys");
	is_int(12, item_of(FEED, INT64_MAX), "the largest");
	is_int(ITEM_SHARED, item_of(FEED, INT64_MIN), "the least is shared");
	is_int(11, item_of(FEED, -1), "one below zero");
	is_int(11, item_of(FEED, 0), "zero is a key");
	is_int(12, item_of(FEED, 7), "one above");
	is_int(0, item_of(FEED, 8), "one that is not there");
	is_int(0, item_of(FEED + 1, 7), "nor in another feed");
}

static void
check_later(void)
{
	static const int64_t more[] = {8, 7, 9};

	ok(store_item_keys(store, FEED, 20, more, 3, &w), "three keys later");
	is_int(20, item_of(FEED, 8), "a new one");
	is_int(20, item_of(FEED, 9), "another");
	is_int(12, item_of(FEED, 7), "one that has an item keeps it");
	ok(store_item_keys(store, FEED, 21, more, 3, &w), "and again");
	is_int(20, item_of(FEED, 8), "that holds for rows too");
	ok(store_item_share(store, FEED, 7, &w) &&
		store_item_share(store, FEED, 8, &w),
	    "two are shared");
	is_int(ITEM_SHARED, item_of(FEED, 7), "one of the first");
	is_int(ITEM_SHARED, item_of(FEED, 8), "one that came later");
	is_int(12, item_of(FEED, INT64_MAX), "the others are as they were");
}

static void
check_undo(void)
{
	struct item_key key = {5, 30};

	ok(store_mark(store, &w), "a round");
	store_item_share(store, FEED, -1, &w);
	store_keys_first(store, FEED + 1, &key, 1, &w);
	is_int(30, item_of(FEED + 1, 5), "writes of another feed");
	store_item_share(store, FEED, 0, &w);
	store_undo(store);
	is_int(11, item_of(FEED, 0), "what it shared is not");
	is_int(11, item_of(FEED, -1), "nor what it shared before");
	is_int(0, item_of(FEED + 1, 5), "what it packed is gone");
}

static void
check_again(void)
{
	ok(store_commit(store, &w), "commit");
	store_rest(store);
	is_int(11, item_of(FEED, 0), "after a rest it is read again");
	store_close(store);
	open_it();
	is_int(ITEM_SHARED, item_of(FEED, 7), "and after a restart: shared");
	is_int(20, item_of(FEED, 9), "a row");
	is_int(11, item_of(FEED, -1), "one of the first");
}

/* More than a pack holds, and an item that is too far off to be said in it. */
static void
check_many(void)
{
	static struct item_key keys[MANY];
	int wrong = 0;

	for (int i = 0; i < MANY; i++)
		keys[i] = (struct item_key){key_of(i + 1), FIRST_ITEM + i / 3};
	keys[MANY / 2].item = FIRST_ITEM + ((int64_t)1 << 32);
	ok(store_keys_first(store, FEED + 2, keys, MANY, &w), "many keys");
	for (int i = 0; i < MANY; i++)
		wrong += i != MANY / 2 &&
			 item_of(FEED + 2, key_of(i + 1)) != FIRST_ITEM + i / 3;
	is_int(0, wrong, "each has its item");
	is_int(FIRST_ITEM + ((int64_t)1 << 32),
	    item_of(FEED + 2, key_of(MANY / 2 + 1)), "also one far off");
}

int
main(void)
{
	char command[128];

	if (mkdtemp(folder) == NULL)
		bail("no folder for the test");
	snprintf(path, sizeof(path), "%s/state.db", folder);
	open_it();
	check_first();
	check_later();
	check_undo();
	check_again();
	check_many();
	store_close(store);
	snprintf(command, sizeof(command), "rm -r %s", folder);
	ok(system(command) == 0, "cleared away");
	return done_testing();
}
