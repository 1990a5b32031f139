/* dates.c - bevakactl dates: date expressions, a line each */
/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/pool.h"
#include "core/date/dates.h"
#include "ctl/pure.h"

enum { POOL_MOST = 256 * 1024 * 1024 };

static json_t *
match(const struct lines *l, const struct date_found *d)
{
	char start[DAY_TEXT], end[DAY_TEXT], time[8];
	json_t *m = json_pack("{s:s%, s:s, s:s, s:s, s:s}", "text",
	    l->text + d->at, d->len, "start", day_write(d->start, start), "end",
	    day_write(d->end, end), "precision", precision_name(d->precision),
	    "direction", direction_name(d->direction));

	if (m != NULL && d->minutes >= 0) {
		snprintf(time, sizeof(time), "%02d:%02d", d->minutes / 60 % 100,
		    d->minutes % 60);
		json_object_set_new(m, "time", json_string(time));
	}
	return m;
}

/* False when the line is not UTF-8. */
static bool
answer(struct pool *pool, const struct lines *l, int ref)
{
	size_t n;
	struct date_found *d = dates_find(pool, l->text, l->len, ref, &n);
	json_t *list = json_array(), *all;
	bool fine = true;

	for (size_t i = 0; i < n; i++)
		fine = json_array_append_new(list, match(l, &d[i])) == 0 &&
		       fine;
	all = json_pack("{s:o}", "matches", list);
	json_dumpf(all, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(all);
	return fine;
}

static int
all_lines(int ref)
{
	struct pool *pool = pool_new(POOL_MOST);
	struct lines l = {0};
	int status = EXIT_FINE;

	while (lines_next(&l)) {
		if (!answer(pool, &l, ref)) {
			fprintf(
			    stderr, "dates: line %ld: not UTF-8\n", l.number);
			status = EXIT_FAILED;
		}
		pool_clear(pool);
	}
	lines_release(&l);
	pool_free(pool);
	if (fflush(stdout) != 0) {
		fprintf(stderr, "dates: standard output: %m\n");
		return EXIT_FAILED;
	}
	return status;
}

int
ctl_dates(int argc, char **argv)
{
	const char *reference = NULL, *value;
	int ref;

	for (int i = 1; i < argc; i++) {
		if ((value = option_value(argc, argv, &i, "--reference"))) {
			reference = value;
		} else if (strcmp(argv[i], "--json") != 0) {
			fprintf(stderr, "dates: %s: no such option\n", argv[i]);
			return EXIT_USAGE;
		}
	}
	if (reference == NULL || (ref = day_read(reference)) == NO_DAY) {
		fprintf(stderr, "usage: bevakactl dates --json "
				"--reference YYYY-MM-DD <lines\n");
		return EXIT_USAGE;
	}
	return all_lines(ref);
}
