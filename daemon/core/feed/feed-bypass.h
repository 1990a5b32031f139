/* feed-bypass.h - long texts of a feed go around the parser */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_FEED_BYPASS_H
#define CORE_FEED_BYPASS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/*
 * libxml2 takes text apart character by character once there is a letter
 * beyond ASCII in it, and a CDATA section always; in a feed nine bytes of ten
 * are such.  So the long ones are taken out before it sees the document: in
 * the place of each stands a mark of 14 bytes, and whoever gets the mark from
 * libxml2 takes the text from here.
 *
 * Taken out is only what the parser would hand on as it stands: whole runs of
 * text between two pieces of markup, valid UTF-8 of characters that XML
 * allows, without a carriage return, references being those that every XML
 * has (&lt; &#229;); of CDATA sections likewise.  Marks are in order and each
 * counts once, so what a stranger writes can forge none to any effect.
 */
struct bypass_text {
	const char *bytes; /* in the document or in decoded */
	size_t len;
};

struct feed_bypass {
	struct str rest; /* the document as libxml2 gets it */
	struct bypass_text *text;
	size_t n, room;
	size_t next;   /* of them, that is due */
	char *decoded; /* those that had references */
	size_t n_decoded;
};

/* False: nothing is gained, or it is not plain enough; nothing is held then.
 * text is well-formed or not, from its root on, and outlives all. */
bool bypass_begin(struct feed_bypass *, const char *text, size_t len);
void bypass_end(struct feed_bypass *);

/*
 * Text as libxml2 hands it on, in pieces: what stands before the next mark,
 * or the text of a mark.  Call until *len is 0.  False: a mark is not what it
 * should be; the document is to be read without this.
 */
bool bypass_next(struct feed_bypass *, const char **text, size_t *len,
    const char **piece, size_t *size);

#endif
