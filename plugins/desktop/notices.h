/* notices.h - what stands on the desktop now, one notice for each alert */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_DESKTOP_NOTICES_H
#define PLUGINS_DESKTOP_NOTICES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/why.h"
#include "plugins/common.h"

/* What someone chose on a notice. */
/* Seen: dismissed, or its link was opened; one that expired is not seen. */
enum notice_act { NOTICE_ACK, NOTICE_SNOOZE, NOTICE_DONE, NOTICE_SEEN };

struct notices;

/* alert lives during the call, which comes from the main loop. */
typedef void notices_act_fn(enum notice_act, const char *alert, void *context);

/* Notices followed at once: an action on an older one is not heard any more. */
enum { NOTICES_MOST = 500 };

/* libnotify must be ready (session.h) whenever one is shown or closed. */
struct notices *notices_new(notices_act_fn *, void *context);
void notices_free(struct notices *);

/*
 * Shows the alert, in the place of an earlier notice of the same alert; a link
 * is opened by choosing the notice itself.  True when the server has taken it.
 */
bool notices_show(struct notices *, const struct parcel *, struct why *);
/* One notice for many; choosing it shows each. */
bool notices_show_summary(
    struct notices *, const struct parcel *const *, size_t n, struct why *);
/* A word of our own, without actions; what goes wrong with it is forgotten. */
void notices_say(struct notices *, const char *title, const char *body);
/* Takes the notice of the alert away, and it out of summaries. */
void notices_close(struct notices *, const char *alert);
/* Up to STANDING_MOST alerts of what stands there, newest first. */
enum { STANDING_MOST = 100 };
json_t *notices_standing(const struct notices *);
/* The server has changed: nothing of ours stands there. */
void notices_forget(struct notices *);

#endif
