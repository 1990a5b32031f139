/* keep-trust.c - can a feed's ids be trusted: counted, and one rung down */
/* SPDX-License-Identifier: MIT */
#include "keep-trust.h"

#include <stdio.h>

#include "base/date.h"
#include "base/log.h"
#include "core/again.h"
#include "core/trust.h"
#include "edge/conf.h"
#include "keep-crowd.h"
#include "keep-known.h"
#include "keep-round.h"
#include "turn.h"

enum { WEEK = 7 * 86400 };

/* One rung down; said, and shown by "bevakactl feeds NAME". */
static void
come_down(struct round *r, enum identity_rung rung, const char *why)
{
	r->ident.rung = (int)rung;
	r->ident.asked = r->ident.failed = 0;
	r->ident.since = turn_now(r->turn);
	r->ident.why = pool_strdup(r->pool, why);
	log_warn("feed %s: its items are told apart by %s from now on: %s "
		 "(bevakactl feeds baseline %s begins anew)",
	    r->feed->name, identity_rung_name(rung), why, r->feed->name);
	turn_tell(r->turn, "identity", "feed %s: by %s from now on: %s",
	    r->feed->name, identity_rung_name(rung), why);
}

bool
round_judge_ids(struct round *r, const struct sighting *s)
{
	size_t n = r->document->n_items;
	struct trust t = {.asked = r->ident.asked, .failed = r->ident.failed};
	struct trust_item *item = pool_get(r->pool, (n + 1) * sizeof(*item));
	enum identity_rung rung = (enum identity_rung)r->ident.rung, next;
	static const char *const what[RUNGS] = {
	    "ids", "ids", "links", "titles and days", "texts"};
	char counts[TRUST_TEXT], why[TRUST_TEXT + 40];

	if (r->feed->rung != RUNG_ALL)
		return false;
	for (size_t i = 0; i < n; i++)
		item[i] = (struct trust_item){.guid = s[i].guid,
		    .link = s[i].link,
		    .title = s[i].title,
		    .whole = s[i].whole,
		    .guid_owner = s[i].guid_owner,
		    /* An id where there was none has not changed. */
		    .link_owner = r->ident.guids || s[i].guid_owner != 0
				      ? s[i].link_owner
				      : 0,
		    .unseen = s[i].unseen};
	trust_count(&t, rung, item, n);
	r->ident.asked = t.asked;
	r->ident.failed = t.failed;
	next = trust_rung(&t, rung);
	if (next == rung)
		return false;
	snprintf(why, sizeof(why), "%s fail: %s", what[rung],
	    trust_write(&t, counts));
	come_down(r, next, why);
	return true;
}

/*
 * A site that is rebuilt every other day is none: its ids and links are not
 * for ever, and its items are told apart by what they say.
 */
void
round_judge_move(struct round *r, const struct crowd *c)
{
	int64_t now = turn_now(r->turn);
	size_t dated = 0;

	for (size_t i = 0; i < c->n_new; i++)
		dated += c->new[i].published != NO_TIME;
	if (r->ident.moved != NO_TIME && now - r->ident.moved < WEEK &&
	    r->feed->rung == RUNG_ALL && r->ident.rung < RUNG_TITLE_DATE)
		come_down(r, dated * 2 > c->n_new ? RUNG_TITLE_DATE : RUNG_TEXT,
		    "ids and links have changed all at once, twice in a "
		    "week");
	r->ident.moved = now;
}
