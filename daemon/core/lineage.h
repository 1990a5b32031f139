/* lineage.h - what became of a deadline: found, refined, moved ... done */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_LINEAGE_H
#define CORE_LINEAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "core/deadline/deadline.h"

/* The numbers are the state file's: new ones at the end. */
enum lineage {
	LINEAGE_FOUND,
	LINEAGE_REFINED,     /* "sep-dec 2021" became 31 December 2021 */
	LINEAGE_EXTENDED,    /* later: there is more time */
	LINEAGE_MOVED,       /* earlier, or another day of a meeting */
	LINEAGE_CONFLICTING, /* another page of the matter says otherwise */
	LINEAGE_WITHDRAWN,   /* gone from the page */
	LINEAGE_AGAIN,       /* the page says it once more */
	LINEAGE_QUESTIONED,  /* a person is asked whether it can be right */
	LINEAGE_CONFIRMED,   /* by a person; these too: */
	LINEAGE_REJECTED,
	LINEAGE_EDITED,
	LINEAGE_DONE,
	LINEAGE_LINKED,
	LINEAGE_RECOUNTED, /* a reminder falls on another day now */
	LINEAGES
};
/* "found" "refined" ... */
const char *lineage_name(enum lineage);

/*
 * What a change from old to new is: REFINED when the new days lie within the
 * old ones, or the same day got an hour; EXTENDED when what must be done may
 * be done later; else MOVED.
 */
enum lineage lineage_of_change(
    const struct deadline *old, const struct deadline *new);

/*
 * Two open deadlines of one kind and one matter, read on two pages.  One of
 * them reminds: the earlier one, though one that a person confirmed comes
 * before one that nobody did.
 */
struct rival {
	const struct deadline *is;
	bool confirmed;
	long long id;
};
bool rival_goes_first(const struct rival *, const struct rival *than);

/*
 * Do they contradict each other?  Only where a matter has one such day
 * (remiss, expiry, notice, apply, register, appeal): meetings and decisions
 * are many; and not where one says more exactly what the other says.
 */
bool rivals_conflict(const struct deadline *, const struct deadline *);

/* The unit that the text named is no day, so that the day is ours. */
bool deadline_day_is_assumed(const struct deadline *);
/*
 * The working day on which it may still be done by 2 § lag (1930:173), when
 * that is another one and the law applies: to appeals, and to what is said to
 * be a term of a statute.  NO_DAY otherwise.
 */
int deadline_legal_day(const struct deadline *);

#endif
