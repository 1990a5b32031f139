/* feeddate-clock.c - hours, zones and the marks of dates */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/feed/feeddate-parts.h"

bool
date_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

void
date_skip_blanks(struct reading *r)
{
	while (*r->at == ' ' || (*r->at >= '\t' && *r->at <= '\r'))
		r->at++;
}

int
date_digits(const char *s)
{
	int n = 0;

	while (date_is_digit(s[n]))
		n++;
	return n;
}

/* Exactly n digits, which are there. */
int
date_take(struct reading *r, int n)
{
	int value = 0;

	while (n-- > 0)
		value = value * 10 + *r->at++ - '0';
	return value;
}

bool
date_accept(struct reading *r, char c)
{
	if (*r->at != c)
		return false;
	r->at++;
	return true;
}

/* The letters at hand in lower case; 0 when they are too many. */
size_t
date_word_at(const char *s, char word[DATE_WORD_MOST])
{
	size_t n = 0;

	while ((s[n] & 0x80) || (s[n] >= 'a' && s[n] <= 'z') ||
	       (s[n] >= 'A' && s[n] <= 'Z') ||
	       (n > 0 && strchr("/_", s[n]) && s[n] != '\0')) {
		bool latin = n > 0 && (unsigned char)s[n - 1] == 0xC3;
		unsigned char c = (unsigned char)s[n];

		if (n + 1 == DATE_WORD_MOST)
			return 0;
		if ((c >= 'A' && c <= 'Z') || (latin && c < 0x9F))
			c |= 0x20;
		word[n++] = (char)c;
	}
	word[n] = '\0';
	return n;
}

/* "10:14", "10.14:55.123", "10:14:55,5"; at stands on its first digit. */
bool
date_read_clock(struct reading *r)
{
	int n = date_digits(r->at);

	if (n < 1 || n > 2 || r->hour >= 0)
		return false;
	r->hour = date_take(r, n);
	r->second = 0;
	if ((*r->at != ':' && *r->at != '.') || date_digits(r->at + 1) < 1 ||
	    date_digits(r->at + 1) > 2)
		return false;
	r->at++;
	r->minute = date_take(r, date_digits(r->at));
	if ((*r->at == ':' || *r->at == '.') && date_digits(r->at + 1) > 0) {
		r->at++;
		if (date_digits(r->at) > 2)
			return false;
		r->second = date_take(r, date_digits(r->at));
	}
	if ((*r->at == '.' || *r->at == ',') && date_is_digit(r->at[1])) {
		r->at++;
		r->at += date_digits(r->at);
	}
	return *r->at != ':';
}

/* "1014" or "101455", the compact form. */
bool
date_read_compact_clock(struct reading *r, int n)
{
	if (n != 4 && n != 6)
		return false;
	r->hour = date_take(r, 2);
	r->minute = date_take(r, 2);
	r->second = n == 6 ? date_take(r, 2) : 0;
	if ((*r->at == '.' || *r->at == ',') && date_is_digit(r->at[1])) {
		r->at++;
		r->at += date_digits(r->at);
	}
	return true;
}

/* "+0200", "-05:00", "+2", "+530"; at stands on the sign. */
bool
date_read_offset(struct reading *r)
{
	int sign = *r->at++ == '-' ? -1 : 1, n = date_digits(r->at), hours,
	    minutes;

	r->region = 0;
	if (n < 1 || n > 4)
		return false;
	hours = date_take(r, n == 3 ? 1 : n < 3 ? n : 2);
	minutes = n > 2 ? date_take(r, 2) : 0;
	if (n < 3 && *r->at == ':') {
		r->at++;
		if (date_digits(r->at) != 2)
			return false;
		minutes = date_take(r, 2);
	}
	if (hours > 23 || minutes > 59)
		return false;
	r->zoned = true;
	r->offset = sign * (hours * 60 + minutes) * 60;
	if (*r->at == 'Z' && r->at[1] == '\0') /* said twice */
		r->at++;
	return true;
}

bool
date_has_offset(const struct reading *r)
{
	return (*r->at == '+' || *r->at == '-') && r->hour >= 0 &&
	       (!r->zoned || (r->offset == 0 && date_is_digit(r->at[1])));
}

/* A zone's name, perhaps with an offset behind it: GMT+1. */
bool
date_read_zone_word(struct reading *r, const char *word, size_t len)
{
	const char *start = r->at;

	r->region = date_word_region(word);
	if (r->region == 0 && !date_word_zone(word, &r->offset)) {
		/* Unknown ones are in capitals (or Region/City), and UTC. */
		for (size_t i = 0; i < len && strchr(word, '/') == NULL; i++)
			if (start[i] < 'A' || start[i] > 'Z' || len > 5)
				return false;
	}
	r->zoned = true;
	r->at += len;
	if ((*r->at == '+' || *r->at == '-') && date_is_digit(r->at[1]))
		return date_read_offset(r);
	return true;
}

bool
date_read_half(struct reading *r)
{
	static const struct {
		const char *word;
		bool after;
	} halves[] = {{"am", false}, {"pm", true}, {"a.m.", false},
	    {"p.m.", true}, {"fm", false}, {"em", true}};

	for (size_t i = 0; i < sizeof(halves) / sizeof(*halves); i++) {
		size_t n = strlen(halves[i].word), k = 0;

		while (k < n && (r->at[k] | 0x20) == (halves[i].word[k] | 0x20))
			k++;
		if (k < n || (r->at[n] | 0x20) >= 'a')
			continue;
		r->afternoon = halves[i].after;
		r->forenoon = !halves[i].after;
		r->at += n;
		return true;
	}
	return false;
}

/* What may stand behind a date: clock, half of the day, zone, a comment. */
bool
date_read_tail(struct reading *r)
{
	char word[DATE_WORD_MOST];
	size_t len;

	for (;;) {
		date_skip_blanks(r);
		if (*r->at == '\0')
			return true;
		if (*r->at == '(') {
			r->at += strcspn(r->at, ")");
			date_accept(r, ')');
		} else if (date_is_digit(*r->at)) {
			if (!date_read_clock(r))
				return false;
		} else if (*r->at == ',' || *r->at == '.') {
			r->at++;
		} else if (date_has_offset(r) ||
			   ((*r->at == '+' || *r->at == '-') && !r->zoned)) {
			if (!date_read_offset(r))
				return false;
		} else if (r->hour < 0 || !date_read_half(r)) {
			len = date_word_at(r->at, word);
			if (len == 0)
				return false;
			if (date_word_is_filler(word) && r->hour < 0)
				r->at += len;
			else if (r->zoned || r->hour < 0 ||
				 !date_read_zone_word(r, word, len))
				return false;
		}
	}
}
