/* keep-term.c - what is told of an item's deadlines: moved, gone, in doubt */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/date.h"
#include "core/alert.h"
#include "edge/conf.h"
#include "keep-inner.h"
#include "raise-hears.h"
#include "raise.h"
#include "term.h"
#include "turn.h"

/* Of the item's rules those that follow this kind, or any; into of, too. */
static size_t
pick_rules(struct keeping *k, struct alert *a, enum deadline_kind kind,
    const struct rule **rule, bool told)
{
	struct alert_rule *of = pool_get(
	    k->pool, (k->rules.n + 1) * sizeof(*of));
	size_t n = 0;

	for (size_t i = 0; i < k->rules.n; i++) {
		unsigned kinds = k->rules.rule[i]->kinds;

		if ((kinds != 0 && (kinds & 1U << kind) == 0) ||
		    !rule_hears(k->rules.rule[i], hears_of_event(a->event)))
			continue;
		of[n] = a->rule[i];
		rule[n++] = k->rules.rule[i];
		if (told)
			k->told[i] = true;
	}
	a->rule = of;
	a->n_rules = n;
	return n;
}

/* To those who follow it, and to who was reminded of it. */
static bool
tell(struct keeping *k, struct alert *a, const struct alert_deadline *d,
    int64_t reminded, const char *key, bool told, struct why *w)
{
	const struct rule **rule = pool_get(
	    k->pool, (k->rules.n + 1) * sizeof(*rule));
	size_t n = pick_rules(k, a, d->is.kind, rule, told);
	bool added = false;

	a->deadline = d;
	a->n_deadlines = 1;
	if (!term_reminded(
		k->turn, k->pool, reminded, &a->reminded, &a->n_reminded, w))
		return false;
	if (n + a->n_reminded > 0 &&
	    !raise_for_rules(k->turn, a, key, d->id, rule, n, &added, w))
		return false;
	k->kept->alerts += added;
	return true;
}

static bool
tell_moved(struct keeping *k, const struct moved *m, struct why *w)
{
	struct alert_deadline one = {.id = m->to, .is = m->is};
	struct alert a = keep_facts(k, EVENT_DEADLINE_MOVED);
	char key[64];

	a.old = &m->was;
	a.how = m->how;
	snprintf(key, sizeof(key), "moved D%lld D%lld", (long long)m->from,
	    (long long)m->to);
	return tell(k, &a, &one, m->from, key, true, w);
}

static bool
tell_gone(struct keeping *k, const struct deadline_row *d, struct why *w)
{
	struct alert_deadline one = {.id = d->id, .is = term_shown(d)};
	struct alert a = keep_facts(k, EVENT_DEADLINE_WITHDRAWN);
	char key[64];

	snprintf(key, sizeof(key), "withdrawn D%lld %d", (long long)d->id,
	    d->sequence);
	return tell(k, &a, &one, d->id, key, true, w);
}

bool
keep_tell_terms(struct keeping *k, struct why *w)
{
	for (size_t i = 0; i < k->n_moved; i++)
		if (!tell_moved(k, &k->moved[i], w))
			return false;
	for (size_t i = 0; i < k->n_gone; i++)
		if (!tell_gone(k, &k->gone[i], w))
			return false;
	return true;
}

/* A day that cannot be right is asked about, once. */
static bool
ask(struct keeping *k, const struct deadline_row *d, struct why *w)
{
	struct alert_deadline one = {.id = d->id, .is = d->is};
	struct alert a = keep_facts(k, EVENT_DEADLINE_QUESTIONED);
	char key[64];
	int64_t known;

	snprintf(key, sizeof(key), "question D%lld", (long long)d->id);
	if (!store_alert_find(turn_store(k->turn), key, &known, w))
		return false;
	if (known != 0)
		return true;
	return tell(k, &a, &one, d->id, key, false, w) &&
	       term_note(k->turn, d, LINEAGE_QUESTIONED, 0, NULL, NULL, w);
}

/* Is any of its days still to come?  What had passed when it was first seen
 * is compared with nothing. */
static bool
is_ahead(const struct keeping *k)
{
	for (size_t i = 0; i < k->text->n_deadlines; i++)
		if (k->text->deadlines[i].end >= turn_today(k->turn))
			return true;
	return false;
}

bool
keep_terms(struct keeping *k, bool silent, struct why *w)
{
	struct term_item item = {.item = k->item->id,
	    .title = k->text->title,
	    .text = k->text->text,
	    .link = k->item->link,
	    .source = k->feed->source,
	    .silent = silent,
	    .fresh = k->text->fresh};

	/* a page that was built anew is asked about like any other */
	bool ask_not = (k->first && k->item->baseline) ||
		       k->item->held != NO_TIME;

	for (size_t i = 0; !ask_not && i < k->n_old; i++)
		if (k->old[i].state == TERM_OPEN && !k->old[i].confirmed &&
		    (k->old[i].is.flags & DEADLINE_QUESTIONED) &&
		    !ask(k, &k->old[i], w))
			return false;
	if (!is_ahead(k))
		return true;
	return term_matter(k->turn, k->pool, &item, w);
}
