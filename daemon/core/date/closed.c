/* closed.c - working days where some offices keep closed days of their own */
/* SPDX-License-Identifier: MIT */
#include "core/date/closed.h"

#include "core/date/workday.h"

/* How many of them are before the day. */
static size_t
before(const struct closed *c, int day)
{
	size_t low = 0, high = c != NULL ? c->n : 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (c->day[middle] < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
closed_has(const struct closed *c, int day)
{
	size_t i = before(c, day);

	return c != NULL && i < c->n && c->day[i] == day;
}

bool
closed_is_workday(const struct closed *c, int day)
{
	return !closed_has(c, day) && day_is_workday(day);
}

int
closed_add(const struct closed *c, int day, int n)
{
	int step = n < 0 ? -1 : 1;

	for (; n != 0; n -= step)
		do
			day += step;
		while (!closed_is_workday(c, day));
	return day;
}

int
closed_count(const struct closed *c, int from, int to)
{
	int n;

	if (to < from)
		return -closed_count(c, to, from);
	n = workday_count(from, to);
	for (size_t i = before(c, from + 1);
	     c != NULL && i < c->n && c->day[i] <= to; i++)
		n -= day_is_workday(c->day[i]);
	return n;
}
