/* date.c - days and instants: arithmetic of the calendar, no clock */
/* SPDX-License-Identifier: MIT */
#include "base/date.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { DAY_SECONDS = 86400 };

bool
date_is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int
date_month_length(int year, int month)
{
	static const char length[] = {
	    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (month < 1 || month > 12)
		return 0;
	return length[month - 1] + (month == 2 && date_is_leap(year));
}

bool
date_exists(int year, int month, int day)
{
	return year >= 1 && year <= 9999 && day >= 1 &&
	       day <= date_month_length(year, month);
}

/*
 * Counts from 0000-03-01, so that the leap day is the last of its year; 400
 * years are 146097 days.
 */
int
day_of(int year, int month, int day)
{
	int y, era, of_era, of_year;

	if (!date_exists(year, month, day))
		return NO_DAY;
	y = month <= 2 ? year - 1 : year;
	era = y / 400;
	of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	y -= era * 400;
	of_era = y * 365 + y / 4 - y / 100 + of_year;
	return era * 146097 + of_era - 719468;
}

struct date
day_date(int day)
{
	int z = day + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;
	struct date d;

	d.day = doy - (153 * mp + 2) / 5 + 1;
	d.month = mp < 10 ? mp + 3 : mp - 9;
	d.year = yoe + era * 400 + (d.month <= 2);
	return d;
}

enum weekday
day_weekday(int day)
{
	int n = (day + 3) % 7; /* 1970-01-01 was a Thursday */

	return (enum weekday)((n < 0 ? n + 7 : n) + 1);
}

/* The Monday of week 1: the week that holds 4 January. */
static int
first_monday(int year)
{
	int fourth = day_of(year, 1, 4);

	return fourth - ((int)day_weekday(fourth) - MONDAY);
}

int
day_of_week(int year, int week, enum weekday weekday)
{
	int monday;

	if (year < 2 || year > 9998 || week < 1 || week > 53)
		return NO_DAY;
	monday = first_monday(year) + (week - 1) * 7;
	if (week == 53 && monday >= first_monday(year + 1))
		return NO_DAY;
	return monday + ((int)weekday - MONDAY);
}

void
day_week(int day, int *year, int *week)
{
	int thursday = day - ((int)day_weekday(day) - THURSDAY);

	*year = day_date(thursday).year;
	*week = (thursday - first_monday(*year)) / 7 + 1;
}

int
day_add_months(int day, int months)
{
	struct date d = day_date(day);
	int count = d.year * 12 + d.month - 1 + months;
	int year = count / 12, month = count % 12 + 1, length;

	if (count < 12 || year > 9999)
		return NO_DAY;
	length = date_month_length(year, month);
	return day_of(year, month, d.day > length ? length : d.day);
}

/* Exactly n digits at text, as a number; -1 when they are not all digits. */
static int
digits(const char *text, int n)
{
	int value = 0;

	for (; n > 0; n--, text++) {
		if (!isdigit((unsigned char)*text))
			return -1;
		value = value * 10 + (*text - '0');
	}
	return value;
}

int
day_read(const char *text)
{
	int y, m, d;

	if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
		return NO_DAY;
	y = digits(text, 4);
	m = digits(text + 5, 2);
	d = digits(text + 8, 2);
	return day_of(y, m, d);
}

static void
put_digits(char *to, int value, int digits)
{
	while (digits-- > 0) {
		to[digits] = (char)('0' + value % 10);
		value /= 10;
	}
}

const char *
day_write(int day, char text[DAY_TEXT])
{
	struct date d;

	if (day == NO_DAY)
		return strcpy(text, "-");
	d = day_date(day);
	put_digits(text, d.year % 10000, 4);
	text[4] = '-';
	put_digits(text + 5, d.month, 2);
	text[7] = '-';
	put_digits(text + 8, d.day, 2);
	text[10] = '\0';
	return text;
}

int64_t
time_of(int day, int seconds)
{
	return (int64_t)day * DAY_SECONDS + seconds;
}

int
time_day(int64_t instant)
{
	int64_t day = instant / DAY_SECONDS;

	return (int)(instant % DAY_SECONDS < 0 ? day - 1 : day);
}

int
time_compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

int64_t
time_read(const char *text)
{
	char date[11];
	int day, h, m, s;

	if (strlen(text) != 20 || text[10] != 'T' || text[13] != ':' ||
	    text[16] != ':' || text[19] != 'Z')
		return NO_TIME;
	memcpy(date, text, 10);
	date[10] = '\0';
	day = day_read(date);
	h = digits(text + 11, 2);
	m = digits(text + 14, 2);
	s = digits(text + 17, 2);
	if (day == NO_DAY || h < 0 || h > 23 || m < 0 || m > 59 || s < 0 ||
	    s > 60)
		return NO_TIME;
	return time_of(day, h * 3600 + m * 60 + s);
}

const char *
time_write(int64_t instant, char text[TIME_TEXT])
{
	int day, s;
	struct date d;

	if (instant == NO_TIME)
		return strcpy(text, "-");
	day = time_day(instant);
	s = (int)(instant - time_of(day, 0));
	d = day_date(day);
	snprintf(text, TIME_TEXT, "%04d-%02d-%02dT%02d:%02d:%02dZ",
	    d.year % 10000, d.month, d.day, s / 3600, s / 60 % 60, s % 60);
	return text;
}
