/* keep-rules.c - which rules concern an item, and the file's note of it */
/* SPDX-License-Identifier: MIT */
#include "keep-rules.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/date.h"
#include "base/log.h"
#include "core/events.h"
#include "core/pattern.h"
#include "core/rules.h"
#include "edge/conf.h"
#include "edge/store-page.h"
#include "edge/store.h"
#include "keep.h"
#include "raise-hears.h"
#include "turn.h"

enum {
	FOLD_MOST = 1 << 20, /* of a longer text the beginning is matched */
	ERRAND_MOST = 64 << 20,
	BUILD_STEP = 500, /* rules at once */
};

/* As rules want it: folded, and composed where an expression may ask. */
static struct view_text
view_text(struct pool *pool, const struct rules *rules, const char *raw)
{
	size_t n = raw != NULL ? strlen(raw) : 0;
	struct view_text text = {.folded = words_fold_all(pool, raw ? raw : "",
				     n > FOLD_MOST ? FOLD_MOST : n)};

	if (rules_ask_raw(rules))
		text.raw = regex_compose(pool, raw);
	return text;
}

/* The source's name and title, where a rule has words for them. */
static struct view_text
publisher(
    struct pool *pool, const struct rules *rules, const struct conf_feed *feed)
{
	struct view_text none = {NULL, NULL};

	if (!rules_ask(rules, SCOPE_SOURCE) && !rules_ask_raw(rules))
		return none;
	return view_text(pool, rules,
	    pool_printf(pool, "%s\n%s", feed->source,
		feed->of != NULL ? feed->of->title : ""));
}

static struct rule_view
view_of(struct turn *t, struct pool *pool, const struct item_view *item)
{
	const struct rules *rules = turn_conf(t)->rules;
	struct rule_view v = {.feed = item->feed->name,
	    .source = item->feed->source,
	    .tags = item->feed->tags,
	    .title = view_text(pool, rules, item->title),
	    .text = view_text(pool, rules, item->text),
	    .publisher = publisher(pool, rules, item->feed),
	    .deadlines = item->deadlines,
	    .n_deadlines = item->n_deadlines,
	    .now = turn_now(t),
	    .today = turn_today(t),
	    .closed = &turn_conf(t)->closed,
	    .events = item->events};

	v.published = item->published != NO_TIME ? item->published : v.now;
	if (rules_ask(rules, SCOPE_LINK) || rules_ask_raw(rules))
		v.link = view_text(pool, rules, item->link);
	return v;
}

bool
match_rules(struct turn *t, struct pool *pool, const struct item_view *item,
    struct matched *m, struct why *w)
{
	const struct conf *conf = turn_conf(t);
	const struct rules_hit *hit;
	const struct rule *slow;
	struct rule_view view;
	const char **name;
	bool *deaf;

	m->n = 0;
	if (conf->n_rules == 0)
		return true;
	view = view_of(t, pool, item);
	hit = rules_match(conf->rules, &view, &m->n);
	while ((slow = rules_slow(conf->rules)) != NULL)
		log_warn("rule %s: an expression of its where takes too long "
			 "(I%lld); its lists decide",
		    slow->name, (long long)item->item);
	name = pool_get(pool, (m->n + 1) * sizeof(*name));
	deaf = pool_get(pool, (m->n + 1) * sizeof(*deaf));
	m->rule = pool_get(pool, (m->n + 1) * sizeof(*m->rule));
	m->hit = pool_get(pool, (m->n + 1) * sizeof(*m->hit));
	for (size_t i = 0; i < m->n; i++) {
		name[i] = hit[i].rule->name;
		deaf[i] = !rule_hears(hit[i].rule, 1U << HEARS_NEW);
		m->rule[i] = hit[i].rule;
		m->hit[i] = hit[i].hit;
	}
	return store_item_rules(turn_store(t), item->item, name, deaf, m->n, w);
}

struct item_deadlines {
	struct pool *pool;
	struct deadline *list;
	size_t n, room;
};

static bool
collect_own(const struct deadline_row *d, void *context)
{
	struct item_deadlines *o = context;

	if (d->state != TERM_OPEN)
		return true;
	o->list = pool_grow(o->pool, o->list, o->n, &o->room, sizeof(*o->list));
	o->list[o->n] = d->is;
	o->list[o->n++].evidence = "";
	return true;
}

/* The item as it is stored, with its open deadlines. */
static bool
stored_view(struct turn *t, struct pool *pool, const struct conf_feed *feed,
    const struct item_row *row, struct item_view *view, struct why *w)
{
	struct item_deadlines own = {.pool = pool};
	struct deadline_query query = {
	    .item = row->id, .kind = -1, .limit = 1000};

	if (!store_deadlines(turn_store(t), &query, collect_own, &own, w))
		return false;
	*view = (struct item_view){.item = row->id,
	    .feed = feed,
	    .title = row->title,
	    .text = row->text,
	    .link = row->link,
	    .published = item_published(row, turn_now(t)),
	    .deadlines = own.list,
	    .n_deadlines = own.n};
	return true;
}

static bool
match_again(struct turn *t, struct pool *pool, int64_t id, struct why *w)
{
	const struct conf_feed *feed;
	struct item_view view;
	struct item_row row;
	struct matched m;
	bool found;

	if (!store_item_get(turn_store(t), pool, id, true, &row, &found, w))
		return false;
	feed = found ? conf_find_feed(turn_conf(t), row.feed_name) : NULL;
	if (feed == NULL)
		return true;
	return stored_view(t, pool, feed, &row, &view, w) &&
	       match_rules(t, pool, &view, &m, w);
}

bool
match_one(struct turn *t, struct pool *pool, const struct rule *rule,
    const struct conf_feed *feed, const struct item_row *row, bool *matches,
    struct rule_hit *hit, struct why *w)
{
	struct item_view view;
	struct rule_view v;

	if (!stored_view(t, pool, feed, row, &view, w))
		return false;
	v = view_of(t, pool, &view);
	*matches = rule_match(rule, &v, hit);
	return true;
}

static uint64_t
add_text(uint64_t hash, const char *text)
{
	return XXH3_64bits_withSeed(text, strlen(text) + 1, hash);
}

static uint64_t
add_patterns(uint64_t hash, const struct pattern_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		hash = add_text(
		    hash, pattern_text(pattern_at(list->pattern, i)));
	return add_text(hash, ";");
}

/* What decides which items a rule concerns, of all rules, as one number. */
static uint64_t
rules_hash(const struct conf *conf)
{
	uint64_t hash = conf->n_rules;

	for (size_t i = 0; i < conf->n_rules; i++) {
		const struct rule *r = &conf->rule[i];

		hash = add_text(hash, r->name) + r->kinds;
		hash += (uint64_t)rule_hears(r, 1U << HEARS_NEW) << 40;
		for (size_t k = 0; k < r->n_feeds; k++)
			hash = add_text(hash, r->feeds[k]);
		hash = add_patterns(hash, &r->any);
		hash = add_patterns(hash, &r->and);
		hash = add_patterns(hash, &r->none);
		if (r->where != NULL)
			hash = add_text(hash, where_written(r->where));
	}
	return hash;
}

/* Under way: the items that have a deadline ahead, one after the other. */
struct rematch {
	struct turn *turn;
	struct pool *pool; /* of the item at hand */
	struct store_page page;
	uint64_t hash; /* of the rules that are being matched */
};

struct rematch *
rematch_open(struct turn *t)
{
	struct rematch *r = calloc(1, sizeof(*r));

	if (r == NULL)
		abort();
	r->turn = t;
	r->pool = pool_new(ERRAND_MOST);
	return r;
}

void
rematch_close(struct rematch *r)
{
	if (r == NULL)
		return;
	pool_free(r->pool);
	free(r);
}

/* Are the rules those of last time? */
static bool
is_known(struct rematch *r, bool *known, struct why *w)
{
	const char *text;
	size_t len;

	r->hash = rules_hash(turn_conf(r->turn));
	if (!store_meta_get(
		turn_store(r->turn), r->pool, "rules", &text, &len, w))
		return false;
	*known = text != NULL && len == sizeof(r->hash) &&
		 memcmp(text, &r->hash, len) == 0;
	return true;
}

/* len 0: those of no rules; what was half matched is known for none. */
static bool
keep_hash_of(struct rematch *r, size_t len, struct why *w)
{
	return turn_write(r->turn, w) &&
	       store_meta_set(turn_store(r->turn), "rules",
		   (const char *)&r->hash, len, w);
}

enum keep_step
rematch_step(struct rematch *r, struct why *w)
{
	struct store *s = turn_store(r->turn);
	struct store_page *p = &r->page;
	bool known = false, done;

	if (!rules_build(turn_conf(r->turn)->rules, BUILD_STEP))
		return KEEP_MORE;
	if (!p->begun && !is_known(r, &known, w))
		return KEEP_FAILED;
	if (known)
		return KEEP_DONE;
	if (!p->begun && !keep_hash_of(r, 0, w))
		return KEEP_FAILED;
	if (p->at < p->n) {
		done = turn_write(r->turn, w) &&
		       match_again(r->turn, r->pool, p->id[p->at++], w);
		pool_clear(r->pool);
		return done ? KEEP_MORE : KEEP_FAILED;
	}
	if (p->last)
		return keep_hash_of(r, sizeof(r->hash), w) ? KEEP_DONE
							   : KEEP_FAILED;
	return store_page_items(s, p, turn_today(r->turn), w) ? KEEP_MORE
							      : KEEP_FAILED;
}
