/* extract.c - bevakactl extract: deadlines of texts, a JSON object a line */
/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/pool.h"
#include "core/deadline/deadline.h"
#include "ctl/pure.h"

enum { POOL_MOST = 1024 * 1024 * 1024 };

static void
set_flag(json_t *o, const char *name, bool set)
{
	if (set)
		json_object_set_new(o, name, json_true());
}

/* The guidelines know neither tertials nor terms, parts nor ranges. */
static const char *
precision_word(enum precision p)
{
	switch (p) {
	case PRECISION_TERTIAL:
		return "quarter";
	case PRECISION_TERM:
		return "half";
	case PRECISION_PART:
	case PRECISION_RANGE:
	case PRECISION_WEEKEND:
		return "day";
	case PRECISION_DECADE:
		return "year";
	default:
		return precision_name(p);
	}
}

static json_t *
one(const struct deadline *d)
{
	char start[DAY_TEXT], end[DAY_TEXT], time[8];
	json_t *o = json_pack("{s:s, s:s, s:s, s:s, s:s}", "kind",
	    deadline_kind_name(d->kind), "start", day_write(d->start, start),
	    "end", day_write(d->end, end), "precision",
	    precision_word(d->precision), "evidence", d->evidence);

	if (o == NULL)
		return NULL;
	if (d->minutes >= 0) {
		snprintf(time, sizeof(time), "%02d:%02d", d->minutes / 60 % 100,
		    d->minutes % 60);
		json_object_set_new(o, "time", json_string(time));
	}
	set_flag(o, "extendable", d->flags & DEADLINE_EXTENDABLE);
	set_flag(o, "supersedes", d->flags & DEADLINE_SUPERSEDES);
	set_flag(o, "before", d->flags & DEADLINE_BEFORE);
	set_flag(o, "computed", d->flags & DEADLINE_COMPUTED);
	set_flag(o, "assumed_year", d->flags & DEADLINE_ASSUMED_YEAR);
	set_flag(o, "questioned", d->flags & DEADLINE_QUESTIONED);
	return o;
}

/* NULL when the line was taken, else what is wrong with it. */
static const char *
take(struct pool *pool, json_t *line)
{
	json_t *id, *list, *all;
	const char *published, *text;
	size_t len, n;
	struct deadline *d;
	int day;

	if (!json_is_object(line))
		return "not an object";
	id = json_object_get(line, "id");
	published = json_string_value(json_object_get(line, "published"));
	text = json_string_value(json_object_get(line, "text"));
	if (!json_is_string(id))
		return "\"id\" is no text";
	if (text == NULL)
		return "\"text\" is no text";
	if (published == NULL || (day = day_read(published)) == NO_DAY)
		return "\"published\" is not YYYY-MM-DD";
	len = json_string_length(json_object_get(line, "text"));
	d = deadline_extract(pool, text, len, day, &n);
	list = json_array();
	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, one(&d[i]));
	all = json_pack("{s:O, s:o}", "id", id, "deadlines", list);
	json_dumpf(all, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(all);
	return NULL;
}

static int
all_lines(void)
{
	struct pool *pool = pool_new(POOL_MOST);
	struct lines l = {0};
	int status = EXIT_FINE;

	while (lines_next(&l)) {
		json_error_t error;
		json_t *line;
		const char *reason;

		if (l.len == 0)
			continue;
		line = json_loadb(l.text, l.len,
		    JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, &error);
		reason = line ? take(pool, line) : error.text;
		if (reason != NULL) {
			fprintf(stderr, "extract: line %ld: %s\n", l.number,
			    reason);
			status = EXIT_FAILED;
		}
		json_decref(line);
		pool_clear(pool);
	}
	lines_release(&l);
	pool_free(pool);
	if (fflush(stdout) != 0) {
		fprintf(stderr, "extract: standard output: %m\n");
		return EXIT_FAILED;
	}
	return status;
}

int
ctl_extract(int argc, char **argv)
{
	if (argc != 2 || strcmp(argv[1], "--jsonl") != 0) {
		fprintf(stderr, "usage: bevakactl extract --jsonl <lines\n");
		return EXIT_USAGE;
	}
	return all_lines();
}
