/* poll-mail.c - feeds that are mailboxes: asked, and what is told of them */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "access.h"
#include "base/str.h"
#include "core/mail/mail.h"
#include "edge/conf.h"
#include "edge/fetch.h"
#include "edge/mailbox.h"
#include "means.h"
#include "poll-inner.h"
#include "raise.h"
#include "turn.h"

enum {
	MAILS_MOST = 100,     /* read in one round */
	REFUSED_PAUSE = 3600, /* a server counts log-ins that fail */
	SENDERS_MOST = 64 * 1024,
	KEY_MOST = 500,
	STATUS_OK = 200 /* a server has answered */
};

size_t
poll_mail_most(const struct conf_feed *conf)
{
	return poll_reads_papers(conf) ? MAIL_MOST : MAIL_SHORT;
}

char *
poll_mail_senders(const struct conf_feed *conf)
{
	struct str s = STR_INIT(SENDERS_MOST);
	char *text;

	if (conf->type != CONF_FEED_MAILBOX)
		return NULL;
	for (size_t i = 0; conf->from[i] != NULL; i++)
		str_addf(&s, "%s\n", conf->from[i]);
	text = strdup(s.text);
	str_release(&s);
	return text;
}

bool
poll_mail_is_here(const struct conf_feed *conf)
{
	return strncasecmp(conf->url, "maildir:", 8) == 0;
}

struct fetch_result
poll_mail_result(const struct polled *f, const struct mailbox_result *got)
{
	static const enum fetch_outcome outcome[] = {
	    [MAILBOX_MAILS] = FETCH_BODY,
	    [MAILBOX_UNCHANGED] = FETCH_UNCHANGED,
	    [MAILBOX_REFUSED] = FETCH_BROKEN,
	    [MAILBOX_BROKEN] = FETCH_BROKEN,
	    [MAILBOX_NO_HOST] = FETCH_NO_HOST};
	bool good = got->outcome == MAILBOX_MAILS ||
		    got->outcome == MAILBOX_UNCHANGED;

	return (struct fetch_result){.outcome = outcome[got->outcome],
	    .status = good ? STATUS_OK : 0,
	    .bytes = got->bytes ? got->bytes : "",
	    .len = got->len,
	    .url = f->conf->url,
	    .etag = got->seen,
	    .reach = got->outcome == MAILBOX_NO_HOST ? FETCH_NO_WAY
						     : FETCH_REACHED,
	    .retry_after = got->outcome == MAILBOX_REFUSED ? REFUSED_PAUSE : -1,
	    .max_age = -1,
	    .why = got->why};
}

static void
has_mails(const struct mailbox_result *got, void *context)
{
	struct polled *f = context;
	struct fetch_result answer = poll_mail_result(f, got);

	f->mailbox = NULL;
	f->more = got->more;
	f->answer(&answer, f);
}

void
poll_mail_ask(struct polled *f, fetch_done_fn *has_answer)
{
	const struct conf *conf = turn_conf(f->poll->turn);
	struct mailbox_request request = {
	    .seen = f->loaded ? f->row.etag : NULL,
	    .since = turn_now(f->poll->turn) - f->conf->since,
	    .seconds = conf->patience,
	    .bytes_most = conf->body_most,
	    .mail_most = poll_mail_most(f->conf),
	    .mails_most = f->alone ? 1 : MAILS_MOST};

	f->answer = has_answer;
	f->mailbox = access_mailbox(
	    f->poll->means->mailboxes, f->conf, &request, has_mails, f);
}

/*
 * One of the mails ends the reader: they are read one by one, until it is
 * alone, and then it is passed over.
 */
void
poll_mail_lost(struct polled *f, bool died)
{
	if (f->conf->type != CONF_FEED_MAILBOX || !died)
		return;
	if (!f->alone) {
		f->alone = true;
		return;
	}
	f->alone = false;
	poll_set_text(f->poll, &f->row.etag, f->etag);
	turn_tell(f->poll->turn, "round",
	    "feed %s: a mail that ends the reader is passed over",
	    f->conf->name);
}

/* A sender is told of once; each round says how many were not read. */
static bool
tell_refused(struct polled *f, const struct document *d, struct why *w)
{
	struct turn *t = f->poll->turn;
	const char *who = d->refused_by && d->refused_by[0] != '\0'
			      ? d->refused_by
			      : "nobody";
	struct str key = STR_INIT(KEY_MOST), reason = STR_INIT(KEY_MOST);
	bool done;

	turn_tell(t, "round",
	    "feed %s: %d mail%s not read, of %s: not one of 'from'",
	    f->conf->name, d->refused, d->refused == 1 ? "" : "s", who);
	str_addf(&key, "stranger %lld %.300s", (long long)f->row.id, who);
	str_addf(&reason,
	    "%.300s is not one of those in 'from'; name it there if it may "
	    "write",
	    who);
	done = raise_health(
	    t, EVENT_FEED_STRANGER, f->conf, NULL, reason.text, key.text, w);
	str_release(&key);
	str_release(&reason);
	return done;
}

bool
poll_mail_kept(struct polled *f, const struct document *d, struct why *w)
{
	if (f->conf->type != CONF_FEED_MAILBOX)
		return true;
	if (f->more || f->alone)
		poll_put_off(f, turn_now(f->poll->turn) + 1,
		    "there are more mails to read");
	if (!f->more)
		f->alone = false;
	return d->refused == 0 || tell_refused(f, d, w);
}
