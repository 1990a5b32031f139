/* extract-lead.c - what is said of a date by the words before it alone */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/deadline/candidate.h"

enum { CLEAR = 40 }; /* a score that no doubt is left of */

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

/* "kl. 10-16": how long it is open. */
static bool
has_hours(const struct sentence *s, const struct reading *g)
{
	return g->to > g->core + 3 && is_mark(&s->reader, g->to - 2, '-');
}

/* "Kaffe på Knutsgården tisdag 7 december kl. 9": who names an hour meets. */
static bool
is_meeting(const struct sentence *s, const struct candidate *c, bool past)
{
	if (past || c->g->minutes < 0 || c->g->lead != LEAD_NONE ||
	    c->g->unit != PRECISION_DAY || c->g->range || c->g->computed ||
	    candidate_is_open(s))
		return false;
	for (size_t h = 0; h < s->hits; h++)
		if (cues_table[s->hit[h].cue].kind == CUE_REJECT ||
		    is_text(&s->reader, s->hit[h].first, "stänger"))
			return false;
	return !has_hours(s, c->g) || (s->said & SAID_NEUTRAL) != 0;
}

static bool
is_passive(const struct token *t)
{
	return t->kind == TOKEN_WORD && t->word_len > 4 &&
	       t->class == WORD_NONE &&
	       memcmp(t->word + t->word_len - 2, "as", 2) == 0;
}

/* "Fasaden ska putsas om under våren": work, though by an unknown verb. */
static bool
is_work(const struct sentence *s, const struct candidate *c)
{
	bool planned = (s->said & SAID_PLAN) != 0, work = false;

	if (c->g->lead != LEAD_NONE || c->g->unit == PRECISION_YEAR ||
	    (c->g->range && c->g->unit == PRECISION_DAY) ||
	    (!planned && c->g->unit < PRECISION_MONTH))
		return false;
	for (size_t h = 0; h < s->hits; h++)
		if (cues_table[s->hit[h].cue].kind == CUE_REJECT)
			return false;
	for (size_t i = 0; i < s->tokens.n && !work; i++) {
		const struct token *t = &s->tokens.t[i];

		work = is_passive(t) && t->cues == 0 && !t->capital &&
		       s->tense[i] != TENSE_PAST;
	}
	return work;
}

/* "Ny patientavgift från 1 januari" */
static bool
is_new(const struct sentence *s, const struct candidate *c)
{
	if (!s->list_line)
		return false;
	for (size_t i = 0; i < c->g->from; i++)
		if (is_text(&s->reader, i, "ny") ||
		    is_text(&s->reader, i, "nya") ||
		    is_text(&s->reader, i, "nytt"))
			return true;
	return false;
}

/* "Appen kan laddas ner från måndag." */
static bool
can_be(const struct sentence *s, const struct candidate *c)
{
	for (size_t i = 0; i + 1 < c->g->from; i++)
		if ((is_text(&s->reader, i, "kan") &&
			is_passive(&s->tokens.t[i + 1])) ||
		    (is_text(&s->reader, i, "går") &&
			is_text(&s->reader, i + 1, "att")))
			return true;
	return false;
}

/* "Till sommaren har alla wifi." */
static bool
begins_with_to(const struct sentence *s, const struct candidate *c)
{
	static const char *const verbs[] = {
	    "har", "är", "ska", "blir", "får", "finns"};

	if (c->g->from != 0 || c->g->lead != LEAD_TO ||
	    c->g->unit < PRECISION_MONTH)
		return false;
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (is_text(&s->reader, c->g->to, verbs[i]))
			return true;
	return false;
}

/* "Från årsskiftet blir det ..." */
static bool
begins_with_from(const struct sentence *s, const struct candidate *c)
{
	static const char *const verbs[] = {"slipper", "höjs", "sänks",
	    "ändras", "ersätts", "upphör", "omfattas", "räknas", "heter"};

	if (c->g->from > 1 || is_text(&s->reader, c->g->to, "kan") ||
	    is_text(&s->reader, c->g->to, "får"))
		return false;
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (is_text(&s->reader, c->g->to, verbs[i]))
			return true;
	return s->tense[c->g->to] == TENSE_NOW ||
	       is_passive(&s->tokens.t[c->g->to]);
}

bool
candidate_is_listed(const struct sentence *s, size_t k)
{
	return (k > 0 && s->group[k] == s->group[k - 1]) ||
	       (k + 1 < s->n && s->group[k] == s->group[k + 1]);
}

/* "Ledningsgruppen: 22/3, 5/4 och 26/4". */
static bool
is_series(const struct sentence *s, const struct candidate *c)
{
	if (!s->list_line || !candidate_is_listed(s, c->k) ||
	    c->g->unit != PRECISION_DAY || c->g->lead != LEAD_NONE)
		return false;
	for (size_t h = 0; h < s->hits; h++) {
		const struct cue *cue = &cues_table[s->hit[h].cue];

		if (cue->kind == DEADLINE_EVENT &&
		    (cue->flags & CUE_TOPIC) != 0)
			return true;
	}
	return false;
}

/* "finns att läsa från", "kan sökas från": it begins, and binds nobody. */
static bool
is_offered(const struct sentence *s)
{
	static const char *const verbs[] = {"kan", "får", "finns", "ligger",
	    "visas", "hämtas", "nås", "säljs", "startar", "börjar", "läsa",
	    "hittar", "läggs", "går", "publiceras", "sänds", "serveras"};

	for (size_t i = 0; i < s->tokens.n; i++)
		for (size_t k = 0; k < sizeof(verbs) / sizeof(verbs[0]); k++)
			if (is_text(&s->reader, i, verbs[k]))
				return true;
	return candidate_is_open(s);
}

/* Rules and fees begin with a month, weather and road works do not. */
static bool
begins_month(const struct candidate *c)
{
	if (c->g->first.shape == SHAPE_FEAST || c->g->minutes >= 0)
		return false;
	return c->g->unit >= PRECISION_MONTH ||
	       c->g->first.shape == SHAPE_TURN ||
	       day_date(c->g->span.start).day == 1;
}

/* "Tillfälliga kontroller t.o.m. 11 maj": a line that says how long. */
static bool
is_kept(const struct sentence *s, const struct candidate *c)
{
	if (!s->list_line || s->row || c->g->lead != LEAD_UNTIL ||
	    c->g->unit != PRECISION_DAY || c->g->from == 0 ||
	    candidate_is_open(s))
		return false;
	for (size_t h = 0; h < s->hits; h++)
		if (cues_table[s->hit[h].cue].kind != CUE_MARK)
			return false;
	for (size_t i = 0; i < c->g->from; i++)
		if (is_mark(&s->reader, i, ':'))
			return true;
	return false;
}

/* "efter den 31 december tar vi inte längre emot" */
static bool
no_longer(const struct sentence *s)
{
	for (size_t i = 1; i < s->tokens.n; i++)
		if (is_text(&s->reader, i, "längre") &&
		    (is_text(&s->reader, i - 1, "inte") ||
			is_text(&s->reader, i - 1, "ej")))
			return true;
	return false;
}

/* "från och med den 1 maj till och med den 31 augusti": so long it is so. */
static bool
is_span(const struct sentence *s, const struct candidate *c)
{
	if (!c->g->range || c->g->lead != LEAD_NONE || c->g->minutes >= 0 ||
	    candidate_is_open(s) ||
	    !(is_class(&s->reader, c->g->from, WORD_ONWARDS) ||
		is_text(&s->reader, c->g->from + 1, "och")))
		return false;
	for (size_t h = 0; h < s->hits; h++)
		if (cues_table[s->hit[h].cue].kind == CUE_REJECT)
			return false;
	return true;
}

/* Without any cue: what "senast" and "från och med" say by themselves. */
void
candidate_lead(struct extract *x, struct candidate *c)
{
	const struct sentence *s = &x->now;
	bool now = false, past = false;

	for (size_t i = 0; i < s->tokens.n && !now; i++)
		now = s->tense[i] == TENSE_NOW;
	for (size_t i = 0; i < s->tokens.n; i++)
		past = past || s->tense[i] == TENSE_PAST;
	if (c->v.kind == DEADLINE_EXPIRY && candidate_has_time(s, c))
		c->v.kind = -1; /* "på sig att avveckla" */
	if (c->v.kind == DEADLINE_EFFECT && candidate_is_for_now(s, c))
		c->v.kind = DEADLINE_EXPIRY;
	if (c->v.history || c->v.kind >= 0)
		return;
	if ((c->flags & CUE_MOVED) != 0) {
		c->v = sentence_topic(s, false);
		c->v.cue = NULL;
	}
	if (c->v.kind < 0 && is_series(s, c))
		c->v.kind = DEADLINE_EVENT;
	else if (c->v.kind < 0 && is_meeting(s, c, past))
		c->v.kind = DEADLINE_EVENT;
	else if (c->v.kind < 0 && !past && is_work(s, c))
		c->v.kind = DEADLINE_COMPLETE;
	if (c->v.kind < 0 && c->g->lead == LEAD_AFTER && no_longer(s))
		c->v.kind = DEADLINE_EXPIRY;
	if ((!now &&
		(past || (c->g->lead != LEAD_UNTIL && c->g->lead != LEAD_TO &&
			     c->g->lead != LEAD_FROM && c->g->lead != LEAD_BY &&
			     c->g->lead != LEAD_BEFORE &&
			     !(c->g->lead == LEAD_NONE && shall_have(s))))) ||
	    c->v.kind >= 0)
		return;
	if (is_span(s, c) && now && !past) {
		c->v.kind = CUE_VALID;
		c->v.score = CLEAR;
	} else if (candidate_has_time(s, c)) {
		c->v.kind = candidate_time_for(x, c);
	} else if (c->g->lead == LEAD_BY || c->g->lead == LEAD_BEFORE) {
		c->v.kind = candidate_asked_by(x, c);
	} else if (c->g->lead == LEAD_NONE && shall_have(s)) {
		c->v.kind = DEADLINE_COMPLETE;
	} else if (c->g->lead == LEAD_TO &&
		   (shall_have(s) || begins_with_to(s, c))) {
		c->v.kind = DEADLINE_COMPLETE;
		c->g->span.end = c->g->span.start;
	} else if (c->g->lead == LEAD_UNTIL || c->g->lead == LEAD_TO) {
		c->v.kind = past ? -1 : candidate_open_to(x, c);
		if (c->v.kind < 0 && is_kept(s, c))
			c->v.kind = DEADLINE_EXPIRY;
	} else if (c->g->lead == LEAD_FROM && !c->g->range) {
		bool onwards = is_class(&s->reader, c->g->from, WORD_ONWARDS) ||
			       is_text(&s->reader, c->g->from + 1, "och") ||
			       is_text(&s->reader, c->g->from, "fr");

		if (onwards || begins_with_from(s, c) || is_new(s, c) ||
		    (now && !past && begins_month(c) && !is_offered(s)))
			c->v.kind = DEADLINE_EFFECT;
		else if (can_be(s, c) || is_text(&s->reader, c->g->to, "kan") ||
			 is_text(&s->reader, c->g->to, "får"))
			c->v.kind = DEADLINE_COMPLETE;
	}
}
