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
#include "edge/fetch-jar.h"
#include "edge/fetch-tls.h"
#include "edge/fetch-trust.h"
#include "edge/fetch-unpack.h"
#include "edge/fetch.h"

/* Used again and again; between two uses it keeps its handle and buffers. */
struct transfer {
	struct transfer *next; /* in the stock */
	const struct guard *guard;
	struct trust *trust;
	CURL *easy;

	/* Of the request, whose texts live until the transfer is cleared. */
	const struct fetch_request *request;
	struct jar *jar;
	struct tls tls;
	int hops;         /* redirects followed */
	int64_t spent;    /* microseconds, of the hops before this one */
	bool plain;       /* as if for the first time, after a 400 */
	bool older;       /* HTTP/1.1, since HTTP/2 broke */
	bool permanent;   /* nothing but 301 and 308 so far */
	bool held_back;   /* a hop went elsewhere: secrets were not told */
	struct str moved; /* where the permanent ones lead */

	/* Of the hop. */
	struct curl_slist *lines;
	bool proxied, conditional;
	struct header header;
	struct str body;
	size_t dropped;   /* bytes of a body nobody wants */
	int cookies;      /* Set-Cookie lines, of all hops */
	struct why fault; /* what we gave up for; "" when nothing */
	char error[CURL_ERROR_SIZE];

	enum unpack_state unpack;
	struct unpacking unpacking;
	struct why why;      /* it failed */
	struct str unpacked; /* for the result */
	struct str url;
};

struct transfer *transfer_new(
    const struct guard *, struct trust *, const char *agent);
void transfer_free(struct transfer *);

/* Sets the handle for the request; it may then be added to the loop. */
void transfer_begin(
    struct transfer *, const struct fetch_request *, struct jar *);
/*
 * What came asks for more (fetch-hop.c): a redirect, a 400.  True: the handle
 * is set, and may be added to the loop again.  False: it is over, by *code.
 */
bool transfer_again(struct transfer *, CURLcode *code);
/* The URL of the hop under way; never NULL. */
const char *transfer_url(struct transfer *);
/* Unpacks a step's worth of what came (fetch-result.c); true: not all yet. */
bool transfer_unpack(struct transfer *, CURLcode);
/* The result, once all is unpacked (fetch-result.c), which is valid until the transfer is cleared. */
void transfer_result(
    struct transfer *, CURLcode, int64_t now, struct fetch_result *);
/* Ready for the stock; large buffers are given back. */
void transfer_clear(struct transfer *);

/* Sets the handle to ask for the URL (fetch-hop.c). */
void transfer_ask(struct transfer *, const char *url);

#endif
