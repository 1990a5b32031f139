/* network.c - one broken site, or no network at all: told apart */
/* SPDX-License-Identifier: MIT */
#include "core/network.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

uint64_t
network_host(const char *url)
{
	const char *slashes = strstr(url, "://");
	const char *host = slashes ? slashes + 3 : url;
	const char *end = host + strcspn(host, "/?#");
	uint64_t hash = 14695981039346656037U;

	for (const char *s = url; s < end; s++)
		hash = (hash ^ (uint64_t)tolower((unsigned char)*s)) *
		       1099511628211U;
	return hash;
}

bool
network_reached(struct network *n)
{
	bool was_down = n->state == NETWORK_DOWN;

	n->state = NETWORK_UP;
	return was_down;
}

static void
miss_again(struct network *n, int64_t now)
{
	/* Requests that were under way together are one try. */
	if (now < n->next)
		return;
	n->pause *= 2;
	if (n->pause > NETWORK_PAUSE_MOST)
		n->pause = NETWORK_PAUSE_MOST;
	n->next = now + n->pause;
}

enum network_state
network_missed(struct network *n, uint64_t host, bool alone, int64_t now)
{
	if (n->state == NETWORK_DOWN) {
		miss_again(n, now);
		return n->state;
	}
	if (n->state == NETWORK_UP)
		n->since = now;
	if (alone || (n->state == NETWORK_DOUBTED && n->doubted != host)) {
		n->state = NETWORK_DOWN;
		n->pause = NETWORK_PAUSE_LEAST;
		n->next = now + n->pause;
	} else {
		n->state = NETWORK_DOUBTED;
		n->doubted = host;
	}
	return n->state;
}
