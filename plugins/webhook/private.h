/* private.h - addresses that are not on the public net */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_WEBHOOK_PRIVATE_H
#define PLUGINS_WEBHOOK_PRIVATE_H

#include <stdbool.h>

struct sockaddr;

/*
 * Whether the address is of a network that IANA's special-purpose registries
 * (RFC 6890, with later entries) hold as not globally reachable, or of one
 * that carries an IPv4 address inside (6to4, NAT64, mapped) of that kind.  What
 * is neither IPv4 nor IPv6 counts as private.
 */
bool is_private(const struct sockaddr *);

#endif
