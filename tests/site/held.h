/* held.h - answers that take their time, or never come */
/* SPDX-License-Identifier: MIT */
#ifndef SITE_HELD_H
#define SITE_HELD_H

#include <stdbool.h>

struct evhttp_request;
struct site;
struct sheet;

/*
 * A held request belongs to its struct held until its connection is lost or
 * its answer is over.  At most HELD_MOST are held; false: it was not taken.
 */
enum { HELD_MOST = 64 };

bool held_hang(struct site *, struct evhttp_request *);
bool held_close(struct site *, struct evhttp_request *);
/* Headers of the sheet are in the request already. */
bool held_drip(struct site *, struct evhttp_request *, const struct sheet *);
bool held_truncate(
    struct site *, struct evhttp_request *, const struct sheet *);
/* Before evhttp, which frees the requests themselves, is freed. */
void held_stop(struct site *);

#endif
