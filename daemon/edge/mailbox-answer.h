/* mailbox-answer.h - what an IMAP server says, one response at a time */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_MAILBOX_ANSWER_H
#define EDGE_MAILBOX_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/why.h"

/*
 * RFC 3501 section 4: a response is a line, in which literals of any bytes may
 * stand, "{5}" and a line break before them.  Their lengths are what is
 * believed, never what is in them: a mail may hold lines that look like the
 * server's.  The line is put together without them ("{5}" stays), and the
 * longest one is kept.
 */
struct answer {
	struct str line;
	struct str literal;
	size_t literal_most;    /* a longer one is a fault */
	size_t left;            /* bytes of a literal that are still to come */
	bool in_literal, keeps; /* into literal, or passed over */
	size_t past;            /* bytes of the line up to the last literal */
	bool whole; /* line is a response; the next bytes begin anew */
};

enum { ANSWER_LINE_MOST = 2 << 20 };

void answer_init(struct answer *, size_t literal_most);
void answer_release(struct answer *);

/*
 * Takes bytes up to the end of a response, *used says how many; whole is set
 * when it ended.  False: what comes is no IMAP, or too long.
 */
bool answer_feed(
    struct answer *, const char *bytes, size_t len, size_t *used, struct why *);

/* "* 12 FETCH ...": the word after the number, and the number; else "". */
const char *answer_number(const struct answer *, uint32_t *number);
/* The number after a word of the line ("UIDNEXT 4392"); 0: none. */
uint32_t answer_value(const struct answer *, const char *word);
/* The time of INTERNALDATE, NO_TIME when it is not said. */
int64_t answer_time(const struct answer *);

#endif
