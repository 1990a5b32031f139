/* poll-offline.c - no network: nobody is blamed, one feed is tried, all return */
/* SPDX-License-Identifier: MIT */
#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/date.h"
#include "base/held.h"
#include "core/network.h"
#include "edge/conf.h"
#include "edge/fetch.h"
#include "hosts.h"
#include "linked.h"
#include "means.h"
#include "poll-inner.h"
#include "raise.h"
#include "turn.h"

enum {
	AGAIN_SECONDS = 10,  /* until a doubted host is asked once more */
	RETURN_SECONDS = 60, /* in which all that is due is asked */
	LOOK_SECONDS = 6,    /* between two looks at the clocks; longer than
			      * libevent goes by an old difference of them */
	DOUBTS_MOST = 3,     /* then a dead site is not told from no network */
	JUMP_SECONDS = 30,   /* a clock that is off by more has jumped */
	TOLD_SECONDS = 86400 /* without network, and a person is told */
};

static bool
was_well(const struct polled *f)
{
	return !poll_mail_is_here(f->conf) && !poll_is_paused(f) &&
	       f->row.state != FEED_GONE && f->row.failures == 0;
}

static bool
may_ask(const struct polled *f)
{
	return !poll_mail_is_here(f->conf) && !poll_is_paused(f) &&
	       f->row.state != FEED_GONE && f->step == RESTING &&
	       hosts_rests(f->poll->means->hosts, poll_url(f)) == 0;
}

/* No other host was well. */
static bool
is_alone(const struct poll *p, uint64_t host)
{
	for (size_t i = 0; i < p->n; i++)
		if (was_well(p->feed[i]) &&
		    network_host(poll_url(p->feed[i])) != host)
			return false;
	return true;
}

/* Of another host: the one that answered last. */
static struct polled *
find_witness(const struct poll *p, uint64_t but)
{
	struct polled *best = NULL;

	for (size_t i = 0; i < p->n; i++) {
		struct polled *f = p->feed[i];

		if (was_well(f) && may_ask(f) &&
		    network_host(poll_url(f)) != but &&
		    (best == NULL || f->row.last_ok > best->row.last_ok))
			best = f;
	}
	return best;
}

/* The feeds take turns, so that no dead site keeps us offline; also those
 * that fail, for an error is an answer. */
static struct polled *
next_probe(struct poll *p)
{
	for (size_t i = 0; i < p->n; i++) {
		struct polled *f = p->feed[p->probe++ % p->n];

		if (may_ask(f) && network_host(poll_url(f)) != p->probed)
			return f;
	}
	return find_witness(p, 0);
}

static void
set_probe_timer(struct poll *p)
{
	struct network *n = p->means->network;
	int64_t left = n->next - turn_now(p->turn);
	struct timeval tv = {left > 0 ? left : 1, 0};

	evtimer_add(p->retry, &tv);
}

/* It has lasted: the state file keeps the alert until it can leave. */
static void
tell_long(struct poll *p)
{
	struct alert_moved m = {.since = p->means->network->since};
	char key[64];
	struct why w;

	if (turn_now(p->turn) - m.since < TOLD_SECONDS)
		return;
	snprintf(key, sizeof(key), "offline %lld", (long long)m.since);
	if (!turn_write(p->turn, &w) ||
	    !raise_moved(p->turn, NULL, &m, key, &w))
		turn_lose(p->turn, &w);
}

static void
probe(evutil_socket_t fd, short what, void *context)
{
	struct poll *p = context;
	struct network *n = p->means->network;
	struct polled *f;

	(void)fd;
	(void)what;
	if (n->state != NETWORK_DOWN)
		return;
	tell_long(p);
	f = next_probe(p);
	if (f != NULL) {
		p->probed = network_host(poll_url(f));
		f->probes = true;
		poll_start_round(f);
	}
	/* When its answer is not noted: once more. */
	network_missed(n, p->probed, false, turn_now(p->turn));
	set_probe_timer(p);
}

HELD(probe)

/* All that is due, spread so that nothing is asked at once. */
static void
return_all(struct poll *p, const char *why)
{
	int64_t now = turn_now(p->turn);
	size_t due = 0, at = 0;

	for (size_t i = 0; i < p->n; i++)
		due += p->feed[i]->row.next <= now || p->feed[i]->held;
	for (size_t i = 0; i < p->n; i++) {
		struct polled *f = p->feed[i];
		bool was_due = f->row.next <= now || f->held;

		f->held = false;
		if (f->step != RESTING)
			continue;
		if (was_due && f->row.next != NO_TIME)
			poll_put_off(f,
			    now + (int64_t)(at++ *
					    (due < RETURN_SECONDS
						    ? due
						    : RETURN_SECONDS) /
					    due),
			    why);
		else
			poll_schedule(f);
	}
	linked_wake(p->linked);
}

static void
come_back(struct poll *p)
{
	const struct network *n = p->means->network;
	long long minutes = (turn_now(p->turn) - n->since + 59) / 60;

	evtimer_del(p->retry);
	for (size_t i = 0; i < p->n; i++)
		p->feed[i]->doubted = false;
	turn_tell(p->turn, "network",
	    "the network is back after %lld min; what was due is asked",
	    minutes);
	return_all(p, "the network is back");
}

static void
go_offline(struct poll *p)
{
	turn_tell(p->turn, "network",
	    "no network: no site can be reached; no feed is blamed for it, "
	    "and one is tried again and again");
	set_probe_timer(p);
}

/* A first doubt: another one is asked at once. */
static void
ask_witness(struct polled *f)
{
	struct polled *other = find_witness(f->poll, network_host(poll_url(f)));

	if (other != NULL)
		poll_start_round(other);
}

static void
end_without_blame(struct polled *f, const struct fetch_result *got)
{
	struct poll *p = f->poll;
	bool down = p->means->network->state == NETWORK_DOWN;
	int64_t now = turn_now(p->turn);
	struct poll_round r = {
	    .feed = f->conf->name, .why = got->why.text, .held = true};
	struct why w;

	f->held = down;
	f->row.next =
	    now + (down ? p->means->network->next - now + 1 : AGAIN_SECONDS);
	snprintf(f->instead, sizeof(f->instead),
	    down ? "no network: when it is back"
		 : "not reached: asked once more, to see who is to blame");
	/* Those who wait are answered after a commit, though of nothing. */
	if (!turn_write(p->turn, &w))
		turn_lose(p->turn, &w);
	else
		poll_end_round(f, &r);
}

/* A witness that has not answered yet: it may take its whole time limit. */
static bool
is_witness_asked(const struct poll *p, uint64_t but)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->feed[i]->step != RESTING && was_well(p->feed[i]) &&
		    network_host(poll_url(p->feed[i])) != but)
			return true;
	return false;
}

/* Not reached, while others may be: is it to be doubted whether there is a
 * network?  A feed that has failed before, and has been doubted, shows
 * nothing; nor does one that is only silent, when there is no other to ask.
 * Nobody is blamed while the one who was asked has not answered. */
static bool
is_doubtful(const struct polled *f, enum fetch_reach reach, bool alone)
{
	const struct poll *p = f->poll;

	if (f->row.failures > 0 || (alone && reach != FETCH_NO_WAY))
		return false;
	if (!f->doubted)
		return f->doubts < DOUBTS_MOST;
	return p->means->network->state == NETWORK_DOUBTED &&
	       is_witness_asked(p, network_host(poll_url(f)));
}

bool
poll_is_cut_off(struct polled *f, const struct fetch_result *got)
{
	struct poll *p = f->poll;
	struct network *n = p->means->network;
	bool was_down = n->state == NETWORK_DOWN, alone;
	uint64_t host = network_host(poll_url(f));

	f->probes = false;
	if (got->reach == FETCH_REACHED) {
		f->doubted = false;
		f->doubts = 0;
		if (network_reached(n))
			come_back(p);
		return false;
	}
	alone = is_alone(p, host);
	if (!was_down && !f->dark && !is_doubtful(f, got->reach, alone)) {
		f->doubted = false;
		return false;
	}
	f->doubts += !f->doubted;
	f->doubted = true;
	if (!was_down && !f->dark)
		network_missed(n, host, alone, turn_now(p->turn));
	if (!was_down && n->state == NETWORK_DOWN)
		go_offline(p);
	else if (n->state == NETWORK_DOUBTED)
		ask_witness(f);
	end_without_blame(f, got);
	return true;
}

bool
poll_is_held(struct polled *f)
{
	bool down = f->poll->means->network->state == NETWORK_DOWN;

	f->held = down && !poll_mail_is_here(f->conf) && !f->probes &&
		  f->waiters == NULL;
	f->dark = down;
	return f->held;
}

/* --- sleep ---------------------------------------------------------------- */

static int64_t
seconds(clockid_t clock)
{
	struct timespec ts = {0};

	clock_gettime(clock, &ts);
	return ts.tv_sec;
}

/* What timers do not count: time asleep, and what a clock was set by. */
static void
read_clocks(struct poll_clocks *c)
{
	int64_t steady = seconds(CLOCK_MONOTONIC);

	c->asleep = seconds(CLOCK_BOOTTIME) - steady;
	c->wall = seconds(CLOCK_REALTIME) - steady;
}

static bool
has_jumped(int64_t by)
{
	return by <= -JUMP_SECONDS || by >= JUMP_SECONDS;
}

static void
look_at_clocks(evutil_socket_t fd, short what, void *context)
{
	struct poll *p = context;
	struct poll_clocks was = p->clocks;
	struct timeval tv = {LOOK_SECONDS, 0};
	int64_t asleep, wall;

	(void)fd;
	(void)what;
	read_clocks(&p->clocks);
	evtimer_add(p->look, &tv);
	asleep = p->clocks.asleep - was.asleep;
	wall = p->clocks.wall - was.wall;
	if (has_jumped(asleep) || has_jumped(wall)) {
		turn_tell(p->turn, "network",
		    "asleep for %lld s, the clock went by %lld s: what is "
		    "due is asked soon",
		    (long long)asleep, (long long)wall);
		p->jumped = true;
	} else if (p->jumped) {
		p->jumped = false;
		return_all(p, "the machine was asleep, or its clock was set");
	}
}

HELD(look_at_clocks)

void
poll_open_network(struct poll *p)
{
	struct timeval tv = {LOOK_SECONDS, 0};

	read_clocks(&p->clocks);
	p->retry = evtimer_new(turn_base(p->turn), held_probe, p);
	p->look = evtimer_new(turn_base(p->turn), held_look_at_clocks, p);
	evtimer_add(p->look, &tv);
}

void
poll_close_network(struct poll *p)
{
	event_free(p->retry);
	event_free(p->look);
}
