/* network-t.c - one broken site, or no network at all */
/* SPDX-License-Identifier: MIT */
#include "core/network.h"

#include "tap/tap.h"

static void
check_hosts(void)
{
	uint64_t a = network_host("https://www.a.se/rss?x=1");

	ok(a == network_host("HTTPS://WWW.a.se/annat#b"), "one host");
	ok(a == network_host("https://www.a.se"), "without a path");
	ok(a == network_host("https://www.a.se?x"), "with a query only");
	ok(a != network_host("http://www.a.se/rss"), "another scheme");
	ok(a != network_host("https://www.a.se:8443/rss"), "another port");
	ok(a != network_host(""), "none");
}

static void
check_doubt(void)
{
	struct network n = {0};

	is_int(NETWORK_DOUBTED, network_missed(&n, 1, false, 100), "one");
	is_int(NETWORK_DOUBTED, network_missed(&n, 1, false, 120),
	    "the same once more");
	ok(!network_reached(&n), "another answers: it was not down");
	is_int(NETWORK_UP, n.state, "it is up");
	is_int(NETWORK_DOUBTED, network_missed(&n, 2, false, 130),
	    "a second, but one answered between");
	is_int(NETWORK_DOWN, network_missed(&n, 1, false, 131),
	    "two, and nobody between");
	is_int(130, n.since, "down since the first");
	is_int(136, n.next, "tried again in five seconds");
}

static void
check_down(void)
{
	static const int wanted[] = {10, 20, 40, 80, 160, 300, 300, 300};
	struct network n = {0};
	int64_t now = 1000;

	is_int(NETWORK_DOWN, network_missed(&n, 1, true, now),
	    "the only one there is");
	is_int(NETWORK_DOWN, network_missed(&n, 2, false, now + 1),
	    "one that was under way");
	is_int(now + 5, n.next, "changes nothing");
	for (int i = 0; i < 8; i++) {
		now = n.next;
		network_missed(&n, 3, false, now);
		is_int(wanted[i], n.next - now, "then after %d s", wanted[i]);
	}
	is_int(1000, n.since, "all the time since then");
	ok(network_reached(&n), "it comes back");
	ok(!network_reached(&n), "once");
	network_missed(&n, 1, true, now);
	is_int(now + 5, n.next, "the next time begins anew");
}

int
main(void)
{
	check_hosts();
	check_doubt();
	check_down();
	return done_testing();
}
