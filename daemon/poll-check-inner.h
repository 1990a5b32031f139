/* poll-check-inner.h - what the files of poll-check share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef POLL_CHECK_INNER_H
#define POLL_CHECK_INNER_H

#include <stdint.h>

#include "base/member.h"
#include "poll-check.h"
#include "poll-inner.h"

struct document;
struct fetch_result;
struct papers;
struct trial;

/* One check under way. */
struct checking {
	struct checking *next; /* poll's checks */
	struct polled *feed;
	poll_check_fn *done;
	void *context;
	struct ticket ticket;
	struct fetch *fetch;
	struct mailbox *mailbox;
	struct reader_errand *errand;
	struct papers *papers;
	struct trial *trial;
	char *from; /* the address that answered */
	bool whole; /* asked without validators */
	int status;
	json_t *seen;
};

/* What the answer says, as an object of "requests". */
json_t *check_answer_json(const struct checking *, const struct fetch_result *);
/* The document on trial: kept, told, taken back, in slices; then check_finish.
 * The pool in which it lies is the trial's from now on. */
void check_document(struct checking *, struct pool *, const struct document *);
/* Taken back where it stands, when there is one. */
void check_drop_trial(struct checking *);
/* Answers, and frees it. */
void check_finish(struct checking *);
/* The one that could not be read for that reason. */
void check_unread(struct checking *, const char *reason);

#endif
