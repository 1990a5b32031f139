/* poll-next.c - when a feed is asked next: what is noted, and the plan */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "core/document.h"
#include "core/network.h"
#include "core/rhythm.h"
#include "edge/conf.h"
#include "edge/fetch.h"
#include "edge/store-manners.h"
#include "hosts.h"
#include "means-rest.h"
#include "means.h"
#include "poll-inner.h"
#include "turn.h"

enum {
	NEAR_DAYS = 14,    /* a deadline that ends so soon is near */
	NEAR_LOOK = 3600,  /* seconds between two looks for one */
	REST_MOST = 60,    /* seconds that a round waits for its host */
	REST_UNSAID = 600, /* after 429 without Retry-After */
	REST_REFUSED = 3600,
	REFUSED_MANY = 3,     /* feeds of a host by 403 */
	REFUSED_WITHIN = 900, /* seconds */
};

bool
poll_load_rhythm(struct polled *f, struct why *w)
{
	f->near_at = NO_TIME;
	f->rhythm_is_new = false;
	return store_rhythm_get(
	    turn_store(f->poll->turn), f->row.id, &f->hints, &f->past, w);
}

static void
set_hint(struct polled *f, int *hint, int64_t said)
{
	f->rhythm_is_new |= *hint != said;
	*hint = (int)said;
}

/* Feeds of the same host that were well, and are refused since a moment ago. */
static int
count_refused(const struct polled *f, int64_t now)
{
	const struct poll *p = f->poll;
	uint64_t host = network_host(poll_url(f));
	int n = 0;

	for (size_t i = 0; i < p->n; i++) {
		const struct feed_row *r = &p->feed[i]->row;

		n += p->feed[i] != f && r->status == 403 && r->failures > 0 &&
		     now - r->failing_since < REFUSED_WITHIN &&
		     network_host(poll_url(p->feed[i])) == host;
	}
	return n;
}

/*
 * Seconds that the host is to be left alone: as long as it asks for; a while
 * when it says too many without saying how long; and when it refuses feeds
 * one after the other, which is how some say it.
 */
static int
rest_of(const struct polled *f, const struct fetch_result *got)
{
	int64_t now = turn_now(f->poll->turn);

	if (got->outcome != FETCH_REFUSED)
		return 0;
	if (got->retry_after > 0)
		return got->retry_after < RHYTHM_RETRY_MOST ? got->retry_after
							    : RHYTHM_RETRY_MOST;
	if (got->status == 429)
		return REST_UNSAID;
	if (got->status != 403 || f->row.failures > 0 ||
	    count_refused(f, now) + 1 < REFUSED_MANY)
		return 0;
	turn_tell(f->poll->turn, "round",
	    "feed %s: its host refuses %d feeds at once (403): taken for too "
	    "many requests, it is left alone for an hour",
	    f->conf->name, REFUSED_MANY);
	return REST_REFUSED;
}

void
poll_note_answer(struct polled *f, const struct fetch_result *got)
{
	int rest = rest_of(f, got);

	f->status = got->status;
	f->retry_after = got->retry_after;
	if (rest > 0)
		means_rest(f->poll->turn, f->poll->means,
		    got->url[0] != '\0' ? got->url : poll_url(f), rest);
	/* A 304 that does not say it leaves it as it was. */
	if (got->outcome == FETCH_BODY ||
	    (got->outcome == FETCH_UNCHANGED && got->max_age >= 0))
		set_hint(
		    f, &f->hints.max_age, got->max_age > 0 ? got->max_age : 0);
}

/* What the feed's first reading tells of its rhythm. */
static void
seed_past(struct polled *f, const struct document *d, int64_t now)
{
	int64_t *list = calloc(d->n_items + 1, sizeof(*list));

	if (list == NULL)
		abort();
	for (size_t i = 0; i < d->n_items; i++)
		list[i] = d->items[i].published;
	rhythm_seed(&f->past, list, d->n_items, now);
	free(list);
}

void
poll_note_news(struct polled *f, const struct document *d, int new)
{
	int64_t now = turn_now(f->poll->turn);
	struct rhythm_hints hints = {
	    .ttl = d->ttl != d->period ? d->ttl * 60 : 0,
	    .period = d->period * 60,
	    .base = d->base,
	    .max_age = f->hints.max_age,
	    .skip_hours = d->skip_hours,
	    .skip_days = d->skip_days};

	f->near_at = NO_TIME;
	f->rhythm_is_new |= memcmp(&hints, &f->hints, sizeof(hints)) != 0;
	f->hints = hints;
	if (f->past.since == NO_TIME)
		seed_past(f, d, now);
	else if (new > 0)
		rhythm_note(&f->past, now);
	else
		return;
	f->rhythm_is_new = true;
}

bool
poll_keep_rhythm(struct polled *f, struct why *w)
{
	if (!f->rhythm_is_new)
		return true;
	f->rhythm_is_new = false;
	return store_rhythm_keep(
	    turn_store(f->poll->turn), f->row.id, &f->hints, &f->past, w);
}

/* A deadline found in a page shows within the hour. */
static bool
is_near(struct polled *f, int64_t now)
{
	int today = time_local_day(now);
	struct why w;

	if (f->near_at != NO_TIME && now >= f->near_at &&
	    now < f->near_at + NEAR_LOOK)
		return f->near;
	if (!store_rhythm_near(turn_store(f->poll->turn), f->row.id, today,
		today + NEAR_DAYS, &f->near, &w))
		log_err("feed %s: %s", f->conf->name, w.text);
	f->near_at = now;
	return f->near;
}

/* After the round that ended then; the same then as later.  Whether a
 * deadline is near is asked (look) only when it makes a difference. */
static void
plan(struct polled *f, int64_t then, bool look, struct rhythm_plan *p)
{
	struct rhythm_plan near;
	struct rhythm r = {.interval = f->conf->interval,
	    .adapt = f->conf->adapt,
	    .hints = f->hints,
	    .past = f->past,
	    .expected = f->conf->expect.rate.items > 0,
	    .failures = f->row.failures,
	    .retry_after = f->retry_after,
	    .seed = (uint64_t)f->row.id * 31 + (uint64_t)then};

	rhythm_next(&r, then, p);
	r.near = true;
	rhythm_next(&r, then, &near);
	if (look && near.at != p->at && is_near(f, then))
		*p = near;
}

void
poll_set_next(struct polled *f)
{
	struct rhythm_plan p;

	plan(f, turn_now(f->poll->turn), true, &p);
	f->row.next = p.at;
	f->instead[0] = '\0';
}

void
poll_plan_again(struct polled *f)
{
	struct rhythm_plan p;

	/* What a host asked for is known by its last answer only. */
	if (f->row.last_try == NO_TIME || f->row.next == NO_TIME ||
	    f->row.status == 429 || f->row.status == 503)
		return;
	plan(f, f->row.last_try, false, &p);
	if (p.at < f->row.next)
		f->row.next = p.at;
}

void
poll_put_off(struct polled *f, int64_t next, const char *why)
{
	f->row.next = next;
	snprintf(f->instead, sizeof(f->instead), "%s", why);
	poll_schedule(f);
}

bool
poll_waits_for_host(struct polled *f)
{
	int rest = hosts_rests(f->poll->means->hosts, poll_url(f));
	int64_t next = turn_now(f->poll->turn) + rest + f->row.id % 10;
	char reason[128], text[TIME_TEXT];
	struct poll_round r = {.feed = f->conf->name, .why = reason};

	if (rest <= REST_MOST)
		return false;
	snprintf(reason, sizeof(reason),
	    "its host wants rest until %s (Retry-After, or too many "
	    "requests); it is asked then",
	    time_write_local(next, text));
	poll_put_off(f, next, reason);
	poll_answer(f, &r);
	f->asked_for = false;
	return true;
}

void
poll_why_next(struct polled *f, char why[POLL_WHY])
{
	int64_t then = f->row.last_try;
	struct rhythm_plan p;

	if (poll_is_paused(f))
		snprintf(why, POLL_WHY, "the feed is paused");
	else if (f->row.state == FEED_GONE)
		snprintf(why, POLL_WHY,
		    "410: not asked again by itself; bevakactl poll %.100s, "
		    "or a new url, wakes it",
		    f->conf->name);
	else if (f->instead[0] != '\0')
		snprintf(why, POLL_WHY, "%s", f->instead);
	else if (then == NO_TIME)
		snprintf(why, POLL_WHY, "not asked yet: at once");
	else {
		plan(f, then, true, &p);
		snprintf(why, POLL_WHY, "%s", p.why);
	}
}
