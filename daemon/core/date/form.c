/* form.c - a date as it is written, and the days it comes to */
/* SPDX-License-Identifier: MIT */
#include "core/date/form.h"

#include <stdlib.h>

#include "core/date/workday.h"

enum { NEAR = 14 }; /* years looked through for a weekday or a leap day */

static bool
set(struct span *s, int start, int end, enum precision p)
{
	s->start = start;
	s->end = end;
	s->precision = p;
	return start != NO_DAY && end != NO_DAY;
}

/* Whole months: n of them from the day on, which may be none. */
static bool
set_months(struct span *s, int start, int n, enum precision p)
{
	int after = start == NO_DAY ? NO_DAY : day_add_months(start, n);

	return after != NO_DAY && set(s, start, after - 1, p);
}

/* The same from month of year, which may be 13 and more. */
static bool
months(struct span *s, int year, int month, int n, enum precision p)
{
	return set_months(
	    s, day_of(year + (month - 1) / 12, (month - 1) % 12 + 1, 1), n, p);
}

bool
unit_span(enum precision unit, int day, int n, struct span *s)
{
	struct date d = day_date(day);
	int size;

	switch (unit) {
	case PRECISION_DAY:
		return set(s, day + n, day + n, unit);
	case PRECISION_WEEK:
		day += 7 * n - ((int)day_weekday(day) - MONDAY);
		return set(s, day, day + 6, unit);
	case PRECISION_WEEKEND:
		day += 7 * n - ((int)day_weekday(day) - MONDAY);
		return set(s, day + 5, day + 6, unit);
	case PRECISION_MONTH:
		size = 1;
		break;
	case PRECISION_QUARTER:
		size = 3;
		break;
	case PRECISION_TERTIAL:
		size = 4;
		break;
	case PRECISION_HALF:
		size = 6;
		break;
	case PRECISION_YEAR:
		size = 12;
		break;
	case PRECISION_DECADE:
		d.year -= d.year % 10;
		d.month = 1;
		size = 120;
		break;
	default:
		return false;
	}
	day = day_of(d.year, (d.month - 1) / size * size + 1, 1);
	if (day != NO_DAY)
		day = day_add_months(day, size * n);
	return set_months(s, day, size, unit);
}

/* The eves belong to midsommar, påsk and jul. */
static bool
feast(struct span *s, const struct form *f, int year)
{
	static const struct {
		int first, last;
	} several[] = {
	    {FEAST_GOOD_FRIDAY, FEAST_EASTER_MONDAY},
	    {FEAST_WHITSUN_EVE, FEAST_WHITSUN},
	    {FEAST_MIDSUMMER_EVE, FEAST_MIDSUMMER_DAY},
	    {FEAST_CHRISTMAS_EVE, FEAST_BOXING_DAY},
	};
	int day;

	if (f->n == FEAST_ADVENT) {
		day = advent_day(year, f->day);
		return set(s, day, day, PRECISION_DAY);
	}
	if (f->n >= FEAST_EASTER_TIME && f->n <= FEAST_CHRISTMAS) {
		int i = f->n - FEAST_EASTER_TIME;

		return set(s, feast_day(several[i].first, year),
		    feast_day(several[i].last, year), PRECISION_RANGE);
	}
	day = feast_day(f->n, year);
	return set(s, day, day, PRECISION_DAY);
}

static int
nth_weekday(int first, int last, enum weekday w, int n)
{
	int day;

	if (n < 0) {
		day = last - ((int)day_weekday(last) - (int)w + 7) % 7;
		return day + 7 * (n + 1);
	}
	day = first + ((int)w - (int)day_weekday(first) + 7) % 7;
	return day + 7 * (n - 1);
}

/* A month, or a year when month is 0, that something is counted in. */
static bool
nth(struct span *s, const struct form *f, int year)
{
	struct span in;
	int day;

	if (f->month > 0 ? !months(&in, year, f->month, 1, PRECISION_MONTH)
			 : !months(&in, year, 1, 12, PRECISION_YEAR))
		return false;
	if (f->nth == NTH_WORKDAY) {
		day = f->n < 0 ? workday_add(in.end + 1, f->n)
			       : workday_add(in.start - 1, f->n);
	} else if (f->nth == NTH_WEEK) {
		day = f->n < 0 ? nth_weekday(in.start, in.end, SUNDAY, f->n) - 6
			       : nth_weekday(in.start, in.end, MONDAY, f->n);
		if (day < in.start || day + 6 > in.end)
			return false;
		return set(s, day, day + 6, PRECISION_WEEK);
	} else {
		day = nth_weekday(in.start, in.end, f->weekday, f->n);
	}
	return day >= in.start && day <= in.end &&
	       set(s, day, day, PRECISION_DAY);
}

static bool
turn(struct span *s, const struct form *f, int year)
{
	int month = f->month > 0 ? f->month : f->n == 6 ? 7 : 1;
	int day = day_of(year, month, 1);

	return day != NO_DAY && set(s, day - 1, day, PRECISION_RANGE);
}

static bool
week(struct span *s, const struct form *f, int year)
{
	int day = day_of_week(year, f->n, f->weekday ? f->weekday : MONDAY);

	if (f->weekday)
		return set(s, day, day, PRECISION_DAY);
	return day != NO_DAY && set(s, day, day + 6, PRECISION_WEEK);
}

static bool
whole(const struct form *f, int year, struct span *s)
{
	int day;

	switch (f->shape) {
	case SHAPE_DAY:
		day = day_of(year, f->month, f->day);
		return set(s, day, day, PRECISION_DAY);
	case SHAPE_WEEK:
		return week(s, f, year);
	case SHAPE_MONTH:
		return months(s, year, f->month, 1, PRECISION_MONTH);
	case SHAPE_QUARTER:
		return months(s, year, f->n * 3 - 2, 3, PRECISION_QUARTER);
	case SHAPE_TERTIAL:
		return months(s, year, f->n * 4 - 3, 4, PRECISION_TERTIAL);
	case SHAPE_HALF:
		return months(s, year, f->n * 6 - 5, 6, PRECISION_HALF);
	case SHAPE_YEAR:
		return months(s, year, 1, 12, PRECISION_YEAR);
	case SHAPE_SEASON:
		return months(s, year, f->n * 3, 3, PRECISION_SEASON);
	case SHAPE_TERM:
		return f->n == 1 ? months(s, year, 1, 6, PRECISION_TERM)
				 : months(s, year, 8, 5, PRECISION_TERM);
	case SHAPE_SCHOOL:
		return months(s, year, 8, 11, PRECISION_RANGE);
	case SHAPE_TURN:
		return turn(s, f, year);
	case SHAPE_FEAST:
		return feast(s, f, year);
	case SHAPE_NTH:
		return nth(s, f, year);
	case SHAPE_FIXED:
		*s = f->fixed;
		return true;
	default:
		return false;
	}
}

/* The beginning, middle and end: of a month by its tens of days, of a year
 * by its quarters, of anything else by its thirds. */
static void
cut(struct span *s, enum form_part part)
{
	int length = s->end - s->start + 1, a = length / 3, b = 2 * length / 3;
	bool month = s->precision == PRECISION_MONTH;
	int start = s->start;

	if (length < 3 && part != PART_FIRST_DAY && part != PART_LAST_DAY)
		return; /* "mitten av torsdag" */
	if (month)
		a = 10, b = 20;
	if (s->precision == PRECISION_YEAR) {
		a = day_add_months(start, 3) - start;
		b = day_add_months(start, 9) - start;
	}
	switch (part) {
	case PART_BEGINNING:
		s->end = start + a - 1;
		break;
	case PART_MIDDLE:
		s->start = start + a;
		s->end = start + b - 1;
		break;
	case PART_END:
		s->start = start + b;
		break;
	case PART_FIRST_HALF:
		s->end = start + (month ? 15 : length / 2) - 1;
		break;
	case PART_LAST_HALF:
		s->start = start + (month ? 15 : length / 2);
		break;
	case PART_FIRST_DAY:
		s->end = s->start;
		break;
	case PART_LAST_DAY:
		s->start = s->end;
		break;
	case PART_NONE:
		return;
	}
	s->precision = part == PART_FIRST_DAY || part == PART_LAST_DAY
			   ? PRECISION_DAY
			   : PRECISION_PART;
}

bool
form_in_year(const struct form *f, int year, struct span *s)
{
	if (!whole(f, year, s))
		return false;
	cut(s, f->part);
	return true;
}

bool
form_is_yearly(const struct form *f)
{
	return f->year == 0 && f->shape != SHAPE_FIXED &&
	       f->shape != SHAPE_WEEKDAY && f->shape != SHAPE_OF_MONTH &&
	       f->shape != SHAPE_NONE;
}

/* Days by the month: "den 15:e", on its weekday if one is named. */
static bool
of_month(const struct form *f, int ref, struct span *s)
{
	struct date d = day_date(ref);

	for (int i = 0; i < 36; i++) {
		int month = d.month + i;
		int day = day_of(
		    d.year + (month - 1) / 12, (month - 1) % 12 + 1, f->day);

		if (day != NO_DAY && day >= ref &&
		    (!f->weekday || day_weekday(day) == f->weekday))
			return set(s, day, day, PRECISION_DAY);
	}
	return false;
}

static bool
weekday(const struct form *f, int ref, struct span *s)
{
	int ahead = ((int)f->weekday - (int)day_weekday(ref) + 7) % 7;
	int day = ref + (ahead == 0 && !f->recurring ? 7 : ahead);

	if (f->backwards)
		day = ref + ahead - 7;
	return set(s, day, day, PRECISION_DAY);
}

/* A day and month with its weekday: the nearest year that has them agree. */
static bool
agreeing(const struct form *f, int ref, struct span *s)
{
	int year = day_date(ref).year, best = NO_DAY;

	for (int y = year - NEAR; y <= year + NEAR; y++) {
		int day = day_of(y, f->month, f->day);

		if (day == NO_DAY || day_weekday(day) != f->weekday)
			continue;
		if (best == NO_DAY || abs(day - ref) < abs(best - ref))
			best = day;
	}
	return best != NO_DAY && set(s, best, best, PRECISION_DAY);
}

static bool
yearly(const struct form *f, int ref, struct span *s)
{
	int year = day_date(ref).year, step = f->backwards ? -1 : 1;

	for (int i = -1; i <= NEAR; i++) {
		if (!form_in_year(f, year + i * step, s))
			continue;
		if (f->backwards  ? s->end < ref
		    : f->strictly ? s->start > ref
				  : s->end >= ref)
			return true;
	}
	return false;
}

bool
form_resolve(const struct form *f, int ref, struct span *s, bool *wrong)
{
	if (wrong != NULL)
		*wrong = false;
	if (f->shape == SHAPE_OF_MONTH)
		return of_month(f, ref, s);
	if (f->shape == SHAPE_WEEKDAY)
		return weekday(f, ref, s);
	if (f->shape == SHAPE_FIXED) {
		*s = f->fixed;
		cut(s, f->part);
		return true;
	}
	if (f->year == 0 && f->shape == SHAPE_DAY && f->weekday &&
	    agreeing(f, ref, s))
		return true;
	if (f->year == 0)
		return yearly(f, ref, s);
	if (!form_in_year(f, f->year, s))
		return false;
	if (wrong != NULL && f->shape == SHAPE_DAY && f->weekday)
		*wrong = day_weekday(s->start) != f->weekday;
	return true;
}

bool
form_resolve_before(const struct form *f, int day, struct span *s)
{
	int year = day_date(day).year;

	if (!form_is_yearly(f))
		return form_resolve(f, day, s, NULL) && s->start <= day;
	for (int y = year; y > year - NEAR; y--)
		if (form_in_year(f, y, s) && s->start <= day)
			return true;
	return false;
}

enum precision
form_unit(const struct form *f)
{
	static const enum precision units[] = {
	    [SHAPE_WEEK] = PRECISION_WEEK,
	    [SHAPE_MONTH] = PRECISION_MONTH,
	    [SHAPE_QUARTER] = PRECISION_QUARTER,
	    [SHAPE_TERTIAL] = PRECISION_TERTIAL,
	    [SHAPE_HALF] = PRECISION_HALF,
	    [SHAPE_YEAR] = PRECISION_YEAR,
	    [SHAPE_SEASON] = PRECISION_SEASON,
	    [SHAPE_TERM] = PRECISION_TERM,
	    [SHAPE_SCHOOL] = PRECISION_TERM,
	    [SHAPE_FIXED] = PRECISION_DAY,
	};

	if (f->part == PART_FIRST_DAY || f->part == PART_LAST_DAY)
		return PRECISION_DAY;
	if (f->shape == SHAPE_FIXED)
		return f->fixed.precision;
	if (f->shape == SHAPE_NTH && f->nth == NTH_WEEK)
		return PRECISION_WEEK;
	if (f->shape == SHAPE_WEEK && f->weekday)
		return PRECISION_DAY;
	return units[f->shape];
}
