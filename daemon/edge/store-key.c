/* store-key.c - the state file: the keys by which a feed's items are known */
/* SPDX-License-Identifier: MIT */
/*
 * What a feed's first reading finds is one row of key_pack: its keys in order,
 * found by halving, which are read once for a round.  Keys that come later are
 * rows of item_key.  A key is in one of the two, and the pack is looked into
 * first.
 *
 *	pack: as often as there are keys, 8 bytes of the key and 4 that say how
 *	far its item is from the row's first; the high byte first
 */
#include "edge/store-key.h"

#include <stdlib.h>
#include <string.h>

#include "edge/store-inner.h"

/* A feed that has more keys at first keeps the rest as rows. */
enum { PACK_MOST = 4096, HASH_BYTES = 8, ITEM_BYTES = 4, ENTRY = 12 };

#define PACK_SHARED UINT32_MAX

static void
put(unsigned char *to, uint64_t value, int n)
{
	for (int i = n; i-- > 0; value >>= 8)
		to[i] = (unsigned char)value;
}

static uint64_t
get(const unsigned char *from, int n)
{
	uint64_t value = 0;

	for (int i = 0; i < n; i++)
		value = value << 8 | from[i];
	return value;
}

void
store_forget_pack(struct store *s)
{
	free(s->pack.bytes);
	s->pack = (struct key_pack){.bytes = NULL};
}

/* The feed's pack is at hand; one that it has not is empty. */
static bool
load(struct store *s, int64_t feed, struct why *w)
{
	struct key_pack *p = &s->pack;
	struct rows rows;

	if (p->feed == feed)
		return true;
	store_forget_pack(s);
	rows = store_rows(s, w,
	    "SELECT first, keys FROM key_pack WHERE feed = ?",
	    VALUES(INT(feed)));
	if (rows_next(&rows)) {
		p->n = (size_t)sqlite3_column_bytes(rows.q, 1) / ENTRY;
		p->first = sqlite3_column_int64(rows.q, 0);
		p->bytes = malloc(p->n * ENTRY + 1);
		if (p->bytes == NULL)
			abort();
		if (p->n > 0)
			memcpy(p->bytes, sqlite3_column_blob(rows.q, 1),
			    p->n * ENTRY);
	}
	if (!rows_close(&rows))
		return false;
	p->feed = feed;
	return true;
}

/* Where the pack at hand has the key; NULL: it has not. */
static unsigned char *
entry_of(const struct key_pack *p, int64_t key)
{
	size_t low = 0, high = p->n;

	while (low < high) {
		size_t middle = (low + high) / 2;
		unsigned char *entry = p->bytes + middle * ENTRY;
		uint64_t hash = get(entry, HASH_BYTES);

		if (hash == (uint64_t)key)
			return entry;
		if (hash < (uint64_t)key)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

bool
store_item_find(
    struct store *s, int64_t feed, int64_t key, int64_t *item, struct why *w)
{
	const unsigned char *entry;
	uint64_t far;

	if (!load(s, feed, w))
		return false;
	entry = entry_of(&s->pack, key);
	if (entry == NULL)
		return store_number(s, w, item,
		    "SELECT item FROM item_key WHERE feed = ? AND hash = ?",
		    VALUES(INT(feed), INT(key)));
	far = get(entry + HASH_BYTES, ITEM_BYTES);
	*item = far == PACK_SHARED ? ITEM_SHARED : s->pack.first + (int64_t)far;
	return true;
}

bool
store_item_share(struct store *s, int64_t feed, int64_t key, struct why *w)
{
	struct key_pack *p = &s->pack;
	unsigned char *entry;

	if (!load(s, feed, w))
		return false;
	entry = entry_of(p, key);
	if (entry == NULL)
		return store_do(s, w,
		    "UPDATE item_key SET item = ?3 WHERE feed = ?1 AND"
		    " hash = ?2",
		    VALUES(INT(feed), INT(key), INT(ITEM_SHARED)));
	put(entry + HASH_BYTES, PACK_SHARED, ITEM_BYTES);
	return store_do(s, w, "UPDATE key_pack SET keys = ? WHERE feed = ?",
	    VALUES(BYTES((const char *)p->bytes, p->n * ENTRY), INT(feed)));
}

static bool
add_row(struct store *s, int64_t feed, int64_t key, int64_t item, struct why *w)
{
	return store_do(s, w,
	    "INSERT OR IGNORE INTO item_key (feed, hash, item)"
	    " VALUES (?, ?, ?)",
	    VALUES(INT(feed), INT(key), INT(item)));
}

bool
store_item_keys(struct store *s, int64_t feed, int64_t item,
    const int64_t *keys, size_t n, struct why *w)
{
	bool done = n == 0 || load(s, feed, w);

	for (size_t i = 0; done && i < n; i++)
		done = entry_of(&s->pack, keys[i]) != NULL ||
		       add_row(s, feed, keys[i], item, w);
	return done;
}

static int
by_hash(const void *a, const void *b)
{
	uint64_t x = (uint64_t)((const struct item_key *)a)->hash;
	uint64_t y = (uint64_t)((const struct item_key *)b)->hash;

	return (x > y) - (x < y);
}

/* Keys that come nearly in order need a few steps each. */
static void
sort(struct item_key *keys, size_t n)
{
	enum { STEPS = 8 };
	size_t left = n * STEPS;

	for (size_t i = 1; i < n; i++) {
		struct item_key key = keys[i];
		size_t at = i;

		for (; at > 0 && by_hash(&keys[at - 1], &key) > 0; at--) {
			if (left-- == 0)
				break;
			keys[at] = keys[at - 1];
		}
		keys[at] = key;
		if (left > n * STEPS) {
			qsort(keys, n, sizeof(*keys), by_hash);
			return;
		}
	}
}

static int64_t
least_item(const struct item_key *keys, size_t n)
{
	int64_t least = INT64_MAX;

	for (size_t i = 0; i < n; i++)
		if (keys[i].item != ITEM_SHARED && keys[i].item < least)
			least = keys[i].item;
	return least == INT64_MAX ? 0 : least;
}

/* Can its item be said in the pack? */
static bool
is_near(const struct item_key *key, int64_t first)
{
	return key->item == ITEM_SHARED || key->item - first < PACK_SHARED;
}

bool
store_keys_first(struct store *s, int64_t feed, struct item_key *keys, size_t n,
    struct why *w)
{
	unsigned char pack[PACK_MOST * ENTRY];
	int64_t first = least_item(keys, n);
	size_t at = 0;

	sort(keys, n);
	for (size_t i = 0; i < n; i++) {
		unsigned char *entry = pack + at * ENTRY;
		int64_t item = keys[i].item;

		if (at == PACK_MOST || !is_near(&keys[i], first)) {
			if (!add_row(s, feed, keys[i].hash, item, w))
				return false;
			continue;
		}
		put(entry, (uint64_t)keys[i].hash, HASH_BYTES);
		put(entry + HASH_BYTES,
		    item == ITEM_SHARED ? PACK_SHARED
					: (uint64_t)(item - first),
		    ITEM_BYTES);
		at++;
	}
	store_forget_pack(s);
	return store_do(s, w,
	    "INSERT OR REPLACE INTO key_pack (feed, first, keys)"
	    " VALUES (?, ?, ?)",
	    VALUES(
		INT(feed), INT(first), BYTES((const char *)pack, at * ENTRY)));
}

bool
store_keys_more(struct store *s, int64_t feed, const struct item_key *keys,
    size_t n, struct why *w)
{
	for (size_t i = 0; i < n; i++)
		if (!add_row(s, feed, keys[i].hash, keys[i].item, w))
			return false;
	return true;
}
