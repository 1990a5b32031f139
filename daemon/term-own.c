/* term-own.c - the sections [deadline]: new ones, moved ones, those gone */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "core/plan.h"
#include "edge/conf.h"
#include "term.h"
#include "turn.h"

enum { OWN_MOST = 20000, ERRAND_MOST = 64 << 20 };

struct own_taking {
	struct turn *turn;
	struct pool *pool;
	struct deadline_row *row; /* those of the file, by name */
	size_t n, room;
	bool *seen;
	bool begun;
	size_t at;   /* of the sections */
	size_t left; /* of those of the file: which are not looked at yet */
};

static bool
collect(const struct deadline_row *d, void *context)
{
	struct own_taking *g = context;

	g->row = pool_grow(g->pool, g->row, g->n, &g->room, sizeof(*g->row));
	g->row[g->n++] = term_copy(g->pool, d);
	return true;
}

static const char *
lines(struct pool *pool, const char *const *list, size_t n)
{
	const char *text = "";

	for (size_t i = 0; i < n; i++)
		text = pool_printf(
		    pool, "%s%s%s", text, i ? "\n" : "", list[i]);
	return text;
}

static struct deadline_row
row_of(struct own_taking *g, const struct conf_deadline *c)
{
	struct pool *p = g->pool;
	bool applies = c->kind == DEADLINE_APPEAL || c->statutory;

	return (struct deadline_row){
	    .is = {.kind = (enum deadline_kind)c->kind,
		.start = c->start != NO_DAY ? c->start : c->date,
		.end = c->date,
		.minutes = c->minutes,
		.precision = PRECISION_DAY,
		.flags = (c->extendable ? DEADLINE_EXTENDABLE : 0U) |
			 (applies ? DEADLINE_STATUTORY : 0U),
		.evidence = pool_printf(p, "[deadline %s]", c->name)},
	    .published = turn_today(g->turn),
	    .confirmed = true,
	    .own = {.name = c->name,
		.title = c->title,
		.link = c->link,
		.rule = c->rule[0] ? c->rule : NULL,
		.receivers = lines(p, c->to, c->n_to),
		.remind = reminds_write(p, c->remind, c->n_remind),
		.notice = notice_write(p, &c->notice),
		.priority = priority_name(c->priority),
		.place = pool_printf(p, "%s:%d", c->file, c->line)},
	    .title = c->title,
	    .link = c->link};
}

/* The last one of that name; the file gives them by name, and each name's in
 * the order they came. */
static struct deadline_row *
find(struct own_taking *g, const char *name)
{
	size_t from = 0, to = g->n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (strcmp(g->row[middle].own.name, name) <= 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from > 0 && strcmp(g->row[from - 1].own.name, name) == 0
		   ? &g->row[from - 1]
		   : NULL;
}

static bool
is_as_before(const struct deadline *a, const struct deadline *b)
{
	return a->kind == b->kind && a->start == b->start && a->end == b->end &&
	       a->minutes == b->minutes;
}

static bool
move(struct own_taking *g, const struct deadline_row *old,
    struct deadline_row *new, struct why *w)
{
	enum lineage how = lineage_of_change(&old->is, &new->is);
	char key[64];
	struct term_news news = {.event = EVENT_DEADLINE_MOVED,
	    .how = how,
	    .row = new,
	    .old = old,
	    .key = key};

	if (!term_move(g->turn, old, new, how, w))
		return false;
	snprintf(key, sizeof(key), "moved D%lld D%lld", (long long)old->id,
	    (long long)new->id);
	turn_tell(g->turn, "deadline", "deadline D%lld: moved to D%lld by %s",
	    (long long)old->id, (long long)new->id, new->own.place);
	return term_tell(g->turn, &news, w);
}

static bool
take(struct own_taking *g, const struct conf_deadline *c, struct why *w)
{
	struct store *s = turn_store(g->turn);
	struct deadline_row new = row_of(g, c), *old = find(g, c->name);

	if (old != NULL)
		g->seen[old - g->row] = true;
	if (old == NULL ||
	    (!is_as_before(&old->is, &new.is) && old->state != TERM_OPEN))
		return term_add(g->turn, &new, w);
	if (!is_as_before(&old->is, &new.is))
		return move(g, old, &new, w);
	if (old->state == TERM_WITHDRAWN &&
	    !term_again(g->turn, old->id, &new.is, w))
		return false;
	if (old->is.flags != new.is.flags &&
	    !store_deadline_renew(s, old->id, &new.is, w))
		return false;
	return store_own_keep(s, old->id, &new.own, w);
}

/* Its section is gone. */
static bool
withdraw(struct own_taking *g, const struct deadline_row *d, struct why *w)
{
	char key[64];
	struct term_news news = {
	    .event = EVENT_DEADLINE_WITHDRAWN, .row = d, .key = key};

	if (d->state != TERM_OPEN)
		return true;
	snprintf(key, sizeof(key), "withdrawn D%lld %d", (long long)d->id,
	    d->sequence);
	turn_tell(g->turn, "deadline", "deadline D%lld: its section is gone",
	    (long long)d->id);
	return term_close(g->turn, d, TERM_WITHDRAWN, NULL, NULL, w) &&
	       (d->is.end < turn_today(g->turn) ||
		   term_tell(g->turn, &news, w));
}

struct own_taking *
term_own_open(struct turn *t)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	struct own_taking *g = pool_get(pool, sizeof(*g));

	g->turn = t;
	g->pool = pool;
	return g;
}

void
term_own_close(struct own_taking *g)
{
	if (g != NULL)
		pool_free(g->pool);
}

static bool
begin(struct own_taking *g, struct why *w)
{
	struct deadline_query query = {
	    .named = true, .kind = -1, .limit = OWN_MOST};

	g->begun = true;
	if (!store_deadlines(turn_store(g->turn), &query, collect, g, w))
		return false;
	g->seen = pool_get(g->pool, g->n + 1);
	g->left = g->n;
	return turn_conf(g->turn)->n_deadlines + g->n == 0 ||
	       turn_write(g->turn, w);
}

/* What is left out for a fault is not gone. */
static bool
look_for_gone(struct own_taking *g, bool *over, struct why *w)
{
	if (g->left == 0 || turn_conf(g->turn)->n_faults > 0) {
		*over = true;
		return true;
	}
	g->left--;
	return g->seen[g->left] || withdraw(g, &g->row[g->left], w);
}

bool
term_own_take(struct own_taking *g, bool *over, struct why *w)
{
	const struct conf *conf = turn_conf(g->turn);

	*over = false;
	if (!g->begun)
		return begin(g, w);
	if (g->at < conf->n_deadlines)
		return take(g, &conf->deadline[g->at++], w);
	return look_for_gone(g, over, w);
}
