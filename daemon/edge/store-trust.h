/* store-trust.h - the state file: silences, pauses, what became of alerts */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_STORE_TRUST_H
#define EDGE_STORE_TRUST_H

#include "edge/store.h"

/* --- what became of an alert, beside its parcels --- */

enum trace_what {
	TRACE_SILENCED, /* words: why; silence: by which one; receiver */
	TRACE_HIDDEN,   /* something else says it: words */
	TRACE_ACKED,
	TRACE_ACK_ENDED,
	TRACE_SNOOZED,
	TRACE_SNOOZE_ENDED,
	TRACE_DONE,
	TRACE_DROPPED, /* a parcel, by a person, for a reason */
	TRACE_REPLAYED,
	TRACES
};
/* "silenced" "hidden" "acked" "ack ended" "snoozed" "snooze ended" "done"
 * "dropped" "replayed" */
const char *trace_name(enum trace_what);

struct trace_row {
	int64_t alert, at;
	enum trace_what what;
	const char *by, *receiver; /* or NULL */
	int64_t silence;           /* 0: none */
	int64_t until;             /* NO_TIME */
	const char *words;
};
bool store_trace_add(struct store *, const struct trace_row *, struct why *);
typedef bool trace_row_fn(const struct trace_row *, void *context);
/* Of an alert, oldest first; silence: instead of all that it hid. */
bool store_traces(struct store *, int64_t alert, int64_t silence,
    trace_row_fn *, void *context, struct why *);

/* --- silences --- */

struct silence_row {
	int64_t id;
	const char *matcher; /* as core/matcher.h keeps it */
	const char *by, *comment;
	int64_t created, until;
	int64_t warn;  /* when its end is foretold; NO_TIME: it was */
	int64_t ended; /* NO_TIME: it hides, until its end */
	const char *ended_by;
	int64_t hidden; /* how many alerts it hid; filled by lists */
};
bool store_silence_add(struct store *, struct silence_row *, struct why *);
/* warn, ended and ended_by. */
bool store_silence_keep(
    struct store *, const struct silence_row *, struct why *);
typedef bool silence_row_fn(const struct silence_row *, void *context);
/* Those that hide, or (all) every one, or the one of an id; newest first. */
bool store_silences(struct store *, int64_t id, bool all, silence_row_fn *,
    void *context, struct why *);
/* The parcels of the alert that have not left, to the receiver, never will. */
bool store_parcels_hush(struct store *, int64_t alert, const char *receiver,
    const char *reason, int64_t now, struct why *);
/* The names of those an alert has parcels for, parted by '\n', in the pool. */
bool store_alert_receivers(struct store *, struct pool *, int64_t alert,
    const char **names, struct why *);
/* Is the deadline, or one of the item's, of the matter? */
bool store_is_of_matter(struct store *, int64_t matter, int64_t item,
    int64_t deadline, bool *is, struct why *);

/* --- acknowledged and snoozed until --- */

bool store_is_acked(struct store *, int64_t alert, bool *acked, struct why *);
/* The first that ends; NO_TIME: none. */
bool store_until_next(struct store *, int64_t *next, struct why *);
/* Those that ended at now at the latest. */
bool store_until_due(struct store *, int64_t now, int limit, alert_row_fn *,
    void *context, struct why *);
/* All parcels of the alert that were delivered go out once more. */
bool store_parcels_again(
    struct store *, int64_t alert, int64_t now, struct why *);
/* Counts for status: alerts acknowledged, snoozed, hidden by silences that
 * still hide; silences; pauses. */
struct trust_counts {
	int64_t acked, snoozed, silences, silenced, pauses, holes;
};
bool store_trust_counts(struct store *, struct trust_counts *, struct why *);

/* --- feeds paused at run time --- */

struct pause_row {
	const char *feed, *by, *comment;
	int64_t at, until;
};
bool store_pause_keep(struct store *, const struct pause_row *, struct why *);
bool store_pause_end(struct store *, const char *feed, struct why *);
typedef bool pause_row_fn(const struct pause_row *, void *context);
bool store_pauses(struct store *, pause_row_fn *, void *context, struct why *);

/* --- episodes that another one's alert speaks for --- */

bool store_hidden_add(
    struct store *, int64_t episode, int64_t alert, struct why *);
/* The alert that speaks for it, or 0. */
bool store_hidden_by(
    struct store *, int64_t episode, int64_t *alert, struct why *);
bool store_hidden_end(struct store *, int64_t episode, struct why *);
/* Is an episode open that the alert was raised for? */
bool store_speaks(struct store *, int64_t alert, bool *speaks, struct why *);
/* The open failing episodes that speak for themselves, with their feeds. */
struct speaker {
	int64_t episode, alert;
	int status;
	const char *feed, *url, *why;
};
typedef bool speaker_fn(const struct speaker *, void *context);
bool store_speakers(struct store *, speaker_fn *, void *context, struct why *);

/* --- dead letters --- */

struct receipt_row {
	int64_t at, parcel;
	enum parcel_state state;
	int try;            /* 0: no try, something else ended it */
	const char *by;     /* who took it, or failed to; or NULL */
	const char *answer; /* its last line, or the reason */
};
typedef bool receipt_row_fn(const struct receipt_row *, void *context);
/* Of a parcel, oldest first. */
bool store_receipts(struct store *, int64_t parcel, receipt_row_fn *,
    void *context, struct why *);
/* Those given up, oldest first. */
bool store_parcels_dead(
    struct store *, int limit, parcel_row_fn *, void *context, struct why *);
/* Given up ones wait again, as if they had never been tried; n 0: it is none. */
bool store_parcel_replay(
    struct store *, int64_t id, int64_t now, int *n, struct why *);
bool store_parcel_drop(struct store *, int64_t id, const char *reason,
    const char *by, int64_t now, int *n, struct why *);

/* --- what why asks --- */

/* Alerts of an item, or of a deadline; oldest first. */
bool store_alerts_about(struct store *, int64_t item, int64_t deadline,
    alert_row_fn *, void *context, struct why *);
/* Which rules the item concerned when it was kept: names parted by '\n'. */
bool store_item_rule_names(struct store *, struct pool *, int64_t item,
    const char **names, struct why *);
/* Items with that link as it stands, among those numbered after, at most so
 * many rows looked at; *next is where to go on, 0 at the end. */
bool store_item_by_link(struct store *, const char *link, int64_t after,
    int64_t *item, int64_t *next, struct why *);
/* Is the key the item's? */
bool store_key_is(struct store *, int64_t feed, int64_t key, int64_t item,
    bool *is, struct why *);
/* The parcel's alert; 0: no such parcel. */
bool store_parcel_alert(
    struct store *, int64_t parcel, int64_t *alert, struct why *);

#endif
