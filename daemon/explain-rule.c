/* explain-rule.c - why: the rules, which terms are in it, and which are not */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/held.h"
#include "base/str.h"
#include "core/events.h"
#include "core/explain.h"
#include "core/rule.h"
#include "edge/conf.h"
#include "explain-inner.h"
#include "raise-hears.h"
#include "turn.h"

enum {
	FOLD_MOST = 1 << 20, /* as rules are matched */
	TOLD_MOST = 12,      /* rules that did not match, nearest first */
	TERMS_MOST = 40,
	OWN_MOST = 200,
	TRIED_LEAST = 20,    /* rules that are looked into */
	TRIED_MOST = 2000,   /* of many that are not its feed's */
	TRYING_USEC = 12000, /* and then no longer than that */
};

/* How far a rule is from matching, nearest first. */
enum how {
	MATCHES,
	OTHER_FEED, /* its words do */
	NO_DEADLINE,
	FORBIDDEN,
	WHERE_LACKS,
	AND_LACKS,
	ANY_LACKS,
	ALL_LACKS, /* also its feeds are others */
	HOWS
};

struct tried {
	const struct rule *rule;
	enum how how;
	struct explained why;
};

static size_t
count_terms(const struct explained *x, enum rule_part part, bool found)
{
	size_t n = 0;

	for (size_t i = 0; i < x->n_terms; i++)
		n += x->term[i].part == part && x->term[i].found == found;
	return n;
}

static enum how
how_far(const struct rule *r, const struct explained *x)
{
	size_t any = count_terms(x, PART_ANY, true);
	size_t lacks = count_terms(x, PART_AND, false);

	if (x->hit.matched)
		return MATCHES;
	if (r->any.n > 0 && any == 0)
		return x->of_feed || count_terms(x, PART_AND, true) > 0
			   ? ANY_LACKS
			   : ALL_LACKS;
	if (lacks > 0)
		return AND_LACKS;
	if (count_terms(x, PART_NONE, true) > 0)
		return FORBIDDEN;
	if (!x->kinds)
		return NO_DEADLINE;
	return x->of_feed ? WHERE_LACKS : OTHER_FEED;
}

/* "remiss*" where it stands: "… ny remiss om nära vård …" */
static void
tell_term(json_t *s, const struct rule_term *t)
{
	static const char *const in[PARTS] = {
	    "any_in", "and_in", "none_in", "where_in"};
	static const char *const out[PARTS] = {
	    "any_out", "and_out", NULL, "where_out"};
	char text[400];

	if (t->part == PART_WHERE && t->value != NULL)
		snprintf(
		    text, sizeof(text), "%.200s (%.150s)", t->text, t->value);
	else
		snprintf(text, sizeof(text), "%.300s", t->text);
	text[str_fit(text, sizeof(text) - 4)] = '\0';
	if (t->found != t->negated) {
		fact_add(s, in[t->part], text);
		if (t->words != NULL && json_object_get(s, "evidence") == NULL)
			put_words(s, "evidence", t->words);
	} else if (out[t->part] != NULL) {
		fact_add(s, out[t->part], text);
	}
}

static json_t *
tell_rule(struct explain *e, const struct tried *t)
{
	static const char *const codes[HOWS] = {"rule.matches",
	    "rule.other_feed", "rule.no_deadline", "rule.forbidden",
	    "rule.where_lacks", "rule.and_lacks", "rule.any_lacks",
	    "rule.any_lacks"};
	const struct rule *r = t->rule;
	json_t *s = explain_step(
	    e, t->how == MATCHES ? MARK_YES : MARK_NO, codes[t->how]);

	put_words(s, "rule", r->name);
	for (size_t i = 0; i < t->why.n_terms && i < TERMS_MOST; i++)
		tell_term(s, &t->why.term[i]);
	for (int k = 0; k < DEADLINE_KINDS; k++)
		if (t->how == NO_DEADLINE && r->kinds & 1U << k)
			fact_add(s, "kinds",
			    deadline_kind_name((enum deadline_kind)k));
	for (size_t i = 0; t->how == OTHER_FEED && i < r->n_feeds; i++)
		fact_add(s, "feeds", r->feeds[i]);
	for (size_t i = 0; i < r->n_to; i++)
		fact_add(s, "to", r->to[i]);
	put_words(s, "file", r->file);
	put_number(s, "line", r->line);
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

	for (size_t i = 0; i < n; i++) {
		if (t[i].how != MATCHES)
			continue;
		if (has_line(then, t[i].rule->name))
			continue;
		s = explain_step(e, MARK_INFO, "rule.only_now");
		put_words(s, "rule", t[i].rule->name);
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
}

static void
decide(struct explain *e, const struct tried *t, size_t n, size_t all,
    json_t *nearest)
{
	const char *to = e->receiver ? e->receiver->name : NULL;
	json_t *s;
	bool any = false, mine = false;

	for (size_t i = 0; i < n; i++) {
		any |= t[i].how == MATCHES;
		mine |= t[i].how == MATCHES &&
			(to == NULL ||
			    conf_goes_to(turn_conf(e->turn), t[i].rule, to));
	}
	if (!any) {
		s = explain_step(
		    e, MARK_NO, all == 0 ? "rule.none_there" : "rule.none");
		put_number(s, "rules", (int64_t)all);
		if (nearest != NULL)
			json_object_set(
			    s, "nearest", json_object_get(nearest, "rule"));
		explain_decides(e, s, WEIGHT_RULES);
	} else if (!mine) {
		s = explain_step(e, MARK_NO, "rule.not_to");
		put_words(s, "receiver", to);
		explain_decides(e, s, WEIGHT_PARCEL);
	}
}

static bool
has_words(const struct explained *x)
{
	return count_terms(x, PART_ANY, true) + count_terms(x, PART_AND, true) >
	       0;
}

/* One that matches, and yet hears nothing of new items. */
static void
tell_deaf(struct explain *e, const struct rule *r)
{
	json_t *s, *list;
	const char *word;

	if (rule_hears(r, 1U << HEARS_NEW))
		return;
	s = explain_step(e, MARK_INFO, "rule.deaf");
	list = json_array();
	for (size_t i = 0; (word = hears_word(i)) != NULL; i++)
		if ((r->events & hears_read(word, strlen(word))) != 0 &&
		    strcmp(word, "changed") != 0)
			json_array_append_new(list, json_string(word));
	put_words(s, "rule", r->name);
	json_object_set_new(s, "events", list);
}

/* All that matched, and of the rest the nearest ones. */
static json_t *
tell_rules(struct explain *e, const struct tried *t, size_t n, size_t left)
{
	json_t *nearest = NULL, *s;
	size_t told = 0;

	for (size_t i = 0; i < n; i++) {
		bool wanted = e->receiver == NULL ||
			      conf_goes_to(turn_conf(e->turn), t[i].rule,
				  e->receiver->name) ||
			      t[i].how == MATCHES;

		if (!wanted || (t[i].how != MATCHES && told == TOLD_MOST)) {
			left++;
			continue;
		}
		s = tell_rule(e, &t[i]);
		if (t[i].how == MATCHES) {
			tell_deaf(e, t[i].rule);
			continue;
		}
		if (nearest == NULL && has_words(&t[i].why))
			nearest = s;
		told++;
	}
	if (left > 0)
		put_number(explain_step(e, MARK_INFO, "rule.more"), "rules",
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

/* What all rules may ask for. */
static struct rule_view
view_of(struct explain *e, struct pool *pool, const struct item_row *r,
    const struct conf_feed *feed)
{
	size_t len = r->text ? strlen(r->text) : 0;
	struct rule_view v = {.feed = r->feed_name,
	    .now = turn_now(e->turn),
	    .today = turn_today(e->turn),
	    .closed = &turn_conf(e->turn)->closed,
	    .published = item_published(r, turn_now(e->turn))};

	v.title = view_text_of(pool, r->title ? r->title : "");
	v.text = view_text_of(pool, pool_strndup(pool, r->text ? r->text : "",
					len > FOLD_MOST ? FOLD_MOST : len));
	v.link = view_text_of(pool, r->link ? r->link : "");
	if (feed == NULL)
		return v;
	v.source = feed->source;
	v.tags = feed->tags;
	v.publisher = view_text_of(
	    pool, pool_printf(pool, "%s\n%s", feed->source,
		      feed->of != NULL ? feed->of->title : ""));
	return v;
}

/* Its feed's rules first, and no longer than the loop may be held. */
static size_t
try_rules(struct explain *e, struct pool *pool, const struct rule_view *v,
    struct tried *t)
{
	const struct conf *conf = turn_conf(e->turn);
	int64_t begun = held_clock();
	size_t n = 0;

	for (int others = 0; others < 2; others++)
		for (size_t i = 0; i < conf->n_rules && n < TRIED_MOST; i++) {
			const struct rule *r = &conf->rule[i];

			if (rule_is_of_feed(r, v->feed, v->source) != !others)
				continue;
			if (n >= TRIED_LEAST &&
			    held_clock() - begun > TRYING_USEC)
				return n;
			t[n].rule = r;
			t[n].why = rule_explain(pool, r, v);
			t[n].how = how_far(r, &t[n].why);
			n++;
		}
	return n;
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
	struct rule_view v = view_of(e, pool, r, feed);
	struct tried *t = pool_get(pool, (TRIED_MOST + 1) * sizeof(*t));
	json_t *nearest;
	size_t n;

	*matched = false;
	if (!store_deadlines(turn_store(e->turn), &query, collect, &own, w))
		return false;
	v.deadlines = own.list;
	v.n_deadlines = own.n;
	n = try_rules(e, pool, &v, t);
	for (size_t i = 0; i < n; i++)
		*matched |= t[i].how == MATCHES;
	qsort(t, n, sizeof(*t), by_nearness);
	nearest = tell_rules(e, t, n, conf->n_rules - n);
	decide(e, t, n, conf->n_rules, nearest);
	tell_then(e, t, n, then);
	return true;
}
