/* hole.c - what an audit finds: a match without an alert, a parcel nobody took */
/* SPDX-License-Identifier: MIT */
#include "core/hole.h"

#include <string.h>

#include "base/str.h"

enum { LINE_MOST = 64 * 1024 };

static const struct {
	const char *name;
	char letter;
	const char *text; /* with an id, and what */
} rows[HOLE_KINDS] = {
    [HOLE_NO_ALERT] = {"no alert", 'I',
	N_("% matches rule %, but there is no alert")},
    [HOLE_NO_CHANGE] = {"no change", 'I',
	N_("% has changed and matches rule %, but there is no alert of "
	   "the change")},
    [HOLE_NO_PARCEL] = {"no parcel", 'A', N_("% has no parcel to %")},
    [HOLE_NOBODY] = {"nobody", 'A', N_("% reaches nobody: %")},
    [HOLE_NO_RECEIPT] = {"no receipt", 'P',
	N_("% is settled (%) without a receipt")},
    [HOLE_OVERDUE] = {"overdue", 'P',
	N_("% should have been handed to % and still waits")},
    [HOLE_NO_WAY] = {"no way", 'P',
	N_("% waits for %, which is not in the configuration")},
    [HOLE_STUCK] = {"stuck", 'P',
	N_("% has been out by % for longer than any run may take")},
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
	const char *const arg[] = {hole_id(pool, h), h->what};
	struct str s = STR_INIT(LINE_MOST);
	const char *said;

	language_fill(&s, language_say(l, rows[h->kind].text), arg, 2);
	said = pool_strdup(pool, s.text);
	str_release(&s);
	return said;
}
