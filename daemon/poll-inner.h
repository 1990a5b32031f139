/* poll-inner.h - what the files of poll share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef POLL_INNER_H
#define POLL_INNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "core/reading.h"
#include "core/rhythm.h"
#include "edge/reader.h"
#include "edge/store.h"
#include "edge/store-manners.h"
#include "hosts.h"
#include "poll.h"

struct backfill;
struct checking;
struct conf_feed;
struct event;
struct document;
struct fetch;
struct fetch_result;
struct mailbox;
struct mailbox_result;
struct poll_gap;
struct poll_keeping;
struct reader_errand;

enum step { RESTING, QUEUED, ASKED, READ, KEEPING };

/* Somebody who wants to know what comes of the round. */
struct waiter {
	struct waiter *next; /* polled's waiters */
	poll_done_fn *done;
	void *context;
};

struct papers;

/* What a configuration means for a feed, until its row is looked at. */
enum unsettled { SETTLED, BY_PLAN, FROM_NOW };

struct polled {
	struct poll *poll;
	const struct conf_feed *conf;
	struct feed_row row; /* its texts are malloc'ed */
	enum step step;
	struct event *timer;
	struct ticket ticket;
	struct fetch *fetch;
	struct mailbox *mailbox;
	struct reader_errand *errand;
	struct papers *papers;
	struct poll_keeping *keeping; /* poll-keep.c */
	struct waiter *waiters;
	bool again;     /* a round was stopped by poll_stop */
	bool asked_for; /* by a person: linked pages are read again too */
	bool loaded;    /* row is as the file has it */
	enum unsettled unsettled;
	bool other_access; /* and it is asked for in another way */
	bool marked;       /* it could not be kept the last time: its round is
			 * taken back alone */
	/* Of the answer, until its body is kept. */
	char *etag, *last_modified;
	char *from; /* the address that answered */
	int64_t hash;
	int status, retry_after;
	char *leads; /* where permanent moves lead; or NULL */
	/* When it is asked next: poll-next.c. */
	struct rhythm_hints hints;
	struct rhythm_past past;
	bool rhythm_is_new; /* and not yet in the file */
	bool near;          /* a deadline is; as it was at near_at */
	int64_t near_at;
	int64_t pause_until; /* by a person; NO_TIME: it is not */
	char instead[128];   /* why the next time is none of the plan's */
	/* Where it has moved to, its texts malloc'ed: poll-moved.c. */
	struct moved_row moved;
	/* Is there a network: poll-offline.c. */
	bool doubted; /* not reached, and not counted as a failure */
	int doubts;   /* so often since it was reached */
	bool held;    /* due, and waits for the network */
	bool dark;    /* asked while there was none */
	bool probes;  /* asked to see whether there is one */
	void (*answer)(const struct fetch_result *, void *context);
	bool more;  /* of a mailbox: not all of it was read */
	bool alone; /* of a mailbox: a mail at a time, for one of them ends
		     * the reader */
};

/* What timers do not count, in seconds. */
struct poll_clocks {
	int64_t asleep, wall;
};

struct poll {
	struct turn *turn;
	const struct means *means;
	struct linked *linked;
	struct backfill *backfill;
	struct poll_gap *gaps; /* being kept: poll-backfill.c */
	struct checking *checks;
	bool on_trial; /* poll-check.h */
	struct polled **feed;
	size_t n;
	size_t settled;             /* so many of them */
	struct event *retry, *look; /* without a network; at the clocks */
	struct poll_clocks clocks;
	bool jumped;  /* at the last look */
	char *packed; /* texts of the rows, side by side; or NULL */
	size_t packed_len;
	size_t probe;    /* the feed to try next */
	uint64_t probed; /* the host tried last */
};

/* A feed that rests, its row not loaded and its timer not set. */
struct polled *poll_feed_new(struct poll *, const struct conf_feed *);
/* Those who wait for it are answered first. */
void poll_feed_free(struct polled *);
/* What the reader is to make of its answer: what was a feed stays one. */
enum reading_want poll_want(const struct polled *);
/* Has the reader read an answer as the feed is read. */
struct reader_errand *poll_read_answer(struct polled *,
    const struct fetch_result *, reader_done_fn *, void *context);
/* Begins a round, unless one is under way. */
void poll_start_round(struct polled *);
/* The round under way, if there is one, ends here; nothing of it is kept. */
void poll_drop_round(struct polled *);

/* The row's own copy of a text, in place of the one it had. */
void poll_set_text(struct poll *, const char **place, const char *text);
/* A stranger's: no longer than a title is, cut between two characters. */
void poll_set_title(struct polled *, const char *title);
/* All texts of a row; they are NULL after it. */
void poll_free_texts(struct polled *);
/* How it is read, as a number: read another way, the same bytes are news. */
int64_t poll_way(const struct conf_feed *);
/* The row as the file has it; false: it is as it was, and not loaded. */
bool poll_load_row(struct polled *, struct why *);
/* An answer is kept only beside a row that is as the file has it; false: all
 * that was not committed is lost. */
bool poll_has_row(struct polled *);
/* The row after a round that went well. */
void poll_mark_ok(struct polled *);
/* Sets the timer by the row's next time; none when paused or gone. */
void poll_schedule(struct polled *);
/* What came of a round, to the log. */
void poll_tell_round(struct polled *, const struct poll_round *);

/* Ends a round of which nothing is kept but the row in memory. */
void poll_end_round(struct polled *, const struct poll_round *);
/* Ends one that has been told. */
void poll_close_round(struct polled *, const struct poll_round *);
/* Ends one that has failed, with its row in the file. */
void poll_fail_round(struct polled *, enum feed_state, const char *reason);
/* Ends one that is marked in the file: what it wrote is taken back. */
void poll_lose_round(struct polled *, const struct why *);
/* Pages with a deadline ahead are due again. */
bool poll_reread_pages(struct polled *, struct why *);

/* poll-keep.c: what the reader has made of the answer; a feed is the context. */
reader_done_fn poll_was_read;
/* What is under way of it is taken back. */
void poll_drop_keeping(struct polled *);
/* The feed of that name, or NULL. */
struct polled *poll_find(const struct poll *, const char *name);
struct polled *poll_feed_of(const struct poll *, const struct conf_feed *);

/* poll-next.c.  What the answer says of when to come again. */
void poll_note_answer(struct polled *, const struct fetch_result *);
/* What a document says of it, with so many new items; before the row is
 * marked ok. */
void poll_note_news(struct polled *, const struct document *, int new);
bool poll_load_rhythm(struct polled *, struct why *);
bool poll_keep_rhythm(struct polled *, struct why *);
/* Sets the row's next time, as the row is now. */
void poll_set_next(struct polled *);
/* Its configuration may be another: sooner, when the plan now says so. */
void poll_plan_again(struct polled *);
/* Then, and for that reason, whatever the plan was; sets the timer. */
void poll_put_off(struct polled *, int64_t next, const char *why);
/* Its host wants rest for long: put off, those who wait are answered. */
bool poll_waits_for_host(struct polled *);
/* Why its next time is what it is. */
void poll_why_next(struct polled *, char why[POLL_WHY]);

/* poll-moved.c.  The address that is asked. */
const char *poll_url(const struct polled *);
bool poll_load_moved(struct polled *, struct why *);
void poll_forget_moved(struct polled *);
void poll_note_leads(struct polled *, const struct fetch_result *);
/* At the end of a good round: tells, counts, accepts. */
bool poll_settle_moved(struct polled *, struct why *);

/* poll-offline.c */
void poll_open_network(struct poll *);
void poll_close_network(struct poll *);
/* Not reached, and perhaps nobody is: the round has ended, without blame. */
bool poll_is_cut_off(struct polled *, const struct fetch_result *);
/* Without a network it waits until there is one. */
bool poll_is_held(struct polled *);
/* poll-backfill.c: makes the poll's backfill; forgets what is under way of it,
 * and takes back what is half kept; begins it for a feed with an open gap. */
void poll_open_backfill(struct poll *);
void poll_stop_backfill(struct poll *);
void poll_look_into_gap(struct polled *);

/* poll-pause.c.  By a person or by the configuration. */
bool poll_is_paused(const struct polled *);
/* What the file says of it, for all feeds. */
bool poll_load_pauses(struct poll *, struct why *);

/* poll-check.c: those under way are told that they are over. */
void poll_stop_checks(struct poll *);

/* Calls those who wait for the round; nobody waits after it. */
void poll_answer(struct polled *, const struct poll_round *);

/* --- poll-mail.c: feeds that are mailboxes --- */

/* What a mailbox says, as a web server would have put it; texts are those of
 * both. */
struct fetch_result poll_mail_result(
    const struct polled *, const struct mailbox_result *);

/* Asks; what comes is told as an answer of HTTP would be. */
void poll_mail_ask(struct polled *,
    void (*has_answer)(const struct fetch_result *, void *context));
/* How much of each mail is read. */
size_t poll_mail_most(const struct conf_feed *);
/* The senders as the reader wants them, to be freed; NULL for other feeds. */
char *poll_mail_senders(const struct conf_feed *);
/* A Maildir: no network is needed to ask it. */
bool poll_mail_is_here(const struct conf_feed *);
/* The reader has ended at what was asked for. */
void poll_mail_lost(struct polled *, bool died);
/* After a round that went well: when the rest of the mails is asked for, and
 * what was refused is told. */
bool poll_mail_kept(struct polled *, const struct document *, struct why *);

/* --- poll-paper.c: PDFs that mails bring along --- */

/* Are they asked for of this feed? */
bool poll_reads_papers(const struct conf_feed *);
/*
 * Reads them one after the other, adds their texts and deadlines to the items
 * they are attached to, and then calls done, whose the pool is in which the
 * document lies.  done is not called from inside.
 */
typedef void papers_done_fn(
    void *context, struct pool *, const struct document *);
struct papers *papers_start(struct polled *, struct pool *,
    const struct document *, papers_done_fn *done, void *context);
/* done is not called; NULL: nothing. */
void papers_stop(struct papers *);

#endif
