/* conf-day.c - the parsers of days, hours, notice; a [deadline] as a whole */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "core/plan.h"
#include "edge/conf-part.h"

enum {
	DAYS_MOST = 5000,  /* closed ones */
	SPAN_MOST = 366,   /* of one item */
	DAY_LEN = 10,      /* 2026-05-15 */
	YEAR_LEAST = 1990, /* of a deadline */
	YEAR_MOST = 2199,
};

/* The day at at; NO_DAY and a fault when there is none. */
static int
day_at(struct conf_value *v, const char *at)
{
	char text[DAY_LEN + 1];
	int day;

	snprintf(text, sizeof(text), "%.*s", DAY_LEN, at);
	day = day_read(text);
	if (day == NO_DAY || isdigit((unsigned char)at[DAY_LEN]))
		conf_value_fault(
		    v, at, "'%.*s' is no day like 2026-05-15", DAY_LEN + 2, at);
	else if (day_date(day).year < YEAR_LEAST ||
		 day_date(day).year > YEAR_MOST)
		conf_value_fault(v, at, "a day is in the years %d to %d",
		    YEAR_LEAST, YEAR_MOST);
	else
		return day;
	return NO_DAY;
}

static bool
read_day(struct conf_value *v, void *to)
{
	*(int *)to = NO_DAY;
	if (v->text[0] == '\0')
		return true;
	*(int *)to = day_at(v, v->text);
	if (*(int *)to == NO_DAY)
		return false;
	return v->text[DAY_LEN] == '\0' ||
	       conf_value_fault(v, v->text + DAY_LEN, "one day is enough");
}

/* "2026-05-15" or "2026-07-06 - 2026-07-31"; *end is behind it. */
static bool
read_span(
    struct conf_value *v, const char *at, int *from, int *to, const char **end)
{
	*from = *to = day_at(v, at);
	if (*from == NO_DAY)
		return false;
	*end = at + DAY_LEN;
	*end += strspn(*end, " \t");
	if (**end == '-') {
		at = *end + 1;
		at += strspn(at, " \t");
		*to = day_at(v, at);
		if (*to == NO_DAY)
			return false;
		*end = at + DAY_LEN;
		*end += strspn(*end, " \t");
	}
	if (**end != '\0' && **end != ',')
		return conf_value_fault(
		    v, *end, "days are parted by commas, or - between two");
	if (*to < *from || *to - *from >= SPAN_MOST)
		return conf_value_fault(v, at,
		    *to < *from ? "it ends before it begins"
				: "longer than a year");
	return true;
}

static int
by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static bool
read_days(struct conf_value *v, void *to)
{
	int *list = pool_get(v->pool, DAYS_MOST * sizeof(*list));
	const char *at = v->text + strspn(v->text, " \t");
	size_t n = 0, kept = 0;

	while (*at != '\0') {
		int from, last;

		if (!read_span(v, at, &from, &last, &at))
			return false;
		if (n + (size_t)(last - from) >= DAYS_MOST)
			return conf_value_fault(
			    v, at, "more than %d days", DAYS_MOST);
		while (from <= last)
			list[n++] = from++;
		if (*at == ',')
			at += 1 + strspn(at + 1, " \t");
	}
	qsort(list, n, sizeof(*list), by_number);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || list[kept - 1] != list[i])
			list[kept++] = list[i];
	*(const int **)to = list;
	*(size_t *)((char *)to - v->row->to + v->row->n) = kept;
	return true;
}

static bool
read_hour(struct conf_value *v, void *to)
{
	const char *s = v->text;
	int minutes = -1;

	if (s[0] != '\0') {
		if (strlen(s) != 5 || s[2] != ':' ||
		    strspn(s, "0123456789:") != 5 || atoi(s) > 23 ||
		    atoi(s + 3) > 59)
			return conf_value_fault(v, s, "an hour is like 12:00");
		minutes = atoi(s) * 60 + atoi(s + 3);
	}
	*(int *)to = minutes;
	return true;
}

static bool
read_notice(struct conf_value *v, void *to)
{
	struct why w;

	return notice_read(v->text, to, &w) ||
	       conf_value_fault(v, v->text, "%s", w.text);
}

static bool
read_one_kind(struct conf_value *v, void *to)
{
	const char *names[DEADLINE_KINDS + 1] = {NULL};
	enum deadline_kind kind;

	for (int k = 0; k < DEADLINE_KINDS; k++)
		names[k] = deadline_kind_name((enum deadline_kind)k);
	if (!deadline_kind_read(v->text, &kind))
		return conf_unknown_word(v, v->text, v->text, names);
	*(int *)to = (int)kind;
	return true;
}

/* A name in a folder of ours, or an absolute path. */
static bool
read_file(struct conf_value *v, void *to)
{
	enum { PATH_MOST = 1000 };
	const char *s = v->text;
	size_t len = strlen(s);

	if (len > PATH_MOST)
		return conf_value_fault(
		    v, s, "longer than %d bytes", PATH_MOST);
	if (len > 0 && s[len - 1] == '/')
		return conf_value_fault(v, s, "a folder and not a file");
	if (len > 0 && s[0] != '/' && (strchr(s, '/') != NULL || s[0] == '.'))
		return conf_value_fault(
		    v, s, "a file is a name, or a path that begins with a '/'");
	*(const char **)to = len == 0 ? "" : pool_strdup(v->pool, s);
	return true;
}

void
conf_deadline_check(struct conf_draft *d, const struct section *s)
{
	const struct conf_deadline *own = s->data;
	const struct ini_entry *start = section_entry(s, "start");

	if (own->rule[0] == '\0' && own->n_to == 0)
		draft_fault(d, s->file, s->entry[0].line, s->entry[0].column,
		    "[deadline %.60s] reaches nobody without 'rule' or 'to'",
		    s->name);
	if (start != NULL && own->start != NO_DAY && own->start > own->date)
		draft_fault_at(d, s, start, 0, "it begins after its date");
}

const struct conf_type conf_day = {"day", read_day},
		       conf_days = {"list of days", read_days},
		       conf_hour = {"hour", read_hour},
		       conf_notice = {"time of notice", read_notice},
		       conf_one_kind = {"kind", read_one_kind},
		       conf_file = {"file", read_file};
