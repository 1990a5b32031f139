/* ics.h - calendar files (RFC 5545), by libical */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_ICS_H
#define EDGE_ICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"
#include "base/why.h"

struct json_t;

enum ics_status { ICS_TENTATIVE, ICS_CONFIRMED, ICS_CANCELLED };

/* An event of whole days.  Texts are UTF-8; those that may be NULL say so. */
struct ics_event {
	const char *uid;
	int sequence;
	enum ics_status status;
	int64_t stamp;  /* of its last change */
	int start, end; /* days, both included */
	const char *summary, *description;
	const char *link, *category; /* NULL: none */
	const int *alarm;            /* days on which it reminds */
	size_t n_alarms;
	int alarm_hour;
};

struct ics {
	const char *name; /* of the calendar, for people */
	const char *program, *version;
	const struct ics_event *event;
	size_t n;
};

/*
 * The file's text, to be freed; NULL when memory runs out.  libical brings
 * ICU with it, so it is bevakad-ics and bevakactl that write, and the daemon
 * hands them the events as JSON.
 */
char *ics_write(const struct ics *);
struct json_t *ics_json(const struct ics *);
/* One of its events. */
struct json_t *ics_event_json(const struct ics_event *);
/* Texts are the JSON's, for as long as it lives; the rest is the pool's. */
bool ics_read(struct pool *, const struct json_t *, struct ics *, struct why *);

/*
 * Puts the text at path, whole or not at all, readable by all; a file that
 * holds it already is left alone.  The folder must be there.
 */
bool ics_keep(const char *path, const char *text, struct why *);

#endif
