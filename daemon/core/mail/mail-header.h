/* mail-header.h - what the header of a mail says */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_MAIL_HEADER_H
#define CORE_MAIL_HEADER_H

#include <gmime/gmime.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"

/*
 * Of GMime only structure and transfer encodings are used: its own decoding
 * of texts goes through iconv, which opens a file for every new charset, and
 * the reader may open none.
 */

/* The value as it stands, still folded, of the first of that name; or NULL.
 * *n: how many there are of it (may be NULL). */
const char *header_raw(GMimeObject *, const char *name, int *n);

/* Encoded words (RFC 2047) and raw bytes as clean text on one line. */
const char *header_words(struct pool *, const char *raw);

/* White space runs as one space, no controls, none that turn the direction
 * of writing (U+202A to U+202E, U+2066 to U+2069). */
const char *mail_clean(struct pool *, const char *text, size_t len);

/*
 * The Message-ID without its brackets, printable ASCII; made of date, sender
 * and subject for a mail that has none.
 */
const char *header_id(struct pool *, GMimeObject *);

/* When it was sent; received when Date says nothing or what cannot be. */
int64_t header_time(GMimeObject *, int64_t received);

/*
 * Does it come from one of those named in from (mail.h)?  *who: an address
 * that it gives as its sender's, "" for none.
 */
bool header_fits(
    struct pool *, GMimeObject *, const char *from, const char **who);

#endif
