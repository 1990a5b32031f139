/* alert.h - an alert: its facts, its text for people, its JSON for programs */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_ALERT_H
#define CORE_ALERT_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"
#include "core/date/closed.h"
#include "core/deadline/deadline.h"
#include "core/expect.h"
#include "core/lineage.h"
#include "core/moved.h"
#include "core/phrases.h"
#include "core/rule.h"

/* What raises an alert; names as in plugins/README.md. */
enum event_kind {
	EVENT_ITEM_NEW,
	EVENT_ITEM_CHANGED,
	EVENT_DEADLINE_MOVED,
	EVENT_DEADLINE_DUE,
	EVENT_DEADLINE_WITHDRAWN,
	EVENT_DEADLINE_CONFLICTING,
	EVENT_DEADLINE_QUESTIONED,
	EVENT_FEED_FAILING,
	EVENT_FEED_RECOVERED,
	EVENT_FEED_SILENT,
	EVENT_FEED_GAP,
	EVENT_FEED_MOVED,
	EVENT_FEED_STRANGER, /* a mail of nobody who is known */
	EVENT_WATCH_OFFLINE,
	EVENT_FEED_RETURNED,
	EVENT_FEED_FLOOD,
	EVENT_FEED_RELEASED,
	EVENT_PARCEL_GIVEN_UP,
	EVENT_SILENCE_ENDING,
	EVENT_SILENCE_ENDED,
	EVENT_WATCH_HOLE,
	EVENT_ALERT_ESCALATED,
	EVENT_NOTIFIER_DISABLED,
	EVENT_TEST,
	EVENT_KINDS
};
const char *event_name(enum event_kind);

/* A rule that matched, and the words of it that did. */
struct alert_rule {
	const char *name, *title;
	const char *any, *and; /* may be NULL */
};

struct alert_deadline {
	int64_t id;
	struct deadline is;
};

/*
 * What ails a feed from its start until it is over: it cannot be read; it can,
 * but holds error texts; it is silent; something is missing between two
 * readings.
 */
enum episode_kind {
	EPISODE_FAILING,
	EPISODE_ERRORS,
	EPISODE_SILENT,
	EPISODE_GAP,
	EPISODE_KINDS
};
/* "failing" "errors" "silent" "gap" */
const char *episode_name(enum episode_kind);

/* What backfill came to: "no", "partly", "yes". */
enum gap_end { GAP_IS_OPEN, GAP_IS_PARTLY, GAP_IS_CLOSED };
const char *gap_name(enum gap_end);

struct alert_episode {
	enum episode_kind kind;
	int64_t start, end; /* end: NO_TIME while it lasts; of a gap, where
			     * the reading begins that shows it */
	int count;  /* rounds that failed, readings with errors, working days
		    * of silence, items found in a gap */
	int status; /* HTTP, of the last try; of a gap, addresses asked */
	struct expect expected; /* none: learnt from its history */
	enum gap_end gap;
	int shared; /* failing: other feeds of the host, for which it speaks */
};

/*
 * Old items that came again under other addresses, or more new ones than the
 * feed is likely to have: what became of them, for the question that the
 * administrator is asked, and for those who hear at last of what was held.
 */
struct alert_hold {
	int known; /* that are the same as ever */
	int held;  /* of which nobody is told, or was until now */
	int until; /* the day on which they are told without an answer; NO_DAY:
		    * none is held any more */
	const struct alert_example {
		const char *title, *link;
	} * example;
	size_t n_examples;
	int more;   /* of which there are more */
	bool links; /* are told beside the titles */
	bool gap;   /* and between these two there may have been others */
	int64_t gap_start, gap_end;
};

/* Where a feed has moved to for good; or (to NULL) that there is no network. */
struct alert_moved {
	const char *to;
	enum moved_doubt doubt;
	int64_t since;
};

enum {
	ALERT_EXAMPLES_MOST = 30,
	ALERT_DEADLINES_MOST = 20,
	ALERT_RULES_MOST = 10, /* named in the text */
	ALERT_TEXT_MOST = 32 * 1024
};

struct alert_watch;     /* core/alert-watch.h */
struct alert_escalated; /* core/alert-escalate.h */

/* All that an alert says.  What does not apply is NULL, 0 or NO_TIME. */
struct alert {
	enum event_kind event;
	enum priority priority;
	int64_t created;
	int today;
	const char *source, *source_title;
	const char *feed, *feed_title;
	const struct alert_rule *rule;
	size_t n_rules;
	int64_t item;
	const char *title, *link; /* of the item */
	int64_t published;
	/* Those that the rules follow, soonest first. */
	const struct alert_deadline *deadline;
	size_t n_deadlines;
	const struct deadline *old;        /* what the first one was before */
	const char *old_words, *new_words; /* sentences that changed */
	unsigned changes;                  /* what changed: change.h's all */
	const char *reason;                /* of a failure */
	bool late;                         /* a reminder after its day, */
	int due;                           /* which was this */
	enum lineage how;                  /* deadline.moved: in which way */
	const char *const *reminded; /* receivers reminded of the old day */
	size_t n_reminded;
	const char *other_title, *other_link; /* the page that disagrees */
	const char *by;                       /* the person who did it */
	const struct closed *closed;          /* for counting days */
	bool quote_all;                       /* numbers of persons too */
	bool unread;                          /* its page could not be read */
	bool rest_held; /* more of its feed are held back */
	const struct alert_episode *episode; /* of a feed's health */
	const struct alert_hold *hold;       /* of what returned, is too much */
	const struct alert_moved *moved;     /* of where to, or no network */
	const struct alert_watch *watch;     /* of a silence, or an audit */
	const struct alert_escalated *escalated; /* what nobody has taken */
	bool replay; /* of what is known already, for a new rule */
};

/*
 * In one language: title is one line that leads with the date, text the whole
 * of it, lines parted by "\n".  A title, sentence or reason that is longer
 * than anybody reads is cut with "…", so that what comes after it is there.
 */
void alert_write(struct pool *, const struct alert *, enum language,
    const char **title, const char **text);

/*
 * As plugins/README.md says it, without id, alert, receiver and options; and
 * with "texts": {"sv": {"title", "text"}, "en": ...} from which the outbox
 * takes its receiver's.  A new reference.
 */
json_t *alert_json(struct pool *, const struct alert *);

/* The classes of a change, weightiest first: ["date", "text"]. */
json_t *alert_changes_json(unsigned all);

/* A deadline's members, as in that JSON and in the control protocol. */
json_t *alert_deadline_json(const struct deadline *, int64_t id);

#endif
