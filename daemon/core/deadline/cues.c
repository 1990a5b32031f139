/* cues.c - finds the cues of a stretch */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/cues.h"

#include <assert.h>
#include <string.h>

/*
 * The patterns are taken apart into stems at the first call: "gäller", and
 * "*konferens+" as konferens with any beginning and a noun's ending.  A word
 * is looked up by hashes that grow letter by letter: backwards from each
 * place where an ending could begin, and forwards for "word*".
 */
enum { ENDS_NONE = 1, ENDS_NOUN = 2, ENDS_VERB = 4, ENDS_ANY = 8 };
enum { STEMS_MOST = 4096, SLOTS = 16384, WORDS_MOST = 6, GAP_MOST = 6 };
/* a word no longer may be a stem of one or two letters and an ending */
enum { ENDING_MOST = 5, SHORT_WORD = 5 };

struct stem {
	const char *text;
	uint8_t len;
	uint8_t ends;   /* which endings, of ENDS_ */
	bool compound;  /* may have something before it */
	uint16_t first; /* pattern + 1 that begins with it */
};

struct pattern {
	uint16_t stem[WORDS_MOST]; /* STEMS_MOST: a gap */
	uint8_t n;
	uint16_t next; /* pattern + 1 that begins with the same stem */
};

static struct stem stems[STEMS_MOST];
static size_t stems_n;
static struct pattern patterns[4096];
static uint16_t backward[SLOTS], forward[SLOTS]; /* stem + 1 */
/* which endings follow the compounds' stems that end in those three letters */
static uint8_t last_three[1 << 14];
/* the stems without anything before them begin with those three letters */
static uint8_t first_three[1 << 14];
static size_t longest;
static bool ready;

static uint32_t
step(uint32_t h, char c)
{
	return (h ^ (uint8_t)c) * 16777619u;
}

static uint32_t
slot_of(uint32_t h)
{
	return (h ^ h >> 13) % SLOTS;
}

static uint32_t
three(const char *text)
{
	return (uint32_t)((uint8_t)text[0] * 1931 ^ (uint8_t)text[1] * 131 ^
			  (uint8_t)text[2] * 7) %
	       (1 << 14);
}

static uint32_t
hash_stem(const struct stem *s)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < s->len; i++)
		h = step(h, s->compound ? s->text[s->len - 1 - i] : s->text[i]);
	return slot_of(h);
}

static bool
same_stem(const struct stem *a, const struct stem *b)
{
	return a->len == b->len && a->ends == b->ends &&
	       memcmp(a->text, b->text, a->len) == 0;
}

/* The stem of a pattern's word, a new one if it has not been. */
static uint16_t
stem_of(const char *word, size_t len)
{
	struct stem s = {.ends = ENDS_NONE};
	uint16_t *slots;
	uint32_t h;

	if (*word == '*') {
		s.compound = true;
		word++;
		len--;
	}
	if (word[len - 1] == '+')
		s.ends = ENDS_NONE | ENDS_NOUN;
	else if (word[len - 1] == '~')
		s.ends = ENDS_NONE | ENDS_VERB;
	else if (word[len - 1] == '*')
		s.ends = ENDS_ANY;
	s.text = word;
	s.len = (uint8_t)(s.ends == ENDS_NONE ? len : len - 1);
	slots = s.compound ? backward : forward;
	for (h = hash_stem(&s); slots[h] != 0; h = (h + 1) % SLOTS)
		if (same_stem(&stems[slots[h] - 1], &s))
			return (uint16_t)(slots[h] - 1);
	assert(stems_n < STEMS_MOST && (!s.compound || s.len >= 3));
	stems[stems_n] = s;
	if (s.compound)
		last_three[three(s.text + s.len - 3)] |= s.ends;
	else if (s.len >= 3)
		first_three[three(s.text)] = 1;
	if (s.len > longest)
		longest = s.len;
	slots[h] = (uint16_t)(stems_n + 1);
	return (uint16_t)stems_n++;
}

static void
add_pattern(size_t p)
{
	const char *at = cues_table[p].pattern;
	struct pattern *to = &patterns[p];
	struct stem *first;

	while (*at != '\0') {
		size_t len = strcspn(at, " ");

		to->stem[to->n++] = len == 2 && memcmp(at, "..", 2) == 0
					? STEMS_MOST
					: stem_of(at, len);
		at += len;
		at += *at == ' ';
	}
	first = &stems[to->stem[0]];
	to->next = first->first;
	first->first = (uint16_t)(p + 1);
}

/* The endings that '+' and '~' stand for. */
#define E(text, ends)                        \
	{                                    \
		text, sizeof(text) - 1, ends \
	}
static const struct {
	const char *text;
	size_t len;
	int ends;
} endings[] = {
    E("a", ENDS_NOUN | ENDS_VERB),
    E("e", ENDS_NOUN),
    E("n", ENDS_NOUN),
    E("t", ENDS_NOUN),
    E("s", ENDS_NOUN | ENDS_VERB),
    E("r", ENDS_NOUN | ENDS_VERB),
    E("en", ENDS_NOUN),
    E("et", ENDS_NOUN),
    E("ar", ENDS_NOUN | ENDS_VERB),
    E("er", ENDS_NOUN | ENDS_VERB),
    E("or", ENDS_NOUN),
    E("as", ENDS_VERB),
    E("es", ENDS_NOUN | ENDS_VERB),
    E("na", ENDS_NOUN),
    E("ns", ENDS_NOUN),
    E("ts", ENDS_NOUN),
    E("rs", ENDS_NOUN),
    E("ens", ENDS_NOUN),
    E("ets", ENDS_NOUN),
    E("ers", ENDS_NOUN),
    E("ars", ENDS_NOUN),
    E("nas", ENDS_NOUN),
    E("rna", ENDS_NOUN),
    E("arna", ENDS_NOUN),
    E("erna", ENDS_NOUN),
    E("orna", ENDS_NOUN),
    E("arnas", ENDS_NOUN),
    E("ernas", ENDS_NOUN),
};

/* The lengths of the endings that begin with a letter, a bit each. */
static uint8_t first_of_ending[256];

static int
ending(const char *text, size_t len)
{
	if (len == 0)
		return ENDS_NONE;
	if ((first_of_ending[(uint8_t)text[0]] >> len & 1) == 0)
		return 0;
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (endings[i].len == len && endings[i].text[0] == text[0] &&
		    memcmp(endings[i].text, text, len) == 0)
			return endings[i].ends;
	return 0;
}

static void
index_endings(void)
{
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		first_of_ending[(uint8_t)endings[i].text[0]] |=
		    (uint8_t)(1u << endings[i].len);
}

static void
get_ready(void)
{
	if (ready)
		return;
	for (size_t p = 0; p < cues_n; p++)
		add_pattern(p);
	index_endings();
	ready = true;
}

static void
add_stem(struct token *t, size_t stem)
{
	if (t->cues < sizeof(t->cue) / sizeof(t->cue[0]))
		t->cue[t->cues++] = (uint16_t)stem;
}

/* Stems that may have something before them, which end at end. */
static void
look_back(struct token *t, size_t end, int ends)
{
	const char *text = t->word;
	uint32_t h = 2166136261u;

	if (end < 3 || (last_three[three(text + end - 3)] & ends) == 0)
		return;
	for (size_t len = 1; len <= end && len <= longest; len++) {
		uint32_t slot;

		h = step(h, text[end - len]);
		for (slot = slot_of(h); backward[slot] != 0;
		     slot = (slot + 1) % SLOTS) {
			const struct stem *s = &stems[backward[slot] - 1];

			if (s->len == len && (s->ends & ends) != 0 &&
			    memcmp(s->text, text + end - len, len) == 0)
				add_stem(t, backward[slot] - 1u);
		}
	}
}

/* The others; ends tells which endings the last letters can be. */
static void
look_ahead(struct token *t, const uint8_t ends[ENDING_MOST + 1])
{
	uint32_t h = 2166136261u;
	size_t n = t->word_len;

	for (size_t len = 1; len <= n && len <= longest; len++) {
		int rest = n - len <= ENDING_MOST ? ends[n - len] : 0;
		uint32_t slot;

		h = step(h, t->word[len - 1]);
		for (slot = slot_of(h); forward[slot] != 0;
		     slot = (slot + 1) % SLOTS) {
			const struct stem *s = &stems[forward[slot] - 1];

			if (s->len == len &&
			    (s->ends & (rest | ENDS_ANY)) != 0 &&
			    memcmp(s->text, t->word, len) == 0)
				add_stem(t, forward[slot] - 1u);
		}
	}
}

/*
 * Few words make up most of a text: what they are is kept, one word a place.
 */
enum { KEPT = 2048, KEPT_LEN = 24 };

static struct kept {
	char word[KEPT_LEN];
	uint32_t hash;
	uint8_t len, cues;
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
	memcpy(k->word, t->word, t->word_len);
	memcpy(k->cue, t->cue, sizeof(k->cue));
}

/* The stems of a word, found once. */
static void
read_stems(struct token *t)
{
	uint8_t ends[ENDING_MOST + 1] = {0};

	if (t->cue_read || t->kind != TOKEN_WORD)
		return;
	t->cue_read = true;
	if (read_kept(t))
		return;
	for (size_t n = 0; n <= ENDING_MOST && n < t->word_len; n++) {
		ends[n] = (uint8_t)ending(t->word + t->word_len - n, n);
		if (ends[n] != 0)
			look_back(t, t->word_len - n, ends[n]);
	}
	if (t->word_len <= SHORT_WORD || first_three[three(t->word)])
		look_ahead(t, ends);
	keep(t);
}

static bool
has_stem(const struct tokens *ts, size_t i, uint16_t stem)
{
	struct token *t = &ts->t[i];

	if (i >= ts->n)
		return false;
	read_stems(t);
	for (size_t k = 0; k < t->cues; k++)
		if (t->cue[k] == stem)
			return true;
	return false;
}

/* The last token of the pattern that begins at i; SIZE_MAX: it is not there. */
static size_t
match(const struct tokens *ts, size_t i, const struct pattern *p)
{
	for (size_t k = 1; k < p->n; k++) {
		size_t most = i + 1;

		if (p->stem[k] == STEMS_MOST) {
			most = i + 1 + GAP_MOST;
			k++;
		}
		for (i++; i <= most && !has_stem(ts, i, p->stem[k]); i++)
			if (i >= ts->n || (ts->t[i].kind == TOKEN_MARK &&
					      strchr("|;:", ts->t[i].mark)))
				return SIZE_MAX;
		if (i > most)
			return SIZE_MAX;
	}
	return i;
}

size_t
cues_find(struct tokens *ts, struct cue_hit *hits, size_t most)
{
	size_t n = 0;

	get_ready();
	for (size_t i = 0; i < ts->n; i++) {
		struct token *t = &ts->t[i];

		read_stems(t);
		for (size_t k = 0; k < t->cues; k++) {
			size_t p = stems[t->cue[k]].first;

			for (; p != 0; p = patterns[p - 1].next) {
				size_t last = match(ts, i, &patterns[p - 1]);

				if (last == SIZE_MAX || n == most)
					continue;
				hits[n].first = (uint16_t)i;
				hits[n].last = (uint16_t)last;
				hits[n++].cue = (uint16_t)(p - 1);
			}
		}
	}
	return n;
}
