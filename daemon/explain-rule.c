/* explain-rule.c - why: the rules, which terms are in it, and which are not */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "core/explain.h"
#include "core/pattern.h"
#include "core/rule.h"
#include "edge/conf.h"
#include "explain-inner.h"
#include "turn.h"

enum {
	TOLD_MOST = 12, /* rules that did not match, nearest first */
	TERMS_MOST = 40,
	OWN_MOST = 200,
};

/* How far a rule is from matching, nearest first. */
enum how {
	MATCHES,
	OTHER_FEED, /* its words do */
	NO_DEADLINE,
	FORBIDDEN,
	AND_LACKS,
	ANY_LACKS,
	ALL_LACKS, /* also its feeds are others */
	HOWS
};

struct tried {
	const struct rule *rule;
	enum how how;
};

static bool
is_in(const struct pattern *p, const struct rule_view *v)
{
	return pattern_find(p, v->title.folded) != NULL ||
	       pattern_find(p, v->text.folded) != NULL;
}

static size_t
count_in(const struct pattern_list *list, const struct rule_view *v)
{
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++)
		n += is_in(pattern_at(list->pattern, i), v);
	return n;
}

static enum how
how_far(const struct rule *r, const struct rule_view *v)
{
	struct rule anywhere = *r;
	struct rule_hit hit;

	if (rule_match(r, v, &hit))
		return MATCHES;
	anywhere.feeds = NULL;
	anywhere.n_feeds = 0;
	if (rule_match(&anywhere, v, &hit))
		return OTHER_FEED;
	if (hit.none != NULL)
		return FORBIDDEN;
	if (hit.missing != NULL)
		return AND_LACKS;
	if (r->any.n > 0 && hit.any == NULL)
		return r->n_feeds > 0 && count_in(&r->and, v) == 0 ? ALL_LACKS
								   : ANY_LACKS;
	return NO_DEADLINE;
}

/* The terms of a list that are in it, and those that are not. */
static void
tell_terms(json_t *s, const struct pattern_list *list,
    const struct rule_view *v, const char *in, const char *out)
{
	for (size_t i = 0; i < list->n && i < TERMS_MOST; i++) {
		const struct pattern *p = pattern_at(list->pattern, i);
		const char *key = is_in(p, v) ? in : out;

		if (key != NULL)
			fact_add(s, key, pattern_text(p));
	}
}

static json_t *
tell_rule(struct explain *e, const struct tried *t, const struct rule_view *v)
{
	static const char *const codes[HOWS] = {"rule.matches",
	    "rule.other_feed", "rule.no_deadline", "rule.forbidden",
	    "rule.and_lacks", "rule.any_lacks", "rule.any_lacks"};
	const struct rule *r = t->rule;
	json_t *s = explain_step(
	    e, t->how == MATCHES ? MARK_YES : MARK_NO, codes[t->how]);

	fact_text(s, "rule", r->name);
	tell_terms(s, &r->any, v, "any_in", "any_out");
	tell_terms(s, &r->and, v, "and_in", "and_out");
	tell_terms(s, &r->none, v, "none_in", NULL);
	for (int k = 0; k < DEADLINE_KINDS; k++)
		if (t->how == NO_DEADLINE && r->kinds & 1U << k)
			fact_add(s, "kinds",
			    deadline_kind_name((enum deadline_kind)k));
	for (size_t i = 0; t->how == OTHER_FEED && i < r->n_feeds; i++)
		fact_add(s, "feeds", r->feeds[i]);
	for (size_t i = 0; i < r->n_to; i++)
		fact_add(s, "to", r->to[i]);
	fact_text(s, "file", r->file);
	fact_number(s, "line", r->line);
	return s;
}

static int
by_nearness(const void *a, const void *b)
{
	const struct tried *x = a, *y = b;

	if (x->how != y->how)
		return x->how < y->how ? -1 : 1;
	return x->rule < y->rule ? -1 : x->rule > y->rule;
}

static bool
goes_to(const struct rule *r, const char *receiver)
{
	for (size_t i = 0; i < r->n_to; i++)
		if (strcmp(r->to[i], receiver) == 0)
			return true;
	return false;
}

static bool
has_line(const char *lines, const char *name)
{
	size_t len = strlen(name);

	for (const char *at = lines; (at = strstr(at, name)) != NULL; at++)
		if ((at == lines || at[-1] == '\n') &&
		    (at[len] == '\0' || at[len] == '\n'))
			return true;
	return false;
}

/* What the file notes of then, where that is not what is so now. */
static void
tell_then(struct explain *e, const struct tried *t, size_t n, const char *then)
{
	json_t *s = NULL;
	size_t now = 0;

	for (size_t i = 0; i < n; i++) {
		if (t[i].how != MATCHES)
			continue;
		now++;
		if (has_line(then, t[i].rule->name))
			continue;
		s = explain_step(e, MARK_INFO, "rule.only_now");
		fact_text(s, "rule", t[i].rule->name);
	}
	for (const char *line = then; *line != '\0';) {
		size_t len = strcspn(line, "\n");
		bool is = false;

		for (size_t i = 0; i < n && !is; i++)
			is = t[i].how == MATCHES &&
			     strlen(t[i].rule->name) == len &&
			     strncmp(t[i].rule->name, line, len) == 0;
		if (!is) {
			s = explain_step(e, MARK_INFO, "rule.only_then");
			json_object_set_new(s, "rule", json_stringn(line, len));
		}
		line += len + (line[len] == '\n');
	}
	(void)now;
}

static void
decide(struct explain *e, const struct tried *t, size_t n, json_t *nearest)
{
	const char *to = e->receiver ? e->receiver->name : NULL;
	json_t *s;
	bool any = false, mine = false;

	for (size_t i = 0; i < n; i++) {
		any |= t[i].how == MATCHES;
		mine |= t[i].how == MATCHES &&
			(to == NULL || goes_to(t[i].rule, to));
	}
	if (!any) {
		s = explain_step(
		    e, MARK_NO, n == 0 ? "rule.none_there" : "rule.none");
		fact_number(s, "rules", (int64_t)n);
		if (nearest != NULL)
			json_object_set(
			    s, "nearest", json_object_get(nearest, "rule"));
		explain_decides(e, s, WEIGHT_RULES);
	} else if (!mine) {
		s = explain_step(e, MARK_NO, "rule.not_to");
		fact_text(s, "receiver", to);
		explain_decides(e, s, WEIGHT_PARCEL);
	}
}

/* All that matched, and of the rest the nearest ones. */
static json_t *
tell_rules(struct explain *e, const struct tried *t, size_t n,
    const struct rule_view *v)
{
	json_t *nearest = NULL, *s;
	size_t told = 0, left = 0;

	for (size_t i = 0; i < n; i++) {
		bool wanted = e->receiver == NULL ||
			      goes_to(t[i].rule, e->receiver->name) ||
			      t[i].how == MATCHES;

		if (!wanted || (t[i].how != MATCHES && told == TOLD_MOST)) {
			left++;
			continue;
		}
		s = tell_rule(e, &t[i], v);
		if (t[i].how == MATCHES)
			continue;
		if (nearest == NULL && t[i].how < ANY_LACKS)
			nearest = s;
		told++;
	}
	if (left > 0)
		fact_number(explain_step(e, MARK_INFO, "rule.more"), "rules",
		    (int64_t)left);
	return nearest;
}

struct own {
	struct pool *pool;
	struct deadline *list;
	size_t n, room;
};

static bool
collect(const struct deadline_row *d, void *context)
{
	struct own *o = context;

	if (d->state != TERM_OPEN)
		return true;
	o->list = pool_grow(o->pool, o->list, o->n, &o->room, sizeof(*o->list));
	o->list[o->n++] = d->is;
	return true;
}

bool
explain_rules(struct explain *e, struct pool *pool, const struct item_row *r,
    const char *then, bool *matched, struct why *w)
{
	const struct conf *conf = turn_conf(e->turn);
	const struct conf_feed *feed = conf_find_feed(conf, r->feed_name);
	struct deadline_query query = {
	    .item = r->id, .kind = -1, .limit = OWN_MOST};
	struct own own = {.pool = pool};
	struct rule_view v = {.feed = r->feed_name,
	    .source = feed ? feed->source : NULL,
	    .tags = feed ? feed->tags : NULL,
	    .title = view_text_of(pool, r->title),
	    .text = view_text_of(pool, r->text),
	    .link = view_text_of(pool, r->link),
	    .publisher = view_text_of(
		pool, pool_printf(pool, "%s\n%s", feed ? feed->source : "",
			  feed && feed->of ? feed->of->title : "")),
	    .now = turn_now(e->turn),
	    .published = r->published != NO_TIME ? r->published : r->seen,
	    .today = turn_today(e->turn)};
	struct tried *t = pool_get(pool, (conf->n_rules + 1) * sizeof(*t));

	*matched = false;
	if (!store_deadlines(turn_store(e->turn), &query, collect, &own, w))
		return false;
	v.deadlines = own.list;
	v.n_deadlines = own.n;
	for (size_t i = 0; i < conf->n_rules; i++) {
		t[i] = (struct tried){
		    &conf->rule[i], how_far(&conf->rule[i], &v)};
		*matched |= t[i].how == MATCHES;
	}
	qsort(t, conf->n_rules, sizeof(*t), by_nearness);
	decide(e, t, conf->n_rules, tell_rules(e, t, conf->n_rules, &v));
	tell_then(e, t, conf->n_rules, then);
	return true;
}
