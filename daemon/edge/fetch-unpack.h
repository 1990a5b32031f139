/* fetch-unpack.h - Content-Encoding undone, with a ceiling */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_FETCH_UNPACK_H
#define EDGE_FETCH_UNPACK_H

#include <stdbool.h>
#include <stddef.h>

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

#endif
