/* store-t.c - the state file: transactions, identity, alerts once, faults */
/* SPDX-License-Identifier: MIT */
#include "edge/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <signal.h>
#include <unistd.h>

#include "base/date.h"
#include "edge/store-key.h"
#include "tap/tap.h"

static char folder[] = "/tmp/bevakad-store-XXXXXX";
static char path[64];
static struct pool *pool;
static struct why w;

static void
note_rules(const char *rules, void *to)
{
	strncat(to, rules, 50);
}

static struct store *
open_it(void)
{
	struct store *s;

	if (!store_open(path, &s, &w))
		bail("%s", w.text);
	return s;
}

static int64_t
add_item(struct store *s, const char *title, int64_t key)
{
	struct item_row row = {.feed = 1,
	    .title = title,
	    .link = "https://a/b",
	    .published = NO_TIME,
	    .seen = 1000,
	    .changed = NO_TIME,
	    .read = NO_TIME,
	    .next = NO_TIME};

	ok(store_item_add(s, &row, &key, 1, &w), "item %s: %s", title, w.text);
	return row.id;
}

static int64_t
known(struct store *s, int64_t key)
{
	int64_t id = 0;

	store_item_find(s, 1, key, &id, &w);
	return id;
}

static void
check_transactions(void)
{
	struct store *s = open_it();
	struct feed_row feed;
	int64_t kept;

	store_begin(s, &w);
	ok(store_feed_open(s, pool, "f", "https://a/", 1, &feed, &w), "a feed");
	is_int(1, feed.id, "is added");
	store_mark(s, &w);
	kept = add_item(s, "kept", 11);
	store_unmark(s, &w);
	store_mark(s, &w);
	add_item(s, "undone", 12);
	store_undo(s);
	is_int(kept, known(s, 11), "a round that ended well stays");
	is_int(0, known(s, 12), "one taken back does not");
	ok(store_commit(s, &w), "commit");
	store_begin(s, &w);
	add_item(s, "lost", 13);
	store_close(s);
	s = open_it();
	is_int(kept, known(s, 11), "what was committed is there again");
	is_int(0, known(s, 13), "what was not is not");
	store_close(s);
}

/* As the head of an SQLite file says, in two bytes, the high one first. */
static void
check_pages(void)
{
	unsigned char head[18] = {0};
	FILE *f = fopen(path, "r");

	ok(f != NULL && fread(head, sizeof(head), 1, f) == 1, "its head");
	is_int(
	    16384, head[16] * 256 + head[17], "a new file's pages are 16 KiB");
	fclose(f);
}

static void
check_feed(void)
{
	struct store *s = open_it();
	struct feed_row feed;

	store_feed_open(s, pool, "f", "https://a/", 1, &feed, &w);
	feed.etag = "\"x\"";
	feed.last_ok = 5000;
	feed.baseline = true;
	feed.state = FEED_OK;
	feed.next = feed.last_try = feed.failing_since = NO_TIME;
	ok(store_feed_keep(s, &feed, &w), "kept");
	store_feed_open(s, pool, "f", "https://a/", 1, &feed, &w);
	is_string("\"x\"", feed.etag, "validators come back verbatim");
	is_int(NO_TIME, feed.next, "no time stays none");
	store_feed_open(s, pool, "f", "https://other/", 1, &feed, &w);
	is_string(NULL, feed.etag, "those of another address are dropped");
	ok(feed.baseline && feed.id == 1, "and the feed stays known");
	store_close(s);
}

static bool
note(const struct deadline_row *d, void *context)
{
	int *n = context;

	n[0]++;
	n[1] = d->is.end;
	return true;
}

static void
check_deadlines(void)
{
	struct store *s = open_it();
	int64_t item = add_item(s, "with deadline", 21);
	int end = day_read("2026-12-01"), seen[2] = {0};
	struct deadline_row row = {.item = item,
	    .is = {.kind = DEADLINE_REMISS,
		.start = end,
		.end = end,
		.minutes = -1,
		.evidence = "senast 1 december"},
	    .found = 1000};
	struct deadline_query query = {
	    .kind = -1, .open_only = true, .today = end, .limit = 10};

	ok(store_deadline_add(s, &row, &w), "a deadline");
	store_deadlines(s, &query, note, seen, &w);
	is_int(1, seen[0], "is open on its day");
	query.today = end + 1;
	store_deadlines(s, &query, note, seen, &w);
	is_int(1, seen[0], "and not on the day after");
	query.today = end;
	store_deadline_state(s, row.id, TERM_MOVED, 7, &w);
	store_deadlines(s, &query, note, seen, &w);
	is_int(1, seen[0], "nor when it has moved");
	store_close(s);
}

static bool
note_parcel(const struct parcel_row *r, void *context)
{
	int64_t *n = context;

	n[0]++;
	n[1] = r->id;
	return true;
}

static int64_t
due(struct store *s, int64_t now, int64_t *id)
{
	struct parcel_query query = {
	    .notifier = "mail", .due = now, .limit = 10};
	int64_t n[2] = {0};

	store_parcels(s, &query, note_parcel, n, &w);
	*id = n[1];
	return n[0];
}

static void
check_alerts(void)
{
	char told[200];
	struct store *s = open_it();
	struct alert_row a = {.key = "new I1",
	    .event = "item.new",
	    .title = "t",
	    .text = "x",
	    .json = "{}",
	    .rules = "r1\nr2",
	    .created = 1};
	struct parcel_row p = {.receiver = "r",
	    .notifier = "mail",
	    .user = "",
	    .next = 100,
	    .created = 1,
	    .settled = NO_TIME};
	bool added;
	int64_t id;

	ok(store_alert_add(s, &a, &added, &w) && added, "an alert");
	ok(store_alert_add(s, &a, &added, &w) && !added, "is added once");
	p.alert = a.id;
	store_parcel_add(s, &p, &w);
	is_int(0, due(s, 99, &id), "a parcel is not due before its time");
	is_int(1, due(s, 100, &id), "but then");
	p.id = id;
	p.state = PARCEL_OUT;
	store_parcel_keep(s, &p, &w);
	is_int(0, due(s, 100, &id), "out it is not due");
	store_close(s);
	s = open_it();
	store_parcels_recover(s, 50, &w);
	is_int(1, due(s, 100, &id), "after a crash it waits again");
	told[0] = '\0';
	store_alert_rules(s, 1, a.id, note_rules, told, &w);
	ok(strstr(told, "r2") != NULL, "the rules of alerts: %s", told);
	told[0] = '\0';
	store_alert_rules(s, a.id + 1, a.id + 9, note_rules, told, &w);
	is_string("", told, "of those ids only");
	store_parcels_withdraw(s, a.id, NULL, 60, &w);
	is_int(0, due(s, 100, &id), "done: it does not go out any more");
	store_close(s);
}

static void
check_full_disk(void)
{
	struct store *s = open_it();
	struct rlimit old, tight;
	struct stat st;
	static char big[1 << 20];
	int64_t n;

	memset(big, 'x', sizeof(big) - 1);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &old);
	stat(path, &st);
	tight = old;
	tight.rlim_cur = (rlim_t)st.st_size + 8192;
	setrlimit(RLIMIT_FSIZE, &tight);
	store_begin(s, &w);
	ok(!(store_text_renew(s, 1, 1, big, 0, 0, &w) &&
	       store_text_renew(s, 1, 1, big, 0, 0, &w) && store_commit(s, &w)),
	    "a file that cannot grow is a fault");
	has_string("state file:", w.text, "that says what: %s", w.text);
	store_rollback(s);
	setrlimit(RLIMIT_FSIZE, &old);
	ok(store_begin(s, &w) && store_text_renew(s, 1, 1, "y", 0, 0, &w) &&
		store_commit(s, &w),
	    "and with room it goes on");
	store_feed_items(s, 1, &n, &w);
	ok(n > 0, "nothing that was there is gone");
	store_close(s);
}

static void
check_faults(void)
{
	struct store *s = open_it(), *other;
	FILE *f;

	ok(!store_open(path, &other, &w), "one daemon a file");
	has_string("another bevakad", w.text, "and it says so");
	store_close(s);
	snprintf(path, sizeof(path), "%s/broken.db", folder);
	f = fopen(path, "w");
	for (int i = 0; i < 3000; i++)
		fputs("no database", f);
	fclose(f);
	ok(!store_open(path, &s, &w), "a file that is none");
	has_string("not a database", w.text, "is a clear fault: %s", w.text);
	snprintf(path, sizeof(path), "%s/away/state.db", folder);
	ok(!store_open(path, &s, &w), "a folder that is not there too: %s",
	    w.text);
}

int
main(void)
{
	char command[128];

	if (mkdtemp(folder) == NULL)
		bail("no folder for the test");
	snprintf(path, sizeof(path), "%s/state.db", folder);
	pool = pool_new(1 << 20);
	check_transactions();
	check_pages();
	check_feed();
	check_deadlines();
	check_alerts();
	check_full_disk();
	check_faults();
	pool_free(pool);
	snprintf(command, sizeof(command), "rm -r %s", folder);
	is_int(0, system(command), "tidied up");
	return done_testing();
}
