/* fetch-header.h - the header of an answer: what is kept, and what it says */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_FETCH_HEADER_H
#define EDGE_FETCH_HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum header_field {
	HEADER_AGE,
	HEADER_CACHE_CONTROL,
	HEADER_CONTENT_ENCODING,
	HEADER_CONTENT_TYPE,
	HEADER_DATE,
	HEADER_ETAG,
	HEADER_EXPIRES,
	HEADER_LAST_MODIFIED,
	HEADER_LOCATION,
	HEADER_RETRY_AFTER,
	HEADER_FIELDS
};

/* Of one answer, a trailer's lines included. */
enum { HEADER_LINES_MOST = 256, HEADER_BYTES_MOST = 64 * 1024 };

struct header {
	int status;
	struct str field[HEADER_FIELDS];
	int lines;
	size_t bytes;
	bool over; /* its end was seen: what follows is a trailer */
};

void header_init(struct header *);
void header_release(struct header *);
void header_clear(struct header *);

/*
 * A line as libcurl hands it over, with its line break.  A status line begins
 * anew.  False: there are too many or too long ones.  A field of more than
 * its ceiling counts as not said, as does one with a control character.
 */
bool header_line(struct header *, const char *line, size_t len);

/* NULL when it was not said. */
const char *header_get(const struct header *, enum header_field);

/*
 * Seconds from now that Retry-After asks for (RFC 9110 10.2.3), in either
 * form, at most a week; -1 when it does not say.  A day is compared with the
 * server's own Date, when it sends one, so that clocks need not agree.
 */
int header_retry_after(const struct header *, int64_t now);

/*
 * Seconds for which the answer is fresh by Cache-Control, else by Expires
 * (RFC 9111 4.2.1), less the Age that it came with, at most a year; -1 when
 * it does not say.
 */
int header_max_age(const struct header *, int64_t now);

#endif
