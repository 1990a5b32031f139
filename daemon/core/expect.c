/* expect.c - how often a feed publishes, and when it has been silent too long */
/* SPDX-License-Identifier: MIT */
#include "core/expect.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "core/date/workday.h"

enum {
	ITEMS_MOST = 1000,
	UNITS_MOST = 12,
	TIMES = 3, /* longer than expected is silence */
	LEARNT_TIMES = 2,
	LEARNT_LEAST = 5 * EXPECT_DAY,
	YEARS_MOST = 10,
	WHOLE = 12, /* what a working day counts, in twelfths */
};

/* Working days of a unit. */
static const struct unit {
	const char *name, *every;
	int days;
} units[] = {
    {"day", "daily", 1},
    {"week", "weekly", 5},
    {"month", "monthly", 21},
    {"year", "yearly", 250},
};
enum { UNITS = sizeof(units) / sizeof(units[0]) };

/* Stretches of a year in which less is published than else. */
static int
weight(int day)
{
	struct date d = day_date(day);
	int year, week;

	if (!day_is_workday(day))
		return 0;
	if ((d.month == 12 && d.day >= 23) || (d.month == 1 && d.day <= 6))
		return WHOLE / 4;
	day_week(day, &year, &week);
	return week >= 27 && week <= 32 ? WHOLE / 3 : WHOLE;
}

static bool
is_word(const char *s, const char *word)
{
	size_t n = strlen(word);

	return strncasecmp(s, word, n) == 0 && !isalnum((unsigned char)s[n]) &&
	       (unsigned char)s[n] < 0x80;
}

static void
skip_space(const char **s)
{
	*s += strspn(*s, " \t");
}

/* A number of 1 to most; 0: none, and *s stays. */
static int
read_number(const char **s, int most)
{
	const char *begin = *s;
	int n = 0;

	for (; isdigit((unsigned char)**s); ++*s)
		n = n > most ? n : n * 10 + (**s - '0');
	if (n > 0 && n <= most)
		return n;
	*s = begin;
	return 0;
}

static const struct unit *
read_unit(const char **s)
{
	for (size_t i = 0; i < UNITS; i++) {
		size_t n = strlen(units[i].name);

		if (strncasecmp(*s, units[i].name, n) != 0)
			continue;
		n += (*s)[n] == 's' || (*s)[n] == 'S';
		if (isalpha((unsigned char)(*s)[n]))
			continue;
		*s += n;
		return &units[i];
	}
	return NULL;
}

/* "2 per week", "1 per 2 weeks" */
static bool
read_rate(const char **s, struct expect *e, struct why *w)
{
	const struct unit *unit;
	int times = 1;

	e->items = read_number(s, ITEMS_MOST);
	if (e->items == 0)
		return why(w, "a number of items, 1 to %d, is missing here",
		    ITEMS_MOST);
	skip_space(s);
	if (!is_word(*s, "per"))
		return why(w, "'per' and a unit of time come here, as in "
			      "2 per week");
	*s += 3;
	skip_space(s);
	if (isdigit((unsigned char)**s))
		times = read_number(s, UNITS_MOST);
	if (times == 0)
		return why(w, "a number of 1 to %d comes here", UNITS_MOST);
	skip_space(s);
	unit = read_unit(s);
	if (unit == NULL)
		return why(w, "day, week, month or year comes here");
	e->days = unit->days * times;
	return true;
}

bool
expect_read(const char *text, struct expect *e, size_t *at, struct why *w)
{
	const char *s = text;
	bool done = true;

	*e = (struct expect){0};
	*at = 0;
	skip_space(&s);
	if (is_word(s, "no") && s[2] == '\0')
		return true;
	for (size_t i = 0; i < UNITS; i++)
		if (strcasecmp(s, units[i].every) == 0) {
			*e = (struct expect){1, units[i].days};
			return true;
		}
	if (isalpha((unsigned char)*s))
		done = why(w, "it is like 2 per week, daily, weekly, monthly, "
			      "yearly, or no");
	done = done && read_rate(&s, e, w);
	skip_space(&s);
	if (done && *s != '\0')
		done = why(w, "nothing more may stand here");
	*at = (size_t)(s - text);
	return done;
}

int64_t
expect_span(int64_t from, int64_t to)
{
	int64_t sum = 0;
	int last = time_local_day(to);

	if (to - from > (int64_t)YEARS_MOST * 366 * 86400)
		from = to - (int64_t)YEARS_MOST * 366 * 86400;
	for (int day = time_local_day(from); day <= last && from < to; day++) {
		int64_t next = time_of_local(day + 1, 0);
		int64_t end = next < to ? next : to;

		sum += (end - from) * weight(day) / WHOLE;
		from = end;
	}
	return sum;
}

int64_t
expect_after(int64_t from, int64_t seconds)
{
	int day = time_local_day(from), most = day + YEARS_MOST * 366;

	for (; day < most; day++) {
		int64_t next = time_of_local(day + 1, 0);
		int64_t here = (next - from) * weight(day) / WHOLE;

		if (here > seconds)
			return from + seconds * WHOLE / weight(day);
		seconds -= here;
		from = next;
	}
	return from;
}

int64_t
expect_silence(const struct expect *e)
{
	return e->items == 0 ? 0
			     : (int64_t)e->days * EXPECT_DAY * TIMES / e->items;
}

int64_t
expect_learn(const int64_t *at, size_t n)
{
	int64_t longest = 0;
	int days = n > 0, last;

	if (n == 0)
		return 0;
	last = time_local_day(at[0]);
	for (size_t i = 1; i < n; i++) {
		int day = time_local_day(at[i]);
		int64_t pause;

		if (day == last)
			continue;
		days++;
		last = day;
		pause = expect_span(at[i - 1], at[i]);
		longest = pause > longest ? pause : longest;
	}
	if (days < EXPECT_HISTORY_DAYS ||
	    last - time_local_day(at[0]) < EXPECT_HISTORY_SPAN)
		return 0;
	longest *= LEARNT_TIMES;
	return longest < LEARNT_LEAST ? LEARNT_LEAST : longest;
}
