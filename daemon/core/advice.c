/* advice.c - what to do about a feed that cannot be read, for officials */
/* SPDX-License-Identifier: MIT */
#include "core/advice.h"

#include <string.h>

/* The first row that fits; word NULL: any, from 0: whatever the status. */
static const struct {
	const char *word;
	int from, to;
	const char *text[LANGUAGES];
} rows[] = {
    {"log-in page", 0, 0,
	{"Adressen kräver numera inloggning. Be källan om en öppen adress, "
	 "eller ge bevakad inloggningsuppgifter.",
	    "The address asks for a log-in now. Ask the publisher for an "
	    "open one, or give bevakad credentials."}},
    {"list is not found", 0, 0,
	{"Sidan har byggts om eller flyttat. Titta på den, pröva bevakactl "
	 "probe med adressen och rätta flödets avsnitt.",
	    "The page was rebuilt or has moved. Look at it, try bevakactl "
	    "probe with the address, and mend the feed's section."}},
    {"error page", 0, 0,
	{"Källan svarar med en felsida. Går det inte över: sök sidans nya "
	 "adress på källans webbplats.",
	    "The publisher answers with an error page. If it does not pass, "
	    "look for the page's new address on the publisher's site."}},
    {"error text", 0, 0,
	{"Källans system publicerar felmeddelanden. Hör av er till källan om "
	 "det inte går över.",
	    "The publisher's system publishes error messages. Tell the "
	    "publisher if it does not pass."}},
    {"is cut off", 0, 0,
	{"Svaret kom inte fram helt. Går det inte över: hör av er till "
	 "källan.",
	    "The answer did not arrive whole. If it does not pass, tell the "
	    "publisher."}},
    {"not a feed", 0, 0,
	{"Adressen ger något annat än ett flöde, ofta en vanlig webbsida. "
	 "Sök flödets nya adress på källans webbplats.",
	    "The address gives something else than a feed, often a web page. "
	    "Look for the feed's new address on the publisher's site."}},
    {"certificate", 0, 0,
	{"Källans certifikat går inte att lita på. Oftast rättar källan det; "
	 "hör annars av er till den.",
	    "The publisher's certificate cannot be trusted. Most often the "
	    "publisher mends it; else tell them."}},
    {"the name ", 0, 0,
	{"Namnet i adressen finns inte. Kontrollera den egna nätanslutningen "
	 "och sök sedan källans nya adress.",
	    "The name in the address does not exist. Check your own network, "
	    "then look for the publisher's new address."}},
    {NULL, 410, 410,
	{"Källan har tagit bort flödet för gott. Ta bort det, eller ge det en "
	 "ny adress.",
	    "The publisher has taken the feed away for good. Remove it, or "
	    "give it a new address."}},
    {NULL, 404, 404,
	{"Inget finns på adressen. Sök den nya på källans webbplats.",
	    "Nothing is at the address. Look for the new one on the "
	    "publisher's site."}},
    {NULL, 401, 403,
	{"Källan släpper inte in bevakad. Be den om tillträde, eller sök en "
	 "öppen adress.",
	    "The publisher does not let bevakad in. Ask for access, or look "
	    "for an open address."}},
    {NULL, 429, 429,
	{"Källan vill ha färre frågor. Det prövas igen av sig självt; höj "
	 "interval om det består.",
	    "The publisher wants to be asked less often. It is tried again "
	    "by itself; raise interval if it lasts."}},
    {NULL, 500, 599,
	{"Felet är källans. Det prövas igen av sig självt; hör av er till "
	 "källan om det består.",
	    "The fault is the publisher's. It is tried again by itself; tell "
	    "the publisher if it lasts."}},
};

static const char *const otherwise[LANGUAGES] = {
    "Det prövas igen av sig självt. Består felet: öppna adressen i en "
    "webbläsare, och se efter med bevakactl feeds check.",
    "It is tried again by itself. If it lasts: open the address in a "
    "browser, and look with bevakactl feeds check."};

const char *
advice(enum language l, int status, const char *reason)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		bool worded = rows[i].word != NULL;

		if (worded ? reason != NULL && strcasestr(reason, rows[i].word)
			   : status >= rows[i].from && status <= rows[i].to)
			return rows[i].text[l];
	}
	return otherwise[l];
}
