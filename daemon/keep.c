/* keep.c - what was read into the state file: items new and known */
/* SPDX-License-Identifier: MIT */
#include "keep.h"

#include <string.h>
#include <xxhash.h>

#include "base/date.h"
#include "base/str.h"
#include "edge/conf.h"
#include "edge/store-hold.h"
#include "edge/store.h"
#include "keep-inner.h"
#include "keep-item.h"
#include "keep-known.h"
#include "keep-round.h"
#include "turn.h"

enum {
	ROUND_MOST = 512 << 20,
	TITLE_MOST = 1000, /* bytes of a stranger's title */
	LINK_MOST = 8000,
	TEXT_MOST = KEEP_TEXT_MOST,
	SHORT = 32 * 1024,    /* a text that is kept in one step */
	DEADLINES_MOST = 500, /* of one item */
};

/* One reading of one feed. */
struct listing {
	const struct document *document;
	struct pool *names; /* of the whole reading */
	bool begun, ready;  /* the round is; all is known of it */
	size_t at;          /* the next item to be kept */
	struct turn *turn;
	struct pool *pool; /* of the item at hand */
	const struct conf_feed *feed;
	const struct feed_row *row;
	struct kept *kept;
	struct round round;
	/* The item at hand, while its text is being kept. */
	bool busy;
	struct item_row item;
	struct keep_text text;
	struct keeping keeping;
};

int64_t
keep_hash(int64_t seed, const char *text)
{
	return (int64_t)XXH3_64bits_withSeed(
	    text, strlen(text), (XXH64_hash_t)seed);
}

/* A day of metadata, which no text says. */
static int64_t
hash_valid_to(int64_t seed, const struct item *item)
{
	char day[DAY_TEXT];

	if (item->valid_to == NO_DAY)
		return seed;
	return keep_hash(seed, day_write(item->valid_to, day));
}

/* What the feed says of an item, as one number. */
static int64_t
list_hash(const struct item *item)
{
	const char *text[] = {
	    item->title, item->link, item->summary, item->content};
	int64_t hash = 1;

	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		hash = keep_hash(hash, text[i] ? text[i] : "");
	for (size_t i = 0; i < item->n_links; i++)
		hash = keep_hash(hash, item->links[i].href);
	return hash_valid_to(hash, item);
}

static int64_t
links_hash(const struct item *item)
{
	int64_t hash = 1;

	for (size_t i = 0; i < item->n_links; i++)
		if (item->links[i].rel != NULL &&
		    strcmp(item->links[i].rel, "enclosure") == 0)
			hash = keep_hash(hash, item->links[i].href);
	return hash_valid_to(hash, item);
}

/* No longer than most bytes, cut between two characters. */
static const char *
cut(struct pool *pool, const char *text, size_t most)
{
	size_t n = str_fit(text, most);

	return text == NULL || text[n] == '\0' ? text
					       : pool_strndup(pool, text, n);
}

/* The item as it is kept: nothing of it longer than anybody would read. */
static struct item
bounded(struct pool *pool, const struct item *item)
{
	struct item i = *item;

	i.title = cut(pool, item->title, TITLE_MOST);
	i.summary = cut(pool, item->summary, TEXT_MOST);
	i.content = cut(pool, item->content, TEXT_MOST);
	if (i.link != NULL && strlen(i.link) > LINK_MOST)
		i.link = NULL;
	if (i.n_deadlines > DEADLINES_MOST)
		i.n_deadlines = DEADLINES_MOST;
	return i;
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

/* Goes on with the item at hand: a long text is not kept in one step. */
static enum keep_step
go_on(struct listing *l, struct why *w)
{
	bool whole = strnlen(l->text.text, SHORT) < SHORT;
	enum keep_step step;

	do
		step = keep_item_step(&l->keeping, w);
	while (step == KEEP_MORE && whole);
	if (step != KEEP_MORE) {
		keep_item_close(&l->keeping);
		l->busy = false;
	}
	return step;
}

static void
read_item(
    struct listing *l, const struct item_row *row, const struct keep_text *text)
{
	l->busy = true;
	l->item = *row;
	l->text = *text;
	keep_item_open(&l->keeping, l->turn, l->pool, l->feed, &l->item,
	    &l->text, l->kept);
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

/* It is held from the start: nobody is told of it for now. */
static bool
hold(struct listing *l, struct item_row *row, struct why *w)
{
	row->held = round_until(&l->round);
	l->round.n_held++;
	return store_item_hold(turn_store(l->turn), row->id, row->held, w);
}

static bool
add_item(struct listing *l, const struct item *item, size_t at, struct why *w)
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
	    .list_title = page ? item->title : NULL,
	    .versions = 1,
	    .held = NO_TIME};

	if (!page) {
		row.text_hash = keep_text_hash(&text);
		row.links_hash = text.links_hash;
		text.fresh = true;
	}
	l->kept->new ++;
	if (!store_item_add(turn_store(l->turn), &row, NULL, 0, w) ||
	    !known_add(l->round.known, at, row.id, w) ||
	    (l->round.hold[at] && !hold(l, &row, w)))
		return false;
	if (!row.baseline)
		turn_tell(l->turn, "item", "feed %s: new I%lld %s%s",
		    l->feed->name, (long long)row.id,
		    row.title ? row.title : "",
		    row.held != NO_TIME ? " (held)" : "");
	if (page)
		return keep_teaser(l, &row, item, w);
	read_item(l, &row, &text);
	return true;
}

/* Under another address it is built anew, so its text may say the same in
 * other words; and what a person wants to be silent is. */
static bool
is_quiet(struct listing *l, struct item_row *row, size_t at, struct why *w)
{
	if (row->quiet || (!l->round.again[at] && l->row->baseline))
		return true;
	row->quiet = true;
	return store_item_quiet(turn_store(l->turn), row->id, true, w);
}

/* It has another link than it had: by that it is known too from now on. */
static bool
keep_link(struct listing *l, const struct item_row *row,
    const struct item *item, size_t at, struct why *w)
{
	if (item->link == NULL || row->link == NULL ||
	    strcmp(item->link, row->link) == 0)
		return true;
	return known_keep_keys(l->round.known, at, row->id, w);
}

/* Known: what the feed says of it now, if that is something else. */
static bool
look_again(struct listing *l, const struct item *item, size_t at, int64_t id,
    struct why *w)
{
	struct store *s = turn_store(l->turn);
	int64_t hash = list_hash(item);
	struct item_row row;
	bool found;

	if (!store_item_get(s, l->pool, id, false, &row, &found, w))
		return false;
	if (!found || row.list_hash == hash)
		return true;
	if (!is_quiet(l, &row, at, w) || !keep_link(l, &row, item, at, w))
		return false;
	row.list_hash = hash;
	row.link = item->link ? item->link : row.link;
	if (!needs_page(l->feed, item)) {
		struct keep_text text = whole_text(l, item);

		if (row.quiet && row.published != NO_TIME)
			text.published = NO_TIME; /* not the rebuild's day */
		row.next = NO_TIME;
		row.list_title = NULL;
		read_item(l, &row, &text);
		return true;
	}
	row.list_title = item->title; /* told when its page is read */
	row.next = turn_now(l->turn);
	return store_item_keep(s, &row, w);
}

/* Counts it, and tells whoever wants to know of each. */
static void
note_seen(struct listing *l, const struct item *item, enum known_as as,
    const char *by, int64_t id)
{
	static const char *const word[] = {[KNOWN_NEW] = "new",
	    [KNOWN_ITEM] = "known",
	    [KNOWN_AGAIN] = "again",
	    [KNOWN_NOT] = "none"};
	struct kept *kept = l->kept;
	struct keep_seen seen = {.item = item,
	    .as = word[as],
	    .by = as == KNOWN_ITEM ? by : NULL,
	    .id = as == KNOWN_ITEM ? id : 0};

	kept->known += as == KNOWN_ITEM;
	kept->unread += as == KNOWN_NEW && needs_page(l->feed, item);
	if (kept->seen != NULL)
		kept->seen(&seen, kept->context);
}

static bool
keep_one(struct listing *l, const struct item *whole, size_t at, struct why *w)
{
	struct item item = bounded(l->pool, whole);
	const char *by = l->kept->seen ? known_by(l->round.known, at) : NULL;
	enum known_as as;
	int64_t id;

	if (!known_find(l->round.known, at, &as, &id, w))
		return false;
	note_seen(l, &item, as, by, id);
	if (as == KNOWN_NEW)
		return add_item(l, &item, at, w);
	return as != KNOWN_ITEM || look_again(l, &item, at, id, w);
}

struct listing *
keep_open(struct turn *t, const struct conf_feed *feed,
    const struct feed_row *row, const struct document *d, struct kept *kept)
{
	struct pool *names = pool_new(ROUND_MOST);
	struct listing *l = pool_get(names, sizeof(*l));

	*l = (struct listing){.turn = t,
	    .document = d,
	    .names = names,
	    .pool = pool_new(ROUND_MOST),
	    .feed = feed,
	    .row = row,
	    .kept = kept};
	return l;
}

void
keep_close(struct listing *l)
{
	if (l == NULL)
		return;
	if (l->busy)
		keep_item_close(&l->keeping);
	pool_free(l->pool);
	pool_free(l->names);
}

/* What there is to know before the first item is kept. */
static bool
look_before(struct listing *l, struct why *w)
{
	if (l->begun)
		return round_step(&l->round, &l->ready, w);
	l->begun = true;
	return round_begin(
	    &l->round, l->turn, l->names, l->feed, l->row, l->document, w);
}

static enum keep_step
end(struct listing *l, struct why *w)
{
	bool over;

	if (!round_end(&l->round, l->kept->new, &over, w))
		return KEEP_FAILED;
	if (!over)
		return KEEP_MORE;
	l->kept->again = (int)l->round.n_again;
	l->kept->question = l->round.asked;
	return KEEP_DONE;
}

enum keep_step
keep_step(struct listing *l, struct why *w)
{
	enum keep_step step = KEEP_DONE;

	if (!l->ready)
		return look_before(l, w) ? KEEP_MORE : KEEP_FAILED;
	if (!l->busy && l->at == l->document->n_items)
		return end(l, w);
	if (!l->busy && !keep_one(l, &l->document->items[l->at], l->at, w))
		return KEEP_FAILED;
	if (l->busy)
		step = go_on(l, w);
	if (step == KEEP_DONE) {
		l->at++;
		pool_clear(l->pool);
		step = KEEP_MORE;
	}
	return step;
}

bool
keep_list(struct turn *t, const struct conf_feed *feed,
    const struct feed_row *row, const struct document *d, struct kept *kept,
    struct why *w)
{
	struct listing *l = keep_open(t, feed, row, d, kept);
	enum keep_step step;

	while ((step = keep_step(l, w)) == KEEP_MORE)
		;
	keep_close(l);
	return step == KEEP_DONE;
}
