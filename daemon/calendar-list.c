/* calendar-list.c - the deadlines of a calendar as JSON, some at a time */
/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/member.h"
#include "calendar-inner.h"
#include "config.h"
#include "edge/conf.h"
#include "edge/store-page.h"
#include "turn.h"

enum {
	DEADLINES_MOST = 10000,
	ERRAND_MOST = 64 << 20,
	IDS_AT_ONCE = 2048, /* that are looked at for what belongs in it */
	ROWS_AT_ONCE = 8,
};

struct calendar_list {
	struct page_of page; /* its pool is of the deadline at hand */
	struct pool *pool;
	const char *receiver; /* NULL: of all rules */
	int64_t since;
	int today;
	int64_t place; /* ids down from here are looked for */
	struct ends ends;
	size_t written;
	bool begun;
};

/* Of its rules those that tell the receiver. */
static struct term_rules
rules_of(struct calendar_list *l, const struct deadline_row *d)
{
	struct term_rules rules = term_rules(l->page.turn, l->page.pool, d);
	size_t kept = 0;

	for (size_t i = 0; i < rules.n; i++) {
		const struct rule *r = rules.rule[i];
		size_t k = 0;

		while (l->receiver != NULL && k < r->n_to &&
		       strcmp(r->to[k], l->receiver) != 0)
			k++;
		if (l->receiver == NULL || k < r->n_to)
			rules.rule[kept++] = r;
	}
	rules.n = kept;
	return rules;
}

/* A page of the same matter that says the same goes first; or otherwise. */
static bool
look_around(struct calendar_list *l, const struct deadline_row *d, bool *twin,
    struct why *w)
{
	struct term_rivals rivals;
	struct rival mine = {&d->is, d->confirmed, d->id};

	*twin = l->page.disputed = false;
	if (d->matter == 0 || !term_is_tracked(d))
		return true;
	if (!term_rivals(l->page.turn, l->page.pool, d, &rivals, w))
		return false;
	for (size_t i = 0; i < rivals.n; i++) {
		const struct deadline_row *o = &rivals.row[i];
		struct rival other = {&o->is, o->confirmed, o->id};

		if (rivals_conflict(&o->is, &d->is))
			l->page.disputed |= rivals.n <= TERM_CROWD;
		else if (o->is.end == d->is.end &&
			 rival_goes_first(&other, &mine) &&
			 rules_of(l, o).n > 0)
			*twin = true;
	}
	return true;
}

static void
write_event(struct calendar_list *l, const struct ics_event *e, struct str *out)
{
	json_t *o = ics_event_json(e);

	if (l->written++ > 0)
		str_addc(out, ',');
	str_add_json(out, o);
	json_decref(o);
}

static bool
write_one(struct calendar_list *l, const struct deadline_row *d,
    struct str *out, struct why *w)
{
	struct term_rules rules = rules_of(l, d);
	struct ics_event list[CALENDAR_EVENTS];
	bool twin;
	size_t n;

	if (rules.n == 0)
		return true;
	if (!look_around(l, d, &twin, w))
		return false;
	l->page.rules = &rules;
	n = twin ? 0 : calendar_events(&l->page, d, list);
	for (size_t i = 0; i < n; i++)
		write_event(l, &list[i], out);
	return true;
}

/* The object of ics_json() without its events, up to where they begin. */
static void
write_head(struct calendar_list *l, struct str *out)
{
	const struct conf_receiver *to =
	    l->receiver
		? conf_find_receiver(turn_conf(l->page.turn), l->receiver)
		: NULL;
	struct ics ics = {.program = "bevakad", .version = PACKAGE_VERSION};
	json_t *o;

	ics.name = to != NULL && to->title[0] ? to->title
		   : l->receiver != NULL      ? l->receiver
					      : "bevakad";
	o = ics_json(&ics);
	json_object_del(o, "events");
	str_add_json(out, o);
	json_decref(o);
	out->len--; /* its brace */
	str_add(out, ",\"events\":[");
}

struct calendar_list *
calendar_open(struct turn *t, const char *receiver)
{
	const struct conf *conf = turn_conf(t);
	const struct conf_receiver *to =
	    receiver ? conf_find_receiver(conf, receiver) : NULL;
	struct pool *pool = pool_new(1 << 20);
	struct calendar_list *l = pool_get(pool, sizeof(*l));

	l->pool = pool;
	l->page = (struct page_of){.turn = t, .pool = pool_new(ERRAND_MOST)};
	l->receiver = receiver ? pool_strdup(pool, receiver) : NULL;
	l->since = turn_now(t) - CALENDAR_DAYS * 86400LL;
	l->today = turn_today(t) - CALENDAR_DAYS;
	language_read(
	    to != NULL && to->language[0] ? to->language : conf->language,
	    &l->page.language);
	return l;
}

void
calendar_close(struct calendar_list *l)
{
	if (l == NULL)
		return;
	ends_release(&l->ends);
	pool_free(l->page.pool);
	pool_free(l->pool);
}

static bool
begin(struct calendar_list *l, struct str *out, struct why *w)
{
	l->begun = true;
	write_head(l, out);
	return store_last(
	    turn_store(l->page.turn), STORE_DEADLINES, &l->place, w);
}

static bool
look_for_some(struct calendar_list *l, struct why *w)
{
	int64_t to = l->place;
	int64_t from = to > IDS_AT_ONCE ? to - IDS_AT_ONCE + 1 : 1;

	l->place = from - 1;
	return store_page_recent(turn_store(l->page.turn), l->today, l->since,
	    from, to, &l->ends, w);
}

static bool
write_some(struct calendar_list *l, struct str *out, struct why *w)
{
	struct ends *e = &l->ends;

	for (int i = 0; i < ROWS_AT_ONCE && e->at < e->n; i++) {
		struct deadline_row d;
		bool found;

		if (!term_get(l->page.turn, l->page.pool, e->end[e->at++].id,
			&d, &found, w) ||
		    (found && !write_one(l, &d, out, w)))
			return false;
		pool_clear(l->page.pool);
	}
	return true;
}

bool
calendar_step(
    struct calendar_list *l, struct str *out, bool *over, struct why *w)
{
	if (!l->begun)
		return begin(l, out, w);
	if (l->place > 0)
		return look_for_some(l, w);
	ends_sort(&l->ends);
	if (l->ends.n > DEADLINES_MOST)
		l->ends.n = DEADLINES_MOST;
	if (!write_some(l, out, w))
		return false;
	*over = l->ends.at == l->ends.n;
	if (*over)
		str_add(out, "]}");
	return true;
}
