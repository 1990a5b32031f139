/* reason-t.c - reasons in Swedish: every row of the table, and what is in none */
/* SPDX-License-Identifier: MIT */
#include "core/reason.h"

#include <string.h>

#include "base/str.h"
#include "tap/tap.h"

static struct pool *pool;

static const char *
sv(const char *reason)
{
	return reason_in(pool, LANGUAGE_SV, reason);
}

/* The row with its blanks filled in by "b1", "b2"... */
static const char *
filled(const char *row)
{
	struct str s = STR_INIT(4000);
	const char *copy;
	int n = 0;

	for (; *row != '\0'; row++)
		if (*row == '%')
			str_addf(&s, "b%d", ++n);
		else
			str_addc(&s, *row);
	copy = pool_strdup(pool, s.text);
	str_release(&s);
	return copy;
}

static int
blanks(const char *row)
{
	int n = 0;

	for (; *row != '\0'; row++)
		n += *row == '%';
	return n;
}

/* None stands behind one that takes its sentences. */
static void
check_rows(void)
{
	for (size_t i = 0; i < reason_rows; i++) {
		const char *english = reason_table[i];
		const char *swedish = language_say(LANGUAGE_SV, english);

		ok(blanks(english) == blanks(swedish) &&
			blanks(english) <= REASON_BLANKS,
		    "blanks: %s", english);
		ok(english != swedish, "in Swedish: %s", english);
		is_string(filled(swedish), sv(filled(english)), "%s", english);
	}
}

static void
check_whole(void)
{
	is_string("HTTP 503 (Service Unavailable): servern är upptagen eller "
		  "under underhåll; det prövas igen",
	    sv("HTTP 503 Service Unavailable: the server is busy or being "
	       "mended; it is tried again"),
	    "a status");
	is_string("HTTP 599: felet är serverns; det prövas igen",
	    sv("HTTP 599: a fault of the server; it is tried again"),
	    "one without a name");
	is_string("listan hittas inte längre (den hade 7 poster 2026-11-02): "
		  "ingen lista med tre länkar eller fler hittades på sidan; "
		  "ange item = och en XPath i flödets avsnitt",
	    sv("the list is not found any more (it had 7 items on "
	       "2026-11-02): no list of three links or more was found on the "
	       "page; say item = and an XPath in the feed's section"),
	    "one in another");
	is_string("en inloggningssida i stället för flödet: den leder till "
		  "https://a.se/in; sök en öppen adress eller ge "
		  "inloggningsuppgifter",
	    sv("a log-in page in place of the feed: it leads to "
	       "https://a.se/in; find an open address, or give credentials"),
	    "a word of ours in a blank");
	is_string("rad 3: Opening and ending tag mismatch",
	    sv("line 3: Opening and ending tag mismatch"),
	    "a parser's own words stay");
	is_string("Could not resolve host: a.se: namnet är okänt; kontrollera "
		  "adressen och den egna nätanslutningen",
	    sv("Could not resolve host: a.se: the name is not known; check "
	       "the address and this machine's network"),
	    "libcurl's too");
	is_string("what nobody knows", sv("what nobody knows"), "as it is");
	is_string("", sv(""), "nothing");
	is_string("the page is empty",
	    reason_in(pool, LANGUAGE_EN, "the page is empty"), "English");
	ok(sv(NULL) == NULL, "none");
}

static void
check_hostile(void)
{
	struct str s = STR_INIT(1 << 20);

	str_add(&s, "HTTP 1 ");
	while (s.len < 600000)
		str_add(&s, "HTTP 1 : ; it is tried again ");
	ok(sv(s.text) != NULL, "an endless one ends");
	str_release(&s);
}

int
main(void)
{
	pool = pool_new(16 << 20);
	check_rows();
	check_whole();
	check_hostile();
	pool_free(pool);
	return done_testing();
}
