/* store-outbox-t.c - whose turn it is in a line, and the ways that follow */
/* SPDX-License-Identifier: MIT */
#include "edge/store-outbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/date.h"
#include "base/pool.h"
#include "tap/tap.h"

static struct store *s;
static struct pool *pool;
static struct why w;

static int64_t
add(const char *receiver, int64_t next)
{
	static int number;
	char key[32];
	struct alert_row a = {.key = key,
	    .event = "item.new",
	    .priority = PRIORITY_HIGH,
	    .title = "T",
	    .text = "",
	    .json = "{}",
	    .rules = ""};
	struct parcel_row r = {.receiver = receiver,
	    .notifier = "mail",
	    .user = "",
	    .next = next,
	    .created = next};
	bool added;

	snprintf(key, sizeof(key), "k%d", ++number);
	if (!store_alert_add(s, &a, &added, &w))
		bail("%s", w.text);
	r.alert = a.id;
	if (!store_parcel_add(s, &r, &w))
		bail("%s", w.text);
	return r.id;
}

static void
keep(int64_t id, enum parcel_state state, int tries, int64_t next)
{
	struct parcel_row r = {
	    .id = id, .state = state, .tries = tries, .next = next};

	if (!store_parcel_keep(s, &r, &w))
		bail("%s", w.text);
}

static int64_t
first(const char *receiver, int64_t now)
{
	int64_t id;

	if (!store_line_first(s, "mail", receiver, now, &id, &w))
		bail("%s", w.text);
	return id;
}

static void
check_line(void)
{
	int64_t a = add("vard", 100), b = add("vard", 100),
		c = add("annan", 100);

	is_int(0, first("vard", 99), "nothing is due yet");
	is_int(a, first("vard", 100), "the oldest is first");
	is_int(c, first("annan", 100), "each receiver has a line of its own");
	keep(a, PARCEL_WAITING, 1, 200);
	is_int(0, first("vard", 150), "one that waits holds up the next");
	is_int(a, first("vard", 200), "until it is due");
	keep(a, PARCEL_WAITING, LINE_TRIES - 1, 300);
	is_int(0, first("vard", 250), "still");
	keep(a, PARCEL_WAITING, LINE_TRIES, 5000);
	is_int(b, first("vard", 250), "then it steps aside");
	is_int(
	    a, first("vard", 5000), "and is the oldest again when it is due");
	keep(a, PARCEL_DELIVERED, 4, 5000);
	keep(b, PARCEL_WAITING, 0, 9000);
	is_int(0, first("vard", 8000), "what is put off is not due");
	a = add("vard", 8000);
	is_int(a, first("vard", 8000), "and holds up nobody");
	keep(a, PARCEL_OUT, 0, 8000);
	if (!store_parcels_recover(s, 8500, &w))
		bail("%s", w.text);
	c = add("vard", 8400);
	is_int(a, first("vard", 8500), "what was out keeps its place");
}

static void
check_forward(void)
{
	int64_t a = add("fram", 100), b = add("fram", 100);
	int n = 0;

	keep(a, PARCEL_WAITING, 5, 90000);
	keep(b, PARCEL_WAITING, 0, 90000);
	ok(store_line_forward(s, "mail", 20000, 10, &n, &w) && n == 1,
	    "what failed is brought forward, not what is put off (%d)", n);
	is_int(a, first("fram", 20000), "and is due");
}

static void
check_receivers(void)
{
	const char *next = "";
	char all[100] = "";
	size_t len = 0;

	while (store_line_after(s, pool, "mail", next, &next, &w) && next)
		len += (size_t)snprintf(
		    all + len, sizeof(all) - len, "%s ", next);
	is_string("annan fram vard ", all, "those for whom parcels wait");
	ok(store_line_notifier(s, pool, "", &next, &w), "and the notifiers");
	is_string("mail", next, "before which they do");
}

static void
check_notifier(void)
{
	struct notifier_row r = {
	    .name = "mail", .disabled = 77, .until = NO_TIME, .why = "410"};
	bool found;

	r.stamp = -3;
	ok(store_notifier_set(s, &r, &w), "a notifier is disabled");
	r = (struct notifier_row){0};
	ok(store_notifier_get(s, pool, "mail", &r, &found, &w) && found,
	    "which is kept");
	ok(r.disabled == 77 && r.until == NO_TIME && r.stamp == -3, "whole");
	is_string("410", r.why, "with its reason");
	store_notifier_drop(s, "mail", &w);
	ok(store_notifier_get(s, pool, "mail", &r, &found, &w) && !found,
	    "until it is enabled");
}

static bool
count(const struct next_way *r, void *context)
{
	int *n = context;

	*n += r->priority == PRIORITY_HIGH && r->state == ALERT_NEW;
	return true;
}

static void
check_ways(void)
{
	struct next_way r = {1, "vard", "mail", 500, ALERT_NEW, PRIORITY_LOW};
	int64_t due;
	int n = 0;

	ok(store_way_next(s, &due, &w) && due == NO_TIME, "no way follows");
	store_way_keep(s, &r, &w);
	r.due = 700;
	r.notifier = "sms";
	store_way_keep(s, &r, &w);
	ok(store_way_next(s, &due, &w) && due == 700,
	    "of a receiver and an alert one is waited for");
	store_ways(s, 0, 699, 10, count, &n, &w);
	is_int(0, n, "not yet due");
	store_ways(s, 0, 700, 10, count, &n, &w);
	is_int(1, n, "due, with its alert's priority");
	store_ways(s, 1, 0, 10, count, &n, &w);
	is_int(2, n, "or found by its alert");
	store_way_drop(s, 1, "vard", &w);
	ok(store_way_next(s, &due, &w) && due == NO_TIME, "and gone");
}

int
main(void)
{
	char path[] = "/tmp/bevakad-lines-XXXXXX", more[sizeof(path) + 4];
	int fd = mkstemp(path);

	if (fd < 0 || !store_open(path, &s, &w))
		bail("%s", w.text);
	close(fd);
	pool = pool_new(1 << 20);
	store_begin(s, &w);
	check_line();
	check_forward();
	check_receivers();
	check_notifier();
	check_ways();
	store_rollback(s);
	store_close(s);
	pool_free(pool);
	unlink(path);
	snprintf(more, sizeof(more), "%s-wal", path);
	unlink(more);
	snprintf(more, sizeof(more), "%s-shm", path);
	unlink(more);
	return done_testing();
}
