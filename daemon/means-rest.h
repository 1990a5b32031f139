/* means-rest.h - hosts that want rest: kept over a restart and a reload */
/* SPDX-License-Identifier: MIT */
#ifndef MEANS_REST_H
#define MEANS_REST_H

struct turn;
struct means;

/*
 * The host of that url wants rest (Retry-After): nobody is let in for that
 * long, and the state file says so, by the transaction at hand.  A rest that
 * cannot be written holds in memory all the same.
 */
void means_rest(
    struct turn *, const struct means *, const char *url, int seconds);

/* Hosts that were made anew know again who rests, as the file has it. */
void means_rest_load(struct turn *, const struct means *);

#endif
