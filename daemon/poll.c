/* poll.c - the rounds of the feeds: due, asked, read, kept, due again */
/* SPDX-License-Identifier: MIT */
/*
 *	RESTING --timer, poll_now--> QUEUED --the host lets it in--> ASKED
 *	   ^                                                        |
 *	   |<------- 304, the same bytes, a fault ------------------|
 *	   |                                                        v body
 *	   '<------- kept, or a fault --------------------------- READ
 *
 * Every round ends in end_round(), which writes the feed's row in the same
 * transaction as its items, sets the next time and answers those who asked.
 */
#include "poll.h"

#include <assert.h>
#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/date.h"
#include "base/log.h"
#include "base/pool.h"
#include "core/reading.h"
#include "edge/conf.h"
#include "edge/fetch.h"
#include "edge/reader.h"
#include "hosts.h"
#include "keep.h"
#include "linked.h"
#include "raise.h"
#include "turn.h"

enum {
	DAY_SECONDS = 86400,
	REREAD_SECONDS = 3600, /* between two looks at a page by itself */
	FULL_READER = 8 << 20, /* bytes that wait: then asking waits too */
	ROW_MOST = 64 * 1024,
};

enum step { RESTING, QUEUED, ASKED, READ };

/* Somebody who wants to know what comes of the round. */
struct waiter {
	struct waiter *next; /* polled's waiters */
	poll_done_fn *done;
	void *context;
};

struct polled {
	struct poll *poll;
	const struct conf_feed *conf;
	struct feed_row row; /* its texts are malloc'ed */
	enum step step;
	struct event *timer;
	struct ticket ticket;
	struct fetch *fetch;
	struct reader_errand *errand;
	struct waiter *waiters;
	bool asked_for; /* by a person: linked pages are read again too */
	/* Of the answer, until its body is kept. */
	char *etag, *last_modified;
	int64_t hash;
	int status, retry_after;
};

struct poll {
	struct turn *turn;
	struct fetcher *fetcher;
	struct reader *reader;
	struct hosts *hosts;
	struct linked *linked;
	struct polled **feed;
	size_t n;
};

int64_t
poll_pause(int interval, int failures, int retry_after, uint64_t seed)
{
	int64_t pause = interval;

	for (int i = 1; i < failures && pause < DAY_SECONDS; i++)
		pause *= 2;
	if (failures > 0 && pause > DAY_SECONDS)
		pause = DAY_SECONDS;
	pause += (int64_t)(XXH3_64bits(&seed, sizeof(seed)) %
			   (uint64_t)(pause / 5 + 1)) -
		 pause / 10;
	return pause < retry_after ? retry_after : pause < 1 ? 1 : pause;
}

static void
set_text(const char **place, const char *text)
{
	char *copy = text ? strdup(text) : NULL;

	free((char *)*place);
	*place = copy;
}

/* The row's own copies of all its texts. */
static void
own_texts(struct feed_row *row)
{
	const char **text[] = {&row->name, &row->url, &row->etag,
	    &row->last_modified, &row->title, &row->format, &row->why};

	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		*text[i] = *text[i] ? strdup(*text[i]) : NULL;
}

static void
free_texts(struct feed_row *row)
{
	const char **text[] = {&row->name, &row->url, &row->etag,
	    &row->last_modified, &row->title, &row->format, &row->why};

	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		set_text(text[i], NULL);
}

static bool
load_row(struct polled *f, struct why *w)
{
	struct pool *pool = pool_new(ROW_MOST);
	struct feed_row row;
	bool done = turn_write(f->poll->turn, w) &&
		    store_feed_open(turn_store(f->poll->turn), pool,
			f->conf->name, f->conf->url, &row, w);

	if (done) {
		free_texts(&f->row);
		f->row = row;
		own_texts(&f->row);
	}
	pool_free(pool);
	return done;
}

static void
schedule(struct polled *f)
{
	int64_t left =
	    f->row.next == NO_TIME ? 0 : f->row.next - turn_now(f->poll->turn);
	struct timeval tv = {0, 0};

	if (f->conf->paused || f->row.state == FEED_GONE) {
		evtimer_del(f->timer);
		return;
	}
	if (left > 0)
		tv.tv_sec = left;
	else /* at the start not all in one turn */
		tv.tv_usec = (suseconds_t)((uint64_t)f->row.id * 977 % 50000);
	evtimer_add(f->timer, &tv);
}

static void
answer_waiters(struct polled *f, const struct poll_round *round)
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

static void
forget_answer(struct polled *f)
{
	free(f->etag);
	free(f->last_modified);
	f->etag = f->last_modified = NULL;
	f->fetch = NULL;
	f->errand = NULL;
	f->asked_for = false;
	hosts_leave(f->poll->hosts, &f->ticket);
	f->step = RESTING;
}

static void
tell_round(struct polled *f, const struct poll_round *r)
{
	struct turn *t = f->poll->turn;

	if (!r->ok)
		turn_tell(t, "round", "feed %s: %s (try %d, again in %lld s)",
		    r->feed, r->why, f->row.failures,
		    (long long)(f->row.next - turn_now(t)));
	else if (r->new > 0 || r->changed > 0 || r->alerts > 0)
		turn_tell(t, "round", "feed %s: %d new, %d changed%s%s",
		    r->feed, r->new, r->changed, r->alerts ? ", alerts" : "",
		    f->row.baseline ? "" : " (baseline: no alert)");
	else
		log_debug("feed %s: nothing new", r->feed);
}

static void
end_round(struct polled *f, const struct poll_round *r)
{
	tell_round(f, r);
	schedule(f);
	answer_waiters(f, r);
	forget_answer(f);
}

/* What was lost with the transaction is asked for once more, in a minute. */
static void
lose_round(struct polled *f, const struct why *w)
{
	struct poll_round r = {.feed = f->conf->name, .why = w->text};

	struct why ignored;

	store_undo(turn_store(f->poll->turn));
	if (!load_row(f, &ignored)) { /* then all of it is asked for again */
		set_text(&f->row.etag, NULL);
		set_text(&f->row.last_modified, NULL);
		f->row.hash = 0;
	}
	f->row.next = turn_now(f->poll->turn) + 60;
	end_round(f, &r);
}

static bool
tell_failing(struct polled *f, struct why *w)
{
	char key[128];

	if (f->row.told ||
	    f->row.failures < turn_conf(f->poll->turn)->alert_after)
		return true;
	f->row.told = true;
	snprintf(key, sizeof(key), "failing %lld %lld", (long long)f->row.id,
	    (long long)f->row.failing_since);
	return raise_health(f->poll->turn, EVENT_FEED_FAILING, f->conf, NULL,
	    f->row.why, key, w);
}

static bool
tell_recovered(struct polled *f, struct why *w)
{
	char key[128];

	if (!f->row.told)
		return true;
	f->row.told = false;
	snprintf(key, sizeof(key), "recovered %lld %lld", (long long)f->row.id,
	    (long long)f->row.failing_since);
	return raise_health(
	    f->poll->turn, EVENT_FEED_RECOVERED, f->conf, NULL, NULL, key, w);
}

static void
fail_round(struct polled *f, enum feed_state state, const char *reason)
{
	struct turn *t = f->poll->turn;
	struct poll_round r = {.feed = f->conf->name, .why = reason};
	struct why w;

	set_text(&f->row.why, reason);
	r.why = f->row.why;
	f->row.state = state;
	f->row.status = f->status;
	f->row.failures++;
	if (f->row.failures == 1)
		f->row.failing_since = turn_now(t);
	f->row.last_try = turn_now(t);
	f->row.next = turn_now(t) +
		      poll_pause(f->conf->interval, f->row.failures,
			  f->retry_after,
			  (uint64_t)f->row.id * 31 + (uint64_t)f->row.failures);
	if (state == FEED_GONE)
		f->row.failures = turn_conf(t)->alert_after;
	if (!turn_write(t, &w) || !tell_failing(f, &w) ||
	    !store_feed_keep(turn_store(t), &f->row, &w)) {
		turn_lose(t, &w);
		return;
	}
	end_round(f, &r);
}

/* The row after a round that went well. */
static void
mark_ok(struct polled *f)
{
	struct turn *t = f->poll->turn;

	set_text(&f->row.why, NULL);
	f->row.state = FEED_OK;
	f->row.status = f->status;
	f->row.failures = 0;
	f->row.last_try = f->row.last_ok = turn_now(t);
	f->row.next = turn_now(t) +
		      poll_pause(f->conf->interval, 0, f->retry_after,
			  (uint64_t)f->row.id * 31 + (uint64_t)turn_now(t));
}

/* Pages with a deadline ahead are looked at again, though their list is the
 * same: the date is changed in the page (DESIGN 8). */
static bool
reread_pages(struct polled *f, struct why *w)
{
	struct turn *t = f->poll->turn;
	int64_t now = turn_now(t);

	if ((f->conf->read & CONF_READ_LINKED) == 0)
		return true;
	return store_items_reread(turn_store(t), f->row.id, turn_today(t),
	    f->asked_for ? now : now - REREAD_SECONDS, now, w);
}

static void
end_unchanged(struct polled *f)
{
	struct turn *t = f->poll->turn;
	struct poll_round r = {
	    .feed = f->conf->name, .ok = true, .unchanged = true};
	bool was_ok = f->row.state == FEED_OK;
	struct why w;
	bool done;

	mark_ok(f);
	done = turn_write(t, &w) && tell_recovered(f, &w) &&
	       reread_pages(f, &w) &&
	       (was_ok ? store_feed_tick(turn_store(t), &f->row, &w)
		       : store_feed_keep(turn_store(t), &f->row, &w));
	if (!done) {
		turn_lose(t, &w);
		return;
	}
	end_round(f, &r);
	linked_wake(f->poll->linked);
}

static void
keep_round(struct polled *f, const struct document *d)
{
	struct turn *t = f->poll->turn;
	struct poll_round r = {.feed = f->conf->name, .ok = true};
	struct kept kept = {0};
	struct why w;

	if (!turn_write(t, &w) || !store_mark(turn_store(t), &w)) {
		lose_round(f, &w);
		return;
	}
	if (!keep_list(t, f->conf, &f->row, d, &kept, &w)) {
		lose_round(f, &w);
		return;
	}
	r.new = kept.new;
	r.changed = kept.changed;
	r.alerts = kept.alerts;
	mark_ok(f);
	set_text(&f->row.etag, f->etag);
	set_text(&f->row.last_modified, f->last_modified);
	set_text(&f->row.title, d->title);
	set_text(&f->row.format, d->format);
	f->row.hash = f->hash;
	tell_round(f, &r);
	f->row.baseline = true;
	if (!tell_recovered(f, &w) || !reread_pages(f, &w) ||
	    !store_feed_keep(turn_store(t), &f->row, &w) ||
	    !store_unmark(turn_store(t), &w)) {
		lose_round(f, &w);
		return;
	}
	schedule(f);
	answer_waiters(f, &r);
	forget_answer(f);
	linked_wake(f->poll->linked);
}

static void
was_read(struct reader_result *result, void *context)
{
	struct polled *f = context;

	assert(f->step == READ);
	f->errand = NULL;
	if (result->document == NULL)
		fail_round(f, FEED_FAILING, result->why.text);
	else if (result->document->cut)
		fail_round(f, FEED_FAILING,
		    "the feed is cut off before its end (or has more items "
		    "than are read); nothing of it is taken, it is asked "
		    "for again");
	else
		keep_round(f, result->document);
	pool_free(result->pool);
}

/* What was a feed once is not taken for a page later: then it is a fault. */
static enum reading_want
wanted(const struct polled *f)
{
	static const enum reading_want want[] = {
	    [CONF_FEED_AUTO] = READING_AUTO,
	    [CONF_FEED_FEED] = READING_FEED,
	    [CONF_FEED_PAGE] = READING_LIST};
	bool was_feed = f->row.baseline && f->row.format != NULL &&
			strcmp(f->row.format, "html") != 0;

	if (f->conf->type == CONF_FEED_AUTO && was_feed)
		return READING_FEED;
	return want[f->conf->type];
}

static void
read_body(struct polled *f, const struct fetch_result *got)
{
	struct reading reading = {.want = wanted(f),
	    .body = {.bytes = got->bytes,
		.len = got->len,
		.url = got->url,
		.type = got->type},
	    .paths = f->conf->paths,
	    .published = turn_today(f->poll->turn)};

	f->etag = got->etag ? strdup(got->etag) : NULL;
	f->last_modified = got->last_modified ? strdup(got->last_modified)
					      : NULL;
	f->step = READ;
	if (reader_waiting(f->poll->reader) < FULL_READER)
		hosts_leave(f->poll->hosts, &f->ticket);
	f->errand = reader_start(f->poll->reader, &reading, was_read, f);
}

static void
has_answer(const struct fetch_result *got, void *context)
{
	struct polled *f = context;

	assert(f->step == ASKED);
	f->fetch = NULL;
	f->status = got->status;
	f->retry_after = got->retry_after;
	if (got->retry_after > 0 && got->outcome == FETCH_REFUSED)
		hosts_rest(f->poll->hosts, f->conf->url, got->retry_after);
	switch (got->outcome) {
	case FETCH_UNCHANGED:
		end_unchanged(f);
		break;
	case FETCH_BODY:
		f->hash = (int64_t)XXH3_64bits(got->bytes, got->len);
		if (f->hash == f->row.hash && f->row.state == FEED_OK)
			end_unchanged(f);
		else
			read_body(f, got);
		break;
	case FETCH_GONE:
		fail_round(f, FEED_GONE,
		    "410: gone for good; it is polled no more. Remove the "
		    "feed, or give it a new url");
		break;
	default:
		fail_round(f, FEED_FAILING, got->why.text);
	}
}

/* Validators only of an answer that was read well. */
static void
ask(void *context)
{
	struct polled *f = context;
	const struct conf *conf = turn_conf(f->poll->turn);
	bool known = f->row.baseline;
	struct fetch_request request = {.url = f->conf->url,
	    .etag = known ? f->row.etag : NULL,
	    .last_modified = known ? f->row.last_modified : NULL,
	    .proxy = f->conf->proxy,
	    .seconds = conf->patience,
	    .body_most = conf->body_most,
	    .redirects_most = 10};

	assert(f->step == QUEUED);
	f->step = ASKED;
	f->fetch = fetch_start(f->poll->fetcher, &request, has_answer, f);
}

static void
start_round(struct polled *f)
{
	if (f->step != RESTING)
		return;
	evtimer_del(f->timer);
	f->step = QUEUED;
	f->status = 0;
	f->retry_after = -1;
	f->ticket.go = ask;
	f->ticket.context = f;
	hosts_enter(f->poll->hosts, f->conf->url, &f->ticket);
}

static void
is_due(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	start_round(context);
}

static struct polled *
find(const struct poll *p, const char *name)
{
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->feed[i]->conf->name, name) == 0)
			return p->feed[i];
	return NULL;
}

static void
free_polled(struct polled *f)
{
	struct poll_round r = {
	    .feed = f->conf->name, .why = "the feed was taken away"};

	if (f->fetch != NULL)
		fetch_cancel(f->fetch);
	if (f->errand != NULL)
		reader_cancel(f->errand);
	answer_waiters(f, &r);
	forget_answer(f);
	event_free(f->timer);
	free_texts(&f->row);
	free(f);
}

/* What memory knows of the feeds is read again from the file. */
static void
lost(void *context)
{
	struct poll *p = context;
	struct why w;

	for (size_t i = 0; i < p->n; i++) {
		struct polled *f = p->feed[i];
		struct poll_round r = {.feed = f->conf->name,
		    .why = "the state file could not be written"};

		if (f->fetch != NULL)
			fetch_cancel(f->fetch);
		if (f->errand != NULL)
			reader_cancel(f->errand);
		answer_waiters(f, &r);
		forget_answer(f);
		if (!load_row(f, &w))
			log_err("feed %s: %s", f->conf->name, w.text);
		f->row.next = turn_now(p->turn) + 60;
		schedule(f);
	}
}

static void
nothing(void *context)
{
	(void)context;
}

struct poll *
poll_new(struct turn *t, struct fetcher *fetcher, struct reader *reader,
    struct hosts *hosts, struct linked *linked)
{
	struct poll *p = calloc(1, sizeof(*p));

	if (p == NULL)
		abort();
	p->turn = t;
	p->fetcher = fetcher;
	p->reader = reader;
	p->hosts = hosts;
	p->linked = linked;
	turn_after(t, nothing, lost, p);
	return p;
}

void
poll_free(struct poll *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; i < p->n; i++)
		free_polled(p->feed[i]);
	free(p->feed);
	free(p);
}

static struct polled *
new_polled(struct poll *p, const struct conf_feed *conf)
{
	struct polled *f = calloc(1, sizeof(*f));

	if (f == NULL)
		abort();
	f->poll = p;
	f->conf = conf;
	f->timer = evtimer_new(turn_base(p->turn), is_due, f);
	return f;
}

/* The one that runs for the feed of that name, or a new one. */
static struct polled *
take_over(struct poll *p, struct polled **old, size_t n,
    const struct conf_feed *conf, struct why *w)
{
	struct polled *f = NULL;

	for (size_t i = 0; i < n && f == NULL; i++)
		if (old[i] != NULL &&
		    strcmp(old[i]->row.name, conf->name) == 0) {
			f = old[i];
			old[i] = NULL;
		}
	if (f == NULL)
		f = new_polled(p, conf);
	f->conf = conf;
	if (f->step == RESTING && !load_row(f, w)) {
		free_polled(f);
		return NULL;
	}
	if (f->step == RESTING)
		schedule(f);
	return f;
}

bool
poll_reload(struct poll *p, struct why *w)
{
	const struct conf *conf = turn_conf(p->turn);
	struct polled **old = p->feed;
	size_t n = p->n;
	bool done = true;

	p->feed = calloc(conf->n_feeds + 1, sizeof(struct polled *));
	if (p->feed == NULL)
		abort();
	p->n = 0;
	for (size_t i = 0; i < conf->n_feeds && done; i++) {
		struct polled *f = take_over(p, old, n, &conf->feed[i], w);

		done = f != NULL;
		if (done)
			p->feed[p->n++] = f;
	}
	for (size_t i = 0; i < n; i++)
		if (old[i] != NULL)
			free_polled(old[i]);
	free(old);
	return done;
}

bool
poll_now(struct poll *p, const char *feed, poll_done_fn *done, void *context)
{
	struct polled *f = find(p, feed);
	struct waiter *one;

	if (f == NULL || f->conf->paused)
		return false;
	one = calloc(1, sizeof(*one));
	if (one == NULL)
		abort();
	one->done = done;
	one->context = context;
	one->next = f->waiters;
	f->waiters = one;
	f->asked_for = true;
	start_round(f);
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
	return true;
}

void
poll_each(const struct poll *p, poll_feed_fn *fn, void *context)
{
	for (size_t i = 0; i < p->n; i++)
		fn(p->feed[i]->conf, &p->feed[i]->row, context);
}
