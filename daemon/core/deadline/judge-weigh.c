/* judge-weigh.c - what the words beside a date's cue make of it */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/judge.h"

/*
 * "Remisstiden går ut", "ansökan stänger": what comes to its end is told by
 * the noun before the verb.
 */
static int
noun_of(const struct sentence *s, const struct verdict *v)
{
	const struct cue_hit *verb = &s->hit[v->hit];
	int other = v->kind;

	for (size_t h = v->hit, n = 0; h-- > 0 && n < JUDGE_HITS; n++) {
		const struct cue *c = &cues_table[s->hit[h].cue];

		if (s->hit[h].last >= verb->first)
			continue;
		if (sentence_cost(s, s->hit[h].last + 1u, verb->first) > 40)
			break;
		if (c->kind == CUE_VALID && c->weight < 40 &&
		    (c->flags & CUE_VERB) == 0)
			break; /* "avtalet" */
		if ((c->flags & CUE_TOPIC) != 0 && c->kind != DEADLINE_COMPLETE)
			continue;
		if (c->kind == DEADLINE_COMPLETE && (c->flags & CUE_TOPIC) != 0)
			other = c->kind;
		if ((c->kind == DEADLINE_REMISS && c->weight >= 44) ||
		    c->kind == DEADLINE_APPLY || c->kind == DEADLINE_APPEAL ||
		    c->kind == DEADLINE_REGISTER)
			return c->kind;
	}
	return other;
}

/* "till sitt möte i maj", "inför nämndens sammanträde": brought there. */
static bool
is_brought(const struct sentence *s, const struct verdict *v)
{
	static const char *const calls[] = {"kallas", "välkommen", "välkomna",
	    "kallelse", "inbjudan", "bjuder", "inbjuds", "inbjuder", "flyttas",
	    "skjuts", "flyttat", "anmälan", "anmäl", "bjuda", "bjudas", "kalla",
	    "kallar", "inbjudna"};
	size_t i = s->hit[v->hit].first, least = i > 3 ? i - 3 : 0;
	bool to = false;

	while (!to && i-- > least)
		to = is_class(&s->reader, i, WORD_TO) ||
		     is_text(&s->reader, i, "inför");
	if (!to || judge_tense_before(s, 0, i) == TENSE_NONE)
		return false;
	for (size_t k = 0; k < i; k++)
		for (size_t n = 0; n < sizeof(calls) / sizeof(calls[0]); n++)
			if (is_text(&s->reader, k, calls[n]))
				return false;
	return true;
}

/*
 * At a body's meeting a thing is decided or presented, which counts; at a
 * conference it is the conference.
 */
static void
weigh_meeting(const struct sentence *s, size_t k, struct verdict *v)
{
	const struct reading *g = &s->reading[k];
	size_t from = judge_clause_start(s, g->from, 14);
	size_t to = judge_clause_end(s, g->to, 14);
	bool event = v->kind == DEADLINE_EVENT;
	size_t h = judge_first_hit(s, from);
	size_t v_first = v->cue != NULL ? s->hit[v->hit].first : 0;

	if (v->cue == NULL || !(event ? (v->cue->flags & CUE_BODY) != 0
				      : v->kind == DEADLINE_REPORT &&
					    (v->cue->flags & CUE_VERB) != 0))
		return;
	for (size_t n = 0; h < s->hits && n < JUDGE_HITS; h++, n++) {
		const struct cue *c = &cues_table[s->hit[h].cue];

		if (s->hit[h].first >= to)
			break;
		if (judge_crossed(s, k, s->hit[h].last, g->from) > 0 ||
		    judge_crossed(s, k, g->to, s->hit[h].first) > 0)
			continue;
		if (event ? (c->kind == DEADLINE_REPORT ||
				c->kind == DEADLINE_DECISION) &&
				c->weight >= 50 &&
				((c->flags & CUE_VERB) != 0 ||
				    (s->hit[h].last < v_first &&
					!judge_is_object(s, &s->hit[h])))
			  : (c->flags & CUE_PUBLIC) != 0 &&
				s->hit[h].last < s->hit[v->hit].first) {
			v->kind = c->kind;
			v->cue = c;
			v->hit = h;
			return;
		}
	}
	if (event && is_brought(s, v))
		v->kind = DEADLINE_REPORT;
}

/* A kind that a noun gives to "genomförs", "sker", whatever the date. */
static bool
is_done(const struct cue *c, const struct reading *g)
{
	enum { NOUN = 46 };

	if ((c->flags & (CUE_VERB | CUE_TOPIC | CUE_STATE)) != 0 ||
	    c->weight < NOUN)
		return false;
	if (c->kind == DEADLINE_EVENT)
		return g->unit == PRECISION_DAY && g->lead == LEAD_NONE;
	return c->kind == DEADLINE_REMISS || c->kind == DEADLINE_DECISION ||
	       c->kind == DEADLINE_REPORT;
}

/* "Granskningen" of a plan is a consultation, of accounts it is none. */
static bool
is_review(const struct sentence *s, const struct cue *c)
{
	enum { SURE = 56 };

	if (c->kind != DEADLINE_REMISS || c->weight >= SURE)
		return false;
	for (size_t h = 0; h < s->hits; h++) {
		const struct cue *o = &cues_table[s->hit[h].cue];

		if (o != c && o->kind == DEADLINE_REMISS)
			return false;
	}
	return true;
}

/*
 * "Mötet förläggs till Falun den 14 maj": what is done is a meeting.  What is
 * said of a verb that goes with anything is said of its noun: "granskningen
 * genomförs i april".
 */
static void
weigh_subject(const struct sentence *s, size_t k, struct verdict *v)
{
	enum { NEAR = 4, NEAR_GENERIC = 8, STARTS = 62 };
	const struct reading *g = &s->reading[k];
	const struct cue_hit *verb;
	bool generic;
	size_t near;

	if (v->cue == NULL ||
	    (v->kind != DEADLINE_COMPLETE &&
		(v->cue->flags & CUE_GENERIC) == 0) ||
	    (v->cue->flags & (CUE_VERB | CUE_GENERIC)) == 0 ||
	    ((v->cue->flags & CUE_LIVE) != 0 && v->cue->weight > STARTS))
		return;
	verb = &s->hit[v->hit];
	generic = (v->cue->flags & CUE_GENERIC) != 0;
	near = generic ? NEAR_GENERIC : NEAR;
	for (size_t h = judge_first_hit(s, verb->verb), n = 0;
	     h-- > 0 && n < JUDGE_HITS; n++) {
		const struct cue_hit *noun = &s->hit[h];
		const struct cue *c = &cues_table[noun->cue];

		if (noun->last + near < verb->verb ||
		    s->wall[noun->last] + (int)near < s->wall[verb->verb])
			break;
		if (noun->last < verb->verb && is_done(c, g) &&
		    !is_review(s, c) &&
		    (generic || c->kind == DEADLINE_EVENT) &&
		    !judge_is_object(s, noun)) {
			v->kind = c->kind;
			return;
		}
	}
}

/* "Hallen invigs i höst": no meeting, it opens. */
static void
weigh_opening(const struct sentence *s, size_t k, struct verdict *v)
{
	if (v->kind == DEADLINE_EVENT && v->cue != NULL &&
	    (v->cue->flags & CUE_LIVE) != 0 &&
	    (s->reading[k].unit != PRECISION_DAY ||
		s->reading[k].first.shape == SHAPE_TURN))
		v->kind = DEADLINE_COMPLETE;
}

/* "slutar leverera", "upphör att ta emot": it ends. */
static void
weigh_stop(const struct sentence *s, struct verdict *v)
{
	size_t i;

	if (v->cue == NULL || (v->cue->flags & CUE_VERB) == 0 ||
	    v->kind == CUE_REJECT || (i = s->hit[v->hit].first) == 0)
		return;
	if (is_text(&s->reader, i - 1, "slutar") ||
	    is_text(&s->reader, i - 1, "sluta") ||
	    (i > 1 && is_text(&s->reader, i - 1, "att") &&
		(is_text(&s->reader, i - 2, "slutar") ||
		    is_text(&s->reader, i - 2, "upphör"))))
		v->kind = DEADLINE_EXPIRY;
}

void
judge_weigh(const struct sentence *s, size_t k, struct verdict *v)
{
	if (v->cue != NULL && (v->cue->flags & CUE_OPEN) != 0)
		v->kind = noun_of(s, v);
	weigh_meeting(s, k, v);
	weigh_subject(s, k, v);
	weigh_opening(s, k, v);
	weigh_stop(s, v);
}
