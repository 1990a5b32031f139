/* extract-table.c - what a date in a table is about, by the header of its column */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/candidate.h"

enum { NAMED = 50 };  /* what a cue weighs that needs no table around it */
enum { HANDED = 44 }; /* "inlämning", whatever it is of */

/*
 * Labels of columns, for a Swedish reader to correct: which end of what is
 * valid they name.  They count in tables of what lasts alone (lasting).
 */
static const struct label {
	const char *word;
	int kind;
} ends[] = {
    {"start", DEADLINE_EFFECT},
    {"startdatum", DEADLINE_EFFECT},
    {"startar", DEADLINE_EFFECT},
    {"börjar", DEADLINE_EFFECT},
    {"från", DEADLINE_EFFECT},
    {"tillträde", DEADLINE_EFFECT},
    {"slut", DEADLINE_EXPIRY},
    {"slutar", DEADLINE_EXPIRY},
    {"slutdatum", DEADLINE_EXPIRY},
    {"upphör", DEADLINE_EXPIRY},
    {"utgår", DEADLINE_EXPIRY},
    {"utgång", DEADLINE_EXPIRY},
    {"till", DEADLINE_EXPIRY},
};

/* What lasts for a time, beside the agreements of cues-of-any.c. */
static const char *const lasting[] = {"leverantör", "leverantörer", "projekt",
    "projekten", "uppdrag", "motpart", "hyresgäst", "avtalspart", "ledamot",
    "ledamöter", "entreprenör", "avtalsnummer", "dnr", "anställd", "förordnad",
    "vald"};

/* Where: who names a day and a place meets there. */
static const char *const places[] = {"plats", "lokal", "sal"};

/* "Öppnar", beside the last day to do it. */
static const char *const openings[] = {
    "öppnar", "öppning", "öppet", "startar", "start", "börjar", "från"};

/* The tokens of the nth cell of a row. */
static void
cell(const struct sentence *s, size_t n, size_t *from, size_t *to)
{
	size_t i = 0;

	for (*from = 0; i < s->tokens.n; i++) {
		if (!is_mark(&s->reader, i, '|'))
			continue;
		if (n-- == 0)
			break;
		*from = i + 1;
	}
	*to = n == (size_t)-1 || i == s->tokens.n ? i : *from;
}

static size_t
column_of(const struct sentence *s, size_t token)
{
	size_t n = 0;

	for (size_t i = 0; i < token; i++)
		n += is_mark(&s->reader, i, '|');
	return n;
}

#define LENGTH(list) (sizeof(list) / sizeof((list)[0]))

static bool
has_word(const struct sentence *s, size_t from, size_t to,
    const char *const *words, size_t n)
{
	for (size_t i = from; i < to; i++)
		if (is_word_of(&s->reader, i, words, n))
			return true;
	return false;
}

/* "Gäller från", "Giltig till" in the header say which end it is. */
static int
end_by_cell(const struct sentence *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		if (is_class(&s->reader, i, WORD_FROM) ||
		    is_class(&s->reader, i, WORD_ONWARDS))
			return DEADLINE_EFFECT;
		if (is_class(&s->reader, i, WORD_TO) ||
		    is_class(&s->reader, i, WORD_UNTIL))
			return DEADLINE_EXPIRY;
	}
	return CUE_VALID;
}

/* "Dag" */
bool
extract_is_day_label(const struct sentence *s, size_t from, size_t to)
{
	static const char *const labels[] = {
	    "dag", "dagar", "datum", "tidpunkt", "när", "tid", "start"};

	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (from + 1 <= to && is_text(&s->reader, from, labels[i]))
			return true;
	return false;
}

/* The header speaks of agreements, projects, appointments. */
static bool
lasts(const struct sentence *s)
{
	for (size_t h = 0; h < s->hits; h++)
		if (cues_table[s->hit[h].cue].kind == CUE_VALID)
			return true;
	return has_word(s, 0, s->tokens.n, lasting, LENGTH(lasting));
}

/* "Start", "Till" and no more. */
static int
end_by_label(const struct sentence *s, size_t from, size_t to)
{
	for (size_t i = 0; i < LENGTH(ends); i++)
		if (from + 1 == to && is_text(&s->reader, from, ends[i].word))
			return ends[i].kind;
	return from < to ? end_by_cell(s, from, to) : CUE_VALID;
}

/* The best cue of the cell; -1: it has none. */
static struct verdict
cue_of(const struct sentence *s, size_t from, size_t to)
{
	struct verdict v = {.kind = -1};

	for (size_t h = 0; h < s->hits; h++) {
		const struct cue *c = &cues_table[s->hit[h].cue];

		if (s->hit[h].first < from || s->hit[h].last >= to ||
		    c->kind == CUE_MARK || c->weight <= v.score)
			continue;
		v.kind = c->kind;
		v.score = c->weight;
	}
	return v;
}

/* What the day, or the start, is of: of what is met at; else -1. */
static int
of_day(const struct sentence *s, bool start)
{
	int kind = sentence_topic(s, false).kind;

	if (!start && has_word(s, 0, s->tokens.n, places, LENGTH(places)))
		return DEADLINE_EVENT;
	return kind >= 0 && (!start || kind == DEADLINE_EVENT ||
				kind == DEADLINE_REGISTER)
		   ? DEADLINE_EVENT
		   : -1;
}

struct verdict
extract_header(struct extract *x, size_t k)
{
	struct verdict v = {.kind = -1};
	const struct sentence *s;
	size_t from, to;
	int kind;

	if (!x->now.row || x->header.to == 0)
		return v;
	s = extract_again(x, &x->header);
	cell(s, column_of(&x->now, x->now.reading[k].from), &from, &to);
	v = cue_of(s, from, to);
	if (v.kind == CUE_VALID || v.kind == DEADLINE_EFFECT) {
		v.kind = end_by_cell(s, from, to);
		return v;
	}
	if ((v.kind < 0 || v.score < NAMED) && lasts(s) &&
	    (kind = end_by_label(s, from, to)) != CUE_VALID) {
		v.kind = kind;
		v.score = NAMED;
		return v;
	}
	kind = sentence_asks(s).kind;
	if (kind >= 0 && kind != DEADLINE_REPORT &&
	    has_word(s, from, to, openings, LENGTH(openings))) {
		v.kind = CUE_REJECT;
		return v;
	}
	if (v.kind == CUE_HAND) {
		if (kind < 0)
			kind = extract_asks_above(x);
		v.kind = kind < 0 && v.score >= HANDED ? DEADLINE_REPORT : kind;
		return v;
	}
	if (v.kind == DEADLINE_EXPIRY && v.score < NAMED && !lasts(s))
		v.kind = -1; /* "Slut", of what is over then */
	if (v.kind < 0 && extract_is_day_label(s, from, to))
		v.kind = of_day(s, is_text(&s->reader, from, "start"));
	return v;
}

/* "Tisdag | 12 november": the day of the date beside it. */
bool
extract_is_named_beside(const struct sentence *s, size_t k)
{
	const struct reading *g = &s->reading[k];

	if (!s->row || g->first.shape != SHAPE_WEEKDAY || g->range)
		return false;
	for (size_t i = 0; i < s->n; i++)
		if (i != k && s->reading[i].unit == PRECISION_DAY &&
		    s->reading[i].first.shape != SHAPE_WEEKDAY)
			return true;
	return false;
}

/* "Ny städning | 2024-12-31": the words are of another column. */
bool
extract_is_other_cell(const struct sentence *s, size_t k, size_t token)
{
	return s->row &&
	       column_of(s, token) != column_of(s, s->reading[k].from);
}
