/* keep-tell.c - what is told of an item: the facts, and to which rules */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "core/alert.h"
#include "core/events.h"
#include "edge/conf.h"
#include "edge/store-hold.h"
#include "keep-inner.h"
#include "raise-hears.h"
#include "raise-story.h"
#include "raise.h"
#include "turn.h"

enum { MATCHES_TOLD = 50 /* rules of an item, one by one */ };

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

struct alert
keep_facts(struct keeping *k, enum event_kind event)
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
	    .changes = k->change.all,
	    .rest_held = k->rest_held,
	    .unread = k->text->unread};
}

/* Of the item's rules those that hear of the events; of the alert, too. */
static size_t
hearing(struct keeping *k, struct alert *a, unsigned events,
    const struct rule ***rule)
{
	struct alert_rule *of = (struct alert_rule *)a->rule;
	size_t n = 0;

	*rule = k->rules.rule;
	while (n < k->rules.n && rule_hears(k->rules.rule[n], events))
		n++;
	if (n == k->rules.n) /* as nearly always */
		return n;
	*rule = pool_get(k->pool, k->rules.n * sizeof(**rule));
	memcpy(*rule, k->rules.rule, n * sizeof(**rule));
	for (size_t i = n; i < k->rules.n; i++) {
		if (!rule_hears(k->rules.rule[i], events))
			continue;
		of[n] = of[i];
		(*rule)[n++] = k->rules.rule[i];
	}
	a->n_rules = n;
	return n;
}

static bool
tell(struct keeping *k, struct alert *a, const char *key, int64_t deadline,
    const struct rule *const *rule, size_t n, struct why *w)
{
	bool added, joined = false, new = a->event == EVENT_ITEM_NEW;

	if (n == 0)
		return true;
	for (size_t i = 0; i < n && i < MATCHES_TOLD; i++)
		turn_tell(k->turn, "match",
		    "item I%lld: rule %s matches%s%s%s%s",
		    (long long)k->item->id, rule[i]->name,
		    a->rule[i].any ? ": " : "",
		    a->rule[i].any ? a->rule[i].any : "",
		    a->rule[i].and ? " + " : "",
		    a->rule[i].and ? a->rule[i].and : "");
	if (new && !raise_joins(k->turn, a, k->text->text, rule, n, &joined, w))
		return false;
	if (joined)
		return true;
	if (n > MATCHES_TOLD)
		turn_tell(k->turn, "match", "item I%lld: %zu rules more match",
		    (long long)k->item->id, n - MATCHES_TOLD);
	if (!raise_for_rules(k->turn, a, key, deadline, rule, n, &added, w))
		return false;
	k->kept->alerts += added;
	return !new || !added || raise_story(k->turn, a, k->text->text, key, w);
}

bool
keep_tell_item(struct keeping *k, enum event_kind event, struct why *w)
{
	struct alert_deadline list[ALERT_DEADLINES_MOST];
	struct alert a = keep_facts(k, event);
	const struct rule **rule;
	unsigned events = 1U << HEARS_NEW;
	size_t n;
	char key[64];

	a.deadline = list;
	a.n_deadlines = pick_deadlines(k, list);
	if (event == EVENT_ITEM_NEW) {
		snprintf(key, sizeof(key), "new I%lld", (long long)k->item->id);
	} else {
		events = hears_of_change(k->change.all) |
			 (k->n_found > 0 ? 1U << HEARS_FOUND : 0);
		a.old_words = k->change.old;
		a.new_words = k->change.new;
		snprintf(key, sizeof(key), "changed I%lld v%d",
		    (long long)k->item->id, k->item->versions);
	}
	n = hearing(k, &a, events, &rule);
	if (n == 0 && k->rules.n > 0 && event == EVENT_ITEM_CHANGED)
		return store_version_quiet(turn_store(k->turn), k->item->id, w);
	return tell(k, &a, key, 0, rule, n, w);
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

bool
keep_tell_changes(struct keeping *k, struct why *w)
{
	bool other = k->n_found > 0 || k->change.class == CHANGE_TITLE ||
		     k->change.class == CHANGE_ATTACHMENT;

	k->told = pool_get(k->pool, (k->rules.n + 1) * sizeof(*k->told));
	if (!keep_tell_terms(k, w))
		return false;
	if (!other)
		leave_out_told(k);
	return keep_tell_item(k, EVENT_ITEM_CHANGED, w);
}

/* --- whether anybody is told --- */

/* Is it something that cannot wait for an answer? */
static bool
is_urgent(const struct keeping *k)
{
	int today = turn_today(k->turn);

	for (size_t i = 0; i < k->n_old; i++)
		if (k->old[i].state == TERM_OPEN && k->old[i].is.end >= today &&
		    !(k->old[i].is.flags & DEADLINE_QUESTIONED))
			return true;
	for (size_t i = 0; i < k->rules.n; i++)
		if (k->rules.rule[i]->priority >= PRIORITY_HIGH)
			return true;
	return false;
}

/* Held no more, when it is urgent and concerns somebody. */
static bool
let_urgent_go(struct keeping *k, struct why *w)
{
	if (k->item->held == NO_TIME || k->rules.n == 0 || !is_urgent(k))
		return true;
	k->item->held = NO_TIME;
	k->rest_held = true;
	return store_item_hold(turn_store(k->turn), k->item->id, NO_TIME, w);
}

/* A page that is built anew says the same in other words; a day that is moved
 * or new is told all the same. */
static bool
is_rebuilt(const struct keeping *k)
{
	return !k->first && k->item->quiet && k->n_moved == 0 &&
	       k->n_gone == 0 && (k->n_found == 0 || !is_urgent(k));
}

bool
keep_is_silent(const struct keeping *k)
{
	return k->item->held != NO_TIME || (k->first && k->item->baseline) ||
	       is_rebuilt(k);
}

bool
keep_tell(struct keeping *k, struct why *w)
{
	if (!let_urgent_go(k, w))
		return false;
	if (keep_is_silent(k))
		return true;
	return k->first ? keep_tell_item(k, EVENT_ITEM_NEW, w)
			: keep_tell_changes(k, w);
}
