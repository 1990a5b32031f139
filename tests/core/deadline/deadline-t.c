/* deadline-t.c - deadlines of the texts of tests/data/deadlines.jsonl */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/deadline.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "tap/tap.h"

static void
add_line(struct str *s, const char *kind, const char *start, const char *end)
{
	str_addf(s, "%s%s %s %s", s->len ? "; " : "", kind, start, end);
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The parts of "a; b; c" in order, so that two lists can be compared. */
static void
sort_parts(struct str *s)
{
	char *part[64], *copy = strdup(s->text), *save = NULL;
	size_t n = 0;

	for (char *p = strtok_r(copy, ";", &save); p != NULL && n < 64;
	     p = strtok_r(NULL, ";", &save))
		part[n++] = p + strspn(p, " ");
	qsort(part, n, sizeof(part[0]), compare);
	str_clear(s);
	for (size_t i = 0; i < n; i++)
		str_addf(s, "%s%s", i ? "; " : "", part[i]);
	free(copy);
}

static void
check_case(struct pool *pool, json_t *c)
{
	const char *text = json_string_value(json_object_get(c, "text"));
	const char *published = json_string_value(
	    json_object_get(c, "published"));
	struct str wanted = STR_INIT(65536), seen = STR_INIT(65536);
	char start[DAY_TEXT], end[DAY_TEXT];
	struct deadline *d;
	json_t *one;
	size_t n, i;

	json_array_foreach(json_object_get(c, "deadlines"), i, one)
		add_line(&wanted,
		    json_string_value(json_object_get(one, "kind")),
		    json_string_value(json_object_get(one, "start")),
		    json_string_value(json_object_get(one, "end")));
	d = deadline_extract(pool, text, strlen(text), day_read(published), &n);
	for (i = 0; i < n; i++)
		add_line(&seen, deadline_kind_name(d[i].kind),
		    day_write(d[i].start, start), day_write(d[i].end, end));
	sort_parts(&wanted);
	sort_parts(&seen);
	is_string(wanted.text, seen.text, "%s: %.60s",
	    json_string_value(json_object_get(c, "id")), text);
	str_release(&wanted);
	str_release(&seen);
	pool_clear(pool);
}

static void
check_table(struct pool *pool)
{
	size_t len;
	char *text = test_read("deadlines.jsonl", &len), *line = text;

	while (*line != '\0') {
		size_t n = strcspn(line, "\n");
		json_t *c = json_loadb(line, n, 0, NULL);

		if (c == NULL)
			bail("deadlines.jsonl is not JSON lines");
		check_case(pool, c);
		json_decref(c);
		line += n + (line[n] == '\n');
	}
	free(text);
}

static const struct deadline *
only(struct pool *pool, const char *published, const char *text)
{
	static const struct deadline none;
	size_t n;
	const struct deadline *d = deadline_extract(
	    pool, text, strlen(text), day_read(published), &n);

	return is_int(1, n, "one deadline: %s", text) ? d : &none;
}

static void
none(struct pool *pool, const char *published, const char *text)
{
	size_t n;

	deadline_extract(pool, text, strlen(text), day_read(published), &n);
	is_int(0, n, "none: %s", text);
}

static void
check_fields(struct pool *pool)
{
	const struct deadline *d = only(pool, "2024-02-01",
	    "Hej!\nSvara  på remissen\nsenast den 5 april kl. 12.00.");

	is_int(DEADLINE_REMISS, d->kind, "a remiss");
	is_int(12 * 60, d->minutes, "its hour");
	ok(d->flags & DEADLINE_ASSUMED_YEAR, "no year in the text");
	has_string("remissen senast den 5 april", d->evidence,
	    "the evidence is one line");
	d = only(pool, "2024-02-01", "Svar före den 1 juni 2024.");
	ok(d->flags & DEADLINE_BEFORE, "before");
	is_int(day_of(2024, 5, 31), d->end, "the day before");
	d = only(
	    pool, "2024-02-01", "Remisstiden förlängs till den 9 maj 2024.");
	ok(d->flags & DEADLINE_SUPERSEDES, "moved");
	d = only(pool, "2024-02-01",
	    "Avtalet löper ut den 31 maj 2024 med möjlighet till förlängning.");
	ok(d->flags & DEADLINE_EXTENDABLE, "may be prolonged");
	d = only(pool, "2024-02-01", "Tisdagen den 6 mars 2024 hålls stämman.");
	ok(d->flags & DEADLINE_QUESTIONED, "a wrong weekday is questioned");
	d = only(pool, "2024-02-01", "Svara senast den 31 november 2024.");
	ok(d->flags & DEADLINE_QUESTIONED, "a day that is not is questioned");
	is_int(day_of(2024, 11, 30), d->end, "the last day of its month");
	has_string("31 november", d->evidence, "as the text says");
	d = only(pool, "2023-12-11", "Svara senast den 12 januari 2023.");
	ok(d->flags & DEADLINE_QUESTIONED, "last year's day is questioned");
	is_int(day_of(2023, 1, 12), d->end, "and told as it is written");
	none(pool, "2023-12-11", "Svaren kom senast den 12 januari 2023.");
	d = only(pool, "2023-12-11",
	    "Synpunkter ska ha kommit in senast den 8 december 2023.");
	ok(d->flags & DEADLINE_QUESTIONED,
	    "a day before its text is asked about");
	is_int(day_of(2023, 12, 8), d->end, "as it is written");
	d = only(
	    pool, "2023-12-11", "Senast den 12 september 2023 ska ni svara.");
	ok(d->flags & DEADLINE_QUESTIONED, "so is one of the last autumn");
	none(pool, "2023-12-11",
	    "Svar skulle ha kommit in senast den 8 december 2023.");
	none(pool, "2023-12-11", "Svaren ska ha kommit in senast i maj 2023.");
	none(pool, "2023-12-11", "Svara senast den 8 december 2021.");
	pool_clear(pool);
}

static void
check_names(void)
{
	enum deadline_kind kind;
	int wrong = 0;

	for (int i = 0; i < DEADLINE_KINDS; i++)
		wrong += !deadline_kind_read(deadline_kind_name(i), &kind) ||
			 (int)kind != i;
	is_int(0, wrong, "every kind by its name");
	ok(!deadline_kind_read("remis", &kind), "\"remis\" is none");
}

static void
check_hostile(struct pool *pool)
{
	static const char bits[][16] = {"Remissvar ", "senast ", "den 3 maj ",
	    "avtalet ", "gäller ", "från ", "till ", "2031-02-03", "\n\n", "|",
	    ". ", "tre månader ", "före ", "utgång ", "anslaget ",
	    "överklagas ", "tas ned ", "\xff\xfe", "inom ", "möte: ", "option ",
	    "(", "och ", "våren 2030 ", "löper "};
	char *text = malloc(70000);
	unsigned seed = 7, wrong = 0;

	for (int round = 0; round < 400; round++) {
		size_t len = 0, n;
		struct deadline *d;

		while (len < 6000) {
			const char *bit;

			seed = seed * 1103515245u + 12345u;
			bit = bits[(seed >> 16) % 25];
			memcpy(text + len, bit, strlen(bit));
			len += strlen(bit);
		}
		d = deadline_extract(pool, text, len, day_of(2030, 1, 1), &n);
		for (size_t i = 0; i < n; i++)
			wrong += d[i].start > d[i].end || d[i].at >= len ||
				 strchr(d[i].evidence, '\n') != NULL ||
				 d[i].kind >= DEADLINE_KINDS;
		pool_clear(pool);
	}
	is_int(0, wrong, "400 random texts: whole records");
	free(text);
}

int
main(void)
{
	struct pool *pool = pool_new(256 * 1024 * 1024);

	check_names();
	check_table(pool);
	check_fields(pool);
	check_hostile(pool);
	pool_free(pool);
	return done_testing();
}
