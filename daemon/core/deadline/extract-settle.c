/* extract-settle.c - which days a date means, by what is said to happen */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/deadline/candidate.h"

/* Its day is the last or the first of a turn, by what happens then. */
static void
settle_turn(struct candidate *c)
{
	struct span *s = &c->g->span;
	bool begins = c->v.kind == DEADLINE_EFFECT ||
		      (c->v.cue != NULL && (c->v.cue->flags & CUE_LIVE) != 0);

	if (c->g->first.shape != SHAPE_TURN || c->g->range ||
	    s->start == s->end)
		return;
	if (begins)
		s->start = s->end;
	else
		s->end = s->start;
	c->g->unit = PRECISION_DAY;
}

/* "redovisas till hösten"; but "planeras till hösten" is all of it. */
static bool
is_delivered(const struct sentence *s, const struct candidate *c)
{
	const struct token *t = &s->tokens.t[(ptrdiff_t)c->g->from - 1];

	if ((c->v.kind != DEADLINE_REPORT && c->v.kind != DEADLINE_DECISION &&
		c->v.kind != DEADLINE_COMPLETE) ||
	    (c->v.cue->flags & CUE_GOING) != 0)
		return false; /* "pågår till hösten" lasts */
	return is_class(&s->reader, c->g->from, WORD_TO) &&
	       !(t->kind == TOKEN_WORD &&
		   (strncmp(t->word, "planer", 6) == 0 ||
		       strncmp(t->word, "förl", 4) == 0 ||
		       strncmp(t->word, "flytt", 5) == 0 ||
		       strncmp(t->word, "skj", 3) == 0 ||
		       strncmp(t->word, "beräkn", 6) == 0 ||
		       strncmp(t->word, "sikt", 4) == 0 ||
		       strcmp(t->word, "fram") == 0));
}

/* "blir i stället klar till hösten": moved, and still ready. */
static bool
is_right_after(const struct sentence *s, const struct candidate *c)
{
	return (c->v.cue->flags & CUE_READY) != 0 && c->v.hit < s->hits &&
	       s->hit[c->v.hit].last + 1u == c->g->from;
}

/* "klar till sommaren": the day summer begins. */
static void
settle_ready(const struct sentence *s0, struct candidate *c)
{
	struct span *s = &c->g->span;

	if (c->g->first.shape == SHAPE_TERM && !c->g->range &&
	    (is_text(&s0->reader, c->g->to, "börjar") ||
		is_text(&s0->reader, c->g->to, "startar")))
		s->end = s->start; /* "klar när höstterminen börjar" */
	if (c->g->lead != LEAD_TO || c->g->range ||
	    c->g->unit == PRECISION_DAY || c->v.cue == NULL ||
	    ((c->flags & CUE_MOVED) != 0 && !is_right_after(s0, c)) ||
	    c->v.cue->kind == CUE_HAND)
		return;
	if ((c->v.cue->flags & CUE_READY) == 0 && !is_delivered(s0, c))
		return;
	s->end = s->start;
}

/* "till och med mars": its last day; "från mars": its first. */
void
candidate_settle_ends(struct candidate *c)
{
	struct span *s = &c->g->span;

	if (c->g->range)
		return;
	if (c->g->lead == LEAD_UNTIL ||
	    (c->g->lead == LEAD_TO && c->v.kind == DEADLINE_EXPIRY))
		s->start = s->end;
}

/* A range that is moved, "från vecka 3 till vecka 5": only where to. */
static void
settle_move(const struct sentence *s, struct candidate *c)
{
	enum { LONGEST = 400 };
	struct span last;

	if (!c->g->range || (c->flags & CUE_MOVED) == 0 ||
	    c->v.kind >= DEADLINE_KINDS || c->g->lead != LEAD_NONE ||
	    (c->v.cue != NULL && c->v.cue->kind == CUE_VALID) ||
	    c->g->span.end - c->g->span.start >= LONGEST ||
	    c->g->first.shape != c->g->last.shape)
		return;
	if (c->g->first.shape == SHAPE_DAY && c->g->unit == PRECISION_DAY)
		c->g->span.start = c->g->span.end;
	else if (is_class(&s->reader, c->g->from, WORD_FROM) &&
		 form_resolve(&c->g->last, s->reader.ref, &last, NULL) &&
		 last.end == c->g->span.end)
		c->g->span.start = last.start;
}

void
candidate_settle(const struct sentence *s, struct candidate *c)
{
	settle_turn(c);
	settle_ready(s, c);
	settle_move(s, c);
	candidate_settle_ends(c);
}
