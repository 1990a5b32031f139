/* extract-slip.c - a day before its document that is most likely a slip */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/candidate.h"

/*
 * "Svara senast den 12 januari 2023", said in December of that year: most
 * likely the next one is meant, or the text is older than its date.  It is
 * told as it is written, and questioned.
 */
bool
candidate_is_slip(const struct extract *x, const struct candidate *c, int end)
{
	enum { MOST = 366 };
	const struct sentence *s = &x->now;
	const struct reading *g = c->g;

	if (end >= x->published || g->yearless || g->computed || g->range ||
	    s->row || g->unit != PRECISION_DAY || x->published - end > MOST)
		return false;
	if (!(g->lead == LEAD_BY || g->lead == LEAD_BEFORE ||
		g->lead == LEAD_UNTIL) &&
	    !(c->v.kind == DEADLINE_EVENT && g->wrong_weekday))
		return false;
	for (size_t i = 0; i < s->tokens.n; i++)
		if (s->tense[i] == TENSE_PAST)
			return false;
	return sentence_has_verb(s) &&
	       (c->v.kind == DEADLINE_REMISS || c->v.kind == DEADLINE_APPLY ||
		   c->v.kind == DEADLINE_REGISTER ||
		   c->v.kind == DEADLINE_REPORT ||
		   c->v.kind == DEADLINE_EVENT || c->v.kind == DEADLINE_NOTICE);
}
