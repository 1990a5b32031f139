/* lineage.c - what became of a deadline: found, refined, moved ... done */
/* SPDX-License-Identifier: MIT */
#include "core/lineage.h"

#include "base/date.h"
#include "core/date/workday.h"

#define BIT(kind) (1U << (kind))

/* Of these a matter has one, and it is a last day to do something. */
static const unsigned single = BIT(DEADLINE_REMISS) | BIT(DEADLINE_EXPIRY) |
			       BIT(DEADLINE_NOTICE) | BIT(DEADLINE_APPLY) |
			       BIT(DEADLINE_REGISTER) | BIT(DEADLINE_APPEAL);
/* These have a last day, too, but may be several. */
static const unsigned others = BIT(DEADLINE_REPORT) | BIT(DEADLINE_COMPLETE);

const char *
lineage_name(enum lineage l)
{
	static const char *const name[LINEAGES] = {"found", "refined",
	    "extended", "moved", "conflicting", "withdrawn", "again",
	    "questioned", "confirmed", "rejected", "edited", "done", "linked",
	    "recounted"};

	return (unsigned)l < LINEAGES ? name[l] : "";
}

static bool
lies_within(const struct deadline *in, const struct deadline *out)
{
	return in->start >= out->start && in->end <= out->end;
}

enum lineage
lineage_of_change(const struct deadline *old, const struct deadline *new)
{
	bool same = old->start == new->start && old->end == new->end;

	if (same && old->minutes >= 0 && new->minutes >= 0)
		return new->minutes > old->minutes ? LINEAGE_EXTENDED
						   : LINEAGE_MOVED;
	if (lies_within(new, old))
		return LINEAGE_REFINED;
	if (new->end > old->end && (BIT(new->kind) & (single | others)) != 0)
		return LINEAGE_EXTENDED;
	return LINEAGE_MOVED;
}

bool
rival_goes_first(const struct rival *a, const struct rival *b)
{
	int a_days = a->is->end - a->is->start;
	int b_days = b->is->end - b->is->start;

	if (a->confirmed != b->confirmed)
		return a->confirmed;
	if (a->is->end != b->is->end)
		return a->is->end < b->is->end;
	if (a_days != b_days)
		return a_days < b_days;
	return a->id < b->id;
}

bool
rivals_conflict(const struct deadline *a, const struct deadline *b)
{
	return a->kind == b->kind && (BIT(a->kind) & single) != 0 &&
	       a->end != b->end && !lies_within(a, b) && !lies_within(b, a);
}

bool
deadline_day_is_assumed(const struct deadline *d)
{
	return d->precision != PRECISION_DAY && d->precision != PRECISION_RANGE;
}

int
deadline_legal_day(const struct deadline *d)
{
	int day = workday_shift(d->end);

	if (d->kind != DEADLINE_APPEAL && !(d->flags & DEADLINE_STATUTORY))
		return NO_DAY;
	return day != d->end ? day : NO_DAY;
}
