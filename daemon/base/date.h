/* date.h - days and instants: arithmetic of the calendar, no clock */
/* SPDX-License-Identifier: MIT */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A day is an int: days since 1970-01-01 in the proleptic Gregorian calendar.
 * NO_DAY means that there is none; it is less than every day.
 * An instant is an int64_t: seconds since 1970-01-01 00:00 UTC; NO_TIME means
 * that there is none.
 */
enum { NO_DAY = INT32_MIN };
#define NO_TIME INT64_MIN

struct date {
	int year, month, day; /* month 1-12, day 1-31 */
};

enum weekday {
	MONDAY = 1,
	TUESDAY,
	WEDNESDAY,
	THURSDAY,
	FRIDAY,
	SATURDAY,
	SUNDAY
};

bool date_is_leap(int year);
/* 28 to 31; 0 when there is no such month. */
int date_month_length(int year, int month);
/* A day that exists, in years 1 to 9999. */
bool date_exists(int year, int month, int day);
/* NO_DAY when the day does not exist. */
int day_of(int year, int month, int day);
struct date day_date(int day);
enum weekday day_weekday(int day);
/* ISO 8601 weeks; day_of_week() is NO_DAY when the year has no such week. */
int day_of_week(int year, int week, enum weekday);
void day_week(int day, int *year, int *week);
/* The same day of the month, months later; clipped to the month's last. */
int day_add_months(int day, int months);

/* "2021-05-07" and nothing else; NO_DAY when it is not that. */
int day_read(const char *text);
/* Writes "2021-05-07"; "-" for NO_DAY. */
enum { DAY_TEXT = 16 };
const char *day_write(int day, char text[DAY_TEXT]);

/*
 * Instants.  The zone is the process's: TZ, tzset() called before anything
 * here; from then on it is changed by time_set_zone alone, which sets both and
 * forgets what was remembered of the zone before.
 */
void time_set_zone(const char *zone);
int64_t time_of(int day, int seconds);       /* UTC */
int64_t time_of_local(int day, int seconds); /* in the zone */
int time_day(int64_t instant);               /* the day in UTC */
int time_local_day(int64_t instant);         /* the day in the zone */
int time_local_seconds(int64_t instant);     /* seconds since midnight */
/* For qsort() over instants, the earliest first. */
int time_compare(const void *, const void *);
/* "2021-05-07T12:30:00Z", the only form it reads; NO_TIME otherwise. */
int64_t time_read(const char *text);
enum { TIME_TEXT = 32 };
const char *time_write(int64_t instant, char text[TIME_TEXT]);
/* "2021-05-07 14:30", in the zone, for people. */
const char *time_write_local(int64_t instant, char text[TIME_TEXT]);

#endif
