/* digest.h - several alerts as one: what is in it, in which order, its texts */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_DIGEST_H
#define CORE_DIGEST_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"
#include "core/date/closed.h"
#include "core/date/zone.h"
#include "core/deadline/deadline.h"
#include "core/phrases.h"
#include "core/rule.h"

/* The parts of a digest, in its order. */
enum digest_part {
	DIGEST_DEADLINES, /* what must be done by when, the soonest first */
	DIGEST_CHANGED,
	DIGEST_NEW,
	DIGEST_OTHER, /* how feeds are, and the watch itself */
	DIGEST_PARTS
};
const char *digest_part_name(enum digest_part);

/* One thing that is told: an alert, or all those of one item. */
struct digest_entry {
	enum digest_part part;
	int64_t alert, item; /* item 0: of none */
	int64_t created;     /* of its first alert */
	const char *event;
	enum priority priority;
	const char *title, *link, *source;
	enum deadline_kind kind; /* of the day it leads with */
	int day;                 /* the last day; NO_DAY */
	int old_day;             /* what it was before; NO_DAY */
	int alerts;              /* how many it stands for */
	const char *earlier;     /* the others' ids, "A17 A18"; "" */
	const char *rules;       /* names, "a, b" */
};

/*
 * An alert's JSON (core/alert.h) as an entry: of its deadlines the soonest
 * that is not over on that day.  Texts are in the pool; title is the item's,
 * else the alert's in that language.  False when it is no such JSON.
 */
bool digest_read(struct pool *, const json_t *alert, int64_t id, int today,
    enum language, struct digest_entry *);

/* Those of one item become one: the last one's facts, the soonest day.  In
 * the order of the digest after that; returns how many are left. */
size_t digest_merge(struct pool *, struct digest_entry *, size_t n);

/* A digest as a whole; entries merged. */
struct digest {
	const char *name;  /* NULL: what was gathered, or held back together */
	const char *title; /* of the receiver */
	const struct digest_entry *entry;
	size_t n;
	int more;      /* that are not listed: too many */
	int64_t since; /* when the first of it was raised */
	int64_t now;
	const struct zone *zone;
	const struct closed *closed;
};

enum { DIGEST_LISTED_MOST = 200, DIGEST_TEXT_MOST = 128 * 1024 };

/*
 * title is one line that leads with how much there is and the soonest day;
 * text has a table of contents and then the parts, each entry with its day,
 * title, source and link.
 */
void digest_write(struct pool *, const struct digest *, enum language,
    const char **title, const char **text);

/* As plugins/README.md says it, and with "texts" as alert_json() has them. */
json_t *digest_json(struct pool *, const struct digest *);
/* The weightiest of its entries. */
enum priority digest_priority(const struct digest *);

/*
 * What was held back and goes out by itself: its text with a line before it
 * that says from when it is, and after it what came earlier of the same item.
 */
struct held_text {
	int64_t created;
	const char *title, *text;
};
const char *digest_held_text(struct pool *, enum language, const struct zone *,
    int64_t now, const struct held_text *last, const struct held_text *rest,
    size_t n);

#endif
