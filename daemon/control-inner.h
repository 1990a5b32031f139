/* control-inner.h - what the files of control share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef CONTROL_INNER_H
#define CONTROL_INNER_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/member.h"
#include "base/why.h"
#include "control.h"
#include "edge/store.h"

struct conf_feed;
struct conf_notifier;
struct poll;
struct pool;
struct str;
struct stream;
struct spawn;
struct socket_client;
struct event;

enum { SENT_MOST = 100, LIST_MOST = 1000 };

/* One connection. */
struct caller {
	struct caller *next; /* control's callers */
	struct control *control;
	struct socket_client *client;
	bool admin;
	/* Of one that follows. */
	bool follows, desktop, locked;
	bool tails; /* gets alerts, from the one after tail on */
	int64_t tail;
	int64_t sent[SENT_MOST]; /* parcels sent and not yet shown */
	int n_sent;
	/* Of one that waits for its request to be begun. */
	const struct control_row *row;
	json_t *request;
	/* Of one that waits for an answer. */
	struct pending *pending;
	/* Of one that is being answered at length. */
	struct stream *stream;
	struct spawn *describing; /* a notifier, for it */
};

struct control {
	struct turn *turn;
	struct control_settings set;
	struct socket_server *server;
	struct caller *callers;
	struct answering *answerings; /* control-hold.c */
	int64_t started;
	struct event *tails;  /* alerts are sent on; NULL: none ever were */
	struct event *timer;  /* when a parcel for a desktop is due */
	struct event *others; /* requests that write are begun */
};

/* A list that is being filled from the file. */
struct control_list {
	struct caller *caller;
	json_t *array;
	bool whole; /* one thing, with its text */
	bool mine;  /* only alerts of receivers that the caller belongs to */
};

enum { CODE_FAILED = 1, CODE_USAGE = 2, CODE_NOTHING = 3 };

/* Answers; each takes over the object's members. */
void control_answer(struct caller *, json_t *object);
void control_answer_false(struct caller *, json_t *object);
void control_refuse(struct caller *, int code, const char *format, ...)
    __attribute__((__format__(printf, 3, 4)));

/*
 * An answer that is long: more gives a piece of its line, and the next one when
 * the caller has read; over: it is the last.  Failing before the first piece
 * it is refused, later the connection ends.  The context is released in any
 * case.
 */
typedef bool stream_fn(
    void *context, struct str *piece, bool *over, struct why *);
typedef void stream_free_fn(void *context);
void control_stream(
    struct caller *, stream_fn *, stream_free_fn *, void *context);
void control_has_read(struct caller *);
void control_drop_stream(struct caller *);

/*
 * Such an answer that is a list: next puts some rows into the list's array,
 * until it says that they are over.  A list of its own begins with it; that is
 * malloc'ed (rows_new), and freed after release, which may be NULL.
 */
struct rows;
typedef bool rows_fn(struct rows *, bool *over, struct why *);
struct rows {
	struct control_list list;
	const char *name; /* of the member; a literal */
	rows_fn *next;
	stream_free_fn *release;
	char *text;      /* of the request */
	size_t n, limit; /* rows written; and at most */
	int64_t place;   /* of next */
	bool begun;
};
struct rows *rows_new(size_t size, const json_t *request);
/* Its own copy of a text, once. */
const char *rows_text(struct rows *, const char *);
/* The ids down from place, so many at a time; false: there are none left. */
bool rows_window(struct rows *, int64_t width, int64_t *from, int64_t *to);
/* In one step of a long list; a text may have megabytes. */
enum {
	FEEDS_AT_ONCE = 8,
	ROWS_AT_ONCE = 16,
	IDS_AT_ONCE = 256,
	ENDS_AT_ONCE = 2048,
	TEXTS_AT_ONCE = 4,
};
/* It could not begin. */
void control_refuse_rows(struct caller *, struct rows *, const struct why *);
/* The answer to a request for a short list, or its fault. */
void control_answer_list(struct caller *, bool done, const struct why *,
    const char *name, json_t *array, bool must_be);
void control_answer_rows(struct caller *, const char *name, rows_fn *,
    stream_free_fn *release, struct rows *);
stream_fn rows_write;
stream_free_fn rows_free;

/*
 * An answer whose members "text" are long: put in their order (CONTROL_TEXTS
 * at most) they are written in pieces.  The pool is theirs, and is freed.
 */
enum { CONTROL_TEXTS = 2 };
void control_put_text(json_t *, const char *text, const char **list, size_t *n);
void control_answer_texts(struct caller *, json_t *object, struct pool *,
    const char *const *text, size_t n);

/* A handler of one request; admin: only for administrators; looks: it writes
 * nothing, so it is carried out at once. */
typedef void control_fn(struct caller *, const json_t *request);
struct control_row {
	const char *word;
	control_fn *fn;
	bool admin, looks;
};

control_fn control_status, control_feeds, control_items, control_rules,
    control_deadlines, control_alerts, control_outbox, control_notifiers;
control_fn control_check, control_poll, control_reload, control_ack,
    control_done, control_snooze, control_test, control_retry, control_settle;
control_fn control_follow, control_shown;
control_fn control_accept_move;
control_fn control_add, control_confirm, control_edit, control_ics,
    control_link, control_reject;
control_fn control_why;
control_fn control_history_items, control_running, control_replay_rule;
control_fn control_silence, control_silences, control_unsilence, control_pause,
    control_resume, control_dead, control_replay, control_drop, control_audit;
control_fn control_away, control_away_add, control_away_end, control_digest;
control_fn control_baseline, control_release, control_versions;
control_fn control_describe, control_enable, control_seen;

/* control-notifier.c: options, and how it is; "untold" and "shut" of the
 * status; the caller has gone. */
void control_put_notifier(
    struct caller *, json_t *, const struct conf_notifier *);
void control_put_undelivered(struct caller *, json_t *outbox);
void control_forget_describe(struct caller *);

/* control-hold.c: answers to what is held end here; for one who has left. */
void control_drop_answerings(struct control *);
void control_forget_answering(struct caller *);

/* "identity", "held" and "question" of a feed; "earlier" of an item. */
void control_put_identity(
    struct caller *, json_t *, const struct conf_feed *, int64_t feed);
/* "held" (items) and "questions" (feeds) of the status. */
void control_put_held(struct caller *, json_t *status);
bool control_put_versions(struct caller *, json_t *, int64_t item);

/* control-away.c: does the caller belong to the receiver, or stand in for one
 * who does? */
bool control_is_member(struct caller *, const char *receiver);
/* The member of it that the caller is, or stands in for; NULL. */
const char *control_acts_as(struct caller *, const char *receiver);

/* Members of a request. */
const char *request_text(const json_t *, const char *key);
int request_limit(const json_t *);
/* "A17" of the member; 0 when it is absent, -1 when it is no such id. */
int64_t request_id(const json_t *, const char *key, char letter);

/* Small things for answers. */
json_t *names_json(const char *lines); /* "a\nb" */
json_t *parcel_json(const struct parcel_row *);

/* control-health.c: a feed's state in a word; its member "health", with its
 * episodes when whole; the counts of silent feeds. */
const char *control_state(
    struct caller *, const struct conf_feed *, const struct feed_row *);
void control_put_health(struct caller *, json_t *feed, const struct conf_feed *,
    const struct feed_row *, bool whole);
void control_put_silence(struct caller *, json_t *feeds);
/* Into a feed's object: when it is asked next and why, where it moved. */
void put_manners(json_t *, const struct poll *, const struct conf_feed *);
/* Into the status: without a network since when; how many feeds moved. */
void put_network(json_t *, const struct poll *);

/* control-dead.c: a parcel's receipts, an alert's history, counts of what is
 * hidden; control-silence.c: who paused a feed, or NULL. */
json_t *control_receipts(struct caller *, int64_t parcel);
json_t *control_history(struct caller *, int64_t alert);
void control_put_trust(struct caller *, json_t *status);
/* control-dry.c: answers with what the notifier would be given. */
void control_dry_run(struct caller *, const json_t *request,
    const char *receiver, const char *notifier);
json_t *control_pause_json(struct caller *, const char *feed);

/* A row of deadlines into a struct control_list. */
bool control_add_deadline(const struct deadline_row *, void *list);

struct store *control_store(struct caller *);
/* Commits what is done, or tells the caller why it is not. */
bool control_commit(struct caller *, bool done, const struct why *);

/* The answer comes by control_taken; since: of the lineage, before it. */
void control_wait_for_reload(struct caller *, int64_t since);
/* What a reload has come to; or why it has not. */
void control_refuse_reload(struct caller *, const char *faults);
void control_answer_reload(struct caller *, int64_t since);
/* The answer comes when the parcel was tried. */
void control_wait_for_parcel(struct caller *, int64_t parcel);

/* The answer comes by who has taken it up, until control_end_wait. */
void control_wait_for_check(struct caller *);
void control_end_wait(struct caller *);

/* After a commit, and when an alert is over. */
void control_send_parcels(struct control *);
void control_close_alert(struct control *, int64_t alert);
void control_look_at_pending(struct control *);
void control_lose_pending(struct control *); /* the commit failed */
void control_drop_pending(struct caller *);
/* control-tail.c: alerts to those who follow with alerts: from the one that the
 * request names as after, or from now; and what is committed since. */
bool control_begin_tail(struct caller *, const json_t *request, struct why *);
void control_send_alerts(struct control *);

/* "published", and "ahead" when it says a time ahead. */
void control_put_published(
    const struct caller *, json_t *, const struct item_row *);
/* What happens, to those who follow the log. */
void control_tell(const char *event, const char *text, void *control);

#endif
