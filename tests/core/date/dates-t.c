/* dates-t.c - Swedish date expressions, a line of tests/data/dates.tsv each */
/* SPDX-License-Identifier: MIT */
#include "core/date/dates.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "tap/tap.h"

enum { FIELDS = 6 };

/* Splits the line at its tabs; false for a comment. */
static bool
split(char *line, char *field[FIELDS])
{
	if (*line == '#' || *line == '\0')
		return false;
	for (int i = 0; i < FIELDS; i++) {
		field[i] = line;
		line += strcspn(line, "\t");
		if (*line == '\t')
			*line++ = '\0';
	}
	return true;
}

static const struct date_found *
longest(const struct date_found *d, size_t n)
{
	const struct date_found *best = NULL;

	for (size_t i = 0; i < n; i++)
		if (best == NULL || d[i].len > best->len)
			best = &d[i];
	return best;
}

static void
check_line(struct pool *pool, char *field[FIELDS])
{
	char seen[128], wanted[128], start[DAY_TEXT], end[DAY_TEXT];
	const struct date_found *d;
	size_t n;

	d = dates_find(
	    pool, field[1], strlen(field[1]), day_read(field[0]), &n);
	d = longest(d, n);
	snprintf(wanted, sizeof(wanted), "%s %s %s %s", field[2], field[3],
	    field[4], field[5]);
	if (d == NULL)
		snprintf(seen, sizeof(seen), "- - - -");
	else
		snprintf(seen, sizeof(seen), "%s %s %s %s",
		    day_write(d->start, start), day_write(d->end, end),
		    precision_name(d->precision), direction_name(d->direction));
	is_string(wanted, seen, "%s, on %s", field[1], field[0]);
	pool_clear(pool);
}

static void
check_table(struct pool *pool)
{
	size_t len;
	char *text = test_read("dates.tsv", &len), *line = text;
	char *field[FIELDS];

	while (*line != '\0') {
		size_t n = strcspn(line, "\n");
		char *next = line + n + (line[n] == '\n');

		line[n] = '\0';
		if (split(line, field))
			check_line(pool, field);
		line = next;
	}
	free(text);
}

/* Places, times and flags in a text of several sentences. */
static void
check_places(struct pool *pool)
{
	static const char text[] =
	    "Mötet är den 4, 11 och 18 mars 2025. Svar senast torsdagen den\n"
	    "3 april kl. 12.00. Klart i okto-\nber. Fredagen den 3 maj 2025.";
	int ref = day_of(2025, 2, 1);
	size_t n;
	const struct date_found *d = dates_find(
	    pool, text, sizeof(text) - 1, ref, &n);

	is_int(6, n, "six dates in the text");
	if (n != 6)
		return;
	is_int(day_of(2025, 3, 4), d[0].start, "the first of a list");
	is_int(day_of(2025, 3, 11), d[1].end, "the second");
	is_int(day_of(2025, 3, 18), d[2].end, "the third, with the year");
	ok(memcmp(text + d[2].at, "18 mars 2025", d[2].len) == 0,
	    "where the third stands");
	is_int(12 * 60, d[3].minutes, "the hour");
	ok(d[3].assumed_year && d[3].direction == DIRECTION_BY,
	    "over a line break, without a year");
	is_int(day_of(2025, 10, 31), d[4].end, "a month broken by a hyphen");
	ok(d[5].wrong_weekday && d[5].start == day_of(2025, 5, 3),
	    "the date wins over its weekday");
	pool_clear(pool);
}

/* Whatever the bytes, the dates lie in the text, in order. */
static void
check_hostile(struct pool *pool)
{
	static const char bits[][12] = {"1", "senast ", "den ", "\xc3", "maj ",
	    "2024", "-", "\xe2\x80\x93", " och ", "\n", ".", "\xff", "\xc2\xad",
	    "30 dagar ", "före ", "t.o.m.", "v. ", "99999999999", "/",
	    "mellan ", "i ", "\xcc\x88", "a", "|", "nästa "};
	char text[600];
	unsigned seed = 1, wrong = 0;

	for (int round = 0; round < 4000; round++) {
		size_t len = 0, n, at = 0;
		struct date_found *d;

		while (len < 500) {
			const char *bit;

			seed = seed * 1103515245u + 12345u;
			bit = bits[(seed >> 16) % 25];
			memcpy(text + len, bit, strlen(bit));
			len += strlen(bit);
			if ((seed >> 8) % 40 == 0)
				break;
		}
		d = dates_find(pool, text, len, 0, &n);
		for (size_t i = 0; i < n; i++) {
			wrong += d[i].at < at || d[i].len == 0 ||
				 d[i].at + d[i].len > len ||
				 d[i].start > d[i].end || d[i].start == NO_DAY;
			at = d[i].at + d[i].len;
		}
		pool_clear(pool);
	}
	is_int(0, wrong, "4000 random texts: dates in order, inside the text");
}

int
main(void)
{
	struct pool *pool = pool_new(64 * 1024 * 1024);
	size_t n;

	check_table(pool);
	check_places(pool);
	check_hostile(pool);
	dates_find(pool, "", 0, 0, &n);
	is_int(0, n, "nothing in nothing");
	pool_free(pool);
	return done_testing();
}
