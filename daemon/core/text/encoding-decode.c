/* encoding-decode.c - bytes of any encoding to UTF-8 */
/* SPDX-License-Identifier: MIT */
#include <iconv.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "core/text/encoding-table.h"
#include "core/text/encoding.h"
#include "core/text/htmlref.h"

enum { REPLACEMENT = 0xFFFD };

/*
 * What is broken at s: the bytes that one U+FFFD stands for, by the
 * Standard's rule (the longest start of a character that could have been).
 */
static size_t
broken_length(const char *s, size_t left)
{
	char whole[4] = {s[0], (char)0x80, (char)0x80, (char)0x80};
	size_t n = 1;

	if ((unsigned char)s[0] < 0xC2 || (unsigned char)s[0] > 0xF4)
		return 1;
	while (n < 3 && n < left) {
		whole[n] = s[n];
		if (utf8_length(whole, 4) == 0 || (s[n] & 0xC0) != 0x80)
			break;
		n++;
	}
	return n;
}

/* Valid characters beyond ASCII in what is not all valid, and not by mere
 * chance: two Latin letters in a row look like one now and then. */
static bool
any_right(const char *s, size_t len)
{
	enum { CHANCE = 8 };
	size_t right = 0, wrong = 0;

	for (size_t at = 0; at < len;) {
		size_t n = utf8_length(s + at, len - at);

		right += n > 1;
		wrong += n == 0;
		at += n ? n : 1;
	}
	return right * CHANCE > wrong;
}

static struct decoded
finish(struct pool *pool, struct str *s, struct decoded d)
{
	d.text = pool_strndup(pool, s->text, s->len);
	d.len = s->len;
	str_release(s);
	return d;
}

static const struct encoding_table *
table_of(const char *name)
{
	for (size_t i = 0; i < ENCODING_TABLES; i++)
		if (strcmp(encoding_tables[i].name, name) == 0)
			return &encoding_tables[i];
	return NULL;
}

static bool
is_ascii(const char eight[8])
{
	uint64_t n;

	memcpy(&n, eight, 8);
	return (n & 0x8080808080808080) == 0;
}

static struct decoded
decode_single(struct pool *pool, const struct encoding_table *t,
    const char *bytes, size_t len)
{
	struct decoded d = {.name = t->name};
	char *text = pool_get(pool, len * 3 + 1);
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned char c;

		while (len - i >= 8 && is_ascii(bytes + i)) {
			memcpy(text + n, bytes + i, 8);
			n += 8;
			i += 8;
		}
		if (i == len)
			break;
		c = (unsigned char)bytes[i];
		if (c < 0x80) {
			text[n++] = (char)c;
			continue;
		}
		d.replaced |= t->upper[c - 0x80] == REPLACEMENT;
		n += htmlref_write(t->upper[c - 0x80], text + n);
	}
	d.text = text;
	d.len = n;
	return d;
}

static struct decoded
decode_utf8(struct pool *pool, const char *bytes, size_t len)
{
	struct decoded d = {.text = bytes, .len = len, .name = "UTF-8"};
	size_t good = utf8_valid(bytes, len);
	struct str s = STR_INIT(len * 3);

	if (good == len)
		return d;
	if (!any_right(bytes, len))
		return decode_single(
		    pool, table_of("windows-1252"), bytes, len);
	d.replaced = true;
	for (;;) {
		str_addn(&s, bytes, good);
		bytes += good;
		len -= good;
		if (len == 0)
			return finish(pool, &s, d);
		str_addu(&s, REPLACEMENT);
		good = broken_length(bytes, len);
		bytes += good;
		len -= good;
		good = utf8_valid(bytes, len);
	}
}

static unsigned
unit_of(const unsigned char *s, size_t width, bool big)
{
	unsigned u = 0;

	for (size_t i = 0; i < width; i++)
		u = u << 8 | s[big ? i : width - 1 - i];
	return u;
}

static struct decoded
decode_wide(struct pool *pool, const char *name, const char *bytes, size_t len)
{
	const unsigned char *s = (const unsigned char *)bytes;
	struct decoded d = {.name = name};
	size_t width = strncmp(name, "UTF-32", 6) == 0 ? 4 : 2, n = 0;
	bool big = strcmp(name + 6, "BE") == 0;
	char *text = pool_get(pool, (len / width + 1) * (width == 4 ? 4 : 3));

	for (size_t i = 0; i < len; i += width) {
		unsigned u = REPLACEMENT, low;

		if (len - i >= width)
			u = unit_of(s + i, width, big);
		if (width == 2 && u >= 0xD800 && u < 0xDC00 && len - i >= 4) {
			low = unit_of(s + i + 2, 2, big);
			if (low >= 0xDC00 && low < 0xE000) {
				u = 0x10000 + ((u - 0xD800) << 10) + low -
				    0xDC00;
				i += 2;
			}
		}
		if (u > 0x10FFFF || (u >= 0xD800 && u < 0xE000))
			u = REPLACEMENT;
		d.replaced |= u == REPLACEMENT;
		n += htmlref_write(u, text + n);
	}
	d.text = text;
	d.len = n;
	return d;
}

/* The encodings that libc converts, and how it calls them. */
static struct {
	const char *name;
	const char *libc[2];
	iconv_t cd;
	bool open;
} converters[] = {
    {.name = "gb18030", .libc = {"GB18030"}},
    {.name = "Big5", .libc = {"BIG5-HKSCS", "BIG5"}},
    {.name = "EUC-JP", .libc = {"EUC-JP-MS", "EUC-JP"}},
    {.name = "ISO-2022-JP", .libc = {"CP50221", "ISO-2022-JP"}},
    {.name = "Shift_JIS", .libc = {"CP932", "SHIFT_JIS"}},
    {.name = "EUC-KR", .libc = {"UHC", "EUC-KR"}},
};

static bool
converter_open(size_t i)
{
	for (size_t k = 0; !converters[i].open && k < 2; k++) {
		if (converters[i].libc[k] == NULL)
			continue;
		converters[i].cd = iconv_open("UTF-8", converters[i].libc[k]);
		converters[i].open = converters[i].cd != (iconv_t)-1;
	}
	return converters[i].open;
}

void
encoding_prepare(void)
{
	for (size_t i = 0; i < sizeof(converters) / sizeof(*converters); i++)
		converter_open(i);
}

static struct decoded
decode_libc(
    struct pool *pool, const char *name, iconv_t cd, const char *in, size_t len)
{
	struct decoded d = {.name = name};
	struct str s = STR_INIT(len * 4 + 16);
	char out[4096], *from = (char *)(uintptr_t)in;

	iconv(cd, NULL, NULL, NULL, NULL);
	while (len > 0) {
		char *to = out;
		size_t room = sizeof(out), before = len;
		size_t status = iconv(cd, &from, &len, &to, &room);

		str_addn(&s, out, sizeof(out) - room);
		if (status != (size_t)-1 || len == 0)
			break;
		if (len == before && room == sizeof(out)) {
			str_addu(&s, REPLACEMENT);
			d.replaced = true;
			from++;
			len--;
		}
	}
	return finish(pool, &s, d);
}

struct decoded
encoding_decode(
    struct pool *pool, const char *name, const char *bytes, size_t len)
{
	const struct encoding_table *t = table_of(name);
	const char *marked = name;
	size_t skip = encoding_mark(bytes, len, &marked);

	if (skip > 0 && strcmp(marked, name) == 0) {
		bytes += skip;
		len -= skip;
	}
	if (t != NULL)
		return decode_single(pool, t, bytes, len);
	if (encoding_is_wide(name))
		return decode_wide(pool, name, bytes, len);
	for (size_t i = 0; i < sizeof(converters) / sizeof(*converters); i++)
		if (strcmp(converters[i].name, name) == 0 && converter_open(i))
			return decode_libc(
			    pool, name, converters[i].cd, bytes, len);
	return decode_utf8(pool, bytes, len);
}
