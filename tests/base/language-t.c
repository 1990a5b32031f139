/* language-t.c - texts in the languages of po/, several in one process */
/* SPDX-License-Identifier: MIT */
#include "base/language.h"

#include <string.h>

#include "tap/tap.h"

static const char *
filled(const char *text, const char *one, const char *two)
{
	static char said[200];
	struct str s = STR_INIT(sizeof(said) - 1);

	language_fill(&s, text, (const char *const[]){one, two}, 2);
	memcpy(said, s.text, s.len + 1);
	str_release(&s);
	return said;
}

static void
check_texts(void)
{
	is_string(
	    "Påminnelse:", language_say(LANGUAGE_SV, "Reminder:"), "Swedish");
	is_string("Reminder:", language_say(LANGUAGE_EN, "Reminder:"),
	    "and English beside it");
	is_string("nobody says this",
	    language_say(LANGUAGE_SV, "nobody says this"), "what is in no po");
	is_string("", language_say(LANGUAGE_SV, ""), "not po's own header");
	is_string("Ändrat", language_say(LANGUAGE_SV, NC_("what", "Changed")),
	    "one meaning");
	is_string("Ändrad", language_say(LANGUAGE_SV, "Changed"), "another");
	is_string("Changed", language_say(LANGUAGE_EN, NC_("what", "Changed")),
	    "the context is not said");
	is_string("Nowhere", language_say(LANGUAGE_SV, NC_("x", "Nowhere")),
	    "nor where nothing is translated");
}

static void
check_plurals(void)
{
	static const struct {
		unsigned long n;
		const char *sv, *en;
	} row[] = {{0, "%d dagar", "%d days"}, {1, "%d dag", "%d day"},
	    {2, "%d dagar", "%d days"}};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		is_string(row[i].sv,
		    language_plural(LANGUAGE_SV, "%d day", "%d days", row[i].n),
		    "%lu in Swedish", row[i].n);
		is_string(row[i].en,
		    language_plural(LANGUAGE_EN, "%d day", "%d days", row[i].n),
		    "%lu in English", row[i].n);
	}
	is_string("%d oxen",
	    language_plural(LANGUAGE_SV, "%d ox", "%d oxen", 3), "in no po");
}

static void
check_blanks(void)
{
	is_string("a to b.", filled("% to %.", "a", "b"), "in order");
	is_string("b of a", filled("%2 of %1", "a", "b"), "in another one");
	is_string("a a", filled("%1 %1", "a", "b"), "twice");
	is_string("a b ", filled("% % %", "a", "b"), "more than there are");
	is_string("[]", filled("[%9]", "a", "b"), "none of that number");
	is_string("none", filled("none", "a", "b"), "none");
}

static void
check_names(void)
{
	enum language l = LANGUAGE_EN;

	ok(language_read("sv", &l) && l == LANGUAGE_SV, "sv");
	ok(language_read("en", &l) && l == LANGUAGE_EN, "en");
	ok(!language_read("xx", &l) && l == LANGUAGE_EN, "xx is none of ours");
	is_string("sv", language_list[LANGUAGE_SV], "its name");
	ok(language_list[language_count()] == NULL, "the list ends");
}

int
main(void)
{
	check_texts();
	check_plurals();
	check_blanks();
	check_names();
	return done_testing();
}
