/* judge.c - which cue of a sentence a date belongs to */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/deadline/judge.h"

/*
 * Every cue has a weight.  What lies between it and the date takes from it:
 * words a little, commas and conjunctions more, other dates much; and a cue
 * after the date is worth less than one before.  The best one wins when
 * enough is left of it.
 */
enum {
	ENOUGH = 19,
	RIGHT = 9,
	CROSSED = 24,
	NEXT = 15,
	VERB = 14,
	SPECIFIC = 66,
	ABOUT = 18,   /* "över ansökan": what is asked for is another noun */
	NOT_BY = 26,  /* no meeting is held "senast" */
	NOT_ON = 14,  /* nor is one signed up for "den 3 maj" */
	CLAUSE = 12,  /* another one: its date is the next */
	STAMP = 25,   /* "fastställd 2024-03-18, giltig tills vidare" */
	COLON = 3,    /* "Juni: arbetet inleds" */
	NOUN = 40,    /* a noun that weighs less is of many things */
	WITHOUT = 60, /* "ingen anmälan" */
	GOVERNED = 14 /* the date has its own verb before it */
};

/* The first and last reading of the list that a reading is in. */
size_t
judge_group_first(const struct sentence *s, size_t k)
{
	return s->group[k];
}

size_t
judge_group_last(const struct sentence *s, size_t k)
{
	while (k + 1 < s->n && s->group[k + 1] == s->group[k])
		k++;
	return k;
}

/*
 * "(KFN 2015-12-03)", "förra årets bidrag": a date that is only mentioned,
 * whose cue is no other.
 */
static bool
is_mentioned(const struct sentence *s, const struct reading *g)
{
	const struct token *last = &s->tokens.t[g->to - 1];

	if (g->span.end < s->reader.ref && g->lead == LEAD_NONE &&
	    (last->form == FORM_GENITIVE || is_text(&s->reader, g->to, "års")))
		return true;
	return !g->yearless && !g->computed && g->lead == LEAD_NONE &&
	       g->span.end < s->reader.ref && is_mark(&s->reader, g->to, ')');
}

/* "torsdagar under hösten: 12/10, 9/11": told more finely after it. */
static bool
is_heading_of(
    const struct sentence *s, const struct reading *a, const struct reading *b)
{
	return a->unit >= PRECISION_MONTH && b->unit < PRECISION_MONTH &&
	       is_mark(&s->reader, a->to, ':') &&
	       a->span.start <= b->span.end && b->span.start <= a->span.end;
}

/* How many other dates lie between tokens from and to. */
int
judge_crossed(const struct sentence *s, size_t k, size_t from, size_t to)
{
	int n = 0;

	for (size_t j = judge_group_first(s, k);
	     j-- > 0 && s->reading[j].from >= from && n < 4;)
		n += !is_mentioned(s, &s->reading[j]) &&
		     !is_heading_of(s, &s->reading[j], &s->reading[k]);
	for (size_t j = judge_group_last(s, k) + 1;
	     j < s->n && s->reading[j].to <= to && n < 4; j++)
		n += !is_mentioned(s, &s->reading[j]);
	return n;
}

/* The cue stands right before another date, which it more likely means. */
static bool
leads_to_next(const struct sentence *s, size_t k, const struct cue_hit *h)
{
	size_t next = judge_group_last(s, k) + 1;

	return next < s->n && h->last < s->reading[next].from &&
	       s->reading[next].from - h->last <= 6;
}

/* How many other verbs stand between, two at most. */
static int
verbs(const struct sentence *s, size_t from, size_t to)
{
	int n = 0;

	for (size_t i = from; i < to && n < 2; i++)
		n += s->tense[i] != TENSE_NONE;
	return n;
}

/* A last day is told as one: against answers on the day itself. */
static int
against_day(const struct cue *c, const struct reading *g)
{
	bool verb = (c->flags & CUE_VERB) != 0 && (c->flags & CUE_OPEN) == 0;

	if (g->computed &&
	    (c->kind == DEADLINE_APPLY || c->kind == DEADLINE_REMISS))
		return NOT_BY;
	if (c->kind == DEADLINE_APPLY && verb && c->weight <= 44)
		return NOT_BY; /* "vi söker föräldrar i vår" */
	if (c->kind == DEADLINE_NOTICE && (verb || c->weight > 90))
		return NOT_ON;
	if (c->kind == DEADLINE_REMISS && verb && c->weight < 88)
		return c->weight < 60 ? NOT_BY : NOT_ON;
	return 0;
}

/* "enligt beslutet ska kommunen ..." */
static bool
by_source(const struct sentence *s, const struct cue_hit *h)
{
	return cues_table[h->cue].kind == DEADLINE_DECISION && h->first > 0 &&
	       is_text(&s->reader, h->first - 1u, "enligt");
}

/* "efter sportlovet tas hallen i bruk": when, not what. */
static bool
is_time_of(const struct sentence *s, size_t i)
{
	return is_class(&s->reader, i, WORD_AFTER) ||
	       is_class(&s->reader, i, WORD_BEFORE) ||
	       is_text(&s->reader, i, "inför");
}

/* "Under remisstiden håller vi en träff den 3 maj": a day within it. */
static bool
is_frame(
    const struct sentence *s, const struct cue_hit *h, const struct reading *g)
{
	return (cues_table[h->cue].flags & CUE_VERB) == 0 && h->first > 0 &&
	       is_text(&s->reader, h->first - 1u, "under") &&
	       g->lead == LEAD_NONE && !g->range && g->unit == PRECISION_DAY &&
	       h->last < g->from;
}

/* What speaks against the cue whatever lies between. */
static int
against(const struct sentence *s, size_t k, const struct cue_hit *h)
{
	const struct cue *c = &cues_table[h->cue];
	const struct reading *g = &s->reading[judge_group_first(s, k)];
	bool by = g->lead == LEAD_BY || g->lead == LEAD_BEFORE ||
		  ((g->lead == LEAD_TO || g->lead == LEAD_UNTIL) &&
		      (c->flags & CUE_VERB) == 0);
	int cost = 0;

	if (c->kind == CUE_REJECT && (c->flags & CUE_VERB) == 0 &&
	    h->first > 0 && h->last + 1u != g->from &&
	    is_time_of(s, h->first - 1u))
		cost += WITHOUT;
	if (is_frame(s, h, g))
		cost += 2 * ABOUT;
	if (judge_is_object(s, h))
		cost += c->kind == CUE_REJECT || by_source(s, h) ? 2 * ABOUT
								 : ABOUT;
	if ((c->flags & CUE_VERB) == 0 && judge_is_without(s, h->first))
		cost += WITHOUT;
	if (c->kind == DEADLINE_EVENT && by)
		cost += NOT_BY;
	if (c->kind == DEADLINE_DECISION && g->lead == LEAD_UNTIL)
		cost += NOT_BY;
	if (c->kind == CUE_VALID && (c->flags & (CUE_VERB | CUE_STATE)) == 0 &&
	    c->weight < NOUN && by && g->lead != LEAD_TO &&
	    g->lead != LEAD_UNTIL)
		cost += NOT_BY; /* "alla avtal senast" */
	if (c->kind == DEADLINE_NOTICE && (c->flags & CUE_VERB) == 0 &&
	    (g->lead == LEAD_TO || g->lead == LEAD_UNTIL))
		cost += NOT_BY; /* till then it lasts */
	if ((c->kind == DEADLINE_EFFECT
		    ? (c->flags & CUE_VERB) == 0 &&
			  !(g->from > 0 &&
			      is_text(&s->reader, g->from - 1, "först"))
		    : c->kind == DEADLINE_COMPLETE && c->weight <= 40 &&
			  (c->flags & CUE_LIVE) != 0) &&
	    (g->lead == LEAD_TO || g->lead == LEAD_UNTIL))
		cost += NOT_BY;
	if (g->lead == LEAD_NONE && !g->range && g->first.part == PART_NONE)
		cost += against_day(c, g);
	if (c->kind == DEADLINE_REGISTER && c->weight < 76 &&
	    g->lead == LEAD_NONE && h->last < g->from &&
	    !is_class(&s->reader, h->first - (h->first > 0), WORD_LAST))
		cost += NOT_ON;
	return cost;
}

/* The date's clause has a verb before it, and the cue is of another. */
static bool
governed(const struct sentence *s, const struct reading *first,
    const struct reading *last, const struct cue_hit *h)
{
	return s->wall[h->first] != s->wall[last->to - 1] &&
	       judge_tense_before(s, judge_clause_start(s, first->from, 12),
		   first->from) != TENSE_NONE;
}

/* What is left of the cue's weight at the date; negative: nothing. */
static int
score(const struct sentence *s, size_t k, const struct cue_hit *h)
{
	const struct cue *c = &cues_table[h->cue];
	const struct reading *first = &s->reading[judge_group_first(s, k)];
	const struct reading *last = &s->reading[judge_group_last(s, k)];
	int left = c->weight, n, cost;

	if (h->last < first->from) {
		cost = sentence_cost(s, h->last + 1u, first->from);
		n = verbs(s, h->last + 1u, first->from);
		if (n > 0 && (s->tense[h->first] != TENSE_NONE ||
				 s->tense[h->last] != TENSE_NONE)) {
			cost += VERB * n;
			left = left < SPECIFIC ? left : SPECIFIC;
		}
		n = judge_crossed(s, k, h->last, first->from);
	} else if (h->first >= last->to) {
		cost = RIGHT + sentence_cost(s, last->to, h->first);
		n = judge_crossed(s, k, last->to, h->first);
		if (leads_to_next(s, k, h)) {
			if (s->wall[h->first] >= s->wall[last->to - 1] + CLAUSE)
				return -1;
			cost += NEXT;
		}
		if (n == 0 && governed(s, first, last, h))
			cost += GOVERNED;
	} else if ((h->first < first->from && h->last >= last->to) ||
		   (h->last >= first->from && h->last < first->core)) {
		/* "löper den 30 juni ut"; but "resultatet granskas i maj och
		 * redovisas" */
		cost = VERB * verbs(s, h->first + 1u, first->from) *
		       (h->first < first->from &&
			   s->tense[h->first] == TENSE_NONE);
		n = 0;
	} else {
		return -1;
	}
	if (c->kind == CUE_REJECT && (n > 0 || cost > 34))
		return -1;
	if (c->kind == CUE_REJECT && h->first >= last->to &&
	    s->wall[h->first] > s->wall[last->to - 1] + COLON)
		return -1;
	if (c->kind == CUE_REJECT && h->last + 1u == first->core &&
	    first->lead == LEAD_NONE && !first->yearless && !first->range)
		left += STAMP;
	return left - cost - n * CROSSED - against(s, k, h);
}

/* The index of the first hit at or after the token. */
size_t
judge_first_hit(const struct sentence *s, size_t token)
{
	size_t low = 0, high = s->hits;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (s->hit[mid].first < token)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* To its end something is open that only begins elsewhere. */
static bool
is_until(const struct reading *g)
{
	return g->range || g->lead == LEAD_UNTIL || g->lead == LEAD_BY ||
	       g->lead == LEAD_BEFORE || g->lead == LEAD_TO;
}

/* "åtgärdade" is done only after "vara", "är", "blir"; else somebody did it. */
static bool
is_past_verb(const struct sentence *s, const struct cue_hit *h)
{
	static const char *const copula[] = {
	    "vara", "är", "blir", "bli", "blivit", "varit", "ha", "hållas"};
	const struct token *t = &s->tokens.t[h->last];
	size_t least = h->first > 4 ? h->first - 4u : 0;

	const struct token *verb = &s->tokens.t[h->first];

	if ((cues_table[h->cue].flags & CUE_STATE) == 0 || t->word_len < 4 ||
	    (memcmp(t->word + t->word_len - 2, "de", 2) != 0 &&
		(verb->word_len < 4 || s->list_line ||
		    memcmp(verb->word + verb->word_len - 2, "it", 2) != 0)))
		return false; /* "som de tagit fram" */
	for (size_t i = h->first; i-- > least;)
		for (size_t n = 0; n < sizeof(copula) / sizeof(copula[0]); n++)
			if (is_text(&s->reader, i, copula[n]))
				return false;
	return true;
}

/* "sina öppna ärenden": what looks like a verb is said of a noun. */
static bool
is_attribute(const struct sentence *s, const struct cue_hit *h)
{
	static const char *const whose[] = {"sina", "våra", "era", "dina",
	    "deras", "dessa", "samtliga", "övriga"};
	const struct token *t = &s->tokens.t[h->first];

	if ((cues_table[h->cue].flags & CUE_VERB) == 0 || h->first == 0 ||
	    t->word_len < 3 || t->word[t->word_len - 1] != 'a')
		return false;
	if (h->first == h->last &&
	    (cues_table[h->cue].flags & (CUE_READY | CUE_LIVE)) != CUE_READY &&
	    (is_text(&s->reader, h->first - 1u, "är") ||
		is_text(&s->reader, h->first - 1u, "blir")))
		return true; /* "är öppna"; but "är klara" */
	if (s->tokens.t[h->first + 1].kind != TOKEN_WORD)
		return false;
	for (size_t i = 0; i < sizeof(whose) / sizeof(whose[0]); i++)
		if (is_text(&s->reader, h->first - 1u, whose[i]))
			return true;
	return false;
}

/* "beslutar att", "bifaller så till vida att": what is decided has the date. */
static bool
is_decided(
    const struct sentence *s, const struct cue_hit *h, const struct reading *g)
{
	if (is_text(&s->reader, h->last + 1u, "att"))
		return h->last < g->from;
	for (size_t i = h->last + 1u; i + 1 < g->from; i++)
		if (is_text(&s->reader, i, "att"))
			return judge_tense_before(s, i, g->from) != TENSE_NONE;
	return false;
}

/* "håller vi stängt", "har vi receptionen stängd" */
static bool
is_closed(const struct sentence *s, const struct cue_hit *h)
{
	enum { NEAR = 3 };

	if ((cues_table[h->cue].flags & CUE_VERB) == 0)
		return false;
	for (size_t i = h->last + 1u; i <= h->last + (size_t)NEAR; i++)
		if (is_text(&s->reader, i, "stängt") ||
		    is_text(&s->reader, i, "stängd"))
			return true;
	return false;
}

static void
consider(const struct sentence *s, size_t k, size_t hit, struct verdict *v)
{
	const struct cue *c = &cues_table[s->hit[hit].cue];
	int left;

	if (c->kind == CUE_MARK || (c->flags & CUE_TOPIC) != 0 ||
	    (c->kind == CUE_REJECT && (c->flags & CUE_LIVE) != 0 &&
		is_until(&s->reading[k])))
		return;
	if (c->kind == DEADLINE_DECISION && (c->flags & CUE_VERB) != 0 &&
	    is_decided(s, &s->hit[hit], &s->reading[k]))
		return;
	if (is_past_verb(s, &s->hit[hit]) || is_attribute(s, &s->hit[hit]))
		return;
	if (c->kind == DEADLINE_EXPIRY &&
	    s->hit[hit].first == s->reading[k].to &&
	    s->reading[k].unit >= PRECISION_MONTH &&
	    is_text(&s->reader, s->reading[k].to + 1, "slut"))
		return; /* "innan november är slut": the end of it */
	if (c->kind == DEADLINE_EVENT && is_closed(s, &s->hit[hit]))
		return;
	left = score(s, k, &s->hit[hit]);
	if (left < ENOUGH || left <= v->score)
		return;
	v->kind = c->kind;
	v->cue = c;
	v->hit = hit;
	v->score = left;
}

struct verdict
sentence_judge(const struct sentence *s, size_t k)
{
	return sentence_judge_but(s, k, -1);
}

struct verdict
sentence_judge_but(const struct sentence *s, size_t k, int but)
{
	struct verdict v = {.kind = -1};
	size_t from = s->reading[judge_group_first(s, k)].from;
	size_t to = s->reading[judge_group_last(s, k)].to;
	size_t middle = judge_first_hit(s, from);

	for (size_t h = middle, n = 0; h-- > 0 && n < JUDGE_HITS; n++) {
		if ((size_t)s->hit[h].first + JUDGE_WINDOW < from)
			break;
		if (cues_table[s->hit[h].cue].kind != but)
			consider(s, k, h, &v);
	}
	for (size_t h = middle, n = 0; h < s->hits && n < JUDGE_HITS;
	     h++, n++) {
		if (s->hit[h].first > to + JUDGE_WINDOW)
			break;
		if (cues_table[s->hit[h].cue].kind != but)
			consider(s, k, h, &v);
	}
	judge_weigh(s, k, &v);
	v.history = judge_history(s, k, &v);
	v.denied =
	    judge_denied(s, k, &v) ||
	    ((sentence_flags(s, k) & CUE_MOVED) == 0 && judge_cancelled(s, k));
	v.planned_once = judge_held_back(
			     s, judge_clause_start(s, from, 12), to) ||
			 judge_held_back(s, to, judge_clause_end(s, to, 12));
	return v;
}

unsigned
sentence_flags(const struct sentence *s, size_t k)
{
	const struct reading *g = &s->reading[k];
	size_t from = judge_clause_start(s, g->from, 14);
	size_t to = judge_clause_end(s, g->to, 14);
	unsigned flags = 0;

	for (size_t h = judge_first_hit(s, from), n = 0;
	     h < s->hits && s->hit[h].first < to && n < JUDGE_HITS; h++, n++)
		flags |= cues_table[s->hit[h].cue].flags;
	return flags;
}
