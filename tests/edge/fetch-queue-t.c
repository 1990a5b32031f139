/* fetch-queue-t.c - who may begin: limits in all and by host, turns */
/* SPDX-License-Identifier: MIT */
#include "edge/fetch-queue.h"

#include <stdio.h>
#include <string.h>

#include "tap/tap.h"

enum { N = 12 };

static struct {
	struct queued queued;
	char host[16];
} entry[N];

static struct queue *q;

static void
put(int i, const char *host)
{
	snprintf(entry[i].host, sizeof(entry[i].host), "%s", host);
	queue_put(q, &entry[i].queued, host, strlen(host));
}

/* The number of the entry that may begin; -1 when none may. */
static int
take(void)
{
	struct queued *e = queue_take(q);

	for (int i = 0; i < N; i++) {
		if (e == &entry[i].queued)
			return i;
	}
	return -1;
}

int
main(void)
{
	q = queue_new(4, 2);
	is_int(-1, take(), "nothing waits");
	for (int i = 0; i < 5; i++)
		put(i, "a");
	put(5, "b");
	put(6, "c");
	is_int(0, take(), "first come");
	is_int(5, take(), "then the other hosts");
	is_int(6, take(), "each in turn");
	is_int(1, take(), "and the first host again");
	is_int(-1, take(), "four at once");
	queue_settle(q, &entry[5].queued);
	is_int(-1, take(), "a has two under way");
	queue_settle(q, &entry[0].queued);
	is_int(2, take(), "until one is over");
	queue_drop(q, &entry[3].queued);
	queue_settle(q, &entry[1].queued);
	queue_settle(q, &entry[6].queued);
	is_int(4, take(), "who gave up is passed over");
	put(7, "a:80");
	is_int(7, take(), "another port is another host");
	queue_settle(q, &entry[2].queued);
	queue_settle(q, &entry[4].queued);
	queue_settle(q, &entry[7].queued);
	put(8, "d");
	queue_drop(q, &entry[8].queued);
	is_int(-1, take(), "all is over");
	queue_free(q);
	q = queue_new(0, -1);
	put(0, "a");
	is_int(0, take(), "limits below one count as one");
	queue_settle(q, &entry[0].queued);
	queue_free(q);
	return done_testing();
}
