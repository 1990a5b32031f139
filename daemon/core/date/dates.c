/* dates.c - Swedish date expressions: where in a text, and which days */
/* SPDX-License-Identifier: MIT */
#include "core/date/dates.h"

#include "core/date/grammar.h"

const char *
precision_name(enum precision p)
{
	static const char *const names[] = {"day", "week", "month", "quarter",
	    "tertial", "half", "year", "decade", "season", "term", "weekend",
	    "part", "range"};

	return names[p];
}

const char *
direction_name(enum direction d)
{
	static const char *const names[] = {"none", "by", "after"};

	return names[d];
}

struct finder {
	struct pool *pool;
	struct date_found *found;
	size_t n, room;
};

static void
keep(struct finder *f, const struct reader *r, const struct reading *g)
{
	const struct token *last = &r->t[g->to - 1];
	struct date_found *d;

	f->found = pool_grow(
	    f->pool, f->found, f->n, &f->room, sizeof(*f->found));
	d = &f->found[f->n++];
	d->at = r->t[g->from].at;
	d->len = last->at + last->len - d->at;
	d->start = g->span.start;
	d->end = g->span.end;
	d->minutes = g->minutes;
	d->precision = g->span.precision;
	d->direction = g->direction;
	d->assumed_year = g->yearless;
	d->computed = g->computed;
	d->wrong_weekday = g->wrong_weekday;
}

static void
find_in(struct finder *f, struct reader *r)
{
	size_t i = 0;

	while (i < r->n) {
		struct reading g[16];
		size_t n = read_day_list(r, i, g, 16);

		if (n == 0)
			n = read_expression(r, i, g);
		for (size_t k = 0; k < n; k++)
			keep(f, r, &g[k]);
		if (n > 0) {
			i = g[n - 1].to;
		} else {
			size_t to = read_impossible(r, i);

			i = to ? to : i + 1;
		}
	}
}

/* Far from where the calendar ends: what is counted from it exists. */
int
dates_ref(int day)
{
	enum { FIRST = -657436, LAST = 2567290 }; /* years 170 to 8999 */

	return day < FIRST ? FIRST : day > LAST ? LAST : day;
}

struct date_found *
dates_find(struct pool *pool, const char *text, size_t len, int ref, size_t *n)
{
	struct finder f = {.pool = pool};
	struct tokens tokens = {0};
	struct reader r = {.text = text, .ref = dates_ref(ref)};
	struct stretch s = {0};

	while (stretch_next(text, len, s.to, &s)) {
		if (!s.dated)
			continue;
		tokens_read(&tokens, pool, text, s.from, s.to);
		r.t = tokens.t;
		r.n = tokens.n;
		find_in(&f, &r);
	}
	*n = f.n;
	return f.found;
}
