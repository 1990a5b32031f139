/* keep-replay.c - a rule that is new hears of items that are known */
/* SPDX-License-Identifier: MIT */
#include "keep-replay.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "core/alert.h"
#include "edge/conf.h"
#include "edge/store.h"
#include "keep-rules.h"
#include "raise.h"
#include "term.h"
#include "turn.h"

enum { ERRAND_MOST = 64 << 20, KEY_MOST = 300 };

const char *
replay_end_name(enum replay_end end)
{
	static const char *const name[] = {
	    "told", "known", "no match", "no item"};

	return name[end];
}

struct replay {
	struct turn *turn;
	struct pool *pool;
	const struct rule *rule;
	const struct conf_feed *feed;
	struct item_row row;
	struct rule_hit hit;
	struct alert_deadline deadline[ALERT_DEADLINES_MOST];
	size_t n_deadlines;
	bool known;
};

/* Was the rule among those of the alert? */
static bool
look_for_rule(const struct alert_row *r, void *context)
{
	struct replay *p = context;
	size_t len = strlen(p->rule->name);

	for (const char *s = r->rules; s != NULL && *s != '\0';) {
		size_t n = strcspn(s, "\n");

		p->known |= n == len && memcmp(s, p->rule->name, n) == 0;
		s += n + (s[n] == '\n');
	}
	return false;
}

static bool
look_if_known(struct replay *p, const char *key, struct why *w)
{
	struct store *s = turn_store(p->turn);
	struct alert_query query = {.limit = 1};
	char new[64];

	snprintf(new, sizeof(new), "new I%lld", (long long)p->row.id);
	if (!store_alert_find(s, key, &query.id, w))
		return false;
	p->known = query.id != 0;
	if (p->known)
		return true;
	return store_alert_find(s, new, &query.id, w) &&
	       (query.id == 0 || store_alerts(s, &query, look_for_rule, p, w));
}

static bool
collect(const struct deadline_row *d, void *context)
{
	struct replay *p = context;
	unsigned kinds = p->rule->kinds;

	if (p->n_deadlines < ALERT_DEADLINES_MOST && d->state == TERM_OPEN &&
	    d->is.end >= turn_today(p->turn) &&
	    (kinds == 0 || (kinds & 1U << d->is.kind) != 0))
		p->deadline[p->n_deadlines++] = (struct alert_deadline){
		    d->id, term_copy(p->pool, d).is};
	return true;
}

static bool
raise(struct replay *p, const char *key, struct why *w)
{
	struct deadline_query query = {
	    .item = p->row.id, .kind = -1, .limit = 1000};
	struct alert_rule of = {.name = p->rule->name,
	    .title = p->rule->title,
	    .any = p->hit.any,
	    .and = p->hit.and };
	struct alert a = {.event = EVENT_ITEM_NEW,
	    .replay = true,
	    .created = turn_now(p->turn),
	    .today = turn_today(p->turn),
	    .source = p->feed->source,
	    .source_title = p->feed->of ? p->feed->of->title : NULL,
	    .feed = p->feed->name,
	    .feed_title = p->feed->title,
	    .rule = &of,
	    .n_rules = 1,
	    .item = p->row.id,
	    .title = p->row.title ? p->row.title : "",
	    .link = p->row.link,
	    .published = p->row.published};
	bool added;

	if (!store_deadlines(turn_store(p->turn), &query, collect, p, w))
		return false;
	a.deadline = p->deadline;
	a.n_deadlines = p->n_deadlines;
	return raise_for_rules(p->turn, &a, key, 0, &p->rule, 1, &added, w);
}

static bool
replay(struct replay *p, enum replay_end *end, struct why *w)
{
	char key[KEY_MOST];
	bool matches;

	*end = REPLAY_NO_ITEM;
	p->feed = conf_find_feed(turn_conf(p->turn), p->row.feed_name);
	if (p->feed == NULL || p->row.state != ITEM_READ)
		return true;
	if (!match_one(p->turn, p->pool, p->rule, p->feed, &p->row, &matches,
		&p->hit, w))
		return false;
	*end = REPLAY_NO_MATCH;
	if (!matches)
		return true;
	snprintf(key, sizeof(key), "replay %.200s I%lld", p->rule->name,
	    (long long)p->row.id);
	*end = REPLAY_KNOWN;
	if (!look_if_known(p, key, w))
		return false;
	if (p->known)
		return true;
	*end = REPLAY_TOLD;
	return raise(p, key, w);
}

bool
keep_replay(struct turn *t, const struct rule *rule, int64_t item,
    enum replay_end *end, struct why *w)
{
	struct replay p = {
	    .turn = t, .pool = pool_new(ERRAND_MOST), .rule = rule};
	bool found;
	bool done = store_item_get(
	    turn_store(t), p.pool, item, true, &p.row, &found, w);

	*end = REPLAY_NO_ITEM;
	if (done && found)
		done = replay(&p, end, w);
	pool_free(p.pool);
	return done;
}
