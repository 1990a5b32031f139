/* change-t.c - two versions of an item, and what is said of them */
/* SPDX-License-Identifier: MIT */
#include "core/change.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "tap/tap.h"

#define BODY "Förslaget är ute på remiss. Svara i formuläret."

static const struct {
	const char *name, *old, *new;
	enum change_class class;
} texts[] = {
    {"the same", BODY, BODY, CHANGE_NONE},
    {"none at all", NULL, NULL, CHANGE_NONE},
    {"none and empty", NULL, "", CHANGE_NONE},
    {"white space", BODY, "Förslaget är  ute på\nremiss. Svara i formuläret.",
	CHANGE_COSMETIC},
    {"case", BODY, "FÖRSLAGET är ute på remiss. Svara i formuläret.",
	CHANGE_COSMETIC},
    {"punctuation", BODY, "Förslaget är ute på remiss! Svara i formuläret",
	CHANGE_COSMETIC},
    {"dashes and quotes", "Strategi 2030 - \"nära vård\"",
	"Strategi 2030 – ”nära vård”", CHANGE_COSMETIC},
    {"å in two forms", "Sjukvård i Åmål", "Sjukva\xCC\x8Ard i A\xCC\x8Amål",
	CHANGE_COSMETIC},
    {"a stamp comes", BODY, BODY "\nSenast uppdaterad: 2022-05-18 10:13",
	CHANGE_COSMETIC},
    {"a stamp moves", BODY "\nSenast uppdaterad: 2022-05-18 10:13",
	BODY "\nSenast uppdaterad: 2022-06-01 09.00", CHANGE_COSMETIC},
    {"a stamp in words", BODY "\nPublicerad 14 december 2022",
	BODY "\nPublicerad 2 januari 2023 klockan 09.37", CHANGE_COSMETIC},
    {"two stamps in a line",
	BODY "\nPublicerad: 2022-05-17 Uppdaterad: 2022-05-18",
	BODY "\nPublicerad: 2022-05-17 Uppdaterad: 2022-05-19",
	CHANGE_COSMETIC},
    {"an empty stamp", BODY "\nPublicerad:", BODY, CHANGE_COSMETIC},
    {"who answers", BODY "\nSidansvarig: Anna Ek", BODY "\nSidansvarig: Bo Al",
	CHANGE_COSMETIC},
    {"visits", BODY "\nAntal besök: 1 204", BODY "\nAntal besök: 1 377",
	CHANGE_COSMETIC},
    {"printed", BODY "\nUtskriven: 2022-05-18", BODY "\nUtskriven: 2022-05-19",
	CHANGE_COSMETIC},
    {"who has read", BODY "\nLäst 12 gånger", BODY "\nLäst 1 013 gånger",
	CHANGE_COSMETIC},
    {"who reads now", BODY "\nBesökare just nu: 3", BODY, CHANGE_COSMETIC},
    {"a count before its word", BODY "\n1 204 visningar",
	BODY "\n1 377 visningar", CHANGE_COSMETIC},
    {"a count in a sentence", "Projektet fick 12 visningar i april",
	"Projektet fick 13 visningar i april", CHANGE_TEXT},
    {"comments", BODY "\nKommentarer (3)", BODY "\nKommentarer (14)",
	CHANGE_COSMETIC},
    {"how long it takes", BODY "\nLästid: 4 minuter",
	BODY "\nLästid: 5 minuter", CHANGE_COSMETIC},
    {"reading in minutes", BODY "\n3 min läsning", BODY "\n4 min läsning",
	CHANGE_COSMETIC},
    {"today", BODY "\nI dag är det onsdag 18 maj 2022",
	BODY "\nI dag är det torsdag 19 maj 2022", CHANGE_COSMETIC},
    {"fetched", BODY "\nSidan hämtad 2022-05-18 10:13",
	BODY "\nSidan hämtad 2022-05-19 08:01", CHANGE_COSMETIC},
    {"who changed it", BODY "\nSenast ändrad av: Anna Ek",
	BODY "\nSenast ändrad av: Bo Al", CHANGE_COSMETIC},
    {"read in a sentence", "Läst 12 remisser har nämnden",
	"Läst 13 remisser har nämnden", CHANGE_TEXT},
    {"a word", BODY, "Förslaget är ute på samråd. Svara i formuläret.",
	CHANGE_TEXT},
    {"a figure", "Kostnaden är 15 kronor", "Kostnaden är 1,5 kronor",
	CHANGE_AMOUNT},
    {"a sign", "Utfallet är 553 kronor", "Utfallet är -553 kronor",
	CHANGE_AMOUNT},
    {"a share", "Höjningen blir 2 % i år", "Höjningen blir 3 procent i år",
	CHANGE_AMOUNT},
    {"the same share", "Höjningen blir 2 % i år",
	"Höjningen blir i år 2 procent", CHANGE_TEXT},
    {"a large sum", "Det kostar 1 200 000 kr.", "Det kostar 1 300 000 kr.",
	CHANGE_AMOUNT},
    {"millions", "Det kostar 1,2 miljoner kronor",
	"Det kostar 1,4 miljoner kronor", CHANGE_AMOUNT},
    {"a sum that is named twice", "Det kostar 12 mkr.",
	"Det kostar 12 mkr. Ja, 12 Mkr.", CHANGE_TEXT},
    {"a number of no unit", "Tolv ledamöter, 15 ersättare",
	"Tolv ledamöter, 16 ersättare", CHANGE_TEXT},
    {"a ring", "Han ar har", "Han är här", CHANGE_TEXT},
    {"a day that is no stamp", "Svara senast 2022-05-18",
	"Svara senast 2022-05-19", CHANGE_TEXT},
    {"publicerad in a sentence", "Publicerad statistik visar en ökning",
	"Publicerad statistik visar en minskning", CHANGE_TEXT},
    {"an agreement that is updated",
	"Avtalet uppdaterades och gäller till "
	"2023",
	"Avtalet uppdaterades och gäller till 2024", CHANGE_TEXT},
};

static void
check_texts(struct pool *pool)
{
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct item a = {.content = texts[i].old}, b = a;
		char x[GIST_HASH], y[GIST_HASH];

		b.content = texts[i].new;
		is_string(change_name(texts[i].class),
		    change_name(change_of(pool, &a, &b).class), "%s",
		    texts[i].name);
		change_hash(pool, a.content, x);
		change_hash(pool, b.content, y);
		is_int(texts[i].class == CHANGE_TEXT ||
			   texts[i].class == CHANGE_AMOUNT,
		    strcmp(x, y) != 0, "%s, by hash", texts[i].name);
	}
}

static void
check_sentences(struct pool *pool)
{
	struct item a = {.content = "Först detta. Remissen pågår till den 13 "
				    "augusti 2020. Sist detta."};
	struct item b = {.content = "Först detta. Remissen pågår till den 30 "
				    "september 2020. Sist detta."};
	struct change c = change_of(pool, &a, &b);

	is_string("Remissen pågår till den 13 augusti 2020.", c.old, "old");
	is_string("Remissen pågår till den 30 september 2020.", c.new, "new");
	b.content = "Först detta. Nytt här.\nRemissen pågår till den 13 "
		    "augusti 2020. Sist detta.";
	c = change_of(pool, &a, &b);
	is_string(NULL, c.old, "nothing was taken away");
	is_string("Nytt här.", c.new, "what came");
	c = change_of(pool, &b, &a);
	is_string("Nytt här.", c.old, "what went");
	is_string(NULL, c.new, "nothing came");
	a.content = "Hej. Kontakta oss. Avgiften är 5 kronor. Slut.";
	b.content = "Hej då. Kontakta dem. Avgiften är 6 kronor. Svara senast "
		    "den 1 maj. Slut.";
	c = change_of(pool, &a, &b);
	is_string("Avgiften är 5 kronor.", c.old, "what tells most, before");
	is_string("Avgiften är 6 kronor. […] Svara senast den 1 maj.", c.new,
	    "and now");
}

static struct deadline
remiss(int month, int day)
{
	int d = day_of(2020, month, day);

	return (struct deadline){.kind = DEADLINE_REMISS,
	    .start = d,
	    .end = d,
	    .minutes = -1,
	    .evidence = ""};
}

/* Regional strategy: new title and new closing day at the same address. */
static void
check_classes(struct pool *pool)
{
	struct deadline d1[] = {remiss(8, 13), remiss(9, 1)},
			d2[] = {remiss(9, 1), remiss(8, 13)},
			d3[] = {remiss(9, 30), remiss(9, 1)};
	struct item a = {.title = "Remissförfarande",
	    .content = "Till den 13 augusti 2020.",
	    .deadlines = d1,
	    .n_deadlines = 2};
	struct item b = a;
	struct change c;

	b.deadlines = d2;
	is_string("none", change_name(change_of(pool, &a, &b).class),
	    "the order of deadlines is nothing");
	b.deadlines = d3;
	b.title = "Dialog om strategin";
	b.content = "Mellan 6 april och 30 september 2020.";
	c = change_of(pool, &a, &b);
	is_string("date", change_name(c.class), "the day matters most");
	is_int(1 << CHANGE_DATE | 1 << CHANGE_TITLE | 1 << CHANGE_TEXT, c.all,
	    "and the rest is told too");
	b = a;
	b.n_deadlines = 1;
	is_string("date", change_name(change_of(pool, &a, &b).class),
	    "one deadline gone");
	b = a;
	b.title = "RÄTTELSE: Remissförfarande";
	c = change_of(pool, &a, &b);
	is_string("title", change_name(c.class), "title");
	is_string("RÄTTELSE: Remissförfarande", c.new, "the new one");
	b.title = "Remissförfarande.";
	is_string("cosmetic", change_name(change_of(pool, &a, &b).class),
	    "a full stop is cosmetic");
}

#define FILE "https://www.a.se/download/18.7a1b2c3d14d75ab25b44/"

static void
check_papers(struct pool *pool)
{
	struct link l1[] = {
	    {"enclosure", FILE "1454062620000/a.pdf", NULL, NULL},
	    {"alternate", "https://a.se/x", NULL, NULL}};
	struct link l2[] = {
	    {"enclosure", FILE "1568297107450/a.pdf", NULL, NULL}};
	struct link l3[] = {{"alternate", "https://a.se/y", NULL, NULL},
	    {"enclosure",
		"http://a.se/download/18.7a1b2c3d14d75ab25b44/1454062620000/"
		"a.pdf",
		NULL, "A"}};
	struct item a = {.links = l1, .n_links = 2};
	struct item b = {.links = l2, .n_links = 1};
	struct item c = {.links = l3, .n_links = 2};

	is_string("attachment", change_name(change_of(pool, &a, &b).class),
	    "a new version of a file");
	is_string("none", change_name(change_of(pool, &a, &c).class),
	    "the same file over https");
}

static void
check_hostile(struct pool *pool)
{
	size_t len = 2 << 20;
	char *text = pool_get(pool, len + 1);
	struct item a = {.content = text}, b = {.content = "x"};

	for (size_t i = 0; i + 3 < len; i += 3)
		memcpy(text + i, "A. ", 3);
	ok(change_of(pool, &a, &b).class == CHANGE_TEXT,
	    "a sentence for every letter");
	memset(text, '\xFF', len);
	ok(change_of(pool, &a, &b).class == CHANGE_TEXT, "no UTF-8 at all");
}

int
main(void)
{
	struct pool *pool = pool_new(256 << 20);

	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	check_texts(pool);
	check_sentences(pool);
	check_classes(pool);
	check_papers(pool);
	check_hostile(pool);
	pool_free(pool);
	return done_testing();
}
