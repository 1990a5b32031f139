/* extract-past.c - dates that have been, though no verb may say so */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/candidate.h"
#include "core/deadline/judge.h"

/* Weekdays of opening hours, of the report itself, of every week. */
static bool
is_habit(const struct sentence *s, const struct candidate *c)
{
	const struct form *f = &c->g->first;
	const struct token *t = &s->tokens.t[c->g->core];

	if (f->shape != SHAPE_WEEKDAY)
		return false;
	if (c->g->from > 0 && is_mark(&s->reader, c->g->from - 1, '-'))
		return true;
	if (c->g->range || f->recurring)
		return true;
	return t->class == WORD_WEEKDAY && t->form == FORM_DEFINITE &&
	       c->g->lead != LEAD_BY;
}

/* "Listan stängs i kväll": what ends on that day is still to be met. */
static bool
is_last_call(const struct candidate *c)
{
	return c->v.kind == DEADLINE_APPLY || c->v.kind == DEADLINE_REMISS ||
	       c->v.kind == DEADLINE_REGISTER || c->v.kind == DEADLINE_APPEAL;
}

/* A meeting on the day of the report is what it reports on. */
static bool
is_today(const struct extract *x, const struct candidate *c)
{
	if (c->g->computed || c->g->span.end != x->published ||
	    c->g->unit != PRECISION_DAY)
		return c->g->first.shape == SHAPE_FIXED && !c->g->counted &&
		       !is_last_call(c) && c->g->span.start == x->published &&
		       c->g->span.end == x->published;
	if (c->g->first.shape == SHAPE_FIXED)
		return !is_last_call(c) ||
		       (c->v.cue == NULL && c->g->lead == LEAD_NONE);
	if (c->g->lead == LEAD_BY || c->g->lead == LEAD_BEFORE)
		return false; /* "som inte redovisat före den 10 mars" */
	return c->v.kind == DEADLINE_EVENT || c->v.kind == DEADLINE_DECISION ||
	       c->v.kind == DEADLINE_REPORT;
}

static bool
is_yearly(const struct sentence *s)
{
	for (size_t i = 0; i < s->tokens.n; i++)
		if (is_text(&s->reader, i, "årligen") ||
		    (is_text(&s->reader, i, "varje") &&
			is_text(&s->reader, i + 1, "år")))
			return true;
	return false;
}

/*
 * "3 mars, 19 maj, 24 november": the last one of days to come; "söks senast den
 * 31 januari 2026, och beslut fattas i mars": after a day with a year.
 */
static bool
leads_on(const struct sentence *s, const struct candidate *c)
{
	enum { SOON = 245 };
	const struct reading *first = &s->reading[s->group[c->k]];

	if (c->k > 0 && !c->g[-1].yearless && !c->g[-1].range &&
	    c->g[-1].span.start > s->reader.ref)
		return c->g[-1].span.start < c->g->span.start;
	return first != c->g && first->span.start > s->reader.ref &&
	       first->span.start - s->reader.ref < SOON &&
	       first->span.start < c->g->span.start;
}

/* "Beslut i fullmäktige: 15 juni" */
static bool
after_colon(const struct sentence *s, const struct candidate *c)
{
	return c->g->from > 0 && is_mark(&s->reader, c->g->from - 1, ':');
}

/*
 * "Svar på remissen 3 maj", said in the same month: it has been, and the next
 * one is not meant unless that is said.
 */
static bool
has_just_been(const struct extract *x, const struct candidate *c)
{
	enum { YEAR = 365, RECENT = 90, VERB = 60, TOLD = 45, FAR = 165 };
	int past = YEAR - (c->g->span.start - x->published);

	if (past < 0) /* its year is lent by another date */
		return false;
	if (!c->g->yearless || c->g->unit != PRECISION_DAY || c->g->computed ||
	    is_yearly(&x->now) || leads_on(&x->now, c) ||
	    (c->v.kind >= DEADLINE_KINDS && c->v.kind != CUE_VALID) ||
	    c->g->first.recurring)
		return false;
	if (c->g->first.shape == SHAPE_TURN && c->v.cue != NULL &&
	    (c->v.cue->flags & CUE_VERB) != 0 &&
	    (c->v.kind == DEADLINE_EXPIRY || c->v.kind == DEADLINE_COMPLETE))
		return false; /* "löper ut vid årsskiftet", in winter */
	if (c->v.kind == DEADLINE_EXPIRY || c->v.kind == DEADLINE_COMPLETE)
		return c->g->lead == LEAD_NONE && past < VERB;
	if (c->v.cue != NULL && (c->v.cue->flags & CUE_VERB) != 0)
		return past < VERB;
	if ((c->g->lead == LEAD_BY || c->g->lead == LEAD_BEFORE) &&
	    candidate_shall(&x->now))
		return past < TOLD; /* "ska ha fått besked senast" */
	if (c->g->lead == LEAD_NONE && c->v.cue != NULL && !c->g->range &&
	    !after_colon(&x->now, c) &&
	    judge_tense_before(&x->now, 0, c->g->from) != TENSE_NOW)
		return past < FAR;
	return past < RECENT;
}

/*
 * "som besökt oss i mars", "nyhetsbrev från maj", said in summer: without a
 * verb of its own it is the month that has been.
 */
static bool
month_has_been(const struct extract *x, const struct candidate *c)
{
	enum { FAR = 265, MONTHS = 150, CLAUSE = 12 };
	const struct sentence *s = &x->now;
	const struct reading *g = c->g;
	bool months = g->unit == PRECISION_MONTH ||
		      g->unit == PRECISION_QUARTER;

	if (!g->yearless || !months || g->computed ||
	    g->span.end - g->span.start > MONTHS ||
	    g->first.part != PART_NONE ||
	    (g->lead != LEAD_NONE && g->lead != LEAD_FROM) ||
	    (c->flags & CUE_EXPECTED) != 0)
		return false;
	return g->span.end - x->published > FAR &&
	       (c->v.cue == NULL ||
		   (c->v.cue->flags & (CUE_VERB | CUE_STATE)) == 0) &&
	       judge_tense_before(s, judge_clause_start(s, g->from, CLAUSE),
		   g->from) != TENSE_NOW;
}

/* "Karta, reviderad i april": without a verb it has been done. */
static bool
has_been_done(const struct sentence *s, const struct candidate *c)
{
	static const char *const ends[] = {
	    "erad", "erade", "erat", "ats", "ttad", "ttat"};
	const struct token *t = &s->tokens.t[(ptrdiff_t)c->g->from - 1];

	if (!c->g->yearless || c->g->lead != LEAD_NONE || sentence_has_verb(s))
		return false;
	return ENDS_IN_ANY(t, ends);
}

/* "Maj   Avtalet går ut", in the account of a year. */
static bool
is_of_account(const struct extract *x, const struct candidate *c)
{
	return x->looks_back && c->g->yearless &&
	       (x->now.list_line || c->g->from == 0);
}

/* "Höstterminen börjar": it is what is spoken of, not when. */
static bool
is_subject(const struct sentence *s, const struct candidate *c)
{
	static const char *const verbs[] = {
	    "börjar", "slutar", "är", "blir", "startar", "inleds", "avslutas"};

	if (c->g->from != 0 || c->g->first.shape != SHAPE_TERM ||
	    c->g->lead != LEAD_NONE || c->g->core != 0)
		return false;
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (is_text(&s->reader, c->g->to, verbs[i]))
			return true;
	return false;
}

/* "Föreläsningarna i våras: 7 mars och 4 april" */
static bool
is_of_past_label(const struct sentence *s, const struct candidate *c)
{
	const struct reading *first = &s->reading[0];

	return c->k > 0 && first->past && c->g->yearless &&
	       is_mark(&s->reader, first->to, ':');
}

bool
candidate_is_past(const struct extract *x, const struct candidate *c)
{
	return c->g->past || candidate_is_mentioned(x, c) ||
	       is_of_past_label(&x->now, c) || is_of_account(x, c) ||
	       is_subject(&x->now, c) ||
	       (candidate_word_before(&x->now, c->g->from, "sedan") &&
		   c->g->lead != LEAD_UNTIL) ||
	       is_habit(&x->now, c);
}

bool
candidate_has_been(const struct extract *x, const struct candidate *c)
{
	return has_just_been(x, c) || has_been_done(&x->now, c) ||
	       month_has_been(x, c) || is_today(x, c);
}
