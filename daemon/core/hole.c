/* hole.c - what an audit finds: a match without an alert, a parcel nobody took */
/* SPDX-License-Identifier: MIT */
#include "core/hole.h"

#include <string.h>

static const struct {
	const char *name;
	char letter;
	const char *text[LANGUAGES]; /* with an id, and what */
} rows[HOLE_KINDS] = {
    [HOLE_NO_ALERT] = {"no alert", 'I',
	{"%s motsvarar regeln %s, men ingen avisering finns",
	    "%s matches rule %s, but there is no alert"}},
    [HOLE_NO_CHANGE] = {"no change", 'I',
	{"%s har ändrats och motsvarar regeln %s, men ingen avisering om "
	 "ändringen finns",
	    "%s has changed and matches rule %s, but there is no alert of "
	    "the change"}},
    [HOLE_NO_PARCEL] = {"no parcel", 'A',
	{"%s har ingen försändelse till %s", "%s has no parcel to %s"}},
    [HOLE_NOBODY] = {"nobody", 'A',
	{"%s når ingen: %s", "%s reaches nobody: %s"}},
    [HOLE_NO_RECEIPT] = {"no receipt", 'P',
	{"%s är avslutad (%s) utan kvitto",
	    "%s is settled (%s) without a receipt"}},
    [HOLE_OVERDUE] = {"overdue", 'P',
	{"%s skulle ha lämnats till %s och väntar ännu",
	    "%s should have been handed to %s and still waits"}},
    [HOLE_NO_WAY] = {"no way", 'P',
	{"%s väntar på %s, som inte finns i konfigurationen",
	    "%s waits for %s, which is not in the configuration"}},
    [HOLE_STUCK] = {"stuck", 'P',
	{"%s har varit på väg med %s längre än någon körning får ta",
	    "%s has been out by %s for longer than any run may take"}},
};

const char *
hole_name(enum hole_kind kind)
{
	return rows[kind].name;
}

bool
hole_read(const char *name, enum hole_kind *kind)
{
	for (*kind = 0; *kind < HOLE_KINDS; (*kind)++)
		if (strcmp(rows[*kind].name, name) == 0)
			return true;
	return false;
}

const char *
hole_id(struct pool *pool, const struct hole *h)
{
	return pool_printf(
	    pool, "%c%lld", rows[h->kind].letter, (long long)h->id);
}

const char *
hole_key(struct pool *pool, const struct hole *h)
{
	return pool_printf(
	    pool, "%s %s %s", rows[h->kind].name, hole_id(pool, h), h->what);
}

const char *
hole_say(struct pool *pool, enum language l, const struct hole *h)
{
	const char *text = rows[h->kind].text[l], *id = hole_id(pool, h);
	const char *first = strstr(text, "%s"), *second;

	second = strstr(first + 2, "%s");
	return pool_printf(pool, "%.*s%s%.*s%s%s", (int)(first - text), text,
	    id, (int)(second - first - 2), first + 2, h->what, second + 2);
}
