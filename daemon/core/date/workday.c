/* workday.c - Swedish feasts, public holidays and working days */
/* SPDX-License-Identifier: MIT */
#include "core/date/workday.h"

#include <stddef.h>

#include "base/date.h"

/* How a feast's day is found in its year. */
enum rule {
	FIXED,      /* month and day */
	EASTER,     /* days after Easter Day */
	ON_SATURDAY /* the Saturday on or after month and day, plus days */
};

static const struct {
	const char *name;
	enum rule rule;
	int month, day, days;
	bool holiday; /* a public holiday whatever its weekday */
} feasts[FEASTS] = {
    {"nyårsdagen", FIXED, 1, 1, 0, true},
    {"trettondagsafton", FIXED, 1, 5, 0, false},
    {"trettondedag jul", FIXED, 1, 6, 0, true},
    {"skärtorsdagen", EASTER, 0, 0, -3, false},
    {"långfredagen", EASTER, 0, 0, -2, true},
    {"påskafton", EASTER, 0, 0, -1, false},
    {"påskdagen", EASTER, 0, 0, 0, true},
    {"annandag påsk", EASTER, 0, 0, 1, true},
    {"valborgsmässoafton", FIXED, 4, 30, 0, false},
    {"första maj", FIXED, 5, 1, 0, true},
    {"Kristi himmelsfärdsdag", EASTER, 0, 0, 39, true},
    {"pingstafton", EASTER, 0, 0, 48, false},
    {"pingstdagen", EASTER, 0, 0, 49, true},
    {"annandag pingst", EASTER, 0, 0, 50, false},
    {"nationaldagen", FIXED, 6, 6, 0, true},
    {"midsommarafton", ON_SATURDAY, 6, 20, -1, false},
    {"midsommardagen", ON_SATURDAY, 6, 20, 0, true},
    {"allhelgonaafton", ON_SATURDAY, 10, 31, -1, false},
    {"alla helgons dag", ON_SATURDAY, 10, 31, 0, true},
    {"lucia", FIXED, 12, 13, 0, false},
    {"julafton", FIXED, 12, 24, 0, false},
    {"juldagen", FIXED, 12, 25, 0, true},
    {"annandag jul", FIXED, 12, 26, 0, true},
    {"nyårsafton", FIXED, 12, 31, 0, false},
};

/* The ecclesiastical full moon, by the rule of Meeus, Jones and Butcher. */
int
easter_day(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
	int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;

	if (year < 1583 || year > 9999)
		return NO_DAY;
	return day_of(year, f / 31, f % 31 + 1);
}

/* The first such weekday on or after the day. */
static int
on_or_after(int day, enum weekday weekday)
{
	return day + ((int)weekday - (int)day_weekday(day) + 7) % 7;
}

int
feast_day(enum feast f, int year)
{
	int day;

	if (f >= FEASTS || year < 1583 || year > 9999)
		return NO_DAY;
	if (feasts[f].rule == EASTER)
		return easter_day(year) + feasts[f].days;
	day = day_of(year, feasts[f].month, feasts[f].day);
	if (feasts[f].rule == ON_SATURDAY)
		day = on_or_after(day, SATURDAY);
	return day + feasts[f].days;
}

const char *
feast_name(enum feast f)
{
	return f < FEASTS ? feasts[f].name : NULL;
}

int
advent_day(int year, int n)
{
	int christmas = day_of(year, 12, 25);

	if (christmas == NO_DAY || n < 1 || n > 4)
		return NO_DAY;
	return on_or_after(christmas - 7, SUNDAY) - 7 * (4 - n);
}

/* The feast that makes the day a public holiday; FEASTS: none. */
static enum feast
holiday_of(int day)
{
	int year = day_date(day).year;

	for (int f = 0; f < FEASTS; f++) {
		bool holiday = feasts[f].holiday;

		if (f == FEAST_NATIONAL_DAY)
			holiday = year >= 2005;
		if (f == FEAST_WHIT_MONDAY)
			holiday = year < 2005;
		if (holiday && feast_day(f, year) == day)
			return f;
	}
	return FEASTS;
}

bool
day_is_holiday(int day)
{
	return day_weekday(day) == SUNDAY || holiday_of(day) != FEASTS;
}

/* The three eves that 2 § lag (1930:173) counts with the holidays. */
static const char *
eve_name(int day)
{
	static const enum feast eves[] = {
	    FEAST_MIDSUMMER_EVE, FEAST_CHRISTMAS_EVE, FEAST_NEW_YEAR_EVE};
	int year = day_date(day).year;

	for (size_t i = 0; i < sizeof(eves) / sizeof(eves[0]); i++)
		if (feast_day(eves[i], year) == day)
			return feasts[eves[i]].name;
	return NULL;
}

const char *
day_holiday_name(int day)
{
	enum feast f = holiday_of(day);

	return f != FEASTS ? feasts[f].name : eve_name(day);
}

bool
day_is_workday(int day)
{
	return day_weekday(day) < SATURDAY && day_holiday_name(day) == NULL;
}

int
workday_add(int day, int n)
{
	int step = n < 0 ? -1 : 1;

	for (; n != 0; n -= step)
		do
			day += step;
		while (!day_is_workday(day));
	return day;
}

/* Monday to Friday, of the days after from, up to to. */
static int
count_weekdays(int from, int to)
{
	int n = (to - from) / 7 * 5;

	for (int day = to - (to - from) % 7 + 1; day <= to; day++)
		n += day_weekday(day) < SATURDAY;
	return n;
}

/* The weekdays of a year, in that span, that are no working days. */
static int
count_free(int year, int from, int to)
{
	int n = 0, seen[FEASTS];

	for (int f = 0, k; f < FEASTS; f++) {
		int day = seen[f] = feast_day((enum feast)f, year);

		if (day <= from || day > to || day_weekday(day) >= SATURDAY ||
		    day_is_workday(day))
			continue;
		for (k = 0; seen[k] != day;)
			k++;
		n += k == f; /* two feasts may fall on one day */
	}
	return n;
}

/* By years: a day in the year 9999 is no reason to count for seconds. */
int
workday_count(int from, int to)
{
	int n;

	if (to < from)
		return -workday_count(to, from);
	n = count_weekdays(from, to);
	for (int year = day_date(from).year; year <= day_date(to).year; year++)
		n -= count_free(year, from, to);
	return n;
}

int
workday_shift(int day)
{
	return day_is_workday(day) ? day : workday_add(day, 1);
}
