/* extract-carry.c - what a date takes from the one told before it */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/deadline/candidate.h"

static bool
is_planned(const struct token *t)
{
	return t->kind == TOKEN_WORD && strncmp(t->word, "planer", 6) == 0;
}

/* "Sjukhuset i Berga följer efter i maj": what was told just before it. */
static void
by_following(struct extract *x, struct candidate *c)
{
	enum { NEAR = 400 }; /* bytes */
	static const char *const words[] = {
	    "följer", "turen", "tur", "därnäst", "detsamma"};
	const struct deadline *last = x->n > 0 ? &x->list[x->n - 1] : NULL;
	size_t least = c->g->from > 4 ? c->g->from - 4 : 0;

	if (c->v.kind >= 0 || c->v.history || last == NULL ||
	    x->now.at.from - last->at > NEAR || c->g->range)
		return;
	if (c->g->lead == LEAD_AFTER &&
	    is_class(&x->now.reader, c->g->from + 1, WORD_I)) {
		c->g->lead = LEAD_NONE; /* "följer efter i maj" */
		reading_resolve(c->g, x->published, 0);
		c->g->from++;
	}
	if (c->g->lead != LEAD_NONE && c->g->lead != LEAD_TO)
		return;
	for (size_t i = least; i < c->g->from; i++) {
		for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++)
			if (is_text(&x->now.reader, i, words[k]))
				c->v.kind = (int)last->kind;
		if (i + 1 == c->g->from && c->g->lead == LEAD_TO &&
		    is_planned(&x->now.tokens.t[i]))
			c->v.kind = (int)last->kind;
	}
}

/* "och fullmäktige gör detsamma i april": what was told before it. */
static void
by_same(struct extract *x, struct candidate *c)
{
	const struct reading *before = c->k > 0 ? c->g - 1 : NULL;

	if (before == NULL || x->n == 0 ||
	    x->list[x->n - 1].end < before->span.start)
		return;
	for (size_t i = before->to; i < c->g->from; i++)
		if (is_text(&x->now.reader, i, "detsamma") ||
		    is_text(&x->now.reader, i, "likaså") ||
		    is_text(&x->now.reader, i, "dito")) {
			c->v.kind = (int)x->list[x->n - 1].kind;
			c->v.history = c->v.denied = false;
		}
}

/* "ersätts av den 18 juni": the date is the new one, of what is named. */
bool
candidate_replaces(const struct sentence *s, const struct reading *g)
{
	static const char *const by[] = {"av", "med", "till"};
	static const char *const verbs[] = {"ersätts", "ersatts", "ersättas",
	    "byts", "bytts", "ändras", "ändrats", "rättas"};
	size_t i = g->from, n = 0;

	if (g->unit != PRECISION_DAY || g->range || i < 2)
		return false;
	i -= !is_class(&s->reader, i, WORD_TO);
	for (; n < sizeof(by) / sizeof(by[0]); n++)
		if (is_text(&s->reader, i, by[n]))
			break;
	if (n == sizeof(by) / sizeof(by[0]))
		return false;
	i -= is_text(&s->reader, i - 1, "ut") || s->taken[i - 1];
	for (n = 0; n < sizeof(verbs) / sizeof(verbs[0]); n++)
		if (is_text(&s->reader, i - 1, verbs[n]))
			return true;
	return false;
}

static void
by_replacement(struct extract *x, struct candidate *c)
{
	struct verdict v;

	if (!candidate_replaces(&x->now, c->g) || c->v.history)
		return;
	v = sentence_asks(&x->now);
	if (v.kind < 0 && c->k > 0)
		v = sentence_judge_but(&x->now, c->k - 1, DEADLINE_EFFECT);
	if (v.kind < 0 || v.kind >= DEADLINE_KINDS)
		return;
	c->v = (struct verdict){.kind = v.kind};
	c->flags |= CUE_MOVED;
}

/* Between the two dates only what the second is of: "och B i april". */
static bool
is_short_of_verb(const struct sentence *s, size_t from, size_t to)
{
	enum { MOST = 8, NOUN = 40 };
	bool parted = false;

	if (to - from > MOST)
		return false;
	for (size_t i = from; i < to; i++) {
		const struct token *t = &s->tokens.t[i];

		if (s->tense[i] != TENSE_NONE || t->kind == TOKEN_NUMBER ||
		    (t->kind == TOKEN_MARK &&
			strchr(",()/\"", t->mark) == NULL))
			return false;
		parted = parted || t->class == WORD_AND || t->mark == ',';
	}
	for (size_t h = 0; h < s->hits; h++)
		if (s->hit[h].first >= from && s->hit[h].first < to &&
		    cues_table[s->hit[h].cue].weight >= NOUN &&
		    (cues_table[s->hit[h].cue].flags & CUE_TOPIC) == 0)
			return false;
	return parted;
}

/* "inom tre veckor, det vill säga senast den 3 maj": the same once more. */
static void
by_apposition(struct extract *x, struct candidate *c)
{
	const struct sentence *s = &x->now;
	size_t i = c->g->from;
	int kind;

	if ((c->v.kind >= 0 && c->v.kind != CUE_POSTED) || i < 2 ||
	    !(is_text(&s->reader, i - 1, "säga") ||
		is_text(&s->reader, i - 1, "dvs") ||
		is_text(&s->reader, i - 1, "alltså")))
		return;
	kind = sentence_asks(s).kind;
	if (c->g->lead == LEAD_TO || c->g->lead == LEAD_UNTIL)
		for (size_t h = 0; h < s->hits; h++)
			if (cues_table[s->hit[h].cue].kind == CUE_VALID &&
			    (cues_table[s->hit[h].cue].flags & CUE_VERB) != 0)
				kind = DEADLINE_EXPIRY;
	if (kind < 0)
		return;
	c->v = (struct verdict){.kind = kind};
}

/* "grunden levereras i maj och taket i juni": the verb is told once. */
static void
by_gap(struct extract *x, struct candidate *c)
{
	if (c->v.kind >= 0 || c->v.history || c->k == 0 ||
	    x->told_in != x->now.at.from + 1 || x->told_reading != c->k - 1 ||
	    (c->g->lead != c->g[-1].lead && c->g->lead != LEAD_NONE) ||
	    c->g->range != c->g[-1].range || c->g[-1].lead == LEAD_FROM ||
	    !is_short_of_verb(&x->now, c->g[-1].to, c->g->from))
		return;
	c->v = x->told;
}

/* "Serien fortsätter den 18/9 i Vara och den 2/10 i Mora": after a meeting. */
static void
by_series(struct extract *x, struct candidate *c)
{
	if (c->v.kind >= 0 || c->v.history || c->g->lead != LEAD_NONE ||
	    c->g->unit != PRECISION_DAY || c->g->range ||
	    !candidate_is_listed(&x->now, c->k))
		return;
	for (size_t h = 0; h < x->now.hits; h++)
		if (cues_table[x->now.hit[h].cue].kind == CUE_REJECT)
			return;
	if (extract_meets(x))
		c->v.kind = DEADLINE_EVENT;
}

void
candidate_carry(struct extract *x, struct candidate *c)
{
	by_replacement(x, c);
	by_same(x, c);
	by_apposition(x, c);
	by_gap(x, c);
	by_series(x, c);
	by_following(x, c);
}
