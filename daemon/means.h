/* means.h - who asks and reads for the rounds, as the configuration says */
/* SPDX-License-Identifier: MIT */
#ifndef MEANS_H
#define MEANS_H

#include <stdbool.h>

struct event_base;
struct conf;
struct fetcher;
struct mailboxes;
struct reader;
struct spawner;
struct hosts;
struct network;

/*
 * poll and linked hold a pointer to one of these and look at it anew each
 * time: a reload that changes limits, the User-Agent, allowed networks or the
 * zone makes fetcher, reader and hosts anew, while nothing is under way.
 */
struct means {
	struct fetcher *fetcher;
	struct mailboxes *mailboxes;
	struct reader *reader;
	struct spawner *spawner; /* stays: the outbox uses it too */
	struct hosts *hosts;
	struct network *network; /* stays: is there one? */
};

void means_open(struct means *, struct event_base *, const struct conf *);
/* Also one that was never opened (all NULL). */
void means_close(struct means *);
/* Fetcher, reader and hosts by another configuration. */
void means_renew(struct means *, struct event_base *, const struct conf *);
/* Would they be others? */
bool means_differ(const struct conf *, const struct conf *);

#endif
