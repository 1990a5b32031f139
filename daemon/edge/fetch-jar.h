/* fetch-jar.h - cookies, a jar for each who asks; in memory only */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_FETCH_JAR_H
#define EDGE_FETCH_JAR_H

#include <curl/curl.h>

/*
 * A site sees the cookies that it set for one source, and not those of another
 * source at the same site.  Handles that use a jar must be cleaned up before
 * the jars are freed.
 */
struct jars;
struct jar;

struct jars *jars_new(void);
void jars_free(struct jars *);
/* The jar of that name, made when it is new; NULL is a name too. */
struct jar *jars_find(struct jars *, const char *name);

/* The handle keeps its cookies there from now on; NULL: nowhere. */
void jar_use(struct jar *, CURL *);
/* So many were set; a jar that took very many is emptied. */
void jar_count(struct jar *, CURL *, int cookies);
/* Emptied; the handle uses it. */
void jar_empty(struct jar *, CURL *);

#endif
