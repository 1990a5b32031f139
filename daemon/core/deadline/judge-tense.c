/* judge-tense.c - is a date told as past? */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/judge.h"

/* "till det politiska samrådet": who gets it. */
static bool
is_receiver(const struct sentence *s, const struct cue_hit *h)
{
	size_t i = h->first, least = i > 3 ? i - 3 : 0;

	if (cues_table[h->cue].kind != DEADLINE_REMISS ||
	    (cues_table[h->cue].flags & CUE_PUBLIC) == 0)
		return false;
	while (i-- > least) {
		const struct token *t = &s->tokens.t[i];

		if (is_class(&s->reader, i, WORD_TO))
			return true;
		if (t->kind != TOKEN_WORD ||
		    (t->class != WORD_DEN && !is_text(&s->reader, i, "det") &&
			t->word[t->word_len - 1] != 'a'))
			return false;
	}
	return false;
}

bool
judge_is_object(const struct sentence *s, const struct cue_hit *h)
{
	static const char *const about[] = {"över", "om", "enligt", "av",
	    "utifrån", "kring", "angående", "mot"};
	static const char *const beside[] = {"bifogad", "bifogat", "bifogade",
	    "inkommen", "inkommet", "rubricerad", "rubricerat", "er", "ert",
	    "denna", "detta", "sin", "sitt", "vår", "vårt", "föreslagen",
	    "föreslaget", "föreslagna", "aktuell", "aktuellt", "nämnda"};
	const struct cue *c = &cues_table[h->cue];
	size_t i = h->first;

	if ((c->flags & (CUE_VERB | CUE_TOPIC)) != 0 || c->weight >= 76 ||
	    i == 0)
		return false;
	if (is_receiver(s, h))
		return true;
	if (i > 1 && (s->tokens.t[i - 1].class == WORD_DEN ||
			 is_text(&s->reader, i - 1, "en") ||
			 is_text(&s->reader, i - 1, "ett") ||
			 is_text(&s->reader, i - 1, "nya")))
		i--;
	else if (i > 1 && IS_ONE_OF(&s->reader, i - 1, beside))
		i--;
	return IS_ONE_OF(&s->reader, i - 1, about) ||
	       (c->kind == CUE_VALID && is_text(&s->reader, i - 1, "för"));
}

bool
judge_is_without(const struct sentence *s, size_t i)
{
	static const char *const no[] = {"ingen", "inget", "inga", "utan"};

	return i > 0 && IS_ONE_OF(&s->reader, i - 1, no);
}

/* "inte klart", "fattas inte"; but "om inte", "inte förrän". */
static bool
denies(const struct sentence *s, size_t i)
{
	static const char *const no[] = {
	    "inte", "ej", "inget", "ingen", "inga", "varken", "aldrig"};
	static const char *const but[] = {"förrän", "bara", "endast", "senare",
	    "utan", "längre", "enbart", "minst", "heller"};

	if (i > 0 && (is_text(&s->reader, i - 1, "missa") ||
			 is_text(&s->reader, i - 1, "glöm")))
		return false;
	if (!IS_ONE_OF(&s->reader, i, no) ||
	    IS_ONE_OF(&s->reader, i + 1, but) ||
	    IS_ONE_OF(&s->reader, i + 2, but) ||
	    IS_ONE_OF(&s->reader, i + 3, but))
		return false;
	for (size_t k = i > 8 ? i - 8 : 0; k < i; k++)
		if (is_text(&s->reader, k, "om") ||
		    is_text(&s->reader, k, "som"))
			return false;
	return true;
}

bool
judge_denied(const struct sentence *s, size_t k, const struct verdict *v)
{
	const struct reading *g = &s->reading[k];
	size_t from, to;

	if (v->cue == NULL || g->lead == LEAD_BY ||
	    (v->kind != DEADLINE_COMPLETE && v->kind != DEADLINE_EFFECT &&
		v->kind != DEADLINE_EVENT && v->kind != DEADLINE_DECISION &&
		v->kind != DEADLINE_REPORT))
		return false;
	from = s->hit[v->hit].first > 3 ? s->hit[v->hit].first - 3u : 0;
	to = s->hit[v->hit].last + 3u;
	for (size_t i = from; i < to && i < s->tokens.n; i++)
		if (denies(s, i) &&
		    s->wall[i] < s->wall[s->hit[v->hit].first] + 4 &&
		    s->wall[i] + 4 > s->wall[s->hit[v->hit].first])
			return true;
	return false;
}

static bool
no_verb(const struct sentence *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (s->tense[i] != TENSE_NONE)
			return false;
	return true;
}

/* Of the dates around the cue the one before it, or else the one after. */
bool
judge_cancelled(const struct sentence *s, size_t k)
{
	size_t first = judge_group_first(s, k), last = judge_group_last(s, k);
	size_t from = s->reading[first].from, to = s->reading[last].to;

	for (size_t h = 0; h < s->hits; h++) {
		const struct cue_hit *hit = &s->hit[h];

		if ((cues_table[hit->cue].flags & CUE_CANCEL) == 0)
			continue;
		if (hit->first < from && hit->last >= to)
			return true; /* "mötet den 3 maj utgår" */
		if (hit->first >= to &&
		    (last + 1 == s->n ||
			s->reading[last + 1].from > hit->first ||
			no_verb(s, to, hit->first)))
			return sentence_cost(s, to, hit->first) < 44;
		if (hit->last < from &&
		    (first == 0 || s->reading[first - 1].to <= hit->first))
			return s->reading[k].lead != LEAD_TO &&
			       sentence_cost(s, hit->last + 1u, from) < 30;
	}
	return false;
}

static bool
is_infinitive(const struct token *t)
{
	return t->kind == TOKEN_WORD && t->word[t->word_len - 1] == 'a';
}

static bool
is_passive_infinitive(const struct token *t)
{
	return t->kind == TOKEN_WORD && t->word_len > 4 &&
	       t->word[t->word_len - 1] == 's' &&
	       t->word[t->word_len - 2] == 'a';
}

/* Verbs between from and to, the last one first; TENSE_NONE: no verb. */
enum tense
judge_tense_before(const struct sentence *s, size_t from, size_t to)
{
	for (size_t i = to; i-- > from;) {
		if (s->tense[i] != TENSE_NONE)
			return (enum tense)s->tense[i];
		if (is_text(&s->reader, i, "att") && i + 2 < to &&
		    is_infinitive(&s->tokens.t[i + 1]))
			return TENSE_NOW; /* "bestämde att ha mötet ..." */
	}
	return TENSE_NONE;
}

static enum tense
tense_after(const struct sentence *s, size_t from, size_t to)
{
	for (size_t i = from; i < to && i < s->tokens.n; i++)
		if (s->tense[i] != TENSE_NONE)
			return (enum tense)s->tense[i];
	return TENSE_NONE;
}

/* Where the clause of token i begins: after the last wall that is one. */
size_t
judge_clause_start(const struct sentence *s, size_t i, int wall)
{
	size_t least = i > JUDGE_WINDOW ? i - JUDGE_WINDOW : 0;

	while (i > least + 1 && s->wall[i - 1] < s->wall[i - 2] + wall)
		i--;
	return i > least + 1 ? i - 1 : least;
}

size_t
judge_clause_end(const struct sentence *s, size_t i, int wall)
{
	size_t most = i + JUDGE_WINDOW < s->tokens.n ? i + JUDGE_WINDOW
						     : s->tokens.n;

	while (i < most &&
	       (i == 0 || (int)s->wall[i] < (int)s->wall[i - 1] + wall))
		i++;
	return i;
}

/* "så att de har kommit in senast ...", after "ska": still to come. */
static bool
asked_for(const struct sentence *s, const struct reading *g)
{
	if (g->lead != LEAD_BY && g->lead != LEAD_BEFORE)
		return false;
	for (size_t i = 0; i < g->from; i++)
		if (is_text(&s->reader, i, "ska") ||
		    is_text(&s->reader, i, "skall") ||
		    is_text(&s->reader, i, "måste") ||
		    is_text(&s->reader, i, "bör"))
			return judge_tense_before(s, i + 1, g->from) ==
				   TENSE_PAST &&
			       !is_text(&s->reader, i + 1, "ha");
	return false;
}

static bool
has_date(const struct sentence *s, size_t from, size_t to)
{
	for (size_t k = 0; k < s->n; k++)
		if (s->reading[k].from > from && s->reading[k].to < to)
			return true;
	return false;
}

/* "skulle", "hade": before the verb in its clause they make it past. */
bool
judge_held_back(const struct sentence *s, size_t from, size_t verb)
{
	/* "var tänkt att", "var satt till" */
	static const char *const meant[] = {"tänkt", "tänkta", "planerad",
	    "planerat", "planerade", "satt", "satta", "avsedd", "utsatt",
	    "bestämd", "bestämt", "bestämda", "bokad", "aviserad"};
	/* another clause with its own verb follows: "som skulle ..., hålls" */
	bool other = s->tense[verb] == TENSE_NOW && !s->taken[verb] &&
		     ((verb > 1 && is_mark(&s->reader, verb - 1, ',') &&
			  s->taken[verb - 2]) ||
			 (!is_infinitive(&s->tokens.t[verb]) &&
			     !is_passive_infinitive(&s->tokens.t[verb])));
	bool has = false; /* "som skulle ha gått ut har förlängts" */

	for (size_t i = verb; i-- > from;) {
		if (s->tense[i] == TENSE_NOW)
			other = true;
		if (has && i > 0 && is_text(&s->reader, i, "skulle") &&
		    is_text(&s->reader, i - 1, "som"))
			return false;
		has = has || is_text(&s->reader, i, "har");
		if (is_mark(&s->reader, i, ',') && other)
			return false;
		if (s->tense[i] == TENSE_PAST && s->taken[i + 1] == 0 &&
		    (is_text(&s->reader, i, "skulle") ||
			is_text(&s->reader, i, "hade") ||
			is_text(&s->reader, i, "borde") ||
			(IS_ONE_OF(&s->reader, i + 1, meant) &&
			    !has_date(s, i, verb))))
			return true;
	}
	return false;
}

/* "fick tre badplatser stänga", "kunde skolan öppna": past by its helper. */
static bool
is_helped(const struct sentence *s, size_t from, size_t verb)
{
	static const char *const helpers[] = {"fick", "kunde", "ville",
	    "behövde", "tvingades", "brukade", "började", "slutade", "lät",
	    "hann", "orkade", "lyckades", "blev"};

	if (!is_infinitive(&s->tokens.t[verb]) &&
	    !is_passive_infinitive(&s->tokens.t[verb]))
		return false;
	for (size_t i = verb; i-- > from;) {
		if (is_text(&s->reader, i, "att") && i + 1 != verb)
			return false;
		if (s->tense[i] != TENSE_NONE)
			return s->tense[i] == TENSE_PAST &&
			       IS_ONE_OF(&s->reader, i, helpers) &&
			       !(is_text(&s->reader, verb - 1, "att") &&
				   is_text(&s->reader, i, "fick"));
	}
	return false;
}

/* "användes": as "används" to the cues, whose endings it has. */
static bool
is_past_passive(const struct sentence *s, size_t verb)
{
	const struct token *t = &s->tokens.t[verb];

	return s->tense[verb] == TENSE_PAST && t->word_len > 3 &&
	       t->word[t->word_len - 1] == 's' &&
	       t->word[t->word_len - 2] == 'e';
}

static size_t
last_verb(const struct sentence *s, size_t from, size_t to)
{
	while (to > from && s->tense[to - 1] == TENSE_NONE)
		to--;
	return to > from ? to - 1 : from;
}

static size_t
later(size_t a, size_t b)
{
	return a > b ? a : b;
}

/*
 * Is the date told as past?  By the verb that governs it: the cue itself, or
 * the nearest before the date in its clause, or the first after it.
 */
bool
judge_history(const struct sentence *s, size_t k, const struct verdict *v)
{
	const struct reading *g = &s->reading[k];
	size_t from = judge_clause_start(s, g->from, 12);
	size_t to = judge_clause_end(s, g->to, 12);
	enum tense t;

	if (v->cue != NULL && (v->cue->flags & CUE_FIRM) != 0)
		return v->kind == DEADLINE_NOTICE && g->yearless &&
		       g->lead == LEAD_NONE &&
		       (s->tense[s->hit[v->hit].first] == TENSE_PAST ||
			   judge_tense_before(s, from, s->hit[v->hit].first) ==
			       TENSE_PAST);
	if (v->cue != NULL && (v->cue->flags & CUE_VERB) != 0) {
		size_t verb = s->hit[v->hit].first;

		if (is_past_passive(s, s->hit[v->hit].verb))
			return true;
		if (verb >= g->to &&
		    judge_tense_before(s, from, g->from) == TENSE_PAST)
			return true; /* "antogs den 3 maj och ändras ..." */

		if (verb < g->from && s->hit[v->hit].last >= g->to &&
		    judge_tense_before(s, verb + 1, g->from) == TENSE_PAST)
			return true; /* "arbetet, som inleddes i maj, görs" */
		if (verb > 0 && verb < g->from && g->lead != LEAD_BY &&
		    s->tense[verb - 1] == TENSE_PAST &&
		    is_infinitive(&s->tokens.t[verb]))
			return true; /* "slutade gälla" */
		if (verb < g->from && g->lead == LEAD_NONE &&
		    s->hit[v->hit].last < g->from &&
		    judge_tense_before(s,
			later(s->hit[v->hit].last + 1u,
			    judge_clause_start(s, g->from, 5)),
			g->from) == TENSE_PAST)
			return true; /* "avlöser den som slutade i maj" */
		if (verb < from)
			from = judge_clause_start(s, verb, 12);
		if (g->lead != LEAD_BY && g->lead != LEAD_BEFORE &&
		    is_helped(s, from, verb))
			return true;
		return judge_held_back(
		    s, from, later(verb, s->hit[v->hit].verb));
	}
	if (k > 0 && s->reading[judge_group_first(s, k)].from > from &&
	    judge_group_first(s, k) > 0 &&
	    s->reading[judge_group_first(s, k) - 1].to > from) {
		/* another date lies between: its verb may be its own */
		t = judge_tense_before(
		    s, s->reading[judge_group_first(s, k) - 1].to, g->from);
		if (t != TENSE_NONE)
			return t == TENSE_PAST;
	}
	if (g->from == 0 && g->lead == LEAD_BY &&
	    is_text(&s->reader, g->to, "har"))
		return false; /* "senast i maj har alla fått" */
	t = judge_tense_before(s, from, g->from);
	if (t == TENSE_PAST && asked_for(s, g))
		return false;
	if (t == TENSE_NOW && g->lead != LEAD_BY && g->lead != LEAD_BEFORE &&
	    is_helped(s, from, last_verb(s, from, g->from)))
		return true; /* "fick vänta på svar till den 3 maj" */
	if (t == TENSE_NOW && judge_held_back(s, from, g->from))
		return true; /* "som skulle lämnas senast den 3 maj" */
	if (t == TENSE_NONE)
		t = tense_after(s, g->to, to);
	if (t == TENSE_NONE && v->cue != NULL)
		t = judge_tense_before(
		    s, judge_clause_start(s, g->from, 24), g->from);
	return t == TENSE_PAST;
}
