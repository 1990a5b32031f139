/* remind-look.c - all open deadlines looked at, one a step */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "remind-inner.h"
#include "term.h"
#include "turn.h"

enum {
	PASSED_DAYS = 21, /* so long one that has passed is still told of */
	ERRAND_MOST = 1 << 20,
	ROW_MOST = 64 << 20,
};

/* The last day that was looked at, as the file has it. */
static bool
read_looked(struct looking *l, struct why *w)
{
	const char *text;
	size_t len;

	l->looked = NO_DAY;
	if (!store_meta_get(
		turn_store(l->turn), l->pool, "reminded", &text, &len, w))
		return false;
	if (text != NULL)
		l->looked = day_read(text);
	return true;
}

static bool
keep_looked(struct looking *l, struct why *w)
{
	char day[DAY_TEXT];

	if (l->looked == l->today)
		return true;
	day_write(l->today, day);
	return turn_write(l->turn, w) && store_meta_set(turn_store(l->turn),
					     "reminded", day, strlen(day), w);
}

struct looking *
looking_open(struct turn *t, int64_t now)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	struct looking *l = pool_get(pool, sizeof(*l));

	l->turn = t;
	l->pool = pool;
	l->one = pool_new(ROW_MOST);
	l->now = now;
	l->today = time_local_day(now) -
		   (time_local_seconds(now) < REMIND_HOUR * 3600);
	return l;
}

void
looking_close(struct looking *l)
{
	if (l == NULL)
		return;
	pool_free(l->one);
	pool_free(l->pool);
}

/* Nobody follows what has neither rules nor a section of its own. */
static bool
look_at_next(struct looking *l, struct why *w)
{
	int64_t id = l->page.id[l->page.at++];
	struct deadline_row d;
	bool found, done = term_get(l->turn, l->one, id, &d, &found, w);

	if (done && found && term_is_tracked(&d) &&
	    (d.rules != NULL || d.own.title != NULL))
		done = remind_of(l, &d, w);
	pool_clear(l->one);
	return done;
}

enum keep_step
looking_step(struct looking *l, struct why *w)
{
	struct store_page *p = &l->page;

	if (!p->begun && !read_looked(l, w))
		return KEEP_FAILED;
	if (p->at < p->n)
		return look_at_next(l, w) ? KEEP_MORE : KEEP_FAILED;
	if (p->last)
		return keep_looked(l, w) ? KEEP_DONE : KEEP_FAILED;
	return store_page_open(
		   turn_store(l->turn), p, l->today - PASSED_DAYS, w)
		   ? KEEP_MORE
		   : KEEP_FAILED;
}

bool
remind_at(struct turn *t, int64_t now, int *given, struct why *w)
{
	struct looking *l = looking_open(t, now);
	enum keep_step step;

	while ((step = looking_step(l, w)) == KEEP_MORE)
		;
	*given = l->given;
	looking_close(l);
	return step == KEEP_DONE;
}
