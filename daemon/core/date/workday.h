/* workday.h - Swedish feasts, public holidays and working days */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_WORKDAY_H
#define CORE_WORKDAY_H

#include <stdbool.h>

/* The named days, in the order of the year. */
enum feast {
	FEAST_NEW_YEAR,
	FEAST_EPIPHANY_EVE,
	FEAST_EPIPHANY,
	FEAST_MAUNDY_THURSDAY,
	FEAST_GOOD_FRIDAY,
	FEAST_EASTER_EVE,
	FEAST_EASTER,
	FEAST_EASTER_MONDAY,
	FEAST_WALPURGIS,
	FEAST_MAY_DAY,
	FEAST_ASCENSION,
	FEAST_WHITSUN_EVE,
	FEAST_WHITSUN,
	FEAST_WHIT_MONDAY,
	FEAST_NATIONAL_DAY,
	FEAST_MIDSUMMER_EVE,
	FEAST_MIDSUMMER_DAY,
	FEAST_ALL_SAINTS_EVE,
	FEAST_ALL_SAINTS,
	FEAST_LUCIA,
	FEAST_CHRISTMAS_EVE,
	FEAST_CHRISTMAS_DAY,
	FEAST_BOXING_DAY,
	FEAST_NEW_YEAR_EVE,
	FEASTS, /* above: one day each; below: several, or half a name */
	FEAST_EASTER_TIME = FEASTS,
	FEAST_WHITSUN_TIME,
	FEAST_MIDSUMMER,
	FEAST_CHRISTMAS,
	FEAST_ADVENT,
	FEAST_SECOND_DAY,
	FEAST_SAINTS_WORD
};

/* Sunday after the full moon on or after 21 March; years 1583 to 9999. */
int easter_day(int year);
/* The day of a feast below FEASTS; NO_DAY for a year out of range. */
int feast_day(enum feast, int year);
const char *feast_name(enum feast); /* "långfredagen" */
/* First (n = 1) to fourth Sunday in Advent. */
int advent_day(int year, int n);

/*
 * A public holiday by lag (1989:253) as it stands since 2005; Sundays
 * included.  Earlier years: Whit Monday until 2004, the national day since
 * 2005.
 */
bool day_is_holiday(int day);
/*
 * Monday to Friday, no public holiday, and not midsommarafton, julafton or
 * nyårsafton: the days of 2 § lag (1930:173).
 */
bool day_is_workday(int day);
/* The name of the feast that keeps people from work; NULL: only a weekend. */
const char *day_holiday_name(int day);

/* The nth working day after (n > 0) or before (n < 0) day; n = 0: day. */
int workday_add(int day, int n);
/* How many working days are in (from, to]; negative when to < from. */
int workday_count(int from, int to);
/*
 * The day itself when it is a working day, else the next one.  By 2 § lag
 * (1930:173) what a statute wants done by a day that is none may be done
 * then.  Only to be told beside the day that a text names: it does not apply
 * to dates that an authority or a contract sets.
 */
int workday_shift(int day);

#endif
