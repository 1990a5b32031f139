/* sentence-dates.c - the dates of a stretch, one after the other */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/sentence.h"

/* "står klar 2027": a year that only such a word makes a date. */
static bool
read_bare_year(const struct sentence *s, size_t i, struct reading *g)
{
	static const char *const before[] = {"klar", "klart", "klara", "färdig",
	    "färdigt", "färdiga", "färdigställd", "färdigställt", "redo",
	    "invigs", "öppnar", "öppnas", "införs", "avslutas", "upphör", "ut",
	    "gälla", "gäller", "även", "hela", "genomfört", "genomförd",
	    "genomförda", "slutfört", "slutförd", "driftsatt", "utbyggt",
	    "igen"};
	const struct token *t = &s->tokens.t[i];
	bool said = false;
	int year;

	if (t->kind != TOKEN_NUMBER || t->digits != 4 || i == 0)
		return false;
	year = day_date(s->reader.ref).year;
	if (t->value < year || t->value > year + 30 || t[1].mark == '-' ||
	    t[1].mark == '/' || t[1].mark == ':')
		return false;
	for (size_t k = 0; k < sizeof(before) / sizeof(before[0]); k++)
		said = said || is_text(&s->reader, i - 1, before[k]);
	if (!said)
		return false;
	*g = (struct reading){.from = i,
	    .to = i + 1,
	    .core = i,
	    .first = {.shape = SHAPE_YEAR, .year = t->value},
	    .unit = PRECISION_YEAR,
	    .span = {.start = day_of(t->value, 1, 1),
		.end = day_of(t->value, 12, 31),
		.precision = PRECISION_YEAR},
	    .minutes = -1};
	return true;
}

/*
 * "senast den 31 november": the last day that month has, and questioned.  The
 * words before the number, from least on, may lead to it.
 */
static size_t
read_slip(struct sentence *s, size_t least, size_t i)
{
	enum { LEAD = 4, LONGEST_MONTH = 31, SHORTEST_MONTH = 28 };
	size_t to = read_impossible(&s->reader, i);
	struct token *t = &s->tokens.t[i];
	int32_t said = t->value, value = said;

	if (to == 0 || value > LONGEST_MONTH)
		return to;
	for (size_t k = 0; value > SHORTEST_MONTH && k != to;) {
		t->value = --value;
		k = read_impossible(&s->reader, i) == 0 ? to : 0;
	}
	for (size_t k = i > least + LEAD ? i - LEAD : least; k <= i; k++) {
		struct reading *g = &s->reading[s->n];

		if (read_expression(&s->reader, k, g) && g->to >= to) {
			g->wrong_weekday = true;
			s->n++;
			return g->to;
		}
	}
	t->value = said;
	return to;
}

/* Most tokens: no date begins with it. */
static bool
is_other(const struct token *t)
{
	return t->kind == TOKEN_WORD
		   ? t->class == WORD_NONE
		   : t->kind == TOKEN_MARK && t->mark != '+' && t->mark != '-';
}

void
sentence_dates(struct sentence *s)
{
	size_t i = 0, least = 0, to;

	s->n = 0;
	while (i < s->tokens.n && s->n < READINGS_MOST) {
		size_t got;

		if (is_other(&s->tokens.t[i])) {
			i++;
			continue;
		}
		got = read_day_list(
		    &s->reader, i, &s->reading[s->n], READINGS_MOST - s->n);
		if (got > 0) {
			s->n += got;
			i = s->reading[s->n - 1].to;
		} else if (read_expression(&s->reader, i, &s->reading[s->n])) {
			i = s->reading[s->n++].to;
		} else if (read_bare_year(s, i, &s->reading[s->n])) {
			i = s->reading[s->n++].to;
		} else {
			to = read_slip(s, least, i);
			i = to ? to : i + 1;
			if (to == 0)
				continue;
		}
		least = i;
	}
}
