/* extract-sentence.c - from the dates and cues of a sentence to deadlines */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/candidate.h"

/* The heading's year is that of the dates in the list below. */
static void
lend_year(struct extract *x, struct candidate *c)
{
	if (!x->now.list_line || x->list_year == 0 || !c->g->yearless)
		return;
	if (x->list_year < day_date(c->g->span.end).year)
		return;
	reading_resolve(c->g, x->published, x->list_year);
	c->g->yearless = false;
}

/* "har hållits den 4 mars", "har ägt rum den 16 januari" */
static bool
has_taken_place(const struct sentence *s, const struct reading *g)
{
	static const char *const ends[] = {"ats", "its", "tts", "rts", "gts"};

	if (g->lead != LEAD_NONE || g->range || g->from == 0)
		return false;
	if (is_text(&s->reader, g->from - 1, "rum"))
		return true;
	return ENDS_IN_ANY(&s->tokens.t[g->from - 1], ends);
}

/*
 * "Vi har bokat salen för träffen den 23 maj": a perfect tense tells no time,
 * so that a day soon to come is one to come.
 */
static bool
is_just_told(const struct extract *x, const struct candidate *c)
{
	enum { SOON = 100 };
	const struct sentence *s = &x->now;
	size_t i = c->g->from;

	if (has_taken_place(s, &s->reading[s->group[c->k]]) ||
	    !c->g->yearless || c->g->unit != PRECISION_DAY ||
	    c->g->span.start - x->published > SOON || c->v.kind < 0)
		return false;
	while (i > 0 && s->tense[i - 1] != TENSE_PAST)
		i--;
	return i > 0 && is_text(&s->reader, i - 1, "har");
}

/* "senast torsdagen innan": of the week before the meeting told last. */
static void
before_event(const struct extract *x, struct candidate *c)
{
	const struct reader *r = &x->now.reader;
	int day = NO_DAY;

	if (c->g->first.shape != SHAPE_WEEKDAY || c->g->range ||
	    !is_class(r, c->g->to, WORD_BEFORE) ||
	    r->t[c->g->to + 1].kind == TOKEN_NUMBER)
		return;
	for (size_t i = x->n; i-- > 0 && day == NO_DAY;)
		if (x->list[i].kind == DEADLINE_EVENT)
			day = x->list[i].start;
	if (day == NO_DAY || day < c->g->span.end)
		return;
	day -= 1 + ((day - 1 - c->g->span.end) % 7);
	c->g->span.start = c->g->span.end = day;
	c->g->computed = true;
}

/* "Ny hall | 2024-12-31 | Kan ej förlängas": those are other columns. */
static void
by_column(struct extract *x, struct candidate *c)
{
	enum { CLEAR = 38 }; /* "När", "Klart": each step has its own words */
	struct verdict v;

	if (!x->now.row || c->v.cue == NULL ||
	    !extract_is_other_cell(&x->now, c->k, x->now.hit[c->v.hit].first))
		return;
	v = extract_header(x, c->k);
	if (v.kind >= 0 && ((v.score >= CLEAR && v.kind != DEADLINE_COMPLETE) ||
			       x->now.hit[c->v.hit].first >= c->g->to))
		c->v = v;
}

/*
 * "Hennes uppdrag gällde till och med 2027.  I stället slutar hon i maj": the
 * day of the sentence before is replaced.
 */
static void
instead_of_doubted(struct extract *x)
{
	const struct reader *r = &x->now.reader;

	if (x->doubted == 0 || x->doubted >= x->n ||
	    x->doubted_at != x->before.from + 1 ||
	    !(is_text(r, 0, "istället") ||
		(is_text(r, 0, "i") && is_text(r, 1, "stället")) ||
		(is_text(r, 0, "men") && is_text(r, 1, "nu"))) ||
	    x->list[x->doubted - 1].kind != x->list[x->n - 1].kind)
		return;
	extract_withdraw(x, x->doubted - 1);
	x->doubted = 0;
}

static void
judge_reading(struct extract *x, size_t k)
{
	struct sentence *s = &x->now;
	struct candidate c = {.k = k, .g = &s->reading[k]};
	bool doubted = false;
	size_t n = x->n;

	if (candidate_is_past(x, &c) || extract_is_named_beside(s, k))
		return;
	before_event(x, &c);
	if (c.g->unit >= PRECISION_WEEK && c.g->lead != LEAD_NONE &&
	    is_text(&s->reader, c.g->to, "är") &&
	    is_text(&s->reader, c.g->to + 1, "slut")) {
		c.g->lead = LEAD_BY; /* "innan november är slut" */
		reading_resolve(c.g, x->published, 0);
	}
	c.v = sentence_judge(s, k);
	by_column(x, &c);
	c.flags = sentence_flags(s, k);
	if (c.v.history && !c.g->yearless && c.g->span.start > x->published &&
	    !c.v.planned_once && !is_text(&s->reader, c.g->to - 1, "helgen")) {
		c.v.history = false; /* what is told has yet to happen */
		doubted = true;
	}
	if (c.v.history &&
	    ((c.flags & CUE_MOVED) != 0 ||
		(c.v.kind >= 0 && (c.flags & CUE_GRANTED) != 0)) &&
	    (c.g->lead == LEAD_TO || c.g->lead == LEAD_UNTIL ||
		((c.flags & CUE_MOVED) != 0
			? is_class(&s->reader, c.g->from, WORD_FROM) &&
			      c.g->range
			: c.g->lead == LEAD_FROM)) &&
	    !c.v.planned_once)
		c.v.history = false; /* "har förlängts till" */
	if (c.v.history && is_just_told(x, &c) && !c.v.planned_once)
		c.v.history = false;
	lend_year(x, &c);
	if (c.g->lead == LEAD_FROM &&
	    (c.v.kind == DEADLINE_EVENT || c.v.kind == DEADLINE_DECISION ||
		c.v.kind == DEADLINE_REPORT))
		c.v.kind = -1; /* from then on something else is so */
	candidate_ask(x, &c);
	if (c.v.kind < 0 && !c.v.history)
		c.v = extract_context(x, k);
	if (candidate_refused(x, &c) || extract_cancelled(x))
		return;
	x->told_in = x->now.at.from + 1;
	x->told_reading = k;
	x->told = c.v;
	candidate_keep(x, &c);
	if (x->n == n)
		return;
	if (doubted) {
		x->doubted = x->n;
		x->doubted_at = s->at.from + 1;
	} else {
		instead_of_doubted(x);
	}
}

void
extract_sentence(struct extract *x)
{
	size_t n = x->n;

	for (size_t k = 0; k < x->now.n; k++)
		judge_reading(x, k);
	if (x->n > n) {
		bool event = false;

		for (size_t i = n; i < x->n; i++)
			event = event || x->list[i].kind == DEADLINE_EVENT ||
				(x->list[i].kind == DEADLINE_DECISION &&
				    x->list[i].precision == PRECISION_DAY);
		if (event) {
			if (x->events_end != n)
				x->series = n;
			x->events = n;
			x->events_end = x->n;
		}
	}
	extract_counts(x);
	if (x->now.n > 0)
		x->last_start = x->now.reading[x->now.n - 1].span.start;
	if (x->now.n > 0)
		x->last_day =
		    x->now.reading[x->now.n - 1].unit == PRECISION_DAY ||
			    x->now.reading[x->now.n - 1].lead == LEAD_BEFORE
			? x->now.reading[x->now.n - 1].span.end
			: NO_DAY;
}
