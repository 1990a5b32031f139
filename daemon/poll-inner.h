/* poll-inner.h - what the files of poll share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef POLL_INNER_H
#define POLL_INNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "edge/store.h"
#include "hosts.h"
#include "poll.h"

struct conf_feed;
struct event;
struct fetch;
struct reader_errand;

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
	char *from; /* the address that answered */
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

/* A feed that rests, its row not loaded and its timer not set. */
struct polled *poll_feed_new(struct poll *, const struct conf_feed *);
/* Those who wait for it are answered first. */
void poll_feed_free(struct polled *);
/* Begins a round, unless one is under way. */
void poll_start_round(struct polled *);
/* The round under way, if there is one, ends here; nothing of it is kept. */
void poll_drop_round(struct polled *);

/* The row's own copy of a text, in place of the one it had. */
void poll_set_text(const char **place, const char *text);
/* A stranger's: no longer than a title is, cut between two characters. */
void poll_set_title(struct polled *, const char *title);
/* All texts of a row; they are NULL after it. */
void poll_free_texts(struct feed_row *);
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

/* Calls those who wait for the round; nobody waits after it. */
void poll_answer(struct polled *, const struct poll_round *);

#endif
