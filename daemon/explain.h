/* explain.h - why somebody was told of something, or was not, step by step */
/* SPDX-License-Identifier: MIT */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include <jansson.h>
#include <stdbool.h>

#include "base/why.h"

struct turn;
struct poll;
struct conf_receiver;

/*
 * An explanation is a list of steps in the order in which an item goes its
 * way: where it was found, how its feed is, by what it is known, whether it
 * was news, its deadlines, the rules, the alerts, their parcels.  A step is
 *
 *	{"code": "parcel.delivered", "mark": "yes|no|wait|info", ...facts}
 *
 * The sentence that belongs to a code is bevakactl's business (ctl/why-words.c
 * has them all); its facts are texts, numbers and lists of texts.  The one
 * step that decides is also the conclusion.
 *
 * Nothing is asked of a site and nothing is changed.  What the file keeps is
 * told as it was then; rules are tried as they are now, and where that
 * differs from what the file notes both are told.
 */
struct explain {
	struct turn *turn;
	struct poll *poll;
	const struct conf_receiver *receiver; /* only this one; or NULL */
	json_t *steps;                        /* to be decref'd */
	json_t *conclusion;                   /* one of them; or NULL */
	int weight;                           /* of the conclusion */
};

/* Of what a person typed: an address, I42, A17, D7 or P99.  *found is false
 * when there is no such id. */
bool explain_id(
    struct explain *, char letter, long long id, bool *found, struct why *);
bool explain_url(struct explain *, const char *url, struct why *);

#endif
