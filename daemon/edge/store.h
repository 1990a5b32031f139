/* store.h - the state file: what is known, told and still to be delivered */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_STORE_H
#define EDGE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/deadline/deadline.h"
#include "core/rule.h"

/*
 * One SQLite file (WAL, synchronous=FULL).  Every call may fail on a full
 * disk or a broken file: it returns false and why says so; nothing of the
 * transaction at hand is kept then, once store_rollback is called.
 *
 * Texts in rows that a call fills live in the pool given, or, in rows handed
 * to a function, until it returns.
 */
struct store;

bool store_open(const char *path, struct store **, struct why *);
void store_close(struct store *);
/* Hands back memory that a busy time needed. */
void store_rest(struct store *);

/*
 * What a round changes is one transaction; rounds that end close to each
 * other share one.  store_begin opens one unless one is open; store_mark and
 * store_undo take back a single round of it.
 */
bool store_begin(struct store *, struct why *);
bool store_is_open(const struct store *);
bool store_commit(struct store *, struct why *);
void store_rollback(struct store *);
bool store_mark(struct store *, struct why *);
bool store_unmark(struct store *, struct why *);
/* False: all of the transaction is gone, also what others wrote in it. */
bool store_undo(struct store *);

/*
 * The disk.  What a commit writes stands in a journal, which is taken over into
 * the file.  That waits for the disk too, some 3 ms a MiB, so it is done by
 * itself (store_take_over): of JOURNAL_SOME bytes when nobody writes, of
 * JOURNAL_MOST soon; a commit does it when nobody has come to it at
 * JOURNAL_LIMIT.
 */
enum {
	JOURNAL_SOME = 4 << 20,
	JOURNAL_MOST = 16 << 20,
	JOURNAL_LIMIT = 64 << 20
};
/* Bytes of it; 0 while a transaction is open. */
int64_t store_journal(const struct store *);
void store_take_over(struct store *);
/* In a large transaction: what is written so far begins its way to the disk,
 * so that its commit need not wait for all of it. */
void store_flush(struct store *);

/* Feeds. */
enum feed_state { FEED_NEW, FEED_OK, FEED_FAILING, FEED_GONE, FEED_STATES };
const char *feed_state_name(enum feed_state);

struct feed_row {
	int64_t id;
	const char *name, *url; /* url: what the validators belong to */
	const char *etag, *last_modified;
	const char *title, *format;
	const char *why; /* of the last failure; NULL when it went well */
	int64_t hash;    /* of the last body */
	enum feed_state state;
	bool baseline; /* the first reading is done */
	bool told;     /* that it fails */
	int status, failures;
	int64_t last_try, last_ok, next, failing_since;
};

/*
 * Finds the feed of that name or adds it, as one that is polled.  Validators
 * of another url, or of another way of reading it (a number that says how), go;
 * so does its end (410) when the url is another one.
 */
bool store_feed_open(struct store *, struct pool *, const char *name,
    const char *url, int64_t way, struct feed_row *, struct why *);
/* Nobody reads pages of the feeds that are not among these names (sorted)
 * until they are opened again. */
bool store_feeds_only(
    struct store *, const char *const *name, size_t n, struct why *);
bool store_feed_keep(struct store *, const struct feed_row *, struct why *);
/* The short way for a round that changed nothing. */
bool store_feed_tick(struct store *, const struct feed_row *, struct why *);
bool store_feed_items(struct store *, int64_t feed, int64_t *n, struct why *);

/* Items. */
enum item_state { ITEM_READ, ITEM_UNREAD };

struct item_row {
	int64_t id, feed;
	const char *link, *title;
	const char *list_title; /* what the feed calls it now, when its page
				 * is still to be read; or NULL */
	int64_t published, seen, changed;
	int64_t read;       /* when its page was last read; NO_TIME */
	int64_t list_hash;  /* of what the feed says of it, raw */
	int64_t text_hash;  /* of title and text, stamps masked */
	int64_t links_hash; /* of the papers attached */
	enum item_state state;
	bool baseline;
	int tries;
	int64_t next; /* when it is to be read (again); NO_TIME: not */
	int versions;
	int64_t held; /* nobody is told before then; NO_TIME: it is not
			   * held.  Set by store-hold.h */
	bool quiet;   /* its next change is of its site's making; likewise */
	unsigned classes;      /* of its last change, as core/change.h's all */
	const char *feed_name; /* filled by lists */
	const char *text;      /* filled by store_item with text */
};

/*
 * When it was published, as far as it counts: when it was seen, where it says
 * no time or one that is more than a day ahead, as what is to happen is dated
 * by some publishers, and what a slip makes of a year.
 */
int64_t item_published(const struct item_row *, int64_t now);
bool item_is_ahead(const struct item_row *, int64_t now);

bool store_item_get(struct store *, struct pool *, int64_t id, bool text,
    struct item_row *, bool *found, struct why *);
/* With its keys (store-key.h). */
bool store_item_add(struct store *, struct item_row *, const int64_t *keys,
    size_t n, struct why *);
bool store_item_keep(struct store *, const struct item_row *, struct why *);
/* The text of a new item. */
bool store_text_add(
    struct store *, int64_t item, const char *text, struct why *);
/* Another text: the one before, with its title, becomes a version; class and
 * classes are those of core/change.h.  Before the row is kept. */
bool store_text_renew(struct store *, int64_t item, int64_t seen,
    const char *text, int class, unsigned classes, struct why *);

struct item_query {
	int64_t id;         /* 0: any */
	const char *feed;   /* NULL: any */
	const char *search; /* words that must stand in title or text */
	bool held;          /* only those that are held back */
	int64_t from, to;   /* ids; to 0: any */
	int limit;
};
typedef bool item_row_fn(const struct item_row *, void *context);
bool store_items(struct store *, const struct item_query *, item_row_fn *,
    void *context, struct why *);
/* Items to be read at now or earlier, soonest first. */
bool store_items_due(struct store *, int64_t now, int limit, item_row_fn *,
    void *context, struct why *);
/* When the next is due; NO_TIME when none. */
bool store_items_next(struct store *, int64_t *next, struct why *);
/* How many wait for their page. */
bool store_items_unread(struct store *, int64_t *unread, struct why *);
/* Not before then: nothing else of it changes. */
bool store_item_delay(struct store *, int64_t item, int64_t next, struct why *);
/* Items of the feed whose page was read before the instant and has a deadline
 * that is open, or closed less than three weeks ago, become
 * due at next. */
bool store_items_reread(struct store *, int64_t feed, int today, int64_t before,
    int64_t next, struct why *);

/* Deadlines. */
enum deadline_state {
	TERM_OPEN,
	TERM_MOVED,
	TERM_WITHDRAWN,
	TERM_DONE,
	TERM_REJECTED
};

/* A deadline that a person wrote down: what no item says of it. */
struct deadline_own {
	const char *name; /* of its section; NULL: typed */
	const char *title, *link;
	const char *rule;      /* the rule it follows, or NULL: */
	const char *receivers; /* names parted by '\n' */
	const char *remind, *notice, *priority; /* as text */
	const char *place;                      /* "file:line", or NULL */
	const char *by;                         /* the user */
};

struct deadline_row {
	int64_t id, item; /* item 0: a person wrote it down */
	struct deadline is;
	enum deadline_state state;
	int64_t moved_to; /* the one that took its place, or 0 */
	int64_t found;
	int published;   /* the day its document is of */
	int64_t matter;  /* 0: none */
	const char *uid; /* the same for all that one moved to; NULL: not
			  * moved yet, lists fill it */
	int sequence;    /* grows with every change */
	int64_t touched; /* the last change; NO_TIME */
	bool confirmed;  /* by a person */
	int said_start, said_end; /* what the text says, where a person
				   * changed the days; NO_DAY */
	bool moved_away;          /* to one of another item */
	bool baseline;            /* nobody was told of its item */
	struct deadline_own own;  /* filled by lists */
	const char *title, *link, *feed, *source; /* filled by lists */
	const char *rules; /* names parted by '\n', filled by lists */
};

bool store_deadline_add(struct store *, struct deadline_row *, struct why *);
bool store_deadline_state(struct store *, int64_t id, enum deadline_state,
    int64_t moved_to, struct why *);
bool store_deadline_renew(
    struct store *, int64_t id, const struct deadline *, struct why *);
/* Other days, said by a person; what the text says is kept beside them. */
bool store_deadline_edit(
    struct store *, int64_t id, const struct deadline *, struct why *);
/* It has taken the place of the old one: its uid, sequence and matter. */
bool store_deadline_inherit(
    struct store *, int64_t id, const struct deadline_row *old, struct why *);
bool store_deadline_confirm(struct store *, int64_t id, struct why *);
/* A number that grows with every change of a deadline. */
long store_deadline_changes(const struct store *);
/* A withdrawn one of the item with the same kind and days; 0: none. */
bool store_deadline_find(struct store *, int64_t item, const struct deadline *,
    int64_t *id, struct why *);

struct deadline_query {
	int64_t id, item; /* 0: any */
	int64_t matter;   /* the first of id, item and matter counts */
	int kind;         /* -1: any */
	bool bare;        /* with item or matter: only what is of the deadline
			   * itself, nothing that lists are filled with */
	bool ruled;       /* only of items that a rule concerns, and own ones */
	bool open_only;   /* not yet passed, not moved, withdrawn or done */
	bool questioned;  /* with open_only: also those of the last year that
			   * passed, when nobody has answered for them */
	bool named;       /* of sections of the configuration, not moved */
	int64_t touched;  /* with ruled: open ones that end at today or later,
			   * and those that were closed since; 0: any */
	int today;
	int limit;
};
typedef bool deadline_row_fn(const struct deadline_row *, void *context);
/* Soonest first. */
bool store_deadlines(struct store *, const struct deadline_query *,
    deadline_row_fn *, void *context, struct why *);

/* Which rules an item concerns, by name, and which of them do not hear of new
 * items (NULL: all do); replaces what was. */
bool store_item_rules(struct store *, int64_t item, const char *const *rule,
    const bool *deaf, size_t n, struct why *);
/* Nobody hears of the item's last change: no rule wants to. */
bool store_version_quiet(struct store *, int64_t item, struct why *);

/* Alerts. */
enum alert_state { ALERT_NEW, ALERT_ACKED, ALERT_SNOOZED, ALERT_DONE };

struct alert_row {
	int64_t id;
	const char *key; /* what it is about, once: a second one of the same
			    * key is not added */
	const char *event;
	enum priority priority;
	int64_t item, deadline; /* 0: none */
	const char *title, *text;
	const char *json;  /* the alert as notifiers get it, without receiver */
	const char *rules; /* names parted by '\n' */
	int64_t created;
	enum alert_state state;
	const char *by, *comment;
	int64_t until;
	const char *link;
};

/* added is false when its key is there already. */
bool store_alert_add(
    struct store *, struct alert_row *, bool *added, struct why *);
bool store_alert_state(struct store *, int64_t id, enum alert_state,
    const char *by, const char *comment, int64_t until, struct why *);
/* The alert of that key, or 0. */
bool store_alert_find(
    struct store *, const char *key, int64_t *id, struct why *);
struct alert_query {
	int64_t id;       /* 0: any */
	const char *user; /* only those with a parcel for the user */
	bool open_only;
	int64_t from, to; /* ids; to 0: any */
	int limit;
};
typedef bool alert_row_fn(const struct alert_row *, void *context);
bool store_alerts(struct store *, const struct alert_query *, alert_row_fn *,
    void *context, struct why *);

/* Parcels. */
enum parcel_state {
	PARCEL_WAITING,
	PARCEL_OUT,
	PARCEL_DELIVERED,
	PARCEL_GIVEN_UP,
	PARCEL_WITHDRAWN,
	PARCEL_HELD,    /* until next: see store-timing.h */
	PARCEL_BUNDLED, /* goes along within another one */
	PARCEL_STATES
};
const char *parcel_state_name(enum parcel_state);

struct parcel_row {
	int64_t id, alert;
	const char *receiver, *notifier;
	const char *user; /* of a desktop; "" for others */
	enum parcel_state state;
	int tries;
	int64_t next, created, settled;
	const char *why;
	const char *by; /* what took it, or did not: for its receipt */
	const char *title, *json, *event; /* of its alert, filled by lists */
	enum priority priority;
	const char *reason; /* why it comes when it comes; NULL; by lists */
	const char *extra;  /* JSON: members of its own; NULL; by lists */
	int64_t carrier;    /* the parcel that it goes along within; 0 */
};

bool store_parcel_add(struct store *, struct parcel_row *, struct why *);
/* state, tries, next, why, settled; and a receipt of what happened.  One
 * that would wait, of an alert that is done, is withdrawn. */
bool store_parcel_keep(struct store *, const struct parcel_row *, struct why *);
/* The first of id, alert and due that is given is what is looked for. */
struct parcel_query {
	int64_t id, alert; /* 0: any */
	int64_t due;       /* waiting, and next at the latest; NO_TIME: any */
	const char *notifier; /* with due */
	const char *user;     /* with due; NULL: any */
	bool open_only;       /* waiting, out or given up */
	int64_t from, to;     /* ids; to 0: any; with open_only at most */
	int limit;
};
typedef bool parcel_row_fn(const struct parcel_row *, void *context);
bool store_parcels(struct store *, const struct parcel_query *, parcel_row_fn *,
    void *context, struct why *);
/* When the next of a notifier's is due, after that instant; NO_TIME: none. */
bool store_parcels_next(struct store *, const char *notifier, int64_t after,
    int64_t *next, struct why *);
/* Those that were out when the daemon ended wait again, where they stood. */
bool store_parcels_recover(struct store *, int64_t now, struct why *);
/* Parcels that wait for an alert that is done are withdrawn: those to the
 * receiver, or (NULL) all. */
bool store_parcels_withdraw(struct store *, int64_t alert, const char *receiver,
    int64_t now, struct why *);
/*
 * The user's desktop parcels of the alert wait again until then; of a user
 * who has none, those to the receiver (NULL: to any).  What was delivered
 * goes out as another parcel would: with a new id.
 */
bool store_parcels_snooze(struct store *, int64_t alert, const char *user,
    const char *receiver, int64_t until, struct why *);
/* It is out after all (store_parcels_recover took it for waiting). */
bool store_parcel_out(struct store *, int64_t id, struct why *);
bool store_parcels_retry(
    struct store *, int64_t id, int64_t now, int *n, struct why *);

/* Counts for status: of parcels by state (NULL: all notifiers). */
bool store_parcel_counts(struct store *, const char *notifier,
    int64_t count[PARCEL_STATES], struct why *);
bool store_counts(struct store *, int today, int64_t *items, int64_t *deadlines,
    struct why *);
/* Of the alerts of these ids those that rules have raised: "a\nb". */
typedef void rule_names_fn(const char *rules, void *context);
bool store_alert_rules(struct store *, int64_t from, int64_t to,
    rule_names_fn *, void *context, struct why *);

/* Small things by name; NULL when there is none. */
bool store_meta_get(struct store *, struct pool *, const char *key,
    const char **value, size_t *len, struct why *);
bool store_meta_set(struct store *, const char *key, const char *value,
    size_t len, struct why *);

#endif
