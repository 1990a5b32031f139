/* wire.c - records between the daemon and its reader */
/* SPDX-License-Identifier: MIT */
#include "base/wire.h"

#include <string.h>

enum { NUMBER = 8 };

void
wire_put_number(struct str *s, int64_t number)
{
	uint64_t n = (uint64_t)number;
	char b[NUMBER];

	for (int i = 0; i < NUMBER; i++)
		b[i] = (char)(n >> (8 * i) & 0xFF);
	str_addn(s, b, NUMBER);
}

void
wire_put_bytes(struct str *s, const char *bytes, size_t len)
{
	wire_put_number(s, (int64_t)len);
	str_addn(s, bytes, len);
	str_addc(s, '\0');
}

void
wire_put_text(struct str *s, const char *text)
{
	if (text == NULL)
		wire_put_number(s, -1);
	else
		wire_put_bytes(s, text, strlen(text));
}

struct wire
wire_open(const char *bytes, size_t len)
{
	return (struct wire){.at = bytes, .end = bytes + len};
}

static size_t
left(const struct wire *w)
{
	return (size_t)(w->end - w->at);
}

int64_t
wire_number(struct wire *w)
{
	uint64_t n = 0;

	if (w->bad || left(w) < NUMBER) {
		w->bad = true;
		return 0;
	}
	for (int i = 0; i < NUMBER; i++)
		n |= (uint64_t)(unsigned char)w->at[i] << (8 * i);
	w->at += NUMBER;
	return (int64_t)n;
}

int64_t
wire_number_in(struct wire *w, int64_t least, int64_t most)
{
	int64_t n = wire_number(w);

	if (n >= least && n <= most)
		return n;
	w->bad = true;
	return least;
}

/* The len bytes at hand and the NUL behind them; NULL when bad. */
static const char *
take(struct wire *w, int64_t len)
{
	const char *at = w->at;

	if (w->bad || len < 0 || (uint64_t)len >= left(w) || at[len] != '\0') {
		w->bad = true;
		return NULL;
	}
	w->at += len + 1;
	return at;
}

const char *
wire_text(struct wire *w)
{
	int64_t len = wire_number(w);
	const char *text;

	if (w->bad || len == -1)
		return NULL;
	text = take(w, len);
	if (text != NULL && memchr(text, '\0', (size_t)len) != NULL)
		w->bad = true;
	return w->bad ? NULL : text;
}

const char *
wire_bytes(struct wire *w, size_t *len)
{
	int64_t n = wire_number(w);
	const char *bytes = take(w, n);

	*len = bytes ? (size_t)n : 0;
	return bytes ? bytes : "";
}

size_t
wire_count(struct wire *w, size_t size)
{
	return (size_t)wire_number_in(w, 0, (int64_t)(left(w) / size));
}

bool
wire_done(const struct wire *w)
{
	return !w->bad && w->at == w->end;
}
