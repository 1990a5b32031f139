/* calendar-event.c - one deadline as an event, or two, of a calendar */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "calendar-inner.h"
#include "core/plan.h"
#include "edge/conf.h"
#include "remind.h"
#include "turn.h"

enum { ALARMS_MOST = 50, LINK_MOST = 2000, TEXT_MOST = 800 };

/* One line, in which nothing of a stranger's acts on a program. */
static const char *
clean(struct pool *pool, const char *text)
{
	char *copy = pool_strndup(
	    pool, text ? text : "", str_fit(text, TEXT_MOST));

	log_clean(copy);
	return copy;
}

static bool
is_link(const char *text)
{
	if (text == NULL || strncmp(text, "http", 4) != 0 ||
	    strlen(text) > LINK_MOST)
		return false;
	for (; *text != '\0'; text++)
		if ((unsigned char)*text <= ' ' || *text == '"' ||
		    *text == '\\')
			return false;
	return true;
}

static enum ics_status
status_of(const struct deadline_row *d, bool disputed)
{
	unsigned unsure = DEADLINE_QUESTIONED | DEADLINE_ASSUMED_YEAR;

	if (d->state == TERM_WITHDRAWN || d->state == TERM_REJECTED ||
	    d->state == TERM_MOVED)
		return ICS_CANCELLED;
	if (d->confirmed || d->state == TERM_DONE)
		return ICS_CONFIRMED;
	if ((d->is.flags & unsure) || deadline_day_is_assumed(&d->is) ||
	    disputed)
		return ICS_TENTATIVE;
	return ICS_CONFIRMED;
}

static const char *
note(struct pool *pool, const char *text, const char *more)
{
	return pool_printf(pool, "%s%s\n", text, more);
}

/* Evidence, notes, where it stands. */
static const char *
description(struct page_of *p, const struct deadline_row *d)
{
	static const struct {
		unsigned flag;
		enum phrase phrase;
	} row[] = {
	    {DEADLINE_QUESTIONED, PHRASE_QUESTIONED},
	    {DEADLINE_ASSUMED_YEAR, PHRASE_ASSUMED_YEAR},
	    {DEADLINE_COMPUTED, PHRASE_COMPUTED},
	    {DEADLINE_EXTENDABLE, PHRASE_EXTENDABLE},
	};
	struct deadline is = term_shown(d);
	int legal = deadline_legal_day(&is);
	struct pool *pool = p->pool;
	const char *text = pool_printf(pool, "%s %s\n",
	    phrase_kind(p->language, is.kind).lead,
	    phrase_days(pool, p->language, is.start, is.end));

	if (is.minutes >= 0)
		text = pool_printf(pool, "%s%02d:%02d\n", text, is.minutes / 60,
		    is.minutes % 60);
	if (is.evidence != NULL && is.evidence[0] != '\0')
		text = pool_printf(
		    pool, "%s”%s”\n", text, clean(pool, is.evidence));
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		if (is.flags & row[i].flag)
			text = note(
			    pool, text, phrase(p->language, row[i].phrase));
	if (deadline_day_is_assumed(&is))
		text = note(
		    pool, text, phrase(p->language, PHRASE_ASSUMED_DAY));
	if (p->disputed)
		text = note(
		    pool, text, phrase(p->language, PHRASE_CONFLICTING_TEXT));
	if (legal != NO_DAY)
		text = note(pool, text,
		    phrase_with(pool, p->language, PHRASE_LAW,
			phrase_days(pool, p->language, legal, legal)));
	if (is_link(d->link))
		text = note(pool, text, d->link);
	return pool_printf(pool, "%sD%lld", text, (long long)d->id);
}

static int
by_day(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* The days on which the rules remind, each once. */
static void
add_alarms(struct page_of *p, const struct deadline_row *d,
    const struct plan *plan, struct ics_event *e)
{
	int *day = pool_get(p->pool, ALARMS_MOST * sizeof(*day));
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < p->rules->n; i++) {
		const struct rule *r = p->rules->rule[i];
		struct plan own = plan_of(r, &d->is, time_local_day(d->found));

		for (size_t k = 0; own.target == plan->target &&
				   k < r->n_remind && n < ALARMS_MOST;
		     k++)
			day[n++] = plan_day(&r->remind[k], own.target,
			    &turn_conf(p->turn)->closed);
	}
	qsort(day, n, sizeof(*day), by_day);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || day[kept - 1] != day[i])
			day[kept++] = day[i];
	e->alarm = day;
	e->n_alarms = kept;
	e->alarm_hour = REMIND_HOUR;
}

static const char *
summary(
    struct page_of *p, const struct deadline_row *d, enum deadline_kind kind)
{
	return pool_printf(p->pool, "%s%s%s – %s",
	    d->state == TERM_DONE ? phrase(p->language, PHRASE_DONE) : "",
	    d->state == TERM_DONE ? " " : "",
	    phrase_kind(p->language, kind).label, clean(p->pool, d->title));
}

static struct ics_event
event_of(struct page_of *p, const struct deadline_row *d)
{
	bool meeting = d->is.kind == DEADLINE_EVENT &&
		       !deadline_day_is_assumed(&d->is);

	return (struct ics_event){
	    .uid = pool_printf(p->pool, "%s@bevakad", d->uid),
	    .sequence = d->sequence,
	    .status = status_of(d, p->disputed),
	    .stamp = d->touched != NO_TIME ? d->touched : d->found,
	    .start = meeting ? d->is.start : d->is.end,
	    .end = d->is.end,
	    .summary = summary(p, d, d->is.kind),
	    .description = description(p, d),
	    .link = is_link(d->link) ? d->link : NULL,
	    .category = phrase_kind(p->language, d->is.kind).label};
}

/* The notice days of its rules, each once, those that are no more its own. */
size_t
calendar_events(
    struct page_of *p, const struct deadline_row *d, struct ics_event *e)
{
	bool reminds = d->state == TERM_OPEN && term_is_tracked(d);
	struct plan own = {.target = d->is.end};
	size_t n = 0;

	e[n] = event_of(p, d);
	if (reminds)
		add_alarms(p, d, &own, &e[n]);
	n++;
	for (size_t i = 0; i < p->rules->n && n < CALENDAR_EVENTS; i++) {
		struct plan plan = plan_of(
		    p->rules->rule[i], &d->is, time_local_day(d->found));
		size_t k;

		if (!plan.notice)
			continue;
		for (k = 1; k < n && e[k].start != plan.target;)
			k++;
		if (k < n)
			continue;
		e[n] = event_of(p, d);
		e[n].uid = pool_printf(
		    p->pool, "%s.%dn@bevakad", d->uid, (int)n);
		e[n].start = e[n].end = plan.target;
		e[n].summary = summary(p, d, DEADLINE_NOTICE);
		if (reminds)
			add_alarms(p, d, &plan, &e[n]);
		n++;
	}
	return n;
}
