/* judge.c - which cue of a sentence a date belongs to */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/deadline/sentence.h"

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
	WINDOW = 48,
	MANY = 64
};

/* The first and last reading of the list that a reading is in. */
static size_t
group_first(const struct sentence *s, size_t k)
{
	return s->group[k];
}

static size_t
group_last(const struct sentence *s, size_t k)
{
	while (k + 1 < s->n && s->group[k + 1] == s->group[k])
		k++;
	return k;
}

/* How many other dates lie between tokens from and to. */
static int
crossed(const struct sentence *s, size_t k, size_t from, size_t to)
{
	int n = 0;

	for (size_t j = group_first(s, k);
	     j-- > 0 && s->reading[j].from >= from && n < 4;)
		n++;
	for (size_t j = group_last(s, k) + 1;
	     j < s->n && s->reading[j].to <= to && n < 4; j++)
		n++;
	return n;
}

/* The cue stands right before another date, which it more likely means. */
static bool
leads_to_next(const struct sentence *s, size_t k, const struct cue_hit *h)
{
	size_t next = group_last(s, k) + 1;

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

/* What is left of the cue's weight at the date; negative: nothing. */
static int
score(const struct sentence *s, size_t k, const struct cue_hit *h)
{
	const struct cue *c = &cues_table[h->cue];
	const struct reading *first = &s->reading[group_first(s, k)];
	const struct reading *last = &s->reading[group_last(s, k)];
	int left = c->weight, n, cost;

	if (h->last < first->from) {
		cost = sentence_cost(s, h->last + 1u, first->from);
		n = verbs(s, h->last + 1u, first->from);
		if (n > 0 && (s->tense[h->first] != TENSE_NONE ||
				 s->tense[h->last] != TENSE_NONE)) {
			cost += VERB * n;
			left = left < SPECIFIC ? left : SPECIFIC;
		}
		n = crossed(s, k, h->last + 1u, first->from);
	} else if (h->first >= last->to) {
		cost = RIGHT + sentence_cost(s, last->to, h->first);
		n = crossed(s, k, last->to, h->first);
		if (leads_to_next(s, k, h))
			cost += NEXT;
	} else if ((h->first < first->from && h->last >= last->to) ||
		   (h->last >= first->from && h->last < first->core)) {
		cost = 0; /* "löper den 30 juni ut", "för perioden ..." */
		n = 0;
	} else {
		return -1;
	}
	if (c->kind == CUE_REJECT && (n > 0 || cost > 34))
		return -1;
	if (c->kind == CUE_REJECT && h->first >= last->to &&
	    s->wall[h->first] != s->wall[last->to - 1])
		return -1;
	return left - cost - n * CROSSED;
}

/* The index of the first hit at or after the token. */
static size_t
first_hit(const struct sentence *s, size_t token)
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

/* Verbs between from and to, the last one first; TENSE_NONE: no verb. */
static enum tense
tense_before(const struct sentence *s, size_t from, size_t to)
{
	for (size_t i = to; i-- > from;)
		if (s->tense[i] != TENSE_NONE)
			return (enum tense)s->tense[i];
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
static size_t
clause_start(const struct sentence *s, size_t i, int wall)
{
	size_t least = i > WINDOW ? i - WINDOW : 0;

	while (i > least + 1 && s->wall[i - 1] < s->wall[i - 2] + wall)
		i--;
	return i > least + 1 ? i - 1 : least;
}

static size_t
clause_end(const struct sentence *s, size_t i, int wall)
{
	size_t most = i + WINDOW < s->tokens.n ? i + WINDOW : s->tokens.n;

	while (i < most &&
	       (i == 0 || (int)s->wall[i] < (int)s->wall[i - 1] + wall))
		i++;
	return i;
}

/* "skulle", "hade": before the verb in its clause they make it past. */
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
			return tense_before(s, i + 1, g->from) == TENSE_PAST &&
			       !is_text(&s->reader, i + 1, "ha");
	return false;
}

static bool
held_back(const struct sentence *s, size_t from, size_t verb)
{
	bool other = false; /* another clause with its own verb follows */

	for (size_t i = verb; i-- > from;) {
		if (s->tense[i] == TENSE_NOW)
			other = true;
		if (is_mark(&s->reader, i, ',') && other)
			return false;
		if (s->tense[i] == TENSE_PAST &&
		    (is_text(&s->reader, i, "skulle") ||
			is_text(&s->reader, i, "hade") ||
			is_text(&s->reader, i, "borde")))
			return true;
	}
	return false;
}

/*
 * Is the date told as past?  By the verb that governs it: the cue itself, or
 * the nearest before the date in its clause, or the first after it.
 */
static bool
is_history(const struct sentence *s, size_t k, const struct verdict *v)
{
	const struct reading *g = &s->reading[k];
	size_t from = clause_start(s, g->from, 12);
	size_t to = clause_end(s, g->to, 12);
	enum tense t;

	if (v->cue != NULL && (v->cue->flags & CUE_FIRM) != 0)
		return false;
	if (v->cue != NULL && (v->cue->flags & CUE_VERB) != 0) {
		size_t verb = s->hit[v->hit].first;

		if (verb < from)
			from = clause_start(s, verb, 12);
		return held_back(s, from, verb);
	}
	if (k > 0 && s->reading[group_first(s, k)].from > from &&
	    group_first(s, k) > 0 &&
	    s->reading[group_first(s, k) - 1].to > from) {
		/* another date lies between: its verb may be its own */
		t = tense_before(
		    s, s->reading[group_first(s, k) - 1].to, g->from);
		if (t != TENSE_NONE)
			return t == TENSE_PAST;
	}
	t = tense_before(s, from, g->from);
	if (t == TENSE_PAST && asked_for(s, g))
		return false;
	if (t == TENSE_NONE)
		t = tense_after(s, g->to, to);
	if (t == TENSE_NONE && v->cue != NULL)
		t = tense_before(s, clause_start(s, g->from, 24), g->from);
	return t == TENSE_PAST;
}

static void
consider(const struct sentence *s, size_t k, size_t hit, struct verdict *v)
{
	const struct cue *c = &cues_table[s->hit[hit].cue];
	int left;

	if (c->kind == CUE_MARK)
		return;
	if (c->kind == DEADLINE_DECISION && (c->flags & CUE_VERB) != 0 &&
	    is_text(&s->reader, s->hit[hit].last + 1u, "att") &&
	    s->hit[hit].last < s->reading[k].from)
		return; /* what is decided has the date */
	left = score(s, k, &s->hit[hit]);
	if (left < ENOUGH || left <= v->score)
		return;
	v->kind = c->kind;
	v->cue = c;
	v->hit = hit;
	v->score = left;
}

/*
 * "Remisstiden går ut", "ansökan stänger": what comes to its end is told by
 * the noun before the verb.
 */
static int
noun_of(const struct sentence *s, const struct verdict *v)
{
	const struct cue_hit *verb = &s->hit[v->hit];

	for (size_t h = v->hit, n = 0; h-- > 0 && n < MANY; n++) {
		const struct cue *c = &cues_table[s->hit[h].cue];

		if (s->hit[h].last >= verb->first)
			continue;
		if (sentence_cost(s, s->hit[h].last + 1u, verb->first) > 40)
			break;
		if (c->kind == CUE_VALID && c->weight < 40 &&
		    (c->flags & CUE_VERB) == 0)
			break; /* "avtalet" */
		if ((c->kind == DEADLINE_REMISS && c->weight >= 44) ||
		    c->kind == DEADLINE_APPLY || c->kind == DEADLINE_APPEAL ||
		    c->kind == DEADLINE_REGISTER)
			return c->kind;
	}
	return v->kind;
}

struct verdict
sentence_judge(const struct sentence *s, size_t k)
{
	struct verdict v = {.kind = -1};
	size_t from = s->reading[group_first(s, k)].from;
	size_t to = s->reading[group_last(s, k)].to;
	size_t middle = first_hit(s, from);

	for (size_t h = middle, n = 0; h-- > 0 && n < MANY; n++) {
		if ((size_t)s->hit[h].first + WINDOW < from)
			break;
		consider(s, k, h, &v);
	}
	for (size_t h = middle, n = 0; h < s->hits && n < MANY; h++, n++) {
		if (s->hit[h].first > to + WINDOW)
			break;
		consider(s, k, h, &v);
	}
	if (v.cue != NULL && (v.cue->flags & CUE_OPEN) != 0)
		v.kind = noun_of(s, &v);
	v.history = is_history(s, k, &v);
	v.planned_once = held_back(s, clause_start(s, from, 12), to) ||
			 held_back(s, to, clause_end(s, to, 12));
	return v;
}

struct verdict
sentence_topic(const struct sentence *s, bool valid)
{
	struct verdict v = {.kind = -1};

	for (size_t h = 0; h < s->hits; h++) {
		const struct cue *c = &cues_table[s->hit[h].cue];

		if (c->kind >= CUE_REJECT && (c->kind != CUE_VALID || !valid))
			continue;
		if (c->weight > v.score && c->weight >= 25) {
			v.kind = c->kind;
			v.cue = c;
			v.hit = h;
			v.score = c->weight;
		}
	}
	return v;
}

unsigned
sentence_flags(const struct sentence *s, size_t k)
{
	const struct reading *g = &s->reading[k];
	size_t from = clause_start(s, g->from, 14);
	size_t to = clause_end(s, g->to, 14);
	unsigned flags = 0;

	for (size_t h = first_hit(s, from), n = 0;
	     h < s->hits && s->hit[h].first < to && n < MANY; h++, n++)
		flags |= cues_table[s->hit[h].cue].flags;
	return flags;
}
