/* encoding.h - bytes of any encoding to UTF-8, by the WHATWG Encoding Standard */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_ENCODING_H
#define CORE_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"

/*
 * Labels and single-byte encodings are the Standard's (iso-8859-1 and
 * us-ascii mean windows-1252); case and the marks - _ : . in a label do not
 * matter.  Beyond the Standard: UTF-32.  Chinese, Japanese and Korean go
 * through libc's iconv, whose converters are shared objects: a process that
 * will not be allowed to open files calls encoding_prepare() first; without
 * it they are opened when first needed.  Descriptors stay open.
 */
void encoding_prepare(void);

/* The Standard's name of a label: "latin1" is "windows-1252"; else NULL. */
const char *encoding_find(const char *label, size_t len);

/* The charset in a Content-Type header (may be NULL) by its name, or NULL. */
const char *encoding_of_type(const char *type);

/*
 * What a document is written in: a byte order mark wins over zero bytes that
 * give UTF-16 or UTF-32 away, these over the header's charset, that over the
 * XML declaration, that over UTF-8.  Never NULL.
 */
const char *encoding_of(const char *bytes, size_t len, const char *type);

/* The length of a byte order mark at the start, 0 without; *name by it. */
size_t encoding_mark(const char *bytes, size_t len, const char **name);
/* UTF-16 or UTF-32, by its name; NULL is neither. */
bool encoding_is_wide(const char *name);

struct decoded {
	const char *text; /* the caller's bytes or in the pool; len of them */
	size_t len;
	const char *name; /* of the encoding that was used */
	bool replaced;    /* some bytes meant nothing: U+FFFD stands there */
};

/*
 * As UTF-8, without byte order mark; all of it valid.  Never fails.  What is
 * said to be UTF-8 (by name or by encoding_of) but holds no character beyond
 * ASCII that is right in it, but by chance, is read as windows-1252.
 */
struct decoded encoding_decode(
    struct pool *, const char *name, const char *bytes, size_t len);
/* encoding_of() and encoding_decode() in one. */
struct decoded encoding_read(
    struct pool *, const char *bytes, size_t len, const char *type);

/*
 * The length of the valid UTF-8 character at s (1 to 4), 0 when the bytes
 * there are none.  left > 0.
 */
size_t utf8_length(const char *s, size_t left);
/* How many bytes from the start are valid UTF-8. */
size_t utf8_valid(const char *s, size_t len);

#endif
