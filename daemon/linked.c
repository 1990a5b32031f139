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
#include <string.h>
#include <strings.h>
#include <xxhash.h>

#include "base/date.h"
#include "base/log.h"
#include "base/pool.h"
#include "base/str.h"
#include "core/reading.h"
#include "edge/conf.h"
#include "edge/fetch.h"
#include "edge/reader.h"
#include "edge/spawn.h"
#include "edge/store.h"
#include "hosts.h"
#include "keep.h"
#include "means.h"
#include "turn.h"

enum {
	ERRAND_MOST = 64 << 20,
	TEXT_MOST = 4 << 20,
	PDF_SECONDS = 30,
	PDF_MEMORY = 512 << 20,
	DEADLINES_MOST = 500,
	DUE_MOST = LINKED_AT_ONCE * 4,
	REST_MOST = 60,   /* seconds that an errand waits for its host */
	WAIT_MOST = 3600, /* and that an alert waits for it */
};

/* Seconds until the next try. */
static const int pauses[LINKED_TRIES] = {30, 300, 1800, 7200};

enum step { QUEUED, ASKED, PRINTED, READ };

struct errand {
	struct errand *next; /* linked's errands */
	struct linked *linked;
	struct pool *pool;
	struct item_row item; /* as the file has it, in the pool */
	const struct conf_feed *feed;
	enum step step;
	struct ticket ticket;
	struct fetch *fetch;
	struct spawn *print;
	struct reader_errand *errand;
	const char *url; /* of what is asked for now */
	/* What has been read so far. */
	struct str text;
	int64_t published;
	struct deadline *deadlines;
	size_t n_deadlines, room_deadlines;
	const char **paper; /* addresses */
	size_t n_papers, at_paper;
	int64_t links; /* hash of the addresses of papers */
	bool page_is_read;
	bool missing;     /* a paper that may be had later */
	char reason[256]; /* why the page was not, or the paper */
	int64_t due;      /* as the file had it when this began */
	int retry_after;  /* seconds, when a host said so */
	bool give_up;     /* its host will not let us in for long */
};

struct linked {
	struct turn *turn;
	const struct means *means;
	struct event *timer;
	struct errand *errands;
	int n;
};

static void ask_for(struct errand *, const char *url);
static void start_due(struct linked *);

static void
free_errand(struct errand *e)
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
	str_release(&e->text);
	pool_free(e->pool);
	free(e);
}

/*
 * When it is to be read again: at once when its feed said something else of it
 * meanwhile, later when it never was read whole, else when somebody asks.
 */
static int64_t
next_time(const struct errand *e, bool whole)
{
	int64_t now = turn_now(e->linked->turn);

	if (e->item.next != e->due && e->item.next != NO_TIME)
		return e->item.next;
	if (!whole && e->item.read == NO_TIME &&
	    now < e->item.seen + LINKED_PATIENCE)
		return now + LINKED_LATER;
	return NO_TIME;
}

/* Read, for now: what is not to be tried by itself any more. */
static void
mark_read(struct errand *e, bool whole)
{
	e->item.next = next_time(e, whole);
	if (whole || e->item.read != NO_TIME || e->item.next == NO_TIME)
		e->item.read = turn_now(e->linked->turn);
	e->item.tries = 0;
}

/* The item as it stands now, or given up on: kept in one transaction. */
static bool
keep(struct errand *e, bool whole, struct why *w)
{
	struct turn *t = e->linked->turn;
	bool says = e->page_is_read && e->text.len > 0;
	struct keep_text text = {
	    .title = e->item.list_title ? e->item.list_title : e->item.title,
	    .text = says ? e->text.text : e->item.text,
	    .published = e->published,
	    .links_hash = says ? e->links : 0,
	    .deadlines = e->deadlines,
	    .n_deadlines = e->n_deadlines,
	    .unread = !says};
	struct kept kept = {0};

	mark_read(e, whole);
	if (!keep_item(t, e->pool, e->feed, &e->item, &text, &kept, w))
		return false;
	if (kept.alerts == 0 && kept.changed == 0)
		log_debug("feed %s: I%lld read, nothing to tell", e->feed->name,
		    (long long)e->item.id);
	return true;
}

/* A page that could not be read: later, or with what the feed says. */
static bool
keep_for_later(struct errand *e, struct why *w)
{
	struct turn *t = e->linked->turn;
	bool known = e->item.state == ITEM_READ;
	int pause;

	e->item.tries++;
	if (e->item.tries < LINKED_TRIES && !e->give_up) {
		pause = pauses[e->item.tries - 1];
		e->item.next = turn_now(t) + (pause < e->retry_after
						     ? e->retry_after
						     : pause);
		turn_tell(t, "page", "feed %s: I%lld %s: %s (try %d)",
		    e->feed->name, (long long)e->item.id, e->item.link,
		    e->reason, e->item.tries);
		return store_item_keep(turn_store(t), &e->item, w);
	}
	turn_tell(t, "page", "feed %s: I%lld %s: %s (given up, %s)",
	    e->feed->name, (long long)e->item.id, e->item.link, e->reason,
	    known ? "what is known stays" : "it goes on with what there is");
	if (!known)
		return keep(e, false, w);
	mark_read(e, false);
	return store_item_keep(turn_store(t), &e->item, w);
}

/* The item may have changed while its page was read: as the file has it. */
static bool
is_known(struct errand *e, bool *found, struct why *w)
{
	return store_item_get(turn_store(e->linked->turn), e->pool, e->item.id,
	    true, &e->item, found, w);
}

/* False: all of what is not committed is lost, and every errand is gone. */
static bool
settle(struct errand *e)
{
	struct turn *t = e->linked->turn;
	bool found = false;
	struct why w;
	bool done = turn_write(t, &w) && store_mark(turn_store(t), &w) &&
		    is_known(e, &found, &w) &&
		    (!found || (e->page_is_read && !e->missing
				       ? keep(e, true, &w)
				       : keep_for_later(e, &w))) &&
		    store_unmark(turn_store(t), &w);

	free_errand(e);
	if (!done)
		turn_lose(t, &w);
	return done;
}

static void
end(struct errand *e)
{
	struct linked *l = e->linked;

	if (settle(e))
		start_due(l);
}

static bool
is_paper(const struct link *link)
{
	return link->rel != NULL && strcmp(link->rel, "enclosure") == 0;
}

static void
note_papers(struct errand *e, const struct item *item)
{
	for (size_t i = 0; i < item->n_links; i++) {
		const struct link *link = &item->links[i];

		if (!is_paper(link))
			continue;
		e->links = (int64_t)XXH3_64bits_withSeed(
		    link->href, strlen(link->href), (XXH64_hash_t)e->links);
		if ((e->feed->read & CONF_READ_ATTACHMENTS) == 0 ||
		    e->n_papers >= LINKED_PAPERS)
			continue;
		e->paper[e->n_papers++] = pool_strdup(e->pool, link->href);
	}
}

static bool
has_deadline(const struct errand *e, const struct deadline *d)
{
	for (size_t i = 0; i < e->n_deadlines; i++)
		if (e->deadlines[i].kind == d->kind &&
		    e->deadlines[i].start == d->start &&
		    e->deadlines[i].end == d->end)
			return true;
	return e->n_deadlines >= DEADLINES_MOST;
}

static void
add_deadlines(struct errand *e, const struct item *item)
{
	for (size_t i = 0; i < item->n_deadlines; i++) {
		struct deadline d = item->deadlines[i];

		if (has_deadline(e, &d))
			continue;
		d.evidence = pool_strdup(e->pool, d.evidence ? d.evidence : "");
		e->deadlines = pool_grow(e->pool, e->deadlines, e->n_deadlines,
		    &e->room_deadlines, sizeof(*e->deadlines));
		e->deadlines[e->n_deadlines++] = d;
	}
}

static void
next_paper(struct errand *e)
{
	if (e->at_paper < e->n_papers)
		ask_for(e, e->paper[e->at_paper++]);
	else
		end(e);
}

static void
take_item(struct errand *e, const struct item *item)
{
	if (e->text.len > 0)
		str_add(&e->text, "\n");
	if (item->content != NULL)
		str_add(&e->text, item->content);
	add_deadlines(e, item);
	if (e->page_is_read)
		return;
	e->page_is_read = true;
	if (item->published != NO_TIME)
		e->published = item->published;
	note_papers(e, item);
}

/* A page's or paper's failure; later: it may be had another time. */
static void
note_failure(struct errand *e, bool later, const char *reason)
{
	if (!e->page_is_read || later)
		snprintf(e->reason, sizeof(e->reason), "%s",
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
		take_item(e, &result->document->items[0]);
	else
		note_failure(e, result->died, result->why.text);
	pool_free(result->pool);
	if (e->page_is_read)
		next_paper(e);
	else
		end(e);
}

static int
published_day(const struct errand *e)
{
	int64_t at = e->published != NO_TIME        ? e->published
		     : e->item.published != NO_TIME ? e->item.published
						    : e->item.seen;

	return time_local_day(at);
}

static void
read_bytes(struct errand *e, enum reading_want want, const char *bytes,
    size_t len, const char *url, const char *type)
{
	struct reading reading = {.want = want,
	    .body = {.bytes = bytes, .len = len, .url = url, .type = type},
	    .published = published_day(e)};

	e->step = READ;
	e->errand = reader_start(
	    e->linked->means->reader, &reading, was_read, e);
}

/* pdftotext's text goes to the reader like any stranger's bytes. */
static void
was_printed(const struct spawn_result *result, void *context)
{
	struct errand *e = context;
	bool fine = result->started && result->status == 0 && !result->cut;

	assert(e->step == PRINTED);
	e->print = NULL;
	if (fine && result->len > 0) {
		read_bytes(e, READING_TEXT, result->output, result->len, e->url,
		    "text/plain; charset=UTF-8");
		return;
	}
	note_failure(e, !result->started || result->late,
	    fine ? "no text in the PDF; pictures only?" : result->why.text);
	next_paper(e);
}

static void
print(struct errand *e, const struct fetch_result *got)
{
	static const char *const argv[] = {
	    "/usr/bin/pdftotext", "-q", "-enc", "UTF-8", "-", "-", NULL};
	static const char *const environment[] = {
	    "PATH=/usr/bin:/bin", "LANG=C.UTF-8", NULL};
	struct spawn_request request = {.argv = argv,
	    .environment = environment,
	    .input = got->bytes,
	    .len = got->len,
	    .seconds = PDF_SECONDS,
	    .output_most = TEXT_MOST,
	    .memory_most = PDF_MEMORY};

	e->step = PRINTED;
	e->print = spawn_start(
	    e->linked->means->spawner, &request, was_printed, e);
}

static bool
is_pdf(const struct fetch_result *got)
{
	return got->len > 5 && memcmp(got->bytes, "%PDF-", 5) == 0;
}

/* 404 and the like will not be another day either. */
static bool
may_come(const struct fetch_result *got)
{
	bool refused = got->outcome == FETCH_REFUSED;

	return got->outcome == FETCH_BROKEN || got->outcome == FETCH_NO_HOST ||
	       (refused && (got->status == 429 || got->status >= 500));
}

static void
has_answer(const struct fetch_result *got, void *context)
{
	struct errand *e = context;

	assert(e->step == ASKED);
	e->fetch = NULL;
	hosts_leave(e->linked->means->hosts, &e->ticket);
	if (got->retry_after > 0 && got->outcome == FETCH_REFUSED) {
		hosts_rest(e->linked->means->hosts, e->url, got->retry_after);
		e->retry_after = got->retry_after;
		e->give_up |= got->retry_after > WAIT_MOST;
	}
	if (got->outcome == FETCH_BODY && is_pdf(got)) {
		e->page_is_read = true;
		print(e, got);
	} else if (got->outcome == FETCH_BODY && !e->page_is_read) {
		read_bytes(
		    e, READING_PAGE, got->bytes, got->len, got->url, got->type);
	} else {
		note_failure(e, may_come(got),
		    got->outcome == FETCH_BODY ? "not a PDF" : got->why.text);
		if (e->page_is_read)
			next_paper(e);
		else
			end(e);
	}
}

static void
ask(void *context)
{
	struct errand *e = context;
	const struct conf *conf = turn_conf(e->linked->turn);
	struct fetch_request request = {.url = e->url,
	    .proxy = e->feed->proxy,
	    .seconds = conf->patience,
	    .body_most = conf->body_most,
	    .redirects_most = 10};

	assert(e->step == QUEUED);
	e->step = ASKED;
	e->fetch = fetch_start(
	    e->linked->means->fetcher, &request, has_answer, e);
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

static struct errand *
new_errand(
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

/*
 * What a look at the due ones puts off, for their hosts want rest; one whose
 * alert has waited for long goes on with what the feed says.
 */
struct delays {
	struct linked *linked;
	struct {
		int64_t item, next;
		struct errand *given_up; /* or NULL */
	} list[DUE_MOST];
	size_t n;
};

static void
delay(struct delays *d, const struct item_row *r, const struct conf_feed *feed,
    int rest)
{
	struct linked *l = d->linked;
	int64_t now = turn_now(l->turn);
	struct errand *e = NULL;

	if (r->state == ITEM_UNREAD && now >= r->seen + WAIT_MOST) {
		e = new_errand(l, r, feed);
		e->give_up = true;
		snprintf(e->reason, sizeof(e->reason),
		    "its host wants rest for %d seconds", rest);
	}
	d->list[d->n].item = r->id;
	d->list[d->n].next = now + (rest < WAIT_MOST ? rest : WAIT_MOST);
	d->list[d->n++].given_up = e;
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
		delay(d, r, feed, rest);
		return true;
	}
	if (l->n >= LINKED_AT_ONCE)
		return false;
	e = new_errand(l, r, feed);
	ask_for(e, e->item.link);
	return true;
}

/* One that waits for its host must not keep the others waiting. */
static bool
put_off(const struct delays *d)
{
	struct turn *t = d->linked->turn;
	struct why w;
	bool done = true;

	for (size_t i = 0; done && i < d->n; i++) {
		if (d->list[i].given_up != NULL) {
			done = settle(d->list[i].given_up);
			continue;
		}
		done = turn_write(t, &w) &&
		       store_item_delay(
			   turn_store(t), d->list[i].item, d->list[i].next, &w);
		if (!done)
			turn_lose(t, &w);
	}
	return done;
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
	tv.tv_sec = next > now ? next - now : 1;
	evtimer_add(l->timer, &tv);
}

static void
start_due(struct linked *l)
{
	struct delays d = {.linked = l};
	struct why w;

	if (l->n >= LINKED_AT_ONCE)
		return;
	if (!store_items_due(turn_store(l->turn), turn_now(l->turn), DUE_MOST,
		start, &d, &w)) {
		turn_lose(l->turn, &w);
		return;
	}
	if (!put_off(&d))
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
		free_errand(l->errands);
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
	l->timer = evtimer_new(turn_base(t), is_due, l);
	turn_after(t, nothing, lost, l);
	return l;
}

void
linked_free(struct linked *l)
{
	if (l == NULL)
		return;
	while (l->errands != NULL)
		free_errand(l->errands);
	event_free(l->timer);
	free(l);
}

void
linked_reload(struct linked *l)
{
	while (l->errands != NULL)
		free_errand(l->errands);
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
