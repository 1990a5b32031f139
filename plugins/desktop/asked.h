/* asked.h - what was asked of the daemon and is not answered yet */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_DESKTOP_ASKED_H
#define PLUGINS_DESKTOP_ASKED_H

#include <jansson.h>
#include <stdbool.h>

struct link;
struct asked;

/*
 * Answers come in the order of the requests.  What someone chose on a notice
 * is kept until it is answered, over as many connections as that takes; the
 * rest is said anew by who wants it.
 */
enum { ASKED_MOST = 200 }; /* kept ones that wait for a connection */

struct request {
	char *line;
	char *alert; /* of a kept one: whose notice goes with the answer */
	bool follow;
};

struct asked *asked_new(void);
void asked_free(struct asked *);

/* Takes the reference of members over.  link is up. */
void asked_send(struct asked *, struct link *, json_t *members, bool follow);
/* Sends it now, or when link is NULL or not up later; false: too many wait. */
bool asked_keep(
    struct asked *, struct link *, json_t *members, const char *alert);
/* The connection is there, and follow was said: says what was kept. */
void asked_again(struct asked *, struct link *);
/* The connection is lost: forgets but what is kept. */
void asked_lost(struct asked *);
/* The one that is answered now, to be freed; NULL when none was asked. */
struct request *asked_answered(struct asked *);
void request_free(struct request *);

#endif
