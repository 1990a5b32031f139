/* linked.c - items whose text stands elsewhere: pages and papers are read */
/* SPDX-License-Identifier: MIT */
/*
 *	due in the file --> QUEUED --its host lets it in--> ASKED --body--> READ
 *	                      ^                                             |
 *	                      |<---- the next paper ------------------------|
 *	                                     a PDF: ASKED --> PRINTED --> READ
 *
 * The page comes first, then up to LINKED_PAPERS papers that it names.  When
 * all are read, or have failed, end() keeps what there is.
 */
#include "linked.h"

#include <assert.h>
#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>

#include "access.h"
#include "base/date.h"
#include "base/held.h"
#include "base/log.h"
#include "base/pool.h"
#include "core/login.h"
#include "core/network.h"
#include "core/reading.h"
#include "edge/conf.h"
#include "edge/fetch.h"
#include "edge/reader.h"
#include "edge/spawn.h"
#include "edge/store.h"
#include "hosts.h"
#include "linked-inner.h"
#include "means-rest.h"
#include "means.h"
#include "slice.h"
#include "turn.h"

enum {
	ERRAND_MOST = 64 << 20,
	REST_MOST = 60, /* seconds that an errand waits for its host */
	REST_LONGEST = 86400,
};

static void ask_for(struct errand *, const char *url);
static void start_due(struct linked *);

void
linked_errand_free(struct errand *e)
{
	struct errand **at = &e->linked->errands;

	while (*at != e)
		at = &(*at)->next;
	*at = e->next;
	e->linked->n--;
	hosts_leave(e->linked->means->hosts, &e->ticket);
	if (e->fetch != NULL)
		fetch_cancel(e->fetch);
	if (e->print != NULL)
		spawn_cancel(e->print);
	if (e->errand != NULL)
		reader_cancel(e->errand);
	linked_drop_settling(e);
	str_release(&e->text);
	slicer_free_pool(turn_slicer(e->linked->turn), e->pool);
	free(e);
}

void
linked_go_on(struct linked *l)
{
	start_due(l);
}

void
linked_next_paper(struct errand *e)
{
	if (e->at_paper < e->n_papers)
		ask_for(e, e->paper[e->at_paper++]);
	else if (!linked_read_own(e))
		linked_settle(e);
}

void
linked_note_failure(struct errand *e, bool later, const char *reason)
{
	if (!e->page_is_read || later)
		why(&e->reason, "%s",
		    reason[0] ? reason : "nothing to read there");
	if (e->page_is_read)
		log_warn(
		    "feed %s: paper %s: %s", e->feed->name, e->url, reason);
	e->missing |= e->page_is_read && later;
}

static void
was_read(struct reader_result *result, void *context)
{
	struct errand *e = context;

	assert(e->step == READ);
	e->errand = NULL;
	if (result->document != NULL && result->document->n_items > 0)
		linked_take_item(e, &result->document->items[0]);
	else
		linked_note_failure(e, result->died, result->why.text);
	slicer_free_pool(turn_slicer(e->linked->turn), result->pool);
	if (e->page_is_read)
		linked_next_paper(e);
	else
		linked_settle(e);
}

static int
published_day(const struct errand *e)
{
	int64_t at = e->published != NO_TIME        ? e->published
		     : e->item.published != NO_TIME ? e->item.published
						    : e->item.seen;
	int64_t now = turn_now(e->linked->turn);

	/* what is dated ahead is not from then */
	return time_local_day(at < now ? at : now);
}

void
linked_read_bytes(struct errand *e, enum reading_want want, const char *bytes,
    size_t len, const char *url, const char *type)
{
	struct reading reading = {.want = want,
	    .body = {.bytes = bytes, .len = len, .url = url, .type = type},
	    .published = published_day(e)};

	e->step = READ;
	e->errand = reader_start(
	    e->linked->means->reader, &reading, was_read, e);
}

/* 404 and the like will not be another day either. */
static bool
may_come(const struct fetch_result *got)
{
	bool refused = got->outcome == FETCH_REFUSED;

	return got->outcome == FETCH_BROKEN || got->outcome == FETCH_NO_HOST ||
	       (refused && (got->status == 429 || got->status >= 500));
}

static bool
is_offline(const struct linked *l)
{
	return l->means->network->state == NETWORK_DOWN;
}

static void
has_answer(const struct fetch_result *got, void *context)
{
	struct errand *e = context;

	assert(e->step == ASKED);
	e->fetch = NULL;
	hosts_leave(e->linked->means->hosts, &e->ticket);
	e->give_up |= got->outcome == FETCH_GONE && !e->page_is_read;
	e->offline |= got->reach != FETCH_REACHED && is_offline(e->linked);
	if (got->retry_after > 0 && got->outcome == FETCH_REFUSED) {
		means_rest(e->linked->turn, e->linked->means, got->url,
		    got->retry_after < REST_LONGEST ? got->retry_after
						    : REST_LONGEST);
		e->retry_after = got->retry_after;
		e->give_up |= got->retry_after > WAIT_MOST;
	}
	if (got->outcome == FETCH_BODY && linked_is_pdf(got)) {
		e->page_is_read = true;
		linked_print(e, got);
	} else if (!e->page_is_read && login_led_to(e->url, got->url)) {
		linked_note_failure(e, false, "it leads to a log-in page");
		linked_settle(e);
	} else if (got->outcome == FETCH_BODY && !e->page_is_read) {
		linked_read_bytes(
		    e, READING_PAGE, got->bytes, got->len, got->url, got->type);
	} else {
		linked_note_failure(e, may_come(got),
		    got->outcome == FETCH_BODY ? "not a PDF" : got->why.text);
		if (e->page_is_read)
			linked_next_paper(e);
		else
			linked_settle(e);
	}
}

static void
ask(void *context)
{
	struct errand *e = context;
	const struct conf *conf = turn_conf(e->linked->turn);
	struct fetch_request request = {.url = e->url,
	    .seconds = conf->patience,
	    .body_most = conf->body_most,
	    .redirects_most = 10};

	assert(e->step == QUEUED);
	e->step = ASKED;
	e->fetch = access_start(
	    e->linked->means->fetcher, e->feed, &request, has_answer, e);
}

static void
ask_for(struct errand *e, const char *url)
{
	e->step = QUEUED;
	e->url = url;
	e->ticket.go = ask;
	e->ticket.context = e;
	hosts_enter(e->linked->means->hosts, url, &e->ticket);
}

struct errand *
linked_errand_new(
    struct linked *l, const struct item_row *r, const struct conf_feed *feed)
{
	struct errand *e = calloc(1, sizeof(*e));

	if (e == NULL)
		abort();
	e->linked = l;
	e->pool = pool_new(ERRAND_MOST);
	e->feed = feed;
	e->text = (struct str)STR_INIT(TEXT_MOST);
	e->links = 1;
	e->paper = pool_get(e->pool, LINKED_PAPERS * sizeof(*e->paper));
	e->published = NO_TIME;
	e->item = *r;
	e->item.link = r->link ? pool_strdup(e->pool, r->link) : NULL;
	e->item.title = r->title ? pool_strdup(e->pool, r->title) : NULL;
	e->item.feed_name = NULL;
	e->due = r->next;
	e->next = l->errands;
	l->errands = e;
	l->n++;
	return e;
}

static bool
is_under_way(const struct linked *l, int64_t item)
{
	for (const struct errand *e = l->errands; e != NULL; e = e->next)
		if (e->item.id == item)
			return true;
	return false;
}

/* Starts what the file says is due. */
static bool
start(const struct item_row *r, void *context)
{
	struct delays *d = context;
	struct linked *l = d->linked;
	const struct conf_feed *feed = conf_find_feed(
	    turn_conf(l->turn), r->feed_name);
	int rest = hosts_rests(l->means->hosts, r->link);
	struct errand *e;

	if (feed == NULL || is_under_way(l, r->id))
		return true;
	if (rest > REST_MOST) {
		linked_delay(d, r, feed, rest);
		return true;
	}
	if (l->n >= LINKED_AT_ONCE)
		return false;
	e = linked_errand_new(l, r, feed);
	ask_for(e, e->item.link);
	return true;
}

static void
schedule(struct linked *l)
{
	int64_t next, now = turn_now(l->turn);
	struct timeval tv = {0, 0};
	struct why w;

	if (!store_items_next(turn_store(l->turn), &next, &w)) {
		log_err("pages: %s", w.text);
		next = now + 60;
	}
	if (next == NO_TIME)
		return;
	tv.tv_sec = next > now      ? next - now
		    : is_offline(l) ? OFFLINE_SECONDS
				    : 1;
	evtimer_add(l->timer, &tv);
}

static void
start_due(struct linked *l)
{
	struct delays d = {.linked = l};
	struct why w;

	if (l->n >= LINKED_AT_ONCE)
		return;
	if (is_offline(l)) {
		schedule(l);
		return;
	}
	if (!store_items_due(turn_store(l->turn), turn_now(l->turn), DUE_MOST,
		start, &d, &w)) {
		turn_lose(l->turn, &w);
		return;
	}
	if (!linked_put_off(&d))
		return;
	if (l->n < LINKED_AT_ONCE)
		schedule(l);
}

static void
is_due(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	start_due(context);
}

HELD(is_due)

static void
nothing(void *context)
{
	(void)context;
}

/* What was under way is due again, as the file says. */
static void
lost(void *context)
{
	struct linked *l = context;
	struct timeval minute = {60, 0};

	while (l->errands != NULL)
		linked_errand_free(l->errands);
	evtimer_add(l->timer, &minute);
}

struct linked *
linked_new(struct turn *t, const struct means *means)
{
	struct linked *l = calloc(1, sizeof(*l));

	if (l == NULL)
		abort();
	l->turn = t;
	l->means = means;
	l->timer = evtimer_new(turn_base(t), held_is_due, l);
	turn_after(t, nothing, lost, l);
	return l;
}

void
linked_free(struct linked *l)
{
	if (l == NULL)
		return;
	while (l->errands != NULL)
		linked_errand_free(l->errands);
	event_free(l->timer);
	free(l);
}

void
linked_reload(struct linked *l)
{
	while (l->errands != NULL)
		linked_errand_free(l->errands);
	linked_wake(l);
}

void
linked_wake(struct linked *l)
{
	struct timeval now = {0, 0};

	evtimer_add(l->timer, &now);
}

bool
linked_rests(const struct linked *l)
{
	int64_t next;
	struct why w;

	if (l->n > 0)
		return false;
	return !store_items_next(turn_store(l->turn), &next, &w) ||
	       next == NO_TIME || next > turn_now(l->turn);
}
