/* reader-t.c - the daemon's end, against a reader that misbehaves on order */
/* SPDX-License-Identifier: MIT */
#include "edge/reader.h"

#include <errno.h>
#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tap/tap.h"

enum { LIMIT = 20, ERRANDS = 64 };

static struct event_base *base;
static struct reader *reader;
static char program[4096];

/* What came of errand i, copied. */
static struct got {
	int turn; /* 1: the first that was told of; 0: not yet */
	bool read, died;
	char title[100];
	size_t content_len;
	char why[600];
} got[ERRANDS];

static int calls;

static void
on_done(struct reader_result *r, void *context)
{
	struct got *g = context;

	if (g->turn != 0)
		bail("done was called twice");
	g->turn = ++calls;
	g->died = r->died;
	snprintf(g->why, sizeof(g->why), "%s", r->why.text);
	if (r->document == NULL) {
		if (r->pool != NULL)
			bail("a pool without a document");
		return;
	}
	g->read = true;
	snprintf(g->title, sizeof(g->title), "%s", r->document->items[0].title);
	if (r->document->items[0].content != NULL)
		g->content_len = strlen(r->document->items[0].content);
	pool_free(r->pool);
}

static struct reader_errand *
start_bytes(int i, const char *bytes, size_t len)
{
	struct reading r = {
	    .want = READING_TEXT, .body = {bytes, len, NULL, NULL}};
	int before = calls;
	struct reader_errand *e = reader_start(reader, &r, on_done, &got[i]);

	if (calls != before)
		bail("done was called from inside reader_start");
	return e;
}

static struct reader_errand *
start(int i, const char *order)
{
	return start_bytes(i, order, strlen(order));
}

static void
on_too_late(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	bail("%s takes too long", (const char *)context);
}

static void
wait_for(int n, const char *name)
{
	struct timeval limit = {.tv_sec = LIMIT};
	struct event *late = evtimer_new(
	    base, on_too_late, (void *)(uintptr_t)name);

	evtimer_add(late, &limit);
	while (calls < n)
		event_base_loop(base, EVLOOP_ONCE);
	event_free(late);
}

static void
open_reader(int seconds, int documents_most)
{
	struct reader_settings s = {.program = program,
	    .seconds = seconds,
	    .memory_most = 256 << 20,
	    .documents_most = documents_most,
	    .answer_most = 4 << 20};

	memset(got, 0, sizeof(got));
	calls = 0;
	reader = reader_new(base, &s);
}

static void
close_reader(void)
{
	reader_free(reader);
	event_base_loop(base, EVLOOP_NONBLOCK);
	if (waitpid(-1, NULL, WNOHANG) != -1 || errno != ECHILD)
		ok(false, "a child is left");
}

static void
test_good(void)
{
	char order[20];
	int in_order = 0;

	open_reader(10, 100);
	is_int(0, reader_pid(reader), "no child before the first errand");
	start(0, "hej");
	is_int(3, (int64_t)reader_waiting(reader), "three bytes wait");
	wait_for(1, "hej");
	is_string("hej", got[0].title, "a document");
	ok(reader_pid(reader) > 1, "a child");
	is_int(0, (int64_t)reader_waiting(reader), "nothing waits");
	start(1, "fault");
	start(2, "environment");
	wait_for(3, "fault");
	ok(!got[1].read && !got[1].died, "a fault of the document");
	is_string("this is no feed", got[1].why, "with its reason");
	is_string(
	    "Europe/Stockholm 0", got[2].title, "its environment is the zone");
	for (int i = 3; i < 53; i++) {
		snprintf(order, sizeof(order), "nr %d", i);
		start(i, order);
	}
	wait_for(53, "fifty");
	for (int i = 3; i < 53; i++) {
		snprintf(order, sizeof(order), "nr %d", i);
		in_order += got[i].turn == i + 1 &&
			    strcmp(order, got[i].title) == 0;
	}
	is_int(50, in_order, "fifty in order");
	close_reader();
}

static const struct {
	const char *order, *why;
} faults[] = {
    {"kill", "signal 9"},
    {"crash", "signal 11"},
    {"exit", "status 3"},
    {"nonsense", "impossible length"},
    {"torn", "no document"},
    {"torn-document", "no document"},
    {"long", "impossible length"},
    {"empty", "impossible length"},
    {"half", "status 0"},
    {"close", "signal 9"},
    {"hang", "longer than 1 seconds"},
};

static void
test_faults(void)
{
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		open_reader(1, 100);
		start(0, "pid");
		start(1, faults[i].order);
		start(2, "pid");
		start(3, "pid");
		wait_for(4, faults[i].order);
		ok(got[1].died && !got[1].read, "%s", faults[i].order);
		has_string(faults[i].why, got[1].why, "why");
		ok(got[2].read && got[2].turn == 3, "those behind it are read");
		ok(strcmp(got[0].title, got[2].title) != 0, "by another");
		is_string(got[2].title, got[3].title, "who stays");
		close_reader();
	}
}

/* The answer too many meets no errand, or one that it is not for. */
static void
test_twice(void)
{
	open_reader(10, 100);
	start(0, "twice");
	wait_for(1, "twice");
	is_string("first", got[0].why, "the first answer counts");
	start(1, "hej");
	wait_for(2, "the errand after it");
	ok(got[1].read || got[1].died, "the next one ends");
	start(2, "hej");
	wait_for(3, "and the next");
	is_string("hej", got[2].title, "after that all is well");
	close_reader();
}

static void
test_in_a_row(void)
{
	long documents, died;

	open_reader(10, 100);
	for (int i = 0; i < 5; i++)
		start(i, "kill");
	start(5, "hej");
	wait_for(6, "five deaths");
	ok(got[4].died && got[4].turn == 5, "one by one");
	reader_counts(reader, &documents, &died);
	is_int(1, documents, "one document is counted");
	is_int(5, died, "and five deaths");
	is_string("hej", got[5].title, "and then one that is good");
	close_reader();
}

static void
test_share(void)
{
	int changes = 0;

	open_reader(10, 3);
	for (int i = 0; i < 10; i++)
		start(i, "pid");
	wait_for(10, "shares");
	for (int i = 1; i < 10; i++)
		changes += strcmp(got[i].title, got[i - 1].title) != 0;
	is_int(3, changes, "ten documents by four children");
	is_string(got[3].title, got[5].title, "three each");
	close_reader();
}

static double
seconds_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
test_missing(void)
{
	char good[sizeof(program)];
	double from = seconds_now();

	memcpy(good, program, sizeof(good));
	snprintf(program, sizeof(program), "/nonexistent/reader");
	open_reader(10, 100);
	memcpy(program, good, sizeof(good));
	for (int i = 0; i < 3; i++)
		start(i, "hej");
	wait_for(1, "missing");
	ok(got[0].died && got[1].turn == 0, "they fail one by one");
	has_string("/nonexistent/reader", got[0].why, "why names it");
	wait_for(3, "missing");
	ok(seconds_now() - from > 0.25, "with a pause that grows");
	close_reader();
}

/* Death in idleness is nobody's fault. */
static void
test_idle(void)
{
	open_reader(10, 100);
	start(0, "pid");
	wait_for(1, "pid");
	kill(reader_pid(reader), SIGKILL);
	while (reader_pid(reader) != 0)
		event_base_loop(base, EVLOOP_ONCE);
	start(1, "pid");
	wait_for(2, "pid");
	ok(got[1].read, "a death in idleness fails no errand");
	close_reader();
}

static void
test_cancel(void)
{
	struct reader_errand *e[2];

	open_reader(1, 100);
	e[0] = start(0, "hej");
	e[1] = start(1, "hej");
	start(2, "hej");
	reader_cancel(e[0]);
	wait_for(1, "cancel");
	ok(got[0].turn == 0 && got[1].turn == 1, "cancelled while it waited");
	wait_for(2, "cancel");
	e[0] = start(3, "hang");
	e[1] = start(4, "hej");
	start(5, "pid");
	event_base_loop(base, EVLOOP_NONBLOCK);
	event_base_loop(base, EVLOOP_NONBLOCK); /* both may be written now */
	reader_cancel(e[0]);
	reader_cancel(e[1]);
	wait_for(3, "cancel");
	ok(got[3].turn == 0 && got[4].turn == 0, "cancelled under way");
	ok(got[5].read, "what is behind is read");
	start(6, "hang");
	start(7, "hej");
	event_base_loop(base, EVLOOP_NONBLOCK);
	close_reader();
	is_int(3, calls, "nothing is told of what was freed");
}

static void
on_tick(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	++*(int *)context;
}

/* Neither a child that does not read nor much to write holds the loop. */
static void
test_large(void)
{
	struct timeval often = {.tv_usec = 10000};
	size_t size = 20 << 20;
	char *large = malloc(size);
	struct event *tick;
	int ticks = 0, full = 0;

	memset(large, ' ', size);
	open_reader(1, 100);
	start(0, "hang");
	memcpy(large, "hej", 3);
	start_bytes(1, large, size);
	tick = event_new(base, -1, EV_PERSIST, on_tick, &ticks);
	event_add(tick, &often);
	wait_for(2, "large");
	event_free(tick);
	ok(ticks > 20, "the loop goes on (%d)", ticks);
	ok(got[0].died && got[1].read, "and the large one is read");
	close_reader();
	open_reader(10, 100);
	memcpy(large, "large", 5);
	for (int i = 0; i < 10; i++)
		start_bytes(i, large, 3 << 20);
	wait_for(10, "both ways");
	for (int i = 0; i < 10; i++)
		full += got[i].content_len == (3 << 20) - 1;
	is_int(10, full, "much both ways at once");
	close_reader();
	free(large);
}

static void
test_too_large(void)
{
	struct reader_settings s = {.program = program,
	    .seconds = 10,
	    .memory_most = 1 << 20,
	    .documents_most = 10,
	    .answer_most = 1 << 20};
	size_t size = 1 << 20;
	char *large = calloc(1, size);

	memset(got, 0, sizeof(got));
	calls = 0;
	reader = reader_new(base, &s);
	start_bytes(0, large, size);
	start(1, "hej");
	wait_for(2, "too large");
	ok(!got[0].read && !got[0].died, "a document too large for it");
	has_string("too large", got[0].why, "why");
	ok(got[1].read, "the next one is read");
	close_reader();
	free(large);
}

int
main(void)
{
	const char *top = getenv("TOP_BUILDDIR");

	setenv("TZ", "Europe/Stockholm", 1);
	snprintf(program, sizeof(program), "%s/tests/edge/reader-fake",
	    top ? top : ".");
	base = event_base_new();
	test_good();
	test_faults();
	test_twice();
	test_in_a_row();
	test_share();
	test_missing();
	test_idle();
	test_cancel();
	test_large();
	test_too_large();
	event_base_free(base);
	return done_testing();
}
