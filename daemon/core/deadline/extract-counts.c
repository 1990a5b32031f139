/* extract-counts.c - "nine months before it ends", "for four years" */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/deadline/extract-counts.h"

/* Where the words of a sentence lie in the text. */
size_t
counts_at(const struct sentence *s, size_t i)
{
	return s->tokens.t[i].at;
}

static size_t
byte_to(const struct sentence *s, size_t i)
{
	return s->tokens.t[i].at + s->tokens.t[i].len;
}

bool
counts_word(const struct sentence *s, size_t from, size_t to,
    const char *const *words, size_t n, size_t *at)
{
	for (size_t i = from; i < to && i < s->tokens.n; i++)
		if (is_word_of(&s->reader, i, words, n)) {
			*at = i;
			return true;
		}
	return false;
}

/* After "N months before": "avtalstidens utgång", "avtalet löper ut". */
static bool
names_end(const struct sentence *s, size_t from, size_t *at)
{
	static const char *const ends[] = {"utgång", "slut", "utgången",
	    "slutet", "upphörande", "upphör", "ut", "slutdatum", "slutdag"};

	return counts_word(
	    s, from, from + 6, ends, sizeof(ends) / sizeof(ends[0]), at);
}

static bool
names_meeting(const struct sentence *s, size_t from, size_t *at)
{
	static const char *const words[] = {"mötet", "respektive", "tillfället",
	    "tillfälle", "konferensen", "seminariet", "sammanträdet",
	    "kursstart", "träffen", "kursen", "utbildningen", "evenemanget",
	    "dagen", "aktiviteten", "workshopen", "varje", "dialogen",
	    "samrådet", "seminariedagen", "dialogmötet", "samrådsmötet"};

	return counts_word(
	    s, from, from + 3, words, sizeof(words) / sizeof(words[0]), at);
}

/* "senast två veckor innan." */
static bool
is_last(const struct sentence *s, size_t i)
{
	return i + 1 == s->tokens.n || s->tokens.t[i + 1].kind == TOKEN_MARK;
}

struct deadline *
counts_tell(
    struct extract *x, enum deadline_kind kind, int day, size_t from, size_t to)
{
	const struct sentence *s = &x->now;
	struct deadline *d;

	if (day == NO_DAY)
		return NULL;
	while (from > 0 && s->tokens.t[from - 1].kind != TOKEN_MARK &&
	       s->tokens.t[to].at - s->tokens.t[from - 1].at < 100)
		from--;
	d = extract_add(x, kind, day, day, PRECISION_DAY, counts_at(s, from),
	    byte_to(s, to));
	if (d != NULL)
		d->flags |= DEADLINE_COMPUTED;
	return d;
}

/* The end that is counted from: named right after its word, or before. */
static int
end_day(const struct extract *x, size_t at)
{
	for (size_t k = 0; k < x->now.n; k++)
		if (x->now.reading[k].from == at + 1)
			return x->now.reading[k].span.end;
	return x->expiry;
}

static bool
in_advance(const struct sentence *s, size_t i)
{
	return (is_text(&s->reader, i, "i") &&
		   is_text(&s->reader, i + 1, "förväg")) ||
	       is_text(&s->reader, i, "dessförinnan");
}

static bool
speaks_of(const struct sentence *s, int kind)
{
	for (size_t h = 0; h < s->hits; h++)
		if (cues_table[s->hit[h].cue].kind == kind)
			return true;
	return false;
}

/* "senast nio månader före avtalstidens utgång", "nio månader i förväg". */
static bool
back_from_end(struct extract *x, const struct loose_count *c)
{
	const struct sentence *s = &x->now;
	size_t at;

	if (speaks_of(s, DEADLINE_NOTICE) &&
	    (in_advance(s, c->to) ||
		(is_class(&s->reader, c->to, WORD_BEFORE) &&
		    is_last(s, c->to))))
		at = c->to;
	else if (!is_class(&s->reader, c->to, WORD_BEFORE) ||
		 !names_end(s, c->to + 1, &at))
		return false;
	if (end_day(x, at) != NO_DAY)
		counts_tell(x, DEADLINE_NOTICE,
		    count_add(&c->count, end_day(x, at), -1), c->from, at);
	return true;
}

/* "senast två månader efter projekttidens slut". */
static bool
on_from_end(struct extract *x, const struct loose_count *c)
{
	struct verdict v = sentence_topic(&x->now, false);
	size_t at;

	if (!is_class(&x->now.reader, c->to, WORD_AFTER) ||
	    !names_end(&x->now, c->to + 1, &at))
		return false;
	if (end_day(x, at) != NO_DAY && v.kind >= 0 &&
	    v.kind < DEADLINE_KINDS && v.kind != DEADLINE_EXPIRY &&
	    v.kind != DEADLINE_APPEAL)
		counts_tell(x, (enum deadline_kind)v.kind,
		    count_add(&c->count, end_day(x, at), 1), c->from, at);
	return v.kind != DEADLINE_APPEAL;
}

/* "därefter", "efter det datumet", "från denna dag": after that day. */
static bool
from_that_day(const struct sentence *s, size_t i)
{
	static const char *const that[] = {"datumet", "dagen", "tidpunkten"};
	static const char *const this[] = {"datum", "dag", "tidpunkt"};
	size_t at;

	if (is_text(&s->reader, i, "därefter") ||
	    (is_class(&s->reader, i, WORD_LATER) &&
		!is_text(&s->reader, i + 1, "än")))
		return true;
	if ((!is_class(&s->reader, i, WORD_AFTER) &&
		!is_class(&s->reader, i, WORD_FROM)) ||
	    speaks_of(s, DEADLINE_APPEAL))
		return false;
	if (is_text(&s->reader, i + 1, "detta") ||
	    is_text(&s->reader, i + 1, "denna"))
		return counts_word(
		    s, i + 2, i + 3, this, sizeof(this) / sizeof(this[0]), &at);
	return (is_class(&s->reader, i + 1, WORD_DEN) ||
		   is_text(&s->reader, i + 1, "det")) &&
	       counts_word(
		   s, i + 2, i + 3, that, sizeof(that) / sizeof(that[0]), &at);
}

/* "dialogen", "mötet": the meeting that was told last; NO_DAY. */
static int
last_event(const struct extract *x)
{
	for (size_t i = x->n; i-- > 0;)
		if (x->list[i].kind == DEADLINE_EVENT)
			return x->list[i].end;
	return NO_DAY;
}

/*
 * "inom tre veckor därefter", "inom fjorton dagar från mötet": on from what
 * was told before.
 */
static bool
on_from_told(struct extract *x, const struct loose_count *c)
{
	const struct sentence *s = &x->now;
	struct verdict v = sentence_topic(s, false);
	int base = NO_DAY, kind;
	size_t at = c->to, here = 0;

	if (from_that_day(s, c->to)) {
		base = x->last_day;
		for (size_t k = 0; k < s->n && s->reading[k].to <= c->from;
		     k++) {
			base = s->reading[k].unit == PRECISION_DAY
				   ? s->reading[k].span.end
				   : NO_DAY;
			here = s->reading[k].to;
		}
	} else if ((is_class(&s->reader, c->to, WORD_AFTER) ||
		       is_class(&s->reader, c->to, WORD_FROM)) &&
		   names_meeting(s, c->to + 1, &at)) {
		base = last_event(x);
	} else if (is_text(&s->reader, c->to, "på") &&
		   is_text(&s->reader, c->to + 1, "sig")) {
		for (size_t k = 0; k < s->n; k++)
			if (s->reading[k].from > c->to &&
			    s->reading[k].lead == LEAD_FROM)
				base = s->reading[k].span.start;
	}
	if (base == NO_DAY)
		return false;
	kind = extract_asks(x);
	if (v.kind >= 0 && v.kind < DEADLINE_KINDS && v.kind != DEADLINE_EVENT)
		kind = v.kind;
	if (here > 0 && sentence_asks_from(s, here).kind >= 0)
		kind = sentence_asks_from(s, here).kind;
	if (kind >= 0)
		counts_tell(x, (enum deadline_kind)kind,
		    count_add(&c->count, base, 1), c->from, at);
	return true;
}

/* "innan dess", at the end of what is said */
static bool
before_that(const struct sentence *s, size_t i)
{
	return is_class(&s->reader, i, WORD_BEFORE) &&
	       is_text(&s->reader, i + 1, "dess") && is_last(s, i + 1);
}

/* What had to be done before the date that was told. */
static void
day_before_told(struct extract *x)
{
	const struct sentence *s = &x->now;

	for (size_t i = 0; i < s->tokens.n; i++) {
		int day, kind;

		if (!before_that(s, i))
			continue;
		day = last_event(x);
		if (day == NO_DAY)
			day = x->last_start;
		for (size_t k = 0; k < s->n && s->reading[k].to <= i; k++)
			day = s->reading[k].span.start;
		kind = extract_asks(x);
		if (day != NO_DAY &&
		    (kind == DEADLINE_REGISTER || kind == DEADLINE_REPORT ||
			kind == DEADLINE_APPLY))
			counts_tell(
			    x, (enum deadline_kind)kind, day - 1, i, i + 1);
		return;
	}
}

/* "senast dagen före", "senast torsdagen innan": before that meeting. */
static void
day_before_event(struct extract *x)
{
	const struct sentence *s = &x->now;

	for (size_t i = 1; i < s->tokens.n; i++) {
		int day, kind;

		if (!is_class(&s->reader, i, WORD_BEFORE) ||
		    !is_text(&s->reader, i - 1, "dagen") || !is_last(s, i))
			continue;
		if ((day = last_event(x)) == NO_DAY)
			return;
		kind = sentence_asks(s).kind;
		counts_tell(x,
		    kind >= 0 ? (enum deadline_kind)kind : DEADLINE_REGISTER,
		    day - 1, i - 1, i);
		return;
	}
}

static bool
of_each(const struct sentence *s, size_t i)
{
	return is_text(&s->reader, i, "respektive") ||
	       is_text(&s->reader, i, "varje");
}

/* A meeting, or what a body does at one. */
static bool
is_met(const struct deadline *d)
{
	return d->kind == DEADLINE_EVENT ||
	       (d->kind == DEADLINE_DECISION && d->precision == PRECISION_DAY);
}

/* "senast två dagar före respektive tillfälle", "en vecka i förväg". */
static bool
back_from_events(struct extract *x, const struct loose_count *c)
{
	struct verdict v = sentence_topic(&x->now, false);
	size_t at, end = x->events_end;

	if (in_advance(&x->now, c->to))
		at = c->to + 1;
	else if (!is_class(&x->now.reader, c->to, WORD_BEFORE) ||
		 (!names_meeting(&x->now, c->to + 1, &at) &&
		     !is_last(&x->now, at = c->to)))
		return false;
	for (size_t h = 0; h < x->now.hits; h++)
		if (cues_table[x->now.hit[h].cue].kind == CUE_REJECT)
			return true; /* "handlingarna skickas ut ..." */
	for (size_t i = of_each(&x->now, c->to + 1) ? x->series : x->events;
	     i < end; i++) {
		if (!is_met(&x->list[i]))
			continue;
		counts_tell(x,
		    v.kind == DEADLINE_REGISTER || v.kind == DEADLINE_APPLY ||
			    v.kind == DEADLINE_REPORT
			? (enum deadline_kind)v.kind
			: DEADLINE_REGISTER,
		    count_add(&c->count, x->list[i].start, -1), c->from, at);
	}
	return true;
}

void
extract_counts(struct extract *x)
{
	struct loose_count c;
	size_t from = 0;

	for (int n = 0; n < 16 && sentence_count(&x->now, from, &c); n++) {
		from = c.to;
		if (back_from_end(x, &c) || on_from_end(x, &c) ||
		    back_from_events(x, &c) || counts_expiry(x, &c) ||
		    on_from_told(x, &c))
			continue;
		counts_appeal(x, &c);
	}
	day_before_told(x);
	day_before_event(x);
}

/* The evidence of an appeal: the sentence that tells of it. */
static size_t
sentence_end(const struct extract *x, size_t from)
{
	size_t to = from;

	while (
	    to < x->len && x->text[to] != '\n' && to - from < 160 &&
	    !(x->text[to] == '.' && to + 1 < x->len && x->text[to + 1] == ' '))
		to++;
	while (to > from && to < x->len &&
	       ((unsigned char)x->text[to] & 0xc0) == 0x80)
		to--;
	return to;
}

void
extract_finish(struct extract *x)
{
	struct deadline *d;
	int day;

	if (x->appeal_open && x->posted != NO_DAY &&
	    (day = count_add(&x->appeal, x->posted, 1)) != NO_DAY) {
		d = extract_add(x, DEADLINE_APPEAL, day, day, PRECISION_DAY,
		    x->appeal_at, sentence_end(x, x->appeal_at));
		if (d != NULL)
			d->flags |= DEADLINE_COMPUTED;
	}
	for (size_t i = 0; i < x->n; i++)
		if (x->list[i].kind == DEADLINE_APPEAL)
			return;
	if (x->removed == NO_DAY)
		return;
	d = extract_add(x, DEADLINE_APPEAL, x->removed - 1, x->removed - 1,
	    PRECISION_DAY, x->removed_at, sentence_end(x, x->removed_at));
	if (d != NULL)
		d->flags |= DEADLINE_BEFORE;
}
