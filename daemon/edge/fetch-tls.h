/* fetch-tls.h - whose certificates are believed, and which one was not */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_FETCH_TLS_H
#define EDGE_FETCH_TLS_H

#include <curl/curl.h>
#include <stdbool.h>

#include "base/why.h"
#include "edge/fetch-trust.h"

struct fetch_access;

/* Of one handle; begins as zeroes. */
struct tls {
	char fault[600]; /* the last of its connections, and what to do; "" */
	bool card_asked; /* a client certificate, and there was none */
	struct trusted roots, between;
};

/*
 * From now on the handle's connections believe what tls says, beside the
 * system's roots, and the fault of a certificate is written there with the
 * name of its issuer, which libcurl does not tell.  *tls must live as long as
 * the connections that the handle makes.  Also turns renegotiation off.
 */
void tls_watch(CURL *, struct tls *);
/* The files of access (or NULL); false: one cannot be read. */
bool tls_set(CURL *, struct tls *, struct trust *, const struct fetch_access *,
    struct why *);
/* Nothing beside the system's roots, and no fault. */
void tls_clear(CURL *, struct tls *);

#endif
