/* face.h - how an alert looks on a desktop: title, body, urgency, category */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_DESKTOP_FACE_H
#define PLUGINS_DESKTOP_FACE_H

#include <stddef.h>

#include "base/str.h"
#include "plugins/common.h"

/* What a notification server can do (Desktop Notifications 1.2). */
enum face_can {
	FACE_BODY = 1,
	FACE_MARKUP = 2, /* body-markup: & and < must be escaped */
	FACE_ACTIONS = 4,
	FACE_PERSISTENCE = 8,
	FACE_DEFAULT = 16, /* its action "default" is a button as others are */
};

/* Characters of a title, and of a body; lines of a body and of a summary. */
enum {
	FACE_TITLE_MOST = 200,
	FACE_BODY_MOST = 400,
	FACE_LINES_MOST = 6,
};

/* A server's word for it; 0 when it means nothing to us. */
unsigned face_capability(const char *word);
/* What a server of that name is known to do, which it has no word for. */
unsigned face_server(const char *name);

/*
 * title is plain text always; body has markup escaped when the server reads
 * markup, and is as it stands when it does not.  Lines of the text that repeat
 * the title or the link, and empty ones, are left out: many servers show a line
 * end as a space.  Without actions the body ends in the command that does it.
 */
void face_title(struct str *, const struct parcel *);
void face_body(struct str *, const struct parcel *, unsigned can);
/* The titles of several, most urgent first, and how many more there are. */
void face_summary_title(struct str *, size_t n);
void face_summary_body(
    struct str *, const struct parcel *const *, size_t n, unsigned can);

/*
 * 0 low, 1 normal, 2 critical.  Critical ones stay until they are dismissed, so
 * only those are that say a day is due which nobody has taken yet (a reminder,
 * and what is passed on); whatever else is of critical priority is normal.
 */
int face_urgency(const struct parcel *);
/* "x-bevakad.deadline" when it is about one; of feed, else of item. */
const char *face_category(const struct parcel *);
/* http or https, without control or white space, at most 2000 bytes. */
bool face_can_open(const char *link);

#endif
