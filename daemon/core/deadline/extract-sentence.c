/* extract-sentence.c - from the dates and cues of a sentence to deadlines */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/candidate.h"

enum { CLEAR_ASK = 44 }; /* what a noun weighs that needs no verb */

/* "ska ha rekryterat", "ska vara i marken": it is to be done by then. */
static bool
shall_have(const struct sentence *s)
{
	for (size_t i = 0; i < s->tokens.n; i++)
		if (is_text(&s->reader, i, "ska") ||
		    is_text(&s->reader, i, "skall"))
			for (size_t k = i + 1; k < i + 4; k++)
				if (is_text(&s->reader, k, "ha") ||
				    is_text(&s->reader, k, "vara"))
					return true;
	return false;
}

static bool
shall(const struct sentence *s)
{
	for (size_t i = 0; i < s->tokens.n; i++)
		if (is_text(&s->reader, i, "ska") ||
		    is_text(&s->reader, i, "skall") ||
		    is_text(&s->reader, i, "måste"))
			return true;
	return false;
}

/* "ditt namn", "ni": the one who reads is asked for something. */
static bool
speaks_to_you(const struct sentence *s)
{
	static const char *const you[] = {
	    "du", "dig", "din", "ditt", "dina", "ni", "er", "ert", "era"};

	for (size_t i = 0; i < s->tokens.n; i++)
		for (size_t k = 0; k < sizeof(you) / sizeof(you[0]); k++)
			if (is_text(&s->reader, i, you[k]))
				return true;
	return false;
}

/* "Kaffe på Knutsgården tisdag 7 december kl. 9": who names an hour meets. */
static bool
is_meeting(const struct sentence *s, const struct candidate *c, bool past)
{
	static const char *const neutral[] = {
	    "blir", "bli", "är", "börjar", "sker", "inleds", "ses"};
	bool said = false;

	if (past || c->g->minutes < 0 || c->g->lead != LEAD_NONE ||
	    c->g->unit != PRECISION_DAY || c->g->range || c->g->computed)
		return false;
	for (size_t h = 0; h < s->hits; h++)
		if (cues_table[s->hit[h].cue].kind == CUE_REJECT)
			return false;
	for (size_t i = 0; i < s->tokens.n && !said; i++)
		for (size_t n = 0; n < sizeof(neutral) / sizeof(neutral[0]); n++)
			said = said || is_text(&s->reader, i, neutral[n]);
	return said;
}

/* "har till den 3 maj på sig att": what for, the words after it tell. */
static bool
has_time(const struct sentence *s, const struct candidate *c)
{
	size_t from = c->g->from, to = c->g->to;

	return (is_text(&s->reader, to, "på") &&
		   is_text(&s->reader, to + 1, "sig")) ||
	       (from > 1 && is_text(&s->reader, from - 2, "på") &&
		   is_text(&s->reader, from - 1, "sig"));
}

static int
time_for(struct extract *x, const struct candidate *c)
{
	struct verdict v = sentence_asks_from(&x->now, c->g->to);

	if (v.kind < 0)
		v.kind = extract_asks(x);
	return v.kind >= 0 ? v.kind : DEADLINE_COMPLETE;
}

/* An unknown verb and "senast": what the nouns ask for, or else work. */
static int
asked_by(struct extract *x, bool shall)
{
	struct verdict v = sentence_asks(&x->now);
	int kind;

	if (v.kind >= 0 && v.score >= (shall ? 50 : 36))
		return v.kind;
	if (speaks_to_you(&x->now)) {
		kind = extract_asks(x);
		if (kind >= 0)
			return kind;
		return x->n > 0 && x->list[x->n - 1].kind == DEADLINE_EVENT
			   ? DEADLINE_REGISTER
			   : DEADLINE_COMPLETE;
	}
	return shall ? DEADLINE_COMPLETE : extract_asks(x);
}

/* "Från årsskiftet blir det ..." */
static bool
begins_with_from(const struct sentence *s, const struct candidate *c)
{
	static const char *const verbs[] = {"blir", "gäller", "ska", "skall",
	    "måste", "krävs", "slipper", "höjs", "sänks", "ändras", "ersätts",
	    "upphör", "omfattas", "betalar", "kostar", "räknas", "heter"};

	if (c->g->from > 1)
		return false;
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (is_text(&s->reader, c->g->to, verbs[i]))
			return true;
	return false;
}

/* Without any cue: what "senast" and "från och med" say by themselves. */
static void
by_lead(struct extract *x, struct candidate *c)
{
	const struct sentence *s = &x->now;
	bool now = false, past = false;

	for (size_t i = 0; i < s->tokens.n && !now; i++)
		now = s->tense[i] == TENSE_NOW;
	for (size_t i = 0; i < s->tokens.n; i++)
		past = past || s->tense[i] == TENSE_PAST;
	if (c->v.history || c->v.kind >= 0)
		return;
	if ((c->flags & CUE_MOVED) != 0) {
		c->v = sentence_topic(s, false);
		c->v.cue = NULL;
	}
	if (c->v.kind < 0 && is_meeting(s, c, past))
		c->v.kind = DEADLINE_EVENT;
	if ((!now &&
		(past || (c->g->lead != LEAD_UNTIL && c->g->lead != LEAD_TO &&
			     c->g->lead != LEAD_FROM && c->g->lead != LEAD_BY &&
			     c->g->lead != LEAD_BEFORE))) ||
	    c->v.kind >= 0)
		return;
	if (has_time(s, c)) {
		c->v.kind = time_for(x, c);
	} else if (c->g->lead == LEAD_BY || c->g->lead == LEAD_BEFORE) {
		c->v.kind = asked_by(x, shall(s));
	} else if ((c->g->lead == LEAD_UNTIL ||
		       is_text(&s->reader, c->g->from, "fram")) &&
		   !past && sentence_asks(s).score >= CLEAR_ASK) {
		c->v.kind = sentence_asks(s).kind;
	} else if (c->g->lead == LEAD_TO && shall_have(s)) {
		c->v.kind = DEADLINE_COMPLETE;
	} else if (c->g->lead == LEAD_FROM && !c->g->range) {
		bool onwards = is_class(&s->reader, c->g->from, WORD_ONWARDS) ||
			       is_text(&s->reader, c->g->from + 1, "och") ||
			       is_text(&s->reader, c->g->from, "fr");

		if (onwards || begins_with_from(s, c))
			c->v.kind = DEADLINE_EFFECT;
		else if (is_text(&s->reader, c->g->to, "kan") ||
			 is_text(&s->reader, c->g->to, "får"))
			c->v.kind = DEADLINE_COMPLETE;
	}
}

/* "Nominera! Skicka ditt förslag": what was asked for above. */
static void
by_thing(struct extract *x, struct candidate *c)
{
	int kind;

	if (c->v.cue == NULL || (c->v.cue->flags & CUE_THING) == 0 ||
	    !speaks_to_you(&x->now) || (kind = extract_asks(x)) < 0)
		return;
	c->v.kind = kind;
}

/* "lämnas senast": the nouns tell what; without any it is an account. */
static void
by_hand(struct extract *x, struct candidate *c)
{
	if (c->v.kind != CUE_HAND)
		return;
	if (c->g->lead == LEAD_NONE && c->g->unit > PRECISION_MONTH) {
		c->v.kind = -1; /* "vill ha tider under våren" */
		return;
	}
	if (c->g->lead == LEAD_NONE && (c->v.cue->flags & CUE_EXPECTED) != 0)
		c->v.kind = DEADLINE_DECISION; /* "meddelas i maj" */
	else if ((c->g->lead == LEAD_NONE || c->g->lead == LEAD_FROM) &&
		 !c->g->range && (c->v.cue->flags & CUE_OPEN) == 0 &&
		 (c->v.cue->flags & (CUE_VERB | CUE_STATE)) != 0)
		c->v.kind = sentence_asks(&x->now).kind;
	else
		c->v.kind = extract_asks(x);
	if (c->v.kind < 0 &&
	    (c->g->lead == LEAD_BY || c->g->lead == LEAD_BEFORE))
		c->v.kind = DEADLINE_REPORT;
}

/* The heading's year is that of the dates in the list below. */
static void
lend_year(struct extract *x, struct candidate *c)
{
	if (!x->now.list_line || x->list_year == 0 || !c->g->yearless)
		return;
	if (x->list_year > day_date(c->g->span.end).year)
		reading_resolve(c->g, x->published, x->list_year);
}

static void
judge_reading(struct extract *x, size_t k)
{
	struct sentence *s = &x->now;
	struct candidate c = {.k = k, .g = &s->reading[k]};

	if (candidate_is_past(x, &c))
		return;
	c.v = sentence_judge(s, k);
	c.flags = sentence_flags(s, k);
	if (c.v.history && !c.g->yearless && c.g->span.start > x->published &&
	    !c.v.planned_once)
		c.v.history = false; /* what is told has yet to happen */
	if (c.v.history && (c.flags & (CUE_MOVED | CUE_GRANTED)) != 0 &&
	    (c.g->lead == LEAD_TO || c.g->lead == LEAD_UNTIL) &&
	    !c.v.planned_once)
		c.v.history = false; /* "har förlängts till" */
	lend_year(x, &c);
	if (c.g->lead == LEAD_FROM &&
	    (c.v.kind == DEADLINE_EVENT || c.v.kind == DEADLINE_DECISION ||
		c.v.kind == DEADLINE_REPORT))
		c.v.kind = -1; /* from then on something else is so */
	by_thing(x, &c);
	by_hand(x, &c);
	by_lead(x, &c);
	if (c.v.kind < 0 && !c.v.history)
		c.v = extract_context(x, k);
	if (!candidate_refused(x, &c) && !extract_cancelled(x))
		candidate_keep(x, &c);
}

void
extract_sentence(struct extract *x)
{
	size_t n = x->n;

	for (size_t k = 0; k < x->now.n; k++)
		judge_reading(x, k);
	extract_counts(x);
	if (x->n > n) {
		bool event = false;

		for (size_t i = n; i < x->n; i++)
			event = event || x->list[i].kind == DEADLINE_EVENT;
		if (event) {
			x->events = n;
			x->events_end = x->n;
		}
	}
}
