/* private-t.c - addresses that are not on the public net */
/* SPDX-License-Identifier: MIT */
#include "plugins/webhook/private.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/un.h>

#include "tap/tap.h"

/* The edges of each network, and their neighbours. */
static const struct {
	bool is_private;
	const char *address;
} table[] = {
    {true, "0.0.0.0"},
    {false, "1.0.0.0"},
    {false, "9.255.255.255"},
    {true, "10.0.0.0"},
    {true, "10.255.255.255"},
    {false, "11.0.0.0"},
    {false, "100.63.255.255"},
    {true, "100.64.0.0"},
    {true, "100.127.255.255"},
    {false, "100.128.0.0"},
    {true, "127.0.0.1"},
    {false, "128.0.0.1"},
    {true, "169.254.169.254"},
    {false, "169.255.0.0"},
    {false, "172.15.255.255"},
    {true, "172.16.0.0"},
    {true, "172.31.255.255"},
    {false, "172.32.0.0"},
    {true, "192.0.0.8"},
    {false, "192.0.1.0"},
    {true, "192.168.255.255"},
    {false, "192.169.0.0"},
    {true, "198.18.0.0"},
    {true, "198.19.255.255"},
    {false, "198.20.0.0"},
    {false, "223.255.255.255"},
    {true, "224.0.0.1"},
    {true, "255.255.255.255"},
    {true, "::"},
    {true, "::1"},
    {true, "::127.0.0.1"},
    {true, "::ffff:10.1.2.3"},
    {false, "::ffff:8.8.8.8"},
    {true, "64:ff9b::10.1.2.3"},
    {false, "64:ff9b::8.8.8.8"},
    {true, "64:ff9b:1::1"},
    {true, "2002:c0a8:101::"},
    {false, "2002:808:808::"},
    {true, "2001::1"},
    {true, "2001:db8::1"},
    {false, "2001:470::1"},
    {false, "2a00:801::1"},
    {true, "fc00::"},
    {true, "fdff:ffff::1"},
    {true, "fe80::1"},
    {true, "febf::1"},
    {true, "ff02::1"},
};

static bool
judged(const char *text)
{
	struct sockaddr_in v4 = {.sin_family = AF_INET};
	struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};

	if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
		return is_private((const struct sockaddr *)&v4);
	if (inet_pton(AF_INET6, text, &v6.sin6_addr) != 1)
		bail("no address: %s", text);
	return is_private((const struct sockaddr *)&v6);
}

int
main(void)
{
	struct sockaddr_un local = {.sun_family = AF_UNIX};

	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		ok(judged(table[i].address) == table[i].is_private, "%s is %s",
		    table[i].address,
		    table[i].is_private ? "private" : "public");
	ok(is_private((const struct sockaddr *)&local), "neither is private");
	return done_testing();
}
