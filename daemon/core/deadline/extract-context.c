/* extract-context.c - what a date is about by what stands above it */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/deadline/candidate.h"

enum { SHORT = 45 };        /* bytes */
enum { CLEAR_REPORT = 60 }; /* a report is often only spoken of */
enum { CLEAR = 40 };        /* what a noun weighs that says it by itself */

const struct sentence *
extract_again(struct extract *x, const struct stretch *at)
{
	int year = x->last_year;

	sentence_read(
	    &x->other, x->pool, x->text, at, x->published, &year, true);
	return &x->other;
}

/* "Den är öppen till ...": it goes on about what the sentence before named. */
static bool
begins_with_pronoun(const struct sentence *s)
{
	if (is_text(&s->reader, 1, "som"))
		return false; /* "den som vill" */
	return is_text(&s->reader, 0, "den") || is_text(&s->reader, 0, "det") ||
	       is_text(&s->reader, 0, "de") ||
	       is_text(&s->reader, 0, "denna") ||
	       is_text(&s->reader, 0, "detta") ||
	       is_text(&s->reader, 0, "sista") ||
	       is_text(&s->reader, 0, "rätt") || is_text(&s->reader, 0, "ny") ||
	       is_text(&s->reader, 0, "nytt");
}

/* "Offentlig auktion." before a sentence that tells the day. */
static bool
is_short(const struct stretch *s)
{
	return s->to != 0 && s->to - s->from <= SHORT;
}

static struct verdict
from_above(struct extract *x, const struct stretch *above)
{
	struct verdict v = sentence_topic(extract_again(x, above), true);

	v.cue = NULL;
	return v;
}

/* The next line tells where: "Plats: Folkets hus". */
static bool
names_place(const struct extract *x)
{
	static const char *const labels[] = {
	    "Plats", "Lokal", "Tid", "Var:", "Ort", "PLATS", "Adress"};
	size_t i = x->now.at.to;

	while (i < x->len && (unsigned char)x->text[i] <= ' ')
		i++;
	for (size_t k = 0; k < sizeof(labels) / sizeof(labels[0]); k++)
		if (x->len - i > strlen(labels[k]) &&
		    memcmp(x->text + i, labels[k], strlen(labels[k])) == 0)
			return true;
	return false;
}

/* "Dag: 23 maj" in a notice of a meeting. */
static struct verdict
by_label(struct extract *x, size_t k)
{
	struct verdict v = {.kind = -1}, above;
	const struct reading *g = &x->now.reading[k];

	if (g->from != 2 || !is_mark(&x->now.reader, 1, ':') ||
	    !extract_is_day_label(&x->now, 0, 1))
		return v;
	if (names_place(x)) {
		v.kind = DEADLINE_EVENT;
		return v;
	}
	for (size_t i = 0; i < ABOVE && x->above[i].at.to != 0; i++) {
		above = from_above(x, &x->above[i].at);
		if (above.kind == DEADLINE_EVENT)
			return above;
	}
	return v;
}

/* "Den är öppen 1 maj-30 september" says all there is to say. */
bool
candidate_is_open(const struct sentence *s)
{
	static const char *const words[] = {
	    "öppen", "öppet", "stängd", "stängt", "stängda"};

	for (size_t i = 0; i < s->tokens.n; i++)
		if (IS_ONE_OF(&s->reader, i, words))
			return true;
	return false;
}

/* "När? Måndag 23 september." after the call to a meeting. */
static struct verdict
by_question(struct extract *x, size_t k)
{
	struct verdict v = {.kind = -1};
	const struct stretch *s = &x->before;

	if (x->now.reading[k].from != 0 || !x->now.list_line || s->to == 0 ||
	    s->to - s->from < 4 || x->text[s->to - 1] != '?' ||
	    memcmp(x->text + s->from, "När", strlen("När")) != 0 ||
	    !is_short(s) || !extract_meets(x))
		return v;
	v.kind = DEADLINE_EVENT;
	return v;
}

/* "Förslag till regler: februari 2024" below "Tidplan": a step of it. */
static struct verdict
by_timetable(const struct extract *x, size_t k)
{
	static const char *const headings[] = {"idplan", "IDPLAN", "idsplan",
	    "ilstolpar", "ålltider", "iktiga datum"};
	struct verdict v = {.kind = -1};
	const struct sentence *s = &x->now;
	const struct stretch *h = &x->heading;
	size_t from = s->reading[k].from;
	bool table = false;

	for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++)
		table = table || memmem(x->text + h->from, h->to - h->from,
				     headings[i], strlen(headings[i])) != NULL;
	if (!table || from < 2 || !is_mark(&s->reader, from - 1, ':') ||
	    s->reading[k].lead == LEAD_FROM)
		return v;
	if (s->hits > 0 && s->hit[0].first == 0 &&
	    cues_table[s->hit[0].cue].kind == DEADLINE_REPORT)
		v.kind = DEADLINE_REPORT;
	return v;
}

struct verdict
extract_context(struct extract *x, size_t k)
{
	struct verdict v = extract_header(x, k);

	if (v.kind < 0)
		v = by_label(x, k);
	if (v.kind < 0)
		v = by_question(x, k);
	if (v.kind >= 0)
		return v;
	if (x->now.list_line && x->heading.to != 0) {
		v = by_timetable(x, k);
		return v.kind >= 0 ? v : from_above(x, &x->heading);
	}
	if (x->before.to != 0 && !x->now.at.after_gap && !x->now.row &&
	    (begins_with_pronoun(&x->now) ||
		(is_short(&x->before) && !x->before.dated)))
		v = from_above(x, &x->before);
	if ((v.kind == DEADLINE_EVENT && candidate_is_open(&x->now)) ||
	    (v.kind == DEADLINE_COMPLETE &&
		x->now.reading[k].lead == LEAD_UNTIL))
		v.kind = -1;
	return v;
}

static bool
meets(const struct sentence *s)
{
	enum { NOUN = 46 };

	for (size_t h = 0; h < s->hits; h++) {
		const struct cue *c = &cues_table[s->hit[h].cue];

		if (c->kind == DEADLINE_EVENT && c->weight >= NOUN)
			return true;
	}
	return false;
}

/* A meeting, or what people sign up for: a course, a camp. */
static bool
gathers(const struct sentence *s)
{
	enum { NOUN = 34 };

	for (size_t h = 0; h < s->hits; h++) {
		const struct cue *c = &cues_table[s->hit[h].cue];

		if ((c->kind == DEADLINE_EVENT && c->weight >= NOUN) ||
		    (c->kind == DEADLINE_REGISTER &&
			(c->flags & CUE_TOPIC) != 0))
			return true;
	}
	return false;
}

static void
look_at(struct extract *x, struct above *a)
{
	const struct sentence *s = extract_again(x, &a->at);
	struct verdict v = sentence_asks(s);

	a->known = true;
	a->weak = v.score >= CLEAR ? v.kind : -1;
	a->asks = v.kind == DEADLINE_REPORT && v.score < CLEAR_REPORT ? -1
								      : a->weak;
	a->meets = meets(s);
	a->gathers = gathers(s);
	a->cancelled = false;
	for (size_t h = 0; h < s->hits; h++)
		if ((cues_table[s->hit[h].cue].flags & CUE_CANCEL) != 0)
			a->cancelled = true;
}

static struct above *
heading_of(struct extract *x)
{
	if (x->headed.at.from != x->heading.from ||
	    x->headed.at.to != x->heading.to)
		x->headed = (struct above){.at = x->heading};
	return &x->headed;
}

static int
asked_above(struct extract *x, struct above *a)
{
	if (a->known || a->at.to == 0)
		return a->at.to == 0 ? -1 : a->asks;
	look_at(x, a);
	return a->asks;
}

bool
extract_meets(struct extract *x)
{
	if (meets(&x->now))
		return true;
	for (size_t i = 0; i < 2 && x->above[i].at.to != 0; i++) {
		struct above *a = &x->above[i];

		if (!a->known)
			look_at(x, a);
		if (a->meets)
			return true;
	}
	return false;
}

bool
extract_gathers(struct extract *x)
{
	if (gathers(&x->now))
		return true;
	for (size_t i = 0; i < x->n; i++)
		if (x->list[i].kind == DEADLINE_EVENT)
			return true;
	for (size_t i = 0; i < ABOVE && x->above[i].at.to != 0; i++) {
		struct above *a = &x->above[i];

		if (!a->known)
			look_at(x, a);
		if (a->gathers)
			return true;
	}
	return false;
}

int
extract_asks_above(struct extract *x)
{
	int kind = asked_above(x, &x->above[0]);

	if (kind < 0 && !x->now.at.after_gap)
		kind = asked_above(x, &x->above[1]);
	if (kind < 0)
		kind = asked_above(x, heading_of(x));
	for (int i = 1; i < ABOVE && kind < 0; i++)
		kind = asked_above(x, &x->above[i]);
	if (kind < 0)
		kind = asked_above(x, &x->top);
	return kind;
}

int
extract_asks(struct extract *x)
{
	struct verdict v = sentence_asks(&x->now);
	int kind = v.score >= CLEAR ? v.kind : extract_asks_above(x);

	for (int i = 0; i < ABOVE && kind < 0 && v.kind < 0; i++)
		if (x->above[i].known && x->above[i].weak >= 0)
			kind = x->above[i].weak;
	return kind >= 0 ? kind : v.kind;
}

bool
extract_cancelled(struct extract *x)
{
	if (!x->now.list_line || x->now.at.to - x->now.at.from > 200)
		return false;
	if (x->heading.to == 0)
		return false;
	if (!heading_of(x)->known)
		look_at(x, &x->headed);
	return x->headed.cancelled;
}
