/* sentence.c - a stretch read for deadlines: its dates, cues and clauses */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/sentence.h"

#include <string.h>

enum {
	LIST_LINE_MOST = 30, /* tokens */
	NEARBY = 200         /* bytes between it and a date told above */
};

static void
mark_taken(struct sentence *s)
{
	memset(s->taken, 0, s->tokens.n + TOKENS_AFTER);
	for (size_t k = 0; k < s->n; k++)
		for (size_t i = s->reading[k].from; i < s->reading[k].to; i++)
			s->taken[i] = 1;
}

static void
make_room(struct sentence *s, struct pool *pool)
{
	size_t need = s->tokens.n + TOKENS_AFTER;

	if (s->reading == NULL) {
		s->reading = pool_get_raw(
		    pool, READINGS_MOST * sizeof(*s->reading));
		s->group = pool_get_raw(
		    pool, READINGS_MOST * sizeof(*s->group));
		s->hit = pool_get_raw(pool, HITS_MOST * sizeof(*s->hit));
	}
	if (need <= s->room)
		return;
	need *= 2;
	s->wall = pool_get_raw(pool, need * sizeof(*s->wall));
	s->tense = pool_get_raw(pool, need);
	s->taken = pool_get_raw(pool, need);
	s->room = need;
}

/* Verbs, those that are cues among them. */
static void
read_tenses(struct sentence *s)
{
	memset(s->tense, TENSE_NONE, s->tokens.n + TOKENS_AFTER);
	s->said = 0;
	for (size_t i = 0; i < s->tokens.n; i++) {
		if (s->tokens.t[i].facts == 0)
			continue; /* most words */
		s->tense[i] = (uint8_t)token_tense(&s->tokens, i);
		s->said |= token_says(&s->tokens.t[i]);
	}
	for (size_t k = 0; k < s->hits; k++) {
		size_t i = s->hit[k].verb;

		if ((cues_table[s->hit[k].cue].flags & CUE_VERB) != 0 &&
		    s->tense[i] == TENSE_NONE && !s->taken[i])
			s->tense[i] = TENSE_NOW;
	}
}

/* Between the two only commas and small words: they are of one list. */
static bool
listed(
    const struct sentence *s, const struct reading *a, const struct reading *b)
{
	bool parted = false, named = false;

	if (b->from - a->to > 4 || b->lead == LEAD_FROM || a->unit != b->unit ||
	    a->computed || b->computed)
		return false;
	for (size_t i = a->to; i < b->from; i++) {
		const struct token *t = &s->tokens.t[i];

		if (sentence_date_opens(s, i))
			return false;
		if (t->kind == TOKEN_WORD && t->capital && t->cues == 0)
			named = true; /* "Dala 5 april, Berga 7 april" */
		else if (t->class == WORD_I && t[1].kind == TOKEN_WORD &&
			 t[1].capital)
			continue; /* "5 april i Dala" */
		else if (t->class != WORD_AND && t->class != WORD_DEN &&
			 t->mark != ',' && t->mark != '*' && t->mark != '/')
			return false;
		else
			parted = true;
	}
	return named ? parted && a->lead == LEAD_NONE && b->lead == LEAD_NONE
		     : b->from - a->to <= 3;
}

/* A list's dates lend each other their year, the last one first of all. */
static void
share_year(struct sentence *s, size_t first, size_t last, int ref)
{
	int year = 0;

	for (size_t k = last + 1; k-- > first;) {
		struct reading *g = &s->reading[k];

		if (!g->yearless && !g->computed)
			year = day_date(g->span.end).year;
		else if (g->yearless && year != 0)
			reading_resolve(g, ref, year);
	}
	year = 0;
	for (size_t k = first; k <= last; k++) {
		struct reading *g = &s->reading[k];

		if (!g->yearless && !g->computed)
			year = day_date(g->span.end).year;
		else if (g->yearless && year != 0 &&
			 day_date(g->span.end).year < year)
			reading_resolve(g, ref, year);
	}
}

/* "i februari 2026 och beslut fattas i juni": no earlier than the first. */
static void
follow_year(struct sentence *s, int ref)
{
	int least = NO_DAY;

	for (size_t k = 0; k < s->n; k++) {
		struct reading *g = &s->reading[k];

		if (!g->yearless) {
			least = g->computed || g->range ||
					g->span.start < ref ||
					g->unit > PRECISION_MONTH
				    ? NO_DAY
				    : g->span.start;
			continue;
		}
		if (least != NO_DAY && g->span.end < least &&
		    g->unit <= PRECISION_MONTH) {
			reading_resolve(g, ref, day_date(least).year);
			g->yearless = false;
		}
	}
}

static void
group_readings(struct sentence *s, int ref)
{
	size_t first = 0;

	for (size_t k = 0; k < s->n; k++) {
		if (k > 0 && !listed(s, &s->reading[k - 1], &s->reading[k])) {
			share_year(s, first, k - 1, ref);
			first = k;
		}
		s->group[k] = (uint16_t)first;
	}
	if (s->n > 0)
		share_year(s, first, s->n - 1, ref);
	follow_year(s, ref);
}

/* A number before a unit, "tre veckor"; or "dagen innan". */
static bool
has_count(const struct sentence *s)
{
	for (size_t i = 1; i < s->tokens.n; i++)
		if ((s->tokens.t[i].class == WORD_UNIT &&
			(s->tokens.t[i - 1].kind == TOKEN_NUMBER ||
			    s->tokens.t[i - 1].class == WORD_NUMBER)) ||
		    (s->tokens.t[i].class == WORD_BEFORE &&
			is_text(&s->reader, i - 1, "dagen")))
			return true;
	return false;
}

void
sentence_read(struct sentence *s, struct pool *pool, const char *text,
    const struct stretch *at, int ref, int *last_year, bool all)
{
	int last_day = at->from <= s->at.to + NEARBY ? s->reader.last_day : 0;

	s->at = *at;
	s->row = false;
	tokens_read(&s->tokens, pool, text, at->from, at->to);
	s->reader = (struct reader){.t = s->tokens.t,
	    .n = s->tokens.n,
	    .text = text,
	    .ref = ref,
	    .last_year = *last_year,
	    .last_day = last_day,
	    .running = true};
	make_room(s, pool);
	sentence_dates(s);
	mark_taken(s);
	*last_year = s->reader.last_year;
	s->hits = 0;
	s->idle = s->n == 0 && !all && !has_count(s);
	if (s->idle)
		return;
	s->hits = cues_find(&s->tokens, s->hit, HITS_MOST);
	read_tenses(s);
	sentence_walls(s);
	group_readings(s, ref);
	s->list_line = !sentence_has_verb(s) && s->tokens.n <= LIST_LINE_MOST;
}

bool
sentence_has_verb(const struct sentence *s)
{
	for (size_t i = 0; i < s->tokens.n; i++)
		if (s->tense[i] != TENSE_NONE)
			return true;
	return false;
}

/* Token i is of a date that is but a count: "inom tre veckor". */
static bool
is_counted(const struct sentence *s, size_t i)
{
	for (size_t k = 0; k < s->n && s->reading[k].from <= i; k++)
		if (i < s->reading[k].to)
			return s->reading[k].counted || s->reading[0].counted;
	return false;
}

bool
sentence_count(struct sentence *s, size_t from, struct loose_count *c)
{
	for (size_t i = from; i < s->tokens.n; i++) {
		if (s->taken[i] && !is_counted(s, i))
			continue;
		c->to = read_count(&s->reader, i, &c->count);
		if (c->to != 0 && c->count.unit != UNIT_HOUR) {
			c->from = i;
			return true;
		}
	}
	return false;
}

int
sentence_cost(const struct sentence *s, size_t from, size_t to)
{
	int words = 0;

	if (from >= to || to > s->tokens.n)
		return 0;
	for (size_t i = from; i < to && words < 20; i++)
		words += s->tokens.t[i].kind != TOKEN_MARK;
	return 2 * words +
	       (s->wall[to - 1] - (from > 0 ? s->wall[from - 1] : 0));
}
