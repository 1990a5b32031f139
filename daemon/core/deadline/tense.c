/* tense.c - tells verbs in the past tense from the rest, by their form */
/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <string.h>

#include "core/deadline/cues.h"
#include "core/deadline/tense-verbs.h"

/* Present forms that are no cues by themselves. */
static const char *const now[] = {"är", "ska", "skall", "kommer", "bör",
    "måste", "får", "kan", "blir", "sker", "görs", "gör", "lämnas", "lämna",
    "skickas", "skicka", "planeras", "väntas", "beräknas", "förväntas",
    "föreslås", "avser", "räknar", "behöver", "behövs", "önskar", "önskas",
    "vill", "mejlas", "mejla", "skickar", "lämnar", "tas", "fattas", "går",
    "löper", "ligger", "bedöms", "uppskattas", "siktar", "ges", "kvarstår",
    "återstår", "inkomma", "inkommer", "startar", "följer", "ställs", "finns",
    "sätts", "sköter", "ber", "vänder", "uppdrar", "uppmanas", "visar",
    "säljer", "bjuder", "börjar", "börja", "slutar", "sluta", "kommer", "tar",
    "ger", "håller", "kör", "ses", "träffas", "samlas", "möts", "söker",
    "läser", "svarar", "berättar", "bygger", "byter", "flyttar", "lämna",
    "begär", "hämtar", "hämtas", "betalar", "kostar", "heter", "pågår",
    "innebär", "omfattar", "arbetar", "fortsätter", "hoppas", "hittar",
    "deltar", "ringer", "skriver", "beställer", "bokar", "besöker", "öppnar",
    "stänger", "räcker", "ingår", "står", "sitter", "bor", "vet", "tror",
    "tycker", "anser", "menar", "krävs", "leder", "delas", "sänds", "spelas",
    "firas", "ordnas", "hålls", "anses"};

/* Endings of the past tense; the consonant tells it from nouns. */
static const char *const endings[] = {"ade", "ades", "dde", "ddes", "rde",
    "rdes", "gde", "gdes", "lde", "ldes", "kte", "ktes", "pte", "ptes", "tte",
    "ttes", "vde", "vdes", "mde", "mdes", "jde", "jdes", "xte", "ndes", "ntes",
    "stes", "ltes"};

/* Words with those endings that are no verbs. */
static const char *const others[] = {"värde", "både", "mitte", "lärde",
    "tvärde", "nytte", "gärde", "fjärde", "medvärde", "mervärde", "börde",
    "skärgårde", "skilde", "stälde", "rutte", "intresserade", "berörde",
    "hjälte", "jämte", "vette"};

/* Words after which "-ade" is an adjective: "den planerade starten". */
static const char *const determiners[] = {"den", "det", "de", "en", "ett",
    "alla", "denna", "dessa", "detta", "dess", "deras", "sin", "sina", "sitt",
    "vår", "våra", "era", "er", "ert", "nya", "samtliga", "inga", "ingen",
    "övriga", "några", "inkomna", "är", "blir", "bli", "vara", "varit", "och",
    "av", "för", "med", "om"};

static const char *const shall[] = {"ska", "skall", "måste", "behöver"};
static const char *const you[] = {
    "du", "dig", "din", "ditt", "dina", "ni", "er", "ert", "era"};
static const char *const us[] = {"vi", "oss"};
static const char *const when[] = {
    "vill", "vilja", "om", "såvida", "ifall", "därest", "annars"};
static const char *const neutral[] = {
    "blir", "bli", "är", "börjar", "sker", "inleds", "ses"};
static const char *const plans[] = {"ska", "skall", "kommer", "planeras",
    "beräknas", "väntas", "förväntas", "bör", "måste"};

/* Words that may begin another clause, as sentence.c weighs them. */
static const char *const parting[] = {"men", "medan", "som", "vilket", "vilka",
    "varav", "eftersom", "när", "där", "då", "därefter", "att", "för", "innan"};

/* What a word of the lists is, beside enum said. */
enum {
	IS_PAST = 1,
	IS_NOW = 2,
	IS_OTHER = 4,
	IS_DETERMINER = 8,
	IS_PAST_FORM = 1024,
	IS_COMPOUND = 2048,
	IS_HAS = 4096,
	IS_PARTING = 8192,
	IS_SUPINE = 16384
};
enum { SLOTS = 4096, VERBS_ROOM = 16384, PAST_ROOM = 4096 };

static struct {
	const char *word;
	uint16_t what;
} slots[SLOTS];

static uint16_t *
slot_of(const char *word, uint32_t hash)
{
	uint32_t h = hash % SLOTS;

	for (; slots[h].word != NULL; h = (h + 1) % SLOTS)
		if (strcmp(slots[h].word, word) == 0)
			return &slots[h].what;
	slots[h].word = word;
	return &slots[h].what;
}

static int
what_is(const struct token *t)
{
	uint32_t h = t->hash % SLOTS;

	for (; slots[h].word != NULL; h = (h + 1) % SLOTS)
		if (slots[h].word[0] == t->word[0] &&
		    strcmp(slots[h].word, t->word) == 0)
			return slots[h].what;
	return 0;
}

static void
add_list(const char *const *list, size_t n, int what)
{
	for (size_t i = 0; i < n; i++)
		*slot_of(list[i], word_hash(list[i], strlen(list[i]))) |=
		    (uint16_t)what;
}

/* Words that are parted by spaces; the room is where they stay. */
static void
add_words(const char *words, char *room, size_t size, int what)
{
	char *save = NULL;

	assert(strlen(words) < size);
	strcpy(room, words);
	for (char *w = strtok_r(room, " ", &save); w != NULL;
	     w = strtok_r(NULL, " ", &save))
		*slot_of(w, word_hash(w, strlen(w))) |= (uint16_t)what;
}

#define ADD(list, what) add_list(list, sizeof(list) / sizeof(list[0]), what)

static void
get_ready(void)
{
	static bool ready;
	static char past[PAST_ROOM], present[VERBS_ROOM];

	if (ready)
		return;
	add_words(past_tenses, past, sizeof(past), IS_PAST);
	ADD(now, IS_NOW);
	add_words(present_tenses, present, sizeof(present), IS_NOW);
	ADD(others, IS_OTHER);
	ADD(determiners, IS_DETERMINER);
	ADD(shall, SAID_SHALL);
	ADD(you, SAID_YOU);
	ADD(us, SAID_US);
	ADD(when, SAID_WHEN);
	ADD(neutral, SAID_NEUTRAL);
	ADD(plans, SAID_PLAN);
	ADD(parting, IS_PARTING);
	ready = true;
}

static bool
ends_with(const struct token *t, const char *end)
{
	size_t n = strlen(end);

	return t->word_len > n + 1 &&
	       memcmp(t->word + t->word_len - n, end, n) == 0;
}

/* All of the endings end in "de", "te", "des" or "tes". */
static bool
has_past_ending(const struct token *t)
{
	size_t len = t->word_len;

	if (len < 4)
		return false;
	if (t->word[len - 1] == 's')
		len--;
	if (t->word[len - 1] != 'e' ||
	    (t->word[len - 2] != 'd' && t->word[len - 2] != 't') ||
	    ends_with(t, "aste"))
		return false;
	for (size_t k = 0; k < sizeof(endings) / sizeof(endings[0]); k++)
		if (ends_with(t, endings[k]))
			return true;
	return false;
}

static bool
is_supine(const struct token *t)
{
	static const char *const supine[] = {"at", "ats", "it", "its", "tt",
	    "tts", "rt", "rts", "gt", "gts", "lt", "lts", "kt", "kts", "pt",
	    "pts", "nt", "nts", "äst", "öst"};

	for (size_t n = 0; n < sizeof(supine) / sizeof(supine[0]); n++)
		if (ends_with(t, supine[n]))
			return true;
	return false;
}

/* "har tagits", "har funnits": a supine within a few words. */
static bool
is_perfect(const struct tokens *ts, size_t i)
{
	for (size_t k = i + 1; k < i + 9 && k < ts->n; k++) {
		const struct token *t = &ts->t[k];

		if (t->kind != TOKEN_WORD)
			continue;
		if (strcmp(t->word, "att") == 0 || t->class == WORD_TO)
			return false;
		if ((t->facts & IS_SUPINE) != 0)
			return true;
	}
	return false;
}

/* "avbröts", "framlades": a past tense with something before it. */
static bool
is_compound_past(const struct token *t)
{
#define B(text)                        \
	{                              \
		text, sizeof(text) - 1 \
	}
	static const struct {
		char text[8];
		uint8_t len;
	} before[] = {B("av"), B("an"), B("för"), B("be"), B("upp"), B("ut"),
	    B("in"), B("över"), B("under"), B("åter"), B("ned"), B("ner"),
	    B("om"), B("till"), B("fram"), B("bort"), B("efter"), B("genom"),
	    B("med"), B("mot"), B("vidare"), B("sam"), B("före"), B("igen"),
	    B("o"), B("på"), B("inne")};
#undef B

	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
		size_t n = before[i].len;
		struct token rest;

		if (t->word[0] != before[i].text[0] || t->word_len < n + 3 ||
		    memcmp(t->word, before[i].text, n) != 0)
			continue;
		rest = *t;
		rest.word += n;
		rest.hash = word_hash(rest.word, t->word_len - n);
		if ((what_is(&rest) & IS_PAST) != 0)
			return true;
	}
	return false;
}

/* "vi skulle uppskatta ert svar" */
static bool
is_polite(const struct token *next)
{
	static const char *const verbs[] = {
	    "uppskatta", "vilja", "behöva", "önska", "gärna", "värdesätta"};

	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (next->kind == TOKEN_WORD &&
		    strcmp(next->word, verbs[i]) == 0)
			return true;
	return false;
}

uint16_t
word_facts(const struct token *t)
{
	int facts;

	get_ready();
	facts = what_is(t);
	if (strcmp(t->word, "har") == 0)
		facts |= IS_HAS;
	if (is_supine(t))
		facts |= IS_SUPINE;
	if (t->class == WORD_NONE && (facts & IS_OTHER) == 0) {
		if (has_past_ending(t))
			facts |= IS_PAST_FORM;
		if (is_compound_past(t))
			facts |= IS_COMPOUND;
	}
	return (uint16_t)facts;
}

unsigned
token_says(const struct token *t)
{
	enum { ALL = 1008 };

	return t->facts & ALL;
}

bool
token_may_part(const struct token *t)
{
	return (t->facts & IS_PARTING) != 0;
}

/* "planerade" is past, unless it is said of a noun: "den planerade". */
static bool
is_past_form(const struct token *t)
{
	const struct token *before = t - 1;

	if (t->capital && before->kind != TOKEN_WORD)
		return false; /* "Utökade möjligheter" */
	return (t->facts & IS_PAST_FORM) != 0 &&
	       (t->word[t->word_len - 1] == 's' || before->kind != TOKEN_WORD ||
		   (before->facts & IS_DETERMINER) == 0);
}

/* "Kom in med synpunkter", "Vänligen inkom med svar" */
static bool
is_request(const struct tokens *ts, size_t i)
{
	const struct token *t = &ts->t[i];

	if (i > 0 && (ts->t[i - 1].kind != TOKEN_WORD ||
			 strcmp(ts->t[i - 1].word, "vänligen") != 0))
		return false;
	return strcmp(t->word, "kom") == 0 || strcmp(t->word, "inkom") == 0 ||
	       strcmp(t->word, "återkom") == 0;
}

/* "förvaltningen", "vi", "Ek": who has done it. */
static bool
may_have_done(const struct token *t)
{
	static const char *const who[] = {
	    "vi", "ni", "de", "han", "hon", "man", "jag", "du"};
	char last = t->word[t->word_len - 1];

	for (size_t i = 0; i < sizeof(who) / sizeof(who[0]); i++)
		if (strcmp(t->word, who[i]) == 0)
			return true;
	return t->capital ||
	       (t->word_len > 5 && (last == 'n' || last == 'a')) ||
	       ends_with(t, "et") || ends_with(t, "ige");
}

/* Words after which the "har" of a perfect may be left out. */
static bool
opens_clause(const struct tokens *ts, size_t i)
{
	const struct token *t = &ts->t[i];
	static const char *const words[] = {"som", "sedan", "då", "när",
	    "eftersom", "vilka", "vilket", "innan", "där"};

	for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++)
		if (strcmp(t->word, words[k]) == 0)
			return true;
	return i > 0 && strcmp(t->word, "att") == 0 &&
	       t[-1].kind == TOKEN_WORD &&
	       (strcmp(t[-1].word, "efter") == 0 ||
		   strcmp(t[-1].word, "trots") == 0 ||
		   (i > 1 && strcmp(t[-1].word, "det") == 0 &&
		       t[-2].class == WORD_AFTER));
}

/*
 * "som förvaltningen tagit fram", "som sammanställts": the perfect whose "har"
 * is left out, as it may be after "som".
 */
static bool
is_bare_perfect(const struct tokens *ts, size_t i)
{
	enum { FAR = 4 };
	const struct token *t = &ts->t[i];
	bool passive;

	if ((t->facts & IS_SUPINE) == 0 || t->kind != TOKEN_WORD ||
	    t->word_len < 4 || t->class != WORD_NONE || t->capital)
		return false;
	passive = t->word[t->word_len - 1] == 's';
	for (size_t k = 1; k <= FAR && k <= i; k++) {
		const struct token *before = t - k;

		if (before->kind != TOKEN_WORD ||
		    (before->facts & (IS_NOW | IS_HAS)) != 0)
			return false;
		if (((before->facts & IS_PARTING) != 0 ||
			before->word[0] == 's') &&
		    opens_clause(ts, i - k))
			return (passive || (k > 1 && may_have_done(t - 1))) &&
			       (t[1].facts & (IS_NOW | IS_HAS | IS_PAST)) == 0;
	}
	return false;
}

enum tense
token_tense(const struct tokens *ts, size_t i)
{
	enum { ANY = IS_PAST | IS_NOW | IS_HAS | IS_PAST_FORM | IS_COMPOUND };
	const struct token *t = &ts->t[i];

	if ((t->facts & ANY) == 0)
		return is_bare_perfect(ts, i) ? TENSE_PAST : TENSE_NONE;
	if ((t->facts & IS_PAST) != 0) {
		if (strcmp(t->word, "skulle") == 0 && is_polite(&ts->t[i + 1]))
			return TENSE_NOW;
		return is_request(ts, i) ? TENSE_NOW : TENSE_PAST;
	}
	if ((t->facts & IS_NOW) != 0)
		return TENSE_NOW;
	if ((t->facts & IS_HAS) != 0)
		return is_perfect(ts, i) ? TENSE_PAST : TENSE_NOW;
	return is_past_form(t) || (t->facts & IS_COMPOUND) != 0 ? TENSE_PAST
								: TENSE_NONE;
}
