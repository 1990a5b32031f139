/* remind-recount.c - other closed days: which reminders fall on other days */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "core/plan.h"
#include "edge/conf.h"
#include "edge/store-page.h"
#include "remind.h"
#include "term.h"
#include "turn.h"

enum { ERRAND_MOST = 64 << 20, DAYS_MOST = 5000 };

/* In the file: "version\nday\nday..." */
struct recounting {
	struct turn *turn;
	struct pool *pool; /* of the whole */
	struct pool *one;  /* of the deadline at hand */
	struct closed old;
	const struct closed *new;
	struct store_page page;
	int version, today;
	int moved;
};

static bool
read_old(struct recounting *r, struct why *w)
{
	int *day = pool_get(r->pool, DAYS_MOST * sizeof(*day));
	const char *text;
	char *rest, *one;
	size_t len;

	r->old = (struct closed){day, 0};
	if (!store_meta_get(
		turn_store(r->turn), r->pool, "closed-days", &text, &len, w))
		return false;
	rest = pool_strdup(r->pool, text ? text : "0");
	r->version = atoi(strsep(&rest, "\n"));
	while ((one = strsep(&rest, "\n")) != NULL && r->old.n < DAYS_MOST)
		day[r->old.n++] = day_read(one);
	return true;
}

static bool
keep_new(struct recounting *r, struct why *w)
{
	const char *text = pool_printf(r->pool, "%d", r->version + 1);
	char day[DAY_TEXT];

	for (size_t i = 0; i < r->new->n; i++)
		text = pool_printf(
		    r->pool, "%s\n%s", text, day_write(r->new->day[i], day));
	return turn_write(r->turn, w) &&
	       store_meta_set(
		   turn_store(r->turn), "closed-days", text, strlen(text), w);
}

static bool
is_same(const struct closed *a, const struct closed *b)
{
	return a->n == b->n &&
	       (a->n == 0 || memcmp(a->day, b->day, a->n * sizeof(int)) == 0);
}

static bool
tell(struct recounting *r, const struct deadline_row *d,
    const struct rule *rule, const struct remind *lead, int old, int new,
    struct why *w)
{
	char from[DAY_TEXT], to[DAY_TEXT], words[128];
	struct lineage_row line = {.deadline = d->id,
	    .at = turn_now(r->turn),
	    .what = LINEAGE_RECOUNTED,
	    .old_start = old,
	    .old_end = old,
	    .start = new,
	    .end = new,
	    .words = words};

	snprintf(words, sizeof(words), "%dwd %s", lead->count, rule->name);
	r->moved++;
	turn_tell(r->turn, "deadline",
	    "deadline D%lld: closed days are others, %dwd of rule %s falls on "
	    "%s instead of %s",
	    (long long)d->id, lead->count, rule->name, day_write(new, to),
	    day_write(old, from));
	return store_lineage_add(turn_store(r->turn), &line, w);
}

static bool
recount(struct recounting *r, const struct deadline_row *d, struct why *w)
{
	struct term_rules rules = term_rules(r->turn, r->one, d);

	for (size_t i = 0; i < rules.n; i++) {
		const struct rule *rule = rules.rule[i];
		struct plan p = plan_of(rule, &d->is, time_local_day(d->found));

		for (size_t k = 0; k < rule->n_remind; k++) {
			const struct remind *lead = &rule->remind[k];
			int old = plan_day(lead, p.target, &r->old);
			int new = plan_day(lead, p.target, r->new);

			if (old != new &&
			    (old >= r->today || new >= r->today) &&
			    !tell(r, d, rule, lead, old, new, w))
				return false;
		}
	}
	return true;
}

struct recounting *
recount_open(struct turn *t)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	struct recounting *r = pool_get(pool, sizeof(*r));

	r->turn = t;
	r->pool = pool;
	r->one = pool_new(ERRAND_MOST);
	r->new = &turn_conf(t)->closed;
	r->today = turn_today(t);
	return r;
}

void
recount_close(struct recounting *r)
{
	if (r == NULL)
		return;
	pool_free(r->one);
	pool_free(r->pool);
}

static bool
recount_next(struct recounting *r, struct why *w)
{
	struct store_page *p = &r->page;
	struct deadline_row d;
	bool found;
	bool done = term_get(r->turn, r->one, p->id[p->at++], &d, &found, w) &&
		    (!found || !term_is_tracked(&d) ||
			(turn_write(r->turn, w) && recount(r, &d, w)));

	pool_clear(r->one);
	return done;
}

static bool
recount_end(struct recounting *r, struct why *w)
{
	if (!keep_new(r, w))
		return false;
	turn_tell(r->turn, "deadline",
	    "closed days, version %d: %zu days; reminders moved: %d",
	    r->version + 1, r->new->n, r->moved);
	return true;
}

enum keep_step
recount_step(struct recounting *r, struct why *w)
{
	struct store_page *p = &r->page;

	if (!p->begun && !read_old(r, w))
		return KEEP_FAILED;
	if (!p->begun && is_same(&r->old, r->new))
		return KEEP_DONE;
	if (p->at < p->n)
		return recount_next(r, w) ? KEEP_MORE : KEEP_FAILED;
	if (p->last)
		return recount_end(r, w) ? KEEP_DONE : KEEP_FAILED;
	return store_page_open(turn_store(r->turn), p, r->today, w)
		   ? KEEP_MORE
		   : KEEP_FAILED;
}
