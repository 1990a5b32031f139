/* extract-ask.c - the kind of a date by what is asked for */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/candidate.h"

enum { CLEAR_ASK = 44 }; /* what a noun weighs that needs no verb */
enum { SAME_PLACE = 500 }; /* bytes: what is told there belongs together */

/* One of the words stands in the sentence from the token from on. */
static bool
says(const struct sentence *s, size_t from, const char *const *words, size_t n)
{
	for (size_t i = from; i < s->tokens.n; i++)
		for (size_t k = 0; k < n; k++)
			if (is_text(&s->reader, i, words[k]))
				return true;
	return false;
}

#define SAYS(s, from, words) \
	says(s, from, words, sizeof(words) / sizeof((words)[0]))

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
	static const char *const words[] = {"ska", "skall", "måste", "behöver"};

	return SAYS(s, 0, words);
}

/* "ditt namn", "ni": the one who reads is asked for something. */
static bool
speaks_to_you(const struct sentence *s)
{
	static const char *const you[] = {
	    "du", "dig", "din", "ditt", "dina", "ni", "er", "ert", "era"};

	return SAYS(s, 0, you);
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
	static const char *const neutral[] = {
	    "blir", "bli", "är", "börjar", "sker", "inleds", "ses"};

	if (past || c->g->minutes < 0 || c->g->lead != LEAD_NONE ||
	    c->g->unit != PRECISION_DAY || c->g->range || c->g->computed)
		return false;
	for (size_t h = 0; h < s->hits; h++)
		if (cues_table[s->hit[h].cue].kind == CUE_REJECT)
			return false;
	return !has_hours(s, c->g) || SAYS(s, 0, neutral);
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

/* "Vill någon inte fortsätta": before the end that has just been told. */
static bool
is_ending(const struct extract *x, const struct candidate *c)
{
	static const char *const when[] = {
	    "vill", "vilja", "om", "såvida", "ifall", "därest", "annars"};

	return x->expiry != NO_DAY && c->g->span.end <= x->expiry &&
	       x->now.at.from - x->expiry_at < SAME_PLACE &&
	       SAYS(&x->now, 0, when);
}

/* An unknown verb and "senast": what the nouns ask for, or else work. */
static int
asked_by(struct extract *x, const struct candidate *c)
{
	struct verdict v = sentence_asks(&x->now);
	bool must = shall(&x->now);
	int kind;

	if (v.kind >= 0 && v.score >= (must ? 50 : 36))
		return v.kind;
	if (is_ending(x, c))
		return DEADLINE_NOTICE;
	if (speaks_to_you(&x->now)) {
		if ((kind = extract_asks(x)) >= 0)
			return kind;
		return x->n > 0 && x->list[x->n - 1].kind == DEADLINE_EVENT
			   ? DEADLINE_REGISTER
			   : DEADLINE_COMPLETE;
	}
	if (must)
		return DEADLINE_COMPLETE;
	kind = extract_asks(x);
	return kind >= 0 || c->g->lead != LEAD_BY ? kind : DEADLINE_COMPLETE;
}

/* "Ni har möjlighet att reagera till den 18 september." */
static bool
speaks_of_us(const struct sentence *s)
{
	static const char *const us[] = {"vi", "oss"};

	return speaks_to_you(s) || SAYS(s, 0, us);
}

/* "till och med", "fram till", and no cue. */
static int
open_to(struct extract *x, const struct candidate *c)
{
	const struct sentence *s = &x->now;
	struct verdict v = sentence_asks(s);
	bool until = c->g->lead == LEAD_UNTIL ||
		     is_text(&s->reader, c->g->from, "fram");

	if (until && v.score >= CLEAR_ASK)
		return v.kind;
	if (c->g->from > 0 && is_text(&s->reader, c->g->from - 1, "längst"))
		return DEADLINE_EXPIRY;
	if (c->g->lead == LEAD_UNTIL && shall(s))
		return DEADLINE_EXPIRY; /* "ska rulla till och med" */
	if (c->g->unit == PRECISION_DAY && speaks_of_us(s))
		return extract_asks(x);
	return -1;
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
	static const char *const plans[] = {"ska", "skall", "kommer", "planeras",
	    "beräknas", "väntas", "förväntas", "bör", "måste"};
	bool planned = SAYS(s, 0, plans), work = false;

	if (c->g->lead != LEAD_NONE || c->g->unit == PRECISION_YEAR ||
	    (!planned && c->g->unit < PRECISION_MONTH))
		return false;
	for (size_t h = 0; h < s->hits; h++)
		if (cues_table[s->hit[h].cue].kind == CUE_REJECT)
			return false;
	for (size_t i = 0; i < s->tokens.n && !work; i++) {
		const struct token *t = &s->tokens.t[i];

		work = is_passive(t) && t->cues == 0 && !t->capital &&
		       s->tense[i] == TENSE_NONE;
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
		if (is_text(&s->reader, i, "kan") &&
		    is_passive(&s->tokens.t[i + 1]))
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
	static const char *const verbs[] = {"slipper", "höjs", "sänks", "ändras",
	    "ersätts", "upphör", "omfattas", "räknas", "heter"};

	if (c->g->from > 1 || is_text(&s->reader, c->g->to, "kan") ||
	    is_text(&s->reader, c->g->to, "får"))
		return false;
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (is_text(&s->reader, c->g->to, verbs[i]))
			return true;
	return s->tense[c->g->to] == TENSE_NOW ||
	       is_passive(&s->tokens.t[c->g->to]);
}

static bool
is_listed(const struct sentence *s, size_t k)
{
	return (k > 0 && s->group[k] == s->group[k - 1]) ||
	       (k + 1 < s->n && s->group[k] == s->group[k + 1]);
}

/* "Ledningsgruppen: 22/3, 5/4 och 26/4". */
static bool
is_series(const struct sentence *s, const struct candidate *c)
{
	if (!s->list_line || !is_listed(s, c->k) ||
	    c->g->unit != PRECISION_DAY || c->g->lead != LEAD_NONE)
		return false;
	for (size_t h = 0; h < s->hits; h++) {
		const struct cue *cue = &cues_table[s->hit[h].cue];

		if (cue->kind == DEADLINE_EVENT && (cue->flags & CUE_TOPIC) != 0)
			return true;
	}
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
	if (c->v.kind < 0 && is_series(s, c))
		c->v.kind = DEADLINE_EVENT;
	else if (c->v.kind < 0 && is_meeting(s, c, past))
		c->v.kind = DEADLINE_EVENT;
	else if (c->v.kind < 0 && !past && is_work(s, c))
		c->v.kind = DEADLINE_COMPLETE;
	if ((!now &&
		(past || (c->g->lead != LEAD_UNTIL && c->g->lead != LEAD_TO &&
			     c->g->lead != LEAD_FROM && c->g->lead != LEAD_BY &&
			     c->g->lead != LEAD_BEFORE &&
			     !(c->g->lead == LEAD_NONE && shall_have(s))))) ||
	    c->v.kind >= 0)
		return;
	if (has_time(s, c)) {
		c->v.kind = time_for(x, c);
	} else if (c->g->lead == LEAD_BY || c->g->lead == LEAD_BEFORE) {
		c->v.kind = asked_by(x, c);
	} else if (c->g->lead == LEAD_NONE && shall_have(s)) {
		c->v.kind = DEADLINE_COMPLETE;
	} else if (c->g->lead == LEAD_TO &&
		   (shall_have(s) || begins_with_to(s, c))) {
		c->v.kind = DEADLINE_COMPLETE;
		c->g->span.end = c->g->span.start;
	} else if (c->g->lead == LEAD_UNTIL || c->g->lead == LEAD_TO) {
		c->v.kind = past ? -1 : open_to(x, c);
	} else if (c->g->lead == LEAD_FROM && !c->g->range) {
		bool onwards = is_class(&s->reader, c->g->from, WORD_ONWARDS) ||
			       is_text(&s->reader, c->g->from + 1, "och") ||
			       is_text(&s->reader, c->g->from, "fr");

		if (onwards || begins_with_from(s, c) || is_new(s, c))
			c->v.kind = DEADLINE_EFFECT;
		else if (can_be(s, c) || is_text(&s->reader, c->g->to, "kan") ||
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
static int
handed(struct extract *x, const struct candidate *c)
{
	enum lead lead = c->g->lead;
	unsigned flags = c->v.cue->flags;
	int kind;

	if (lead == LEAD_NONE && c->g->unit > PRECISION_MONTH)
		return -1; /* "vill ha tider under våren" */
	if (lead == LEAD_NONE && (flags & CUE_EXPECTED) != 0)
		return DEADLINE_DECISION; /* "meddelas i maj" */
	if ((lead == LEAD_NONE || lead == LEAD_FROM) && !c->g->range &&
	    !(c->g->unit == PRECISION_DAY && lead == LEAD_NONE &&
		shall(&x->now)) &&
	    (flags & CUE_OPEN) == 0 && (flags & (CUE_VERB | CUE_STATE)) != 0)
		return sentence_asks(&x->now).kind;
	if (sentence_asks(&x->now).score < CLEAR_ASK && is_ending(x, c))
		return DEADLINE_NOTICE;
	kind = extract_asks(x);
	if (kind < 0 && (lead == LEAD_BY || lead == LEAD_BEFORE ||
			    (lead == LEAD_NONE && shall(&x->now))))
		return speaks_to_you(&x->now) && x->n > 0 &&
			       x->list[x->n - 1].kind == DEADLINE_EVENT
			   ? DEADLINE_REGISTER
			   : DEADLINE_REPORT;
	return kind;
}

static void
by_hand(struct extract *x, struct candidate *c)
{
	if (c->v.kind != CUE_HAND)
		return;
	c->v.kind = handed(x, c);
	if (c->v.kind < 0)
		c->v = sentence_judge_but(&x->now, c->k, CUE_HAND);
}

/* "Samråd 5 april kl. 18": the meeting, and no last day. */
static void
by_hour(struct candidate *c, const struct sentence *s)
{
	if (c->v.kind == DEADLINE_REMISS && c->v.cue != NULL &&
	    (c->v.cue->flags & CUE_PUBLIC) != 0 && c->g->lead == LEAD_NONE &&
	    !c->g->range && c->g->unit == PRECISION_DAY &&
	    (c->g->minutes >= 0 || c->g->first.weekday != 0 ||
		is_listed(s, c->k)))
		c->v.kind = DEADLINE_EVENT;
}

void
candidate_ask(struct extract *x, struct candidate *c)
{
	by_hour(c, &x->now);
	by_thing(x, c);
	by_hand(x, c);
	by_lead(x, c);
}
