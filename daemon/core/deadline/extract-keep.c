/* extract-keep.c - what becomes of a date whose kind is known */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/candidate.h"

enum { EVIDENCE_MOST = 200 };

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
	bool slip = candidate_is_slip(x, c, end);
	int published = x->published;
	struct deadline *d;

	if (slip)
		x->published = start;
	d = extract_add(x, kind, start, end, c->g->unit, c->from, c->to);
	x->published = published;
	if (d == NULL)
		return NULL;
	d->flags |= flags_of(c) | (slip ? DEADLINE_QUESTIONED : 0);
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
	x->held_alone = x->now.list_line;
}

void
candidate_release(struct extract *x)
{
	enum { NEXT_LINE = 40 }; /* bytes: "Gäller t.o.m.: " */
	struct deadline *d;
	int published = x->published;

	bool next_line = x->now.list_line && x->held_alone &&
			 x->now.at.from - x->held_to < NEXT_LINE;

	if (x->held_at != x->now.at.from + 1 && !(x->held_at != 0 && next_line))
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
		candidate_release(x);
	d = add(x, c, DEADLINE_EXPIRY, start, end);
	if (d != NULL && (c->flags & CUE_EXTENDABLE) != 0)
		d->flags |= DEADLINE_EXTENDABLE;
	x->expiry = end;
	x->expiry_at = x->now.at.from;
}

static void
add_effect(struct extract *x, struct candidate *c, int day)
{
	struct span *s = &c->g->span;
	bool within = c->g->lead == LEAD_NONE && !c->g->range &&
		      c->g->unit > PRECISION_DAY && day == s->start;

	if (within && s->end >= x->published)
		add(x, c, DEADLINE_EFFECT, day, s->end); /* "i januari" */
	else if (day < x->published)
		hold(x, c, day);
	else
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
	c->g->range = true; /* each end by itself */
	add_effect(x, c, start);
	add_expiry(x, c, end, end);
}

/* "i tre år från den 1 maj": from that day to the day before another. */
static bool
add_span(struct extract *x, struct candidate *c)
{
	int day = c->g->span.end;

	if (!c->g->computed || c->g->counted || c->g->lead != LEAD_NONE ||
	    c->g->count.months + c->g->count.days == 0)
		return false;
	add_effect(x, c, count_add(&c->g->count, day, -1));
	add_expiry(x, c, day - 1, day - 1);
	return true;
}

/* Effect, expiry or both. */
static void
add_valid(struct extract *x, struct candidate *c)
{
	struct reading *g = c->g;

	if (g->range) {
		bool moved = (c->flags & CUE_MOVED) != 0 &&
			     day_date(g->span.start).day != 1;

		if (c->v.cue != NULL && (c->v.cue->flags & CUE_GOING) != 0)
			add(x, c, DEADLINE_EVENT, g->span.start, g->span.end);
		else if (moved)
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
		if (c->v.cue != NULL && (c->v.cue->flags & CUE_STATE) != 0 &&
		    (g->lead == LEAD_BY || g->lead == LEAD_BEFORE)) {
			add(x, c, DEADLINE_COMPLETE, g->span.start,
			    g->span.end); /* "vara utsedd före" */
			break;
		}
		c->v.kind = DEADLINE_EXPIRY;
		candidate_settle_ends(c);
		add_expiry(x, c, g->span.end, g->span.end);
		break;
	default:
		if (g->first.part == PART_LAST_DAY ||
		    is_text(&x->now.reader, g->to, "ut") ||
		    (g->from > 0 &&
			is_text(&x->now.reader, g->from - 1, "längst"))) {
			c->v.kind = DEADLINE_EXPIRY;
			add_expiry(x, c, g->span.end, g->span.end);
			break;
		}
		if (c->v.score < 34)
			break;
		if (g->unit == PRECISION_DAY)
			add_effect(x, c, g->span.start);
		else if (!g->yearless) /* "under sommaren gäller" is a habit */
			add_period(x, c);
		break;
	}
}

/* The board's day: the time to appeal counts from it. */
static void
add_posted(struct extract *x, struct candidate *c)
{
	struct span *s = &c->g->span;
	int year = day_date(x->published).year;

	if (c->g->counted) { /* "inom tre veckor från det att ..." */
		x->appeal = c->g->count;
		x->appeal_open = true;
		x->appeal_at = c->from;
		return;
	}
	if (c->g->yearless && s->start > x->published)
		reading_resolve(c->g, x->published,
		    year - (day_date(s->start).year == year)); /* it has been */
	if (c->v.cue != NULL && x->now.hit[c->v.hit].first >= c->g->to &&
	    c->k + 1 < x->now.n)
		return; /* it leads to the next */
	if (!c->g->range && c->g->unit == PRECISION_DAY)
		x->posted = x->posted == NO_DAY ? s->start : x->posted;
}

/* "till årsskiftet" is read as the last day of the year. */
static int
first_day_of(const struct candidate *c)
{
	int day = c->g->span.start;

	return day +
	       (c->g->first.shape == SHAPE_TURN && day_date(day).day != 1);
}

static void
add_begins(struct extract *x, struct candidate *c)
{
	enum { DAY_NOUN = 70 };
	struct span *s = &c->g->span;
	bool verb = c->v.cue != NULL && (c->v.cue->flags & CUE_VERB) != 0;

	if (c->g->range) {
		if (!(verb && s->start < x->published &&
			(c->v.cue->flags & CUE_GOING) == 0))
			add_period(x, c); /* not "efterträder B (2015-2021)" */
		return;
	}
	switch (c->g->lead) {
	case LEAD_TO: /* "höjs till hösten" */
		if (!verb && c->v.cue != NULL && c->v.cue->weight >= DAY_NOUN) {
			add_effect(x, c, s->start);
			break; /* "tillträdesdagen är bestämd till" */
		}
		if (c->g->from > 0 &&
		    is_text(&x->now.reader, c->g->from - 1, "först")) {
			add_effect(x, c, first_day_of(c));
			break; /* "först till 2017" */
		}
		if (verb && (c->g->unit >= PRECISION_MONTH ||
				(c->g->first.shape == SHAPE_TURN &&
				    (c->v.cue->flags & CUE_GOING) == 0))) {
			int day = first_day_of(c);

			add(x, c, DEADLINE_EFFECT, day, day);
			break;
		}
		__attribute__((__fallthrough__));
	case LEAD_UNTIL:
		if (c->v.cue == NULL || c->v.cue->weight >= 60)
			add_expiry(x, c, s->end, s->end);
		break;
	case LEAD_FROM:
	case LEAD_NONE:
		add_effect(x, c, s->start);
		break;
	default:
		add(x, c, DEADLINE_COMPLETE, s->start, s->end);
		break;
	}
}

static void
add_appeal(struct extract *x, struct candidate *c)
{
	struct span *s = &c->g->span;

	if (c->g->counted || c->g->computed) {
		x->appeal = c->g->count;
		x->appeal_open = true;
		x->appeal_at = c->from;
		return;
	}
	if (c->g->range)
		s->start = s->end;
	add(x, c, DEADLINE_APPEAL, s->start, s->end);
}

static void
add_done(struct extract *x, struct candidate *c)
{
	struct span *s = &c->g->span;
	unsigned flags = c->v.cue != NULL ? c->v.cue->flags : 0;

	if (c->g->lead == LEAD_UNTIL && (flags & CUE_STATE) != 0)
		add_expiry(x, c, s->end, s->end); /* "är tecknat till" */
	else if (c->g->lead == LEAD_FROM && c->v.cue != NULL &&
		 (flags & CUE_LIVE) == 0)
		add_effect(x, c, s->start);
	else
		add(x, c, DEADLINE_COMPLETE, s->start, s->end);
}

static void
add_by_kind(struct extract *x, struct candidate *c)
{
	struct span *s = &c->g->span;

	if (c->g->computed && c->v.kind != CUE_VALID)
		s->start = s->end;
	if (c->v.kind == DEADLINE_NOTICE && c->v.cue != NULL &&
	    (c->v.cue->flags & CUE_FIRM) != 0 && c->g->lead != LEAD_BY &&
	    c->g->lead != LEAD_BEFORE)
		c->v.kind = DEADLINE_EXPIRY; /* "är uppsagt till" */
	if (c->v.kind == DEADLINE_NOTICE && c->v.cue != NULL &&
	    (c->v.cue->flags & CUE_VERB) != 0 && c->g->lead == LEAD_TO &&
	    is_class(&x->now.reader, c->g->from, WORD_TO) &&
	    x->now.hit[c->v.hit].last + 1u == c->g->from)
		c->v.kind = DEADLINE_EXPIRY; /* "sägs upp till" */
	switch (c->v.kind) {
	case CUE_VALID:
		if (!add_span(x, c))
			add_valid(x, c);
		break;
	case CUE_POSTED:
		add_posted(x, c);
		break;
	case CUE_REMOVED:
		x->removed = s->end;
		x->removed_at = c->from;
		break;
	case DEADLINE_EFFECT:
		add_begins(x, c);
		break;
	case DEADLINE_EXPIRY:
		if (c->g->range)
			add_period(x, c);
		else
			add_expiry(x, c, s->start, s->end);
		break;
	case DEADLINE_APPEAL:
		add_appeal(x, c);
		break;
	case DEADLINE_COMPLETE:
		add_done(x, c);
		break;
	default:
		if (c->v.kind >= 0 && c->v.kind < DEADLINE_KINDS)
			add(x, c, (enum deadline_kind)c->v.kind, s->start,
			    s->end);
		break;
	}
}

void
candidate_keep(struct extract *x, struct candidate *c)
{
	candidate_settle(&x->now, c);
	find_evidence(&x->now, c);
	add_by_kind(x, c);
}
