/* post.h - one HTTP request with a body, and what the answer means */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_WEBHOOK_POST_H
#define PLUGINS_WEBHOOK_POST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "plugins/common.h"

struct curl_slist;

struct post_request {
	const char *url;            /* http or https */
	const char *method;         /* POST or PUT */
	struct curl_slist *headers; /* beside its own; the caller's, or NULL */
	const char *ca;             /* file of authorities, or NULL */
	const char *proxy; /* or NULL; then it decides what can be reached */
	bool allow_private;
	int seconds;
	const char *id; /* header webhook-id */
	int64_t timestamp;
	const char *signature; /* "": none */
	const char *body;
	size_t len;
};

/*
 * w holds one line: the status, and what the answer's body begins with.
 *
 *	2xx                      DELIVERED
 *	3xx                      REFUSED, with where it leads: not followed
 *	408 425 429 5xx          LATER, and "retry-after=SECONDS" behind it
 *	                         when the answer says so (both forms, at most a
 *	                         week)
 *	410                      GONE: nothing is taken there any more
 *	other 4xx                REFUSED
 *	no answer, no connection LATER
 *	private address, bad URL SETTINGS
 *
 * Private addresses are refused where the socket would be made, so also
 * behind names.  A status that came counts, even when the rest did not.
 */
enum notifier_end post_send(const struct post_request *, struct why *);

#endif
