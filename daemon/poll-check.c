/* poll-check.c - a feed looked at now: asked once or twice, and read */
/* SPDX-License-Identifier: MIT */
#include "poll-check.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "access.h"
#include "base/date.h"
#include "core/reading.h"
#include "edge/conf.h"
#include "edge/fetch.h"
#include "edge/mailbox.h"
#include "edge/reader.h"
#include "means.h"
#include "poll-check-inner.h"
#include "turn.h"

static void
take_out(struct checking *c)
{
	struct checking **at = &c->feed->poll->checks;

	while (*at != c)
		at = &(*at)->next;
	*at = c->next;
}

static void
checking_free(struct checking *c)
{
	if (c->fetch != NULL)
		fetch_cancel(c->fetch);
	if (c->mailbox != NULL)
		mailbox_cancel(c->mailbox);
	if (c->errand != NULL)
		reader_cancel(c->errand);
	papers_stop(c->papers);
	check_drop_trial(c);
	hosts_leave(c->feed->poll->means->hosts, &c->ticket);
	json_decref(c->seen);
	free(c->from);
	free(c);
}

void
check_finish(struct checking *c)
{
	take_out(c);
	c->done(c->seen, c->context);
	checking_free(c);
}

static void
has_papers(void *context, struct pool *pool, const struct document *d)
{
	struct checking *c = context;

	c->papers = NULL;
	check_document(c, pool, d);
}

static void
was_read(struct reader_result *result, void *context)
{
	struct checking *c = context;
	const struct document *d = result->document;

	c->errand = NULL;
	if (d == NULL) {
		check_unread(c, result->why.text);
		pool_free(result->pool);
		check_finish(c);
	} else if (d->n_papers > 0 && !d->cut) {
		c->papers = papers_start(
		    c->feed, result->pool, d, has_papers, c);
	} else {
		check_document(c, result->pool, d);
	}
}

static void
read_body(struct checking *c, const struct fetch_result *got)
{
	c->from = got->url ? strdup(got->url) : NULL;
	c->errand = poll_read_answer(c->feed, got, was_read, c);
}

static void ask(void *context);

static void
enter(struct checking *c)
{
	c->ticket.go = ask;
	c->ticket.context = c;
	hosts_enter(c->feed->poll->means->hosts, poll_url(c->feed), &c->ticket);
}

static void
has_answer(const struct fetch_result *got, void *context)
{
	struct checking *c = context;
	json_t *list = json_object_get(c->seen, "requests");
	bool body = got->outcome == FETCH_BODY, same;

	c->fetch = NULL;
	c->status = got->status;
	hosts_leave(c->feed->poll->means->hosts, &c->ticket);
	json_array_append_new(list, check_answer_json(c, got));
	same = body && c->feed->row.hash != 0 &&
	       (int64_t)XXH3_64bits(got->bytes, got->len) == c->feed->row.hash;
	if (body)
		json_object_set_new(
		    json_array_get(list, json_array_size(list) - 1),
		    "same_bytes", json_boolean(same));
	if (got->outcome == FETCH_UNCHANGED && !c->whole) {
		c->whole = true;
		enter(c);
	} else if (body) {
		read_body(c, got);
	} else {
		put_words(c->seen, "fault", got->why.text);
		check_finish(c);
	}
}

static void
has_mails(const struct mailbox_result *got, void *context)
{
	struct checking *c = context;
	struct fetch_result answer = poll_mail_result(c->feed, got);

	c->mailbox = NULL;
	has_answer(&answer, c);
}

/* The mails that came since the last round; all when there were none. */
static void
ask_mailbox(struct checking *c)
{
	enum { MAILS = 100 };
	struct polled *f = c->feed;
	const struct conf *conf = turn_conf(f->poll->turn);
	struct mailbox_request request = {.seen = c->whole ? NULL : f->row.etag,
	    .since = turn_now(f->poll->turn) - f->conf->since,
	    .seconds = conf->patience,
	    .bytes_most = conf->body_most,
	    .mail_most = poll_mail_most(f->conf),
	    .mails_most = MAILS};

	c->mailbox = access_mailbox(
	    f->poll->means->mailboxes, f->conf, &request, has_mails, c);
}

static void
ask(void *context)
{
	struct checking *c = context;
	struct polled *f = c->feed;
	const struct conf *conf = turn_conf(f->poll->turn);
	bool known = f->row.baseline && !c->whole;
	struct fetch_request request = {.url = poll_url(f),
	    .etag = known ? f->row.etag : NULL,
	    .last_modified = known ? f->row.last_modified : NULL,
	    .seconds = conf->patience,
	    .body_most = conf->body_most,
	    .redirects_most = 10};

	if (f->conf->type == CONF_FEED_MAILBOX)
		ask_mailbox(c);
	else
		c->fetch = access_start(
		    f->poll->means->fetcher, f->conf, &request, has_answer, c);
}

bool
poll_check(struct poll *p, const char *feed, poll_check_fn *done, void *context)
{
	struct polled *f = poll_find(p, feed);
	struct checking *c;

	if (f == NULL || !poll_has_row(f))
		return false;
	c = calloc(1, sizeof(*c));
	if (c == NULL)
		abort();
	c->feed = f;
	c->done = done;
	c->context = context;
	c->seen = json_object();
	c->next = p->checks;
	p->checks = c;
	put_words(c->seen, "feed", f->conf->name);
	put_words(c->seen, "url", poll_url(f));
	json_object_set_new(c->seen, "baseline", json_boolean(f->row.baseline));
	json_object_set_new(c->seen, "requests", json_array());
	enter(c);
	return true;
}

void
poll_check_forget(struct poll *p, void *context)
{
	struct checking *next;

	for (struct checking *c = p->checks; c != NULL; c = next) {
		next = c->next;
		if (c->context != context)
			continue;
		take_out(c);
		checking_free(c);
	}
}

bool
poll_is_on_trial(const struct poll *p)
{
	return p->on_trial;
}

void
poll_stop_checks(struct poll *p)
{
	while (p->checks != NULL) {
		struct checking *c = p->checks;

		put_words(c->seen, "fault",
		    "the configuration was taken anew meanwhile; ask again");
		check_finish(c);
	}
}
