/* ctl.h - bevakactl: one command being done, and what all commands share */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_CTL_H
#define CTL_CTL_H

#include <jansson.h>

#include "ctl/args.h"
#include "ctl/client.h"
#include "ctl/show.h"

struct ctl;

/* A row of the table of commands (ctl/main.c). */
struct command {
	const char *name;
	const char *usage; /* what follows the name */
	const char *help;  /* one line */
	uint64_t options;  /* bits 1 << enum option, beside everyone's */
	size_t words_most; /* beside the name */
	int seconds;       /* to wait for an answer; 0: SECONDS */
	enum ctl_exit (*run)(struct ctl *);
	int (*pure)(int argc, char **argv); /* instead of run: no daemon; it
					     * reads its own arguments */
};

enum { SECONDS = 10, SECONDS_LONG = 600 };

struct ctl {
	const struct command *command;
	struct args args;
	struct client *client; /* from the first question on */
	const char *socket;
	int seconds;
	bool json;
	struct show show; /* its now is the daemon's, once it said so */
};

/* "bevakactl: ..." on standard error, cleaned; gives the exit back. */
enum ctl_exit ctl_fail(enum ctl_exit, const char *format, ...)
    __attribute__((__format__(printf, 2, 3)));

/* The word at place i after the command; NULL when it was not typed. */
const char *ctl_word(const struct ctl *, size_t i);
bool ctl_given(const struct ctl *, enum option);

/*
 * Asks, and tells on standard error what went wrong.  Takes the request.
 * *answer is to be json_decref'd whatever came.
 */
enum ctl_exit ctl_ask(struct ctl *, json_t *request, json_t **answer);
/* {"do": word}, to be added to. */
json_t *ctl_request(const char *word);
/* Adds a member when the text is there. */
void ctl_put(json_t *request, const char *key, const char *text);

/*
 * An id as typed ("a17") as the daemon knows it ("A17"), when its letter is
 * one of letters; NULL when it is no such id.
 */
const char *ctl_id(const struct ctl *, const char *word, const char *letters);
enum ctl_exit ctl_no_id(const struct ctl *, const char *word);

/* A request whose answer is a list. */
struct listing {
	const char *key;  /* of the list in the answer */
	const char *none; /* said when it is empty: "no alerts" */
	const struct field *field;
	size_t n;
	const struct field *card; /* how one thing is shown; NULL: as a row */
	size_t n_card;
	const char *body; /* member shown below the card, or NULL */
	int limit;        /* asked for without --limit */
	/* Rows of a table with a smaller rank come first, else they stay as
	 * they come; NULL: all do. */
	int (*rank)(const json_t *row);
};
enum { LIMIT_MOST = 10000 };

/*
 * Asks and shows: a table, a card when one thing was asked for (one), or the
 * bare list as JSON.  Something was picked (picked) and nothing matched:
 * CTL_NOTHING.
 */
enum ctl_exit ctl_list(struct ctl *, json_t *request, const struct listing *,
    bool picked, bool one);
/* Shows the answer as JSON (without what belongs to the protocol). */
void ctl_answer_json(const struct ctl *, json_t *answer);

/* The commands, a file a group: status.c feeds.c items.c ... */
enum ctl_exit ctl_status(struct ctl *);
enum ctl_exit ctl_feeds(struct ctl *);
enum ctl_exit ctl_feeds_check(struct ctl *);
enum ctl_exit ctl_feeds_export(struct ctl *); /* no daemon needed */
enum ctl_exit ctl_feeds_import(struct ctl *);
enum ctl_exit ctl_rules(struct ctl *);
enum ctl_exit ctl_notifiers(struct ctl *);
enum ctl_exit ctl_items(struct ctl *);
enum ctl_exit ctl_deadlines(struct ctl *);
enum ctl_exit ctl_alerts(struct ctl *);
enum ctl_exit ctl_outbox(struct ctl *);
enum ctl_exit ctl_silence(struct ctl *);
enum ctl_exit ctl_audit(struct ctl *);
enum ctl_exit ctl_why(struct ctl *);
enum ctl_exit ctl_poll(struct ctl *);
enum ctl_exit ctl_reload(struct ctl *);
enum ctl_exit ctl_settle(struct ctl *);
enum ctl_exit ctl_ack(struct ctl *);
enum ctl_exit ctl_done(struct ctl *);
enum ctl_exit ctl_snooze(struct ctl *);
enum ctl_exit ctl_follow(struct ctl *);
enum ctl_exit ctl_away(struct ctl *);
enum ctl_exit ctl_digest(struct ctl *);
/* What stands behind one of the above when its first word is a verb. */
enum ctl_exit ctl_items_diff(struct ctl *);
bool ctl_is_feed_verb(const char *word);
enum ctl_exit ctl_feeds_verb(struct ctl *);
bool ctl_is_pause_verb(const char *word);
enum ctl_exit ctl_feeds_pause(struct ctl *);
bool ctl_is_dead_verb(const char *word);
enum ctl_exit ctl_outbox_dead(struct ctl *);
/* So many held items are known by accept-move. */
void ctl_say_accepted(const struct ctl *, const char *feed, long long n);

#endif
