/* times.c - fixed times: "workdays 07:45", "1st workday of month 08:00" */
/* SPDX-License-Identifier: MIT */
#include "core/date/times.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { FAR = 400 };

static const char *
past_blanks(const char *s)
{
	return s + strspn(s, " \t");
}

/* A whole word, in small letters. */
static bool
take(const char **at, const char *word)
{
	size_t n = strlen(word);

	if (strncasecmp(*at, word, n) != 0 || isalpha((unsigned char)(*at)[n]))
		return false;
	*at = past_blanks(*at + n);
	return true;
}

/* "1st", "2nd", "15th", "last"; 0: it is none. */
static int
read_nth(const char **at)
{
	size_t n = strspn(*at, "0123456789");
	int number = 0;

	if (take(at, "last"))
		return -1;
	if (n < 1 || n > 2 || !isalpha((unsigned char)(*at)[n]))
		return 0;
	for (size_t i = 0; i < n; i++)
		number = number * 10 + (*at)[i] - '0';
	if (strncmp(*at + n, "st", 2) != 0 && strncmp(*at + n, "nd", 2) != 0 &&
	    strncmp(*at + n, "rd", 2) != 0 && strncmp(*at + n, "th", 2) != 0)
		return 0;
	*at = past_blanks(*at + n + 2);
	return number;
}

static bool
read_of_month(const char **at, struct times_one *t, size_t *word, struct why *w)
{
	const char *from = *at;

	t->any = strncasecmp(*at, "of ", 3) == 0 || take(at, "day");
	if (t->any) {
		t->days = dayset_all();
	} else if (take(at, "workday") || take(at, "workdays")) {
		t->days = (struct dayset){.kind = DAYSET_WORKDAYS};
	} else {
		if (!dayset_read(at, &t->days, word, w))
			return false;
		if (t->days.kind == DAYSET_DATES) {
			*at = from;
			return why(w, "a date is not counted in the month");
		}
	}
	*at = past_blanks(*at);
	if (!take(at, "of") || (take(at, "the"), !take(at, "month")))
		return why(w, "'of month' is expected here, as in 1st workday "
			      "of month 08:00");
	if (t->nth == 0 || t->nth > 31 ||
	    (!t->any && t->nth > (t->days.kind == DAYSET_WEEK ? 5 : 20))) {
		*at = from;
		return why(w, "not every month has so many");
	}
	return true;
}

static bool
is_hour(const char *s)
{
	size_t n = strspn(s, "0123456789");

	return n > 0 && (s[n] == ':' || s[n] == '.');
}

static bool
read_one(const char **at, struct times_one *t, size_t *word, struct why *w)
{
	*t = (struct times_one){.days = dayset_all(), .minutes = -1};
	t->nth = read_nth(at);
	if (t->nth != 0 ? !read_of_month(at, t, word, w)
			: !is_hour(*at) && !dayset_read(at, &t->days, word, w))
		return false;
	*at = past_blanks(*at);
	if (is_hour(*at)) {
		t->minutes = hour_read(at, true, w);
		if (t->minutes < 0)
			return false;
		*at = past_blanks(*at);
	}
	if (**at == ',' || **at == '\0')
		return true;
	return why(w, t->minutes < 0 ? "an hour is like 07:45"
				     : "a comma is missing before this");
}

/* What has no hour takes that of the next. */
static bool
fill_hours(struct times_one *list, size_t n, struct why *w)
{
	for (size_t i = n; i-- > 0;)
		if (list[i].minutes < 0) {
			if (i + 1 == n)
				return why(w, "at what hour? like 07:45");
			list[i].minutes = list[i + 1].minutes;
		}
	return true;
}

bool
times_read(struct pool *pool, const char *text, struct times *to, size_t *at,
    size_t *word, struct why *w)
{
	struct times_one *list = pool_get(pool, TIMES_MOST * sizeof(*list));
	const char *s = past_blanks(text);
	size_t n = 0;
	bool done;

	*word = 0;
	do {
		done = n < TIMES_MOST
			   ? read_one(&s, &list[n++], word, w)
			   : why(w, "more than %d times", TIMES_MOST);
		*at = (size_t)(s - text);
		if (done && *s == '\0')
			break;
		s = done ? past_blanks(s + 1) : s;
	} while (done);
	if (!done || !fill_hours(list, n, w))
		return false;
	*to = (struct times){list, n};
	return true;
}

/* --- when --- */

/* Which one of its month the day is, from the first or (-1) the last. */
static bool
is_nth(const struct times_one *t, const struct closed *closed, int day)
{
	struct date d = day_date(day);
	int length = date_month_length(d.year, d.month), step, edge, seen = 0;
	int first = day - d.day + 1;

	if (t->any)
		return d.day ==
		       (t->nth < 0 || t->nth > length ? length : t->nth);
	step = t->nth < 0 ? 1 : -1;
	edge = t->nth < 0 ? first + length - 1 : first;
	for (int i = day;; i += step) {
		seen += dayset_has(&t->days, closed, i);
		if (i == edge)
			break;
	}
	return seen == (t->nth < 0 ? 1 : t->nth);
}

static bool
is_on(const struct times_one *t, const struct closed *closed, int day)
{
	return dayset_has(&t->days, closed, day) &&
	       (t->nth == 0 || is_nth(t, closed, day));
}

int64_t
times_next(const struct times *times, const struct zone *z,
    const struct closed *closed, int64_t after)
{
	int today = zone_day(z, after);
	int64_t best = NO_TIME;

	for (int day = today; day < today + FAR && best == NO_TIME; day++)
		for (size_t i = 0; i < times->n; i++) {
			const struct times_one *t = &times->one[i];
			int64_t at;

			if (!is_on(t, closed, day))
				continue;
			at = zone_instant(z, day, t->minutes * 60);
			if (at > after && (best == NO_TIME || at < best))
				best = at;
		}
	return best;
}
