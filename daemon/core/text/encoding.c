/* encoding.c - which encoding a document is in; UTF-8 told from others */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "core/text/encoding.h"

#include <stdint.h>
#include <string.h>

enum { DECLARATION_MOST = 1024 };

static const struct {
	const char *name;
	const char *mark;
	size_t len;
} marks[] = {
    {"UTF-8", "\xEF\xBB\xBF", 3},
    {"UTF-32LE", "\xFF\xFE\0\0", 4},
    {"UTF-32BE", "\0\0\xFE\xFF", 4},
    {"UTF-16LE", "\xFF\xFE", 2},
    {"UTF-16BE", "\xFE\xFF", 2},
};

/* Where zero bytes stand when text begins with an ASCII character. */
static const struct {
	const char *name;
	const char *zero; /* '0': zero, 'x': not, '.': any */
} shapes[] = {
    {"UTF-32BE", "000x"},
    {"UTF-32LE", "x000"},
    {"UTF-16BE", "0x0x"},
    {"UTF-16LE", "x0x0"},
};

size_t
encoding_mark(const char *bytes, size_t len, const char **name)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (len >= marks[i].len &&
		    memcmp(bytes, marks[i].mark, marks[i].len) == 0) {
			*name = marks[i].name;
			return marks[i].len;
		}
	return 0;
}

static const char *
shape_of(const char *bytes, size_t len)
{
	for (size_t i = 0; i < sizeof(shapes) / sizeof(*shapes); i++) {
		size_t k = 0;

		while (len >= 4 && k < 4 &&
		       (bytes[k] == '\0') == (shapes[i].zero[k] == '0'))
			k++;
		if (k == 4)
			return shapes[i].name;
	}
	return NULL;
}

/* The label in <?xml ... encoding="..."?> */
static const char *
declared(const char *bytes, size_t len)
{
	const char *end, *at;
	size_t n = 0;

	if (len > DECLARATION_MOST)
		len = DECLARATION_MOST;
	at = memmem(bytes, len, "<?xml", 5);
	if (at == NULL)
		return NULL;
	len -= (size_t)(at - bytes);
	end = memmem(at, len, "?>", 2);
	if (end == NULL)
		return NULL;
	at = memmem(at, (size_t)(end - at), "encoding", 8);
	if (at == NULL)
		return NULL;
	for (at += 8; at < end && strchr(" \t\r\n='\"", *at); at++)
		;
	while (at + n < end && strchr(" \t\r\n'\"", at[n]) == NULL)
		n++;
	return encoding_find(at, n);
}

bool
encoding_is_wide(const char *name)
{
	return name != NULL && (strncmp(name, "UTF-16", 6) == 0 ||
				   strncmp(name, "UTF-32", 6) == 0);
}

const char *
encoding_of(const char *bytes, size_t len, const char *type)
{
	const char *name = NULL;

	if (encoding_mark(bytes, len, &name) > 0)
		return name;
	name = shape_of(bytes, len);
	if (name != NULL)
		return name;
	/* Text that begins with ASCII bytes is not what such a label says. */
	name = encoding_of_type(type);
	if (name == NULL || encoding_is_wide(name))
		name = declared(bytes, len);
	return name == NULL || encoding_is_wide(name) ? "UTF-8" : name;
}

size_t
utf8_length(const char *text, size_t left)
{
	const unsigned char *s = (const unsigned char *)text;
	unsigned char least = 0x80, most = 0xBF;
	size_t n;

	if (s[0] < 0x80)
		return 1;
	if (s[0] < 0xC2 || s[0] > 0xF4)
		return 0;
	n = s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
	least = s[0] == 0xE0 ? 0xA0 : s[0] == 0xF0 ? 0x90 : least;
	most = s[0] == 0xED ? 0x9F : s[0] == 0xF4 ? 0x8F : most;
	if (left < n || s[1] < least || s[1] > most)
		return 0;
	for (size_t i = 2; i < n; i++)
		if ((s[i] & 0xC0) != 0x80)
			return 0;
	return n;
}

size_t
utf8_valid(const char *s, size_t len)
{
	size_t at = 0, n;
	uint64_t eight;

	while (at < len) {
		if (len - at >= 8) {
			memcpy(&eight, s + at, 8);
			if ((eight & 0x8080808080808080) == 0) {
				at += 8;
				continue;
			}
		}
		n = utf8_length(s + at, len - at);
		if (n == 0)
			break;
		at += n;
	}
	return at;
}

struct decoded
encoding_read(
    struct pool *pool, const char *bytes, size_t len, const char *type)
{
	return encoding_decode(pool, encoding_of(bytes, len, type), bytes, len);
}
