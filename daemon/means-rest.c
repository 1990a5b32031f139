/* means-rest.c - hosts that want rest: kept over a restart and a reload */
/* SPDX-License-Identifier: MIT */
#include "means-rest.h"

#include "base/log.h"
#include "edge/store-manners.h"
#include "hosts.h"
#include "means.h"
#include "turn.h"

enum {
	SHORT = 10,          /* seconds: over before anybody has restarted */
	LONGEST = 7 * 86400, /* a clock that jumped does not lock a host */
};

void
means_rest(
    struct turn *t, const struct means *means, const char *url, int seconds)
{
	char host[HOSTS_NAME];
	struct why w;

	hosts_rest(means->hosts, url, seconds);
	if (seconds < SHORT)
		return;
	hosts_name(url, host);
	if (!turn_write(t, &w) ||
	    !store_host_rest(turn_store(t), host, turn_now(t) + seconds, &w))
		log_err("%s wants rest: %s", host, w.text);
}

struct loading {
	const struct means *means;
	int64_t now;
};

static void
take(const char *host, int64_t until, void *context)
{
	struct loading *l = context;
	int64_t left = until - l->now;

	hosts_rest(
	    l->means->hosts, host, (int)(left < LONGEST ? left : LONGEST));
}

void
means_rest_load(struct turn *t, const struct means *means)
{
	struct loading l = {means, turn_now(t)};
	struct why w;

	if (!store_hosts_resting(turn_store(t), l.now, take, &l, &w))
		log_err("hosts that want rest: %s", w.text);
}
