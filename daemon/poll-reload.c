/* poll-reload.c - all the feeds: as the configuration says, and who waits */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "access.h"
#include "backfill.h"
#include "base/date.h"
#include "base/log.h"
#include "core/network.h"
#include "edge/conf.h"
#include "means.h"
#include "poll-inner.h"
#include "turn.h"

void
poll_answer(struct polled *f, const struct poll_round *round)
{
	struct waiter *list = f->waiters;

	f->waiters = NULL;
	while (list != NULL) {
		struct waiter *one = list;

		list = one->next;
		one->done(round, one->context);
		free(one);
	}
}

/* They stand in the order of the configuration. */
struct polled *
poll_find(const struct poll *p, const char *name)
{
	const struct conf *conf = turn_conf(p->turn);
	const struct conf_feed *feed = conf_find_feed(conf, name);
	size_t at = feed ? (size_t)(feed - conf->feed) : p->n;

	return at < p->n ? p->feed[at] : NULL;
}

/* Its row as the file has it; what was lost of it is asked for again. */
static void
lose_feed(struct polled *f)
{
	struct turn *t = f->poll->turn;
	struct poll_round r = {.feed = f->conf->name,
	    .why = "the state file could not be written"};
	bool was_busy = f->step != RESTING, was_loaded = f->loaded;
	int64_t last_try = f->row.last_try, soon = turn_now(t) + 60;
	struct why w;

	poll_answer(f, &r);
	poll_drop_round(f);
	if (!poll_load_row(f, &w))
		log_err("feed %s: %s", f->conf->name, w.text);
	if (!f->loaded || !was_loaded || was_busy ||
	    f->row.last_try != last_try)
		f->row.next = soon + f->row.id % 10;
	poll_schedule(f);
}

/* What memory knows of the feeds is read again from the file. */
static void
lost(void *context)
{
	struct poll *p = context;
	struct why w;

	poll_stop_backfill(p);
	for (size_t i = 0; i < p->n; i++)
		lose_feed(p->feed[i]);
	if (!poll_load_pauses(p, &w))
		log_err("paused feeds: %s", w.text);
}

static void
nothing(void *context)
{
	(void)context;
}

struct poll *
poll_new(struct turn *t, const struct means *means, struct linked *linked)
{
	struct poll *p = calloc(1, sizeof(*p));

	if (p == NULL)
		abort();
	p->turn = t;
	p->means = means;
	p->linked = linked;
	turn_after(t, nothing, lost, p);
	poll_open_network(p);
	poll_open_backfill(p);
	return p;
}

void
poll_free(struct poll *p)
{
	if (p == NULL)
		return;
	poll_stop_checks(p);
	poll_stop_backfill(p);
	backfill_free(p->backfill);
	for (size_t i = 0; i < p->n; i++)
		poll_feed_free(p->feed[i]);
	free(p->feed);
	free(p->packed);
	poll_close_network(p);
	free(p);
}

/* Places of the feeds that run, by name. */
struct former {
	const char *name;
	size_t at;
};

static int
by_former(const void *a, const void *b)
{
	const struct former *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static struct former *
former_of(const struct poll *p)
{
	struct former *list = calloc(p->n + 1, sizeof(*list));

	if (list == NULL)
		abort();
	for (size_t i = 0; i < p->n; i++)
		list[i] = (struct former){p->feed[i]->conf->name, i};
	qsort(list, p->n, sizeof(*list), by_former);
	return list;
}

/* The one that runs for the feed of that name. */
static struct polled *
take_old(
    struct polled **old, const struct former *list, size_t n, const char *name)
{
	struct former wanted = {.name = name}, *found;
	struct polled *f;

	found = bsearch(&wanted, list, n, sizeof(*list), by_former);
	if (found == NULL)
		return NULL;
	f = old[found->at];
	old[found->at] = NULL;
	return f;
}

/* What it lacked may be there by now: a login, a credential, a certificate. */
static bool
may_be_mended(const struct polled *f, bool accessed)
{
	return f->row.state == FEED_FAILING &&
	       (!accessed || (f->row.status == 0 && access_needs(f->conf)));
}

/* A round that asks another address, or reads another way, begins again. */
static void
take_conf(struct polled *f, const struct conf_feed *conf)
{
	bool accessed = f->conf == conf || access_is_same(f->conf, conf);
	bool same = f->conf == conf ||
		    (strcmp(f->conf->url, conf->url) == 0 &&
			poll_way(f->conf) == poll_way(conf) && accessed);
	bool first = f->conf == conf;
	bool paced = f->conf->interval == conf->interval &&
		     f->conf->adapt == conf->adapt;
	bool begin = f->again ||
		     (f->step != RESTING && (!same || conf->paused));
	struct poll_round paused = {
	    .feed = conf->name, .why = "the feed is paused"};

	f->conf = conf;
	f->again = false;
	if (begin)
		poll_drop_round(f);
	if (poll_is_paused(f))
		poll_answer(f, &paused);
	f->other_access |= !accessed;
	if (begin)
		f->unsettled = FROM_NOW;
	else if (f->unsettled == SETTLED && (first || !paced))
		f->unsettled = BY_PLAN;
	if (!same)
		f->loaded = false; /* the file has another address, or way */
}

/* Its row is as the file has it, and its timer set. */
static bool
settle(struct polled *f, struct why *w)
{
	enum unsettled how = f->unsettled;
	bool fresh = f->loaded, accessed = !f->other_access;

	f->unsettled = SETTLED;
	f->other_access = false;
	if (f->step != RESTING)
		return true;
	if (!fresh && !poll_load_row(f, w))
		f->row.next = turn_now(f->poll->turn) + 60;
	else if (how == FROM_NOW || may_be_mended(f, accessed))
		f->row.next = NO_TIME;
	else if (how == BY_PLAN)
		poll_plan_again(f);
	poll_schedule(f);
	if (f->loaded)
		poll_look_into_gap(f);
	return f->loaded;
}

bool
poll_settle_one(struct poll *p, bool *over, struct why *w)
{
	*over = p->settled >= p->n;
	return *over || settle(p->feed[p->settled++], w);
}

bool
poll_settle(struct poll *p, struct why *w)
{
	bool over = false, done = true;

	while (!over && done)
		done = poll_settle_one(p, &over, w);
	return done;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool
say_which(struct poll *p, struct why *w)
{
	const char **name = calloc(p->n + 1, sizeof(*name));
	bool done;

	if (name == NULL)
		abort();
	for (size_t i = 0; i < p->n; i++)
		name[i] = p->feed[i]->conf->name;
	qsort(name, p->n, sizeof(*name), by_name);
	done = turn_write(p->turn, w) &&
	       store_feeds_only(turn_store(p->turn), name, p->n, w);
	free(name);
	return done;
}

void
poll_stop(struct poll *p)
{
	poll_stop_checks(p);
	poll_stop_backfill(p);
	for (size_t i = 0; i < p->n; i++) {
		struct polled *f = p->feed[i];

		f->again = f->step != RESTING;
		if (f->again)
			poll_drop_round(f);
	}
}

bool
poll_reload(struct poll *p, struct why *w)
{
	const struct conf *conf = turn_conf(p->turn);
	struct former *list = former_of(p);
	struct polled **old = p->feed;
	size_t n = p->n;

	poll_stop_checks(p);
	poll_stop_backfill(p); /* it begins again where it is due */
	p->feed = calloc(conf->n_feeds + 1, sizeof(struct polled *));
	if (p->feed == NULL)
		abort();
	for (p->n = 0; p->n < conf->n_feeds; p->n++) {
		const struct conf_feed *one = &conf->feed[p->n];
		struct polled *f = take_old(old, list, n, one->name);

		p->feed[p->n] = f ? f : poll_feed_new(p, one);
		take_conf(p->feed[p->n], one);
	}
	for (size_t i = 0; i < n; i++)
		if (old[i] != NULL)
			poll_feed_free(old[i]);
	free(old);
	free(list);
	p->settled = 0;
	return poll_load_pauses(p, w) && say_which(p, w);
}

bool
poll_now(struct poll *p, const char *feed, poll_done_fn *done, void *context)
{
	struct polled *f = poll_find(p, feed);
	struct waiter *one;

	if (f == NULL || poll_is_paused(f))
		return false;
	one = calloc(1, sizeof(*one));
	if (one == NULL)
		abort();
	one->done = done;
	one->context = context;
	one->next = f->waiters;
	f->waiters = one;
	f->asked_for = true;
	poll_start_round(f);
	return true;
}

bool
poll_rebase(struct poll *p, const char *feed, struct why *w)
{
	struct polled *f = poll_find(p, feed);

	if (f == NULL)
		return why(w, "no feed %.100s", feed);
	if ((!f->loaded && !poll_load_row(f, w)) || !turn_write(p->turn, w))
		return false;
	f->row.baseline = false;
	f->row.hash = 0;
	poll_set_text(f->poll, &f->row.etag, NULL);
	poll_set_text(f->poll, &f->row.last_modified, NULL);
	if (!store_feed_keep(turn_store(p->turn), &f->row, w))
		return false;
	if (f->step != RESTING) {
		poll_drop_round(f);
		poll_start_round(f);
	}
	return true;
}

void
poll_forget(struct poll *p, void *context)
{
	for (size_t i = 0; i < p->n; i++) {
		struct waiter **at = &p->feed[i]->waiters;

		while (*at != NULL) {
			struct waiter *one = *at;

			if (one->context != context) {
				at = &one->next;
				continue;
			}
			*at = one->next;
			free(one);
		}
	}
}

bool
poll_rests(const struct poll *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->feed[i]->step != RESTING)
			return false;
	return p->gaps == NULL && backfill_rests(p->backfill);
}

void
poll_each(const struct poll *p, poll_feed_fn *fn, void *context)
{
	for (size_t i = 0; i < p->n; i++)
		fn(p->feed[i]->conf, &p->feed[i]->row, context);
}

bool
poll_at(const struct poll *p, size_t at, poll_feed_fn *fn, void *context)
{
	if (at >= p->n)
		return false;
	fn(p->feed[at]->conf, &p->feed[at]->row, context);
	return true;
}

struct polled *
poll_feed_of(const struct poll *p, const struct conf_feed *conf)
{
	return p->feed[conf - turn_conf(p->turn)->feed];
}

void
poll_next_why(
    const struct poll *p, const struct conf_feed *conf, char why[POLL_WHY])
{
	poll_why_next(poll_feed_of(p, conf), why);
}

void
poll_offline(const struct poll *p, int64_t *since, int64_t *next)
{
	const struct network *n = p->means->network;
	bool down = n->state == NETWORK_DOWN;

	*since = down ? n->since : NO_TIME;
	*next = down ? n->next : NO_TIME;
}
