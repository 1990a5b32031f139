/* rhythm.c - when a feed is asked again, and why then */
/* SPDX-License-Identifier: MIT */
#include "core/rhythm.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "core/date/workday.h"

enum {
	MINUTE = 60,
	HOUR = 3600,
	DAY = 86400,
	HALF_SECONDS = RHYTHM_HALF * DAY,
	KNOWN_MOST = 365, /* days: what is older says nothing */
	ONE = 1000,       /* of what is counted in thousandths */
	LIVELY = 3 * ONE, /* a day */
	OPENS = 7 * HOUR,
	CLOSES = 18 * HOUR,
	MORNING = 6 * HOUR,
	NIGHT_FALLS = 22 * HOUR,
	ALL_HOURS = (1 << 24) - 1,
	ALL_DAYS = 0xFE, /* bits 1 to 7 */
};

/* --- the past ------------------------------------------------------------ */

/* What is left of a count after so many seconds: halved, and for the rest of
 * a halving divided by 2^x as its series has it. */
static int64_t
decayed(int64_t count, int64_t seconds)
{
	int64_t halvings = seconds / HALF_SECONDS;
	double x = (double)(seconds % HALF_SECONDS) / HALF_SECONDS * 0.6931;

	if (seconds <= 0)
		return count;
	if (halvings >= 40)
		return 0;
	x = 1 + x * (1 + x / 2 * (1 + x / 3 * (1 + x / 4)));
	return (int64_t)((double)(count >> halvings) / x);
}

void
rhythm_note(struct rhythm_past *p, int64_t now)
{
	if (p->since == NO_TIME || p->since > now)
		p->since = now;
	if (p->last != NO_TIME && p->last < now)
		p->news = decayed(p->news, now - p->last);
	p->news += ONE;
	if (p->last == NO_TIME || p->last < now)
		p->last = now;
}

/* Items of one hour came together. */
void
rhythm_seed(struct rhythm_past *p, int64_t *published, size_t n, int64_t now)
{
	int64_t oldest = now - (int64_t)KNOWN_MOST * DAY;

	*p = (struct rhythm_past){.since = now, .last = NO_TIME};
	qsort(published, n, sizeof(*published), time_compare);
	for (size_t i = 0; i < n; i++) {
		if (published[i] < oldest || published[i] > now)
			continue;
		if (p->last != NO_TIME && published[i] - p->last < HOUR)
			continue;
		if (p->last == NO_TIME)
			p->since = published[i];
		rhythm_note(p, published[i]);
	}
}

/* The days that a steady one a day would have left in the count. */
static int64_t
window(int64_t seconds)
{
	enum { DAYS_IN_ALL = RHYTHM_HALF * 1443 }; /* over ln 2 */

	return DAYS_IN_ALL - decayed(DAYS_IN_ALL, seconds);
}

int64_t
rhythm_pace(const struct rhythm_past *p, int64_t now)
{
	int64_t days;

	if (p->since == NO_TIME || now - p->since < DAY)
		return -1;
	days = window(now - p->since);
	if (p->last == NO_TIME || days <= 0)
		return 0;
	return decayed(p->news, now - p->last) * ONE / days;
}

/* --- the hours ----------------------------------------------------------- */

enum rhythm_hours
rhythm_hours(int64_t now)
{
	int seconds = time_local_seconds(now);

	if (!day_is_workday(time_local_day(now)))
		return RHYTHM_FREE;
	if (seconds >= OPENS && seconds < CLOSES)
		return RHYTHM_OFFICE;
	if (seconds >= MORNING && seconds < NIGHT_FALLS)
		return RHYTHM_EVENING;
	return RHYTHM_NIGHT;
}

int64_t
rhythm_opening(int64_t now)
{
	int day = time_local_day(now);
	int64_t opens = time_of_local(day, OPENS);

	if (day_is_workday(day) && opens > now)
		return opens;
	return time_of_local(workday_add(day, 1), OPENS);
}

/* --- the reasons --------------------------------------------------------- */

static void say(struct rhythm_plan *, const char *format, ...)
    __attribute__((__format__(printf, 2, 3)));

/* One more of them; what does not fit is left out. */
static void
say(struct rhythm_plan *plan, const char *format, ...)
{
	size_t len = strlen(plan->why);
	char *at = plan->why + len;
	size_t room = sizeof(plan->why) - len;
	va_list args;
	int n = 0;

	if (room < 3)
		return;
	if (len > 0)
		n = snprintf(at, room, "; ");
	va_start(args, format);
	n += vsnprintf(at + n, room - (size_t)n, format, args);
	va_end(args);
	if ((size_t)n >= room)
		*at = '\0';
}

struct length {
	char text[32];
};

/* "90 s", "30 min", "24 h", "7 days" */
static struct length
length(int64_t seconds)
{
	struct length l;
	const char *unit = "s";

	if (seconds >= 2 * DAY && seconds % DAY == 0) {
		seconds /= DAY;
		unit = "days";
	} else if (seconds >= 2 * HOUR && seconds % HOUR == 0) {
		seconds /= HOUR;
		unit = "h";
	} else if (seconds >= 2 * MINUTE) {
		seconds = (seconds + MINUTE / 2) / MINUTE;
		unit = "min";
	}
	snprintf(l.text, sizeof(l.text), "%lld %s", (long long)seconds, unit);
	return l;
}

/* --- the plan ------------------------------------------------------------ */

/* In [0, most], by the seed alone. */
static int64_t
spread(uint64_t seed, int64_t most)
{
	seed += 0x9E3779B97F4A7C15U;
	seed = (seed ^ seed >> 30) * 0xBF58476D1CE4E5B9U;
	seed = (seed ^ seed >> 27) * 0x94D049BB133111EBU;
	seed ^= seed >> 31;
	return most > 0 ? (int64_t)(seed % (uint64_t)(most + 1)) : 0;
}

static int64_t
least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t
most(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* A tenth more or less, and less where more would pass the ceiling; what a
 * person chose for the feed is hardly moved. */
static int64_t
jittered(const struct rhythm *r, int64_t wait, int64_t ceiling)
{
	int64_t by = spread(r->seed, wait / 5) - wait / 10;

	if (r->adapt != RHYTHM_ALL && r->failures == 0)
		return wait + spread(r->seed, least(wait / 20, MINUTE / 2));
	return wait <= ceiling && wait + by > ceiling ? wait - by : wait + by;
}

static void
plan_failed(const struct rhythm *r, int64_t now, struct rhythm_plan *plan)
{
	int64_t wait = r->interval;

	for (int i = 1; i < r->failures && wait < RHYTHM_BACK_OFF; i++)
		wait *= 2;
	wait = least(wait, RHYTHM_BACK_OFF);
	say(plan, "%d failure%s: again after %s", r->failures,
	    r->failures == 1 ? "" : "s", length(wait).text);
	plan->at = now + most(jittered(r, wait, RHYTHM_BACK_OFF), 1);
}

/* Not before it: the server says when it will answer again. */
static void
heed_retry_after(const struct rhythm *r, int64_t now, struct rhythm_plan *plan)
{
	int64_t asked = least(r->retry_after, RHYTHM_RETRY_MOST);
	int64_t by = spread(r->seed, least(asked / 10, MINUTE));

	if (asked < 1 || now + asked <= plan->at)
		return;
	plan->at = now + asked + (asked < r->retry_after ? -by : by);
	say(plan, "the server asks for %s (Retry-After)%s",
	    length(r->retry_after).text,
	    asked < r->retry_after ? ", a day at the most" : "");
}

/* How the past changes the interval. */
static int64_t
by_pace(const struct rhythm *r, int64_t now, struct rhythm_plan *plan)
{
	static const struct {
		int days, times;
	} rule[] = {{30, 8}, {14, 4}, {7, 2}};
	const struct rhythm_past *p = &r->past;
	int64_t last = p->last != NO_TIME ? p->last : p->since;
	int64_t pace = rhythm_pace(p, now), wait = r->interval;
	int64_t quiet = last != NO_TIME ? (now - last) / DAY : 0;

	if (pace >= LIVELY && quiet < 1 && wait > RHYTHM_LEAST) {
		say(plan, "about %lld news a day: twice as often",
		    (long long)(pace + ONE / 2) / ONE);
		return most(wait / 2, RHYTHM_LEAST);
	}
	for (size_t i = 0; i < sizeof(rule) / sizeof(rule[0]); i++) {
		if (quiet < rule[i].days || r->near || r->expected)
			continue;
		wait = most(
		    wait, least(wait * rule[i].times, RHYTHM_QUIET_MOST));
		if (wait > r->interval)
			say(plan, "nothing new for %lld days: every %s",
			    (long long)quiet, length(wait).text);
		break;
	}
	return wait;
}

/* The next instant that the publisher's periods begin at. */
static int64_t
next_of_period(const struct rhythm_hints *h, int64_t now)
{
	int64_t past = (now - h->base) % h->period;

	return now - past + (past < 0 ? 0 : h->period);
}

static int64_t
ceiling_of(const struct rhythm *r)
{
	return most(r->interval, r->near ? RHYTHM_NEAR_MOST : RHYTHM_HINT_MOST);
}

/* The wait that the publisher asks for, when it is longer. */
static int64_t
by_hints(
    const struct rhythm *r, int64_t now, int64_t wait, struct rhythm_plan *plan)
{
	const struct rhythm_hints *h = &r->hints;
	int64_t asks = most(h->ttl, most(h->period, h->max_age)), bounded, by;
	bool by_period = asks == h->period && asks != h->ttl;

	if (by_period && h->base > 0)
		asks = next_of_period(h, now) - now;
	if (asks <= wait)
		return wait;
	bounded = most(wait, least(asks, ceiling_of(r)));
	say(plan, "publisher asks %s (%s)", length(asks).text,
	    by_period        ? "sy:updatePeriod"
	    : asks == h->ttl ? "ttl"
			     : "max-age");
	if (bounded < asks)
		say(plan, "%s at the most%s", length(bounded).text,
		    r->near ? ", a deadline is near" : "");
	by = spread(r->seed, least((bounded - wait) / 10, 10 * MINUTE));
	return bounded + (bounded < asks ? -by : by);
}

/* Fewer rounds while offices are shut, and one when they open. */
static void
by_hours(
    const struct rhythm *r, int64_t now, int64_t wait, struct rhythm_plan *plan)
{
	static const struct {
		const char *name;
		int times;
	} rule[] = {[RHYTHM_OFFICE] = {"office hours", 1},
	    [RHYTHM_EVENING] = {"evening", 2},
	    [RHYTHM_NIGHT] = {"night", 4},
	    [RHYTHM_FREE] = {"free day", 4}};
	enum rhythm_hours hours = rhythm_hours(now);
	int times = r->near ? least(rule[hours].times, 2) : rule[hours].times;
	int64_t sparse = most(wait, least(wait * times, RHYTHM_SPARSE_MOST));
	int64_t opening = rhythm_opening(now) +
			  spread(r->seed, least(r->interval / 2, 15 * MINUTE));

	if (sparse <= wait)
		return;
	say(plan, "%s: x%d", rule[hours].name, times);
	plan->at = now + sparse;
	if (opening >= plan->at)
		return;
	plan->at = most(now + wait, opening);
	say(plan, "offices open at 07:00");
}

static bool
is_skipped(const struct rhythm_hints *h, int64_t at)
{
	int day = time_day(at);
	int hour = (int)((at - time_of(day, 0)) / HOUR);
	unsigned hours = h->skip_hours & ALL_HOURS;
	unsigned days = h->skip_days & ALL_DAYS;

	/* Who skips all of them has said nothing. */
	return (hours != ALL_HOURS && hours >> hour & 1) ||
	       (days != ALL_DAYS && days >> day_weekday(day) & 1);
}

/* On to the first hour that is not skipped, a day at the most. */
static void
by_skips(const struct rhythm *r, int64_t now, struct rhythm_plan *plan)
{
	int64_t at = plan->at, limit = now + ceiling_of(r);
	char text[TIME_TEXT];

	while (is_skipped(&r->hints, at) && at < limit)
		at += HOUR - at % HOUR;
	if (at == plan->at)
		return;
	at += spread(r->seed, 5 * MINUTE);
	plan->at = at > limit ? most(plan->at, limit) : at;
	time_write(plan->at, text);
	say(plan, "publisher skips hours or days: not before %.5s GMT",
	    text + 11);
}

void
rhythm_next(const struct rhythm *r, int64_t now, struct rhythm_plan *plan)
{
	bool exact = r->adapt == RHYTHM_EXACT || r->interval < RHYTHM_SHORT;
	int64_t wait = r->interval, asked, ceiling;

	plan->why[0] = '\0';
	say(plan, "%s %s", exact ? "exactly every" : "every",
	    length(wait).text);
	if (r->failures > 0) {
		plan_failed(r, now, plan);
		heed_retry_after(r, now, plan);
		return;
	}
	if (!exact && r->adapt == RHYTHM_ALL)
		wait = by_pace(r, now, plan);
	ceiling = wait > r->interval ? RHYTHM_QUIET_MOST : INT64_MAX;
	asked = exact ? wait : by_hints(r, now, wait, plan);
	wait = asked > wait ? asked : jittered(r, wait, ceiling);
	plan->at = now + most(wait, 1);
	if (!exact && r->adapt == RHYTHM_ALL)
		by_hours(r, now, wait, plan);
	if (!exact)
		by_skips(r, now, plan);
	heed_retry_after(r, now, plan);
}
