/* mailbox-dir-t.c - Maildirs: what is new in them, and what was seen */
/* SPDX-License-Identifier: MIT */
#include <event2/event.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "core/mail/mail-bundle.h"
#include "edge/mailbox.h"
#include "tap/tap.h"

enum { LIMIT = 30, BYTES_MOST = 1 << 20, MAILS_MOST = 100 };

static struct event_base *base;
static struct mailboxes *all;
static char folder[] = "/tmp/bevakad-maildir-XXXXXX";
static int delivered;

static struct {
	bool over;
	enum mailbox_outcome outcome;
	struct str mails; /* their bytes, one after the other */
	char seen[MAILBOX_SEEN + 1], why[600];
	int n;
	bool more;
} got;

static void
on_done(const struct mailbox_result *r, void *context)
{
	struct bundle_mail m;
	struct wire w = bundle_open(r->bytes, r->len);

	(void)context;
	got.over = true;
	got.outcome = r->outcome;
	got.n = r->mails;
	got.more = r->more;
	str_clear(&got.mails);
	while (r->outcome == MAILBOX_MAILS && bundle_next(&w, &m))
		str_addn(&got.mails, m.bytes, m.len);
	snprintf(got.why, sizeof(got.why), "%s", r->why.text);
	if (r->seen != NULL)
		snprintf(got.seen, sizeof(got.seen), "%s", r->seen);
}

static void
on_late(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	(void)context;
	bail("nobody answers");
}

static void
ask(const char *path, const char *seen, int64_t since)
{
	struct timeval limit = {.tv_sec = LIMIT};
	struct event *late = evtimer_new(base, on_late, NULL);
	char url[200];
	struct mailbox_request r = {.url = url,
	    .seen = seen,
	    .since = since,
	    .seconds = LIMIT,
	    .bytes_most = BYTES_MOST,
	    .mail_most = 4 << 20,
	    .mails_most = MAILS_MOST};

	snprintf(url, sizeof(url), "maildir:%s", path);
	evtimer_add(late, &limit);
	got.over = false;
	mailbox_start(all, &r, on_done, NULL);
	ok(!got.over, "done is never called from inside");
	while (!got.over)
		event_base_loop(base, EVLOOP_ONCE);
	event_free(late);
}

/* The next round, which is told what the one before said. */
static void
again(const char *path)
{
	char seen[sizeof(got.seen)];

	strcpy(seen, got.seen);
	ask(path, seen, 0);
}

static const char *
make(const char *name)
{
	static char path[100];
	static const char *const below[] = {"", "/new", "/cur", "/tmp"};
	char whole[120];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	for (size_t i = 0; i < 4; i++) {
		snprintf(whole, sizeof(whole), "%s%s", path, below[i]);
		if (mkdir(whole, 0700) != 0)
			bail("%s cannot be made", whole);
	}
	return path;
}

static void
put(const char *path, const char *name, const char *text, size_t len)
{
	char tmp[200], new[200];
	FILE *f;

	snprintf(tmp, sizeof(tmp), "%s/tmp/x", path);
	snprintf(new, sizeof(new), "%s/new/%s", path, name);
	f = fopen(tmp, "w");
	if (f == NULL || fwrite(text, 1, len, f) != len || fclose(f) != 0 ||
	    rename(tmp, new) != 0)
		bail("%s cannot be written", new);
}

static void
deliver(const char *path, const char *text)
{
	char name[60];

	snprintf(name, sizeof(name), "1795334400.M%dP7.host", delivered++);
	put(path, name, text, strlen(text));
}

static void
test_rounds(void)
{
	const char *path = make("rounds");
	char from[200], to[200];

	deliver(path, "a");
	ask(path, NULL, 0);
	is_int(MAILBOX_MAILS, got.outcome, "the first round: %s", got.why);
	is_string("a", got.mails.text, "what there is");
	again(path);
	is_int(MAILBOX_UNCHANGED, got.outcome, "nothing is new");
	deliver(path, "b");
	deliver(path, "c");
	again(path);
	is_string("bc", got.mails.text, "two are, the older first");
	snprintf(from, sizeof(from), "%s/new/1795334400.M%dP7.host", path,
	    delivered - 1);
	snprintf(to, sizeof(to), "%s/cur/1795334400.M%dP7.host:2,S", path,
	    delivered - 1);
	ok(rename(from, to) == 0, "somebody reads one");
	again(path);
	is_int(MAILBOX_UNCHANGED, got.outcome, "which is no news");
	ok(access(to, F_OK) == 0, "it lies where it lay");
}

static void
test_many(void)
{
	const char *path = make("many");
	char name[20];

	ask(path, NULL, 0);
	is_int(MAILBOX_MAILS, got.outcome, "an empty one: %s", got.why);
	is_int(0, got.n, "has no mail");
	for (int i = 0; i < 450; i++) {
		snprintf(name, sizeof(name), "m%d", i);
		put(path, name, ".", 1);
	}
	for (int i = 0; i < 4; i++) {
		again(path);
		is_int(100, got.n, "a hundred at a time");
		ok(got.more, "and there are more");
	}
	again(path);
	is_int(50, got.n, "the last ones");
	ok(!got.more, "are the last");
	again(path);
	is_int(MAILBOX_UNCHANGED, got.outcome, "each is read once");
	ok(strlen(got.seen) < MAILBOX_SEEN, "what was seen is short");
	ask(path, NULL, 0);
	is_int(100, got.n, "the first time the newest hundred");
	ok(!got.more, "and no more");
	again(path);
	is_int(MAILBOX_UNCHANGED, got.outcome, "the others count as seen");
}

static void
test_size(void)
{
	const char *path = make("size");
	char *text = calloc(1, BYTES_MOST);

	memset(text, 'x', BYTES_MOST);
	ask(path, NULL, 0);
	put(path, "1", text, BYTES_MOST);
	put(path, "2", text, BYTES_MOST / 2);
	put(path, "3", text, BYTES_MOST / 4);
	again(path);
	is_int(1, got.n, "one that is too large is read alone");
	ok(got.more && got.mails.len > BYTES_MOST - 100, "as far as may be");
	again(path);
	is_int(2, got.n, "then those that have room");
	free(text);
}

static void
test_odd(void)
{
	const char *path = make("odd");
	char whole[200];

	put(path, ".hidden", "h", 1);
	put(path, "good", "g", 1);
	put(path, "old", "o", 1);
	snprintf(whole, sizeof(whole), "%s/new/link", path);
	ok(symlink("/etc/passwd", whole) == 0, "a link");
	snprintf(whole, sizeof(whole), "%s/new/fifo", path);
	ok(mkfifo(whole, 0600) == 0, "a pipe");
	snprintf(whole, sizeof(whole), "%s/new/old", path);
	ok(utimensat(AT_FDCWD, whole,
	       (struct timespec[]){{.tv_sec = 1000}, {.tv_sec = 1000}}, 0) == 0,
	    "an old one");
	ask(path, NULL, 2000);
	is_string("g", got.mails.text, "only mails are read");
	again(path);
	is_int(MAILBOX_UNCHANGED, got.outcome, "and the old one not later");
	ask(path, "nonsense", 2000);
	is_string("g", got.mails.text, "what is nonsense was not seen");
	ask("/nonexistent/maildir", NULL, 0);
	is_int(MAILBOX_REFUSED, got.outcome, "one that is not there");
	has_string("no Maildir", got.why, "is none");
	ask(folder, NULL, 0);
	has_string("no new", got.why, "a folder without new");
}

static void
test_cancel(void)
{
	const char *path = make("cancel");
	struct mailbox_request r = {.url = "maildir:/tmp",
	    .seconds = LIMIT,
	    .bytes_most = BYTES_MOST,
	    .mail_most = 4 << 20,
	    .mails_most = 1};

	deliver(path, "a");
	got.over = false;
	mailbox_cancel(mailbox_start(all, &r, on_done, NULL));
	mailbox_start(all, &r, on_done, NULL);
	mailboxes_free(all);
	event_base_loop(base, EVLOOP_NONBLOCK);
	ok(!got.over, "done is not called for what is cancelled");
}

int
main(void)
{
	static const char *const allow[] = {NULL};
	struct mailboxes_settings s = {.allow = allow};
	char command[100];

	if (mkdtemp(folder) == NULL)
		bail("no folder");
	got.mails = (struct str)STR_INIT(4 * BYTES_MOST);
	base = event_base_new();
	all = mailboxes_new(base, &s);
	test_rounds();
	test_many();
	test_size();
	test_odd();
	test_cancel();
	event_base_free(base);
	str_release(&got.mails);
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	ok(system(command) == 0, "tidied up");
	return done_testing();
}
