/* conf-number.c - the parsers of numbers, durations and sizes */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <limits.h>
#include <string.h>

#include "edge/conf-part.h"

struct unit {
	const char *name;
	long long times;
};

static const struct unit seconds[] = {{"s", 1}, {"min", 60}, {"h", 3600},
    {"d", 86400}, {"w", 7 * 86400}, {NULL, 0}};
static const struct unit milliseconds[] = {
    {"ms", 1}, {"s", 1000}, {"min", 60000}, {"h", 3600000}, {NULL, 0}};
static const struct unit bytes[] = {{"B", 1}, {"kB", 1000}, {"MB", 1000000},
    {"GB", 1000000000}, {"KiB", 1LL << 10}, {"MiB", 1LL << 20},
    {"GiB", 1LL << 30}, {NULL, 0}};
static const struct unit ones[] = {{"", 1}, {NULL, 0}};

/* With the largest unit that gives a whole number: "30 min". */
static const char *
in_units(struct pool *pool, const struct unit *unit, long long n)
{
	const struct unit *best = unit;

	for (const struct unit *u = unit; u->name != NULL; u++)
		if (n % u->times == 0 && n != 0 && u->times > best->times)
			best = u;
	return pool_printf(pool, "%lld%s%s", n / best->times,
	    best->name[0] ? " " : "", best->name);
}

static const char *
next_unit(void *context)
{
	const struct unit **u = context;

	return (*u)->name == NULL ? NULL : (*u)++->name;
}

static bool
unknown_unit(struct conf_value *v, const char *at, const char *word,
    const struct unit *unit)
{
	const char *all = unit[0].name, *near;
	const struct unit *u = unit;

	if (unit == ones)
		return conf_value_fault(v, at, "only a number stands here");
	for (size_t i = 1; unit[i].name != NULL; i++)
		all = pool_printf(v->pool, "%s%s%s", all,
		    unit[i + 1].name == NULL ? " or " : ", ", unit[i].name);
	if (word[0] == '\0')
		return conf_value_fault(
		    v, at, "the unit is missing; it is %s", all);
	near = conf_nearest(word, next_unit, &u);
	if (near != NULL)
		return conf_value_fault(v, at,
		    "'%.20s' is no unit; did you mean '%s'?", word, near);
	return conf_value_fault(
	    v, at, "'%.20s' is no unit; it is %s", word, all);
}

/* sum + n * times, or more than any option takes */
static long long
add_up(long long sum, long long n, long long times)
{
	if (__builtin_mul_overflow(n, times, &n) ||
	    __builtin_add_overflow(sum, n, &sum))
		return LLONG_MAX;
	return sum;
}

/* Digits and a unit; s is then where the next such part may begin. */
static bool
read_part(struct conf_value *v, const char **s, const struct unit *unit,
    long long *sum)
{
	const struct unit *u = unit;
	const char *begin = *s;
	long long n = 0;
	size_t len;

	for (; isdigit((unsigned char)**s); ++*s)
		n = add_up(**s - '0', n, 10);
	if (*s == begin)
		return conf_value_fault(v, begin, "a whole number is missing");
	*s += strspn(*s, " \t");
	begin = *s;
	*s += strcspn(*s, " \t0123456789");
	len = (size_t)(*s - begin);
	while (u->name != NULL &&
	       (strncmp(u->name, begin, len) != 0 || u->name[len] != '\0'))
		u++;
	if (u->name == NULL)
		return unknown_unit(
		    v, begin, pool_strndup(v->pool, begin, len), unit);
	*sum = add_up(*sum, n, u->times);
	*s += strspn(*s, " \t");
	return true;
}

/* "1 h 30 min", in [row->least, row->most] */
static bool
read_units(struct conf_value *v, const struct unit *unit, long long *sum)
{
	const char *s = v->text;

	*sum = 0;
	do {
		if (!read_part(v, &s, unit, sum))
			return false;
	} while (*s != '\0' && unit != ones);
	if (*s != '\0')
		return unknown_unit(v, s, s, unit);
	if (*sum < v->row->least || *sum > v->row->most)
		return conf_value_fault(v, v->text, "it is between %s and %s",
		    in_units(v->pool, unit, v->row->least),
		    in_units(v->pool, unit, v->row->most));
	return true;
}

static bool
read_int(struct conf_value *v, void *to, const struct unit *unit)
{
	long long n;

	*(int *)to = 0;
	if (v->text[0] == '\0' && v->row->fallback[0] == '\0')
		return true;
	if (!read_units(v, unit, &n))
		return false;
	*(int *)to = (int)n;
	return true;
}

static bool
read_duration(struct conf_value *v, void *to)
{
	return read_int(v, to, seconds);
}

static bool
read_milliseconds(struct conf_value *v, void *to)
{
	return read_int(v, to, milliseconds);
}

static bool
read_number(struct conf_value *v, void *to)
{
	return read_int(v, to, ones);
}

static bool
read_size(struct conf_value *v, void *to)
{
	long long n;

	if (!read_units(v, bytes, &n))
		return false;
	*(size_t *)to = (size_t)n;
	return true;
}

const struct conf_type conf_duration = {"duration", read_duration},
		       conf_milliseconds = {"duration", read_milliseconds},
		       conf_number = {"number", read_number},
		       conf_size = {"size", read_size};
