/* control-list.c - requests that look: feeds, rules, notifiers */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "control-term.h"
#include "core/events.h"
#include "core/alert.h"
#include "edge/conf.h"
#include "edge/store-hold.h"
#include "edge/store-page.h"
#include "poll.h"
#include "turn.h"

void
control_refuse_rows(struct caller *c, struct rows *r, const struct why *w)
{
	rows_free(r);
	control_refuse(c, CODE_FAILED, "%s", w->text);
}

/* The answer to a request for a list, or its fault. */
void
control_answer_list(struct caller *c, bool done, const struct why *w,
    const char *name, json_t *array, bool must_be)
{
	json_t *o = json_object();

	if (done && must_be && json_array_size(array) == 0) {
		control_refuse(c, CODE_NOTHING, "nothing of that id");
	} else if (done) {
		json_object_set(o, name, array);
		control_answer(c, o);
		o = NULL;
	} else {
		control_refuse(c, CODE_FAILED, "%s", w->text);
	}
	json_decref(o);
	json_decref(array);
}

static void
add_feed(
    const struct conf_feed *conf, const struct feed_row *row, void *context)
{
	static const char *const types[] = {"auto", "feed", "page", "mailbox"};
	struct control_list *l = context;
	json_t *o = json_object();
	int64_t items = 0;
	struct why w;

	store_feed_items(control_store(l->caller), row->id, &items, &w);
	put_text(o, "name", conf->name);
	put_text(o, "title", conf->title ? conf->title : row->title);
	put_text(o, "source", conf->source);
	put_text(o, "url", conf->url);
	put_text(o, "type", types[conf->type]);
	put_text(o, "state", control_state(l->caller, conf, row));
	put_text(o, "format", row->format);
	put_time(o, "last_try", row->last_try);
	put_time(o, "last_ok", row->last_ok);
	put_time(o, "next", row->next);
	put_number(o, "status", row->status);
	put_number(o, "failures", row->failures);
	put_text(o, "why", row->why);
	put_number(o, "items", items);
	control_put_health(l->caller, o, conf, row, l->whole);
	put_manners(o, l->caller->control->set.poll, conf);
	if (l->whole)
		json_object_set_new(
		    o, "pause", control_pause_json(l->caller, conf->name));
	control_put_identity(l->caller, o, conf, row->id);
	json_array_append_new(l->array, o);
}

/* Only the one that was asked for. */
struct named_feed {
	struct control_list list;
	const char *name;
};

static void
add_named(
    const struct conf_feed *conf, const struct feed_row *row, void *context)
{
	struct named_feed *n = context;

	if (strcmp(n->name, conf->name) == 0)
		add_feed(conf, row, &n->list);
}

/* The feeds may be others when it comes to them. */
static bool
next_feeds(struct rows *r, bool *over, struct why *w)
{
	const struct poll *p = r->list.caller->control->set.poll;

	(void)w;
	for (int i = 0; i < FEEDS_AT_ONCE && !*over; i++)
		*over = !poll_at(p, (size_t)r->place++, add_feed, &r->list);
	return true;
}

void
control_feeds(struct caller *c, const json_t *request)
{
	struct named_feed n = {.list = {.caller = c, .whole = true},
	    .name = request_text(request, "name")};

	if (n.name == NULL) {
		struct rows *r = rows_new(sizeof(*r), request);

		r->limit = SIZE_MAX;
		control_answer_rows(c, "feeds", next_feeds, NULL, r);
		return;
	}
	n.list.array = json_array();
	poll_each(c->control->set.poll, add_named, &n);
	control_answer_list(c, true, NULL, "feeds", n.list.array, true);
}

static json_t *
patterns_json(const struct pattern_list *list)
{
	json_t *array = json_array();

	for (size_t i = 0; i < list->n; i++)
		json_array_append_new(array,
		    json_string(pattern_text(pattern_at(list->pattern, i))));
	return array;
}

static json_t *
kinds_json(unsigned kinds)
{
	json_t *array = json_array();

	for (int i = 0; i < DEADLINE_KINDS; i++)
		if (kinds & 1U << i)
			json_array_append_new(array,
			    json_string(
				deadline_kind_name((enum deadline_kind)i)));
	return array;
}

static json_t *
reminds_json(const struct rule *r)
{
	json_t *array = json_array();

	for (size_t i = 0; i < r->n_remind; i++)
		json_array_append_new(
		    array, json_sprintf("%d%s", r->remind[i].count,
			       r->remind[i].working ? "wd" : "d"));
	return array;
}

/* "new", "changed" when all its classes are there, "failing". */
static json_t *
events_json(unsigned events)
{
	json_t *array = json_array();
	const char *word;

	for (size_t i = 0; (word = hears_word(i)) != NULL; i++) {
		unsigned bits = hears_read(word, strlen(word));

		if ((events & bits) != bits)
			continue;
		json_array_append_new(array, json_string(word));
		events &= ~bits;
	}
	return array;
}

static json_t *
rule_json(const struct conf *conf, const struct rule *r, int64_t alerts)
{
	json_t *o = json_object();

	put_text(o, "name", r->name);
	put_text(o, "title", r->title);
	json_object_set_new(o, "feeds", strings_json(r->feeds, r->n_feeds));
	json_object_set_new(o, "any", patterns_json(&r->any));
	json_object_set_new(o, "and", patterns_json(&r->and));
	json_object_set_new(o, "none", patterns_json(&r->none));
	if (r->where != NULL)
		put_text(o, "where", where_written(r->where));
	json_object_set_new(o, "events", events_json(r->events));
	json_object_set_new(o, "deadline", kinds_json(r->kinds));
	json_object_set_new(o, "remind", reminds_json(r));
	put_text(o, "priority", priority_name(r->priority));
	json_object_set_new(o, "to", strings_json(r->to, r->n_to));
	put_number(o, "alerts", alerts);
	if (rules_is_slow(conf->rules, r))
		put_text(o, "fault",
		    "an expression of its where takes too long; its lists "
		    "decide");
	return o;
}

/* First the alerts are counted by rule, whatever rules there are by now. */
struct some_rules {
	struct rows rows;
	json_t *alerts; /* counts by name */
	size_t at;
};

static void
count_names(const char *lines, void *context)
{
	struct some_rules *r = context;
	json_t *names = names_json(lines), *name;
	size_t i;

	json_array_foreach(names, i, name) {
		const char *key = json_string_value(name);
		json_int_t n = json_integer_value(
		    json_object_get(r->alerts, key));

		json_object_set_new(r->alerts, key, json_integer(n + 1));
	}
	json_decref(names);
}

static void
free_rules(void *context)
{
	struct some_rules *r = context;

	json_decref(r->alerts);
}

static bool
next_rules(struct rows *rows, bool *over, struct why *w)
{
	struct some_rules *r = (struct some_rules *)rows;
	struct caller *c = rows->list.caller;
	const struct conf *conf = turn_conf(c->control->turn);
	int64_t from, to;

	if (rows_window(rows, IDS_AT_ONCE, &from, &to))
		return store_alert_rules(
		    control_store(c), from, to, count_names, r, w);
	for (int i = 0; i < ROWS_AT_ONCE && r->at < conf->n_rules; i++) {
		const struct rule *rule = &conf->rule[r->at++];
		json_t *n = json_object_get(r->alerts, rule->name);

		json_array_append_new(rows->list.array,
		    rule_json(conf, rule, json_integer_value(n)));
	}
	*over = r->at >= conf->n_rules;
	return true;
}

void
control_rules(struct caller *c, const json_t *request)
{
	struct some_rules *r = (struct some_rules *)rows_new(
	    sizeof(*r), request);
	struct why w;

	r->alerts = json_object();
	r->rows.limit = SIZE_MAX;
	if (store_last(control_store(c), STORE_ALERTS, &r->rows.place, &w))
		control_answer_rows(
		    c, "rules", next_rules, free_rules, &r->rows);
	else
		control_refuse_rows(c, &r->rows, &w);
}

void
control_notifiers(struct caller *c, const json_t *request)
{
	const struct conf *conf = turn_conf(c->control->turn);
	json_t *array = json_array();

	(void)request;
	for (size_t i = 0; i < conf->n_notifiers; i++) {
		int64_t n[PARCEL_STATES] = {0};
		json_t *o = json_object();
		struct why w;

		store_parcel_counts(
		    control_store(c), conf->notifier[i].name, n, &w);
		put_text(o, "name", conf->notifier[i].name);
		put_text(o, "program", conf->notifier[i].program);
		put_number(o, "waiting", n[PARCEL_WAITING]);
		put_number(o, "held", n[PARCEL_HELD]);
		put_number(o, "out", n[PARCEL_OUT]);
		put_number(o, "delivered", n[PARCEL_DELIVERED]);
		put_number(o, "given_up", n[PARCEL_GIVEN_UP]);
		control_put_notifier(c, o, &conf->notifier[i]);
		json_array_append_new(array, o);
	}
	control_answer_list(c, true, NULL, "notifiers", array, false);
}
