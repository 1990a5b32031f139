/* mailbox-imap.h - an IMAP folder that is looked at; for mailbox-imap*.c alone */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_MAILBOX_IMAP_H
#define EDGE_MAILBOX_IMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "edge/mailbox-answer.h"
#include "edge/mailbox-inner.h"

struct line;

/* Drawn in mailbox-imap.c. */
enum step { CONNECT, LIST, EXAMINE, SEARCH, FETCH, LOGOUT };

struct seen {
	uint32_t validity, last;
	int64_t at;
};

struct imap {
	struct mailbox *box;
	struct line *line;
	struct answer answer;
	enum step step;
	int tag;
	char delimiter;
	struct seen seen;        /* as the request has it; validity 0: none */
	uint32_t validity, next; /* as the server says; next 0: it does not */
	uint32_t exists;
	uint32_t *uid; /* found, in the order in which they are read */
	size_t n, room, at;
	bool added; /* the mail that is asked for has come */
	enum mailbox_outcome outcome;
	char new[80]; /* what was seen, when all is over */
};

/* What follows is false when the mailbox is over, and gone. */
bool imap_fail(struct imap *, enum mailbox_outcome, const char *what);
/* The folder is left; last is the last number that was read. */
bool imap_leave(struct imap *, enum mailbox_outcome, uint32_t last);
/* Asks for the next mail that was found; when there is none it leaves. */
bool imap_fetch_next(struct imap *);
void imap_command(struct imap *, enum step, const char *text);

/* Nothing of the mailbox was ever read. */
bool imap_is_first(const struct imap *);
/* The last number there is, read or not. */
uint32_t imap_newest(const struct imap *);

/* mailbox-imap-search.c: the folder is open; which of its mails are new? */
bool imap_search(struct imap *);
/* "* SEARCH 2 84 882" */
void imap_take_found(struct imap *);
/* They are all there.  Of a first reading the newest comes first: what has no
 * room is too old. */
bool imap_fetch_all(struct imap *);

#endif
