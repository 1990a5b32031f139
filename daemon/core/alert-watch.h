/* alert-watch.h - what alerts say of silences that end, and of an audit's holes */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_ALERT_WATCH_H
#define CORE_ALERT_WATCH_H

#include <jansson.h>

#include "base/str.h"
#include "core/alert.h"
#include "core/hole.h"

/* A silence, or what an audit has found. */
struct alert_watch {
	int64_t silence;  /* its number */
	const char *what; /* its matchers, in one line */
	const char *by, *comment;
	int64_t until;
	int hidden;              /* alerts that it hid */
	const char *const *line; /* titles of them, the first ones */
	size_t n_lines;
	const struct hole *hole;
	size_t n_holes; /* all of them; at most ALERT_EXAMPLES_MOST told */
};

/* As alert_write's parts; a->watch is there. */
void alert_watch_title(
    struct str *, struct pool *, const struct alert *, enum language);
void alert_watch_text(
    struct str *, struct pool *, const struct alert *, enum language);
json_t *alert_watch_json(struct pool *, const struct alert_watch *);

#endif
