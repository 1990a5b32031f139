/* poll.c - the rounds of the feeds: due, asked, read, kept, due again */
/* SPDX-License-Identifier: MIT */
/*
 *	RESTING --timer, poll_now--> QUEUED --the host lets it in--> ASKED
 *	   ^                                                        |
 *	   |<------- 304, the same bytes, a fault ------------------|
 *	   |                                                        v body
 *	   '<------- kept, or a fault ------- KEEPING <---------- READ
 *
 * A round ends in end_unchanged(), poll_fail_round() or poll-keep.c, which write
 * the feed's row in the same transaction as its items, set the next time and
 * answer those who asked; without a network poll-offline.c ends it, and nothing
 * counts.
 */
#include "poll.h"

#include <assert.h>
#include <event2/event.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "access.h"
#include "base/date.h"
#include "base/held.h"
#include "base/log.h"
#include "core/reading.h"
#include "edge/conf.h"
#include "edge/fetch.h"
#include "edge/mailbox.h"
#include "edge/reader.h"
#include "health.h"
#include "hosts.h"
#include "linked.h"
#include "means.h"
#include "poll-inner.h"
#include "turn.h"

enum {
	REREAD_SECONDS = 3600, /* between two looks at a page by itself */
	FULL_READER = 8 << 20, /* bytes that wait: then asking waits too */
	VALIDATOR_MOST = 4096, /* a longer one is not worth sending back */
};

static void
forget_answer(struct polled *f)
{
	free(f->etag);
	free(f->last_modified);
	free(f->from);
	f->etag = f->last_modified = f->from = NULL;
	f->fetch = NULL;
	f->mailbox = NULL;
	f->errand = NULL;
	f->asked_for = false;
	hosts_leave(f->poll->means->hosts, &f->ticket);
	f->step = RESTING;
}

void
poll_close_round(struct polled *f, const struct poll_round *r)
{
	poll_schedule(f);
	poll_answer(f, r);
	forget_answer(f);
}

void
poll_end_round(struct polled *f, const struct poll_round *r)
{
	poll_tell_round(f, r);
	poll_close_round(f, r);
}

/*
 * A round is asked for once more, in a minute, with all the others of its
 * transaction; the next time it is marked, and taken back alone.  (A mark
 * copies each page that the round touches, so the rounds that go well have
 * none.)  When the file has lost all that was not committed, so have all.
 */
void
poll_lose_round(struct polled *f, const struct why *w)
{
	struct poll_round r = {.feed = f->conf->name, .why = w->text};
	bool marked = f->marked;
	struct why ignored;

	f->marked = true;
	if (!marked || !store_undo(turn_store(f->poll->turn)) ||
	    !poll_load_row(f, &ignored)) {
		turn_lose(f->poll->turn, w);
		return;
	}
	f->row.next = turn_now(f->poll->turn) + 60;
	poll_end_round(f, &r);
}

void
poll_fail_round(struct polled *f, enum feed_state state, const char *reason)
{
	struct turn *t = f->poll->turn;
	struct poll_round r = {.feed = f->conf->name, .why = reason};
	struct why w;

	poll_set_text(f->poll, &f->row.why, reason);
	r.why = f->row.why;
	f->row.state = state;
	f->row.status = f->status;
	f->row.failures++;
	if (f->row.failures == 1)
		f->row.failing_since = turn_now(t);
	f->row.last_try = turn_now(t);
	poll_set_next(f);
	if (state == FEED_GONE)
		f->row.failures = turn_conf(t)->alert_after;
	if (!turn_write(t, &w) || !health_failing(t, f->conf, &f->row, &w) ||
	    !store_feed_keep(turn_store(t), &f->row, &w)) {
		turn_lose(t, &w);
		return;
	}
	poll_end_round(f, &r);
}

/* Pages with a deadline ahead are looked at again, though their list is the
 * same: the date is changed in the page (DESIGN 8). */
bool
poll_reread_pages(struct polled *f, struct why *w)
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

	poll_mark_ok(f);
	done = turn_write(t, &w) && health_well(t, f->conf, &f->row, &w) &&
	       poll_settle_moved(f, &w) && poll_keep_rhythm(f, &w) &&
	       poll_reread_pages(f, &w) &&
	       (was_ok ? store_feed_tick(turn_store(t), &f->row, &w)
		       : store_feed_keep(turn_store(t), &f->row, &w));
	if (!done) {
		turn_lose(t, &w);
		return;
	}
	poll_end_round(f, &r);
	linked_wake(f->poll->linked);
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

enum reading_want
poll_want(const struct polled *f)
{
	static const enum reading_want want[] = {
	    [CONF_FEED_AUTO] = READING_AUTO,
	    [CONF_FEED_FEED] = READING_FEED,
	    [CONF_FEED_PAGE] = READING_LIST,
	    [CONF_FEED_MAILBOX] = READING_MAIL};

	return was_feed(f) ? READING_FEED : want[f->conf->type];
}

struct reader_errand *
poll_read_answer(struct polled *f, const struct fetch_result *got,
    reader_done_fn *done, void *context)
{
	char *senders = poll_mail_senders(f->conf);
	struct reading reading = {.want = poll_want(f),
	    .body = {.bytes = got->bytes,
		.len = got->len,
		.url = got->url,
		.type = got->type},
	    .own = got->body,
	    .paths = f->conf->paths,
	    .from = senders,
	    .papers = poll_reads_papers(f->conf),
	    .published = turn_today(f->poll->turn)};
	struct reader_errand *e = reader_start(
	    f->poll->means->reader, &reading, done, context);

	free(senders);
	return e;
}

static void
read_body(struct polled *f, const struct fetch_result *got)
{
	f->etag = copy_validator(got->etag);
	f->last_modified = copy_validator(got->last_modified);
	f->from = got->url ? strdup(got->url) : NULL;
	f->step = READ;
	if (reader_waiting(f->poll->means->reader) < FULL_READER)
		hosts_leave(f->poll->means->hosts, &f->ticket);
	f->errand = poll_read_answer(f, got, poll_was_read, f);
}

static void
has_answer(const struct fetch_result *got, void *context)
{
	struct polled *f = context;

	assert(f->step == ASKED);
	f->fetch = NULL;
	if (!poll_mail_is_here(f->conf) && poll_is_cut_off(f, got))
		return;
	poll_note_answer(f, got);
	poll_note_leads(f, got);
	if (!poll_has_row(f))
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
		poll_fail_round(f, FEED_GONE,
		    "410: gone for good; it is polled no more. Remove the "
		    "feed, or give it a new url");
		break;
	default:
		poll_fail_round(f, FEED_FAILING, got->why.text);
	}
}

/* Validators only of an answer that was read well. */
static void
ask(void *context)
{
	struct polled *f = context;
	const struct conf *conf = turn_conf(f->poll->turn);
	bool known = f->loaded && f->row.baseline;
	struct fetch_request request = {.url = poll_url(f),
	    .etag = known ? f->row.etag : NULL,
	    .last_modified = known ? f->row.last_modified : NULL,
	    .seconds = conf->patience,
	    .body_most = conf->body_most,
	    .redirects_most = 10};

	assert(f->step == QUEUED);
	f->step = ASKED;
	if (f->conf->type == CONF_FEED_MAILBOX) {
		poll_mail_ask(f, has_answer);
		return;
	}
	f->fetch = access_start(
	    f->poll->means->fetcher, f->conf, &request, has_answer, f);
}

void
poll_start_round(struct polled *f)
{
	struct why w;

	if (f->step != RESTING || poll_is_held(f) || poll_waits_for_host(f))
		return;
	if (!f->loaded && !poll_load_row(f, &w))
		log_warn("feed %s: %s", f->conf->name, w.text);
	evtimer_del(f->timer);
	f->step = QUEUED;
	f->status = 0;
	f->retry_after = -1;
	f->ticket.go = ask;
	f->ticket.context = f;
	hosts_enter(f->poll->means->hosts, poll_url(f), &f->ticket);
}

static void
is_due(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	poll_start_round(context);
}

HELD(is_due)

/* The round under way, if there is one, ends here; nothing of it is kept. */
void
poll_drop_round(struct polled *f)
{
	if (f->fetch != NULL)
		fetch_cancel(f->fetch);
	if (f->mailbox != NULL)
		mailbox_cancel(f->mailbox);
	if (f->errand != NULL)
		reader_cancel(f->errand);
	papers_stop(f->papers);
	f->papers = NULL;
	poll_drop_keeping(f);
	forget_answer(f);
}

void
poll_feed_free(struct polled *f)
{
	struct poll_round r = {
	    .feed = f->conf->name, .why = "the feed was taken away"};

	poll_answer(f, &r);
	poll_drop_round(f);
	event_free(f->timer);
	poll_free_texts(f);
	poll_forget_moved(f);
	free(f);
}

struct polled *
poll_feed_new(struct poll *p, const struct conf_feed *conf)
{
	struct polled *f = calloc(1, sizeof(*f));

	if (f == NULL)
		abort();
	f->poll = p;
	f->conf = conf;
	f->near_at = f->past.since = f->past.last = NO_TIME;
	f->pause_until = NO_TIME;
	f->timer = evtimer_new(turn_base(p->turn), held_is_due, f);
	return f;
}
