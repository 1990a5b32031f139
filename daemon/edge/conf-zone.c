/* conf-zone.c - what the clocks of a zone show, asked of the C library */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "edge/conf-part.h"

enum {
	ZONE_FIRST = 2000,
	ZONE_LAST = 2100, /* years whose changes are kept */
	CHANGES_MOST = 1000,
};

/* How far the zone in TZ is ahead of UTC; of base/date.h nothing is asked
 * meanwhile, which may remember days of the process's own zone. */
static int
ahead(int64_t instant)
{
	time_t t = (time_t)instant;
	struct tm tm;

	return localtime_r(&t, &tm) != NULL ? (int)tm.tm_gmtoff : 0;
}

/* The instant in (from, to] at which its clocks change. */
static void
add_change(struct zone_change *list, size_t *n, int64_t from, int64_t to)
{
	int old = ahead(from);

	if (ahead(to) == old || *n == CHANGES_MOST)
		return;
	while (to - from > 1) {
		int64_t middle = from + (to - from) / 2;

		if (ahead(middle) == old)
			from = middle;
		else
			to = middle;
	}
	list[*n] = (struct zone_change){to, ahead(to)};
	++*n;
}

/* A week after the other, of a hundred years. */
static size_t
list_changes(struct zone_change *list)
{
	int64_t last = time_of(day_of(ZONE_LAST, 1, 1), 0);
	size_t n = 1;

	list[0].at = time_of(day_of(ZONE_FIRST, 1, 1), 0);
	list[0].offset = ahead(list[0].at);
	for (int64_t t = list[0].at; t < last; t += 7 * 86400)
		add_change(list, &n, t, t + 7 * 86400);
	return n;
}

/*
 * The C library knows one zone at a time, and knows it well: it is asked for
 * all that is wanted of this one, and then has the process's again.
 */
const struct zone *
conf_zone_new(struct pool *pool, const char *name)
{
	struct zone_change list[CHANGES_MOST];
	struct zone *z = pool_get(pool, sizeof(*z));
	const char *old = getenv("TZ");
	char *kept = old ? strdup(old) : NULL;

	setenv("TZ", name, 1);
	tzset();
	z->n = list_changes(list);
	if (kept != NULL)
		setenv("TZ", kept, 1);
	else
		unsetenv("TZ");
	tzset();
	free(kept);
	z->name = name;
	z->change = memcpy(pool_get(pool, z->n * sizeof(list[0])), list,
	    z->n * sizeof(list[0]));
	return z;
}
