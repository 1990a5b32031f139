/* term.c - a deadline that changes: its lineage, its reminders, who is told */
/* SPDX-License-Identifier: MIT */
#include "term.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "edge/conf.h"
#include "raise-hears.h"
#include "raise.h"
#include "turn.h"

enum { REMINDED_MOST = 200, ERRAND_MOST = 64 << 20 };

static const char *
keep(struct pool *pool, const char *text)
{
	return text != NULL ? pool_strdup(pool, text) : NULL;
}

struct deadline_row
term_copy(struct pool *pool, const struct deadline_row *d)
{
	struct deadline_row r = *d;

	r.is.evidence = keep(pool, d->is.evidence ? d->is.evidence : "");
	r.uid = keep(pool, d->uid);
	r.title = keep(pool, d->title ? d->title : "");
	r.link = keep(pool, d->link);
	r.feed = keep(pool, d->feed);
	r.source = keep(pool, d->source);
	r.rules = keep(pool, d->rules);
	r.own.name = keep(pool, d->own.name);
	r.own.title = keep(pool, d->own.title);
	r.own.link = keep(pool, d->own.link);
	r.own.rule = keep(pool, d->own.rule);
	r.own.receivers = keep(pool, d->own.receivers);
	r.own.remind = keep(pool, d->own.remind);
	r.own.notice = keep(pool, d->own.notice);
	r.own.priority = keep(pool, d->own.priority);
	r.own.place = keep(pool, d->own.place);
	r.own.by = keep(pool, d->own.by);
	return r;
}

struct getting {
	struct pool *pool;
	struct deadline_row *row;
	bool found;
};

static bool
get(const struct deadline_row *d, void *context)
{
	struct getting *g = context;

	*g->row = term_copy(g->pool, d);
	g->found = true;
	return false;
}

bool
term_get(struct turn *t, struct pool *pool, int64_t id,
    struct deadline_row *row, bool *found, struct why *w)
{
	struct getting g = {.pool = pool, .row = row};
	struct deadline_query one = {.id = id, .kind = -1, .limit = 1};
	bool done = store_deadlines(turn_store(t), &one, get, &g, w);

	*found = g.found;
	return done;
}

bool
term_is_tracked(const struct deadline_row *d)
{
	return d->state == TERM_OPEN &&
	       (d->confirmed || !(d->is.flags & DEADLINE_QUESTIONED));
}

struct deadline
term_shown(const struct deadline_row *d)
{
	struct deadline is = d->is;

	if (d->confirmed)
		is.flags &= ~(
		    unsigned)(DEADLINE_QUESTIONED | DEADLINE_ASSUMED_YEAR);
	return is;
}

static struct lineage_row
line_of(struct turn *t, int64_t id, enum lineage what)
{
	return (struct lineage_row){.deadline = id,
	    .at = turn_now(t),
	    .what = what,
	    .old_start = NO_DAY,
	    .old_end = NO_DAY,
	    .start = NO_DAY,
	    .end = NO_DAY};
}

bool
term_add(struct turn *t, struct deadline_row *row, struct why *w)
{
	struct store *s = turn_store(t);

	row->state = TERM_OPEN;
	row->found = turn_now(t);
	return store_deadline_add(s, row, w) &&
	       (row->own.title == NULL ||
		   store_own_keep(s, row->id, &row->own, w));
}

bool
term_follow(struct turn *t, const struct deadline_row *old,
    const struct deadline_row *new, enum lineage how, struct why *w)
{
	struct store *s = turn_store(t);
	struct lineage_row line = line_of(t, new->id, how);

	line.old_start = old->is.start;
	line.old_end = old->is.end;
	line.start = new->is.start;
	line.end = new->is.end;
	line.other = old->id;
	line.words = old->is.evidence;
	return store_deadline_inherit(s, new->id, old, w) &&
	       store_deadline_state(s, old->id, TERM_MOVED, new->id, w) &&
	       store_reminders_cancel(s, old->id, turn_now(t), w) &&
	       store_lineage_add(s, &line, w);
}

bool
term_move(struct turn *t, const struct deadline_row *old,
    struct deadline_row *new, enum lineage how, struct why *w)
{
	return term_add(t, new, w) && term_follow(t, old, new, how, w);
}

bool
term_note(struct turn *t, const struct deadline_row *d, enum lineage what,
    int64_t other, const char *by, const char *comment, struct why *w)
{
	struct lineage_row line = line_of(t, d->id, what);

	line.start = d->is.start;
	line.end = d->is.end;
	line.other = other;
	line.by = by;
	line.words = comment;
	return store_lineage_add(turn_store(t), &line, w);
}

bool
term_answered(struct turn *t, int64_t id, const char *by, struct why *w)
{
	struct store *s = turn_store(t);
	char key[64];
	int64_t alert;

	snprintf(key, sizeof(key), "question D%lld", (long long)id);
	if (!store_alert_find(s, key, &alert, w))
		return false;
	return alert == 0 ||
	       (store_alert_state(s, alert, ALERT_DONE, by, NULL, NO_TIME, w) &&
		   store_parcels_withdraw(s, alert, NULL, turn_now(t), w));
}

bool
term_close(struct turn *t, const struct deadline_row *d,
    enum deadline_state state, const char *by, const char *comment,
    struct why *w)
{
	struct store *s = turn_store(t);
	enum lineage what = state == TERM_DONE       ? LINEAGE_DONE
			    : state == TERM_REJECTED ? LINEAGE_REJECTED
						     : LINEAGE_WITHDRAWN;

	return store_deadline_state(s, d->id, state, 0, w) &&
	       store_reminders_cancel(s, d->id, turn_now(t), w) &&
	       term_answered(t, d->id, by, w) &&
	       term_note(t, d, what, 0, by, comment, w);
}

bool
term_again(struct turn *t, int64_t id, const struct deadline *is, struct why *w)
{
	struct deadline_row row = {.id = id, .is = *is};

	return store_deadline_renew(turn_store(t), id, is, w) &&
	       term_note(t, &row, LINEAGE_AGAIN, 0, NULL, NULL, w);
}

struct names {
	struct pool *pool;
	const char **name;
	size_t n;
};

static bool
collect_name(const char *receiver, void *context)
{
	struct names *r = context;

	r->name[r->n++] = pool_strdup(r->pool, receiver);
	return r->n < REMINDED_MOST;
}

bool
term_reminded(struct turn *t, struct pool *pool, int64_t deadline,
    const char *const **receiver, size_t *n, struct why *w)
{
	struct names r = {
	    pool, pool_get(pool, REMINDED_MOST * sizeof(*r.name)), 0};
	bool done = store_reminded(
	    turn_store(t), deadline, collect_name, &r, w);

	*receiver = r.name;
	*n = r.n;
	return done;
}

/* The facts of the file, for an alert of a deadline. */
static struct alert
facts(struct turn *t, struct pool *pool, const struct term_news *n,
    const struct term_rules *rules)
{
	const struct deadline_row *d = n->row;
	const struct conf_feed *feed =
	    d->feed ? conf_find_feed(turn_conf(t), d->feed) : NULL;
	struct alert_rule *rule = pool_get(
	    pool, (rules->n + 1) * sizeof(*rule));
	struct alert_deadline *list = pool_get(pool, 2 * sizeof(*list));

	for (size_t i = 0; i < rules->n; i++)
		rule[i] = (struct alert_rule){
		    rules->rule[i]->name, rules->rule[i]->title, NULL, NULL};
	list[0] = (struct alert_deadline){d->id, term_shown(d)};
	if (n->rival != NULL)
		list[1] = (struct alert_deadline){
		    n->rival->id, term_shown(n->rival)};
	return (struct alert){.event = n->event,
	    .how = n->how,
	    .created = turn_now(t),
	    .today = turn_today(t),
	    .source = feed ? feed->source : NULL,
	    .source_title = feed && feed->of ? feed->of->title : NULL,
	    .feed = d->feed,
	    .feed_title = feed ? feed->title : NULL,
	    .rule = rule,
	    .n_rules = rules->n,
	    .item = d->item,
	    .title = d->title ? d->title : "",
	    .link = d->link,
	    .published = time_of_local(d->published, 12 * 3600),
	    .deadline = list,
	    .n_deadlines = n->rival != NULL ? 2 : 1,
	    .old = n->old ? &n->old->is : NULL,
	    .other_title = n->rival ? n->rival->title : NULL,
	    .other_link = n->rival ? n->rival->link : NULL,
	    .by = n->by};
}

/* Those that hear of the event. */
static void
leave_out_deaf(struct term_rules *rules, enum event_kind event)
{
	size_t n = 0;

	for (size_t i = 0; i < rules->n; i++)
		if (rule_hears(rules->rule[i], hears_of_event(event)))
			rules->rule[n++] = rules->rule[i];
	rules->n = n;
}

bool
term_tell(struct turn *t, const struct term_news *n, struct why *w)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	struct term_rules rules = term_rules(t, pool, n->row);
	const struct deadline_row *reminded = n->old ? n->old : n->row;
	struct alert a;
	bool added, done;

	leave_out_deaf(&rules, n->event);
	a = facts(t, pool, n, &rules);
	if (n->event == EVENT_DEADLINE_WITHDRAWN)
		a.old = NULL;
	done = term_reminded(
	    t, pool, reminded->id, &a.reminded, &a.n_reminded, w);
	if (done && rules.n + a.n_reminded > 0)
		done = raise_for_rules(
		    t, &a, n->key, n->row->id, rules.rule, rules.n, &added, w);
	pool_free(pool);
	return done;
}
