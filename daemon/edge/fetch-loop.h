/* fetch-loop.h - libcurl's multi handle on the event loop */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_FETCH_LOOP_H
#define EDGE_FETCH_LOOP_H

#include <curl/curl.h>

struct event_base;
struct fetch_loop;

/* The handle has been removed from the loop already (but see hold). */
typedef void fetch_loop_done_fn(CURL *, CURLcode, void *context);

/* Keeps at most idle connections open for use again. */
struct fetch_loop *fetch_loop_new(
    struct event_base *, int idle, fetch_loop_done_fn *, void *context);
/* From now on handles stay when they are done, until they are removed: of
 * connections that are used on (CURLOPT_CONNECT_ONLY). */
void fetch_loop_hold(struct fetch_loop *);
/* All handles must have been removed. */
void fetch_loop_free(struct fetch_loop *);

/* done is called from a later turn of the loop. */
void fetch_loop_add(struct fetch_loop *, CURL *);
/* done is not called. */
void fetch_loop_remove(struct fetch_loop *, CURL *);

#endif
