/* judge-topic.c - what a sentence is about, whatever its dates */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/judge.h"

struct verdict
sentence_topic(const struct sentence *s, bool valid)
{
	struct verdict v = {.kind = -1};

	for (size_t h = 0; h < s->hits; h++) {
		const struct cue *c = &cues_table[s->hit[h].cue];

		if ((c->flags & CUE_TOPIC) != 0 ||
		    (c->kind >= CUE_REJECT && (c->kind != CUE_VALID || !valid)))
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

/* "ert bidrag", "era uppgifter": whatever it is that is given. */
static bool
is_given(const struct sentence *s, const struct cue_hit *h)
{
	static const char *const whose[] = {"ert", "ditt", "era", "dina"};

	if ((cues_table[h->cue].flags & CUE_TOPIC) == 0 || h->first == 0 ||
	    cues_table[h->cue].kind != DEADLINE_APPLY)
		return false;
	for (size_t i = 0; i < sizeof(whose) / sizeof(whose[0]); i++)
		if (is_text(&s->reader, h->first - 1u, whose[i]))
			return true;
	return false;
}

static bool
can_be_asked(const struct cue *c)
{
	switch (c->kind) {
	case DEADLINE_REMISS:
	case DEADLINE_APPLY:
	case DEADLINE_REGISTER:
	case DEADLINE_REPORT:
	case DEADLINE_NOTICE:
	case DEADLINE_APPEAL:
		return true;
	default:
		return false;
	}
}

/* "svar på frågor": the words are a part of what is no ask. */
static bool
is_covered(const struct sentence *s, const struct cue_hit *h)
{
	enum { LONGEST = 14 }; /* tokens that a pattern can span */
	size_t at = (size_t)(h - s->hit), k = at;

	while (k > 0 && s->hit[k - 1].first + LONGEST > h->first)
		k--;
	for (; k < s->hits && s->hit[k].first <= h->first; k++)
		if (cues_table[s->hit[k].cue].kind == CUE_REJECT &&
		    (s->hit[k].last > h->last ||
			(s->hit[k].last == h->last &&
			    s->hit[k].first < h->first)))
			return true;
	return false;
}

struct verdict
sentence_asks(const struct sentence *s)
{
	return sentence_asks_from(s, 0);
}

struct verdict
sentence_asks_from(const struct sentence *s, size_t from)
{
	enum { ABOUT = 20 };
	struct verdict v = {.kind = -1};

	for (size_t h = 0; h < s->hits; h++) {
		const struct cue *c = &cues_table[s->hit[h].cue];
		int left = c->weight;

		if (!can_be_asked(c) || (c->flags & CUE_THING) != 0 ||
		    s->hit[h].first < from || is_given(s, &s->hit[h]) ||
		    is_covered(s, &s->hit[h]))
			continue;
		if (judge_is_object(s, &s->hit[h]))
			left -= ABOUT;
		if (left > v.score && left >= 25) {
			v.kind = c->kind;
			v.hit = h;
			v.score = left;
		}
	}
	return v;
}
