/* dayset.c - days as periods and digests name them: weekdays, holidays, dates */
/* SPDX-License-Identifier: MIT */
#include "core/date/dayset.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "core/date/workday.h"

enum {
	DAY_LEN = 10, /* 2026-12-23 */
	YEAR_LEAST = 2000,
	YEAR_MOST = 2199,
	WEEKDAYS = 0x3E, /* bits MONDAY to FRIDAY */
	WEEKEND = 0xC0,
};

static const struct {
	const char *word;
	enum dayset_kind kind;
	unsigned week;
} table[] = {
    {"mon", DAYSET_WEEK, 1U << MONDAY},
    {"tue", DAYSET_WEEK, 1U << TUESDAY},
    {"wed", DAYSET_WEEK, 1U << WEDNESDAY},
    {"thu", DAYSET_WEEK, 1U << THURSDAY},
    {"fri", DAYSET_WEEK, 1U << FRIDAY},
    {"sat", DAYSET_WEEK, 1U << SATURDAY},
    {"sun", DAYSET_WEEK, 1U << SUNDAY},
    {"monday", DAYSET_WEEK, 1U << MONDAY},
    {"tuesday", DAYSET_WEEK, 1U << TUESDAY},
    {"wednesday", DAYSET_WEEK, 1U << WEDNESDAY},
    {"thursday", DAYSET_WEEK, 1U << THURSDAY},
    {"friday", DAYSET_WEEK, 1U << FRIDAY},
    {"saturday", DAYSET_WEEK, 1U << SATURDAY},
    {"sunday", DAYSET_WEEK, 1U << SUNDAY},
    {"daily", DAYSET_WEEK, WEEKDAYS | WEEKEND},
    {"weekdays", DAYSET_WEEK, WEEKDAYS},
    {"weekend", DAYSET_WEEK, WEEKEND},
    {"workdays", DAYSET_WORKDAYS, 0},
    {"holidays", DAYSET_HOLIDAYS, 0},
};
enum { WORDS = sizeof(table) / sizeof(table[0]) };

const char *const dayset_words[] = {"mon", "tue", "wed", "thu", "fri", "sat",
    "sun", "daily", "weekdays", "weekend", "workdays", "holidays", NULL};

/* The bytes of a word; letters of other alphabets count too. */
static size_t
word_length(const char *s)
{
	size_t n = 0;

	while (isalpha((unsigned char)s[n]) || (unsigned char)s[n] >= 0x80)
		n++;
	return n;
}

static int
find_word(const char *s, size_t n)
{
	for (int i = 0; i < WORDS; i++)
		if (strlen(table[i].word) == n &&
		    strncasecmp(table[i].word, s, n) == 0)
			return i;
	return -1;
}

static bool
unknown(const char *at, size_t n, size_t *word, struct why *w)
{
	*word = n;
	if (n == 0)
		return why(w,
		    "days are expected here, like weekdays, sat, holidays or "
		    "2026-12-23");
	return why(
	    w, "'%.*s' is no day known here", (int)(n < 40 ? n : 40), at);
}

/* "fri-mon" goes over the weekend. */
static unsigned
from_to(unsigned first, unsigned last)
{
	unsigned all = first;

	while (first != last) {
		first = first == 1U << SUNDAY ? 1U << MONDAY : first << 1;
		all |= first;
	}
	return all;
}

static bool
is_one(unsigned week)
{
	return week != 0 && (week & (week - 1)) == 0;
}

static bool
read_words(const char **at, struct dayset *to, size_t *word, struct why *w)
{
	size_t n = word_length(*at);
	int first = find_word(*at, n), last;

	if (first < 0)
		return unknown(*at, n, word, w);
	*to = (struct dayset){
	    table[first].kind, table[first].week, NO_DAY, NO_DAY};
	*at += n;
	if (**at != '-' || !isalpha((unsigned char)(*at)[1]))
		return true;
	++*at;
	n = word_length(*at);
	last = find_word(*at, n);
	if (last < 0)
		return unknown(*at, n, word, w);
	if (!is_one(to->week) || !is_one(table[last].week))
		return why(w, "from one weekday to another, like mon-fri");
	to->week = from_to(to->week, table[last].week);
	*at += n;
	return true;
}

static int
read_date(const char **at, struct why *w)
{
	char text[DAY_LEN + 1] = "";
	int day;

	strncpy(text, *at, DAY_LEN);
	day = day_read(text);
	if (day == NO_DAY || isdigit((unsigned char)(*at)[DAY_LEN]))
		why(w, "this is no day like 2026-12-23");
	else if (day_date(day).year < YEAR_LEAST ||
		 day_date(day).year > YEAR_MOST)
		why(w, "a day is in the years %d to %d", YEAR_LEAST, YEAR_MOST);
	else
		return *at += DAY_LEN, day;
	return NO_DAY;
}

static bool
read_dates(const char **at, struct dayset *to, struct why *w)
{
	const char *next;

	*to = (struct dayset){.kind = DAYSET_DATES};
	to->first = to->last = read_date(at, w);
	if (to->first == NO_DAY)
		return false;
	next = *at + strspn(*at, " \t");
	if (*next != '-')
		return true;
	next += 1 + strspn(next + 1, " \t");
	*at = next;
	to->last = read_date(at, w);
	if (to->last == NO_DAY)
		return false;
	*at = to->last < to->first ? next : *at;
	return to->last >= to->first || why(w, "it ends before it begins");
}

static bool
is_date(const char *s)
{
	return strspn(s, "0123456789") == 4 && s[4] == '-';
}

bool
dayset_read(const char **at, struct dayset *to, size_t *word, struct why *w)
{
	*word = 0;
	return is_date(*at) ? read_dates(at, to, w)
			    : read_words(at, to, word, w);
}

bool
dayset_has(const struct dayset *d, const struct closed *closed, int day)
{
	switch (d->kind) {
	case DAYSET_WEEK:
		return (d->week & 1U << day_weekday(day)) != 0;
	case DAYSET_WORKDAYS:
		return closed_is_workday(closed, day);
	case DAYSET_HOLIDAYS:
		return day_holiday_name(day) != NULL || closed_has(closed, day);
	case DAYSET_DATES:
		return day >= d->first && day <= d->last;
	}
	return false;
}

bool
dayset_is_several(const struct dayset *d)
{
	if (d->kind == DAYSET_WEEK)
		return !is_one(d->week);
	return d->kind != DAYSET_DATES || d->last > d->first;
}

struct dayset
dayset_all(void)
{
	return (struct dayset){DAYSET_WEEK, WEEKDAYS | WEEKEND, NO_DAY, NO_DAY};
}

int
hour_read(const char **at, bool begins, struct why *w)
{
	const char *s = *at;
	size_t n = strspn(s, "0123456789");
	int hours = n == 1 ? s[0] - '0' : (s[0] - '0') * 10 + s[1] - '0';
	int minutes;

	if (n < 1 || n > 2 || (s[n] != ':' && s[n] != '.') ||
	    strspn(s + n + 1, "0123456789") != 2) {
		why(w, "an hour is like 07:30");
		return -1;
	}
	minutes = (s[n + 1] - '0') * 10 + s[n + 2] - '0';
	if (minutes > 59 || hours * 60 + minutes > 24 * 60 - begins) {
		why(w, "the day has no such hour");
		return -1;
	}
	*at += n + 3;
	return hours * 60 + minutes;
}
