/* dates-part.c - "slutet av maj", "utgången av 2025", "årets slut" */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/date/grammar-parts.h"

/* "året", "nästa månad", "maj", "2025" after "slutet av". */
static size_t
read_inner(struct reader *r, size_t i, struct form *f)
{
	static const enum precision units[] = {
	    [UNIT_WEEK] = PRECISION_WEEK,
	    [UNIT_MONTH] = PRECISION_MONTH,
	    [UNIT_QUARTER] = PRECISION_QUARTER,
	    [UNIT_TERTIAL] = PRECISION_TERTIAL,
	    [UNIT_HALF] = PRECISION_HALF,
	    [UNIT_YEAR] = PRECISION_YEAR,
	    [UNIT_HOUR] = PRECISION_DAY,
	};
	const struct token *t = &r->t[i];
	size_t to;

	memset(f, 0, sizeof(*f));
	if (t->class == WORD_UNIT && t->form == FORM_DEFINITE &&
	    units[t->value] != PRECISION_DAY) {
		f->shape = SHAPE_FIXED;
		unit_span(units[t->value], r->ref, 0, &f->fixed);
		return i + 1;
	}
	f->shape = SHAPE_YEAR;
	if ((to = read_year(r, i, &f->year)) != 0)
		return to;
	memset(f, 0, sizeof(*f));
	if ((to = read_relative(r, i, f)) != 0)
		return to;
	if (r->t[i].class == WORD_PART || r->t[i].class == WORD_EDGE)
		return 0;
	return read_unit(r, i, f);
}

/* "slutet av maj", "utgången av 2025", "resten av året", "medio maj". */
size_t
read_part(struct reader *r, size_t i, struct form *f)
{
	enum word_class class = r->t[i].class;
	enum form_part part = (enum form_part)r->t[i].value;
	size_t at = i + 1, to;

	if (is_class(r, at, WORD_OF) || is_text(r, at, "på"))
		at++;
	else if (r->t[i].form != FORM_ABBREVIATED)
		return 0;
	if (class == WORD_EDGE)
		part = r->t[i].value > 0 ? PART_LAST_DAY : PART_FIRST_DAY;
	to = read_inner(r, at, f);
	if (to == 0 || f->part != PART_NONE)
		return 0;
	if (class == WORD_REST) {
		struct span s;

		if (!form_resolve(f, r->ref, &s, NULL) || s.end < r->ref)
			return 0;
		f->shape = SHAPE_FIXED;
		f->fixed.start = r->ref;
		f->fixed.end = s.end;
		f->fixed.precision = PRECISION_RANGE;
		return to;
	}
	f->part = part;
	return to;
}

/* "året ut", "månaden ut". */
static bool
runs_out(const struct reader *r, size_t i)
{
	return is_class(r, i, WORD_UNIT) && r->t[i].form == FORM_DEFINITE &&
	       is_text(r, i + 1, "ut");
}

/* "årets slut", "månadens utgång", "maj månads utgång". */
size_t
read_end_of(struct reader *r, size_t i, struct form *f)
{
	const struct token *t = &r->t[i];
	size_t at = i + 1;

	f->shape = SHAPE_FIXED;
	f->part = PART_LAST_DAY;
	if (t->class == WORD_MONTH) {
		f->shape = SHAPE_MONTH;
		f->month = t->value;
		if (is_text(r, at, "månads"))
			at++;
		else if (t->form != FORM_GENITIVE)
			return 0;
	} else if (t->class == WORD_TERM && t->form == FORM_GENITIVE) {
		f->shape = SHAPE_TERM;
		f->n = t->value;
	} else if (t->class != WORD_UNIT ||
		   (t->form != FORM_GENITIVE && !runs_out(r, i))) {
		return 0;
	} else {
		unit_span(t->value == UNIT_YEAR    ? PRECISION_YEAR
			  : t->value == UNIT_MONTH ? PRECISION_MONTH
						   : PRECISION_WEEK,
		    r->ref, 0, &f->fixed);
	}
	if (runs_out(r, i))
		return at + 1;
	if (is_text(r, at, "början") || is_text(r, at, "ingång"))
		f->part = PART_FIRST_DAY;
	else if (!is_text(r, at, "slut") && !is_text(r, at, "utgång"))
		return 0;
	if (f->shape == SHAPE_MONTH) { /* "maj månads utgång 2021" */
		size_t to = read_year_number(r, at + 1, &f->year);

		return to != 0 ? to : at + 1;
	}
	return at + 1;
}

/* "första halvan av maj", "senare delen av 2025". */
size_t
read_half_of(struct reader *r, size_t i, struct form *f)
{
	bool first = is_class(r, i, WORD_ORDINAL) && r->t[i].value == 1;
	bool last = is_class(r, i, WORD_LATER) || is_class(r, i, WORD_LAST) ||
		    (is_class(r, i, WORD_ORDINAL) && r->t[i].value == 2);
	size_t to;

	if ((!first && !last) ||
	    !(is_class(r, i + 1, WORD_HALF) || is_text(r, i + 1, "delen")))
		return 0;
	if (!is_class(r, i + 2, WORD_OF))
		return 0;
	to = read_inner(r, i + 3, f);
	if (to != 0)
		f->part = first ? PART_FIRST_HALF : PART_LAST_HALF;
	return to;
}
