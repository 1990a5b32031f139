/* plan.c - the days on which a rule reminds of a deadline, and which is due */
/* SPDX-License-Identifier: MIT */
#include "core/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"

enum {
	COUNT_MOST = 1000,
	LEADS_MOST = 100,
	NOTICE_MOST = 3660, /* days: ten years */
};

int
notice_day(const struct notice *n, int end)
{
	return day_add_months(end, -n->months) - n->days;
}

struct plan
plan_of(const struct rule *rule, const struct deadline *d, int found)
{
	struct plan p = {.target = d->end};
	int day;

	if (d->kind != DEADLINE_EXPIRY ||
	    (rule->notice.months == 0 && rule->notice.days == 0))
		return p;
	day = notice_day(&rule->notice, d->end);
	if (day >= found) {
		p.target = day;
		p.notice = true;
	}
	return p;
}

int
plan_day(const struct remind *r, int target, const struct closed *c)
{
	return r->working ? closed_add(c, target, -r->count)
			  : target - r->count;
}

/* Without counting: can it not have come yet? */
static bool
is_far(const struct remind *r, int target, const struct closed *c, int today)
{
	int days = r->working ? r->count / 5 * 7 + r->count / 20 * 3 + 30
			      : r->count;

	return target - days - (int)(r->working && c ? c->n * 2 : 0) > today;
}

const struct remind *
plan_due(const struct rule *rule, const struct plan *p,
    const struct plan_state *s, const struct closed *c)
{
	const struct remind *due = NULL;
	int last = NO_DAY, from = s->untold ? s->found : s->found + 1;

	for (size_t i = 0; i < rule->n_remind; i++) {
		const struct remind *r = &rule->remind[i];
		int day;

		if (is_far(r, p->target, c, s->today))
			continue;
		day = plan_day(r, p->target, c);
		if (day <= s->today && day >= from && day > last) {
			last = day;
			due = r;
		}
	}
	if (due == NULL || last <= s->given)
		return NULL;
	if (p->target < s->today && (s->looked == NO_DAY || last <= s->looked))
		return NULL;
	return due;
}

/* One of the list, which is cut up by this. */
static bool
read_one(const char *text, struct remind *r, struct why *w)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (end == text || (strcmp(end, "wd") != 0 && strcmp(end, "d") != 0))
		return why(w, "%.40s: a reminder is like 20wd or 10d", text);
	if (n < 0 || n > COUNT_MOST)
		return why(w, "%.40s: at most %d days", text, (int)COUNT_MOST);
	*r = (struct remind){(int)n, end[0] == 'w'};
	return true;
}

bool
reminds_read(struct pool *pool, const char *text, const struct remind **list,
    size_t *n, struct why *w)
{
	struct remind *r = pool_get(pool, LEADS_MOST * sizeof(*r));
	char *rest = pool_strdup(pool, text), *one;

	*n = 0;
	*list = r;
	while ((one = strsep(&rest, ", \t")) != NULL) {
		if (*one == '\0')
			continue;
		if (*n == LEADS_MOST)
			return why(
			    w, "more than %d reminders", (int)LEADS_MOST);
		if (!read_one(one, &r[(*n)++], w))
			return false;
	}
	return true;
}

const char *
reminds_write(struct pool *pool, const struct remind *list, size_t n)
{
	const char *text = "";

	for (size_t i = 0; i < n; i++)
		text = pool_printf(pool, "%s%s%d%s", text, i ? ", " : "",
		    list[i].count, list[i].working ? "wd" : "d");
	return text;
}

static const struct {
	const char *word;
	int months, days;
} units[] = {
    {"year", 12, 0},
    {"years", 12, 0},
    {"month", 1, 0},
    {"months", 1, 0},
    {"week", 0, 7},
    {"weeks", 0, 7},
    {"day", 0, 1},
    {"days", 0, 1},
    {"år", 12, 0},
    {"månad", 1, 0},
    {"månader", 1, 0},
    {"vecka", 0, 7},
    {"veckor", 0, 7},
    {"dag", 0, 1},
    {"dagar", 0, 1},
    {"y", 12, 0},
    {"m", 1, 0},
    {"w", 0, 7},
    {"d", 0, 1},
};

bool
notice_read(const char *text, struct notice *notice, struct why *w)
{
	char *end;
	long n = strtol(text, &end, 10);

	*notice = (struct notice){0};
	if (*text == '\0')
		return true;
	end += strspn(end, " \t");
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (strcmp(units[i].word, end) != 0)
			continue;
		if (n < 1 ||
		    n * (units[i].months * 30 + units[i].days) > NOTICE_MOST)
			break;
		notice->months = (int)n * units[i].months;
		notice->days = (int)n * units[i].days;
		return true;
	}
	return why(w,
	    "%.40s: a time of notice is like 12 months, 6 weeks or "
	    "90 days, ten years at the most",
	    text);
}

const char *
notice_write(struct pool *pool, const struct notice *n)
{
	if (n->months > 0)
		return pool_printf(
		    pool, "%d month%s", n->months, n->months == 1 ? "" : "s");
	if (n->days > 0)
		return pool_printf(
		    pool, "%d day%s", n->days, n->days == 1 ? "" : "s");
	return "";
}
