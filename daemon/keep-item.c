/* keep-item.c - an item's text into the state file: changes and alerts */
/* SPDX-License-Identifier: MIT */
/*
 *	text --> what changed (core/change) --> version
 *	     --> deadlines followed (core/follow): same, moved, new, withdrawn
 *	     --> rules that concern it (core/rule)
 *	     --> alerts: item.new | deadline.moved, one each | item.changed
 */
#include "keep-item.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/date.h"
#include "base/log.h"
#include "core/alert.h"
#include "core/change.h"
#include "core/follow.h"
#include "edge/conf.h"
#include "keep-rules.h"
#include "keep.h"
#include "raise.h"
#include "turn.h"

enum { OLD_MOST = 2000, EVIDENCE_MOST = 1000 };

/* A deadline that has moved. */
struct moved {
	int64_t from, to;
	struct deadline was, is;
};

/* One item on its way into the file. */
struct keeping {
	struct turn *turn;
	struct pool *pool;
	const struct conf_feed *feed;
	struct item_row *item;
	const struct keep_text *text;
	struct kept *kept;
	bool first; /* its text was never read before */
	struct change change;
	struct deadline_row *old; /* open ones and done ones, before */
	size_t n_old, room_old;
	struct moved *moved;
	size_t n_moved;
	size_t n_found;       /* deadlines that are new in a known item */
	bool *told;           /* by rules: of a deadline that moved */
	struct matched rules; /* that concern it */
};

bool
keep_deadline(struct turn *t, const struct item_row *item,
    const struct deadline *d, int64_t *id, struct why *w)
{
	int64_t of = item->published != NO_TIME ? item->published : item->seen;
	struct deadline_row row = {.item = item->id,
	    .is = *d,
	    .found = turn_now(t),
	    .published = time_local_day(of)};
	char day[DAY_TEXT], evidence[EVIDENCE_MOST];

	snprintf(
	    evidence, sizeof(evidence), "%s", d->evidence ? d->evidence : "");
	log_clean(evidence);
	row.is.evidence = evidence;

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
	struct deadline_row *copy;

	if (d->state != TERM_OPEN && d->state != TERM_DONE)
		return true;
	if (k->n_old == OLD_MOST)
		return false;
	k->old = pool_grow(
	    k->pool, k->old, k->n_old, &k->room_old, sizeof(*k->old));
	copy = &k->old[k->n_old++];
	*copy = *d;
	copy->is.evidence = pool_strdup(
	    k->pool, d->is.evidence ? d->is.evidence : "");
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

static struct deadline *
old_deadlines(struct keeping *k)
{
	struct deadline *list = pool_get(
	    k->pool, (k->n_old + 1) * sizeof(*list));

	for (size_t i = 0; i < k->n_old; i++)
		list[i] = k->old[i].is;
	return list;
}

/* The text as it is known, beside the new one. */
static bool
compare(struct keeping *k, struct why *w)
{
	struct item was = {.published = NO_TIME}, is = {.published = NO_TIME};
	struct item_row row;
	bool found;

	if (k->first)
		return true;
	if (!store_item_get(turn_store(k->turn), k->pool, k->item->id, true,
		&row, &found, w))
		return false;
	was.title = row.title;
	was.content = row.text;
	was.deadlines = old_deadlines(k);
	was.n_deadlines = k->n_old;
	is.title = k->text->title;
	is.content = k->text->text;
	is.deadlines = k->text->deadlines;
	is.n_deadlines = k->text->n_deadlines;
	k->change = change_of(k->pool, &was, &is);
	if (k->text->links_hash != 0 &&
	    k->text->links_hash != k->item->links_hash &&
	    k->change.class != CHANGE_DATE)
		k->change.class = CHANGE_ATTACHMENT;
	return true;
}

/* Whether the text, in place of this one, gives a day that cannot be. */
static bool
is_doubted(const struct keeping *k, const struct deadline *old)
{
	const struct keep_text *text = k->text;

	if (old->flags & DEADLINE_QUESTIONED)
		return false;
	for (size_t i = 0; i < text->n_deadlines; i++)
		if (text->deadlines[i].kind == old->kind &&
		    (text->deadlines[i].flags & DEADLINE_QUESTIONED))
			return true;
	return false;
}

/* One that the text did not say for a while, and says again, is the same. */
static bool
find_deadline(struct keeping *k, const struct deadline *new, struct why *w)
{
	struct store *s = turn_store(k->turn);
	int64_t id;

	k->n_found++;
	if (!store_deadline_find(s, k->item->id, new, &id, w))
		return false;
	return id != 0 ? store_deadline_renew(s, id, new, w)
		       : keep_deadline(k->turn, k->item, new, NULL, w);
}

/* A day that is wrong on the face of it does not end one that is right. */
static bool
move_deadline(struct keeping *k, const struct deadline_row *old,
    const struct deadline *new, struct why *w)
{
	struct moved *m = &k->moved[k->n_moved];

	if ((new->flags &DEADLINE_QUESTIONED) && is_doubted(k, &old->is))
		return find_deadline(k, new, w);
	k->n_moved++;

	m->from = old->id;
	m->was = old->is;
	m->is = *new;
	return keep_deadline(k->turn, k->item, new, &m->to, w) &&
	       store_deadline_state(
		   turn_store(k->turn), old->id, TERM_MOVED, m->to, w);
}

static bool
follow_one(struct keeping *k, const struct follow *f, struct why *w)
{
	struct store *s = turn_store(k->turn);
	const struct deadline *new = &k->text->deadlines[f->new];

	switch (f->what) {
	case FOLLOW_SAME:
		return store_deadline_renew(s, k->old[f->old].id, new, w);
	case FOLLOW_MOVED:
		return move_deadline(k, &k->old[f->old], new, w);
	case FOLLOW_NEW:
		return find_deadline(k, new, w);
	default:
		if (k->old[f->old].state == TERM_DONE ||
		    is_doubted(k, &k->old[f->old].is))
			return true;
		return store_deadline_state(
		    s, k->old[f->old].id, TERM_WITHDRAWN, 0, w);
	}
}

static bool
follow_deadlines(struct keeping *k, struct why *w)
{
	struct deadline *old = old_deadlines(k);
	struct follow *list;
	size_t n;

	if (k->text->unread)
		return true; /* what the feed said stands */
	list = follow_compare(k->pool, old, k->n_old, k->text->deadlines,
	    k->text->n_deadlines, &n);
	k->moved = pool_get(k->pool, (n + 1) * sizeof(*k->moved));
	for (size_t i = 0; i < n; i++)
		if (!follow_one(k, &list[i], w))
			return false;
	if (turn_conf(k->turn)->n_rules == 0)
		return true; /* nobody will ask for them */
	return load_old(k, w);
}

static bool
match(struct keeping *k, struct why *w)
{
	struct item_view view = {.item = k->item->id,
	    .feed = k->feed,
	    .title = k->text->title,
	    .text = k->text->text,
	    .deadlines = old_deadlines(k),
	    .n_deadlines = k->n_old};

	return match_rules(k->turn, k->pool, &view, &k->rules, w);
}

/* Those that the rules follow, and that are still ahead, soonest first. */
static size_t
pick_deadlines(struct keeping *k, struct alert_deadline *list)
{
	int today = turn_today(k->turn);
	unsigned kinds = 0;
	size_t n = 0;

	for (size_t i = 0; i < k->rules.n; i++)
		kinds |= k->rules.rule[i]->kinds ? k->rules.rule[i]->kinds
						 : ~0U;
	for (size_t i = 0; i < k->n_old && n < ALERT_DEADLINES_MOST; i++) {
		const struct deadline_row *d = &k->old[i];

		if ((kinds & 1U << d->is.kind) != 0 && d->is.end >= today &&
		    d->state == TERM_OPEN &&
		    !(d->is.flags & DEADLINE_QUESTIONED))
			list[n++] = (struct alert_deadline){d->id, d->is};
	}
	return n;
}

static struct alert
facts(struct keeping *k, enum event_kind event)
{
	struct alert_rule *rule = pool_get(
	    k->pool, (k->rules.n + 1) * sizeof(*rule));

	for (size_t i = 0; i < k->rules.n; i++)
		rule[i] = (struct alert_rule){.name = k->rules.rule[i]->name,
		    .title = k->rules.rule[i]->title,
		    .any = k->rules.hit[i].any,
		    .and = k->rules.hit[i].and };
	return (struct alert){.event = event,
	    .created = turn_now(k->turn),
	    .today = turn_today(k->turn),
	    .source = k->feed->source,
	    .source_title = k->feed->of ? k->feed->of->title : NULL,
	    .feed = k->feed->name,
	    .feed_title = k->feed->title,
	    .rule = rule,
	    .n_rules = k->rules.n,
	    .item = k->item->id,
	    .title = k->text->title ? k->text->title : "",
	    .link = k->item->link,
	    .published = k->item->published,
	    .unread = k->text->unread};
}

static bool
tell(struct keeping *k, struct alert *a, const char *key, int64_t deadline,
    const struct rule *const *rule, size_t n, struct why *w)
{
	bool added;

	if (n == 0)
		return true;
	for (size_t i = 0; i < n; i++)
		turn_tell(k->turn, "match",
		    "item I%lld: rule %s matches%s%s%s%s",
		    (long long)k->item->id, rule[i]->name,
		    a->rule[i].any ? ": " : "",
		    a->rule[i].any ? a->rule[i].any : "",
		    a->rule[i].and ? " + " : "",
		    a->rule[i].and ? a->rule[i].and : "");
	if (!raise_for_rules(k->turn, a, key, deadline, rule, n, &added, w))
		return false;
	k->kept->alerts += added;
	return true;
}

static bool
tell_item(struct keeping *k, enum event_kind event, struct why *w)
{
	struct alert_deadline list[ALERT_DEADLINES_MOST];
	struct alert a = facts(k, event);
	char key[64];

	a.deadline = list;
	a.n_deadlines = pick_deadlines(k, list);
	if (event == EVENT_ITEM_NEW) {
		snprintf(key, sizeof(key), "new I%lld", (long long)k->item->id);
	} else {
		a.old_words = k->change.old;
		a.new_words = k->change.new;
		snprintf(key, sizeof(key), "changed I%lld v%d",
		    (long long)k->item->id, k->item->versions);
	}
	return tell(k, &a, key, 0, k->rules.rule, k->rules.n, w);
}

/* To the rules that follow this kind, or any. */
static bool
tell_moved(struct keeping *k, const struct moved *m, struct why *w)
{
	struct alert_deadline one = {.id = m->to, .is = m->is};
	struct alert a = facts(k, EVENT_DEADLINE_MOVED);
	const struct rule **rule = pool_get(
	    k->pool, (k->rules.n + 1) * sizeof(*rule));
	struct alert_rule *of = pool_get(
	    k->pool, (k->rules.n + 1) * sizeof(*of));
	char key[64];
	size_t n = 0;

	for (size_t i = 0; i < k->rules.n; i++) {
		unsigned kinds = k->rules.rule[i]->kinds;

		if (kinds != 0 && (kinds & 1U << m->is.kind) == 0)
			continue;
		of[n] = a.rule[i];
		rule[n++] = k->rules.rule[i];
		k->told[i] = true;
	}
	a.rule = of;
	a.n_rules = n;
	a.deadline = &one;
	a.n_deadlines = 1;
	a.old = &m->was;
	snprintf(key, sizeof(key), "moved D%lld D%lld", (long long)m->from,
	    (long long)m->to);
	return tell(k, &a, key, m->to, rule, n, w);
}

/* Those who follow the deadline that moved have heard of this change. */
static void
leave_out_told(struct keeping *k)
{
	struct matched *m = &k->rules;
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++) {
		if (k->told[i])
			continue;
		m->rule[n] = m->rule[i];
		m->hit[n++] = m->hit[i];
	}
	m->n = n;
}

static bool
tell_changes(struct keeping *k, struct why *w)
{
	bool other = k->n_found > 0 || k->change.class == CHANGE_TITLE ||
		     k->change.class == CHANGE_ATTACHMENT;

	k->told = pool_get(k->pool, (k->rules.n + 1) * sizeof(*k->told));
	for (size_t i = 0; i < k->n_moved; i++)
		if (!tell_moved(k, &k->moved[i], w))
			return false;
	if (!other)
		leave_out_told(k);
	return tell_item(k, EVENT_ITEM_CHANGED, w);
}

/* The item's row as it is from now on. */
static void
renew_row(struct keeping *k, int64_t hash)
{
	struct item_row *r = k->item;

	if (!k->first && k->change.class > CHANGE_COSMETIC)
		r->changed = turn_now(k->turn);
	r->title = k->text->title;
	r->text_hash = hash;
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
	k->item->versions++;
	return store_text_renew(s, k->item->id, turn_now(k->turn),
	    k->text->text, (int)k->change.class, w);
}

static bool
keep_changed(struct keeping *k, int64_t hash, struct why *w)
{
	bool silent = k->first && k->item->baseline;
	bool cosmetic = !k->first && k->change.class <= CHANGE_COSMETIC;

	if (cosmetic) {
		renew_row(k, hash);
		return store_item_keep(turn_store(k->turn), k->item, w);
	}
	if (k->text->published != NO_TIME)
		k->item->published = k->text->published;
	if (!follow_deadlines(k, w) || !match(k, w) || !keep_version(k, w))
		return false;
	if (!silent &&
	    !(k->first ? tell_item(k, EVENT_ITEM_NEW, w) : tell_changes(k, w)))
		return false;
	if (!k->first) {
		k->kept->changed++;
		turn_tell(k->turn, "item", "feed %s: changed I%lld (%s) %s",
		    k->feed->name, (long long)k->item->id,
		    change_name(k->change.class),
		    k->text->title ? k->text->title : "");
	}
	if (k->text->fresh)
		return true;
	renew_row(k, hash);
	return store_item_keep(turn_store(k->turn), k->item, w);
}

bool
keep_item(struct turn *t, struct pool *pool, const struct conf_feed *feed,
    struct item_row *item, const struct keep_text *text, struct kept *kept,
    struct why *w)
{
	struct keeping k = {.turn = t,
	    .pool = pool,
	    .feed = feed,
	    .item = item,
	    .text = text,
	    .kept = kept,
	    .first = text->fresh || item->text_hash == 0};
	int64_t hash = keep_text_hash(text);

	if (text->fresh)
		return keep_changed(&k, hash, w);
	if (hash == item->text_hash &&
	    (text->links_hash == 0 || text->links_hash == item->links_hash)) {
		renew_row(&k, hash);
		return store_item_keep(turn_store(t), item, w);
	}
	return load_old(&k, w) && compare(&k, w) && keep_changed(&k, hash, w);
}
