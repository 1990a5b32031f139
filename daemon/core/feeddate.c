/* feeddate.c - dates as feeds and pages write them */
/* SPDX-License-Identifier: MIT */
#include "core/feeddate.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "core/feeddate-words.h"

enum { TEXT_MOST = 200, DAY_SECONDS = 86400 };

/* What has been read so far; -1: not yet. */
struct reading {
	const char *at;
	int year, month, day;
	int hour, minute, second;
	bool afternoon, forenoon;
	bool zoned;
	int offset;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void
skip_blanks(struct reading *r)
{
	while (*r->at == ' ' || (*r->at >= '\t' && *r->at <= '\r'))
		r->at++;
}

static int
digits(const char *s)
{
	int n = 0;

	while (is_digit(s[n]))
		n++;
	return n;
}

/* Exactly n digits, which are there. */
static int
take(struct reading *r, int n)
{
	int value = 0;

	while (n-- > 0)
		value = value * 10 + *r->at++ - '0';
	return value;
}

static bool
accept(struct reading *r, char c)
{
	if (*r->at != c)
		return false;
	r->at++;
	return true;
}

/* The letters at hand in lower case; 0 when they are too many. */
static size_t
word_at(const char *s, char word[DATE_WORD_MOST])
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
static bool
read_clock(struct reading *r)
{
	int n = digits(r->at);

	if (n < 1 || n > 2 || r->hour >= 0)
		return false;
	r->hour = take(r, n);
	r->second = 0;
	if ((*r->at != ':' && *r->at != '.') || digits(r->at + 1) < 1 ||
	    digits(r->at + 1) > 2)
		return false;
	r->at++;
	r->minute = take(r, digits(r->at));
	if ((*r->at == ':' || *r->at == '.') && digits(r->at + 1) > 0) {
		r->at++;
		if (digits(r->at) > 2)
			return false;
		r->second = take(r, digits(r->at));
	}
	if ((*r->at == '.' || *r->at == ',') && is_digit(r->at[1])) {
		r->at++;
		r->at += digits(r->at);
	}
	return *r->at != ':';
}

/* "1014" or "101455", the compact form. */
static bool
read_compact_clock(struct reading *r, int n)
{
	if (n != 4 && n != 6)
		return false;
	r->hour = take(r, 2);
	r->minute = take(r, 2);
	r->second = n == 6 ? take(r, 2) : 0;
	if ((*r->at == '.' || *r->at == ',') && is_digit(r->at[1])) {
		r->at++;
		r->at += digits(r->at);
	}
	return true;
}

/* "+0200", "-05:00", "+2", "+530"; at stands on the sign. */
static bool
read_offset(struct reading *r)
{
	int sign = *r->at++ == '-' ? -1 : 1, n = digits(r->at), hours, minutes;

	if (n < 1 || n > 4)
		return false;
	hours = take(r, n == 3 ? 1 : n < 3 ? n : 2);
	minutes = n > 2 ? take(r, 2) : 0;
	if (n < 3 && *r->at == ':') {
		r->at++;
		if (digits(r->at) != 2)
			return false;
		minutes = take(r, 2);
	}
	if (hours > 23 || minutes > 59)
		return false;
	r->zoned = true;
	r->offset = sign * (hours * 60 + minutes) * 60;
	return true;
}

/* A zone's name, perhaps with an offset behind it: GMT+1. */
static bool
read_zone_word(struct reading *r, const char *word, size_t len)
{
	const char *start = r->at;

	if (!date_word_zone(word, &r->offset)) {
		/* Unknown ones are in capitals (or Region/City), and UTC. */
		for (size_t i = 0; i < len && strchr(word, '/') == NULL; i++)
			if (start[i] < 'A' || start[i] > 'Z' || len > 5)
				return false;
	}
	r->zoned = true;
	r->at += len;
	if ((*r->at == '+' || *r->at == '-') && is_digit(r->at[1]))
		return read_offset(r);
	return true;
}

static bool
read_half(struct reading *r)
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
static bool
read_tail(struct reading *r)
{
	char word[DATE_WORD_MOST];
	size_t len;

	for (;;) {
		skip_blanks(r);
		if (*r->at == '\0')
			return true;
		if (*r->at == '(') {
			r->at += strcspn(r->at, ")");
			accept(r, ')');
		} else if (is_digit(*r->at)) {
			if (!read_clock(r))
				return false;
		} else if (*r->at == ',' || *r->at == '.') {
			r->at++;
		} else if ((*r->at == '+' || *r->at == '-') && !r->zoned) {
			if (!read_offset(r))
				return false;
		} else if (r->hour < 0 || !read_half(r)) {
			len = word_at(r->at, word);
			if (len == 0)
				return false;
			if (date_word_is_filler(word) && r->hour < 0)
				r->at += len;
			else if (r->zoned || r->hour < 0 ||
				 !read_zone_word(r, word, len))
				return false;
		}
	}
}

static int
whole_year(int year, int n)
{
	return n > 2 ? year : year < 70 ? year + 2000 : year + 1900;
}

/* The day of a year, or of a week, as ISO counts them. */
static bool
set_day(struct reading *r, int day)
{
	struct date d;

	if (day == NO_DAY)
		return false;
	d = day_date(day);
	if (d.year != r->year)
		return false;
	r->month = d.month;
	r->day = d.day;
	return true;
}

static bool
read_ordinal(struct reading *r)
{
	int n = take(r, 3);

	return n > 0 && set_day(r, day_of(r->year, 1, 1) + n - 1);
}

static bool
read_week(struct reading *r)
{
	int week, weekday = MONDAY, day;

	r->at++;
	if (digits(r->at) < 2)
		return false;
	week = take(r, 2);
	accept(r, '-');
	if (is_digit(*r->at))
		weekday = take(r, 1);
	if (weekday < MONDAY || weekday > SUNDAY)
		return false;
	day = day_of_week(r->year, week, (enum weekday)weekday);
	if (day == NO_DAY)
		return false;
	r->year = day_date(day).year;
	return set_day(r, day);
}

/* Behind "2003-": month and day, ordinal or week. */
static bool
read_iso_parts(struct reading *r)
{
	int n = digits(r->at);

	if (*r->at == 'W')
		return read_week(r);
	if (n == 3 && r->at[3] != '-')
		return read_ordinal(r);
	if (n < 1 || n > 3)
		return false;
	r->month = take(r, n);
	r->day = 1;
	if (*r->at != '-')
		return true;
	r->at++;
	n = digits(r->at);
	if (n < 1 || n > 2)
		return false;
	r->day = take(r, n);
	return true;
}

/* 20031231, 031231, 20031231101455, 2003365, 2003, and what has hyphens. */
static bool
read_iso(struct reading *r)
{
	const char *start = r->at;
	int n = digits(r->at);

	if (n == 6 || (n == 2 && r->at[2] == '-' && digits(r->at + 3) == 2 &&
			  r->at[5] == '-' && digits(r->at + 6) == 2)) {
		r->year = whole_year(take(r, 2), 2);
		accept(r, '-');
	} else if (n == 4 || n == 7 || n == 8 || n == 14) {
		r->year = take(r, 4);
	} else {
		return false;
	}
	r->month = r->day = 1;
	if (n == 7 && !read_ordinal(r))
		return false;
	if (n == 8 || n == 14 || n == 6) {
		r->month = take(r, 2);
		r->day = take(r, 2);
	}
	if (n == 14 && !read_compact_clock(r, 6))
		return false;
	if (n == 4 && *r->at == 'W' && !read_week(r))
		return false;
	if (n == 2 || (n == 4 && accept(r, '-')))
		return read_iso_parts(r);
	/* A year alone is one, with something behind it it is not. */
	return n != 4 || *r->at == '\0' || r->at > start + 4;
}

/* "T10:14", " 10:14", "Z" or nothing behind an ISO date. */
static bool
read_iso_tail(struct reading *r)
{
	bool glued = *r->at == 'T' || *r->at == 't';

	r->at += glued;
	skip_blanks(r);
	if (glued && r->hour < 0 && digits(r->at) > 2 &&
	    !read_compact_clock(r, digits(r->at)))
		return false;
	if (glued && r->hour < 0 && !read_clock(r))
		return false;
	/* "2013-01-27-01" is no date with a zone; "2013-01-27+01:00" is. */
	if (!glued && r->hour < 0 && *r->at == '-' &&
	    (digits(r->at + 1) != 2 || r->at[3] != ':'))
		return false;
	if (!glued && *r->at == 'Z' && r->at[1] == '\0') {
		r->at++;
		r->zoned = true;
	}
	return read_tail(r);
}

/* 29/01/2016, 2016/01/29, 29.1.2016, 6/12 2008 */
static bool
read_slashed(struct reading *r)
{
	int part[3], size[3], swap;
	char mark = '\0';

	for (int i = 0; i < 3; i++) {
		size[i] = digits(r->at);
		if (size[i] < 1 || size[i] > 4 || size[i] == 3)
			return false;
		part[i] = take(r, size[i]);
		if (i == 0)
			mark = *r->at;
		if (i == 2)
			break;
		if (mark == '\0' || strchr("/.-", mark) == NULL)
			return false;
		if (*r->at != mark && !(i == 1 && strchr(" -", *r->at)))
			return false;
		r->at++;
	}
	if (size[0] == 4 && mark == '-')
		return false;
	if (size[0] == 4) {
		r->year = part[0];
		part[0] = part[2];
	} else if (size[2] > 1) {
		r->year = whole_year(part[2], size[2]);
	}
	accept(r, 'T');
	if (!read_tail(r))
		return false;
	/* Americans write the month first, and twelve hours. */
	if (size[0] < 4 && mark == '/' && part[0] <= 12 &&
	    (part[1] > 12 || r->afternoon || r->forenoon)) {
		swap = part[0];
		part[0] = part[1];
		part[1] = swap;
	}
	r->day = part[0];
	r->month = part[1];
	return r->year >= 0;
}

/* A number among words: clock, day or year. */
static bool
read_number(struct reading *r)
{
	int n = digits(r->at);
	bool dated = r->day >= 0 && r->month >= 0;

	if (n <= 2 && (r->at[n] == ':' || (dated && r->at[n] == '.' &&
					      digits(r->at + n + 1) == 2)))
		return read_clock(r);
	if (n > 4 || n == 3)
		return false;
	if (n <= 2 && r->day < 0)
		r->day = take(r, n);
	else if (r->year < 0 && n >= 2)
		r->year = whole_year(take(r, n), n);
	else
		return false;
	return true;
}

static bool
is_comma(const char *s)
{
	return s[*s == '.'] == ',';
}

static bool
read_word(struct reading *r, bool first)
{
	char word[DATE_WORD_MOST];
	size_t len = word_at(r->at, word);
	int month;

	if (len == 0)
		return false;
	if (first && is_comma(r->at + len)) {
		r->at += len;
		return true;
	}
	month = r->month < 0 ? date_word_month(word) : 0;
	if (month > 0)
		r->month = month;
	else if (r->hour >= 0 && read_half(r))
		return true;
	else if (r->hour >= 0 && !r->zoned)
		return read_zone_word(r, word, len);
	else if (!date_word_is_filler(word) && !date_word_is_weekday(word) &&
		 !(first && is_comma(r->at + len)))
		return false;
	r->at += len;
	return true;
}

/* Words and numbers in whatever order: RFC 822, asctime, Swedish. */
static bool
read_worded(struct reading *r)
{
	for (bool first = true; skip_blanks(r), *r->at != '\0'; first = false) {
		if (is_digit(*r->at)) {
			if (!read_number(r))
				return false;
		} else if (*r->at == '(') {
			r->at += strcspn(r->at, ")");
			accept(r, ')');
		} else if ((*r->at == '+' || *r->at == '-') && r->hour >= 0 &&
			   !r->zoned) {
			if (!read_offset(r))
				return false;
		} else if (strchr(",.-:/", *r->at) != NULL) {
			r->at++;
		} else if (!read_word(r, first)) {
			return false;
		}
	}
	if (r->day < 0)
		r->day = 1;
	return r->month > 0 && r->year >= 0;
}

/* A weekday before a date of numbers: "Fri, 2006/09/15". */
static void
skip_weekday(struct reading *r)
{
	char word[DATE_WORD_MOST];
	size_t len = word_at(r->at, word);
	const char *start = r->at;

	if (len == 0)
		return;
	r->at += len;
	while (*r->at == ',' || *r->at == '.')
		r->at++;
	skip_blanks(r);
	if (!is_digit(*r->at))
		r->at = start;
}

/* Seconds (ten digits) or milliseconds (13) since 1970, perhaps wrapped. */
static bool
read_epoch(const char *s, struct feeddate *d)
{
	int64_t n;
	int count;
	bool wrapped = strncmp(s, "/Date(", 6) == 0;

	s += wrapped ? 6 : 0;
	count = digits(s);
	if (count > 13 || (!wrapped && count != 10 && count != 13))
		return false;
	n = strtoll(s, NULL, 10);
	s += count;
	if (wrapped ? strchr(")+-", *s) == NULL || count == 0
		    : *s != '\0' && *s != '.')
		return false;
	if (wrapped || count == 13)
		n /= 1000;
	d->day = (int)(n / DAY_SECONDS);
	d->seconds = (int)(n % DAY_SECONDS);
	d->timed = d->zoned = true;
	return true;
}

static bool
settle(const struct reading *r, struct feeddate *d)
{
	int hour = r->hour < 0 ? 0 : r->hour,
	    minute = r->hour < 0 ? 0 : r->minute;
	int second = r->hour < 0 ? 0 : r->second;

	if ((r->afternoon || r->forenoon) && hour <= 12)
		hour = hour % 12 + (r->afternoon ? 12 : 0);
	if (!date_exists(r->year, r->month, r->day))
		return false;
	if (minute > 59 || second > 60 || hour > 24 ||
	    (hour == 24 && minute + second > 0))
		return false;
	d->day = day_of(r->year, r->month, r->day);
	d->seconds = hour * 3600 + minute * 60 + (second == 60 ? 59 : second);
	d->timed = r->hour >= 0;
	d->zoned = r->zoned;
	d->offset = r->offset;
	return true;
}

static struct reading
begin(const char *text)
{
	struct reading r = {
	    .at = text, .year = -1, .month = -1, .day = -1, .hour = -1};

	return r;
}

bool
feeddate_parse(const char *text, struct feeddate *d)
{
	struct reading r = begin(text);
	const char *start;

	memset(d, 0, sizeof(*d));
	skip_blanks(&r);
	if (*r.at == '\0' || strnlen(r.at, TEXT_MOST) == TEXT_MOST)
		return false;
	start = r.at;
	if (read_epoch(start, d))
		return true;
	if (read_iso(&r) && read_iso_tail(&r) && settle(&r, d))
		return true;
	r = begin(start);
	skip_weekday(&r);
	if (read_slashed(&r) && settle(&r, d))
		return true;
	r = begin(start);
	return read_worded(&r) && settle(&r, d);
}

int64_t
feeddate_read(const char *text)
{
	struct feeddate d;

	if (!feeddate_parse(text, &d))
		return NO_TIME;
	return time_of(d.day, d.seconds) - d.offset;
}

int64_t
feeddate_read_local(const char *text)
{
	struct feeddate d;

	if (!feeddate_parse(text, &d))
		return NO_TIME;
	if (d.zoned)
		return time_of(d.day, d.seconds) - d.offset;
	return time_of_local(d.day, d.seconds);
}
