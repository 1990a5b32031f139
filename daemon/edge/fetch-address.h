/* fetch-address.h - which addresses may be spoken to: none that is private */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_FETCH_ADDRESS_H
#define EDGE_FETCH_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

struct sockaddr;

/* IPv4 as ::ffff:a.b.c.d, so that there is one kind only. */
struct network {
	unsigned char address[16];
	int bits;
};

struct guard {
	struct network *refused;
	size_t n_refused;
	struct network *allowed;
	size_t n_allowed;
};

/* "10.0.0.0/8", "fc00::/7" or one address; false when it is neither. */
bool network_read(const char *text, struct network *);

/*
 * Refused is what the registries of special addresses (RFC 6890 and IANA's
 * lists of 2024) do not call global, unless a network of allow (ends in NULL,
 * may be NULL) holds it; IPv6 addresses that carry an IPv4 one (mapped, 6to4,
 * NAT64) count as that too.  Texts that are no network are left out, with a
 * warning in the log.
 */
void guard_init(struct guard *, const char *const *allow);
void guard_release(struct guard *);
bool guard_passes(const struct guard *, const struct sockaddr *);
/*
 * A host as a URL names it, for requests through a proxy, which looks names
 * up itself: false for a refused address and for localhost; names pass.
 */
bool guard_passes_host(const struct guard *, const char *host);

/* The address without its port, for people; "?" when it is not IP. */
enum { ADDRESS_TEXT = 64 };
const char *address_write(const struct sockaddr *, char text[ADDRESS_TEXT]);

#endif
