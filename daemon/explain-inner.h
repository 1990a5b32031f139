/* explain-inner.h - what the files of explain share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef EXPLAIN_INNER_H
#define EXPLAIN_INNER_H

#include <stdint.h>

#include "base/member.h"
#include "base/pool.h"
#include "edge/store-trust.h"
#include "edge/store.h"
#include "explain.h"

struct conf_feed;

enum mark { MARK_INFO, MARK_YES, MARK_NO, MARK_WAIT };

/* A new step, at the end; borrowed, for its facts to be added. */
json_t *explain_step(struct explain *, enum mark, const char *code);
/* It decides, unless something weightier has. */
enum weight {
	WEIGHT_NEWS = 1,  /* nothing stands in its way but what follows */
	WEIGHT_RULES = 2, /* whom it concerns */
	WEIGHT_FEED = 3,  /* it cannot have been read, or is no news */
	WEIGHT_ALERT = 4, /* it was told: what became of that */
	WEIGHT_PARCEL = 5
};
void explain_decides(struct explain *, json_t *step, enum weight);
void fact_add(json_t *, const char *list, const char *text);

enum { EXPLAIN_POOL = 64 << 20 };

/* The item: how it came, whom it concerns, what became of that. */
bool explain_item(struct explain *, int64_t id, bool *found, struct why *);
/* How its feed is; news: what that means for something not read yet. */
bool explain_feed(struct explain *, const char *name, bool news, struct why *);
/* By which of its keys the item is known. */
bool explain_keys(
    struct explain *, struct pool *, const struct item_row *, struct why *);
/* The rules as they are now; *matched: one of them concerns it. */
bool explain_rules(struct explain *, struct pool *, const struct item_row *,
    const char *then, bool *matched, struct why *);
/* Its alerts, with their parcels; n: how many there are. */
bool explain_alerts(
    struct explain *, int64_t item, int64_t deadline, int *n, struct why *);
bool explain_alert(struct explain *, int64_t alert, bool *found, struct why *);

#endif
