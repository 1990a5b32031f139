/* keep-known.c - which item of the file each item of a document is */
/* SPDX-License-Identifier: MIT */
#include "keep-known.h"

#include <string.h>
#include <xxhash.h>

#include "core/identity.h"
#include "edge/store-key.h"
#include "edge/store.h"
#include "keep-inner.h"

enum { SCRATCH_MOST = 1 << 30, KEYS_AT_ONCE = 4096 };

/* Whether a key names an item of the file. */
enum owner {
	FREE = 0,
	SHARED = ITEM_SHARED, /* more than one, so none */
};

/* An item of the file, and the place of the document that named it. */
struct claim {
	int64_t item; /* 0: empty */
	size_t at;
};

struct known {
	struct store *store;
	struct pool *pool;
	int64_t feed;
	const struct document *document;
	struct identity_way way;
	bool first, all;
	struct keys *keys;
	size_t n_keys;       /* of all items */
	int64_t *item;       /* by place: named by its strongest key, or 0 */
	struct claim *claim; /* a table by item */
	size_t mask;
	struct item_key *own; /* first: a table of this document's keys
			       * and their items, all there will be in the
			       * file; else NULL */
	size_t own_mask, n_own;
	int own_shift;
	bool gathered; /* own is a list now, so many of which are written */
	size_t ended;
	size_t free_at; /* the place whose keys were all free, plus 1 */
};

/*
 * A key is a number: the hash of its value, seeded by its kind; of title and
 * whole link, of one after the other.
 */
int64_t
known_hash(const struct identity_key *key)
{
	const char *end = strchr(key->value, '\n');
	int64_t seed = key->kind;

	if (key->kind != IDENTITY_WHOLE || end == NULL)
		return keep_hash(seed, key->value);
	seed = (int64_t)XXH3_64bits_withSeed(
	    key->value, (size_t)(end - key->value), (XXH64_hash_t)seed);
	return keep_hash(seed, end + 1);
}

static struct keys
keys_of(
    struct pool *pool, const struct item *item, const struct identity_way *way)
{
	struct keys keys = {.n = 0};
	struct identity_keys list;

	identity_keys(pool, item, way, &list);
	for (size_t i = 0; i < list.n; i++) {
		keys.kind[keys.n] = (unsigned char)list.key[i].kind;
		keys.hash[keys.n++] = known_hash(&list.key[i]);
	}
	keys.strong = list.strong;
	keys.asked = list.asked;
	return keys;
}

int64_t
known_link(struct pool *pool, const char *url)
{
	return keep_hash(IDENTITY_LINK, identity_link(pool, url));
}

/* The smallest power of two that is twice n or more. */
static size_t
table_size(size_t n)
{
	size_t size = 16;

	while (size < n * 2)
		size *= 2;
	return size;
}

struct known *
known_new(struct store *s, struct pool *pool, int64_t feed,
    const struct document *d, const struct identity_way *way, bool first,
    bool all)
{
	struct known *k = pool_get(pool, sizeof(*k));
	size_t size = table_size(d->n_items);

	*k = (struct known){.store = s,
	    .pool = pool,
	    .feed = feed,
	    .document = d,
	    .way = *way,
	    .first = first,
	    .all = all,
	    .keys = pool_get(pool, (d->n_items + 1) * sizeof(*k->keys)),
	    .item = pool_get(pool, (d->n_items + 1) * sizeof(*k->item)),
	    .claim = pool_get(pool, size * sizeof(*k->claim)),
	    .mask = size - 1};
	return k;
}

void
known_read(struct known *k, size_t from, size_t to)
{
	struct pool *scratch = pool_new(SCRATCH_MOST);

	for (size_t i = from; i < to; i++) {
		k->keys[i] = keys_of(scratch, &k->document->items[i], &k->way);
		k->n_keys += k->keys[i].n;
		pool_clear(scratch);
	}
	pool_free(scratch);
	if (to < k->document->n_items || !k->first)
		return;
	k->own_mask = table_size(k->n_keys) - 1;
	k->own_shift = 64;
	for (size_t room = k->own_mask + 1; room > 1; room /= 2)
		k->own_shift--;
	k->own = pool_get(k->pool, (k->own_mask + 1) * sizeof(*k->own));
}

/* Its place in the table, or the empty one where it would be. */
static struct claim *
claim_of(const struct known *k, int64_t item)
{
	size_t i = (size_t)((uint64_t)item * 0x9E3779B97F4A7C15U >> 20);

	while (k->claim[i & k->mask].item != 0 &&
	       k->claim[i & k->mask].item != item)
		i++;
	return &k->claim[i & k->mask];
}

static bool
is_claimed(const struct known *k, int64_t item)
{
	return claim_of(k, item)->item != 0;
}

static void
claim(struct known *k, int64_t item, size_t at)
{
	*claim_of(k, item) = (struct claim){item, at};
}

bool
known_begin(struct known *k, size_t from, size_t to, struct why *w)
{
	for (size_t i = from; !k->first && i < to; i++) {
		int64_t item;

		if (k->keys[i].strong == 0)
			continue;
		if (!store_item_find(
			k->store, k->feed, k->keys[i].hash[0], &item, w))
			return false;
		if (item <= 0 || is_claimed(k, item))
			continue;
		k->item[i] = item;
		claim(k, item, i);
	}
	return true;
}

/* The key's place among the document's own, or an empty one: by its high bits,
 * so that they stand there nearly in order. */
static struct item_key *
own_at(const struct known *k, int64_t key)
{
	size_t i = (size_t)((uint64_t)key >> k->own_shift);

	while (k->own[i & k->own_mask].item != FREE &&
	       k->own[i & k->own_mask].hash != key)
		i++;
	return &k->own[i & k->own_mask];
}

/* Whose the key is; in a first reading the file is not asked. */
static bool
owner_of(const struct known *k, int64_t key, int64_t *owner, struct why *w)
{
	if (k->own == NULL)
		return store_item_find(k->store, k->feed, key, owner, w);
	*owner = own_at(k, key)->item;
	return true;
}

static bool
share(struct known *k, int64_t key, struct why *w)
{
	if (k->own == NULL)
		return store_item_share(k->store, k->feed, key, w);
	own_at(k, key)->item = SHARED;
	return true;
}

bool
known_keep_keys(struct known *k, size_t at, int64_t item, struct why *w)
{
	const struct keys *keys = &k->keys[at];

	if (k->own == NULL)
		return store_item_keys(
		    k->store, k->feed, item, keys->hash, keys->n, w);
	for (size_t i = 0; i < keys->n; i++) {
		struct item_key *own = own_at(k, keys->hash[i]);

		if (own->item != FREE)
			continue;
		*own = (struct item_key){keys->hash[i], item};
		k->n_own++;
	}
	return true;
}

const char *
known_by(const struct known *k, size_t at)
{
	const struct keys *keys = &k->keys[at];
	int64_t owner;
	struct why w;

	for (size_t i = 0; i < keys->asked; i++) {
		if (!owner_of(k, keys->hash[i], &owner, &w))
			return NULL;
		if (owner > 0)
			return identity_name((enum identity_kind)keys->kind[i]);
	}
	return NULL;
}

/* What asking for all keys of an item came to. */
struct asked {
	int64_t owner[IDENTITY_KEYS];
	int64_t item; /* that is not claimed; 0: none */
	bool own;     /* a strong key is free */
};

static size_t
asked_of(const struct known *k, const struct keys *keys)
{
	return k->all ? keys->n : keys->asked;
}

static bool
ask(struct known *k, size_t at, struct asked *a, struct why *w)
{
	const struct keys *keys = &k->keys[at];
	size_t taken = 0;

	*a = (struct asked){.own = false};
	for (size_t i = 0; i < asked_of(k, keys) && a->item == 0; i++) {
		if (!owner_of(k, keys->hash[i], &a->owner[i], w))
			return false;
		taken += a->owner[i] != FREE;
		if (a->owner[i] > 0 && !is_claimed(k, a->owner[i]))
			a->item = a->owner[i];
		a->own |= a->owner[i] == FREE && i < keys->strong;
	}
	k->free_at = taken == 0 ? at + 1 : 0;
	return true;
}

static bool
same_link(const struct known *k, size_t at, int64_t item)
{
	const struct item *items = k->document->items;
	const char *one = items[at].link;
	const char *other = items[claim_of(k, item)->at].link;

	return one == NULL || other == NULL || strcmp(one, other) == 0;
}

/* Without a strong key of its own: by its title, and another link. */
static bool
is_another(const struct known *k, size_t at, const struct asked *a)
{
	const struct keys *keys = &k->keys[at];

	if (keys->asked == keys->strong || a->owner[keys->asked - 1] != FREE)
		return false;
	for (size_t i = 0; i < keys->strong; i++)
		if (a->owner[i] > 0 && same_link(k, at, a->owner[i]))
			return false;
	return true;
}

/* The first key of the kind; 0: none. */
static int64_t
key_of(const struct keys *keys, enum identity_kind kind)
{
	for (size_t i = 0; i < keys->n; i++)
		if (keys->kind[i] == kind)
			return keys->hash[i];
	return 0;
}

static int64_t
whole_of(const struct item *i)
{
	return keep_hash(keep_hash(IDENTITY_KINDS, i->title ? i->title : ""),
	    i->link ? i->link : "");
}

static bool
sight_owners(struct known *k, size_t at, struct sighting *s, struct why *w)
{
	const struct keys *keys = &k->keys[at];

	for (size_t i = 0; i < keys->n; i++) {
		int64_t owner;

		/* One that is known by its guid: does its link agree? */
		if (k->item[at] != 0 && i > 0 && keys->hash[i] != s->link)
			continue;
		if (k->item[at] != 0 && i == 0)
			owner = k->item[at];
		else if (!owner_of(k, keys->hash[i], &owner, w))
			return false;
		if (keys->hash[i] == s->guid)
			s->guid_owner = owner;
		if (keys->hash[i] == s->link)
			s->link_owner = owner;
		s->fresh &= owner == FREE ||
			    (i >= keys->strong && keys->strong > 0);
		if (owner > 0 && s->other == 0 && !is_claimed(k, owner))
			s->other = owner;
	}
	return true;
}

/* Of the known ones, one of so many tells whether guids and links agree. */
static size_t
sample_of(const struct known *k)
{
	enum { LOOKED_AT = 20 };

	return k->document->n_items / LOOKED_AT + 1;
}

bool
known_sight(struct known *k, size_t at, struct sighting *s, struct why *w)
{
	const struct keys *keys = &k->keys[at];

	*s = (struct sighting){.guid = key_of(keys, IDENTITY_GUID),
	    .link = key_of(keys, IDENTITY_LINK),
	    .title = key_of(keys, IDENTITY_TITLE_DATE),
	    .whole = whole_of(&k->document->items[at]),
	    .unseen = k->item[at] != 0 && at % sample_of(k) != 0,
	    .fresh = k->item[at] == 0 && keys->n > 0};
	return s->unseen || sight_owners(k, at, s, w);
}

int64_t
known_item(const struct known *k, size_t at)
{
	return k->item[at];
}

bool
known_pair(struct known *k, size_t at, int64_t item, struct why *w)
{
	k->item[at] = item;
	claim(k, item, at);
	return known_keep_keys(k, at, item, w);
}

bool
known_find(
    struct known *k, size_t at, enum known_as *as, int64_t *id, struct why *w)
{
	struct asked a;

	*id = k->item[at];
	*as = *id != 0 ? KNOWN_ITEM : KNOWN_NOT;
	if (*id != 0 || k->keys[at].n == 0)
		return true;
	if (!ask(k, at, &a, w))
		return false;
	*id = a.item;
	if (a.item != 0) {
		claim(k, a.item, at);
		if (!known_keep_keys(k, at, a.item, w))
			return false;
	}
	*as = a.item != 0                      ? KNOWN_ITEM
	      : a.own || is_another(k, at, &a) ? KNOWN_NEW
					       : KNOWN_AGAIN;
	return true;
}

bool
known_add(struct known *k, size_t at, int64_t id, struct why *w)
{
	const struct keys *keys = &k->keys[at];

	claim(k, id, at);
	if (!known_keep_keys(k, at, id, w))
		return false;
	if (k->free_at == at + 1)
		return true; /* nobody else has any of them */
	for (size_t i = 0; i < keys->strong; i++) {
		int64_t owner;

		if (!owner_of(k, keys->hash[i], &owner, w))
			return false;
		if (owner > 0 && owner != id && !share(k, keys->hash[i], w))
			return false;
	}
	return true;
}

static void
gather_own(struct known *k)
{
	size_t n = 0;

	for (size_t i = 0; k->n_own > 0 && i <= k->own_mask; i++)
		if (k->own[i].item != FREE)
			k->own[n++] = k->own[i];
	k->n_own = n;
	k->gathered = true;
}

bool
known_end(struct known *k, bool *over, struct why *w)
{
	size_t n, from = k->ended;

	if (!k->gathered)
		gather_own(k);
	n = k->n_own - from > KEYS_AT_ONCE ? KEYS_AT_ONCE : k->n_own - from;
	k->ended += n;
	*over = k->ended == k->n_own;
	if (n == 0)
		return true;
	return from == 0
		   ? store_keys_first(k->store, k->feed, k->own, n, w)
		   : store_keys_more(k->store, k->feed, k->own + from, n, w);
}
