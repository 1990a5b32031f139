/* wire.h - records between the daemon and its reader: numbers and texts */
/* SPDX-License-Identifier: MIT */
#ifndef BASE_WIRE_H
#define BASE_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/*
 * A number is eight bytes, little end first; a text is its length as a number
 * and then its bytes.  Both sides know the order of the fields; nothing is
 * named.  The first reading of a thousand feeds carries some 60 MB of text,
 * which as JSON costs as much to write and read again as to parse the feeds;
 * and the daemon must not trust the reader, which strangers' bytes may have
 * taken over: this form has nothing in it to get wrong but a length.
 *
 * Writing is into a struct str (look at its full when done).
 */
void wire_put_number(struct str *, int64_t);
void wire_put_text(struct str *, const char *text); /* NULL: as NULL */
void wire_put_bytes(struct str *, const char *bytes, size_t len);

/*
 * Reading: bytes stays the caller's.  After the first short or impossible
 * field bad is set and every further read gives 0, NULL or "".  Texts point
 * into the bytes; they end in NUL there (wire_put_text writes one), so they
 * are valid as long as the bytes are.
 */
struct wire {
	const char *at;
	const char *end;
	bool bad;
};

struct wire wire_open(const char *bytes, size_t len);
int64_t wire_number(struct wire *);
/* A number in [least, most]; bad when it is not. */
int64_t wire_number_in(struct wire *, int64_t least, int64_t most);
const char *wire_text(struct wire *);               /* may be NULL */
const char *wire_bytes(struct wire *, size_t *len); /* "" when bad */
/* A count of things that take at least size bytes each. */
size_t wire_count(struct wire *, size_t size);
/* All was read, nothing is left, nothing was bad. */
bool wire_done(const struct wire *);

#endif
