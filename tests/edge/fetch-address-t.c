/* fetch-address-t.c - private addresses in every dress */
/* SPDX-License-Identifier: MIT */
#include "edge/fetch-address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "tap/tap.h"

static const struct {
	const char *address;
	bool plain;   /* passes without an allow list */
	bool allowed; /* passes with the one below */
} cases[] = {
    {"8.8.8.8", true, true},
    {"193.10.1.1", true, true},
    {"0.0.0.0", false, false},
    {"0.1.2.3", false, false},
    {"1.0.0.0", true, true},
    {"9.255.255.255", true, true},
    {"10.0.0.1", false, false},
    {"10.7.0.1", false, true},
    {"10.7.255.255", false, true},
    {"10.8.0.0", false, false},
    {"100.63.255.255", true, true},
    {"100.64.0.1", false, false},
    {"100.127.255.255", false, false},
    {"100.128.0.0", true, true},
    {"127.0.0.1", false, false},
    {"127.255.0.1", false, false},
    {"169.254.169.254", false, false},
    {"172.15.0.1", true, true},
    {"172.16.0.1", false, false},
    {"172.31.255.255", false, false},
    {"172.32.0.0", true, true},
    {"192.0.0.8", false, false},
    {"192.168.1.1", false, false},
    {"198.19.0.1", false, false},
    {"203.0.113.9", false, false},
    {"224.0.0.1", false, false},
    {"239.1.1.1", false, false},
    {"240.0.0.1", false, false},
    {"255.255.255.255", false, false},
    {"2a00:1450:400f::1", true, true},
    {"::", false, false},
    {"::1", false, true},
    {"::2", false, false},
    {"::10.0.0.1", false, false},
    {"::ffff:8.8.8.8", true, true},
    {"::ffff:127.0.0.1", false, false},
    {"::ffff:10.7.1.1", false, true},
    {"::ffff:0:127.0.0.1", false, false},
    {"64:ff9b::8.8.8.8", true, true},
    {"64:ff9b::192.168.0.1", false, false},
    {"64:ff9b::10.7.0.1", false, true},
    {"64:ff9b:1::1", false, false},
    {"2002:0808:0808::1", true, true},
    {"2002:7f00:0001::1", false, false},
    {"2001:0:1::1", false, false},
    {"2001:db8::1", false, false},
    {"fc00::1", false, false},
    {"fd12:3456::1", false, true},
    {"fd12:3457::1", false, false},
    {"fe80::1", false, false},
    {"fec0::1", false, false},
    {"ff02::1", false, false},
};

static const char *const allow[] = {
    "10.7.0.0/16", "::1", "fd12:3456::/32", NULL};

static bool
passes(const struct guard *g, const char *text)
{
	struct sockaddr_in6 six = {.sin6_family = AF_INET6};
	struct sockaddr_in four = {.sin_family = AF_INET};
	char back[ADDRESS_TEXT];

	if (inet_pton(AF_INET, text, &four.sin_addr) == 1) {
		is_string(text, address_write((void *)&four, back),
		    "%s is written", text);
		return guard_passes(g, (void *)&four);
	}
	if (inet_pton(AF_INET6, text, &six.sin6_addr) != 1)
		bail("%s is no address", text);
	return guard_passes(g, (void *)&six);
}

static void
test_networks(void)
{
	static const char *const bad[] = {"", "/8", "10.0.0.0/", "10.0.0.0/33",
	    "10.0.0.0/-1", "10.0.0.0/8x", "10.0.0/8", "::/129", "host",
	    "1111:2222:3333:4444:5555:6666:7777:8888:9999/8", "10.0.0.0/ 8"};
	struct network n;

	ok(network_read("10.0.0.0/8", &n) && n.bits == 104, "IPv4 is mapped");
	ok(network_read("::1", &n) && n.bits == 128, "a single address");
	ok(network_read("0.0.0.0/0", &n) && n.bits == 96, "all of IPv4");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ok(!network_read(bad[i], &n), "\"%s\" is none", bad[i]);
}

static void
test_hosts(const struct guard *g)
{
	static const char *const refused[] = {"127.0.0.1", "localhost",
	    "LOCALHOST.", "x.localhost", "[::1]", "[fe80::1%25eth0]",
	    "10.1.2.3", "[::ffff:10.0.0.1]"};
	static const char *const good[] = {"www.vgregion.se", "8.8.8.8",
	    "[2a00:1450:400f::1]", "notlocalhost", ""};

	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		ok(!guard_passes_host(g, refused[i]), "host %s", refused[i]);
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		ok(guard_passes_host(g, good[i]), "host \"%s\"", good[i]);
}

int
main(void)
{
	struct sockaddr unix_socket = {.sa_family = AF_UNIX};
	struct guard plain, with;

	guard_init(&plain, NULL);
	guard_init(&with, allow);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		ok(passes(&plain, cases[i].address) == cases[i].plain, "%s %s",
		    cases[i].address, cases[i].plain ? "passes" : "is refused");
		ok(passes(&with, cases[i].address) == cases[i].allowed,
		    "%s with the allow list %s", cases[i].address,
		    cases[i].allowed ? "passes" : "is refused");
	}
	ok(!guard_passes(&plain, &unix_socket), "what is not IP is refused");
	test_networks();
	test_hosts(&plain);
	guard_release(&plain);
	guard_release(&with);
	return done_testing();
}
