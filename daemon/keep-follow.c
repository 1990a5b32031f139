/* keep-follow.c - what became of an item's deadlines in its new text */
/* SPDX-License-Identifier: MIT */
/*
 *	same    --> renewed; another hour of the day is a move
 *	moved   --> a new row in the old one's place; not from one that was
 *	            rejected, or that another page has moved: that is a new one
 *	new     --> found, or said again
 *	gone    --> withdrawn, unless it is over or done
 */
#include "base/date.h"
#include "core/follow.h"
#include "keep-inner.h"
#include "keep-item.h"
#include "term.h"
#include "turn.h"

/* Whether the text, in place of this one, gives a day that cannot be. */
static bool
is_doubted(const struct keeping *k, const struct deadline *old)
{
	const struct keep_text *text = k->text;

	if (old->flags & DEADLINE_QUESTIONED)
		return false;
	for (size_t i = 0; i < text->n_deadlines; i++)
		if (text->deadlines[i].kind == old->kind &&
		    (text->deadlines[i].flags & DEADLINE_QUESTIONED))
			return true;
	return false;
}

/* One that the text did not say for a while, and says again, is the same. */
static bool
find_deadline(struct keeping *k, const struct deadline *new, struct why *w)
{
	struct store *s = turn_store(k->turn);
	int64_t id;

	k->n_found++;
	if (k->text->fresh)
		return keep_deadline(k->turn, k->item, new, NULL, w);
	if (!store_deadline_find(s, k->item->id, new, &id, w))
		return false;
	return id != 0 ? term_again(k->turn, id, new, w)
		       : keep_deadline(k->turn, k->item, new, NULL, w);
}

static bool
note_moved(struct keeping *k, const struct deadline_row *old,
    const struct deadline *new, struct why *w)
{
	struct moved *m = &k->moved[k->n_moved++];
	struct deadline_row row;
	bool found;

	m->from = old->id;
	m->was = old->is;
	m->is = *new;
	m->how = lineage_of_change(&old->is, new);
	return keep_deadline(k->turn, k->item, new, &m->to, w) &&
	       term_get(k->turn, k->pool, m->to, &row, &found, w) &&
	       term_follow(k->turn, old, &row, m->how, w);
}

/* A day that is wrong on the face of it does not end one that is right. */
static bool
move_deadline(struct keeping *k, const struct deadline_row *old,
    const struct deadline *new, struct why *w)
{
	if ((new->flags &DEADLINE_QUESTIONED) && is_doubted(k, &old->is))
		return find_deadline(k, new, w);
	if (old->state == TERM_REJECTED)
		return find_deadline(k, new, w);
	if (old->moved_away) /* the page is late to say it */
		return keep_deadline(k->turn, k->item, new, NULL, w);
	return note_moved(k, old, new, w);
}

static bool
same_deadline(struct keeping *k, const struct deadline_row *old,
    const struct deadline *new, struct why *w)
{
	if (old->said_end != NO_DAY)
		return true; /* a person has changed it */
	if (old->state == TERM_OPEN && new->minutes >= 0 &&
	    new->minutes != old->is.minutes)
		return note_moved(k, old, new, w);
	return store_deadline_renew(turn_store(k->turn), old->id, new, w);
}

/* What is over stays; what was in doubt goes without a word. */
static bool
lose_deadline(struct keeping *k, const struct deadline_row *old, struct why *w)
{
	bool tracked = term_is_tracked(old);

	if (old->state != TERM_OPEN || is_doubted(k, &old->is) ||
	    (tracked && old->is.end < turn_today(k->turn)))
		return true;
	if (tracked)
		k->gone[k->n_gone++] = *old;
	return term_close(k->turn, old, TERM_WITHDRAWN, NULL, NULL, w);
}

static bool
follow_one(struct keeping *k, const struct follow *f, struct why *w)
{
	const struct deadline *new = &k->text->deadlines[f->new];
	const struct deadline_row *old = &k->old[f->old];

	switch (f->what) {
	case FOLLOW_SAME:
		return same_deadline(k, old, new, w);
	case FOLLOW_MOVED:
		return move_deadline(k, old, new, w);
	case FOLLOW_NEW:
		return find_deadline(k, new, w);
	default:
		return lose_deadline(k, old, w);
	}
}

bool
keep_follow(struct keeping *k, const struct deadline *old, struct why *w)
{
	struct follow *list;
	size_t n;

	list = follow_compare(k->pool, old, k->n_old, k->text->deadlines,
	    k->text->n_deadlines, &n);
	k->moved = pool_get(k->pool, (n + 1) * sizeof(*k->moved));
	k->gone = pool_get(k->pool, (n + 1) * sizeof(*k->gone));
	for (size_t i = 0; i < n; i++)
		if (!follow_one(k, &list[i], w))
			return false;
	return true;
}
