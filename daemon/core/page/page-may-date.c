/* page-may-date.c - lines that may hold a date or a deadline */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "core/page/page-lines.h"
#include "core/page/stamp.h"

/* Words of a line with a date, at the front of a word. */
static const char *const date_words[] = {"januari", "februari", "mars", "april",
    "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december", "jan ", "feb ", "apr ", "aug ", "sep ", "sept", "okt ", "nov ",
    "dec ", "senast", "vecka", "veckan", "kvartal", "halvår", "tertial",
    "hösten", "våren", "sommaren", "vintern", "i höst", "i vår", "i sommar",
    "i vinter", "årsskiftet", "månad", "måndag", "tisdag", "onsdag", "torsdag",
    "fredag", "idag", "i dag", "imorgon", "i morgon", "sista dag", "remisstid",
    "svarstid", "löper ut", "upphör", "gäller från", "gäller till",
    "tills vidare"};

static bool
is_digit(const char *s, size_t len, size_t i)
{
	return i < len && s[i] >= '0' && s[i] <= '9';
}

/* 2021-05-07, 5/7, 210507 with nothing before or after; no telephone. */
static bool
is_numeric_date(const char *s, size_t len, size_t i)
{
	size_t n = 0;

	while (is_digit(s, len, i + n))
		n++;
	if (n == 4 && i + 4 < len && strchr("-./", s[i + 4]) != NULL)
		return is_digit(s, len, i + 5) && is_digit(s, len, i + 6) &&
		       i + 7 < len && s[i + 7] == s[i + 4];
	if (n == 6 || n == 8)
		return (s[i] == '1' || s[i] == '2') &&
		       (s[i + n - 4] == '0' || s[i + n - 4] == '1') &&
		       s[i + n - 2] <= '3';
	if (n < 3 && i + n < len && (s[i + n] == '/' || s[i + n] == '.'))
		return is_digit(s, len, i + n + 1) &&
		       !is_digit(s, len, i + n + 3);
	return false;
}

bool
lines_may_date(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char before = i > 0 ? (unsigned char)s[i - 1] : ' ';

		if (isalnum(before) || before >= 0x80)
			continue;
		if (is_digit(s, len, i)) {
			if (is_numeric_date(s, len, i))
				return true;
			continue;
		}
		for (size_t k = 0; k < sizeof(date_words) / sizeof(*date_words);
		     k++)
			if (stamp_prefix(s + i, len - i, date_words[k]))
				return true;
	}
	return false;
}
