/* again-flood.c - how many new items one round may have before it is a flood */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/date.h"
#include "core/again.h"

enum {
	DAY = 86400,
	MANY_DAYS = 5, /* that a usual day can be told from an import by */
};

int
flood_limit(const struct flood *f, int64_t now)
{
	int64_t limit = FLOOD_LEAST, all = now - f->first, last = now - f->last;

	if (f->most > 0 && limit < (int64_t)f->most * FLOOD_TIMES)
		limit = (int64_t)f->most * FLOOD_TIMES;
	if (f->first != NO_TIME && f->last != NO_TIME && all > DAY &&
	    last > DAY && last < all && limit < 2 * f->items * last / all)
		limit = 2 * f->items * last / all;
	return limit > 1000000 ? 1000000 : (int)limit;
}

static int
by_size(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;

	return (x > y) - (x < y);
}

void
flood_learn(struct flood *f, const int64_t *at, size_t n, int64_t now)
{
	int *day = calloc(n + 1, sizeof(*day)), days = 0;
	size_t dated = 0;

	if (day == NULL)
		abort();
	*f = (struct flood){.first = now, .last = NO_TIME};
	for (size_t i = 0; i < n && at[i] <= now; i++) {
		if (dated++ == 0)
			f->first = at[i];
		if (i == 0 ||
		    time_local_day(at[i]) != time_local_day(at[i - 1]))
			days++;
		day[days - 1]++;
	}
	f->items = (int64_t)dated;
	qsort(day, (size_t)days, sizeof(*day), by_size);
	/* One day out of many may be the one on which all was moved in. */
	if (days >= MANY_DAYS)
		f->most = day[days - 2];
	free(day);
}
