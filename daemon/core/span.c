/* span.c - how long something is to last: 5wd, 3d, 2w */
/* SPDX-License-Identifier: MIT */
#include "core/span.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

bool
span_end(const char *text, const struct closed *closed, int64_t now,
    int64_t *end, struct why *w)
{
	char *unit = NULL;
	long n = isdigit((unsigned char)text[0]) ? strtol(text, &unit, 10) : 0;
	int today = time_local_day(now), day;

	if (n >= 1 && n <= SPAN_WORKDAYS && strcmp(unit, "wd") == 0)
		day = closed_add(closed, today, (int)n);
	else if (n >= 1 && n <= SPAN_DAYS && strcmp(unit, "d") == 0)
		day = today + (int)n;
	else if (n >= 1 && n <= SPAN_DAYS / 7 && strcmp(unit, "w") == 0)
		day = today + (int)n * 7;
	else
		return why(w,
		    "%.40s: a length is like 5wd (working days, at most "
		    "%d), 3d or 2w (at most %d days)",
		    text, SPAN_WORKDAYS, SPAN_DAYS);
	*end = time_of_local(day, SPAN_HOUR * 3600);
	return true;
}
