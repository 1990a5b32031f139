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
#include "means.h"
#include "raise.h"
#include "turn.h"

enum {
	DAY_SECONDS = 86400,
	REREAD_SECONDS = 3600, /* between two looks at a page by itself */
	FULL_READER = 8 << 20, /* bytes that wait: then asking waits too */
	ROW_MOST = 1 << 20,
	TITLE_MOST = 1000,    /* bytes of a feed's own title */
	VALIDATOR_MOST = 4096 /* a longer one is not worth sending back */
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
	bool again;     /* a round was stopped by poll_stop */
	bool asked_for; /* by a person: linked pages are read again too */
	bool loaded;    /* row is as the file has it */
	/* Of the answer, until its body is kept. */
	char *etag, *last_modified;
	int64_t hash;
	int status, retry_after;
};

struct poll {
	struct turn *turn;
	const struct means *means;
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

/* How it is read, as a number: read another way, the same bytes are news. */
static int64_t
way_of(const struct conf_feed *conf)
{
	const char *const path[] = {conf->paths.item, conf->paths.title,
	    conf->paths.link, conf->paths.date, conf->paths.text};
	uint64_t hash = (uint64_t)conf->type * 16 + conf->read;

	for (size_t i = 0; i < sizeof(path) / sizeof(path[0]); i++)
		hash = XXH3_64bits_withSeed(path[i] ? path[i] : "",
		    path[i] ? strlen(path[i]) : 0, hash + i);
	return (int64_t)(hash >> 1);
}

static bool
load_row(struct polled *f, struct why *w)
{
	struct pool *pool = pool_new(ROW_MOST);
	struct feed_row row;
	bool done = turn_write(f->poll->turn, w) &&
		    store_feed_open(turn_store(f->poll->turn), pool,
			f->conf->name, f->conf->url, way_of(f->conf), &row, w);

	f->loaded = done;
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
	int64_t next = f->row.next, last = f->row.last_try;
	int64_t left = next == NO_TIME ? 0 : next - turn_now(f->poll->turn);
	struct timeval tv = {0, 0};

	/* The clock may have gone back since the time was set. */
	if (next != NO_TIME && last != NO_TIME && left > next - last)
		left = next - last;
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
	hosts_leave(f->poll->means->hosts, &f->ticket);
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

/*
 * This round alone is taken back and asked for once more, in a minute.  When
 * the file has lost all that was not committed, so have all the others.
 */
static void
lose_round(struct polled *f, const struct why *w)
{
	struct poll_round r = {.feed = f->conf->name, .why = w->text};
	struct why ignored;

	if (!store_undo(turn_store(f->poll->turn)) || !load_row(f, &ignored)) {
		turn_lose(f->poll->turn, w);
		return;
	}
	f->row.next = turn_now(f->poll->turn) + 60;
	end_round(f, &r);
}

/* An answer is kept only beside a row that is as the file has it. */
static bool
has_row(struct polled *f)
{
	struct why w;

	if (f->loaded || load_row(f, &w))
		return true;
	turn_lose(f->poll->turn, &w);
	return false;
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

/* A stranger's: no longer than a title is, cut between two characters. */
static void
set_title(struct polled *f, const char *title)
{
	size_t n = title ? strlen(title) : 0;
	char *copy;

	if (n > TITLE_MOST)
		for (n = TITLE_MOST; (title[n] & 0xC0) == 0x80;)
			n--;
	copy = title ? strndup(title, n) : NULL;
	set_text(&f->row.title, copy);
	free(copy);
}

static void
keep_round(struct polled *f, const struct document *d)
{
	struct turn *t = f->poll->turn;
	struct poll_round r = {.feed = f->conf->name, .ok = true};
	struct kept kept = {0};
	struct why w;

	if (!turn_write(t, &w) || !store_mark(turn_store(t), &w)) {
		turn_lose(t, &w);
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
	set_title(f, d->title);
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

/* What was a feed stays one: a page in its place is a fault, not news. */
static bool
was_feed(const struct polled *f)
{
	return f->row.baseline && f->conf->type == CONF_FEED_AUTO &&
	       f->row.format != NULL && strcmp(f->row.format, "html") != 0;
}

static char *
copy_validator(const char *text)
{
	bool fits = text != NULL && strlen(text) <= VALIDATOR_MOST;

	return fits ? strdup(text) : NULL;
}

static void
read_body(struct polled *f, const struct fetch_result *got)
{
	static const enum reading_want want[] = {
	    [CONF_FEED_AUTO] = READING_AUTO,
	    [CONF_FEED_FEED] = READING_FEED,
	    [CONF_FEED_PAGE] = READING_LIST};
	struct reading reading = {
	    .want = was_feed(f) ? READING_FEED : want[f->conf->type],
	    .body = {.bytes = got->bytes,
		.len = got->len,
		.url = got->url,
		.type = got->type},
	    .paths = f->conf->paths,
	    .published = turn_today(f->poll->turn)};

	f->etag = copy_validator(got->etag);
	f->last_modified = copy_validator(got->last_modified);
	f->step = READ;
	if (reader_waiting(f->poll->means->reader) < FULL_READER)
		hosts_leave(f->poll->means->hosts, &f->ticket);
	f->errand = reader_start(f->poll->means->reader, &reading, was_read, f);
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
		hosts_rest(
		    f->poll->means->hosts, f->conf->url, got->retry_after);
	if (!has_row(f))
		return;
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
	bool known = f->loaded && f->row.baseline;
	struct fetch_request request = {.url = f->conf->url,
	    .etag = known ? f->row.etag : NULL,
	    .last_modified = known ? f->row.last_modified : NULL,
	    .proxy = f->conf->proxy,
	    .seconds = conf->patience,
	    .body_most = conf->body_most,
	    .redirects_most = 10};

	assert(f->step == QUEUED);
	f->step = ASKED;
	f->fetch = fetch_start(
	    f->poll->means->fetcher, &request, has_answer, f);
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
	hosts_enter(f->poll->means->hosts, f->conf->url, &f->ticket);
}

static void
is_due(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	start_round(context);
}

/* They stand in the order of the configuration. */
static struct polled *
find(const struct poll *p, const char *name)
{
	const struct conf *conf = turn_conf(p->turn);
	const struct conf_feed *feed = conf_find_feed(conf, name);
	size_t at = feed ? (size_t)(feed - conf->feed) : p->n;

	return at < p->n ? p->feed[at] : NULL;
}

/* The round under way, if there is one, ends here; nothing of it is kept. */
static void
drop_round(struct polled *f)
{
	if (f->fetch != NULL)
		fetch_cancel(f->fetch);
	if (f->errand != NULL)
		reader_cancel(f->errand);
	forget_answer(f);
}

static void
free_polled(struct polled *f)
{
	struct poll_round r = {
	    .feed = f->conf->name, .why = "the feed was taken away"};

	answer_waiters(f, &r);
	drop_round(f);
	event_free(f->timer);
	free_texts(&f->row);
	free(f);
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

	answer_waiters(f, &r);
	drop_round(f);
	if (!load_row(f, &w))
		log_err("feed %s: %s", f->conf->name, w.text);
	if (!f->loaded || !was_loaded || was_busy ||
	    f->row.last_try != last_try)
		f->row.next = soon + f->row.id % 10;
	schedule(f);
}

/* What memory knows of the feeds is read again from the file. */
static void
lost(void *context)
{
	struct poll *p = context;

	for (size_t i = 0; i < p->n; i++)
		lose_feed(p->feed[i]);
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

/* The one that runs for the feed of that name: most often at its old place. */
static struct polled *
take_old(struct polled **old, size_t n, size_t at, const char *name)
{
	for (size_t i = 0; i < n; i++) {
		struct polled **place = &old[(at + i) % n], *f = *place;

		if (f == NULL || strcmp(f->conf->name, name) != 0)
			continue;
		*place = NULL;
		return f;
	}
	return NULL;
}

/* A round that asks another address, or reads another way, begins again. */
static bool
take_conf(struct polled *f, const struct conf_feed *conf, struct why *w)
{
	bool same = f->conf == conf || (strcmp(f->conf->url, conf->url) == 0 &&
					   way_of(f->conf) == way_of(conf));
	bool begin = f->again ||
		     (f->step != RESTING && (!same || conf->paused));
	struct poll_round paused = {
	    .feed = conf->name, .why = "the feed is paused"};

	f->conf = conf;
	f->again = false;
	if (begin)
		drop_round(f);
	if (conf->paused)
		answer_waiters(f, &paused);
	if (f->step != RESTING)
		return true;
	if (!load_row(f, w))
		f->row.next = turn_now(f->poll->turn) + 60;
	else if (begin)
		f->row.next = NO_TIME;
	schedule(f);
	return f->loaded;
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
	for (size_t i = 0; i < p->n; i++) {
		struct polled *f = p->feed[i];

		f->again = f->step != RESTING;
		if (f->again)
			drop_round(f);
	}
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
	for (p->n = 0; p->n < conf->n_feeds; p->n++) {
		const struct conf_feed *one = &conf->feed[p->n];
		struct polled *f = take_old(old, n, p->n, one->name);

		p->feed[p->n] = f ? f : new_polled(p, one);
		done &= take_conf(p->feed[p->n], one, w);
	}
	for (size_t i = 0; i < n; i++)
		if (old[i] != NULL)
			free_polled(old[i]);
	free(old);
	return say_which(p, w) && done;
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
