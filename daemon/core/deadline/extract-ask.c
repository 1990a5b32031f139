/* extract-ask.c - the kind of a date by what is asked for */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/deadline/candidate.h"

enum { CLEAR_ASK = 44 };   /* what a noun weighs that needs no verb */
enum { SAME_PLACE = 500 }; /* bytes: what is told there belongs together */

bool
candidate_shall(const struct sentence *s)
{
	return (s->said & SAID_SHALL) != 0;
}

/* "ditt namn", "ni": the one who reads is asked for something. */
static bool
speaks_to_you(const struct sentence *s)
{
	return (s->said & SAID_YOU) != 0;
}

/* "ger bolaget till den 3 maj att svara" */
static bool
gives(const struct sentence *s, size_t to)
{
	static const char *const verbs[] = {
	    "ger", "får", "har", "ges", "gett", "gav", "fick", "fått"};
	enum { NEAR = 6 };

	for (size_t i = to > NEAR ? to - NEAR : 0; i < to; i++)
		for (size_t k = 0; k < sizeof(verbs) / sizeof(verbs[0]); k++)
			if (is_text(&s->reader, i, verbs[k]))
				return true;
	return false;
}

/* "har till den 3 maj på sig att": what for, the words after it tell. */
bool
candidate_has_time(const struct sentence *s, const struct candidate *c)
{
	size_t from = c->g->from, to = c->g->to;

	if (from > 2 && is_mark(&s->reader, from - 1, ','))
		from--; /* "tre månader på sig, till den 3 maj" */
	if ((c->g->lead == LEAD_TO || c->g->lead == LEAD_UNTIL) &&
	    is_text(&s->reader, to, "att") && gives(s, from))
		return true;
	return (is_text(&s->reader, to, "på") &&
		   is_text(&s->reader, to + 1, "sig")) ||
	       (from > 1 && is_text(&s->reader, from - 2, "på") &&
		   is_text(&s->reader, from - 1, "sig"));
}

int
candidate_time_for(struct extract *x, const struct candidate *c)
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
	return x->expiry != NO_DAY && c->g->span.end <= x->expiry &&
	       x->now.at.from - x->expiry_at < SAME_PLACE &&
	       (x->now.said & SAID_WHEN) != 0;
}

/* An unknown verb and "senast": what the nouns ask for, or else work. */
int
candidate_asked_by(struct extract *x, const struct candidate *c)
{
	struct verdict v = sentence_asks(&x->now);
	bool must = candidate_shall(&x->now);
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
	kind = extract_asks(x);
	if (must && kind >= 0 &&
	    (is_text(&x->now.reader, 0, "det") ||
		is_text(&x->now.reader, 0, "detta")))
		return kind; /* "Det måste ske före maj" */
	if (must)
		return DEADLINE_COMPLETE;
	if (kind >= 0 ||
	    (c->g->first.shape == SHAPE_FEAST && c->g->lead != LEAD_BY) ||
	    (c->g->lead != LEAD_BY &&
		(c->flags & (CUE_EXPECTED | CUE_WISH)) != CUE_EXPECTED))
		return kind;
	return DEADLINE_COMPLETE; /* "räknar med att ha taket tätt före" */
}

/* "Ni har möjlighet att reagera till den 18 september." */
static bool
speaks_of_us(const struct sentence *s)
{
	return (s->said & (SAID_YOU | SAID_US)) != 0;
}

bool
candidate_is_for_now(const struct sentence *s, const struct candidate *c)
{
	if (c->g->lead != LEAD_TO && c->g->lead != LEAD_UNTIL)
		return false;
	for (size_t i = 0; i < c->g->from; i++)
		if (is_text(&s->reader, i, "tillfälligt") ||
		    is_text(&s->reader, i, "tillsvidare"))
			return true;
	return false;
}

/* "till och med", "fram till", and no cue. */
int
candidate_open_to(struct extract *x, const struct candidate *c)
{
	const struct sentence *s = &x->now;
	struct verdict v = sentence_asks(s);
	bool until = c->g->lead == LEAD_UNTIL ||
		     is_text(&s->reader, c->g->from, "fram");

	if (until && v.score >= CLEAR_ASK)
		return v.kind;
	if (c->g->from > 0 && is_text(&s->reader, c->g->from - 1, "längst"))
		return DEADLINE_EXPIRY;
	if (candidate_is_for_now(s, c))
		return DEADLINE_EXPIRY;
	if (c->g->lead == LEAD_UNTIL && candidate_shall(s))
		return DEADLINE_EXPIRY; /* "ska rulla till och med" */
	if (c->g->unit == PRECISION_DAY && speaks_of_us(s))
		return extract_asks(x);
	return -1;
}

static bool
speaks_of_interest(const struct sentence *s, const struct candidate *c)
{
	if (c->v.cue != NULL && c->v.hit < s->hits &&
	    is_text(&s->reader, s->hit[c->v.hit].last, "intresse"))
		return true;
	for (size_t i = 0; i < s->tokens.n; i++)
		if (s->tokens.t[i].kind == TOKEN_WORD &&
		    strncmp(s->tokens.t[i].word, "intresseanmäl",
			strlen("intresseanmäl")) == 0)
			return true;
	return false;
}

/* "Anmäl intresse" is of the meeting that has been told, or else a bid. */
static void
by_interest(struct extract *x, struct candidate *c)
{
	if ((c->v.kind != DEADLINE_APPLY && c->v.kind != DEADLINE_REGISTER) ||
	    !speaks_of_interest(&x->now, c))
		return;
	c->v.kind = extract_gathers(x) ? DEADLINE_REGISTER : DEADLINE_APPLY;
}

/* What may be prolonged, or whose notice is told. */
static bool
may_go_on(const struct sentence *s)
{
	for (size_t h = 0; h < s->hits; h++)
		if (cues_table[s->hit[h].cue].kind == DEADLINE_NOTICE ||
		    (cues_table[s->hit[h].cue].flags & CUE_EXTENDABLE) != 0)
			return true;
	return false;
}

/* "... begära förlängning. En sådan begäran ska ha kommit in": of that. */
static void
by_such(struct extract *x, struct candidate *c)
{
	static const char *const such[] = {
	    "sådan", "sådant", "denna", "detta", "det", "den"};
	enum { NEAR = 3 };
	bool of_that = false;

	if ((c->v.kind != DEADLINE_APPLY && c->v.kind != DEADLINE_REPORT) ||
	    c->v.history || x->before.to == 0 || x->now.at.after_gap ||
	    (c->g->lead != LEAD_BY && c->g->lead != LEAD_BEFORE))
		return;
	for (size_t i = 0; i < NEAR; i++)
		for (size_t k = 0; k < sizeof(such) / sizeof(such[0]); k++)
			of_that =
			    of_that ||
			    (is_text(&x->now.reader, i, such[k]) &&
				(is_text(&x->now.reader, i + 1, "begäran") ||
				    is_text(&x->now.reader, i + 1, "önskan") ||
				    is_text(
					&x->now.reader, i + 1, "framställan")));
	if (of_that && may_go_on(extract_again(x, &x->before)))
		c->v.kind = DEADLINE_NOTICE;
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

/* "Stänger den 3 maj": the call or the form that is spoken of. */
static bool
closes(const struct sentence *s, const struct candidate *c)
{
	size_t i = s->hit[c->v.hit].first;

	if (i > 1 && is_text(&s->reader, i, "stänger") &&
	    is_text(&s->reader, i - 1, "vi") && is_mark(&s->reader, i - 2, ','))
		return true; /* "passa på, vi stänger den 3 maj" */
	return i <= 1 && is_text(&s->reader, i, "stänger") &&
	       (i == 0 || is_text(&s->reader, 0, "den") ||
		   is_text(&s->reader, 0, "det") ||
		   is_text(&s->reader, 0, "vi"));
}

/* "alla ska ha fått utrustning": nothing that we have asked for. */
static bool
has_got(const struct extract *x, const struct candidate *c)
{
	size_t i = x->now.hit[c->v.hit].first;

	return (x->now.said & (SAID_YOU | SAID_US)) == 0 &&
	       is_text(&x->now.reader, i, "ha") &&
	       (is_text(&x->now.reader, i + 1, "fått") ||
		   is_text(&x->now.reader, i + 1, "nått"));
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
		candidate_shall(&x->now)) &&
	    (flags & CUE_OPEN) == 0 && !closes(&x->now, c) &&
	    (flags & (CUE_VERB | CUE_STATE)) != 0)
		return sentence_asks(&x->now).kind;
	if (sentence_asks(&x->now).score < CLEAR_ASK && is_ending(x, c))
		return DEADLINE_NOTICE;
	kind = extract_asks(x);
	if (kind < 0 && (lead == LEAD_TO || lead == LEAD_UNTIL) &&
	    c->g->unit == PRECISION_DAY && (flags & CUE_OPEN) == 0)
		return DEADLINE_REPORT; /* "deadline är satt till" */
	if (kind < 0 && (lead == LEAD_BY || lead == LEAD_BEFORE ||
			    (lead == LEAD_NONE && candidate_shall(&x->now))))
		return speaks_to_you(&x->now) && x->n > 0 &&
			       x->list[x->n - 1].kind == DEADLINE_EVENT
			   ? DEADLINE_REGISTER
		       : has_got(x, c) ? DEADLINE_COMPLETE
				       : DEADLINE_REPORT;
	return kind;
}

/* "Svara" in an invitation or a call: what they ask for. */
static void
by_answer(struct extract *x, struct candidate *c)
{
	enum { NOUN = 46 };
	int kind;

	if (c->v.kind != DEADLINE_REMISS || c->v.cue == NULL ||
	    (c->v.cue->flags & CUE_VERB) == 0 || c->v.cue->weight > NOUN ||
	    sentence_asks(&x->now).score > NOUN)
		return;
	kind = extract_asks_above(x);
	if (kind == DEADLINE_APPLY || kind == DEADLINE_REGISTER)
		c->v.kind = kind;
}

/* "Tiden går ut": of what, is told above it. */
static void
by_time(struct extract *x, struct candidate *c)
{
	static const char *const times[] = {"tiden", "tidsfristen", "fristen",
	    "rundan", "omgången", "insamlingen", "omröstningen", "dialogen",
	    "samrådstiden", "perioden", "enkäten"};
	size_t verb;
	bool of_time = false;
	int kind;

	if (c->v.kind != DEADLINE_EXPIRY || c->v.cue == NULL ||
	    (c->v.cue->flags & CUE_OPEN) == 0)
		return;
	verb = x->now.hit[c->v.hit].first;
	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++)
		of_time =
		    of_time ||
		    (verb > 0 && is_text(&x->now.reader, verb - 1, times[i])) ||
		    is_text(&x->now.reader, 0, times[i]);
	if (!of_time)
		return;
	if ((kind = extract_asks(x)) >= 0)
		c->v.kind = kind;
}

static void
by_hand(struct extract *x, struct candidate *c)
{
	struct verdict v;

	if (c->v.kind != CUE_HAND)
		return;
	c->v.kind = candidate_word_before(&x->now, c->g->from, "längst")
			? DEADLINE_EXPIRY
			: handed(x, c);
	if (c->v.kind >= 0)
		return;
	v = sentence_judge_but(&x->now, c->k, CUE_HAND);
	if (v.kind == DEADLINE_EVENT && v.cue != NULL &&
	    x->now.hit[v.hit].first == x->now.hit[c->v.hit].first)
		v.kind = -1; /* the same verb: "samlas in" */
	if (v.kind < 0 && !v.history && c->g->lead == LEAD_NONE &&
	    c->g->unit == PRECISION_DAY &&
	    (x->now.hit[c->v.hit].last < c->g->from ||
		is_class(&x->now.reader, x->now.hit[c->v.hit].last + 1u,
		    WORD_FOR)) &&
	    (c->v.cue->flags & (CUE_VERB | CUE_STATE)) == 0) {
		c->v.kind = DEADLINE_REPORT; /* "deadline för bilder är" */
		return;
	}
	c->v = v;
}

/* "Hur många bor här? Svar: 214 den 30 april": no answer that is asked for. */
static void
by_question(struct extract *x, struct candidate *c)
{
	const struct stretch *s = &x->before;

	if (c->v.kind == DEADLINE_REMISS &&
	    is_text(&x->now.reader, 0, "svar") &&
	    is_mark(&x->now.reader, 1, ':') && s->to > s->from &&
	    x->text[s->to - 1] == '?' && extract_asks_above(x) < 0)
		c->v = (struct verdict){.kind = CUE_REJECT};
}

/* "Vi vill ha svar", after a meeting has been told: who comes to it. */
static void
by_reply(struct extract *x, struct candidate *c)
{
	struct verdict v = sentence_asks(&x->now);

	if (c->v.kind == DEADLINE_REMISS && x->n > 0 &&
	    x->list[x->n - 1].kind == DEADLINE_EVENT && v.kind >= 0 &&
	    is_text(&x->now.reader, x->now.hit[v.hit].first, "svar") &&
	    extract_asks_above(x) != DEADLINE_REMISS)
		c->v.kind = DEADLINE_REGISTER;
}

/* "Samråd 5 april kl. 18": the meeting, and no last day. */
static void
by_hour(struct extract *x, struct candidate *c)
{
	const struct sentence *s = &x->now;
	enum { WEAK = 50 }; /* a cue that is no deadline by itself alone */
	bool listed = candidate_is_listed(s, c->k);
	size_t noun = c->v.cue != NULL ? s->hit[c->v.hit].first : 0;

	if (c->v.kind == DEADLINE_REMISS && c->v.cue != NULL &&
	    (c->v.cue->flags & CUE_VERB) != 0 && c->g->lead == LEAD_NONE &&
	    !c->g->range && c->g->unit == PRECISION_DAY && listed &&
	    extract_meets(x))
		c->v.kind = DEADLINE_EVENT; /* "säg din mening på mötena ..." */
	if ((c->v.kind < 0 || (c->v.kind == CUE_REJECT && c->v.cue != NULL &&
				  c->v.cue->weight <= WEAK)) &&
	    !c->v.history && c->g->minutes >= 0 && c->g->lead == LEAD_NONE &&
	    !c->g->range && c->g->unit == PRECISION_DAY &&
	    !candidate_is_open(s) && extract_meets(x))
		c->v.kind = DEADLINE_EVENT; /* "svarar på frågor ... kl. 16" */
	if (c->v.kind == DEADLINE_REMISS && c->v.cue != NULL &&
	    (c->v.cue->flags & CUE_PUBLIC) != 0 && c->g->lead == LEAD_NONE &&
	    !c->g->range && c->g->unit == PRECISION_DAY &&
	    (c->g->minutes >= 0 || c->g->first.weekday != 0 || listed ||
		(noun > 0 && is_class(&s->reader, noun - 1, WORD_AT)) ||
		(s->list_line && noun == 0)))
		c->v.kind = DEADLINE_EVENT;
}

void
candidate_ask(struct extract *x, struct candidate *c)
{
	by_hour(x, c);
	by_thing(x, c);
	by_answer(x, c);
	by_time(x, c);
	by_hand(x, c);
	by_such(x, c);
	by_interest(x, c);
	by_reply(x, c);
	by_question(x, c);
	candidate_carry(x, c);
	candidate_lead(x, c);
}
