/* private.c - addresses that are not on the public net */
/* SPDX-License-Identifier: MIT */
#include "plugins/webhook/private.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

/* IPv4 as ::ffff:a.b.c.d, so that one table serves both. */
static const struct {
	const char *network;
	unsigned bits;
} table[] = {
    {"::ffff:0.0.0.0", 104},      /* this network */
    {"::ffff:10.0.0.0", 104},     /* private use */
    {"::ffff:100.64.0.0", 106},   /* shared by a provider's customers */
    {"::ffff:127.0.0.0", 104},    /* loopback */
    {"::ffff:169.254.0.0", 112},  /* link-local, cloud metadata */
    {"::ffff:172.16.0.0", 108},   /* private use */
    {"::ffff:192.0.0.0", 120},    /* protocol assignments */
    {"::ffff:192.0.2.0", 120},    /* documentation */
    {"::ffff:192.88.99.0", 120},  /* 6to4 relays, once */
    {"::ffff:192.168.0.0", 112},  /* private use */
    {"::ffff:198.18.0.0", 111},   /* benchmarks */
    {"::ffff:198.51.100.0", 120}, /* documentation */
    {"::ffff:203.0.113.0", 120},  /* documentation */
    {"::ffff:224.0.0.0", 100},    /* multicast */
    {"::ffff:240.0.0.0", 100},    /* reserved, broadcast */
    {"::", 96},                   /* unspecified, loopback, compatible */
    {"64:ff9b:1::", 48},          /* local NAT64 */
    {"100::", 64},                /* discard */
    {"2001::", 23},               /* protocol assignments, Teredo */
    {"2001:db8::", 32},           /* documentation */
    {"3fff::", 20},               /* documentation */
    {"5f00::", 16},               /* segment routing */
    {"fc00::", 7},                /* unique local */
    {"fe80::", 10},               /* link-local */
    {"fec0::", 10},               /* site-local, once */
    {"ff00::", 8},                /* multicast */
};

static bool
is_within(const unsigned char *a, const char *network, unsigned bits)
{
	unsigned char b[16];

	if (inet_pton(AF_INET6, network, b) != 1)
		return true;
	if (memcmp(a, b, bits / 8) != 0)
		return false;
	return bits % 8 == 0 ||
	       ((a[bits / 8] ^ b[bits / 8]) >> (8 - bits % 8)) == 0;
}

static bool
is_listed(const unsigned char *a)
{
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		if (is_within(a, table[i].network, table[i].bits))
			return true;
	return false;
}

static bool
is_listed_v4(const void *v4)
{
	unsigned char a[16] = {[10] = 0xFF, [11] = 0xFF};

	memcpy(a + 12, v4, 4);
	return is_listed(a);
}

bool
is_private(const struct sockaddr *address)
{
	const unsigned char *a;

	if (address->sa_family == AF_INET)
		return is_listed_v4(
		    &((const struct sockaddr_in *)(const void *)address)
			 ->sin_addr);
	if (address->sa_family != AF_INET6)
		return true;
	a = ((const struct sockaddr_in6 *)(const void *)address)
		->sin6_addr.s6_addr;
	if (is_within(a, "64:ff9b::", 96))
		return is_listed_v4(a + 12);
	if (is_within(a, "2002::", 16))
		return is_listed_v4(a + 2);
	return is_listed(a);
}
