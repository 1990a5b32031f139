/* fetch-tls.h - which certificate was not believed, and who issued it */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_FETCH_TLS_H
#define EDGE_FETCH_TLS_H

#include <curl/curl.h>

/* The last fault of a handle's connections; "" when there was none. */
struct tls_fault {
	char text[200];
};

/*
 * From now on the fault of a certificate is written to *fault, with the name
 * of its issuer, which libcurl does not tell.  *fault must live as long as
 * the connections that the handle makes.  Also turns renegotiation off.  Does
 * nothing when libcurl was built with another TLS library than OpenSSL.
 */
void tls_watch(CURL *, struct tls_fault *);

#endif
