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
#include "core/lineage.h"
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
	EVENT_PARCEL_GIVEN_UP,
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

enum {
	ALERT_DEADLINES_MOST = 20,
	ALERT_RULES_MOST = 10, /* named in the text */
	ALERT_TEXT_MOST = 32 * 1024
};

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
	const char *old_words, *new_words; /* a sentence that changed */
	const char *reason;                /* of a failure */
	bool late;                         /* a reminder after its day, */
	int due;                           /* which was this */
	enum lineage how;                  /* deadline.moved: in which way */
	const char *const *reminded; /* receivers reminded of the old day */
	size_t n_reminded;
	const char *other_title, *other_link; /* the page that disagrees */
	const char *by;                       /* the person who did it */
	const struct closed *closed;          /* for counting days */
	bool unread;                          /* its page could not be read */
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

/* A deadline's members, as in that JSON and in the control protocol. */
json_t *alert_deadline_json(const struct deadline *, int64_t id);

#endif
