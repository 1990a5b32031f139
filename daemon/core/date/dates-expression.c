/* dates-expression.c - the words before a date, the time beside it, lists */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/date/grammar-parts.h"

/* The small words before a date that say nothing of its direction. */
static size_t
pass_small(const struct reader *r, size_t i)
{
	for (int n = 0; n < 4; n++) {
		enum word_class c = r->t[i].class;

		if (r->t[i].kind != TOKEN_WORD)
			break;
		if (c == WORD_I && (r->t[i + 1].class == WORD_OFFSET ||
				       r->t[i + 1].class == WORD_SEASON ||
				       r->t[i + 1].class == WORD_UNIT ||
				       is_text(r, i + 1, "fjol") ||
				       r->t[i + 1].class == WORD_EVENING))
			break;
		if (c == WORD_YEARS &&
		    (r->t[i + 1].kind != TOKEN_NUMBER ||
			r->t[i + 1].digits != 4 || is_mark(r, i + 2, '-')))
			;
		else if (c != WORD_AT && c != WORD_I && c != WORD_ABOUT)
			break;
		i++;
	}
	return i;
}

/* "senast (den)", "till och med", "fr.o.m.": which, and the token after. */
static size_t
read_lead_words(const struct reader *r, size_t i, enum lead *lead)
{
	bool with = is_text(r, i + 1, "och") && is_class(r, i + 2, WORD_WITH);

	*lead = LEAD_NONE;
	switch ((enum word_class)r->t[i].class) {
	case WORD_BY:
		*lead = LEAD_BY;
		return i + 1;
	case WORD_NOT: /* "inte senare än", "inte efter" */
		*lead = LEAD_BY;
		if (is_class(r, i + 1, WORD_AFTER))
			return i + 2;
		*lead = LEAD_NONE;
		if (!is_class(r, i + 1, WORD_LATER) ||
		    !is_class(r, i + 2, WORD_THAN))
			return 0;
		*lead = LEAD_BY;
		return i + 3;
	case WORD_BEFORE:
		*lead = LEAD_BEFORE;
		return i + 1;
	case WORD_UNTIL:
		*lead = LEAD_UNTIL;
		return i + 1;
	case WORD_TO:
		*lead = with ? LEAD_UNTIL : LEAD_TO;
		return i + (with ? 3 : 1);
	case WORD_FROM:
		*lead = LEAD_FROM;
		return i + (with ? 3 : 1);
	case WORD_ONWARDS:
		*lead = LEAD_FROM;
		return i + 1;
	case WORD_AFTER:
		*lead = LEAD_AFTER;
		return i + 1;
	case WORD_SOONEST:
		*lead = LEAD_SOONEST;
		return i + 1;
	case WORD_WITHIN:
		*lead = LEAD_WITHIN;
		return i + 1;
	case WORD_LETTER:
		if (is_text(r, i, "fr") && is_text(r, i + 1, "o") &&
		    is_text(r, i + 2, "m")) {
			*lead = LEAD_FROM;
			return i + 3;
		}
		return 0;
	case WORD_QUARTER:
		if (is_text(r, i, "t") && is_text(r, i + 1, "o") &&
		    is_text(r, i + 2, "m")) {
			*lead = LEAD_UNTIL;
			return i + 3;
		}
		return 0;
	default:
		return 0;
	}
}

/* The same; in a form a colon may follow: "t.o.m.: 2024-05-03". */
static size_t
read_lead(const struct reader *r, size_t i, enum lead *lead)
{
	size_t to = read_lead_words(r, i, lead);

	if (to != 0 && r->running && is_mark(r, to, ':') &&
	    r->t[to + 1].kind == TOKEN_NUMBER)
		to++;
	return to;
}

/* "måndag 23 september 19.00" */
static bool
is_hour(const struct reader *r, size_t i)
{
	return is_number(r, i, 2, 6, 23) && r->t[i].digits == 2 &&
	       is_mark(r, i + 1, '.') && is_near(r, i + 1) &&
	       is_near(r, i + 2) && is_number(r, i + 2, 2, 0, 59) &&
	       r->t[i + 2].digits == 2 && !is_mark(r, i + 3, '.') &&
	       r->t[(ptrdiff_t)i - 1].kind == TOKEN_WORD &&
	       r->t[i].gap != GAP_NONE;
}

/* ", kl. 13", "på kvällen", "efter kl. 14", "(tisdag)" after a date. */
static size_t
read_tail(const struct reader *r, size_t i, struct reading *g)
{
	for (int n = 0; n < 4; n++) {
		size_t at = i + is_mark(r, i, ','), to;
		enum direction d = DIRECTION_NONE;

		if (is_class(r, at, WORD_BEFORE) || is_class(r, at, WORD_BY))
			d = DIRECTION_BY;
		else if (is_class(r, at, WORD_AFTER) ||
			 is_class(r, at, WORD_FROM) ||
			 is_class(r, at, WORD_SOONEST))
			d = DIRECTION_AFTER;
		if (d != DIRECTION_NONE && is_class(r, at + 1, WORD_CLOCK) &&
		    (to = read_clock(r, at + 1, &g->minutes)) != 0) {
			g->direction = g->direction ? g->direction : d;
			i = to;
			continue;
		}
		if ((to = read_clock(r, at, &g->minutes)) != 0) {
			i = to;
			continue;
		}
		if (r->running && g->minutes < 0 && is_hour(r, at)) {
			g->minutes = r->t[at].value * 60 + r->t[at + 2].value;
			i = at + 3;
			continue;
		}
		if (is_class(r, at, WORD_AT) &&
		    (r->t[at + 1].class == WORD_EVENING ||
			is_text(r, at + 1, "morgonen")))
			at++;
		if (is_class(r, at, WORD_EVENING) ||
		    (is_class(r, at, WORD_OFFSET) &&
			r->t[at].form == FORM_GENITIVE &&
			is_text(r, at, "morgon"))) {
			i = at + 1;
			continue;
		}
		break;
	}
	return i;
}

/* "(fr.o.m.) X t.o.m. Y" reads as a range, whatever stands before it. */
static size_t
read_lead_and_core(struct reader *r, size_t i, struct reading *g, int *minutes)
{
	size_t at, to = 0;
	enum lead second;

	if (is_class(r, i, WORD_BETWEEN))
		return read_core(r, i + 1, true, g);
	at = read_lead(r, i, &g->lead);
	if (at == 0)
		at = i;
	else if (is_text(r, i, "fram") || is_class(r, at, WORD_BY))
		at++;
	at = pass_small(r, at);
	if (g->lead != LEAD_NONE && is_class(r, at, WORD_CLOCK) &&
	    (to = read_clock(r, at, minutes)) != 0)
		at = pass_small(r, to);
	if (g->lead == LEAD_BY && (to = read_lead(r, at, &second)) != 0 &&
	    (second == LEAD_BEFORE || second == LEAD_WITHIN ||
		second == LEAD_UNTIL)) {
		if (second == LEAD_BEFORE)
			g->lead = LEAD_BEFORE;
		at = pass_small(r, to);
	}
	g->core = at;
	to = read_core(r, at, false, g);
	if (to != 0 && g->range && g->lead == LEAD_FROM)
		g->lead = LEAD_NONE;
	return to;
}

/* A time of day before its date: "kl. 15.00 imorgon", "17:32 den 15 maj". */
static size_t
read_clock_first(struct reader *r, size_t i, int *minutes)
{
	size_t to = read_clock(r, i, minutes);

	if (to == 0 || (r->t[i].kind == TOKEN_NUMBER && to < i + 3)) {
		*minutes = -1;
		return i;
	}
	if (is_mark(r, to, ','))
		to++;
	return to;
}

/* A small word ("i", "till", "den") before one that no date has. */
static bool
leads_nowhere(const struct reader *r, size_t i)
{
	static const char *const goes_on[] = {"de", "det", "hela", "loppet"};
	const struct token *next = &r->t[i + 1];

	if (r->t[i].class < WORD_ANCHORED || next->kind != TOKEN_WORD ||
	    next->class != WORD_NONE)
		return false;
	for (size_t k = 0; k < sizeof(goes_on) / sizeof(goes_on[0]); k++)
		if (is_text(r, i + 1, goes_on[k]))
			return false;
	return true;
}

/* Most tokens are not where a date begins, and that is soon seen. */
static bool
may_begin(const struct reader *r, size_t i)
{
	switch ((enum token_kind)r->t[i].kind) {
	case TOKEN_WORD:
		return r->t[i].class != WORD_NONE && !leads_nowhere(r, i);
	case TOKEN_MARK:
		return is_mark(r, i, '+') || is_mark(r, i, '-');
	default:
		return true;
	}
}

bool
read_expression(struct reader *r, size_t i, struct reading *g)
{
	int minutes = -1;
	size_t at, to;

	if (!may_begin(r, i))
		return false;
	if ((to = read_counted(r, i, g)) == 0) {
		memset(g, 0, sizeof(*g));
		g->minutes = -1;
		at = read_clock_first(r, i, &minutes);
		g->core = at;
		g->running = r->running;
		if ((to = read_lead_and_core(r, at, g, &minutes)) == 0 ||
		    !reading_resolve(g, r->ref, 0))
			return false;
	} else
		g->core = i;
	g->from = i;
	g->minutes = minutes;
	g->to = read_tail(r, to, g);
	r->last_year = day_date(g->span.end).year;
	if (g->unit != PRECISION_DAY)
		r->last_day = 0;
	else if (g->lead == LEAD_NONE || r->last_day == 0)
		r->last_day = g->span.end;
	return true;
}

/* One day of a list, with the month and year of the last. */
static bool
list_item(struct reader *r, size_t from, size_t at, const struct reading *last,
    struct reading *g)
{
	*g = *last;
	g->from = from;
	g->core = at;
	g->to = at + 1;
	g->first.day = r->t[at].value;
	g->first.weekday = 0;
	return reading_resolve(g, r->ref, 0);
}

size_t
read_day_list(struct reader *r, size_t i, struct reading *g, size_t most)
{
	size_t at = i, days[12], n = 0, k;
	struct reading last;
	enum lead lead;

	if (r->t[i].kind == TOKEN_MARK || !may_begin(r, i))
		return 0;
	if ((at = read_lead(r, i, &lead)) == 0)
		at = i;
	if (is_class(r, at, WORD_DEN))
		at++;
	while (n < 12 && is_number(r, at, 2, 1, 31)) {
		const struct token *next = &r->t[at + 1];

		if (next->mark != ',' && next->class != WORD_AND)
			break;
		days[n++] = at;
		at += 2;
		if (is_class(r, at, WORD_AND))
			at++;
		if (is_class(r, at, WORD_DEN))
			at++;
	}
	if (n == 0 || n >= most || !is_number(r, at, 2, 1, 31) ||
	    !read_expression(r, at, &last) || last.range ||
	    last.first.shape != SHAPE_DAY)
		return 0;
	last.lead = lead;
	for (k = 0; k < n; k++)
		if (!list_item(r, k == 0 ? i : days[k], days[k], &last, &g[k]))
			return 0;
	g[n] = last;
	reading_resolve(&g[n], r->ref, 0);
	return n + 1;
}
