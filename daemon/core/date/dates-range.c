/* dates-range.c - "3-15 mars", "vecka 12-14", "från maj till juli" */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/date/grammar-parts.h"

/* "till", "t.o.m.", "-": between the two ends of a range; else 0. */
static size_t
read_joint(const struct reader *r, size_t i, bool between)
{
	if (is_mark(r, i, '-')) {
		i++;
		return is_mark(r, i, '-') ? i + 1 : i;
	}
	if (between && is_text(r, i, "och"))
		return i + 1;
	if (is_mark(r, i, ','))
		i++;
	if (is_text(r, i, "och") &&
	    (is_class(r, i + 1, WORD_TO) || is_class(r, i + 1, WORD_UNTIL)))
		i++;
	if (is_text(r, i, "fram") && is_class(r, i + 1, WORD_TO))
		i++;
	if (is_class(r, i, WORD_UNTIL))
		return i + 1;
	if (is_class(r, i, WORD_TO)) {
		i++;
		if (is_text(r, i, "och") && is_class(r, i + 1, WORD_WITH))
			i += 2;
		return i;
	}
	if (is_text(r, i, "t") && is_text(r, i + 1, "o") &&
	    is_text(r, i + 2, "m"))
		return i + 3;
	return 0;
}

/* "3-15 mars", "3 och 28 april", "6-17/5", "den 24-26 december". */
static size_t
read_day_range(struct reader *r, size_t i, bool between, struct reading *g)
{
	size_t at = i + is_class(r, i, WORD_DEN), to;
	bool weekday = is_class(r, at, WORD_WEEKDAY);
	int day;

	if (weekday)
		at += 1 + is_mark(r, at + 1, '.');
	at += is_class(r, at, WORD_DEN) && weekday;
	if (!is_number(r, at, 2, 1, 31))
		return 0;
	day = r->t[at].value;
	if (is_mark(r, at + 1, ':') && is_near(r, at + 1))
		at += 2;
	if ((to = read_joint(r, at + 1, between)) == 0)
		return 0;
	to = read_form(r, to, &g->last);
	if (to == 0 || g->last.shape != SHAPE_DAY || g->last.day <= day ||
	    g->last.recurring)
		return 0;
	g->first = g->last;
	g->first.day = day;
	g->first.weekday = 0;
	g->last.weekday = 0;
	return to;
}

/* "vecka 12-14", "kvartal 3-4", "2023-2026", "2023/24" after a first one. */
static size_t
read_number_range(struct reader *r, size_t i, struct reading *g)
{
	const struct form *a = &g->first;
	const struct token *t;
	size_t at, to;
	int most = a->shape == SHAPE_WEEK      ? 53
		   : a->shape == SHAPE_QUARTER ? 4
		   : a->shape == SHAPE_TERTIAL ? 3
					       : 0;

	if (!is_mark(r, i, '-') && !is_text(r, i, "och") &&
	    !is_mark(r, i, '/') && !is_class(r, i, WORD_TO))
		return 0;
	at = i + 1;
	t = &r->t[at];
	if (most > 0 && is_number(r, at, 2, 1, most)) {
		if (is_class(r, at + 1, WORD_MONTH) ||
		    (is_mark(r, i, '/') && a->year == 0))
			return 0;
		g->last = *a;
		g->last.n = t->value;
		to = read_year(r, at + 1, &g->last.year);
		return to ? to : at + 1;
	}
	if (a->shape != SHAPE_YEAR || a->year == 0)
		return 0;
	g->last = *a;
	if ((to = read_year_number(r, at, &g->last.year)) != 0 &&
	    g->last.year > a->year && !(is_mark(r, to, '-') && is_near(r, to)))
		return to;
	if (t->kind == TOKEN_NUMBER && t->digits == 2 &&
	    t->value > a->year % 100 && !is_class(r, i, WORD_TO) &&
	    is_near(r, at) && !is_mark(r, at + 1, ':') &&
	    !is_mark(r, at + 1, '-')) {
		g->last.year = a->year / 100 * 100 + t->value;
		return at + 1;
	}
	return 0;
}

/* A year by itself that only a range makes one: "2023-2026". */
static size_t
read_years(struct reader *r, size_t i, struct reading *g)
{
	size_t to;

	if (r->t[i].gap == GAP_NONE && i > 0 && !is_mark(r, i - 1, '('))
		return 0;
	memset(&g->first, 0, sizeof(g->first));
	g->first.shape = SHAPE_YEAR;
	if ((to = read_year_number(r, i, &g->first.year)) == 0 ||
	    is_mark(r, to, '/'))
		return 0;
	if (is_class(r, to, WORD_AND) &&
	    !(is_text(r, to, "och") &&
		is_number(r, to + 1, 4, g->first.year + 1, g->first.year + 1)))
		return 0;
	to = read_number_range(r, to, g);
	if (to != 0 && (r->t[to - 1].digits != 4 || g->first.year < 1900 ||
			   (is_near(r, to) && r->t[to].kind == TOKEN_MARK &&
			       (r->t[to].mark == ':' || r->t[to].mark == '/'))))
		return 0;
	return to;
}

/* A second year, month or day is lent to a first that has none. */
static void
share(struct form *a, struct form *b)
{
	if (b->shape == SHAPE_OF_MONTH && a->shape == SHAPE_DAY) {
		b->shape = SHAPE_DAY;
		b->month = a->month;
		b->year = a->year;
	}
	if (a->shape == SHAPE_OF_MONTH && b->shape == SHAPE_DAY) {
		a->shape = SHAPE_DAY;
		a->month = b->month;
	}
}

/* Two forms can be the ends of one range. */
static bool
fits(const struct form *a, const struct form *b)
{
	bool day_a = a->shape == SHAPE_DAY || a->shape == SHAPE_FIXED ||
		     a->shape == SHAPE_FEAST || a->part == PART_LAST_DAY;
	bool day_b = b->shape == SHAPE_DAY || b->shape == SHAPE_FIXED ||
		     b->shape == SHAPE_FEAST || b->part == PART_LAST_DAY;

	if (b->shape == SHAPE_NONE)
		return false;
	if (a->shape == SHAPE_YEAR && b->shape != SHAPE_YEAR)
		return false;
	return (day_a && day_b) || a->shape == b->shape ||
	       b->part != PART_NONE || a->part != PART_NONE ||
	       b->shape == SHAPE_TURN || a->shape == SHAPE_TURN ||
	       (!day_a && !day_b) || (day_a && !day_b);
}

/* The rest of a range whose first end is read; i when there is none. */
static size_t
read_range_end(struct reader *r, size_t i, bool between, struct reading *g)
{
	size_t to = read_number_range(r, i, g), joint;
	struct form second;

	if (to != 0)
		return to;
	if ((g->first.shape == SHAPE_SEASON || g->first.shape == SHAPE_MONTH) &&
	    is_mark(r, i, '/'))
		joint = i + 1;
	else if ((joint = read_joint(r, i, between)) == 0)
		return i;
	if (is_mark(r, i, '-') && r->t[joint].gap == GAP_LINE &&
	    r->t[i].gap == GAP_SPACE)
		return i;
	to = read_form(r, joint, &second);
	if (to == 0 && read_year_number(r, joint, &second.year) != 0 &&
	    g->first.shape == SHAPE_YEAR) {
		second = g->first;
		to = read_year_number(r, joint, &second.year);
	}
	if (to == 0)
		return i;
	share(&g->first, &second);
	if (!fits(&g->first, &second))
		return i;
	g->last = second;
	return to;
}

/* Any date or range, with no word before it. */
size_t
read_core(struct reader *r, size_t i, bool between, struct reading *g)
{
	size_t to, end;

	if ((to = read_day_range(r, i, between, g)) != 0) {
		g->range = true;
		return to;
	}
	if ((to = read_years(r, i, g)) != 0) {
		g->range = true;
		return to;
	}
	if ((to = read_form(r, i, &g->first)) == 0 && between) {
		to = read_year_number(r, i, &g->first.year);
		g->first.shape = SHAPE_YEAR;
	}
	if (to == 0)
		return 0;
	end = read_range_end(r, to, between, g);
	g->range = end != to;
	if (!g->range && between)
		return 0;
	return end;
}
