/* fetch-trust.h - certificates from files: own roots, forgotten intermediates */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_FETCH_TRUST_H
#define EDGE_FETCH_TRUST_H

#include <openssl/x509.h>
#include <stdbool.h>

#include "base/why.h"

/*
 * Files are read when they are first asked for, and again when they, or the
 * system's certificates, have changed.  PEM with any number of certificates,
 * or one in DER form, as authorities hand them out.
 */
struct trust;

struct trust *trust_new(void);
void trust_free(struct trust *);

/* What one file gives; its holder counts references. */
struct trusted {
	X509_STORE *roots;        /* the system's, and the file's */
	STACK_OF(X509) * between; /* the file's alone */
	char *pem;                /* the file's, written anew */
};

/*
 * The roots of the system with those of the file; "": the system's alone, and
 * pem is then one of them.  False: why, with the path.  *to is filled with
 * references of its own; give them back with trusted_release().
 */
bool trust_roots(
    struct trust *, const char *path, struct trusted *to, struct why *);
/* The file's certificates, which are trusted for nothing by themselves. */
bool trust_between(
    struct trust *, const char *path, struct trusted *to, struct why *);
/* Also of one that is all NULL; it is so afterwards. */
void trusted_release(struct trusted *);

/* Reads the system's roots where they are wanted and not at hand: so long that
 * what is wanted of them had better wait for the next turn.  False: nothing was
 * to be done. */
bool trust_warm(struct trust *);

/* The certificates of a file, to be freed; NULL: none, and why. */
STACK_OF(X509) * trust_read(const char *path, struct why *);

#endif
