/* extract-sentence.c - from the dates and cues of a sentence to deadlines */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/extract.h"

enum { EVIDENCE_MOST = 200 };

/* One date on its way to be a deadline. */
struct candidate {
	size_t k;
	struct reading *g;
	struct verdict v;
	unsigned flags;  /* of all cues in its clause */
	size_t from, to; /* evidence, bytes */
};

/* The clause before the date, and the cue after it if it was that. */
static void
find_evidence(const struct sentence *s, struct candidate *c)
{
	size_t first = c->g->from, last = c->g->to - 1;
	const struct token *t = s->tokens.t;

	if (c->v.cue != NULL && c->v.cue->kind != CUE_REJECT &&
	    c->v.hit < s->hits) {
		const struct cue_hit *h = &s->hit[c->v.hit];

		if (h->first < first)
			first = h->first;
		if (h->last > last)
			last = h->last;
	}
	/* a little more, to be read by people: back to a wall */
	while (first > 0 && t[first - 1].kind != TOKEN_MARK &&
	       t[c->g->from].at - t[first - 1].at < EVIDENCE_MOST / 2)
		first--;
	c->from = t[first].at;
	c->to = t[last].at + t[last].len;
	if (c->to - c->from > EVIDENCE_MOST && c->g->from > first) {
		c->from = t[c->g->from].at;
		c->to = t[c->g->to - 1].at + t[c->g->to - 1].len;
	}
}

static unsigned
flags_of(const struct candidate *c)
{
	unsigned flags = 0;

	if (c->g->lead == LEAD_BEFORE && c->g->unit == PRECISION_DAY &&
	    c->g->first.part == PART_NONE && c->g->first.shape != SHAPE_TURN)
		flags |= DEADLINE_BEFORE;
	if (c->g->computed)
		flags |= DEADLINE_COMPUTED;
	if (c->g->yearless)
		flags |= DEADLINE_ASSUMED_YEAR;
	if (c->g->wrong_weekday)
		flags |= DEADLINE_QUESTIONED;
	if (c->flags & CUE_MOVED)
		flags |= DEADLINE_SUPERSEDES;
	return flags;
}

static struct deadline *
add(struct extract *x, struct candidate *c, enum deadline_kind kind, int start,
    int end)
{
	struct deadline *d = extract_add(
	    x, kind, start, end, c->g->unit, c->from, c->to);

	if (d == NULL)
		return NULL;
	d->flags |= flags_of(c);
	d->minutes = c->g->minutes;
	return d;
}

/* Kept until the end of the same validity is told. */
static void
hold(struct extract *x, struct candidate *c, int day)
{
	x->held = (struct deadline){.start = day,
	    .precision = c->g->unit,
	    .flags = flags_of(c),
	    .at = c->from};
	x->held_at = x->now.at.from + 1;
	x->held_to = c->to;
}

static void
release(struct extract *x)
{
	struct deadline *d;
	int published = x->published;

	if (x->held_at != x->now.at.from + 1)
		return;
	x->held_at = 0;
	x->published = x->held.start;
	d = extract_add(x, DEADLINE_EFFECT, x->held.start, x->held.start,
	    x->held.precision, x->held.at, x->held_to);
	x->published = published;
	if (d != NULL)
		d->flags = x->held.flags;
}

static void
add_expiry(struct extract *x, struct candidate *c, int start, int end)
{
	struct deadline *d;

	if (end >= x->published)
		release(x);
	d = add(x, c, DEADLINE_EXPIRY, start, end);
	if (d != NULL && (c->flags & CUE_EXTENDABLE) != 0)
		d->flags |= DEADLINE_EXTENDABLE;
	x->expiry = end;
}

static void
add_effect(struct extract *x, struct candidate *c, int day)
{
	if (day < x->published) {
		hold(x, c, day);
	} else
		add(x, c, DEADLINE_EFFECT, day, day);
	x->effect = day;
	x->effect_unit = c->g->unit;
	x->effect_at = x->now.at.from;
}

/* A period of validity: both its ends, also when the first has passed. */
static void
add_period(struct extract *x, struct candidate *c)
{
	int start = c->g->span.start, end = c->g->span.end;

	if (end < x->published)
		return;
	add_effect(x, c, start);
	add_expiry(x, c, end, end);
}

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

/* "klar till sommaren": the day summer begins. */
static void
settle_ready(struct candidate *c)
{
	struct span *s = &c->g->span;

	if (c->g->lead != LEAD_TO || c->g->range ||
	    c->g->unit == PRECISION_DAY || c->v.cue == NULL ||
	    (c->v.cue->flags & CUE_READY) == 0 || (c->flags & CUE_MOVED) != 0)
		return;
	s->end = s->start;
}

/* "till och med mars": its last day; "från mars": its first. */
static void
settle_ends(struct candidate *c)
{
	struct span *s = &c->g->span;

	if (c->g->range)
		return;
	if (c->g->lead == LEAD_UNTIL ||
	    (c->g->lead == LEAD_TO && c->v.kind == DEADLINE_EXPIRY))
		s->start = s->end;
}

/* Effect, expiry or both. */
static void
add_valid(struct extract *x, struct candidate *c)
{
	struct reading *g = c->g;

	if (g->range) {
		bool moved = (c->flags & CUE_MOVED) != 0 &&
			     day_date(g->span.start).day != 1;

		if (moved)
			add_expiry(x, c, g->span.end, g->span.end);
		else
			add_period(x, c);
		return;
	}
	switch (g->lead) {
	case LEAD_FROM:
		add_effect(x, c, g->span.start);
		break;
	case LEAD_TO:
	case LEAD_UNTIL:
	case LEAD_BY:
	case LEAD_BEFORE:
		c->v.kind = DEADLINE_EXPIRY;
		settle_ends(c);
		add_expiry(x, c, g->span.end, g->span.end);
		break;
	default:
		if (c->v.score < 34)
			break;
		if (g->unit == PRECISION_DAY)
			add_effect(x, c, g->span.start);
		else
			add_period(x, c);
		break;
	}
}

/* From such a date something starts that is no deadline. */
static bool
only_starts(struct candidate *c)
{
	if (c->g->lead == LEAD_AFTER && c->v.kind == DEADLINE_EXPIRY) {
		c->g->span.start = --c->g->span.end; /* its last day */
		return false;
	}
	if (c->g->lead == LEAD_AFTER || c->g->lead == LEAD_SOONEST)
		return true;
	if (c->g->lead != LEAD_FROM)
		return false;
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

/* Years are named for budgets, plans and goals; only a clear verb counts. */
static bool
too_coarse(const struct candidate *c)
{
	if (c->g->unit != PRECISION_YEAR && c->g->unit != PRECISION_DECADE)
		return false;
	if (c->g->lead == LEAD_BEFORE || c->g->first.part != PART_NONE)
		return false;
	if (c->g->unit == PRECISION_DECADE || c->v.cue == NULL)
		return true;
	if (c->v.kind == CUE_VALID || c->v.kind == DEADLINE_EXPIRY ||
	    c->v.kind == DEADLINE_EFFECT)
		return c->v.score < 28;
	return (c->flags & CUE_GOAL) != 0 || (c->v.cue->flags & CUE_VERB) == 0;
}

/* Weekdays of opening hours, of the report itself, of every week. */
static bool
is_habit(const struct sentence *s, const struct candidate *c)
{
	const struct form *f = &c->g->first;
	const struct token *t = &s->tokens.t[c->g->core];

	if (f->shape != SHAPE_WEEKDAY)
		return false;
	if (c->g->range || f->recurring)
		return true;
	return t->class == WORD_WEEKDAY && t->form == FORM_DEFINITE &&
	       c->g->lead != LEAD_BY;
}

/* "inom 30 dagar" with nothing to count from is a rule, not a date. */
static bool
is_general(const struct sentence *s, const struct candidate *c)
{
	const struct token *next = &s->tokens.t[c->g->to];
	const struct token *before = &s->tokens.t[(ptrdiff_t)c->g->from - 1];

	if (!c->g->counted)
		return false;
	if (c->g->lead != LEAD_WITHIN) /* "om två veckor" */
		return before->class == WORD_NONE &&
		       before->kind == TOKEN_WORD &&
		       (is_text(&s->reader, c->g->from - 1, "perioder") ||
			   is_text(&s->reader, c->g->from - 1, "omgångar") ||
			   is_text(&s->reader, c->g->from - 1, "period"));
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
		    is_text(&s->reader, i, "oss"))
			return c->v.kind != DEADLINE_REMISS &&
			       c->v.kind != DEADLINE_REGISTER &&
			       c->v.kind != DEADLINE_APPLY;
	return true;
}

/* A meeting on the day of the report is what it reports on. */
static bool
is_today(const struct extract *x, const struct candidate *c)
{
	if (c->g->computed || c->g->span.end != x->published ||
	    c->g->unit != PRECISION_DAY)
		return c->g->first.shape == SHAPE_FIXED && !c->g->counted &&
		       c->g->span.start == x->published &&
		       c->g->span.end == x->published;
	if (c->g->first.shape == SHAPE_FIXED)
		return true;
	return c->v.kind == DEADLINE_EVENT || c->v.kind == DEADLINE_DECISION ||
	       c->v.kind == DEADLINE_REPORT;
}

static bool
word_before(const struct sentence *s, size_t token, const char *word)
{
	return token > 0 && is_text(&s->reader, token - 1, word);
}

/* "ska ha rekryterat": it is to be done by then. */
static bool
shall_have(const struct sentence *s)
{
	for (size_t i = 0; i < s->tokens.n; i++)
		if (is_text(&s->reader, i, "ska") ||
		    is_text(&s->reader, i, "skall"))
			return is_text(&s->reader, i + 1, "ha") ||
			       is_text(&s->reader, i + 2, "ha") ||
			       is_text(&s->reader, i + 3, "ha");
	return false;
}

/* Without any cue: what "senast" and "från och med" say by themselves. */
static void
by_lead(const struct sentence *s, struct candidate *c)
{
	bool now = false, past = false;

	for (size_t i = 0; i < s->tokens.n && !now; i++)
		now = s->tense[i] == TENSE_NOW;
	for (size_t i = 0; i < s->tokens.n; i++)
		past = past || s->tense[i] == TENSE_PAST;
	if (c->v.history || c->v.kind >= 0)
		return;
	if ((c->flags & CUE_MOVED) != 0) {
		c->v = sentence_topic(s, false);
		c->v.cue = NULL;
	}
	if ((!now && (past || c->g->lead != LEAD_FROM)) || c->v.kind >= 0)
		return;
	if (c->g->lead == LEAD_BY || c->g->lead == LEAD_BEFORE) {
		struct verdict topic = sentence_topic(s, false);

		if (topic.kind >= 0 && topic.score >= 56 &&
		    topic.kind <= DEADLINE_REGISTER) {
			c->v.kind = topic.kind;
			return;
		}
		for (size_t i = 0; i < s->tokens.n; i++)
			if (is_text(&s->reader, i, "ska") ||
			    is_text(&s->reader, i, "skall") ||
			    is_text(&s->reader, i, "måste"))
				c->v.kind = DEADLINE_COMPLETE;
	} else if (c->g->lead == LEAD_TO && shall_have(s)) {
		c->v.kind = DEADLINE_COMPLETE;
	} else if (c->g->lead == LEAD_FROM && !c->g->range) {
		bool onwards = is_class(&s->reader, c->g->from, WORD_ONWARDS) ||
			       is_text(&s->reader, c->g->from + 1, "och") ||
			       is_text(&s->reader, c->g->from, "fr");

		if (onwards)
			c->v.kind = DEADLINE_EFFECT;
		else if (is_text(&s->reader, c->g->to, "kan") ||
			 is_text(&s->reader, c->g->to, "får"))
			c->v.kind = DEADLINE_COMPLETE;
	}
}

/* A range that is moved: only where it is moved to. */
static void
settle_move(struct candidate *c)
{
	if (c->g->range && (c->flags & CUE_MOVED) != 0 &&
	    c->v.kind < DEADLINE_KINDS &&
	    (c->v.cue == NULL || c->v.cue->kind != CUE_VALID) &&
	    c->g->unit == PRECISION_DAY &&
	    c->g->span.end - c->g->span.start < 400 &&
	    c->g->lead == LEAD_NONE && c->g->range &&
	    c->g->first.shape == SHAPE_DAY && c->flags & CUE_MOVED)
		c->g->span.start = c->g->span.end;
}

static void
keep(struct extract *x, struct candidate *c)
{
	struct span *s = &c->g->span;

	if (c->g->computed && c->v.kind != CUE_VALID)
		s->start = s->end;
	switch (c->v.kind) {
	case CUE_VALID:
		add_valid(x, c);
		break;
	case CUE_POSTED:
		if (!c->g->range && c->g->unit == PRECISION_DAY)
			x->posted = x->posted == NO_DAY ? s->start : x->posted;
		break;
	case CUE_REMOVED:
		x->removed = s->end;
		x->removed_at = c->from;
		break;
	case DEADLINE_EFFECT:
		if (c->g->range)
			add_period(x, c);
		else if (c->g->lead == LEAD_UNTIL || c->g->lead == LEAD_TO) {
			if (c->v.cue == NULL || c->v.cue->weight >= 60)
				add_expiry(x, c, s->end, s->end);
		} else if (c->g->lead == LEAD_FROM || c->g->lead == LEAD_NONE)
			add_effect(x, c, s->start);
		else
			add(x, c, DEADLINE_COMPLETE, s->start, s->end);
		break;
	case DEADLINE_EXPIRY:
		if (c->g->range)
			add_period(x, c);
		else
			add_expiry(x, c, s->start, s->end);
		break;
	case DEADLINE_APPEAL:
		if (c->g->counted || c->g->computed) {
			x->appeal = c->g->count;
			x->appeal_open = true;
			x->appeal_at = c->from;
			break;
		}
		if (c->g->range)
			s->start = s->end;
		add(x, c, DEADLINE_APPEAL, s->start, s->end);
		break;
	case DEADLINE_COMPLETE:
		if (c->g->lead == LEAD_FROM && c->v.cue != NULL &&
		    (c->v.cue->flags & CUE_LIVE) == 0)
			add_effect(x, c, s->start);
		else
			add(x, c, DEADLINE_COMPLETE, s->start, s->end);
		break;
	default:
		if (c->v.kind >= 0 && c->v.kind < DEADLINE_KINDS)
			add(x, c, (enum deadline_kind)c->v.kind, s->start,
			    s->end);
		break;
	}
}

/* The heading's year is that of the dates in the list below. */
static void
lend_year(struct extract *x, struct candidate *c)
{
	if (!x->now.list_line || x->list_year == 0 || !c->g->yearless)
		return;
	if (x->list_year > day_date(c->g->span.end).year)
		reading_resolve(c->g, x->published, x->list_year);
}

/* "per april", "budget för nästa år", "dock längst till ...", questions. */
static bool
is_aside(const struct extract *x, const struct candidate *c)
{
	const struct sentence *s = &x->now;
	const struct token *end = &s->tokens.t[(ptrdiff_t)s->tokens.n - 1];
	size_t from = c->g->from;

	if (word_before(s, from, "per") || word_before(s, from, "längst") ||
	    word_before(s, from, "högst"))
		return true;
	if (word_before(s, from, "för") && c->g->unit == PRECISION_YEAR &&
	    c->v.kind != CUE_VALID)
		return true;
	if (x->is_title && c->g->unit > PRECISION_MONTH)
		return true;
	return end->mark == '?' && c->g->lead != LEAD_BY &&
	       c->v.kind != DEADLINE_EVENT;
}

static void
judge_reading(struct extract *x, size_t k)
{
	struct sentence *s = &x->now;
	struct candidate c = {.k = k, .g = &s->reading[k]};

	if (c.g->past || word_before(s, c.g->from, "sedan") || is_habit(s, &c))
		return;
	c.v = sentence_judge(s, k);
	c.flags = sentence_flags(s, k);
	if (c.v.history && !c.g->yearless && c.g->span.start > x->published &&
	    !c.v.planned_once)
		c.v.history = false; /* what is told has yet to happen */
	if (c.v.history && (c.flags & CUE_MOVED) != 0 &&
	    (c.g->lead == LEAD_TO || c.g->lead == LEAD_UNTIL) &&
	    !c.v.planned_once)
		c.v.history = false; /* "har förlängts till" */
	lend_year(x, &c);
	by_lead(s, &c);
	if (c.v.kind < 0 && !c.v.history)
		c.v = extract_context(x, k);
	if (c.v.kind < 0 || c.v.kind == CUE_REJECT || c.v.history ||
	    only_starts(&c) || too_coarse(&c) ||
	    (c.v.kind != DEADLINE_APPEAL && is_general(s, &c)) ||
	    is_today(x, &c) || is_aside(x, &c))
		return;
	settle_turn(&c);
	settle_ready(&c);
	settle_move(&c);
	settle_ends(&c);
	find_evidence(s, &c);
	keep(x, &c);
}

void
extract_sentence(struct extract *x)
{
	size_t n = x->n;

	for (size_t k = 0; k < x->now.n; k++)
		judge_reading(x, k);
	extract_counts(x);
	if (x->n > n) {
		bool event = false;

		for (size_t i = n; i < x->n; i++)
			event = event || x->list[i].kind == DEADLINE_EVENT;
		if (event) {
			x->events = n;
			x->events_end = x->n;
		}
	}
}
