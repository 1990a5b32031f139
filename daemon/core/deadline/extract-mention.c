/* extract-mention.c - dates that are spoken of, and are no day of anything */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/candidate.h"
#include "core/deadline/judge.h"

/* "Sommaren är över", "Hösten går mot sitt slut": the season itself. */
static bool
is_season_told(const struct sentence *s, const struct reading *g)
{
	static const char *const verbs[] = {"är", "var", "går", "lider"};
	static const char *const over[] = {
	    "över", "slut", "förbi", "här", "mot", "kommen", "till"};

	return g->first.shape == SHAPE_SEASON && g->lead == LEAD_NONE &&
	       g->from == g->core && !g->range &&
	       IS_ONE_OF(&s->reader, g->to, verbs) &&
	       IS_ONE_OF(&s->reader, g->to + 1, over);
}

/* "räknat från det månadsskifte som": any one, by what happens first. */
static bool
is_any(const struct sentence *s, const struct reading *g)
{
	static const char *const the[] = {"det", "den", "varje", "vart"};
	static const char *const which[] = {"som", "då", "när", "vilket"};

	return (g->first.shape == SHAPE_TURN || g->yearless) && !g->range &&
	       g->core > 0 && g->unit != PRECISION_YEAR &&
	       g->first.shape != SHAPE_DAY &&
	       IS_ONE_OF(&s->reader, g->core - 1, the) &&
	       IS_ONE_OF(&s->reader, g->to, which);
}

/* "beräknade från april": what is counted, not what begins. */
static bool
is_base(const struct sentence *s, const struct reading *g)
{
	static const char *const counted[] = {"räknat", "räknad", "räknade",
	    "beräknat", "beräknad", "beräknade", "jämfört", "sedan"};

	return g->lead == LEAD_FROM && !g->range && g->from > 0 &&
	       IS_ONE_OF(&s->reader, g->from - 1, counted);
}

/* The reading is all there is in its cell of a row. */
static bool
fills_cell(const struct sentence *s, const struct reading *g)
{
	return g->lead == LEAD_NONE && !g->range && g->yearless &&
	       g->unit >= PRECISION_MONTH && g->from > 0 &&
	       is_mark(&s->reader, g->from - 1, '|') &&
	       (g->to == s->tokens.n || is_mark(&s->reader, g->to, '|'));
}

/* "Nämnd | Jan | Feb | Mars": the head of the columns below. */
static bool
heads_column(const struct sentence *s, size_t k)
{
	const struct reading *g = &s->reading[k];

	if (!s->row || !fills_cell(s, g))
		return false;
	if (k + 1 < s->n && fills_cell(s, g + 1) && g->to + 1 == g[1].from &&
	    g[1].span.start == g->span.end + 1)
		return true;
	return k > 0 && fills_cell(s, g - 1) && g[-1].to + 1 == g->from &&
	       g->span.start == g[-1].span.end + 1;
}

/* "Om snön ligger kvar i maj blir ...": a part of the condition. */
static bool
is_condition(const struct sentence *s, const struct reading *g)
{
	size_t verbs = 0;

	if (g->lead != LEAD_NONE || g->unit < PRECISION_MONTH ||
	    !(is_text(&s->reader, 0, "om") || is_text(&s->reader, 0, "ifall")))
		return false;
	for (size_t i = 1; i < g->from; i++)
		verbs += s->tense[i] != TENSE_NONE;
	return verbs <= 1 && s->tense[g->to] == TENSE_NOW;
}

/* "sa nej till att förlänga avtalet till 2027": it will not be. */
bool
candidate_is_declined(const struct sentence *s, const struct candidate *c)
{
	enum { CLAUSE = 12 };
	size_t from = judge_clause_start(s, c->g->from, CLAUSE);

	if (c->v.kind == DEADLINE_DECISION || c->v.kind == DEADLINE_NOTICE)
		return false;
	for (size_t i = from; i + 2 < c->g->from; i++)
		if (is_text(&s->reader, i, "nej") &&
		    is_class(&s->reader, i + 1, WORD_TO))
			return true;
	return false;
}

bool
candidate_is_mentioned(const struct extract *x, const struct candidate *c)
{
	const struct sentence *s = &x->now;

	return is_season_told(s, c->g) || is_any(s, c->g) || is_base(s, c->g) ||
	       is_condition(s, c->g) || heads_column(s, c->k);
}
