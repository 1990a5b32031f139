/* cues-index.c - takes the tables of cues apart */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/cues-index.h"

#include <assert.h>
#include <string.h>

#include "core/deadline/cues.h"

/* The endings that the signs of cues.h stand for. */
#define E(text, ends)                        \
	{                                    \
		text, sizeof(text) - 1, ends \
	}
static const struct {
	const char *text;
	size_t len;
	int ends;
} endings[] = {
    E("a", ENDS_NOUN | ENDS_VERB | ENDS_PASSIVE),
    E("e", ENDS_NOUN),
    E("d", ENDS_DONE),
    E("n", ENDS_NOUN),
    E("t", ENDS_NOUN | ENDS_DONE),
    E("s", ENDS_NOUN | ENDS_VERB | ENDS_NEUTER | ENDS_PASSIVE),
    E("r", ENDS_NOUN | ENDS_VERB),
    E("an", ENDS_NOUN),
    E("da", ENDS_DONE),
    E("ta", ENDS_DONE),
    E("de", ENDS_DONE),
    E("en", ENDS_NOUN | ENDS_NEUTER | ENDS_DONE),
    E("et", ENDS_NOUN | ENDS_NEUTER | ENDS_DONE),
    E("it", ENDS_DONE),
    E("ar", ENDS_NOUN | ENDS_VERB),
    E("er", ENDS_NOUN | ENDS_VERB),
    E("or", ENDS_NOUN),
    E("as", ENDS_VERB | ENDS_PASSIVE),
    E("es", ENDS_NOUN | ENDS_VERB | ENDS_PASSIVE),
    E("na", ENDS_NOUN | ENDS_DONE),
    E("ns", ENDS_NOUN),
    E("ts", ENDS_NOUN | ENDS_DONE),
    E("rs", ENDS_NOUN),
    E("um", ENDS_NOUN),
    E("its", ENDS_DONE),
    E("ens", ENDS_NOUN | ENDS_NEUTER),
    E("ets", ENDS_NOUN | ENDS_NEUTER),
    E("ers", ENDS_NOUN),
    E("ars", ENDS_NOUN),
    E("ans", ENDS_NOUN),
    E("nas", ENDS_NOUN),
    E("rna", ENDS_NOUN),
    E("arna", ENDS_NOUN),
    E("erna", ENDS_NOUN),
    E("orna", ENDS_NOUN),
    E("arnas", ENDS_NOUN),
    E("ernas", ENDS_NOUN),
};

/* The words of a class joined with those of another, and their NULs. */
static char joined[1 << 15];
static size_t joined_n;
/* The words of patterns, to find those that are there already. */
static struct {
	const char *text;
	size_t len;
} part_text[STEMS_MOST];
static uint16_t part_slot[SLOTS];
/* The lengths of the endings that begin with a letter, a bit each. */
static uint8_t first_of_ending[256];
static struct cues_index x;

uint32_t
cues_step(uint32_t h, char c)
{
	return (h ^ (uint8_t)c) * 16777619u;
}

uint32_t
cues_slot(uint32_t h)
{
	return (h ^ h >> 13) % SLOTS;
}

uint32_t
cues_three(const char *text)
{
	return (uint32_t)((uint8_t)text[0] * 1931 ^ (uint8_t)text[1] * 131 ^
			  (uint8_t)text[2] * 7) %
	       (1 << 14);
}

int
cues_ending(const char *text, size_t len)
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

static uint32_t
hash_of(const char *text, size_t len, bool backward)
{
	uint32_t h = CUES_HASH;

	for (size_t i = 0; i < len; i++)
		h = cues_step(h, text[backward ? len - 1 - i : i]);
	return cues_slot(h);
}

static void
add_link(struct stem *s, uint16_t part)
{
	for (uint16_t l = s->link; l != 0; l = x.link[l].next)
		if (x.link[l].part == part)
			return;
	assert(x.links + 1 < sizeof(x.link) / sizeof(x.link[0]));
	x.link[++x.links] = (struct link){part, s->link};
	s->link = (uint16_t)x.links;
}

static void
add_stem(const struct stem *s, uint16_t part)
{
	uint16_t *slots = s->compound ? x.backward : x.forward;
	uint32_t h = hash_of(s->text, s->len, s->compound);

	for (; slots[h] != 0; h = (h + 1) % SLOTS) {
		struct stem *old = &x.stem[slots[h] - 1];

		if (old->len == s->len && old->ends == s->ends &&
		    memcmp(old->text, s->text, s->len) == 0) {
			add_link(old, part);
			return;
		}
	}
	assert(x.stems < STEMS_MOST && (!s->compound || s->len >= 3));
	if (s->compound)
		x.last_three[cues_three(s->text + s->len - 3)] |= s->ends;
	else if (s->len >= 3)
		x.first_three[cues_three(s->text)] = 1;
	if (s->len > x.longest)
		x.longest = s->len;
	x.stem[x.stems] = *s;
	add_link(&x.stem[x.stems++], part);
	slots[h] = (uint16_t)x.stems;
}

static int
ends_of(char sign)
{
	switch (sign) {
	case '+':
		return ENDS_NONE | ENDS_NOUN;
	case '=':
		return ENDS_NONE | ENDS_NEUTER;
	case '~':
		return ENDS_NONE | ENDS_VERB;
	case '%':
		return ENDS_NONE | ENDS_PASSIVE;
	case '^':
		return ENDS_DONE;
	case '*':
		return ENDS_ANY;
	default:
		return 0;
	}
}

/*
 * A word with its signs; one of a class has those of the pattern unless it
 * has its own.  "bygg-a" is the stem bygg, but with no ending it is bygga.
 */
static void
add_word(const char *word, size_t len, char sign, bool compound, uint16_t part)
{
	struct stem s = {.text = word, .compound = compound};
	const char *hyphen;

	if (*word == '*') {
		s.compound = true;
		s.text++;
		len--;
	}
	if (ends_of(s.text[len - 1]) != 0) {
		char own = s.text[--len];

		/* a verb that has only some of its forms */
		if (sign != own && (sign == '^' || own == '^') && sign != 0)
			return;
		sign = own;
	}
	hyphen = len > 2 && s.text[len - 2] == '-' ? s.text + len - 2 : NULL;
	s.len = (uint8_t)(hyphen != NULL ? len - 2 : len);
	s.ends = (uint8_t)(ends_of(sign) != 0 ? ends_of(sign) : ENDS_NONE);
	add_stem(&s, part);
}

static const char *
words_of(const char *name, size_t len)
{
	for (size_t i = 0; i < cue_classes_n; i++)
		if (strncmp(cue_classes[i].name, name, len) == 0 &&
		    cue_classes[i].name[len] == '\0')
			return cue_classes[i].words;
	assert(!"a pattern names a class that is not there");
	return "";
}

/* The word at *at, of space-parted ones; false at the end. */
static bool
next_word(const char **at, const char **word, size_t *len)
{
	*at += strspn(*at, " ");
	*word = *at;
	*len = strcspn(*at, " ");
	*at += *len;
	return *len > 0;
}

/* "svars" of one class and "tid" of another: svarstid. */
static void
add_joined(const char *heads, const char *tails, char sign, uint16_t part)
{
	const char *head, *tail, *h = heads, *t;
	size_t n, m;

	while (next_word(&h, &head, &n))
		for (t = tails; next_word(&t, &tail, &m);) {
			char *to = joined + joined_n;

			assert(joined_n + n + m < sizeof(joined));
			memcpy(to, head, n);
			memcpy(to + n, tail, m);
			joined_n += n + m;
			add_word(to, n + m, sign, true, part);
		}
}

/* "@svara~", "*@avtal=", "@svars/@tid+", "remiss+" */
static void
add_part(const char *text, size_t len, uint16_t part)
{
	bool compound = text[0] == '*';
	const char *name = text + compound, *slash, *word;
	char sign = text[len - 1];
	size_t n;

	if (*name != '@') {
		add_word(text, len, 0, false, part);
		return;
	}
	if (ends_of(sign) == 0)
		sign = 0;
	len -= (size_t)(++name - text) + (sign != 0);
	slash = memchr(name, '/', len);
	if (slash != NULL) {
		n = (size_t)(slash - name);
		add_joined(words_of(name, n), words_of(slash + 2, len - n - 2),
		    sign, part);
		return;
	}
	for (const char *at = words_of(name, len); next_word(&at, &word, &n);)
		add_word(word, n, sign, compound, part);
}

static uint16_t
part_of(const char *text, size_t len)
{
	uint32_t h = hash_of(text, len, false);

	if (len == 2 && memcmp(text, "..", 2) == 0)
		return PART_GAP;
	for (; part_slot[h] != 0; h = (h + 1) % SLOTS)
		if (part_text[part_slot[h] - 1].len == len &&
		    memcmp(part_text[part_slot[h] - 1].text, text, len) == 0)
			return (uint16_t)(part_slot[h] - 1);
	assert(x.parts < STEMS_MOST);
	part_text[x.parts].text = text;
	part_text[x.parts].len = len;
	add_part(text, len, (uint16_t)x.parts);
	part_slot[h] = (uint16_t)++x.parts;
	return (uint16_t)(x.parts - 1);
}

/* The first word with a verb's sign, or the last one after a noun. */
static uint8_t
verb_in(const char *pattern, size_t len)
{
	uint8_t place = 0;
	bool noun = *pattern == '*' && pattern[1] != '@';

	for (size_t i = 0; i < len; i++) {
		if (strchr("~%^", pattern[i]) != NULL)
			return place;
		if ((pattern[i] == '+' || pattern[i] == '=') && place == 0)
			noun = true;
		place += pattern[i] == ' ';
	}
	return noun ? place : 0;
}

static void
add_pattern(const char *text, size_t len, size_t cue)
{
	struct pattern *p = &x.pattern[x.patterns++];
	const char *end = text + len, *at = text;

	assert(x.patterns < STEMS_MOST);
	p->cue = (uint16_t)cue;
	p->verb = verb_in(text, len);
	while (at < end) {
		size_t n = strcspn(at, " ,");

		assert(p->n < WORDS_MOST);
		p->part[p->n++] = part_of(at, n);
		at += n + 1;
	}
	p->next = x.first[p->part[0]];
	x.first[p->part[0]] = (uint16_t)x.patterns;
}

const struct cues_index *
cues_index(void)
{
	if (x.patterns > 0)
		return &x;
	cues_gather();
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		first_of_ending[(uint8_t)endings[i].text[0]] |=
		    (uint8_t)(1u << endings[i].len);
	for (size_t c = 0; c < cues_n; c++)
		for (const char *at = cues_table[c].patterns; *at != '\0';) {
			size_t len = strcspn(at, ",");

			add_pattern(at, len, c);
			at += len;
			at += strspn(at, ", ");
		}
	return &x;
}
