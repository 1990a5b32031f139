/* keep-item.c - an item's text into the state file: changes and alerts */
/* SPDX-License-Identifier: MIT */
/*
 * A phase is a function, and a step (keep_item_step):
 *
 *	LOAD     its deadlines and versions as they are known
 *	COMPARE  what changed (core/change)
 *	FOLLOW   deadlines: same, moved, new, withdrawn (core/follow)
 *	MATCH    which rules it concerns (core/rules)
 *	TEXT     the text and its version are kept
 *	TELL     alerts: item.new | deadline.moved, one each | item.changed
 *	RENEW    the item's row
 *
 * A text that is the same goes from LOAD to RENEW; an item that was added just
 * now begins at FOLLOW, and TELL is its last.
 */
#include "keep-item.h"

#include <stdio.h>
#include <string.h>
#include <xxhash.h>

#include "base/date.h"
#include "base/log.h"
#include "core/change.h"
#include "core/events.h"
#include "core/mask.h"
#include "edge/conf.h"
#include "edge/store-hold.h"
#include "keep-inner.h"
#include "keep-rules.h"
#include "keep.h"
#include "term.h"
#include "turn.h"

enum { OLD_MOST = 2000, EVIDENCE_MOST = 1000, ERRAND_MOST = 64 << 20 };

bool
keep_deadline(struct turn *t, const struct item_row *item,
    const struct deadline *d, int64_t *id, struct why *w)
{
	int64_t of = item_published(item, turn_now(t));
	struct deadline_row row = {.item = item->id,
	    .is = *d,
	    .found = turn_now(t),
	    .published = time_local_day(of)};
	char day[DAY_TEXT], evidence[EVIDENCE_MOST];

	snprintf(
	    evidence, sizeof(evidence), "%s", d->evidence ? d->evidence : "");
	log_clean(evidence);
	row.is.evidence = evidence;
	/* before its own document: it may be a slip, and somebody is asked */
	if (d->end < row.published && d->kind != DEADLINE_EFFECT)
		row.is.flags |= DEADLINE_QUESTIONED;

	if (!store_deadline_add(turn_store(t), &row, w))
		return false;
	if (id != NULL)
		*id = row.id;
	if (!item->baseline || item->changed != NO_TIME)
		turn_tell(t, "deadline", "item I%lld: D%lld %s %s: \"%.200s\"",
		    (long long)item->id, (long long)row.id,
		    deadline_kind_name(d->kind), day_write(d->end, day),
		    evidence);
	return true;
}

static bool
collect(const struct deadline_row *d, void *context)
{
	struct keeping *k = context;

	if (d->state == TERM_WITHDRAWN ||
	    (d->state == TERM_MOVED && !d->moved_away))
		return true;
	if (k->n_old == OLD_MOST)
		return false;
	k->old = pool_grow(
	    k->pool, k->old, k->n_old, &k->room_old, sizeof(*k->old));
	k->old[k->n_old++] = term_copy(k->pool, d);
	return true;
}

static bool
load_old(struct keeping *k, struct why *w)
{
	struct deadline_query query = {
	    .item = k->item->id, .kind = -1, .limit = OLD_MOST * 10};

	k->n_old = 0;
	return store_deadlines(turn_store(k->turn), &query, collect, k, w);
}

/* As the text says them, whatever a person made of them. */
static struct deadline *
old_deadlines(struct keeping *k)
{
	struct deadline *list = pool_get(
	    k->pool, (k->n_old + 1) * sizeof(*list));

	for (size_t i = 0; i < k->n_old; i++) {
		list[i] = k->old[i].is;
		if (k->old[i].said_end == NO_DAY)
			continue;
		list[i].start = k->old[i].said_start;
		list[i].end = k->old[i].said_end;
	}
	return list;
}

/* Without what the administrator wants not to be compared. */
static const char *
masked(struct keeping *k, const char *text)
{
	const struct conf_source *of = k->feed->of;
	bool gave_up = false;

	text = mask_text(k->pool, &k->feed->masks, text, &gave_up);
	if (of != NULL)
		text = mask_text(k->pool, &of->masks, text, &gave_up);
	if (gave_up)
		log_warn("feed %s: I%lld: a mask is too slow for the text, "
			 "some of it is compared without",
		    k->feed->name, (long long)k->item->id);
	return text;
}

/* The text as it is known, beside the new one. */
static bool
load_versions(struct keeping *k, struct why *w)
{
	struct item *was = &k->was, *is = &k->is;
	struct item_row row;
	bool found;

	if (!store_item_get(turn_store(k->turn), k->pool, k->item->id, true,
		&row, &found, w))
		return false;
	*was = (struct item){.published = NO_TIME};
	*is = (struct item){.published = NO_TIME};
	was->title = masked(k, row.title);
	was->content = masked(k, row.text);
	was->deadlines = old_deadlines(k);
	was->n_deadlines = k->n_old;
	is->title = masked(k, k->text->title);
	is->content = masked(k, k->text->text);
	is->deadlines = k->text->deadlines;
	is->n_deadlines = k->text->n_deadlines;
	k->comparing = change_begin(k->pool, was, is);
	return true;
}

static bool
compare(struct keeping *k, struct why *w)
{
	if (!k->first && k->comparing == NULL)
		return load_versions(k, w);
	if (k->comparing != NULL && change_step(k->comparing))
		return true;
	k->phase = KEEP_FOLLOW;
	if (k->comparing == NULL)
		return true;
	k->change = change_end(k->comparing);
	k->comparing = NULL;
	if (k->text->links_hash != 0 &&
	    k->text->links_hash != k->item->links_hash) {
		k->change.all |= 1U << CHANGE_ATTACHMENT;
		k->change.class = change_class_of(k->change.all);
	}
	if (k->change.class <= CHANGE_COSMETIC)
		k->phase = KEEP_RENEW;
	return true;
}

static bool
follow_deadlines(struct keeping *k, struct why *w)
{
	if (k->text->unread)
		return true; /* what the feed said stands */
	if (!keep_follow(k, old_deadlines(k), w))
		return false;
	if (turn_conf(k->turn)->n_rules == 0)
		return true; /* nobody will ask for them */
	return load_old(k, w);
}

/* What has happened to it, for rules that ask. */
static unsigned
events_of(const struct keeping *k)
{
	if (k->first)
		return 1U << HEARS_NEW;
	return hears_of_change(k->change.all) |
	       (k->n_found > 0 ? 1U << HEARS_FOUND : 0) |
	       (k->n_moved > 0 ? 1U << HEARS_MOVED : 0) |
	       (k->n_gone > 0 ? 1U << HEARS_WITHDRAWN : 0);
}

static bool
match(struct keeping *k, struct why *w)
{
	struct item_view view = {.item = k->item->id,
	    .feed = k->feed,
	    .title = k->text->title,
	    .text = k->text->text,
	    .link = k->item->link,
	    .published = item_published(k->item, turn_now(k->turn)),
	    .events = events_of(k),
	    .deadlines = old_deadlines(k),
	    .n_deadlines = k->n_old};

	return match_rules(k->turn, k->pool, &view, &k->rules, w);
}

/* The item's row as it is from now on. */
static void
renew_row(struct keeping *k)
{
	struct item_row *r = k->item;

	if (!k->first && k->change.class > CHANGE_COSMETIC) {
		r->changed = turn_now(k->turn);
		r->classes = k->change.all;
	}
	r->title = k->text->title;
	r->text_hash = k->hash;
	r->state = ITEM_READ;
	if (k->text->published != NO_TIME)
		r->published = k->text->published;
	if (k->text->links_hash != 0)
		r->links_hash = k->text->links_hash;
}

int64_t
keep_text_hash(const struct keep_text *text)
{
	int64_t hash = 1;

	if (text->title != NULL)
		hash = (int64_t)XXH3_64bits(text->title, strlen(text->title));
	if (text->text != NULL)
		hash = (int64_t)XXH3_64bits_withSeed(
		    text->text, strlen(text->text), (XXH64_hash_t)hash);
	return hash ? hash : 1;
}

static bool
keep_version(struct keeping *k, struct why *w)
{
	struct store *s = turn_store(k->turn);

	if (k->text->fresh)
		return store_text_add(s, k->item->id, k->text->text, w);
	if (k->first) /* what the feed said of it is no version */
		return store_text_put(s, k->item->id, k->text->text, w);
	k->item->versions++;
	return store_text_renew(s, k->item->id, turn_now(k->turn),
		   k->text->text, (int)k->change.class, k->change.all, w) &&
	       store_versions_drop(
		   s, k->item->id, k->feed->versions, 1U << CHANGE_DATE, w);
}

static bool
end_quiet(struct keeping *k, struct why *w)
{
	if (!k->item->quiet)
		return true;
	k->item->quiet = false;
	return store_item_quiet(turn_store(k->turn), k->item->id, false, w);
}

/* --- step by step --- */

/* The same text: nothing is told. */
static bool
is_same(const struct keeping *k)
{
	const struct keep_text *text = k->text;

	return k->hash == k->item->text_hash &&
	       (text->links_hash == 0 ||
		   text->links_hash == k->item->links_hash);
}

static bool
load(struct keeping *k, struct why *w)
{
	k->phase = is_same(k) ? KEEP_RENEW : KEEP_COMPARE;
	return is_same(k) || load_old(k, w);
}

static bool
follow(struct keeping *k, struct why *w)
{
	k->phase = KEEP_MATCH;
	if (k->text->published != NO_TIME)
		k->item->published = k->text->published;
	return follow_deadlines(k, w);
}

static bool
concern(struct keeping *k, struct why *w)
{
	k->phase = KEEP_TEXT;
	return match(k, w);
}

static bool
put_text(struct keeping *k, struct why *w)
{
	k->phase = KEEP_TELL;
	return keep_version(k, w);
}

static bool
tell(struct keeping *k, struct why *w)
{
	k->phase = k->text->fresh ? KEEP_OVER : KEEP_RENEW;
	if (!keep_tell(k, w) || !keep_terms(k, keep_is_silent(k), w))
		return false;
	if (!k->first) {
		k->kept->changed++;
		turn_tell(k->turn, "item", "feed %s: changed I%lld (%s) %s",
		    k->feed->name, (long long)k->item->id,
		    change_names(k->pool, k->change.all),
		    k->text->title ? k->text->title : "");
	}
	return true;
}

static bool
renew(struct keeping *k, struct why *w)
{
	k->phase = KEEP_OVER;
	renew_row(k);
	return store_item_keep(turn_store(k->turn), k->item, w) &&
	       end_quiet(k, w);
}

void
keep_item_open(struct keeping *k, struct turn *t, struct pool *pool,
    const struct conf_feed *feed, struct item_row *item,
    const struct keep_text *text, struct kept *kept)
{
	*k = (struct keeping){.turn = t,
	    .pool = pool,
	    .feed = feed,
	    .item = item,
	    .text = text,
	    .kept = kept,
	    .phase = text->fresh ? KEEP_FOLLOW : KEEP_LOAD,
	    .first = text->fresh || item->text_hash == 0,
	    .hash = text->fresh ? item->text_hash : keep_text_hash(text)};
}

struct keeping *
keep_item_begin(struct turn *t, struct pool *pool, const struct conf_feed *feed,
    struct item_row *item, const struct keep_text *text, struct kept *kept)
{
	struct keeping *k = pool_get(pool, sizeof(*k));

	keep_item_open(k, t, pool, feed, item, text, kept);
	return k;
}

enum keep_step
keep_item_step(struct keeping *k, struct why *w)
{
	static bool (*const step[])(struct keeping *, struct why *) = {
	    [KEEP_LOAD] = load,
	    [KEEP_COMPARE] = compare,
	    [KEEP_FOLLOW] = follow,
	    [KEEP_MATCH] = concern,
	    [KEEP_TEXT] = put_text,
	    [KEEP_TELL] = tell,
	    [KEEP_RENEW] = renew};

	if (!step[k->phase](k, w))
		return KEEP_FAILED;
	return k->phase == KEEP_OVER ? KEEP_DONE : KEEP_MORE;
}

void
keep_item_close(struct keeping *k)
{
	if (k->comparing != NULL)
		change_end(k->comparing);
	k->comparing = NULL;
}

bool
keep_item(struct turn *t, struct pool *pool, const struct conf_feed *feed,
    struct item_row *item, const struct keep_text *text, struct kept *kept,
    struct why *w)
{
	struct keeping k;
	enum keep_step step;

	keep_item_open(&k, t, pool, feed, item, text, kept);
	while ((step = keep_item_step(&k, w)) == KEEP_MORE)
		;
	keep_item_close(&k);
	return step == KEEP_DONE;
}

bool
keep_let_go(
    struct turn *t, const struct conf_feed *feed, int64_t item, struct why *w)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	struct item_row row;
	struct keep_text text = {.published = NO_TIME};
	struct kept kept = {0};
	struct keeping k = {.turn = t,
	    .pool = pool,
	    .feed = feed,
	    .item = &row,
	    .text = &text,
	    .kept = &kept};
	bool found;
	bool done = store_item_get(
	    turn_store(t), pool, item, true, &row, &found, w);

	if (done && found && row.state == ITEM_READ) {
		text.title = row.title;
		text.text = row.text;
		done = load_old(&k, w) && match(&k, w) &&
		       keep_tell_item(&k, EVENT_ITEM_NEW, w) &&
		       keep_terms(&k, false, w);
	}
	pool_free(pool);
	return done;
}
