/* mojibake.c - text that was encoded twice: "rÃ¥d" for "råd" */
/* SPDX-License-Identifier: MIT */
#include "core/text/mojibake.h"

#include <stdlib.h>
#include <string.h>

#include "core/text/encoding.h"

/* The characters of windows-1252 in 0x80 to 0x9F; 0: none. */
static const unsigned short upper[32] = {0x20AC, 0, 0x201A, 0x0192, 0x201E,
    0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D,
    0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

/* A byte stands somewhere, and these before it? */
static bool
has(const char *text, size_t len, char last, const char *before, size_t n)
{
	const char *at = text, *end = text + len;

	while ((at = memchr(at, last, (size_t)(end - at))) != NULL) {
		if ((size_t)(at - text) >= n && memcmp(at - n, before, n) == 0)
			return true;
		at++;
	}
	return false;
}

/* All letters of Europe begin by "Ã" then (U+00C3), or "â€" in quotes. */
bool
mojibake_may(const char *text, size_t len)
{
	return has(text, len, '\x83', "\xC3", 1) ||
	       has(text, len, '\xAC', "\xC3\xA2\xE2\x82", 4);
}

/* The character of n bytes; those of four are none of windows-1252. */
static unsigned
character(const char *s, size_t n)
{
	const unsigned char *u = (const unsigned char *)s;

	if (n == 2)
		return (u[0] & 0x1FU) << 6 | (u[1] & 0x3FU);
	if (n == 3)
		return (u[0] & 0x0FU) << 12 | (u[1] & 0x3FU) << 6 |
		       (u[2] & 0x3FU);
	return 0x10FFFF;
}

/* The byte that it was taken from; -1: none. */
static int
byte_of(unsigned c)
{
	if (c <= 0xFF)
		return (int)c;
	for (int i = 0; i < 32; i++)
		if (upper[i] == c)
			return 0x80 + i;
	return -1;
}

size_t
mojibake_mend(char *text, size_t len)
{
	char *once = malloc(len + 1);
	size_t n = 0, size;
	bool mended = false;
	int byte;

	if (once == NULL)
		abort();
	for (size_t at = 0; at < len; at += size) {
		size = utf8_length(text + at, len - at);
		byte = size < 2 ? text[at]
				: byte_of(character(text + at, size));
		mended |= size > 1;
		if (size == 0 || (size > 1 && byte < 0x80)) {
			n = 0;
			break;
		}
		once[n++] = (char)byte;
	}
	if (!mended || n == 0 || utf8_valid(once, n) != n)
		n = 0;
	if (n > 0) {
		memcpy(text, once, n);
		text[n] = '\0';
	}
	free(once);
	return n;
}
