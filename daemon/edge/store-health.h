/* store-health.h - the state file: how feeds are, and what ailed them when */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_STORE_HEALTH_H
#define EDGE_STORE_HEALTH_H

#include "core/alert.h"
#include "edge/store.h"

/* What is remembered of a feed's readings. */
struct vital_row {
	int64_t feed;
	int items;  /* in the last reading */
	int usual;  /* in most */
	int dated;  /* of the last, those with a date */
	bool login; /* the last had a log-in form, and was right all the same */
	int64_t shrunk;     /* since when there are much fewer; NO_TIME */
	int64_t sign;       /* when it last showed something new; NO_TIME */
	int64_t due;        /* when it counts as silent; NO_TIME: never */
	const char *expect; /* the option that due was reckoned by; NULL:
			     * it was not yet */
	bool learnt;        /* due is by its history */
	const char *note;   /* something to know, no fault; or NULL */
};

/* The row of a feed that has none is empty. */
bool store_vital_get(struct store *, struct pool *, int64_t feed,
    struct vital_row *, struct why *);
bool store_vital_keep(struct store *, const struct vital_row *, struct why *);
/* When the feed's items came, by its last ones, in ascending order: those of
 * the baseline by their dates. */
bool store_signs(struct store *, int64_t feed, int64_t *at, size_t most,
    size_t *n, struct why *);
/* When an item of the feed with that link was first seen; NO_TIME: none. */
bool store_item_linked(struct store *, int64_t feed, const char *link,
    int64_t *seen, struct why *);

/* Something that ails or ailed a feed. */
struct episode_row {
	int64_t id; /* 0: to be added */
	int64_t feed;
	enum episode_kind kind;
	bool over;
	int64_t start, end; /* as in struct alert_episode */
	int64_t told;       /* when its alert was raised; NO_TIME: not */
	int64_t again;      /* when it was last sent */
	int64_t alert;      /* 0: none */
	int count, status;
	enum gap_end gap;
	const char *why;
};

bool store_episode_keep(struct store *, struct episode_row *, struct why *);
/* The open one of the kind; id 0 when there is none. */
bool store_episode_open(struct store *, struct pool *, int64_t feed,
    enum episode_kind, struct episode_row *, struct why *);
struct episode_query {
	int64_t feed;   /* 0: any */
	int kind;       /* -1: any */
	bool open_only; /* else also those that are over */
	int limit;
};
typedef bool episode_row_fn(const struct episode_row *, void *context);
/* Newest first; texts last until fn returns. */
bool store_episodes(struct store *, const struct episode_query *,
    episode_row_fn *, void *context, struct why *);
/* Those that were over before the instant and that nobody was told of go. */
bool store_episodes_prune(
    struct store *, int64_t feed, int64_t before, struct why *);

/* The alert says something else from now on, and its parcels that were
 * delivered go out once more. */
bool store_alert_renew(
    struct store *, const struct alert_row *, int64_t now, struct why *);

#endif
