/* mutate.c - inputs changed at random, the same each time */
/* SPDX-License-Identifier: MIT */
#include "fuzz/mutate.h"

#include <string.h>

/* Xorshift with a multiplied end (Vigna 2016): short, and good enough. */
size_t
mutate_chance(struct mutator *m, size_t n)
{
	m->state ^= m->state >> 12;
	m->state ^= m->state << 25;
	m->state ^= m->state >> 27;
	return (size_t)((m->state * 0x2545F4914F6CDD1DU) >> 33) % n;
}

/* Puts bytes in at the place, as many as there is room for. */
static void
put_in(struct mutator *m, struct input *d, size_t at, const void *bytes,
    size_t len)
{
	if (len > m->room - d->len)
		len = m->room - d->len;
	memmove(d->bytes + at + len, d->bytes + at, d->len - at);
	memmove(d->bytes + at, bytes, len);
	d->len += len;
}

static void
take_out(struct input *d, size_t at, size_t len)
{
	memmove(d->bytes + at, d->bytes + at + len, d->len - at - len);
	d->len -= len;
}

static void
change_byte(struct mutator *m, struct input *d)
{
	if (d->len > 0)
		d->bytes[mutate_chance(m, d->len)] ^=
		    (uint8_t)(1U << mutate_chance(m, 8));
}

static void
set_byte(struct mutator *m, struct input *d)
{
	if (d->len > 0)
		d->bytes[mutate_chance(m, d->len)] = (uint8_t)mutate_chance(
		    m, 256);
}

static void
change_digit(struct mutator *m, struct input *d)
{
	size_t from = d->len ? mutate_chance(m, d->len) : 0;

	for (size_t i = from; i < d->len; i++)
		if (d->bytes[i] >= '0' && d->bytes[i] <= '9') {
			d->bytes[i] = (uint8_t)('0' + mutate_chance(m, 10));
			return;
		}
}

static void
put_word(struct mutator *m, struct input *d)
{
	const char *word;

	if (m->n_words == 0)
		return;
	word = m->words[mutate_chance(m, m->n_words)];
	put_in(m, d, mutate_chance(m, d->len + 1), word, strlen(word));
}

/* What texts from the world have, and nobody thinks of. */
static void
put_odd(struct mutator *m, struct input *d)
{
	static const char *const odd[] = {"\xC2\xA0", "\xC2\xAD",
	    "\xE2\x80\x93", "\xEF\xBB\xBF", "\xE2\x80\xA9", "a\xCC\x8A",
	    "\xF0\x9F\x93\x85", "\xC3", "\xE2\x80", "\xFF", "\r\n", "\n\n",
	    "-\n", "\t", "99999999999", "-1", "|", "\x01", "\"", "("};
	const char *word = odd[mutate_chance(m, sizeof(odd) / sizeof(odd[0]))];

	put_in(m, d, mutate_chance(m, d->len + 1), word, strlen(word));
}

static void
put_nul(struct mutator *m, struct input *d)
{
	put_in(m, d, mutate_chance(m, d->len + 1), "", 1);
}

static void
cut_out(struct mutator *m, struct input *d)
{
	size_t at = mutate_chance(m, d->len + 1);
	size_t left = d->len - at;

	if (left > 0)
		take_out(d, at, 1 + mutate_chance(m, left < 64 ? left : 64));
}

static void
cut_off(struct mutator *m, struct input *d)
{
	d->len = mutate_chance(m, d->len + 1);
}

/* A part of it again, perhaps many times: what grows must stay linear. */
static void
repeat(struct mutator *m, struct input *d)
{
	uint8_t part[64];
	size_t at = mutate_chance(m, d->len + 1), left = d->len - at;
	size_t len = left < sizeof(part) ? left : sizeof(part);
	size_t times = 1 + mutate_chance(m, 40);

	if (len == 0)
		return;
	len = 1 + mutate_chance(m, len);
	memcpy(part, d->bytes + at, len);
	while (times-- > 0)
		put_in(m, d, at, part, len);
}

static void
mix(struct mutator *m, struct input *d)
{
	const struct input *other = &m->input[mutate_chance(m, m->n)];
	size_t from = mutate_chance(m, other->len + 1);
	size_t len = mutate_chance(m, other->len - from + 1);

	put_in(m, d, mutate_chance(m, d->len + 1), other->bytes + from,
	    len < 400 ? len : 400);
}

void
mutate(struct mutator *m, struct input *d)
{
	typedef void change_fn(struct mutator *, struct input *);
	static change_fn *const change[] = {change_byte, set_byte, change_digit,
	    change_digit, put_word, put_word, put_word, put_odd, put_odd,
	    put_nul, cut_out, cut_out, cut_off, repeat, mix, mix};
	const struct input *from = &m->input[mutate_chance(m, m->n)];

	d->len = from->len < m->room ? from->len : m->room;
	memcpy(d->bytes, from->bytes, d->len);
	for (size_t n = 1 + mutate_chance(m, 6); n > 0; n--)
		change[mutate_chance(m, sizeof(change) / sizeof(change[0]))](
		    m, d);
}
