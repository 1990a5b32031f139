/* form.h - a date as it is written, and the days it comes to */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_FORM_H
#define CORE_FORM_H

#include <stdbool.h>

#include "base/date.h"
#include "core/date/dates.h"

/*
 * What is written, before it is known which year is meant.  The rules are
 * those of shared/dates/README.md: a date without a year is the first on or
 * after the reference, a period the first that has not ended.
 */
enum form_shape {
	SHAPE_NONE,
	SHAPE_DAY,      /* month, day; perhaps weekday */
	SHAPE_OF_MONTH, /* day alone: "den 15:e"; perhaps weekday */
	SHAPE_WEEKDAY,  /* weekday alone */
	SHAPE_WEEK,     /* n; weekday when one is named */
	SHAPE_MONTH,    /* month */
	SHAPE_QUARTER,  /* n */
	SHAPE_TERTIAL,  /* n */
	SHAPE_HALF,     /* n */
	SHAPE_YEAR,
	SHAPE_SEASON, /* n: 1 spring ... 4 winter; winter is its December's */
	SHAPE_TERM,   /* n: 1 spring, 2 autumn */
	SHAPE_SCHOOL, /* the school year that begins in year */
	SHAPE_TURN,   /* n: months of what turns; month: the new one's first */
	SHAPE_FEAST,  /* n: enum feast */
	SHAPE_NTH,    /* the nth weekday, workday, week or day of a month */
	SHAPE_FIXED   /* fixed: counted already */
};

enum form_part {
	PART_NONE,
	PART_BEGINNING,
	PART_MIDDLE,
	PART_END,
	PART_FIRST_DAY,
	PART_LAST_DAY,
	PART_FIRST_HALF,
	PART_LAST_HALF
};

/* What SHAPE_NTH counts. */
enum form_nth { NTH_WEEKDAY, NTH_WORKDAY, NTH_WEEK };

struct span {
	int start, end;
	enum precision precision;
};

struct form {
	enum form_shape shape;
	enum form_part part;
	int year; /* 0: none is named */
	int month, day, n;
	enum weekday weekday; /* 0: none is named */
	enum form_nth nth;    /* n: which; -1 the last */
	struct span fixed;
	bool strictly;  /* after the reference, not on it */
	bool backwards; /* the last one before the reference */
	bool recurring; /* every year, month, week */
};

/* The days in that year; false when there are none (31 November). */
bool form_in_year(const struct form *, int year, struct span *);
/*
 * The days, by the year that is named, else by the reference.  False when
 * there are none.  wrong_weekday (may be NULL) tells that no year near has
 * the day on its weekday; the date wins.
 */
bool form_resolve(
    const struct form *, int ref, struct span *, bool *wrong_weekday);
/* As form_resolve, but the last that begins on or before the day. */
bool form_resolve_before(const struct form *, int day, struct span *);
/* The unit that the form names, whatever part of it is meant. */
enum precision form_unit(const struct form *);
/* Repeats every year, so that a year can be missing. */
bool form_is_yearly(const struct form *);

/* The calendar's unit (week, month, year) that holds the day, n units on. */
bool unit_span(enum precision unit, int day, int n, struct span *);

#endif
