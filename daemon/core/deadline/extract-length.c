/* extract-length.c - how long something applies or can be appealed */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/extract-counts.h"

/* "löper under fyra år", "avtalstid fyra år", "och tre år framåt". */
static bool
is_duration(const struct sentence *s, const struct loose_count *c)
{
	static const char *const lengths[] = {"under", "i", "på", "av",
	    "avtalstid", "avtalstiden", "avtalslängd", "avtalslängden",
	    "kontraktstid", "kontraktslängd", "varaktighet", "hyrestid", "om",
	    "avtalsperiod", "avtalsperioden", "är", "löptid", "över",
	    "giltighetstid", "period", "tid", "ytterligare", "omfattar",
	    "löper", "gäller", "varar"};
	static const char *const others[] = {"förlängas", "förlängs",
	    "förlängning", "förlänga", "option", "optioner", "uppsägning",
	    "uppsägningstid", "uppsägningstiden", "sänder", "taget",
	    "vartannat", "högst", "längst", "varsel", "ränta", "garanti",
	    "garantitid", "garantitiden", "bindningstid", "gången",
	    "ytterligare", "äldre", "yngre"};
	size_t at, before = c->from > 14 ? c->from - 14 : 0;

	size_t after = c->to;

	while (after < c->to + 3 && s->tokens.t[after].kind == TOKEN_WORD &&
	       !is_class(&s->reader, after, WORD_WITH))
		after++;
	if (counts_word(s, before, after, others,
		sizeof(others) / sizeof(others[0]), &at))
		return false;
	if (is_text(&s->reader, c->to, "framåt") ||
	    is_text(&s->reader, c->to, "framöver"))
		return true;
	return c->from > 0 && c->count.days + c->count.months > 0 &&
	       counts_word(s, c->from > 2 ? c->from - 2 : 0, c->from, lengths,
		   sizeof(lengths) / sizeof(lengths[0]), &at);
}

static bool
speaks_of_validity(const struct sentence *s)
{
	for (size_t h = 0; h < s->hits; h++) {
		const struct cue *c = &cues_table[s->hit[h].cue];

		if ((c->kind == CUE_VALID && c->weight >= 40) ||
		    c->kind == DEADLINE_EFFECT)
			return true;
	}
	return false;
}

/* "från den 1 februari och tre år framåt": right after where it begins. */
static bool
follows_start(const struct sentence *s, const struct loose_count *c)
{
	enum { NEAR = 2 }; /* "och", "i" */

	for (size_t k = 0; k < s->n; k++)
		if (s->reading[k].lead == LEAD_FROM && !s->reading[k].range &&
		    s->reading[k].to <= c->from &&
		    c->from - s->reading[k].to <= NEAR)
			return true;
	return false;
}

/* From a stated start, so many years end the day before the anniversary. */
bool
counts_expiry(struct extract *x, const struct loose_count *c)
{
	const struct sentence *s = &x->now;
	bool here = x->effect_at == s->at.from;
	struct deadline *d;
	int end;

	if (x->effect == NO_DAY || !is_duration(s, c) || (!here && s->n > 0) ||
	    (!here && s->at.from - x->effect_at > 400) ||
	    !(speaks_of_validity(s) || (here && follows_start(s, c))))
		return false;
	end = count_add(&c->count, x->effect, 1);
	if (end == NO_DAY)
		return true;
	end--;
	if (end >= x->published)
		candidate_release(x);
	d = counts_tell(x, DEADLINE_EXPIRY, end, c->from, c->to - 1);
	x->expiry = end;
	x->expiry_at = s->at.from;
	if (d != NULL && x->effect_unit == PRECISION_MONTH)
		extract_widen(x, end - day_date(end).day + 1, PRECISION_MONTH);
	return true;
}

/* "tre veckor från anslagsdagen", "efter anslagsdatum". */
bool
counts_appeal(struct extract *x, const struct loose_count *c)
{
	struct verdict v = sentence_topic(&x->now, false);

	if (v.kind != DEADLINE_APPEAL || c->count.unit == UNIT_YEAR)
		return false;
	x->appeal = c->count;
	x->appeal_open = true;
	x->appeal_at = counts_at(&x->now, 0);
	return true;
}
