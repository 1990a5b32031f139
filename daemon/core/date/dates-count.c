/* dates-count.c - so long from, after, before or ago; times of day */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/date/grammar.h"
#include "core/date/workday.h"

enum { MOST = 5000 }; /* of any unit: what is more is no date */

size_t
read_number(const struct reader *r, size_t i, int *n)
{
	if (is_number(r, i, 4, 0, MOST) || is_class(r, i, WORD_NUMBER)) {
		*n = r->t[i].value;
		if (is_text(r, i, "ett") && is_text(r, i + 1, "par")) {
			*n = 2;
			return i + 2;
		}
		return *n <= MOST ? i + 1 : 0;
	}
	return 0;
}

/* The unit at i, "mån." too; 0: none. */
static size_t
read_count_unit(const struct reader *r, size_t i, int *unit)
{
	const struct token *t = &r->t[i];

	if (t->class == WORD_UNIT && t->form != FORM_GENITIVE) {
		*unit = t->value;
		return i + 1;
	}
	if (is_text(r, i, "mån") || is_text(r, i, "v")) {
		*unit = is_text(r, i, "v") ? UNIT_WEEK : UNIT_MONTH;
		i++;
		return is_mark(r, i, '.') && is_near(r, i) ? i + 1 : i;
	}
	return 0;
}

static bool
put(struct count *c, int n, int unit)
{
	static const struct {
		int days, months;
	} units[] = {
	    [UNIT_DAY] = {1, 0},
	    [UNIT_WORKDAY] = {0, 0},
	    [UNIT_WEEK] = {7, 0},
	    [UNIT_MONTH] = {0, 1},
	    [UNIT_QUARTER] = {0, 3},
	    [UNIT_TERTIAL] = {0, 4},
	    [UNIT_HALF] = {0, 6},
	    [UNIT_YEAR] = {0, 12},
	    [UNIT_WEEKEND] = {0, 0},
	    [UNIT_DECADE] = {0, 120},
	    [UNIT_HOUR] = {0, 0},
	};

	if (unit == UNIT_WEEKEND)
		return false;
	c->days += n * units[unit].days;
	c->months += n * units[unit].months;
	if (unit == UNIT_WORKDAY)
		c->workdays += n;
	c->unit = unit;
	return true;
}

size_t
read_count(struct reader *r, size_t i, struct count *c)
{
	size_t to = i, end = 0;
	int n, unit;

	memset(c, 0, sizeof(*c));
	for (int parts = 0; parts < 4; parts++) {
		if ((to = read_number(r, to, &n)) == 0)
			break;
		if (is_mark(r, to, '(') && is_mark(r, to + 2, ')') &&
		    r->t[to + 1].kind == TOKEN_NUMBER)
			to += 3; /* "två (2) år" */
		if (is_text(r, to, "hela") || is_text(r, to, "helgfria") ||
		    is_text(r, to, "stycken"))
			to++;
		if ((to = read_count_unit(r, to, &unit)) == 0 ||
		    !put(c, n, unit))
			break;
		end = to;
		if (is_text(r, to, "och") || is_mark(r, to, ','))
			to++;
	}
	if (end != 0 && c->unit == UNIT_HOUR && c->days == 0 &&
	    c->months == 0 && c->workdays == 0)
		return 0;
	return end;
}

/* By 1 § lag (1930:173): the same number in the month, or its last day. */
int
count_add(const struct count *c, int day, int sign)
{
	if (c->months != 0)
		day = day_add_months(day, sign * c->months);
	if (day == NO_DAY)
		return NO_DAY;
	day += sign * c->days;
	if (c->workdays != 0)
		day = workday_add(day, sign * c->workdays);
	return day;
}

/* "dagen för detta brev", "denna skrivelse", "brevets datum". */
static size_t
read_this_letter(const struct reader *r, size_t i)
{
	static const char *const letters[] = {"brev", "skrivelse", "meddelande",
	    "underrättelse", "utskick", "kungörelse", "inbjudan", "missiv",
	    "föreläggande", "förfrågan", "annons", "mejl"};
	static const char *const dates[] = {"brevets", "skrivelsens",
	    "missivets", "underrättelsens", "föreläggandets", "kungörelsens",
	    "remissens", "annonsens"};
	static const char *const told[] = {"publiceringen", "publicering",
	    "publiceringsdatum", "annonseringen", "kungörandet", "utskicket"};

	if (is_text(r, i, "dagen") || is_text(r, i, "datum") ||
	    is_text(r, i, "datumet") || is_text(r, i, "dateringen"))
		i += is_class(r, i + 1, WORD_FOR) || is_class(r, i + 1, WORD_I)
			 ? 2
			 : 1;
	if (is_text(r, i, "detta") || is_text(r, i, "denna"))
		for (size_t k = 0; k < sizeof(letters) / sizeof(*letters); k++)
			if (is_text(r, i + 1, letters[k]))
				return i + 2;
	for (size_t k = 0; k < sizeof(dates) / sizeof(*dates); k++)
		if (is_text(r, i, dates[k]) &&
		    (is_text(r, i + 1, "datum") ||
			is_text(r, i + 1, "datering") ||
			is_text(r, i + 1, "dagteckning")))
			return i + 2;
	for (size_t k = 0; k < sizeof(told) / sizeof(*told); k++)
		if (is_text(r, i, told[k]))
			return i + 1;
	return 0;
}

/*
 * What it counts from: a date, "nu", "idag", "dagens datum", this letter.
 * before: of a date without a year the same of the year before, or NO_DAY.
 */
static size_t
read_origin(struct reader *r, size_t i, int *day, int *before)
{
	struct form f;
	struct span s, last;
	size_t to;

	*before = NO_DAY;
	if (is_text(r, i, "och") && is_text(r, i + 1, "med"))
		i += 2;
	if (is_class(r, i, WORD_NOW)) {
		*day = r->ref;
		return i + 1;
	}
	*day = r->ref;
	if (r->running && (to = read_this_letter(r, i)) != 0)
		return to;
	if ((to = read_form(r, i, &f)) == 0 ||
	    !form_resolve(&f, r->ref, &s, NULL))
		return 0;
	*day = s.end;
	if (form_is_yearly(&f) &&
	    form_in_year(&f, day_date(s.end).year - 1, &last))
		*before = last.end;
	return to;
}

static bool
give(struct reading *g, int day, enum direction direction, int start)
{
	if (day == NO_DAY)
		return false;
	g->first.shape = SHAPE_FIXED;
	g->span.start = start;
	g->span.end = day;
	g->span.precision = direction == DIRECTION_BY ? PRECISION_RANGE
						      : PRECISION_DAY;
	g->unit = PRECISION_DAY;
	g->first.fixed = g->span;
	g->direction = direction;
	g->computed = true;
	return true;
}

/* "inom fyra veckor, räknat från den 1 mars" */
static size_t
skip_reckoned(const struct reader *r, size_t i)
{
	size_t to = i + is_mark(r, i, ',');

	return r->running &&
		       (is_text(r, to, "räknat") || is_text(r, to, "räknade"))
		   ? to + 1
		   : i;
}

/* "inom 30 dagar (från den 1 mars)": from the reference, or that day. */
static size_t
read_within(struct reader *r, size_t i, struct reading *g)
{
	int from = r->ref, before = NO_DAY;
	size_t to = read_count(r, i, &g->count), origin = 0, start;

	if (to == 0)
		return 0;
	start = skip_reckoned(r, to);
	if (is_class(r, start, WORD_FROM) || is_class(r, start, WORD_AFTER) ||
	    is_class(r, start, WORD_ONWARDS))
		origin = read_origin(r, start + 1, &from, &before);
	/* One that has begun and is not over is the one that is meant. */
	if (before != NO_DAY && before <= r->ref &&
	    count_add(&g->count, before, 1) >= r->ref)
		from = before;
	g->counted = origin == 0;
	g->lead = LEAD_WITHIN;
	if (!give(g, count_add(&g->count, from, 1), DIRECTION_BY, from))
		return 0;
	return origin ? origin : to;
}

/*
 * "mötet den 3 maj", "konferensen, som hålls den 3 maj" after "två dagar
 * före": its day.  The date is left to be read by itself.
 */
static size_t
read_event_day(struct reader *r, size_t i, int *day)
{
	enum { NEAR = 6 };
	const struct token *t = &r->t[i];

	if (!r->running || t->kind != TOKEN_WORD || t->class != WORD_NONE ||
	    t->word_len < 5 ||
	    (t->word[t->word_len - 1] != 'n' &&
		t->word[t->word_len - 1] != 't'))
		return 0;
	for (size_t k = i + 1; k < i + NEAR; k++) {
		struct form f;
		struct span s;

		if (r->t[k].kind == TOKEN_END)
			return 0;
		if (!is_class(r, k, WORD_DEN) || read_form(r, k, &f) == 0)
			continue;
		if (!form_resolve(&f, r->ref, &s, NULL))
			return 0;
		*day = s.end;
		return i + 1;
	}
	return 0;
}

/* After "N units": "sedan", "från nu", "efter den 1 mars", "före igår". */
static size_t
read_count_tail(struct reader *r, size_t to, struct reading *g)
{
	bool back = is_class(r, to, WORD_BEFORE);
	size_t end;
	int day, before;

	if (is_class(r, to, WORD_AGO)) {
		g->past = true;
		day = count_add(&g->count, r->ref, -1);
		return give(g, day, DIRECTION_NONE, day) ? to + 1 : 0;
	}
	if (is_class(r, to, WORD_LATER)) {
		if (r->running && r->last_day <= 0)
			return 0;
		day = count_add(
		    &g->count, r->running ? r->last_day : r->ref, 1);
		return give(g, day, DIRECTION_NONE, day) ? to + 1 : 0;
	}
	to = skip_reckoned(r, to);
	if (!back && !is_class(r, to, WORD_FROM) &&
	    !is_class(r, to, WORD_AFTER) &&
	    !(r->running && is_class(r, to, WORD_ONWARDS)))
		return 0;
	if ((end = read_origin(r, to + 1, &day, &before)) == 0 &&
	    (end = read_event_day(r, to + 1, &day)) == 0)
		return 0;
	day = count_add(&g->count, day, back ? -1 : 1);
	return give(g, day, DIRECTION_NONE, day) ? end : 0;
}

/* "två måndagar senare", "tre söndagar från nu". */
static size_t
read_weekdays(struct reader *r, size_t i, struct reading *g)
{
	struct form f = {.shape = SHAPE_WEEKDAY};
	struct span s;
	size_t to;
	int n;

	if ((to = read_number(r, i, &n)) == 0 || n < 1 || n > 500 ||
	    r->t[to].class != WORD_WEEKDAY || r->t[to].form != FORM_PLURAL)
		return 0;
	f.weekday = (enum weekday)r->t[to].value;
	to++;
	if (is_class(r, to, WORD_LATER))
		to++;
	else if (is_class(r, to, WORD_FROM) && is_class(r, to + 1, WORD_NOW))
		to += 2;
	else
		return 0;
	form_resolve(&f, r->ref, &s, NULL);
	s.start += 7 * (n - 1);
	return give(g, s.start, DIRECTION_NONE, s.start) ? to : 0;
}

/* "+2 månader", "-3år". */
static size_t
read_signed(struct reader *r, size_t i, struct reading *g)
{
	bool minus = is_mark(r, i, '-');
	size_t to;
	int day;

	if ((!minus && !is_mark(r, i, '+')) || i > 0 || !is_near(r, i + 1) ||
	    (to = read_count(r, i + 1, &g->count)) == 0)
		return 0;
	day = count_add(&g->count, r->ref, minus ? -1 : 1);
	return give(g, day, DIRECTION_NONE, day) ? to : 0;
}

size_t
read_counted(struct reader *r, size_t i, struct reading *g)
{
	size_t to;
	int day;

	memset(g, 0, sizeof(*g));
	g->minutes = -1;
	if (is_class(r, i, WORD_WITHIN)) {
		if (is_text(r, i + 1, "loppet") && is_class(r, i + 2, WORD_OF))
			i += 2;
		return read_within(r, i + 1, g);
	}
	if (is_class(r, i, WORD_IN_TIME) || is_class(r, i, WORD_AFTER)) {
		size_t at = i + 1 + is_class(r, i + 1, WORD_ABOUT);

		if ((to = read_count(r, at, &g->count)) == 0)
			return 0;
		g->counted = true;
		day = count_add(&g->count, r->ref, 1);
		return give(g, day, DIRECTION_NONE, day) ? to : 0;
	}
	if (is_class(r, i, WORD_FOR) &&
	    (to = read_count(r, i + 1, &g->count)) != 0)
		return is_class(r, to, WORD_AGO) ? read_count_tail(r, to, g)
						 : 0;
	if (is_text(r, i, "dagen") && (is_class(r, i + 1, WORD_BEFORE) ||
					  is_class(r, i + 1, WORD_AFTER))) {
		g->count.days = 1;
		return read_count_tail(r, i + 1, g);
	}
	if ((to = read_count(r, i, &g->count)) != 0)
		return read_count_tail(r, to, g);
	if ((to = read_weekdays(r, i, g)) != 0)
		return to;
	return read_signed(r, i, g);
}

/* "15.00", "15:00" and, when it is told to be an hour, "15". */
static size_t
read_hour(const struct reader *r, size_t i, bool told, int *minutes)
{
	int hour;

	if (!is_number(r, i, 2, 0, 24))
		return 0;
	hour = r->t[i].value * 60;
	if ((is_mark(r, i + 1, ':') || (told && is_mark(r, i + 1, '.'))) &&
	    is_near(r, i + 1) && is_near(r, i + 2) &&
	    r->t[i + 2].kind == TOKEN_NUMBER && r->t[i + 2].digits == 2 &&
	    r->t[i + 2].value < 60) {
		hour += r->t[i + 2].value;
		if (hour > 24 * 60)
			return 0;
		*minutes = hour;
		return i + 3;
	}
	if (!told || is_mark(r, i + 1, '/'))
		return 0;
	*minutes = hour;
	return i + 1;
}

size_t
read_clock(const struct reader *r, size_t i, int *minutes)
{
	bool told = is_class(r, i, WORD_CLOCK);
	bool between =
	    is_class(r, i, WORD_BETWEEN) ||
	    (is_class(r, i, WORD_FROM) && r->t[i + 1].kind != TOKEN_WORD);
	size_t to, second;
	int end;

	i += between;
	if (between)
		told = is_class(r, i, WORD_CLOCK);
	i += told;
	if (told && is_mark(r, i, '.') && is_near(r, i))
		i++;
	if ((to = read_hour(r, i, told, minutes)) == 0)
		return 0;
	second = to;
	if (is_mark(r, second, '-') || is_class(r, second, WORD_TO) ||
	    (between && is_class(r, second, WORD_AND)))
		second++;
	else
		return to;
	if (is_class(r, second, WORD_CLOCK))
		second += is_mark(r, second + 1, '.') ? 2 : 1;
	second = read_hour(r, second, true, &end);
	return second && is_class(r, second, WORD_MONTH) ? to
	       : second                                  ? second
							 : to;
}
