/* feeddate.c - dates as feeds and pages write them */
/* SPDX-License-Identifier: MIT */
#include "core/feed/feeddate.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "core/feed/feeddate-parts.h"

enum { TEXT_MOST = 200, DAY_SECONDS = 86400 };

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
	int n = date_take(r, 3);

	return n > 0 && set_day(r, day_of(r->year, 1, 1) + n - 1);
}

static bool
read_week(struct reading *r)
{
	int week, weekday = MONDAY, day;

	r->at++;
	if (date_digits(r->at) < 2)
		return false;
	week = date_take(r, 2);
	date_accept(r, '-');
	if (date_is_digit(*r->at))
		weekday = date_take(r, 1);
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
	int n = date_digits(r->at);

	if (*r->at == 'W')
		return read_week(r);
	if (n == 3 && r->at[3] != '-')
		return read_ordinal(r);
	if (n < 1 || n > 3)
		return false;
	r->month = date_take(r, n);
	r->day = 1;
	if (*r->at != '-')
		return true;
	r->at++;
	n = date_digits(r->at);
	if (n < 1 || n > 2)
		return false;
	r->day = date_take(r, n);
	return true;
}

/* 20031231, 031231, 20031231101455, 2003365, 2003, and what has hyphens. */
static bool
read_iso(struct reading *r)
{
	const char *start = r->at;
	int n = date_digits(r->at);

	if (n == 6 ||
	    (n == 2 && r->at[2] == '-' && date_digits(r->at + 3) == 2 &&
		r->at[5] == '-' && date_digits(r->at + 6) == 2)) {
		r->year = whole_year(date_take(r, 2), 2);
		date_accept(r, '-');
	} else if (n == 4 || n == 7 || n == 8 || n == 14) {
		r->year = date_take(r, 4);
	} else {
		return false;
	}
	r->month = r->day = 1;
	if (n == 7 && !read_ordinal(r))
		return false;
	if (n == 8 || n == 14 || n == 6) {
		r->month = date_take(r, 2);
		r->day = date_take(r, 2);
	}
	if (n == 14 && !date_read_compact_clock(r, 6))
		return false;
	if (n == 4 && *r->at == 'W' && !read_week(r))
		return false;
	if (n == 2 || (n == 4 && date_accept(r, '-')))
		return read_iso_parts(r);
	/* A year alone is one, with something behind it it is not. */
	return n != 4 || *r->at == '\0' || r->at > start + 4;
}

/* "T19", "T19Z", "T19+01": the hour alone, as ISO 8601 allows. */
static bool
read_bare_hour(struct reading *r)
{
	if (date_digits(r->at) != 2 ||
	    (r->at[2] != '\0' && strchr("Z+-", r->at[2]) == NULL))
		return false;
	r->hour = date_take(r, 2);
	r->minute = r->second = 0;
	return true;
}

/* "T10:14", " 10:14", "Z" or nothing behind an ISO date. */
static bool
read_iso_tail(struct reading *r)
{
	bool glued = *r->at == 'T' || *r->at == 't';

	r->at += glued;
	date_skip_blanks(r);
	if (glued && r->hour < 0 && date_digits(r->at) > 2 &&
	    !date_read_compact_clock(r, date_digits(r->at)))
		return false;
	if (glued && r->hour < 0 && !read_bare_hour(r) && !date_read_clock(r))
		return false;
	/* "2013-01-27-01" is no date with a zone; "2013-01-27+01:00" is. */
	if (!glued && r->hour < 0 && *r->at == '-' &&
	    (date_digits(r->at + 1) != 2 || r->at[3] != ':'))
		return false;
	if (!glued && *r->at == 'Z' && r->at[1] == '\0') {
		r->at++;
		r->zoned = true;
	}
	return date_read_tail(r);
}

/* 29/01/2016, 2016/01/29, 29.1.2016, 6/12 2008 */
static bool
read_slashed(struct reading *r)
{
	int part[3], size[3], swap;
	char mark = '\0';

	for (int i = 0; i < 3; i++) {
		size[i] = date_digits(r->at);
		if (size[i] < 1 || size[i] > 4 || size[i] == 3)
			return false;
		part[i] = date_take(r, size[i]);
		if (i == 0)
			mark = *r->at;
		if (i == 2)
			break;
		if (mark == '\0' || strchr("/.- ", mark) == NULL)
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
	date_accept(r, 'T');
	date_skip_blanks(r);
	if (*r->at == '-' && r->at[1] == ' ') /* " - 19:19" */
		r->at++;
	if (!date_read_tail(r))
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
	int n = date_digits(r->at);
	bool dated = r->day >= 0 && r->month >= 0;

	if (n <= 2 && (r->at[n] == ':' || (dated && r->at[n] == '.' &&
					      date_digits(r->at + n + 1) == 2)))
		return date_read_clock(r);
	if (n > 4 || n == 3)
		return false;
	if (n <= 2 && r->day < 0)
		r->day = date_take(r, n);
	else if (r->year < 0 && n >= 2)
		r->year = whole_year(date_take(r, n), n);
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
	size_t len = date_word_at(r->at, word);
	int month, offset;

	if (len == 0)
		return false;
	if (first && is_comma(r->at + len)) {
		r->at += len;
		return true;
	}
	month = r->month < 0 ? date_word_month(word) : 0;
	if (month > 0)
		r->month = month;
	else if (r->hour >= 0 && date_read_half(r))
		return true;
	else if (r->hour >= 0 && (!r->zoned || date_word_zone(word, &offset)))
		return date_read_zone_word(r, word, len);
	else if (r->year >= 0 && !r->zoned && date_word_zone(word, &offset) &&
		 offset == 0)
		r->zoned = true; /* "26 Sep 2022 GMT" */
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
	for (bool first = true; date_skip_blanks(r), *r->at != '\0';
	     first = false) {
		if (date_is_digit(*r->at)) {
			if (!read_number(r))
				return false;
		} else if (*r->at == '(') {
			r->at += strcspn(r->at, ")");
			date_accept(r, ')');
		} else if (date_has_offset(r)) {
			if (!date_read_offset(r))
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
	size_t len = date_word_at(r->at, word);
	const char *start = r->at;

	if (len == 0)
		return;
	r->at += len;
	while (*r->at == ',' || *r->at == '.')
		r->at++;
	date_skip_blanks(r);
	if (!date_is_digit(*r->at))
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
	count = date_digits(s);
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
	d->offset = r->region != 0 ? date_region_offset(
					 r->region, r->year, d->day, d->seconds)
				   : r->offset;
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
	date_skip_blanks(&r);
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
