/* htmlref.c - character references of HTML */
/* SPDX-License-Identifier: MIT */
#include "core/text/htmlref.h"

#include <string.h>

#include "core/text/htmlref-table.h"

enum { NAME_MOST = 32, DIGITS_MOST = 10 };

static bool
is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

const char *
htmlref_find(const char *name, size_t len, bool bare)
{
	size_t low = 0, high = HTMLREFS;

	while (low < high) {
		size_t mid = (low + high) / 2;
		const struct htmlref *r = &htmlref_table[mid];
		int order = r->name[0] - name[0];

		if (order == 0)
			order = strncmp(r->name, name, len);
		if (order == 0 && r->name[len] != '\0')
			order = 1;
		if (order == 0)
			return bare && !r->bare ? NULL : r->text;
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

size_t
htmlref_write(unsigned u, char *at)
{
	if (u < 0x80) {
		at[0] = (char)u;
		return 1;
	}
	if (u < 0x800) {
		at[0] = (char)(0xC0 | u >> 6);
		at[1] = (char)(0x80 | (u & 0x3F));
		return 2;
	}
	if (u < 0x10000) {
		at[0] = (char)(0xE0 | u >> 12);
		at[1] = (char)(0x80 | (u >> 6 & 0x3F));
		at[2] = (char)(0x80 | (u & 0x3F));
		return 3;
	}
	at[0] = (char)(0xF0 | u >> 18);
	at[1] = (char)(0x80 | (u >> 12 & 0x3F));
	at[2] = (char)(0x80 | (u >> 6 & 0x3F));
	at[3] = (char)(0x80 | (u & 0x3F));
	return 4;
}

unsigned
htmlref_number(unsigned n)
{
	static const unsigned short windows[32] = {0x20AC, 0x81, 0x201A, 0x192,
	    0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152,
	    0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	    0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E,
	    0x178};

	if (n >= 0x80 && n < 0xA0)
		return windows[n - 0x80];
	if (n == 0 || n > 0x10FFFF || (n >= 0xD800 && n < 0xE000) ||
	    (n & 0xFFFE) == 0xFFFE)
		return 0xFFFD;
	if (n < 0x20 && n != '\t' && n != '\n' && n != '\r')
		return 0xFFFD;
	return n;
}

static int
digit(char c, bool hex)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return hex && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* s stands on '&', s[1] is '#'. */
static size_t
read_number(const char *s, size_t left, char *text)
{
	size_t i = 2, first;
	unsigned n = 0;
	bool hex = left > 2 && (s[2] == 'x' || s[2] == 'X');

	i += hex;
	for (first = i; i < left && digit(s[i], hex) >= 0; i++)
		if (n <= 0x10FFFF)
			n = n * (hex ? 16 : 10) + (unsigned)digit(s[i], hex);
	if (i == first || i - first > DIGITS_MOST)
		return 0;
	text[htmlref_write(htmlref_number(n), text)] = '\0';
	return i + (i < left && s[i] == ';');
}

size_t
htmlref_read(const char *s, size_t left, char text[HTMLREF_MOST])
{
	const char *found;
	size_t i = 1;
	bool bare;

	if (left > 1 && s[1] == '#')
		return read_number(s, left, text);
	while (i < left && i <= NAME_MOST && is_alnum(s[i]))
		i++;
	if (i == 1)
		return 0;
	bare = i == left || s[i] != ';';
	if (bare && i < left && (s[i] == '=' || is_alnum(s[i])))
		return 0;
	found = htmlref_find(s + 1, i - 1, bare);
	if (found == NULL)
		return 0;
	strcpy(text, found);
	return i + !bare;
}
