/* fetch-access.h - who asks: secrets for one origin, and to nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_FETCH_ACCESS_H
#define EDGE_FETCH_ACCESS_H

#include <curl/curl.h>
#include <stdbool.h>

#include "base/pool.h"
#include "edge/fetch.h"

/* A copy with its texts in the pool; NULL of NULL. */
const struct fetch_access *access_copy(
    struct pool *, const struct fetch_access *);
/* The copy's secrets are overwritten; the pool may then be freed. */
void access_wipe(const struct fetch_access *);

/* Is there anything in it that not everybody may see? */
bool access_is_secret(const struct fetch_access *);
/*
 * Whether the URL has the origin (RFC 6454: scheme, host, port) that the
 * secrets are for; https on the same host also where http is meant, both on
 * their own port.
 */
bool access_may_tell(const struct fetch_access *, const char *url);

/*
 * Sets the handle for a request to the URL: what is secret only where it may
 * be told, and else none of it, also of what an earlier request had set.
 * access may be NULL.  Lines of headers are added to *lines, which the caller
 * sets and frees.
 */
void access_set(CURL *, const struct fetch_access *, const char *url,
    struct curl_slist **lines);

#endif
