/* client.h - the daemon's control socket, seen from bevakactl */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_CLIENT_H
#define CTL_CLIENT_H

#include <jansson.h>

#include "base/why.h"

/* How bevakactl ends; those of control.h's code are the same. */
enum ctl_exit {
	CTL_FINE,
	CTL_FAILED,     /* it was understood, and did not work */
	CTL_USAGE,      /* it was not understood */
	CTL_NOTHING,    /* nothing is so called, or matches */
	CTL_UNREACHABLE /* no daemon there, or it does not answer */
};

/* The protocol is daemon/control.h's.  One question at a time. */
struct client;

enum { CLIENT_ANSWER_MOST = 16 * 1024 * 1024 };

/*
 * NULL when nobody listens at path: *w says where, why and what to do.
 * seconds is how long connecting may take.
 */
struct client *client_open(const char *path, int seconds, struct why *w);
void client_close(struct client *);

/*
 * Sends the request and waits for its answer, seconds at the most.  CTL_FINE:
 * *answer is the caller's to json_decref, its "ok" is true.  Else *w is one
 * line and *answer is what the daemon said with "ok": false, or NULL.
 */
enum ctl_exit client_ask(struct client *, const json_t *request, int seconds,
    json_t **answer, struct why *w);

/* The next line by itself (after follow); seconds -1: wait for ever. */
enum ctl_exit client_next(
    struct client *, int seconds, json_t **line, struct why *w);

#endif
