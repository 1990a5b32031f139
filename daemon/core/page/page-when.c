/* page-when.c - stamps in machine and in Swedish form */
/* SPDX-License-Identifier: MIT */
#include "core/page/page-when.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "core/feed/feeddate.h"

enum { FIRST_YEAR = 1990, LAST_YEAR = 2100 };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A letter, as far as the end of a word is concerned. */
static bool
is_letter(char c)
{
	return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* Between least and most digits at s; the bytes taken, 0 for none. */
static size_t
number(const char *s, const char *end, size_t least, size_t most, int *value)
{
	size_t n = 0;

	for (*value = 0; s + n < end && n < most && is_digit(s[n]); n++)
		*value = *value * 10 + (s[n] - '0');
	return n >= least ? n : 0;
}

static const struct {
	const char *name;
	int month;
} months[] = {
    {"januari", 1},
    {"january", 1},
    {"jan", 1},
    {"februari", 2},
    {"february", 2},
    {"feb", 2},
    {"mars", 3},
    {"march", 3},
    {"mar", 3},
    {"april", 4},
    {"apr", 4},
    {"maj", 5},
    {"may", 5},
    {"juni", 6},
    {"june", 6},
    {"jun", 6},
    {"juli", 7},
    {"july", 7},
    {"jul", 7},
    {"augusti", 8},
    {"august", 8},
    {"aug", 8},
    {"september", 9},
    {"sept", 9},
    {"sep", 9},
    {"oktober", 10},
    {"october", 10},
    {"okt", 10},
    {"oct", 10},
    {"november", 11},
    {"nov", 11},
    {"december", 12},
    {"dec", 12},
};

static size_t
month(const char *s, const char *end, int *value)
{
	for (size_t i = 0; i < sizeof(months) / sizeof(*months); i++) {
		size_t n = strlen(months[i].name);

		if ((size_t)(end - s) < n ||
		    strncasecmp(s, months[i].name, n) != 0 ||
		    (s + n < end && is_letter(s[n])))
			continue;
		*value = months[i].month;
		return n + (s + n < end && s[n] == '.');
	}
	return 0;
}

static size_t
blanks(const char *s, const char *end)
{
	size_t n = 0;

	while (s + n < end && n < 3 && (s[n] == ' ' || s[n] == '\n'))
		n++;
	return n;
}

/* 2022-05-18, 2022.05.18, 2022/05/18, 20220518 */
static size_t
read_iso(const char *s, const char *end, int *day)
{
	int y, m, d;
	char sign;
	size_t n;

	if (number(s, end, 4, 4, &y) == 0)
		return 0;
	sign = s + 4 < end ? s[4] : '\0';
	if (sign == '-' || sign == '.' || sign == '/') {
		n = number(s + 5, end, 1, 2, &m);
		if (n == 0 || s + 5 + n >= end || s[5 + n] != sign)
			return 0;
		n += 6;
	} else {
		n = 4;
		if (number(s + 4, end, 2, 2, &m) == 0)
			return 0;
		n += 2;
	}
	y = number(s + n, end, n == 6 && is_digit(sign) ? 2 : 1, 2, &d) ? y : 0;
	n += number(s + n, end, 1, 2, &d);
	if ((s + n < end && is_digit(s[n])) || y < FIRST_YEAR || y > LAST_YEAR)
		return 0;
	/* Eight digits in a word of letters and digits are an id. */
	if (n == 8 && is_digit(sign) && s + n < end && is_letter(s[n]) &&
	    s[n] != 'T')
		return 0;
	*day = day_of(y, m, d);
	return *day == NO_DAY ? 0 : n;
}

/* 14 december 2022, 1:a maj 2020, 14-Dec-2022 */
static size_t
read_words(const char *s, const char *end, int *day)
{
	int y, m, d;
	size_t n = number(s, end, 1, 2, &d), k;

	if (n == 0)
		return 0;
	if (s + n < end && s[n] == '-')
		n++;
	else
		n += blanks(s + n, end);
	k = month(s + n, end, &m);
	if (k == 0)
		return 0;
	n += k;
	if (s + n < end && (s[n] == '-' || s[n] == ','))
		n++;
	n += blanks(s + n, end);
	k = number(s + n, end, 4, 4, &y);
	if (k == 0 || y < FIRST_YEAR || y > LAST_YEAR)
		return 0;
	*day = day_of(y, m, d);
	return *day == NO_DAY ? 0 : n + k;
}

/* 18.5.2022 and 18/5/2022 and 18/5 2022: never the month first */
static size_t
read_day_first(const char *s, const char *end, int *day)
{
	int y, m, d;
	size_t n = number(s, end, 1, 2, &d), k;
	char sign = s + n < end ? s[n] : '\0';

	if (n == 0 || (sign != '.' && sign != '/'))
		return 0;
	n++;
	k = number(s + n, end, 1, 2, &m);
	n += k;
	if (k == 0 || s + n >= end || (s[n] != sign && s[n] != ' '))
		return 0;
	n++;
	k = number(s + n, end, 4, 4, &y);
	if (k == 0 || (s + n + k < end && is_digit(s[n + k])) ||
	    y < FIRST_YEAR || y > LAST_YEAR)
		return 0;
	*day = day_of(y, m, d);
	return *day == NO_DAY ? 0 : n + k;
}

static size_t
skip_words(const char *s, const char *end)
{
	static const char *const words[] = {"klockan", "kl."};
	size_t n = 0;

	if (s < end && *s == ',')
		n++;
	n += blanks(s + n, end);
	for (size_t i = 0; i < 2; i++) {
		size_t k = strlen(words[i]);

		if ((size_t)(end - s) > n + k &&
		    strncasecmp(s + n, words[i], k) == 0)
			return n + k + blanks(s + n + k, end);
	}
	if ((size_t)(end - s) > n + 3 && strncasecmp(s + n, "kl ", 3) == 0)
		return n + 3;
	return n;
}

static const struct {
	const char *name;
	int offset;
} zones[] = {{"Z", 0}, {"CEST", 120}, {"CET", 60}, {"GMT", 0}, {"UTC", 0}};

static size_t
read_zone(const char *s, const char *end, int *offset)
{
	size_t skip = s < end && *s == ' ', n;
	int h, m = 0;

	s += skip;
	if (s < end && (*s == '+' || *s == '-')) {
		n = number(s + 1, end, 2, 2, &h);
		if (n == 0 || (skip && !(end - s >= 5)))
			return 0;
		n = 3 + (s + 3 < end && s[3] == ':');
		n += number(s + n, end, 2, 2, &m);
		if (h > 14 || m > 59)
			return 0;
		*offset = (*s == '-' ? -1 : 1) * (h * 60 + m);
		return skip + n;
	}
	for (size_t i = 0; i < sizeof(zones) / sizeof(*zones); i++) {
		n = strlen(zones[i].name);
		if ((size_t)(end - s) >= n &&
		    strncmp(s, zones[i].name, n) == 0 &&
		    (s + n == end || !is_letter(s[n]))) {
			*offset = zones[i].offset;
			return skip + n;
		}
	}
	return 0;
}

/* The time of day and the zone that follow a date. */
static void
read_time(const char *s, const char *end, struct when *w)
{
	size_t n = s < end && (*s == 'T' || *s == 't') ? 1 : skip_words(s, end);
	int h, m, sec = 0;
	size_t k = number(s + n, end, 1, 2, &h);

	if (k == 0 || s + n + k >= end || strchr(":.", s[n + k]) == NULL)
		return;
	n += k + 1;
	k = number(s + n, end, 2, 2, &m);
	if (k == 0 || h > 24 || m > 59 ||
	    (s + n + k < end && is_digit(s[n + k])))
		return;
	n += k;
	if (s + n < end && s[n] == ':' &&
	    (k = number(s + n + 1, end, 2, 2, &sec)) > 0 && sec <= 60)
		n += 1 + k;
	if (s + n + 1 < end && s[n] == '.' && is_digit(s[n + 1]))
		for (n++; s + n < end && is_digit(s[n]);)
			n++;
	w->seconds = h * 3600 + m * 60 + sec;
	n += read_zone(s + n, end, &w->offset);
	w->len += n;
}

bool
when_find(const char *text, size_t len, struct when *w)
{
	const char *end = text + len;

	for (const char *s = text; s < end; s++) {
		size_t n;

		if (!is_digit(*s))
			continue;
		if (s > text && isalpha((unsigned char)s[-1])) {
			while (s + 1 < end && is_digit(s[1]))
				s++;
			continue;
		}
		*w = (struct when){.seconds = -1, .offset = WHEN_LOCAL};
		n = read_iso(s, end, &w->day);
		if (n == 0)
			n = read_words(s, end, &w->day);
		if (n == 0)
			n = read_day_first(s, end, &w->day);
		if (n > 0) {
			w->at = (size_t)(s - text);
			w->len = n;
			read_time(s + n, end, w);
			return true;
		}
		while (s + 1 < end && is_digit(s[1]))
			s++;
	}
	return false;
}

int64_t
when_instant(const struct when *w)
{
	int seconds = w->seconds < 0 ? 0 : w->seconds;

	if (w->offset == WHEN_LOCAL)
		return time_of_local(w->day, seconds);
	return time_of(w->day, seconds) - w->offset * 60;
}

int64_t
when_read(const char *text)
{
	struct when w;
	size_t n;

	if (text == NULL)
		return NO_TIME;
	text += strspn(text, " \t\r\n");
	n = strspn(text, "0123456789");
	if ((n == 10 || n == 13) && strchr(" .", text[n]) != NULL) {
		int64_t t = strtoll(text, NULL, 10);

		return n == 13 ? t / 1000 : t;
	}
	if (when_find(text, strlen(text), &w))
		return when_instant(&w);
	return feeddate_read_local(text);
}
