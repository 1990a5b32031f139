/* where-span.c - days and durations in an expression: read as spans */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "core/where-read.h"

enum { DAY = 86400, NUMBER_MOST = 100000, WORKDAYS_MOST = 5000 };

static const char workdays[] = "wd";

/* A value: of days, the first and last that it means; of durations seconds,
 * the second one past the unit; of working days how many. */
struct value {
	int64_t first, last;
	bool is_day, is_workdays;
	size_t at;
};

/* --- days --- */

/* So many digits, then the end or a hyphen. */
static bool
digits(const char *s, int n, int *number)
{
	*number = 0;
	for (int i = 0; i < n; i++) {
		if (!isdigit((unsigned char)s[i]))
			return false;
		*number = *number * 10 + (s[i] - '0');
	}
	return s[n] == '\0' || s[n] == '-';
}

/* 2026, 2026-05 */
static bool
read_period(const char *s, struct value *v)
{
	int year, month;

	if (!digits(s, 4, &year))
		return false;
	if (s[4] == '\0') {
		v->first = day_of(year, 1, 1);
		v->last = day_of(year, 12, 31);
	} else if (digits(s + 5, 2, &month) && s[7] == '\0') {
		v->first = day_of(year, month, 1);
		v->last =
		    v->first == NO_DAY
			? NO_DAY
			: day_of(year, month, date_month_length(year, month));
	} else {
		return false;
	}
	return v->first != NO_DAY && v->last != NO_DAY;
}

static bool
read_day(const char *s, struct value *v)
{
	int day = day_read(s);

	v->is_day = true;
	if (day != NO_DAY)
		v->first = v->last = day;
	return day != NO_DAY || read_period(s, v);
}

/* --- durations --- */

static int64_t
seconds_of(const char *unit)
{
	static const struct {
		const char *unit;
		int seconds;
	} row[] = {{"min", 60}, {"h", 3600}, {"hour", 3600}, {"hours", 3600},
	    {"d", DAY}, {"day", DAY}, {"days", DAY}, {"dagar", DAY},
	    {"w", 7 * DAY}, {"week", 7 * DAY}, {"weeks", 7 * DAY},
	    {"veckor", 7 * DAY}, {"month", 30 * DAY}, {"months", 30 * DAY},
	    {"year", 365 * DAY}, {"years", 365 * DAY}};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		if (strcmp(row[i].unit, unit) == 0)
			return row[i].seconds;
	return 0;
}

static bool
is_unit(const struct reading *r)
{
	return r->token.kind == TOKEN_TEXT && !r->token.quoted &&
	       (seconds_of(r->token.text) != 0 ||
		   strcmp(r->token.text, workdays) == 0);
}

/* "60d"; "60" and then "d", when it is followed by that. */
static bool
read_duration(struct reading *r, const char *s, struct value *v)
{
	char *unit;
	long n = strtol(s, &unit, 10);
	int64_t one;

	if (!isdigit((unsigned char)s[0]) || n > NUMBER_MOST)
		return false;
	while (*unit == ' ')
		unit++;
	if (*unit == '\0') {
		struct reading ahead = *r;

		where_next(&ahead);
		if (!is_unit(&ahead))
			return false;
		where_next(r);
		unit = (char *)r->token.text;
	}
	if (strcmp(unit, workdays) == 0) {
		v->is_workdays = true;
		v->first = v->last = n < WORKDAYS_MOST ? n : WORKDAYS_MOST;
		return true;
	}
	one = seconds_of(unit);
	v->first = n * one;
	v->last = v->first + one - 1;
	return one != 0;
}

/* --- values --- */

static bool
unreadable(struct reading *r, const struct where *to)
{
	const char *s = r->token.text;

	if (to->attribute == WHERE_AGE)
		where_fault(r, r->token.at,
		    "'%.40s' is no age; write 12h, 60d, 10wd, 8w or 6 months",
		    s);
	else if (to->attribute == WHERE_DATE)
		where_fault(r, r->token.at,
		    "'%.40s' is no day; write 2026-05-31, 2026-05 or 2026", s);
	else
		where_fault(r, r->token.at,
		    "'%.40s' is no kind of deadline, day or time left; write "
		    "remiss, 2026-05-31, 30d or 20wd",
		    s);
	return false;
}

static bool
read_one(struct reading *r, const struct where *to, struct value *v)
{
	bool read = false;

	*v = (struct value){.at = r->token.at};
	if (r->token.kind == TOKEN_TEXT && to->attribute != WHERE_AGE)
		read = read_day(r->token.text, v);
	if (!read && r->token.kind == TOKEN_TEXT &&
	    to->attribute != WHERE_DATE) {
		v->is_day = false;
		read = read_duration(r, r->token.text, v);
	}
	if (read)
		return true;
	if (r->token.kind != TOKEN_TEXT)
		return where_fault(r, r->token.at, "a value is missing here") !=
		       NULL;
	return unreadable(r, to);
}

static bool
read_second(struct reading *r, const struct where *to, struct value *v)
{
	where_next(r);
	if (r->token.kind != TOKEN_AND)
		return where_fault(r, r->token.at,
			   "between needs two values: between 2026-01-01 and "
			   "2026-03-31") != NULL;
	where_next(r);
	return !r->failed && read_one(r, to, v);
}

/* What the operator makes of a value, as least and most. */
static void
set_span(struct where *to, enum comparison op, const struct value *v)
{
	to->least = INT64_MIN;
	to->most = INT64_MAX;
	switch (op) {
	case BELOW:
		to->most = v->first - 1;
		break;
	case AT_MOST:
		to->most = v->is_day ? v->last : v->first;
		break;
	case ABOVE:
		to->least = v->is_day ? v->last + 1 : v->first + 1;
		break;
	case AT_LEAST:
		to->least = v->first;
		break;
	default:
		to->least = v->first;
		to->most = v->last;
		break;
	}
}

/* "deadline = remiss" */
static bool
read_kind(struct reading *r, struct where *to, enum comparison op)
{
	enum deadline_kind kind;

	if ((op != IS && op != IS_NOT) ||
	    !deadline_kind_read(r->token.text, &kind))
		return false;
	to->op = WHERE_BITS;
	to->bits = 1U << kind;
	return true;
}

/* The time left counts in whole days, and what has passed has none. */
static void
in_days(struct where *to)
{
	to->op = WHERE_LEFT;
	if (to->most != INT64_MAX)
		to->most = (to->most + 1) / DAY - (to->most % DAY != 0);
	if (to->least != INT64_MIN)
		to->least = (to->least + DAY - 1) / DAY;
	if (to->least < 0)
		to->least = 0;
}

bool
where_span(struct reading *r, struct where *to, enum comparison op)
{
	struct value v, second;

	if (to->attribute == WHERE_DEADLINE && read_kind(r, to, op))
		return true;
	to->op = WHERE_SPAN;
	if (!read_one(r, to, &v))
		return false;
	set_span(to, op, &v);
	if (op == BETWEEN) {
		if (!read_second(r, to, &second))
			return false;
		if (second.is_day != v.is_day)
			return where_fault(r, second.at,
				   "a day and a time left cannot be the two "
				   "ends") != NULL;
		if (second.is_workdays != v.is_workdays)
			return where_fault(r, second.at,
				   "days and working days cannot be the two "
				   "ends") != NULL;
		to->most = v.is_day ? second.last : second.first;
		if (to->most < to->least)
			return where_fault(r, second.at,
				   "between begins with the smaller value") !=
			       NULL;
	}
	if (v.is_workdays)
		to->op = WHERE_WORKDAYS;
	else if (to->attribute == WHERE_DEADLINE && !v.is_day)
		in_days(to);
	return true;
}
