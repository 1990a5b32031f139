/* linked-inner.h - what the files of linked share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef LINKED_INNER_H
#define LINKED_INNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"
#include "base/str.h"
#include "base/why.h"
#include "core/document.h"
#include "core/paper.h"
#include "core/reading.h"
#include "edge/fetch.h"
#include "edge/store.h"
#include "hosts.h"
#include "keep.h"
#include "linked.h"
#include "slice.h"

struct conf_feed;
struct event;
struct reader_errand;
struct spawn;

enum {
	TEXT_MOST = KEEP_TEXT_MOST,
	DUE_MOST = LINKED_AT_ONCE * 4,
	WAIT_MOST = 3600,     /* seconds that an alert waits for its page */
	OFFLINE_SECONDS = 60, /* between two tries without a network */
};

enum step { QUEUED, ASKED, PRINTED, READ, SETTLED };

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
	struct paper_deadlines deadlines;
	const char **paper; /* addresses */
	size_t n_papers, at_paper;
	int64_t *paper_hash; /* of all of them, also those not read */
	size_t n_paper_hashes, room_paper_hashes;
	bool other_papers; /* its list of them has changed */
	int64_t links;     /* hash of the addresses of papers */
	bool page_is_read;
	bool own_is_read;  /* what the mail itself said */
	bool missing;      /* a paper that may be had later */
	struct why reason; /* why the page was not, or the paper */
	int64_t due;       /* as the file had it when this began */
	int retry_after;   /* seconds, when a host said so */
	bool give_up;      /* gone, or its host will not let us in for long */
	bool offline;      /* not reached, for there is no network */
	/* While it is being kept. */
	struct slice slice;
	bool marked; /* it is to be taken back */
	struct keep_text keep;
	struct kept kept;
	struct keeping *keeping; /* NULL: nothing is, or not yet */
};

struct linked {
	struct turn *turn;
	const struct means *means;
	struct event *timer;
	struct errand *errands;
	int n;
};

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

/* An errand for the item, among linked's; nothing is asked for yet. */
struct errand *linked_errand_new(
    struct linked *, const struct item_row *, const struct conf_feed *);
/* What is under way of it is dropped. */
void linked_errand_free(struct errand *);
/* Asks for the next paper; when there is none the errand ends. */
void linked_next_paper(struct errand *);
/* A page's or paper's failure; later: it may be had another time. */
void linked_note_failure(struct errand *, bool later, const char *reason);
/* Has the reader read them; they are copied. */
void linked_read_bytes(struct errand *, enum reading_want, const char *bytes,
    size_t len, const char *url, const char *type);

/* What the reader found in the page, or in a paper. */
void linked_take_item(struct errand *, const struct item *);
/* Whether the answer's body is a PDF. */
bool linked_is_pdf(const struct fetch_result *);
/* Has what a mail said of the item read, behind its page and papers; false:
 * nothing is, or no more. */
bool linked_read_own(struct errand *);
/* Makes text of a PDF, which then goes to the reader. */
void linked_print(struct errand *, const struct fetch_result *);

/* Keeps what there is in slices, frees the errand and starts what is due; when
 * it cannot be kept, all of what is not committed is lost, and every errand is
 * gone. */
void linked_settle(struct errand *);
/* What is kept of it so far is taken back; for linked_errand_free. */
void linked_drop_settling(struct errand *);
/* Starts what is due. */
void linked_go_on(struct linked *);
/* Notes that the item's host wants rest for so many seconds. */
void linked_delay(struct delays *, const struct item_row *,
    const struct conf_feed *, int rest);
/* Keeps the delays: one that waits for its host must not keep the others
 * waiting.  False: all of what is not committed is lost, and every errand is
 * gone. */
bool linked_put_off(const struct delays *);

#endif
