/* period.c - periods: is this instant open, and when does it open next */
/* SPDX-License-Identifier: MIT */
#include "core/date/period.h"

#include <ctype.h>
#include <string.h>

enum { WHOLE_DAY = 24 * 60, SPACES = 2 };

/* --- reading --- */

static bool
is_hours(const char *s)
{
	size_t n = strspn(s, "0123456789");

	return n > 0 && n < 3 && (s[n] == ':' || s[n] == '.');
}

/* Also the long dash that word processors make of it. */
static size_t
dash(const char *s)
{
	static const char longer[] = "\xE2\x80\x93";

	return *s == '-' ? 1 : strncmp(s, longer, 3) == 0 ? 3 : 0;
}

static bool
read_hours(const char **at, struct period_span *p, struct why *w)
{
	const char *s = *at;
	size_t n;

	p->from = hour_read(at, true, w);
	if (p->from < 0)
		return false;
	*at += strspn(*at, " \t");
	n = dash(*at);
	if (n == 0)
		return why(w, "hours are like 17:00-07:30");
	*at += n + strspn(*at + n, " \t");
	p->to = hour_read(at, false, w);
	if (p->to < 0)
		return false;
	if (p->to == p->from)
		*at = s;
	return p->to != p->from ||
	       why(w, "it begins and ends at the same time; without hours it "
		      "is the whole day");
}

static bool
read_span(const char **at, struct period_span *p, size_t *word, struct why *w)
{
	p->from = 0;
	p->to = WHOLE_DAY;
	p->days = dayset_all();
	if (!is_hours(*at) && !dayset_read(at, &p->days, word, w))
		return false;
	*at += strspn(*at, " \t");
	if (**at != ',' && **at != '\0' && !read_hours(at, p, w))
		return false;
	*at += strspn(*at, " \t");
	return **at == ',' || **at == '\0' ||
	       why(w, "a comma is missing before this");
}

static const char *
written(struct pool *pool, const char *from, const char *end)
{
	while (end > from && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	return pool_strndup(pool, from, (size_t)(end - from));
}

bool
period_read(struct pool *pool, const char *text, struct period_spans *to,
    size_t *at, size_t *word, struct why *w)
{
	struct period_span *list = NULL;
	const char *s = text + strspn(text, " \t");
	size_t n = 0, room = 0;

	*word = 0;
	while (*s != '\0') {
		const char *from = s;
		struct period_span p;
		bool done =
		    n < PERIOD_SPANS_MOST
			? read_span(&s, &p, word, w)
			: why(w, "more than %d in one list", PERIOD_SPANS_MOST);

		*at = (size_t)(s - text);
		if (!done)
			return false;
		p.text = written(pool, from, s);
		list = pool_grow(pool, list, n, &room, sizeof(*list));
		list[n++] = p;
		if (*s != ',')
			break;
		s += 1 + strspn(s + 1, " \t");
		*at = (size_t)(s - text);
		if (*s == '\0')
			return why(w, "something is missing after the comma");
	}
	*to = (struct period_spans){list, n};
	return true;
}

/* --- one instant --- */

/* Which spans have the day and the day before it, so that it is counted once
 * for all instants of a day. */
struct view {
	const struct period *period;
	const struct closed *closed;
	int day;
	unsigned char has[2][PERIOD_SPANS_MOST]; /* bit 0: it, 1: yesterday */
};

static void
look_at_list(struct view *v, int list, const struct period_spans *spans)
{
	for (size_t i = 0; i < spans->n; i++) {
		const struct dayset *d = &spans->span[i].days;
		const struct period_span *p = &spans->span[i];

		v->has[list][i] = dayset_has(d, v->closed, v->day);
		if (p->to <= p->from && dayset_has(d, v->closed, v->day - 1))
			v->has[list][i] |= 2;
	}
}

static void
look_at(struct view *v, int day)
{
	if (v->day == day)
		return;
	v->day = day;
	look_at_list(v, 0, &v->period->closed);
	look_at_list(v, 1, &v->period->open);
}

static struct view
view_of(const struct period *p, const struct closed *closed)
{
	return (struct view){.period = p, .closed = closed, .day = NO_DAY};
}

static bool
covers(const struct period_span *p, unsigned has, int minute, bool closing)
{
	if (p->to > p->from)
		return (has & 1) && minute >= p->from && minute < p->to;
	if ((has & 1) &&
	    (minute >= p->from ||
		(closing && minute < p->to && dayset_is_several(&p->days))))
		return true;
	return (has & 2) && minute < p->to;
}

/* The one that speaks of it most closely; NULL. */
static const struct period_span *
closest(const struct period_spans *spans, const unsigned char *has, int minute,
    bool closing)
{
	const struct period_span *best = NULL;

	for (size_t i = 0; i < spans->n; i++) {
		const struct period_span *p = &spans->span[i];

		if (covers(p, has[i], minute, closing) &&
		    (best == NULL || p->days.kind > best->days.kind))
			best = p;
	}
	return best;
}

static bool
opens_weekly(const struct period *p)
{
	for (size_t i = 0; i < p->open.n; i++)
		if (p->open.span[i].days.kind != DAYSET_DATES)
			return true;
	return p->open.n > 0 && p->closed.n == 0;
}

static bool
is_open(struct view *v, const struct zone *z, int64_t t, const char **by)
{
	const struct period *p = v->period;
	const struct period_span *closed, *open;
	int minute = zone_seconds(z, t) / 60;

	look_at(v, zone_day(z, t));
	closed = closest(&p->closed, v->has[0], minute, true);
	open = closest(&p->open, v->has[1], minute, false);
	*by = NULL;
	if (closed == NULL && open == NULL)
		return !opens_weekly(p);
	if (closed == NULL ||
	    (open != NULL && open->days.kind > closed->days.kind))
		return true;
	*by = closed->text;
	return false;
}

bool
period_is_open(const struct period *p, const struct zone *z,
    const struct closed *closed, int64_t t, const char **by)
{
	struct view v = view_of(p, closed);

	return is_open(&v, z, t, by);
}

/* --- when it opens --- */

struct search {
	struct view view;
	const struct zone *zone;
	int64_t after, best;
};

static void
consider(struct search *s, int64_t t)
{
	const char *by;

	if (t != NO_TIME && t > s->after &&
	    (s->best == NO_TIME || t < s->best) &&
	    is_open(&s->view, s->zone, t, &by))
		s->best = t;
}

static void
consider_shown(struct search *s, int day, int minutes)
{
	if (minutes == WHOLE_DAY)
		return; /* the next day's 00:00 */
	consider(s, zone_instant(s->zone, day, minutes * 60));
	consider(s, zone_again(s->zone, day, minutes * 60));
}

/* It can only open where a span begins or ends, a day begins, or the clocks
 * are changed. */
static void
search_day(struct search *s, int day)
{
	const struct period *p = s->view.period;
	const struct period_spans *lists[] = {&p->closed, &p->open};
	int64_t begin = zone_instant(s->zone, day, 0);

	consider_shown(s, day, 0);
	for (int k = 0; k < 2; k++)
		for (size_t i = 0; i < lists[k]->n; i++) {
			consider_shown(s, day, lists[k]->span[i].from);
			consider_shown(s, day, lists[k]->span[i].to);
		}
	consider(s,
	    zone_change_in(s->zone, begin, zone_instant(s->zone, day + 1, 0)));
}

int64_t
period_opens(const struct period *p, const struct zone *z,
    const struct closed *closed, int64_t t)
{
	struct search s = {view_of(p, closed), z, t, NO_TIME};
	int today = zone_day(z, t);
	const char *by;

	if (is_open(&s.view, z, t, &by))
		return t;
	for (int day = today; day < today + PERIOD_FAR; day++) {
		search_day(&s, day);
		if (s.best != NO_TIME)
			break;
	}
	return s.best;
}

int64_t
periods_open(const struct period *const *p, size_t n, const struct zone *z,
    const struct closed *closed, int64_t t)
{
	int64_t end = t + (int64_t)PERIOD_FAR * 86400, now = t;
	size_t open = 0;

	/* One after the other, until all agree that it is open. */
	for (size_t i = 0; open < n; i = (i + 1) % n) {
		int64_t next = period_opens(p[i], z, closed, now);

		if (next == NO_TIME || next > end)
			return NO_TIME;
		open = next == now ? open + 1 : 1;
		now = next;
	}
	return now;
}

bool
periods_ever_open(const struct period *const *p, size_t n)
{
	static const struct zone_change none = {0, 0};
	static const struct zone utc = {"UTC", &none, 1};
	int last = day_of(2026, 1, 1);

	for (size_t i = 0; i < n; i++) {
		const struct period_spans *lists[] = {
		    &p[i]->closed, &p[i]->open};

		for (int k = 0; k < 2; k++)
			for (size_t j = 0; j < lists[k]->n; j++) {
				const struct dayset *d =
				    &lists[k]->span[j].days;

				if (d->kind == DAYSET_DATES && d->last > last)
					last = d->last;
			}
	}
	return periods_open(p, n, &utc, NULL, time_of(last + 2, 0)) != NO_TIME;
}
