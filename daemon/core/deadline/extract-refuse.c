/* extract-refuse.c - dates that have a cue and are still no deadlines */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/deadline/candidate.h"
#include "core/deadline/judge.h"

bool
candidate_word_before(const struct sentence *s, size_t token, const char *word)
{
	return token > 0 && is_text(&s->reader, token - 1, word);
}

bool
candidate_ends_in(const struct token *t, const char *end)
{
	size_t n = strlen(end);

	return t->kind == TOKEN_WORD && t->word_len >= n &&
	       memcmp(t->word + t->word_len - n, end, n) == 0;
}

bool
candidate_ends_in_any(const struct token *t, const char *const *ends, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (candidate_ends_in(t, ends[i]))
			return true;
	return false;
}

/* "Från och med den 3 maj måste alla anmäla sig": a rule begins. */
static bool
binds_from(const struct sentence *s, const struct candidate *c)
{
	static const char *const verbs[] = {"måste", "ska", "skall", "behöver"};

	if (c->g->from > 1 || c->g->range)
		return false;
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (is_text(&s->reader, c->g->to, verbs[i]))
			return true;
	return false;
}

/* From such a date something starts that is no deadline. */
static bool
only_starts(const struct sentence *s, struct candidate *c)
{
	if (c->g->lead == LEAD_AFTER && c->v.kind == DEADLINE_EXPIRY) {
		c->g->span.start = --c->g->span.end; /* its last day */
		return false;
	}
	if (c->g->lead == LEAD_AFTER || c->g->lead == LEAD_SOONEST)
		return true;
	if (c->g->lead != LEAD_FROM)
		return false;
	if (c->v.kind == DEADLINE_EXPIRY && !c->g->range) {
		c->v.kind = DEADLINE_COMPLETE; /* "kan användas från" */
		c->v.cue = NULL;
	}
	if (c->v.kind >= 0 && c->v.kind < DEADLINE_KINDS && binds_from(s, c)) {
		c->v.kind = DEADLINE_EFFECT;
		c->v.cue = NULL;
		return false;
	}
	switch (c->v.kind) {
	case DEADLINE_REMISS:
	case DEADLINE_APPLY:
	case DEADLINE_REGISTER:
	case DEADLINE_DECISION:
	case DEADLINE_REPORT:
	case DEADLINE_NOTICE:
	case DEADLINE_EVENT:
		return true;
	default:
		return false;
	}
}

/* "Rådet disponerar 900 000 kronor under 2018": a budget. */
static bool
is_spent(const struct sentence *s, const struct candidate *c)
{
	static const char *const verbs[] = {"disponerar", "använder",
	    "förbrukar", "nyttjar", "utnyttjar", "förfogar", "räcker"};

	if (c->v.kind != DEADLINE_EXPIRY || c->g->lead != LEAD_NONE ||
	    c->g->range || c->v.hit >= s->hits)
		return false;
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (is_text(&s->reader, s->hit[c->v.hit].first, verbs[i]))
			return true;
	return false;
}

/* Years are named for budgets, plans and goals; only a clear verb counts. */
static bool
too_coarse(const struct sentence *s, const struct candidate *c)
{
	const struct token *before = &s->tokens.t[(ptrdiff_t)c->g->from - 1];
	bool is_named = before->kind == TOKEN_WORD &&
			before->class == WORD_NONE;

	if (c->v.kind == DEADLINE_EVENT && c->g->first.shape == SHAPE_SCHOOL)
		return true;
	if (c->g->unit != PRECISION_YEAR && c->g->unit != PRECISION_DECADE)
		return false;
	if (c->g->lead == LEAD_BEFORE || c->g->first.part != PART_NONE)
		return false;
	if (c->g->lead == LEAD_NONE &&
	    (c->v.kind == DEADLINE_REMISS || c->v.kind == DEADLINE_APPLY ||
		c->v.kind == DEADLINE_REGISTER || c->v.kind == DEADLINE_NOTICE))
		return true; /* "den som vill ha plats nästa år" */
	if (c->v.kind == DEADLINE_EVENT && c->g->first.part == PART_NONE)
		return true;
	if (c->v.kind == DEADLINE_EFFECT && c->v.cue == NULL)
		return (c->flags & CUE_GOAL) != 0 || /* "blir från nästa år" */
		       c->g->lead != LEAD_FROM || !sentence_has_verb(s);
	if (c->g->unit == PRECISION_DECADE || c->v.cue == NULL ||
	    is_spent(s, c) ||
	    (c->v.kind == DEADLINE_EFFECT &&
		(is_text(&s->reader, c->g->from, "fram") ||
		    candidate_word_before(s, c->g->from, "fram"))))
		return true; /* "fram till 2030 krävs" */
	if (c->v.kind == CUE_VALID || c->v.kind == DEADLINE_EXPIRY ||
	    c->v.kind == DEADLINE_EFFECT)
		return c->v.score < 28 ||
		       ((c->flags & CUE_GOAL) != 0 && !c->g->range);
	if (c->g->range && c->g->lead == LEAD_NONE && is_named)
		return true;
	return (c->flags & CUE_GOAL) != 0 ||
	       (c->v.cue->flags & (CUE_VERB | CUE_STATE)) == 0;
}

/* "en uppsägningstid om sex månader": how long, not when. */
static bool
is_length(const struct token *t)
{
	static const char *const ends[] = {"tid", "tiden", "tider", "period",
	    "perioder", "perioden", "omgångar", "varsel", "frist", "fristen",
	    "fängelse", "straff", "längd", "avtal", "kontrakt", "anställning",
	    "utbildning", "kurs", "förlängning", "förlängningar", "intervall",
	    "option", "optioner", "optionsår"};

	return ENDS_IN_ANY(t, ends);
}

/* "inom 30 dagar" with nothing to count from is a rule, not a date. */
static bool
is_general(const struct sentence *s, const struct candidate *c)
{
	const struct token *next = &s->tokens.t[c->g->to];
	const struct token *before = &s->tokens.t[(ptrdiff_t)c->g->from - 1];

	if (!c->g->counted)
		return false;
	if (is_class(&s->reader, c->g->from, WORD_AFTER))
		return true;           /* "efter 30 år" */
	if (c->g->lead != LEAD_WITHIN) /* "om två veckor" */
		return before->class == WORD_NONE && is_length(before);
	if (is_text(&s->reader, c->g->to + 1u, "dagens") ||
	    is_text(&s->reader, c->g->to + 1u, "dags"))
		return false; /* "från dagens datum" */
	if (next->class == WORD_FROM || next->class == WORD_AFTER ||
	    next->class == WORD_ONWARDS)
		return true;
	if ((c->flags & CUE_EXPECTED) != 0)
		return false;
	for (size_t i = 0; i < s->tokens.n; i++)
		if (is_text(&s->reader, i, "vi") ||
		    is_text(&s->reader, i, "ni") ||
		    is_text(&s->reader, i, "era") ||
		    is_text(&s->reader, i, "ert") ||
		    is_text(&s->reader, i, "oss") ||
		    is_text(&s->reader, i, "önskas") ||
		    is_text(&s->reader, i, "emotses"))
			return c->v.kind != DEADLINE_REMISS &&
			       c->v.kind != DEADLINE_REGISTER &&
			       c->v.kind != DEADLINE_APPLY;
	return true;
}

/* "två månader efter projektets slut den 3 maj": only counted from. */
static bool
counts_on(const struct sentence *s, const struct candidate *c)
{
	size_t from = c->g->from;

	return from > 4 && c->v.kind != DEADLINE_EXPIRY &&
	       is_class(&s->reader, from - 4, WORD_UNIT) &&
	       (candidate_word_before(s, from, "slut") ||
		   candidate_word_before(s, from, "utgång")) &&
	       (is_class(&s->reader, from - 3, WORD_AFTER) ||
		   is_class(&s->reader, from - 3, WORD_BEFORE));
}

/*
 * The date is a part of a name: "skrivelsen från den 3 maj", "årsredovisning
 * 2024", "månadsrapport januari".
 */
static bool
is_named(const struct sentence *s, const struct candidate *c)
{
	static const char *const papers[] = {"skrivelse", "skrivelsen",
	    "protokoll", "protokollet", "beslut", "beslutet", "brev", "brevet",
	    "mejl", "mejlet", "dom", "domen", "rapport", "rapporten",
	    "promemoria", "yttrande", "yttrandet", "remiss", "remissen",
	    "upplaga", "version", "uppgifter", "siffror", "anteckningar",
	    "anteckningarna", "protokollen", "skrivelserna", "besluten",
	    "rapporterna", "artikel", "artikeln", "statistik", "statistiken",
	    "siffrorna", "undersökning", "undersökningen", "mätning",
	    "mätningen", "bokslutet", "fotografi", "fotografiet", "ritning",
	    "ritningar", "ritningarna", "inspelningen"};
	const struct token *t = &s->tokens.t[(ptrdiff_t)c->g->from - 1];

	if (counts_on(s, c))
		return true;
	if (is_text(&s->reader, c->g->to, "året") &&
	    is_text(&s->reader, c->g->to + 1, "efter"))
		return true; /* a rule of every year */
	if (is_text(&s->reader, c->g->to, "än"))
		return true; /* "fem månader senare än ..." */
	if (c->v.kind == DEADLINE_REPORT && c->g->lead == LEAD_UNTIL &&
	    c->v.cue != NULL && c->v.cue->kind == DEADLINE_REPORT &&
	    (c->v.cue->flags & CUE_VERB) != 0 &&
	    s->hit[c->v.hit].first < c->g->from)
		return true; /* "redovisar utfallet till och med juli" */
	if (c->g->lead == LEAD_FROM && c->g->unit == PRECISION_YEAR &&
	    t->kind == TOKEN_WORD && s->tense[c->g->to] != TENSE_NONE)
		return true; /* "avtalet från 2017 gäller" */
	if (t->mark == ',')
		t--;
	if ((c->g->lead == LEAD_FROM ||
		(c->g->lead == LEAD_NONE && c->g->unit == PRECISION_DAY &&
		    s->tense[c->g->to] != TENSE_NONE &&
		    (c->flags & CUE_EXPECTED) == 0)) &&
	    !c->g->range)
		if (ENDS_IN_ANY(t, papers))
			return true; /* "domen den 3 maj innebär" */
	return c->v.kind == DEADLINE_REPORT && c->v.cue != NULL &&
	       (c->v.cue->flags & CUE_VERB) == 0 && c->g->lead == LEAD_NONE &&
	       c->g->unit >= PRECISION_MONTH && c->v.hit < s->hits &&
	       s->hit[c->v.hit].last + 1u == c->g->from &&
	       !is_class(&s->reader, c->g->from, WORD_I) &&
	       !is_class(&s->reader, c->g->from, WORD_AT);
}

bool
candidate_refused(const struct extract *x, struct candidate *c)
{
	return c->v.kind < 0 || c->v.kind == CUE_REJECT || c->v.history ||
	       c->v.denied || only_starts(&x->now, c) ||
	       too_coarse(&x->now, c) ||
	       (c->v.kind != DEADLINE_APPEAL && c->v.kind != CUE_POSTED &&
		   is_general(&x->now, c)) ||
	       candidate_has_been(x, c) || is_named(&x->now, c) ||
	       candidate_is_aside(x, c);
}
