/* tense.c - tells verbs in the past tense from the rest, by their form */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/cues.h"

/* Past tenses that the endings below do not show, each with its passive. */
static const char *const past[] = {"var", "blev", "fick", "gick", "kom", "tog",
    "togs", "gav", "gavs", "höll", "hölls", "skrev", "skrevs", "stod", "sade",
    "sades", "sa", "såg", "sågs", "slöt", "slöts", "lade", "lades", "drog",
    "drogs", "föll", "satte", "sattes", "sköt", "sköts", "steg", "sjönk",
    "valde", "valdes", "vann", "växte", "hade", "kunde", "skulle", "borde",
    "ville", "bestod", "bröt", "bröts", "antog", "antogs", "upphävdes",
    "trädde", "löpte", "inkom", "återkom", "började", "börjades", "avled",
    "bjöd", "bjöds", "bad", "drev", "drevs", "försvann", "gällde", "uppgick",
    "framgick", "ingick", "ingicks", "avgick", "övergick", "deltog", "mottog",
    "mottogs", "vidtog", "vidtogs", "föreslog", "föreslogs", "avslog",
    "avslogs", "slog", "slogs", "beslöt", "beslöts", "fastslog", "pågick",
    "utgick", "anslogs", "överlät", "lät", "läts", "gjorde", "gjordes",
    "tillföll", "ställde", "hann", "anhöll", "erhöll", "bibehölls", "innebar",
    "bar", "flög", "begav", "uppstod", "överenskom", "tillkom", "avstod",
    "skedde", "gjorda", "gjord", "försköts", "framhöll", "åtog", "undantogs",
    "övertog", "övertogs", "intog", "besköt", "sjöng", "spreds", "spred",
    "stängde", "sålde", "såldes", "dog", "reste", "återstod", "skulle"};

/* Present forms that are no cues by themselves. */
static const char *const now[] = {"är", "ska", "skall", "kommer", "bör",
    "måste", "får", "kan", "blir", "sker", "görs", "gör", "lämnas", "lämna",
    "skickas", "skicka", "planeras", "väntas", "beräknas", "förväntas",
    "föreslås", "avser", "räknar", "behöver", "behövs", "önskar", "önskas",
    "vill", "mejlas", "mejla", "skickar", "lämnar", "tas", "fattas", "går",
    "löper", "ligger", "bedöms", "uppskattas", "siktar", "ges", "kvarstår",
    "återstår", "inkomma", "inkommer", "startar", "följer", "ställs", "finns",
    "sätts", "sköter", "ber", "vänder", "uppdrar", "uppmanas", "visar",
    "säljer", "bjuder"};

/* Endings of the past tense; the consonant tells it from nouns. */
static const char *const endings[] = {"ade", "ades", "dde", "ddes", "rde",
    "rdes", "gde", "gdes", "lde", "ldes", "kte", "ktes", "pte", "ptes", "tte",
    "ttes", "vde", "vdes", "mde", "mdes", "jde", "jdes", "xte", "ndes", "ntes",
    "stes", "ltes"};

/* Words with those endings that are no verbs. */
static const char *const others[] = {"värde", "både", "mitte", "lärde",
    "tvärde", "nytte", "gärde", "fjärde", "medvärde", "mervärde", "börde",
    "skärgårde", "skilde", "stälde", "rutte", "hjälte", "jämte", "vette"};

/* Words after which "-ade" is an adjective: "den planerade starten". */
static const char *const determiners[] = {"den", "det", "de", "en", "ett",
    "alla", "denna", "dessa", "detta", "dess", "deras", "sin", "sina", "sitt",
    "vår", "våra", "era", "er", "ert", "nya", "samtliga", "inga", "ingen",
    "övriga", "några", "inkomna", "och", "av", "för", "med", "om"};

static bool
in_list(const char *word, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (word[0] == list[i][0] && strcmp(word, list[i]) == 0)
			return true;
	return false;
}

#define IN(word, list) in_list(word, list, sizeof(list) / sizeof(list[0]))

static bool
ends_with(const struct folded *f, const char *end)
{
	size_t n = strlen(end);

	return f->len > n + 1 && memcmp(f->text + f->len - n, end, n) == 0;
}

static void
fold_token(const struct tokens *ts, ptrdiff_t i, struct folded *f)
{
	const struct token *t = &ts->t[i];

	f->len = 0;
	f->text[0] = '\0';
	if (t->kind == TOKEN_WORD)
		word_fold(ts->text + t->at, t->len, f);
}

static bool
is_past_form(const struct tokens *ts, size_t i, const struct folded *f)
{
	struct folded before;

	if (f->len < 4 || ends_with(f, "aste") || IN(f->text, others))
		return false;
	for (size_t k = 0; k < sizeof(endings) / sizeof(endings[0]); k++) {
		if (!ends_with(f, endings[k]))
			continue;
		if (f->text[f->len - 1] == 's')
			return true;
		fold_token(ts, (ptrdiff_t)i - 1, &before);
		return !IN(before.text, determiners);
	}
	return false;
}

/* "har tagits", "har funnits": a supine within a few words. */
static bool
is_perfect(const struct tokens *ts, size_t i)
{
	static const char *const supine[] = {"at", "ats", "it", "its", "tt",
	    "tts", "rt", "rts", "gt", "gts", "lt", "lts", "ött", "kt", "kts",
	    "pt", "pts", "nt", "nts", "äst", "öst"};
	struct folded f;

	for (size_t k = i + 1; k < i + 6 && k < ts->n; k++) {
		if (ts->t[k].kind == TOKEN_NUMBER)
			continue;
		fold_token(ts, (ptrdiff_t)k, &f);
		if (strcmp(f.text, "att") == 0 || strcmp(f.text, "till") == 0)
			return false;
		for (size_t n = 0; n < sizeof(supine) / sizeof(supine[0]); n++)
			if (ends_with(&f, supine[n]))
				return true;
	}
	return false;
}

enum tense
token_tense(const struct tokens *ts, size_t i)
{
	struct folded f;

	if (ts->t[i].kind != TOKEN_WORD)
		return TENSE_NONE;
	fold_token(ts, (ptrdiff_t)i, &f);
	if (IN(f.text, past))
		return TENSE_PAST;
	if (IN(f.text, now))
		return TENSE_NOW;
	if (strcmp(f.text, "har") == 0)
		return is_perfect(ts, i) ? TENSE_PAST : TENSE_NOW;
	return is_past_form(ts, i, &f) ? TENSE_PAST : TENSE_NONE;
}
