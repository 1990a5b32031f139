/* mailbox-line.h - a connection to an IMAP server, logged in, by libcurl */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_MAILBOX_LINE_H
#define EDGE_MAILBOX_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "edge/mailbox-inner.h"

/*
 * libcurl connects, looks at certificates, does STARTTLS and SASL, and hands
 * the connection over (CURLOPT_CONNECT_ONLY).  Its own requests are not used:
 * they would SELECT the folder and read by BODY[], which marks mails as seen,
 * and those of CURLOPT_CUSTOMREQUEST take a line of a mail that looks like the
 * server's for the server's.
 */
struct line;

struct line_calls {
	void (*opened)(void *context); /* and logged in */
	/* False: the line has been closed meanwhile. */
	bool (*bytes)(const char *bytes, size_t len, void *context);
	void (*lost)(enum mailbox_outcome, const struct why *, void *context);
};

struct fetch_loop *line_loop_new(struct event_base *);

/* None of calls comes from inside; after lost there are no more. */
struct line *line_open(
    struct mailbox *, const struct line_calls *, void *context);
void line_write(struct line *, const char *text, size_t len);
/* Also after lost; NULL is nothing. */
void line_close(struct line *);

#endif
