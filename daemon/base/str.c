/* str.c - a text that is being built, with a ceiling */
/* SPDX-License-Identifier: MIT */
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char str_empty[1];

void
str_release(struct str *s)
{
	if (s->text != str_empty)
		free(s->text);
	s->text = str_empty;
	s->len = s->size = 0;
	s->full = false;
}

bool
str_release_some(struct str *s)
{
	enum { PIECE = 1 << 20 };
	char *less = NULL;

	if (s->size > PIECE)
		less = realloc(s->text, s->size - PIECE);
	if (less == NULL) {
		str_release(s);
		return false;
	}
	s->text = less;
	s->size -= PIECE;
	s->len = 0;
	return true;
}

void
str_clear(struct str *s)
{
	s->len = 0;
	s->full = false;
	if (s->size > 0)
		s->text[0] = '\0';
}

void
str_cut(struct str *s, size_t len)
{
	if (len >= s->len)
		return;
	s->len = len;
	s->text[len] = '\0';
}

static void
grow(struct str *s, size_t least)
{
	static const char complaint[] = "<2>out of memory\n";
	size_t size = s->size ? s->size * 2 : 128;

	if (size < least)
		size = least;
	s->text = realloc(s->size ? s->text : NULL, size);
	if (s->text == NULL) {
		if (write(STDERR_FILENO, complaint, sizeof(complaint) - 1) < 0)
			_exit(71);
		_exit(70);
	}
	s->size = size;
}

bool
str_room(struct str *s, size_t n)
{
	if (s->full || n > s->most || s->len > s->most - n) {
		s->full = true;
		return false;
	}
	if (s->size - s->len < n + 1)
		grow(s, s->len + n + 1);
	return true;
}

bool
str_addn(struct str *s, const char *bytes, size_t len)
{
	if (!str_room(s, len))
		return false;
	memcpy(s->text + s->len, bytes, len);
	s->len += len;
	s->text[s->len] = '\0';
	return true;
}

bool
str_add(struct str *s, const char *text)
{
	return str_addn(s, text, strlen(text));
}

void
str_add_some(struct str *s, const char *text)
{
	str_addn(s, text, str_fit(text, s->most - s->len));
}

bool
str_addc(struct str *s, char c)
{
	return str_addn(s, &c, 1);
}

bool
str_addv(struct str *s, const char *format, va_list args)
{
	va_list again;
	int n;

	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (n < 0 || !str_room(s, (size_t)n))
		return false;
	vsnprintf(s->text + s->len, (size_t)n + 1, format, args);
	s->len += (size_t)n;
	return true;
}

bool
str_addf(struct str *s, const char *format, ...)
{
	va_list args;
	bool ok;

	va_start(args, format);
	ok = str_addv(s, format, args);
	va_end(args);
	return ok;
}

bool
str_addu(struct str *s, unsigned u)
{
	char b[4];

	if (u > 0x10FFFF || (u >= 0xD800 && u <= 0xDFFF) || u == 0)
		u = 0xFFFD;
	if (u < 0x80) {
		b[0] = (char)u;
		return str_addn(s, b, 1);
	}
	if (u < 0x800) {
		b[0] = (char)(0xC0 | u >> 6);
		b[1] = (char)(0x80 | (u & 0x3F));
		return str_addn(s, b, 2);
	}
	if (u < 0x10000) {
		b[0] = (char)(0xE0 | u >> 12);
		b[1] = (char)(0x80 | (u >> 6 & 0x3F));
		b[2] = (char)(0x80 | (u & 0x3F));
		return str_addn(s, b, 3);
	}
	b[0] = (char)(0xF0 | u >> 18);
	b[1] = (char)(0x80 | (u >> 12 & 0x3F));
	b[2] = (char)(0x80 | (u >> 6 & 0x3F));
	b[3] = (char)(0x80 | (u & 0x3F));
	return str_addn(s, b, 4);
}

size_t
str_fit(const char *text, size_t most)
{
	size_t n = text ? strlen(text) : 0;

	if (n > most)
		for (n = most; n > 0 && (text[n] & 0xC0) == 0x80;)
			n--;
	return n;
}
