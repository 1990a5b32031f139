/* repair-t.c - broken lines of plain text, and the paragraphs they were */
/* SPDX-License-Identifier: MIT */
#include "core/page/repair.h"

#include <string.h>

#include "tap/tap.h"

/* Forty characters, so that the lines of a case are broken at a margin. */
#define WIDE "Denna rad är lång nog för att visa marg\n"

static const struct {
	const char *name, *text, *wanted;
} cases[] = {
    {"a word", "Ett gemensamt och mycket långt svar på re-\nmissen lämnas.",
	"Ett gemensamt och mycket långt svar på remissen lämnas."},
    {"a shared ending",
	"Det gäller här all vår gemensamma hälso-\n"
	"och sjukvård.",
	"Det gäller här all vår gemensamma hälso- och sjukvård."},
    {"capitals", "Det gäller här all vår gemensamma EU-\nrätt i landet.",
	"Det gäller här all vår gemensamma EU-rätt i landet."},
    {"figures",
	"Det gäller här för de kommande åren 2021-\n2024 i hela "
	"landet.",
	"Det gäller här för de kommande åren 2021-2024 i hela landet."},
    {"one letter", "Skicka alla svaren till oss endast med e-\npost.",
	"Skicka alla svaren till oss endast med e-post."},
    {"a name", "Sträckan som avses är hela vägen Göteborg-\nBorås.",
	"Sträckan som avses är hela vägen Göteborg-Borås."},
    {"a soft hyphen",
	"Ett gemensamt och mycket långt svar re\xC2\xAD\n"
	"missen.",
	"Ett gemensamt och mycket långt svar remissen."},
    {"a dash", "Svara under tiden 1 april till 3 maj –\neller därefter.",
	"Svara under tiden 1 april till 3 maj – eller därefter."},
    {"a date over two lines",
	"Det gäller till och med den 30\nseptember "
	"2020 för alla.",
	"Det gäller till och med den 30 september 2020 för alla."},
    {"short lines stay", WIDE "Dnr: 123\nDatum: 2021-05-07\n",
	"Denna rad är lång nog för att visa marg Dnr: 123\n"
	"Datum: 2021-05-07"},
    {"entries stay",
	WIDE "\n• Ett\n• Två som är lite längre än det första "
	     "svaret\noch går vidare\n1. Tre\na) Fyra",
	"Denna rad är lång nog för att visa marg\n• Ett\n"
	"• Två som är lite längre än det första svaret och går vidare\n"
	"1. Tre\na) Fyra"},
    {"paragraphs stay", WIDE "\n" WIDE,
	"Denna rad är lång nog för att visa marg\n"
	"Denna rad är lång nog för att visa marg"},
    {"columns stay", "Ärende            Sista dag\nAvtal             1 maj\n",
	"Ärende Sista dag\nAvtal 1 maj"},
    {"letters drawn as one",
	"Ett o\xEF\xAC\x83"
	"ciellt \xEF\xAC\x81nt",
	"Ett officiellt fint"},
    {"nothing", "", ""},
    {"only blanks", " \n\f\n \f", ""},
};

/* A text that was not broken at a margin is left alone. */
static void
check_long_lines(struct pool *pool)
{
	struct lines l = {.pool = pool};
	char line[402];

	memset(line, 'a', 400);
	memcpy(line + 199, "\nb", 2);
	line[400] = '\0';
	repair_text(&l, line, 400);
	is_int(2, (int)l.n, "lines of 200 characters are paragraphs");
}

static void
check_pages(struct pool *pool)
{
	static const char text[] = "Diarium RS 2021-1\n\nFörslaget ska vara "
				   "klart inn-\n\nSida 1 av 3\n\f"
				   "Diarium RS 2021-1\n\nan sommaren och\n\n"
				   "Sida 2 av 3\n\f"
				   "Diarium RS 2021-1\n\nbeslutas i maj.\n\n"
				   "Sida 3 av 3\n\f";
	struct lines l = {.pool = pool};

	repair_text(&l, text, strlen(text));
	is_string("Diarium RS 2021-1\nFörslaget ska vara klart innan sommaren "
		  "och beslutas i maj.",
	    lines_join(&l), "heads and feet go, sentences go on");
}

static void
check_hostile(struct pool *pool)
{
	static const char *const units[] = {"\n", "\f", "-\n", "a\f", "  a  ",
	    "a-\n", "\xEF\xAC", "1\n\f", " "};
	size_t len = 1 << 20;
	char *text = pool_get(pool, len + 1);

	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		struct lines l = {.pool = pool};
		size_t n = strlen(units[i]);

		for (size_t k = 0; k < len; k++)
			text[k] = units[i][k % n];
		repair_text(&l, text, len);
		ok(l.n <= len, "a megabyte of unit %zu", i);
	}
}

int
main(void)
{
	struct pool *pool = pool_new((size_t)2 << 30);

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct lines l = {.pool = pool};
		const char *seen;

		repair_text(&l, cases[i].text, strlen(cases[i].text));
		seen = lines_join(&l);
		is_string(
		    cases[i].wanted, seen ? seen : "", "%s", cases[i].name);
	}
	check_long_lines(pool);
	check_pages(pool);
	check_hostile(pool);
	pool_free(pool);
	return done_testing();
}
