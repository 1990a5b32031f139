/* workday-t.c - feasts, public holidays, working days */
/* SPDX-License-Identifier: MIT */
#include "core/date/workday.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "tap/tap.h"

static void
check_own(void)
{
	static const struct {
		const char *day;
		bool holiday, workday;
	} row[] = {
	    {"2024-03-29", true, false},  /* långfredagen */
	    {"2024-03-28", false, true},  /* skärtorsdagen */
	    {"2024-05-09", true, false},  /* Kristi himmelsfärdsdag */
	    {"2024-05-20", false, true},  /* annandag pingst */
	    {"2004-05-31", true, false},  /* and when it was one */
	    {"2024-06-06", true, false},  /* nationaldagen */
	    {"2002-06-06", false, true},  /* and when it was none */
	    {"2024-06-21", false, false}, /* midsommarafton */
	    {"2024-06-22", true, false},  /* midsommardagen */
	    {"2024-11-01", false, true},  /* allhelgonaafton */
	    {"2024-11-02", true, false},  /* alla helgons dag */
	    {"2024-12-24", false, false}, /* julafton */
	    {"2024-12-27", false, true},
	    {"2024-12-28", false, false}, /* a Saturday */
	    {"2024-12-29", true, false},  /* a Sunday */
	    {"2025-01-01", true, false},
	    {"2025-01-06", true, false},
	    {"2025-01-07", false, true},
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		int day = day_read(row[i].day);

		is_int(row[i].holiday, day_is_holiday(day),
		    "%s: a public holiday or not", row[i].day);
		is_int(row[i].workday, day_is_workday(day),
		    "%s: a working day or not", row[i].day);
	}
	is_string("långfredagen", day_holiday_name(day_read("2024-03-29")),
	    "a holiday's name");
	is_string(NULL, day_holiday_name(day_read("2024-03-30")),
	    "a Saturday has none");
	is_int(day_read("2024-12-01"), advent_day(2024, 1), "first advent");
	is_int(day_read("2023-12-24"), advent_day(2023, 4),
	    "the fourth can be julafton");
	is_int(NO_DAY, easter_day(1500), "no Easter by the old calendar");
}

/* Counted by years, the same as counted day by day. */
static void
check_spans(void)
{
	int wrong = 0, day = day_read("2019-12-20");

	for (int from = day; from < day + 800; from += 13)
		for (int to = from, n = 0; to < from + 900;
		     n += day_is_workday(++to))
			wrong += workday_count(from, to) != n;
	is_int(0, wrong, "spans of up to two years and a half");
	for (int i = 0; i < 200; i++)
		wrong += workday_count(day, day_read("9999-12-31") - i) <
			 2000000;
	is_int(0, wrong, "and to the end of the calendar, at once");
}

static void
check_counting(void)
{
	int day = day_read("2024-12-20"); /* a Friday */

	is_int(day_read("2024-12-30"), workday_add(day, 3),
	    "three working days over Christmas");
	is_int(day, workday_add(day_read("2024-12-30"), -3), "and back");
	is_int(day, workday_add(day, 0), "none");
	check_spans();
	is_int(3, workday_count(day, day_read("2024-12-30")), "counted");
	is_int(-3, workday_count(day_read("2024-12-30"), day), "backwards");
	is_int(day_read("2022-12-27"), workday_shift(day_read("2022-12-24")),
	    "a term that ends on julafton");
	is_int(day_read("2024-12-23"), workday_shift(day_read("2024-12-23")),
	    "a working day is not moved");
}

/* The lines of a CSV, its head passed by; the fields are cut in place. */
static size_t
csv_next(char **at, char *field[6])
{
	size_t n = 0;
	char *line = *at;
	size_t len = strcspn(line, "\r\n");

	if (*line == '\0')
		return 0;
	*at = line + len + strspn(line + len, "\r\n");
	line[len] = '\0';
	for (; n < 6; n++) {
		field[n] = line;
		line += strcspn(line, ",");
		if (*line == '\0')
			return n + 1;
		*line++ = '\0';
	}
	return n;
}

static char *
open_csv(const char *path, char **at)
{
	size_t len;
	char *text;

	if (test_file(path) == NULL) {
		skip("%s is not beside the source tree", path);
		return NULL;
	}
	text = test_read(path, &len);
	*at = text + strcspn(text, "\n") + 1;
	return text;
}

/* Complaint 48: which days are holidays, and by what they count. */
static void
check_holidays(void)
{
	char *at, *field[6], *text = open_csv("shared/dates/holidays.csv", &at);
	int wrong = 0, rows = 0;

	if (text == NULL)
		return;
	for (; csv_next(&at, field) >= 4; rows++) {
		int day = day_read(field[0]), names = 0, year;
		bool off = !day_is_workday(day);

		year = day_date(day).year;
		for (int f = 0; f < FEASTS; f++)
			names += feast_day(f, year) == day &&
				 strcmp(feast_name(f), field[1]) == 0;
		wrong += names != 1 ||
			 day_is_holiday(day) != (*field[2] == '1') ||
			 off != (*field[3] == '1');
	}
	ok(rows > 300, "%d named days", rows);
	is_int(0, wrong, "each by its name, holiday and working day or not");
	free(text);
}

static void
check_shifts(void)
{
	char *at, *field[6],
	    *text = open_csv("shared/dates/term_shift.csv", &at);
	int wrong = 0, rows = 0;

	if (text == NULL)
		return;
	for (; csv_next(&at, field) >= 3; rows++) {
		int day = day_read(field[0]);

		wrong += day_is_workday(day) ||
			 workday_shift(day) != day_read(field[2]);
	}
	ok(rows > 1700, "%d days that are no working days", rows);
	is_int(0, wrong, "each moves to the day of the table");
	free(text);
}

static int
term_end(int start, int n, const char *unit)
{
	if (strcmp(unit, "dag") == 0)
		return start + n;
	if (strcmp(unit, "vecka") == 0)
		return start + 7 * n;
	return day_add_months(start, strcmp(unit, "år") == 0 ? 12 * n : n);
}

static void
check_terms(void)
{
	char *at, *field[6], *text = open_csv("shared/dates/terms.csv", &at);
	int wrong = 0, rows = 0;

	if (text == NULL)
		return;
	for (; csv_next(&at, field) >= 5; rows++) {
		int end = term_end(
		    day_read(field[0]), atoi(field[1]), field[2]);

		if (end != day_read(field[3]) ||
		    workday_shift(end) != day_read(field[4])) {
			diag("%s + %s %s", field[0], field[1], field[2]);
			wrong++;
		}
	}
	ok(rows > 40, "%d terms", rows);
	is_int(0, wrong, "each ends as the table says");
	free(text);
}

int
main(void)
{
	check_own();
	check_counting();
	check_holidays();
	check_shifts();
	check_terms();
	return done_testing();
}
