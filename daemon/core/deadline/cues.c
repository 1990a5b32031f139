/* cues.c - finds the cues of a stretch */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/cues.h"

#include <string.h>

#include "core/date/known-word.h"
#include "core/deadline/cues-index.h"

/*
 * A word is looked up by hashes that grow letter by letter: backwards from
 * each place where an ending could begin, and forwards for "word*".
 */
enum { GAP_MOST = 6, GAP_DATE = 6 };
/* a word no longer may be a stem of one or two letters and an ending */
enum { SHORT_WORD = 5 };

static void
add_parts(const struct cues_index *x, struct token *t, const struct stem *s)
{
	for (uint16_t l = s->link; l != 0; l = x->link[l].next) {
		uint16_t part = x->link[l].part;
		size_t k = 0;

		while (k < t->cues && t->cue[k] != part)
			k++;
		if (k == t->cues &&
		    t->cues < sizeof(t->cue) / sizeof(t->cue[0]))
			t->cue[t->cues++] = part;
	}
}

/* Stems that may have something before them, which end at end. */
static void
look_back(const struct cues_index *x, struct token *t, size_t end, int ends)
{
	const char *text = t->word;
	uint32_t h = CUES_HASH;

	if (end < 3 || (x->last_three[cues_three(text + end - 3)] & ends) == 0)
		return;
	for (size_t len = 1; len <= end && len <= x->longest; len++) {
		uint32_t slot;

		h = cues_step(h, text[end - len]);
		for (slot = cues_slot(h); x->backward[slot] != 0;
		     slot = (slot + 1) % SLOTS) {
			const struct stem *s = &x->stem[x->backward[slot] - 1];

			if (s->len == len && (s->ends & ends) != 0 &&
			    memcmp(s->text, text + end - len, len) == 0)
				add_parts(x, t, s);
		}
	}
}

/* The others; ends tells which endings the last letters can be. */
static void
look_ahead(const struct cues_index *x, struct token *t,
    const uint8_t ends[ENDING_MOST + 1])
{
	uint32_t h = CUES_HASH;
	size_t n = t->word_len;

	for (size_t len = 1; len <= n && len <= x->longest; len++) {
		int rest = n - len <= ENDING_MOST ? ends[n - len] : 0;
		uint32_t slot;

		h = cues_step(h, t->word[len - 1]);
		for (slot = cues_slot(h); x->forward[slot] != 0;
		     slot = (slot + 1) % SLOTS) {
			const struct stem *s = &x->stem[x->forward[slot] - 1];

			if (s->len == len &&
			    (s->ends & (rest | ENDS_ANY)) != 0 &&
			    memcmp(s->text, t->word, len) == 0)
				add_parts(x, t, s);
		}
	}
}

/*
 * Few words make up most of a text: what they are is kept, one word a place.
 */
enum { KEPT = 8192, KEPT_LEN = 24 };

static struct kept {
	char word[KEPT_LEN];
	uint32_t hash;
	uint8_t len, cues;
	uint16_t facts;
	uint16_t cue[sizeof(((struct token *)0)->cue) / sizeof(uint16_t)];
} kept[KEPT];

static bool
read_kept(struct token *t)
{
	const struct kept *k = &kept[t->hash % KEPT];

	if (k->hash != t->hash || k->len != t->word_len ||
	    memcmp(k->word, t->word, t->word_len) != 0)
		return false;
	t->cues = k->cues;
	t->facts = k->facts;
	memcpy(t->cue, k->cue, sizeof(t->cue));
	return true;
}

static void
keep(const struct token *t)
{
	struct kept *k = &kept[t->hash % KEPT];

	if (t->word_len > KEPT_LEN)
		return;
	k->hash = t->hash;
	k->len = t->word_len;
	k->cues = t->cues;
	k->facts = t->facts;
	memcpy(k->word, t->word, t->word_len);
	memcpy(k->cue, t->cue, sizeof(k->cue));
}

/* The parts of patterns that a word can be, found once. */
static void
read_parts(const struct cues_index *x, struct token *t)
{
	uint8_t ends[ENDING_MOST + 1] = {0};

	if (t->cue_read || t->kind != TOKEN_WORD)
		return;
	t->cue_read = true;
	if (t[-1].mark == '@' || (t[1].mark == '@' && t[1].gap == GAP_NONE)) {
		t->cues = 0; /* "bygg@kommunen.se" */
		t->facts = 0;
		return;
	}
	if (t->cues_known)
		return;
	if (read_kept(t)) {
		known_word_cues(t);
		return;
	}
	t->facts = word_facts(t);
	for (size_t n = 0; n <= ENDING_MOST && n < t->word_len; n++) {
		ends[n] = (uint8_t)cues_ending(t->word + t->word_len - n, n);
		if (ends[n] != 0)
			look_back(x, t, t->word_len - n, ends[n]);
	}
	if (t->word_len <= SHORT_WORD || x->first_three[cues_three(t->word)])
		look_ahead(x, t, ends);
	keep(t);
	known_word_cues(t);
}

static bool
is_part(const struct cues_index *x, const struct tokens *ts, size_t i,
    uint16_t part)
{
	struct token *t = &ts->t[i];

	if (i >= ts->n)
		return false;
	read_parts(x, t);
	for (size_t k = 0; k < t->cues; k++)
		if (t->cue[k] == part)
			return true;
	return false;
}

/* The words of a date, which fill no gap. */
static bool
is_of_date(const struct token *t)
{
	return t->kind == TOKEN_NUMBER || t->class == WORD_MONTH ||
	       t->class == WORD_WEEKDAY || t->class == WORD_DEN ||
	       t->class == WORD_BY;
}

/* The pattern, which begins at i: where its words stand; false: not there. */
static bool
match(const struct cues_index *x, const struct tokens *ts, size_t i,
    const struct pattern *p, struct cue_hit *hit)
{
	hit->first = hit->verb = (uint16_t)i;
	for (size_t k = 1; k < p->n; k++) {
		size_t most = i + 1, spare = 0;

		if (p->part[k] == PART_GAP) {
			most += GAP_MOST;
			spare = GAP_DATE;
			k++;
		}
		for (i++; i <= most && !is_part(x, ts, i, p->part[k]); i++) {
			if (i >= ts->n || (ts->t[i].kind == TOKEN_MARK &&
					      strchr("|;:", ts->t[i].mark)))
				return false;
			if (spare > 0 && is_of_date(&ts->t[i])) {
				most++;
				spare--;
			}
		}
		if (i > most)
			return false;
		if (k == p->verb)
			hit->verb = (uint16_t)i;
	}
	hit->last = (uint16_t)i;
	hit->cue = p->cue;
	return true;
}

/* Which parts are in the stretch, roughly: a bit for several of them. */
enum { SEEN = 1024 };

static void
note_parts(uint64_t seen[SEEN / 64], const struct token *t)
{
	for (size_t k = 0; k < t->cues; k++)
		seen[t->cue[k] % SEEN / 64] |= (uint64_t)1 << t->cue[k] % 64;
}

static bool
may_match(const uint64_t seen[SEEN / 64], const struct pattern *p)
{
	for (size_t k = 1; k < p->n; k++)
		if (p->part[k] != PART_GAP &&
		    (seen[p->part[k] % SEEN / 64] >> p->part[k] % 64 & 1) == 0)
			return false;
	return true;
}

size_t
cues_find(struct tokens *ts, struct cue_hit *hits, size_t most)
{
	const struct cues_index *x = cues_index();
	uint64_t seen[SEEN / 64] = {0};
	size_t n = 0;

	for (size_t i = 0; i < ts->n; i++) {
		read_parts(x, &ts->t[i]);
		note_parts(seen, &ts->t[i]);
	}
	for (size_t i = 0; i < ts->n; i++) {
		const struct token *t = &ts->t[i];

		for (size_t k = 0; k < t->cues; k++) {
			size_t p = x->first[t->cue[k]];

			for (; p != 0 && n < most; p = x->pattern[p - 1].next)
				n += may_match(seen, &x->pattern[p - 1]) &&
				     match(x, ts, i, &x->pattern[p - 1],
					 &hits[n]);
		}
	}
	return n;
}
