/* network.h - one broken site, or no network at all: told apart */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_NETWORK_H
#define CORE_NETWORK_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Pure: whoever asks tells what came of it, with the time.
 *
 *	UP --a host that was well is not reached--> DOUBTED (another is asked)
 *	     ^ anybody answered                       | a second one, or there
 *	     |----------------------------------------| is no other
 *	     |                                        v
 *	     '-------------------------------------- DOWN (one is asked again
 *	                                              and again)
 *
 * "Not reached" is a name that nobody resolves or no route to any address;
 * an answer of any kind, also an error, is one.
 */
enum network_state { NETWORK_UP, NETWORK_DOUBTED, NETWORK_DOWN };

enum {
	NETWORK_PAUSE_LEAST = 5, /* seconds between two tries while down */
	NETWORK_PAUSE_MOST = 300
};

struct network {
	enum network_state state;
	uint64_t doubted; /* the host that was not reached */
	int64_t since;    /* DOUBTED and DOWN: of the first one */
	int64_t next;     /* DOWN: when one is asked again */
	int pause;        /* seconds up to that */
};

/* A host by its address: scheme and authority, in any case. */
uint64_t network_host(const char *url);

/* A host answered; true: the network was down and is up again. */
bool network_reached(struct network *);

/*
 * A host that was well was not reached; alone: there is no other to ask.
 * Returns the state it is in now.  When down it is asked again at next.
 */
enum network_state network_missed(
    struct network *, uint64_t host, bool alone, int64_t now);

#endif
