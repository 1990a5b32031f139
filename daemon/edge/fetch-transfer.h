/* fetch-transfer.h - one easy handle: what it is told, and what came of it */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_FETCH_TRANSFER_H
#define EDGE_FETCH_TRANSFER_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "base/why.h"
#include "edge/fetch-address.h"
#include "edge/fetch-header.h"
#include "edge/fetch-tls.h"
#include "edge/fetch.h"

/* Used again and again; between two uses it keeps its handle and buffers. */
struct transfer {
	struct transfer *next; /* in the stock */
	const struct guard *guard;
	CURL *easy;
	struct curl_slist *lines;
	bool proxied, conditional;
	size_t body_most;

	struct header header;
	bool permanent; /* nothing but 301 and 308 so far */
	struct str moved;
	struct str body;
	size_t dropped; /* bytes of a body nobody wants */
	int cookies;    /* Set-Cookie lines */
	struct tls_fault tls;
	struct why fault; /* what we gave up for; "" when nothing */
	char error[CURL_ERROR_SIZE];

	struct str unpacked; /* for the result */
	struct str url;
};

/* Cookies are kept in the share. */
struct transfer *transfer_new(
    const struct guard *, const char *agent, CURLSH *share);
void transfer_free(struct transfer *);

/* Sets the handle for the request; it may then be added to the loop. */
void transfer_begin(struct transfer *, const struct fetch_request *);
/* The URL of the hop under way; never NULL. */
const char *transfer_url(struct transfer *);
/* The result (fetch-result.c), which is valid until the transfer is cleared. */
void transfer_result(
    struct transfer *, CURLcode, int64_t now, struct fetch_result *);
/* Ready for the stock; large buffers are given back. */
void transfer_clear(struct transfer *);

#endif
