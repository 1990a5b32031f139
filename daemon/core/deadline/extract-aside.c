/* extract-aside.c - dates that are only mentioned beside what is said */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/candidate.h"
#include "core/date/workday.h"
#include "core/deadline/judge.h"

/* "i stället för i juni", "inte den 3 maj". */
static bool
instead_of(const struct sentence *s, size_t from)
{
	return (candidate_word_before(s, from, "för") && from > 1 &&
		   (is_text(&s->reader, from - 2, "stället") ||
		       is_text(&s->reader, from - 2, "istället"))) ||
	       candidate_word_before(s, from, "inte") ||
	       candidate_word_before(s, from, "ej");
}

static bool
is_body(const struct token *t)
{
	static const char *const bodies[] = {"nämnd", "nämnden", "styrelse",
	    "styrelsen", "fullmäktige", "utskott", "utskottet", "direktion",
	    "direktionen", "beredning", "beredningen", "förbundsstyrelsen"};

	return ENDS_IN_ANY(t, bodies);
}

/* "Regionstyrelsen 21 november: mål för vården": the meeting reported on. */
static bool
is_report_line(const struct extract *x, const struct candidate *c)
{
	const struct sentence *s = &x->now;

	return c->g->from > 0 && c->g->from <= 4 && c->g->lead == LEAD_NONE &&
	       is_body(&s->tokens.t[c->g->from - 1]) &&
	       is_mark(&s->reader, c->g->to, ':') && c->g->to + 1 < s->tokens.n;
}

/* "Möten i höst: 16 september, 21 oktober": told more finely after it. */
static bool
is_label(const struct sentence *s, const struct candidate *c)
{
	enum { AROUND = 70 }; /* days: spring begins in January for meetings */
	const struct reading *next = c->g + 1;
	int around = c->g->unit > PRECISION_MONTH && !c->g->range ? AROUND : 0;
	size_t i = c->g->to;

	if (c->g->unit < PRECISION_MONTH || c->k + 1 >= s->n)
		return false;
	while (c->g->lead == LEAD_NONE && i < next->from &&
	       !is_mark(&s->reader, i, ':') && s->tense[i] == TENSE_NONE)
		i++; /* "i höst på biblioteket: 28/8, 11/9" */
	return is_mark(&s->reader, i, ':') && next->unit < c->g->unit &&
	       next->span.start + around >= c->g->span.start &&
	       next->span.end <= c->g->span.end + around;
}

/* "i vår enkät": ours, not spring. */
static bool
is_our(const struct sentence *s, const struct reading *g)
{
	static const char *const small[] = {"med", "för", "där", "som", "när",
	    "att", "igen", "innan", "kring", "inför", "utan", "genom"};
	const struct token *next = &s->tokens.t[g->to];

	if (g->first.shape != SHAPE_SEASON ||
	    !is_text(&s->reader, g->to - 1, "vår") ||
	    next->kind != TOKEN_WORD || next->class != WORD_NONE ||
	    s->tense[g->to] != TENSE_NONE || next->capital)
		return false;
	for (size_t i = 0; i < sizeof(small) / sizeof(small[0]); i++)
		if (is_text(&s->reader, g->to, small[i]))
			return false;
	for (size_t h = 0; h < s->hits; h++)
		if (s->hit[h].first == g->to)
			return (cues_table[s->hit[h].cue].flags & CUE_VERB) ==
			       0;
	return candidate_ends_in(next, "en") == candidate_ends_in(next, "et");
}

/* "vill ha tider under våren ... senast den 3 maj": the other is the day. */
static bool
is_asked_elsewhere(const struct sentence *s, const struct candidate *c)
{
	if ((c->g->lead != LEAD_NONE && c->g->lead != LEAD_TO) ||
	    c->g->unit < PRECISION_MONTH || c->g->range || s->row)
		return false;
	for (size_t k = 0; k < s->n; k++)
		if (s->reading[k].lead == LEAD_BY ||
		    s->reading[k].lead == LEAD_UNTIL ||
		    (s->reading[k].range &&
			s->reading[k].unit == PRECISION_DAY))
			return c->v.kind == DEADLINE_REMISS ||
			       c->v.kind == DEADLINE_APPLY ||
			       c->v.kind == DEADLINE_REGISTER ||
			       c->v.cue == NULL;
	return false;
}

/* "hoppas att den står klar i maj": said before the date. */
static bool
is_wished(const struct sentence *s, const struct candidate *c)
{
	size_t from = judge_clause_start(s, c->g->from, 14);

	for (size_t h = 0; h < s->hits && s->hit[h].last < c->g->from; h++)
		if ((cues_table[s->hit[h].cue].flags & CUE_WISH) != 0 &&
		    s->hit[h].first >= from && c->g->lead != LEAD_BY &&
		    c->g->lead != LEAD_BEFORE)
			return true;
	return false;
}

/* "ökar varje vår, särskilt i april": of every year. */
static bool
is_every(const struct sentence *s, const struct candidate *c)
{
	if (c->g->unit < PRECISION_MONTH || c->g->lead == LEAD_BY)
		return false;
	for (size_t i = 0; i < s->tokens.n; i++)
		if (is_text(&s->reader, i, "varje") &&
		    (s->tokens.t[i + 1].class == WORD_SEASON ||
			s->tokens.t[i + 1].class == WORD_TERM))
			return true;
	return false;
}

/* "enligt en mätning i maj"; but "enligt planen i maj". */
static bool
is_source(const struct sentence *s, const struct candidate *c)
{
	enum { NEAR = 4 };
	static const char *const plans[] = {"plan", "planen", "planerna",
	    "tidplan", "tidplanen", "schema", "schemat", "tidtabell", "beslut",
	    "beslutet", "avtal", "avtalet", "beräkning", "prognos",
	    "prognosen"};
	size_t from = c->g->from, least = from > NEAR ? from - NEAR : 0;

	if (c->g->lead != LEAD_NONE)
		return false;
	for (size_t i = from; i-- > least;) {
		if (s->tense[i] != TENSE_NONE || s->taken[i])
			return false;
		if (ENDS_IN_ANY(&s->tokens.t[i], plans))
			return false;
		if (is_text(&s->reader, i, "enligt"))
			return i + 1 < from;
	}
	return false;
}

/* "Maj: synpunkterna bearbetas": it is done with what has come in. */
static bool
is_worked_on(const struct sentence *s, const struct candidate *c)
{
	static const char *const verbs[] = {"bearbetas", "sammanställs",
	    "analyseras", "hanteras", "gås", "beaktas", "arbetas", "läses",
	    "vägs", "diskuteras", "går", "bemöts"};
	size_t i = s->hit[c->v.hit].last + 1u;

	for (size_t k = 0; k < sizeof(verbs) / sizeof(verbs[0]); k++)
		if (is_text(&s->reader, i, verbs[k]) ||
		    candidate_word_before(s, s->hit[c->v.hit].first, verbs[k]))
			return c->g->lead == LEAD_NONE && !c->g->range;
	return false;
}

/* "synpunkterna bearbetas under våren": only spoken of. */
static bool
is_of_answers(const struct sentence *s, const struct candidate *c)
{
	if (c->v.kind == DEADLINE_REMISS && c->v.cue != NULL &&
	    c->v.hit < s->hits && (c->v.cue->flags & CUE_VERB) == 0 &&
	    is_worked_on(s, c))
		return true;
	return c->v.kind == DEADLINE_REMISS && c->v.cue != NULL &&
	       (c->v.cue->flags & (CUE_VERB | CUE_STATE | CUE_PUBLIC)) == 0 &&
	       (c->flags & CUE_EXPECTED) == 0 && c->g->lead == LEAD_NONE &&
	       !c->g->range && c->g->unit > PRECISION_MONTH && !s->list_line;
}

/* "Fakturerat belopp januari-april är 21 000 kronor": a figure's time. */
static bool
is_of_figure(const struct sentence *s, const struct candidate *c)
{
	static const char *const verbs[] = {
	    "är", "uppgår", "blir", "omfattar", "motsvarar"};
	size_t i = c->g->to;

	if (c->g->unit < PRECISION_MONTH || c->g->lead != LEAD_NONE)
		return false;
	for (size_t k = 0; k < sizeof(verbs) / sizeof(verbs[0]); k++)
		if (is_text(&s->reader, i, verbs[k]))
			return s->tokens.t[i + 1].kind == TOKEN_NUMBER ||
			       (is_class(&s->reader, i + 1, WORD_TO) &&
				   s->tokens.t[i + 2].kind == TOKEN_NUMBER);
	return is_mark(&s->reader, i, ':') &&
	       s->tokens.t[i + 1].kind == TOKEN_NUMBER && !s->taken[i + 1];
}

/* "stöd för förlorade intäkter under mars": when what it is for was. */
static bool
is_of_object(const struct sentence *s, const struct candidate *c)
{
	enum { NEAR = 3 };
	size_t from = s->reading[s->group[c->k]].from, least;

	if (c->g->lead != LEAD_NONE || c->g->unit < PRECISION_MONTH ||
	    (c->v.kind != DEADLINE_APPLY && c->v.kind != DEADLINE_REMISS &&
		c->v.kind != DEADLINE_REGISTER &&
		!(is_text(&s->reader, 0, "för") && from <= NEAR)))
		return false;
	least = from > NEAR + 1 ? from - NEAR - 1 : 0;
	for (size_t i = from; i-- > least;) {
		if (s->tense[i] != TENSE_NONE || s->taken[i])
			return false;
		if (is_text(&s->reader, i, "för"))
			return i + 1 < from;
	}
	return false;
}

/* "tidrapporten för oktober", "kostnader för fjärde kvartalet" */
static bool
is_of_period(const struct sentence *s, const struct candidate *c)
{
	size_t from = s->reading[s->group[c->k]].from;

	if (!candidate_word_before(s, from, "för") || c->g->lead != LEAD_NONE)
		return false;
	if (c->g->unit == PRECISION_YEAR)
		return c->v.kind != CUE_VALID;
	if (c->g->unit < PRECISION_MONTH)
		return false;
	return c->v.kind == DEADLINE_REPORT || c->v.kind == DEADLINE_APPLY ||
	       (c->v.kind == DEADLINE_DECISION &&
		   c->g->unit > PRECISION_MONTH) ||
	       (c->v.kind == DEADLINE_COMPLETE && from > 1 &&
		   s->tense[from - 2] == TENSE_NONE);
}

/* "över jul och nyår"; but "vid nyår" is a day. */
static bool
is_about_feast(const struct sentence *s, const struct candidate *c)
{
	return c->g->first.shape == SHAPE_FEAST && c->g->lead == LEAD_NONE &&
	       !(c->g->first.n == FEAST_NEW_YEAR_EVE &&
		   is_text(&s->reader, c->g->from, "vid"));
}

/* "vid mötet den 3 maj": when it is told, not what is moved. */
static bool
begins_with_place(const struct sentence *s)
{
	static const char *const words[] = {
	    "vid", "på", "i", "under", "efter", "inför", "redan", "genom"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (is_text(&s->reader, 0, words[i]))
			return true;
	return false;
}

/* "Årsmötet den 3 maj skjuts upp till den 9 juni": the day it was to be. */
static bool
is_moved_from(const struct sentence *s, const struct candidate *c)
{
	enum { NEAR = 3, SOON = 8 };
	size_t last = judge_group_last(s, c->k), to = s->reading[last].to;
	const struct reading *next = &s->reading[last + 1];

	if (last + 1 < s->n && c->g->lead != LEAD_TO &&
	    candidate_replaces(s, next))
		return true;
	if ((c->flags & CUE_MOVED) == 0 || last + 1 >= s->n ||
	    c->g->from == 0 || c->g->range || c->g->lead != LEAD_NONE ||
	    (next->lead != LEAD_TO && next->lead != LEAD_UNTIL) ||
	    next->from > to + SOON || begins_with_place(s))
		return false;
	for (size_t h = judge_first_hit(s, to); h < s->hits; h++)
		if (s->hit[h].first > to + NEAR ||
		    s->hit[h].first >= next->from)
			return false;
		else if ((cues_table[s->hit[h].cue].flags & CUE_MOVED) != 0)
			return judge_tense_before(s, 0, c->g->from) ==
			       TENSE_NONE;
	return false;
}

/* "318 miljoner kronor under 2019": a sum of that year. */
static bool
is_of_sum(const struct sentence *s, const struct candidate *c)
{
	static const char *const sums[] = {
	    "kronor", "kr", "mnkr", "mkr", "tkr", "miljoner", "procent"};
	size_t from = c->g->from;

	if (c->g->unit != PRECISION_YEAR || c->g->range ||
	    c->g->lead != LEAD_NONE ||
	    (c->v.cue != NULL && (c->v.cue->flags & CUE_VERB) != 0 &&
		s->hit[c->v.hit].first < from))
		return false;
	from -= candidate_word_before(s, from, "under") ||
		candidate_word_before(s, from, "för");
	for (size_t i = 0; i < sizeof(sums) / sizeof(sums[0]); i++)
		if (candidate_word_before(s, from, sums[i]))
			return true;
	return false;
}

/*
 * "Om platserna inte räcker öppnas en ny omgång", "om vintern blir mild kan
 * bygget börja i mars": only if it comes to that.
 */
static bool
is_otherwise(const struct sentence *s, const struct candidate *c)
{
	if (!is_text(&s->reader, 0, "om") || c->g->lead != LEAD_NONE ||
	    (c->v.kind != DEADLINE_COMPLETE && c->v.kind != DEADLINE_EVENT))
		return false;
	for (size_t i = 1; i < c->g->from; i++)
		if (is_text(&s->reader, i, "inte") ||
		    is_text(&s->reader, i, "ej"))
			return true;
	for (size_t i = 1; c->v.cue != NULL && i < s->hit[c->v.hit].first; i++)
		if (is_text(&s->reader, i, "kan"))
			return true;
	return false;
}

/* "blir färdigt per den 20 november" */
static bool
is_ready_on(const struct candidate *c)
{
	return c->v.kind == DEADLINE_COMPLETE && c->g->unit == PRECISION_DAY &&
	       c->v.cue != NULL && (c->v.cue->flags & CUE_READY) != 0 &&
	       (c->v.cue->flags & CUE_STATE) != 0;
}

/* "per april", "budget för nästa år", "dock längst till ...", questions. */
bool
candidate_is_aside(const struct extract *x, const struct candidate *c)
{
	const struct sentence *s = &x->now;
	const struct token *end = &s->tokens.t[(ptrdiff_t)s->tokens.n - 1];
	size_t from = c->g->from;

	if ((c->flags & CUE_WISH) != 0 && is_wished(s, c))
		return true;
	if (is_text(&s->reader, 0, "om") && is_text(&s->reader, 1, "du") &&
	    c->v.kind == DEADLINE_COMPLETE)
		return true; /* "om du flyttar före den 15 juni" */
	if ((candidate_word_before(s, from, "per") && !is_ready_on(c) &&
		c->v.kind != DEADLINE_NOTICE) ||
	    candidate_word_before(s, s->reading[s->group[c->k]].from, "utom") ||
	    candidate_word_before(s, from, "högst") ||
	    (c->g->lead == LEAD_NONE &&
		(candidate_word_before(s, from, "helst") ||
		    candidate_word_before(s, from, "gärna"))) ||
	    (candidate_word_before(s, from, "längst") &&
		(c->flags & CUE_EXTENDABLE) != 0))
		return true;
	if ((c->v.kind == DEADLINE_APPLY || c->v.kind == DEADLINE_REGISTER) &&
	    c->g->unit > PRECISION_MONTH && is_class(&s->reader, from, WORD_TO))
		return true; /* "ansökan till vårterminen" */
	if (c->g->lead == LEAD_NONE && c->g->unit > PRECISION_MONTH &&
	    c->v.kind == DEADLINE_COMPLETE &&
	    candidate_word_before(s, from, "inför"))
		return true; /* "byta skola inför hösten" */
	if (candidate_word_before(s, c->g->core, "hela") &&
	    (c->v.kind == DEADLINE_EVENT ||
		(c->v.kind == DEADLINE_COMPLETE && c->v.cue != NULL &&
		    (c->v.cue->flags & CUE_LIVE) != 0)))
		return true; /* "tar emot patienter hela sommaren" */
	if (is_label(s, c) || is_our(s, c->g) || is_every(s, c) ||
	    is_asked_elsewhere(s, c) || is_source(s, c))
		return true;
	if (c->v.kind == DEADLINE_COMPLETE && c->g->lead == LEAD_NONE &&
	    (c->v.cue == NULL || (c->v.cue->flags & CUE_LIVE) == 0) &&
	    (candidate_word_before(s, c->g->core, "start") ||
		candidate_word_before(s, from, "start")))
		return true; /* "byggs om med start i maj" */
	if (c->v.kind == DEADLINE_EVENT && c->k > 0 &&
	    c->g[-1].first.recurring && c->g[-1].to == from)
		return true; /* "varje tisdag till den 3 maj" */
	if (c->g->first.shape == SHAPE_FIXED && !c->g->counted &&
	    candidate_word_before(s, from, "redan") &&
	    c->g->span.end == x->published)
		return true; /* "sök redan i dag" */
	if (instead_of(s, from) || is_report_line(x, c) || is_moved_from(s, c))
		return true;
	if (candidate_is_declined(s, c) || is_about_feast(s, c) ||
	    is_otherwise(s, c))
		return true;
	if (is_of_figure(s, c) || is_of_sum(s, c) || is_of_period(s, c) ||
	    is_of_object(s, c) || is_of_answers(s, c))
		return true;
	if (x->is_title && c->g->unit > PRECISION_MONTH &&
	    !is_mark(&s->reader, from - (from > 0), ':'))
		return true;
	return end->mark == '?' && c->g->lead != LEAD_BY &&
	       c->v.kind != DEADLINE_EVENT;
}
