/* socket-t.c - lines over a Unix socket, in one process and one loop */
/* SPDX-License-Identifier: MIT */
#include "edge/socket.h"

#include <event2/event.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "tap/tap.h"

static struct event_base *base;
static char path[64];
static char heard[200];
static int lines, gone;
static char big[20000] = "answer";

static void
line(struct socket_client *c, char *text, void *context)
{
	(void)context;
	lines++;
	snprintf(heard, sizeof(heard), "%.150s", text);
	socket_write(c, big, strcmp(text, "big") == 0 ? sizeof(big) : 6);
	if (strcmp(text, "bye") == 0)
		socket_end(c);
}

static void
went(struct socket_client *c, void *context)
{
	(void)c;
	(void)context;
	gone++;
}

static int
dial(void)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	strcpy(address.sun_path, path);
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) != 0)
		bail("cannot connect");
	return fd;
}

static void
give_up(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	(void)context;
	bail("nothing came in ten seconds");
}

/* Turns the loop until *count is wanted. */
static void
until(const int *count, int wanted)
{
	struct event *limit = evtimer_new(base, give_up, NULL);
	struct timeval ten = {10, 0};

	evtimer_add(limit, &ten);
	while (*count < wanted)
		event_base_loop(base, EVLOOP_ONCE);
	event_free(limit);
}

static void
check_lines(void)
{
	char answer[64];
	int fd = dial();
	ssize_t n;

	n = write(fd, "one\ntw", 6);
	until(&lines, 1);
	is_string("one", heard, "a line is a line when it is whole");
	n = write(fd, "o\nbye\n", 6);
	until(&gone, 1);
	is_int(3, lines, "three lines in all");
	n = read(fd, answer, sizeof(answer));
	is_int(21, n, "three answers, and then the end");
	is_int(0, read(fd, answer, sizeof(answer)), "the end");
	close(fd);
}

static void
check_long_line(void)
{
	static char much[SOCKET_LINE_MOST + 10];
	int fd = dial(), before = gone;

	memset(much, 'x', sizeof(much));
	ok(write(fd, much, sizeof(much)) > 0, "a line without an end");
	until(&gone, before + 1);
	is_int(before + 1, gone, "ends the connection");
	close(fd);
}

/* One that sends all at once is answered in order, a line a turn. */
static void
check_many(void)
{
	static char much[5000 * 2];
	char answer[4096];
	int fd = dial(), before = lines;
	size_t n = 0;

	for (size_t i = 0; i < sizeof(much); i++)
		much[i] = i % 2 ? '\n' : 'x';
	ok(write(fd, much, sizeof(much)) == sizeof(much), "5000 lines at once");
	until(&lines, before + 1);
	while (lines - before < 3)
		event_base_loop(base, EVLOOP_ONCE);
	ok(lines - before < 10, "are not taken in one turn: %d",
	    lines - before);
	until(&lines, before + 5000);
	fcntl(fd, F_SETFL, O_NONBLOCK);
	while (n < 5000 * 7) {
		ssize_t got = read(fd, answer, sizeof(answer));

		n += got > 0 ? (size_t)got : 0;
		event_base_loop(base, EVLOOP_ONCE | EVLOOP_NONBLOCK);
	}
	is_int(5000 * 7, (int64_t)n, "each has its answer");
	close(fd);
}

/* One that never reads is not answered for ever. */
static void
check_deaf(void)
{
	int fd = dial(), before = lines;

	fcntl(fd, F_SETFL, O_NONBLOCK);
	for (int i = 0; i < 2000; i++) {
		if (write(fd, "big\n", 4) != 4)
			bail("cannot ask");
		event_base_loop(base, EVLOOP_ONCE | EVLOOP_NONBLOCK);
	}
	ok(lines - before < 100,
	    "one that never reads is not listened to: %d lines",
	    lines - before);
	close(fd);
}

static void
check_second(struct socket_settings *set)
{
	struct socket_server *other;
	struct why w;

	ok(!socket_open(base, path, set, &other, &w), "not twice");
	has_string("another bevakad", w.text, "and it says so");
}

int
main(void)
{
	struct socket_settings set = {.line = line, .gone = went};
	struct socket_server *server;
	struct why w;
	FILE *stale;

	signal(SIGPIPE, SIG_IGN);
	base = event_base_new();
	snprintf(path, sizeof(path), "/tmp/bevakad-socket-%d", (int)getpid());
	stale = fopen(path, "w");
	fclose(stale);
	ok(socket_open(base, path, &set, &server, &w),
	    "a stale socket is no hindrance: %s", w.text);
	check_lines();
	check_long_line();
	check_many();
	check_deaf();
	check_second(&set);
	socket_close(server);
	ok(access(path, F_OK) != 0, "closed, it is removed");
	event_base_free(base);
	return done_testing();
}
