/* keep.c - what was read into the state file: items new and known */
/* SPDX-License-Identifier: MIT */
#include "keep.h"

#include <string.h>
#include <xxhash.h>

#include "base/date.h"
#include "core/identity.h"
#include "edge/conf.h"
#include "edge/store.h"
#include "keep-item.h"
#include "turn.h"

enum { ROUND_MOST = 64 << 20, KEYS_MOST = 8 };

/* One reading of one feed. */
struct listing {
	struct turn *turn;
	struct pool *pool; /* of the item at hand */
	const struct conf_feed *feed;
	const struct feed_row *row;
	struct kept *kept;
	int64_t *claimed; /* items that this document has named already */
};

/* The keys of an item: all of them, and how many identify it alone. */
struct keys {
	int64_t hash[KEYS_MOST];
	size_t n, strong;
};

static int64_t
hash_text(int64_t seed, const char *text)
{
	return (int64_t)XXH3_64bits_withSeed(
	    text, strlen(text), (XXH64_hash_t)seed);
}

/*
 * A key is a number: the hash of its value, seeded by its kind.  The text is
 * left out: two notices may well say the same.
 */
static struct keys
keys_of(struct listing *l, const struct item *item)
{
	struct item bare = *item;
	struct keys keys = {.n = 0};
	struct identity_key *list;
	size_t n;

	bare.summary = bare.content = NULL;
	list = identity_keys(l->pool, &bare, &n);
	for (size_t i = 0; i < n && keys.n < KEYS_MOST; i++) {
		keys.hash[keys.n++] = hash_text(list[i].kind, list[i].value);
		if (list[i].kind < IDENTITY_TITLE_DATE)
			keys.strong = keys.n;
	}
	if (keys.n == 0 && item->title != NULL)
		keys.hash[keys.n++] = hash_text(IDENTITY_KINDS, item->title);
	return keys;
}

/* What the feed says of an item, as one number. */
static int64_t
list_hash(const struct item *item)
{
	const char *text[] = {
	    item->title, item->link, item->summary, item->content};
	int64_t hash = 1;

	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		hash = hash_text(hash, text[i] ? text[i] : "");
	for (size_t i = 0; i < item->n_links; i++)
		hash = hash_text(hash, item->links[i].href);
	return hash;
}

static int64_t
links_hash(const struct item *item)
{
	int64_t hash = 1;

	for (size_t i = 0; i < item->n_links; i++)
		if (item->links[i].rel != NULL &&
		    strcmp(item->links[i].rel, "enclosure") == 0)
			hash = hash_text(hash, item->links[i].href);
	return hash;
}

static bool
is_claimed(const struct listing *l, size_t before, int64_t item)
{
	for (size_t i = 0; i < before; i++)
		if (l->claimed[i] == item)
			return true;
	return false;
}

/*
 * The item that the file knows, or 0.  By title and date alone it is known
 * only when this document does not name that one elsewhere.
 */
static bool
find(struct listing *l, const struct keys *keys, size_t at, int64_t *id,
    struct why *w)
{
	struct store *s = turn_store(l->turn);

	if (!store_item_find(s, l->row->id, keys->hash, keys->strong, id, w))
		return false;
	if (*id != 0)
		return true;
	if (!store_item_find(s, l->row->id, keys->hash + keys->strong,
		keys->n - keys->strong, id, w))
		return false;
	if (*id != 0 && is_claimed(l, at, *id))
		*id = 0;
	return true;
}

static bool
needs_page(const struct conf_feed *feed, const struct item *item)
{
	return (feed->read & CONF_READ_LINKED) != 0 && item->link != NULL &&
	       (strncmp(item->link, "http://", 7) == 0 ||
		   strncmp(item->link, "https://", 8) == 0);
}

/* Is the teaser the beginning of the text, or a piece of it? */
static bool
holds(const char *content, const char *summary)
{
	enum { ENOUGH = 32 }; /* bytes; a teaser is often cut with "..." */
	size_t n = strlen(summary);

	return memmem(content, strlen(content), summary,
		   n < ENOUGH ? n : ENOUGH) != NULL;
}

static const char *
text_of(struct pool *pool, const struct item *item)
{
	if (item->summary == NULL || item->content == NULL)
		return item->content   ? item->content
		       : item->summary ? item->summary
				       : "";
	if (holds(item->content, item->summary))
		return item->content;
	return pool_printf(pool, "%s\n%s", item->summary, item->content);
}

static struct keep_text
whole_text(struct listing *l, const struct item *item)
{
	return (struct keep_text){
	    .title = item->title ? item->title : item->link,
	    .text = text_of(l->pool, item),
	    .published = item->published,
	    .links_hash = links_hash(item),
	    .deadlines = item->deadlines,
	    .n_deadlines = item->n_deadlines};
}

static bool
read_item(struct listing *l, struct item_row *row, const struct keep_text *text,
    struct why *w)
{
	return keep_item(l->turn, l->pool, l->feed, row, text, l->kept, w);
}

/* What the feed says until the page is read, or if it never can be. */
static bool
keep_teaser(struct listing *l, const struct item_row *row,
    const struct item *item, struct why *w)
{
	struct store *s = turn_store(l->turn);

	for (size_t i = 0; i < item->n_deadlines; i++)
		if (!keep_deadline(l->turn, row, &item->deadlines[i], NULL, w))
			return false;
	return store_text_add(s, row->id, text_of(l->pool, item), w);
}

static bool
add_item(struct listing *l, const struct item *item, const struct keys *keys,
    int64_t *id, struct why *w)
{
	int64_t now = turn_now(l->turn);
	bool page = needs_page(l->feed, item);
	struct keep_text text = whole_text(l, item);
	struct item_row row = {.feed = l->row->id,
	    .link = item->link,
	    .title = item->title ? item->title : item->link,
	    .published = item->published,
	    .seen = now,
	    .changed = NO_TIME,
	    .read = NO_TIME,
	    .list_hash = list_hash(item),
	    .state = page ? ITEM_UNREAD : ITEM_READ,
	    .baseline = !l->row->baseline,
	    .next = page ? now : NO_TIME,
	    .versions = 1};

	if (!page) {
		row.text_hash = keep_text_hash(&text);
		row.links_hash = text.links_hash;
		text.fresh = true;
	}
	l->kept->new ++;
	if (!store_item_add(turn_store(l->turn), &row, keys->hash, keys->n, w))
		return false;
	*id = row.id;
	if (!row.baseline)
		turn_tell(l->turn, "item", "feed %s: new I%lld %s",
		    l->feed->name, (long long)row.id,
		    row.title ? row.title : "");
	return page ? keep_teaser(l, &row, item, w)
		    : read_item(l, &row, &text, w);
}

/* Known: what the feed says of it now, if that is something else. */
static bool
look_again(struct listing *l, const struct item *item, const struct keys *keys,
    int64_t id, struct why *w)
{
	struct store *s = turn_store(l->turn);
	int64_t hash = list_hash(item);
	struct item_row row;
	bool found;

	if (!store_item_get(s, l->pool, id, false, &row, &found, w))
		return false;
	if (!found || row.list_hash == hash)
		return true;
	row.list_hash = hash;
	row.link = item->link ? item->link : row.link;
	if (!store_item_keys(s, l->row->id, id, keys->hash, keys->n, w))
		return false;
	if (!needs_page(l->feed, item)) {
		struct keep_text text = whole_text(l, item);

		return read_item(l, &row, &text, w);
	}
	row.title = item->title ? item->title : row.title;
	row.next = turn_now(l->turn);
	return store_item_keep(s, &row, w);
}

static bool
keep_one(struct listing *l, const struct item *item, size_t at, struct why *w)
{
	struct keys keys = keys_of(l, item);
	int64_t id = 0;

	if (keys.n == 0)
		return true; /* neither id, link nor title: nothing to tell */
	if (!find(l, &keys, at, &id, w))
		return false;
	if (id == 0) {
		if (!add_item(l, item, &keys, &id, w))
			return false;
	} else if (!is_claimed(l, at, id)) {
		if (!look_again(l, item, &keys, id, w))
			return false;
	}
	l->claimed[at] = id;
	return true;
}

bool
keep_list(struct turn *t, const struct conf_feed *feed,
    const struct feed_row *row, const struct document *d, struct kept *kept,
    struct why *w)
{
	struct pool *claims = pool_new(ROUND_MOST);
	struct listing l = {.turn = t,
	    .pool = pool_new(ROUND_MOST),
	    .feed = feed,
	    .row = row,
	    .kept = kept,
	    .claimed = pool_get(claims, (d->n_items + 1) * sizeof(*l.claimed))};
	bool done = true;

	for (size_t i = 0; done && i < d->n_items; i++) {
		done = keep_one(&l, &d->items[i], i, w);
		pool_clear(l.pool);
	}
	pool_free(l.pool);
	pool_free(claims);
	return done;
}
