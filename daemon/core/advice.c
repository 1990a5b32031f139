/* advice.c - what to do about a feed that cannot be read, for officials */
/* SPDX-License-Identifier: MIT */
#include "core/advice.h"

#include <string.h>

/* The first row that fits; word NULL: any, from 0: whatever the status. */
static const struct {
	const char *word;
	int from, to;
	const char *text;
} rows[] = {
    {"log-in page", 0, 0,
	N_("The address asks for a log-in now. Ask the publisher for an "
	   "open one, or give bevakad credentials.")},
    {"list is not found", 0, 0,
	N_("The page was rebuilt or has moved. Look at it, try bevakactl "
	   "probe with the address, and mend the feed's section.")},
    {"error page", 0, 0,
	N_("The publisher answers with an error page. If it does not pass, "
	   "look for the page's new address on the publisher's site.")},
    {"error text", 0, 0,
	N_("The publisher's system publishes error messages. Tell the "
	   "publisher if it does not pass.")},
    {"is cut off", 0, 0,
	N_("The answer did not arrive whole. If it does not pass, tell the "
	   "publisher.")},
    {"not a feed", 0, 0,
	N_("The address gives something else than a feed, often a web page. "
	   "Look for the feed's new address on the publisher's site.")},
    {"certificate", 0, 0,
	N_("The publisher's certificate cannot be trusted. Most often the "
	   "publisher mends it; else tell them.")},
    {"the name ", 0, 0,
	N_("The name in the address does not exist. Check your own network, "
	   "then look for the publisher's new address.")},
    {NULL, 410, 410,
	N_("The publisher has taken the feed away for good. Remove it, or "
	   "give it a new address.")},
    {NULL, 404, 404,
	N_("Nothing is at the address. Look for the new one on the "
	   "publisher's site.")},
    {NULL, 401, 403,
	N_("The publisher does not let bevakad in. Ask for access, or look "
	   "for an open address.")},
    {NULL, 429, 429,
	N_("The publisher wants to be asked less often. It is tried again "
	   "by itself; raise interval if it lasts.")},
    {NULL, 500, 599,
	N_("The fault is the publisher's. It is tried again by itself; tell "
	   "the publisher if it lasts.")},
};

static const char otherwise[] = N_(
    "It is tried again by itself. If it lasts: open the address in a "
    "browser, and look with bevakactl feeds check.");

const char *
advice(enum language l, int status, const char *reason)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		bool worded = rows[i].word != NULL;

		if (worded ? reason != NULL && strcasestr(reason, rows[i].word)
			   : status >= rows[i].from && status <= rows[i].to)
			return language_say(l, rows[i].text);
	}
	return language_say(l, otherwise);
}
