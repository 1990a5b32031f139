/* fetch-unpack.h - Content-Encoding undone, with a ceiling */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_FETCH_UNPACK_H
#define EDGE_FETCH_UNPACK_H

#include <brotli/decode.h>
#include <stdbool.h>
#include <stddef.h>
#include <zlib.h>

#include "base/str.h"
#include "base/why.h"

/*
 * gzip, deflate (zlib) and br (brotli); not by libcurl, which takes a stream that was cut for a whole
 * one and puts no limit on what comes out.  encoding is the header as it
 * came, or NULL.  Bytes that begin as gzip does are unpacked whatever the
 * header says, and bytes that do not, though it says gzip, are taken as they
 * are: servers get both wrong.  A file that was packed as it lay (sitemap.xml.gz)
 * and once more on its way is unpacked twice.
 *
 * True with *packed false: the bytes are not packed, out is empty.  At most
 * most bytes come out.  False: cut, broken, more than most, or packed in a
 * way that was not asked for.
 */
bool unpack(const char *bytes, size_t len, const char *encoding, size_t most,
    struct str *out, bool *packed, struct why *);

/*
 * The same in steps of UNPACK_STEP bytes that come out: begun, gone on with
 * while there is MORE, and ended in any case.  AS_IS: it is not packed.
 */
enum { UNPACK_STEP = 1 << 20 };
enum unpack_state { UNPACK_AS_IS, UNPACK_MORE, UNPACK_DONE, UNPACK_FAILED };

struct unpacking {
	const unsigned char *in;
	size_t len, left, most;
	struct str *out;
	int wrap; /* zlib's windowBits */
	bool inflates;
	z_stream z;
	BrotliDecoderState *b;
	struct str outer; /* what was packed twice, half unpacked */
};

enum unpack_state unpack_begin(struct unpacking *, const char *bytes,
    size_t len, const char *encoding, size_t most, struct str *out,
    struct why *);
enum unpack_state unpack_go_on(struct unpacking *, struct why *);
void unpack_end(struct unpacking *);

#endif
