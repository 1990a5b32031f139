/* hosts-t.c - manners towards hosts: order, ceilings, spacing */
/* SPDX-License-Identifier: MIT */
#include "hosts.h"

#include <event2/event.h>
#include <string.h>
#include <time.h>

#include "tap/tap.h"

enum { VISITORS = 6 };

static struct event_base *base;
static int inside, most, came[VISITORS], n_came;
static struct ticket ticket[VISITORS];
static int64_t at[VISITORS];

static int64_t
milliseconds(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static void
go(void *context)
{
	int i = (int)((struct ticket *)context - ticket);

	at[n_came] = milliseconds();
	came[n_came++] = i;
	if (++inside > most)
		most = inside;
}

static struct hosts *
visit(int at_once, int per_host, int spacing, const char *const *url)
{
	struct hosts_settings set = {at_once, per_host, spacing};
	struct hosts *h = hosts_new(base, &set);

	inside = most = n_came = 0;
	memset(ticket, 0, sizeof(ticket));
	for (int i = 0; i < VISITORS; i++) {
		ticket[i].go = go;
		ticket[i].context = &ticket[i];
		hosts_enter(h, url[i], &ticket[i]);
	}
	is_int(0, n_came, "nobody is called from inside");
	return h;
}

/* Everyone who is in leaves, until all have been. */
static void
run(struct hosts *h)
{
	int left = 0;

	while (left < VISITORS) {
		event_base_loop(base, EVLOOP_ONCE);
		while (left < n_came) {
			inside--;
			hosts_leave(h, &ticket[came[left++]]);
		}
	}
}

static const char *const one[VISITORS] = {"https://a/1", "https://A/2",
    "https://a/3", "https://a/4", "https://a/5?x", "https://a#6"};
static const char *const many[VISITORS] = {"https://a/", "https://b/",
    "https://c/", "https://a/2", "http://a/", "https://a:8443/"};
static const char *const two[VISITORS] = {"https://a/", "https://a/2",
    "https://a/3", "https://b/", "https://b/2", "https://c/"};

static void
check_turns(void)
{
	static const int turns[VISITORS] = {0, 3, 5, 1, 4, 2};
	struct hosts *h = visit(1, 10, 0, two);
	int in_turn = 0;

	run(h);
	for (int i = 0; i < VISITORS; i++)
		in_turn += came[i] == turns[i];
	is_int(VISITORS, in_turn, "hosts take turns");
	hosts_free(h);
	h = visit(4, 10, 0, two);
	event_base_loop(base, EVLOOP_ONCE);
	is_int(4, n_came, "four at once");
	ok(came[0] == 0 && came[1] == 3 && came[2] == 5 && came[3] == 1,
	    "one of each host before a second of one");
	for (int i = 0; i < VISITORS; i++)
		hosts_leave(h, &ticket[i]);
	hosts_free(h);
}

int
main(void)
{
	struct hosts *h;
	int in_order = 0;

	base = event_base_new();
	h = visit(10, 2, 0, one);
	run(h);
	is_int(2, most, "no more than two at one host");
	for (int i = 0; i < VISITORS; i++)
		in_order += came[i] == i;
	is_int(VISITORS, in_order, "in the order of coming");
	hosts_free(h);

	h = visit(3, 2, 0, many);
	run(h);
	is_int(3, most, "no more than three in all");
	hosts_free(h);

	h = visit(10, 10, 30, one);
	run(h);
	ok(at[5] - at[0] >= 5 * 29, "thirty milliseconds apart (%d ms)",
	    (int)(at[5] - at[0]));
	hosts_free(h);

	h = visit(10, 1, 0, one);
	hosts_leave(h, &ticket[1]);
	hosts_leave(h, &ticket[5]);
	event_base_loop(base, EVLOOP_ONCE);
	hosts_leave(h, &ticket[0]);
	event_base_loop(base, EVLOOP_ONCE);
	is_int(2, came[1], "who left does not get a turn");
	hosts_free(h);
	check_turns();
	event_base_free(base);
	return done_testing();
}
