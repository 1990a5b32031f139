/* reader-child.c - one process of bevakad-reader */
/* SPDX-License-Identifier: MIT */
#include "edge/reader-child.h"

#include <errno.h>
#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "edge/child.h"
#include "edge/reader-serve.h"

enum {
	GENTLE_SECONDS = 5, /* to end by itself */
	POOL_TIMES = 16,    /* of an answer: items in memory beside it */
	POOL_SLACK = 64 << 20,
	NO_SHARE = 1000000, /* documents, for one that is not replaced */
	OUT_OF_MEMORY = 70, /* status of pool.c and str.c */
};

struct reader_child {
	const struct reader_settings *settings;
	const struct reader_child_calls *calls;
	void *context;
	struct child *child;
	int fd;                 /* -1: hung up */
	struct event *in, *out; /* of fd */
	struct event *gentle;   /* until it is killed */
	struct why why;         /* of our ending it; "" when its status tells */

	char head[FRAME]; /* the answer that is coming in */
	size_t head_got;
	struct pool *pool;
	char *answer;
	size_t len, got;
};

/* Of our environment it gets these, if they are there. */
static const char *const handed_on[] = {
    "TZ", "TZDIR", "JOURNAL_STREAM", "ASAN_OPTIONS", "UBSAN_OPTIONS"};

enum { N_HANDED_ON = sizeof(handed_on) / sizeof(handed_on[0]) };

static void
set_environment(struct pool *p, const char *environment[N_HANDED_ON + 1])
{
	size_t n = 0;

	for (size_t i = 0; i < N_HANDED_ON; i++) {
		const char *value = getenv(handed_on[i]);

		if (value != NULL)
			environment[n++] = pool_printf(
			    p, "%s=%s", handed_on[i], value);
	}
	environment[n] = NULL;
}

static void
hang_up(struct reader_child *c)
{
	if (c->fd < 0)
		return;
	event_free(c->in);
	event_free(c->out);
	close(c->fd);
	c->fd = -1;
	pool_free(c->pool);
	c->pool = NULL;
}

static void
release(struct reader_child *c)
{
	hang_up(c);
	event_free(c->gentle);
	free(c);
}

static void
describe(int status, struct why *w)
{
	static const char unread[] = "the document is left unread";

	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS)
		why(w, "the reader tried what it may not and was ended; %s",
		    unread);
	else if (WIFSIGNALED(status) &&
		 (WTERMSIG(status) == SIGPROF || WTERMSIG(status) == SIGXCPU))
		why(w, "the reader used too much time; %s", unread);
	else if (WIFSIGNALED(status))
		why(w, "the reader was ended by signal %d (%s); %s",
		    WTERMSIG(status), strsignal(WTERMSIG(status)), unread);
	else if (WEXITSTATUS(status) == OUT_OF_MEMORY)
		why(w, "the reader needed more memory than it may have; %s",
		    unread);
	else
		why(w, "the reader ended with status %d; %s",
		    WEXITSTATUS(status), unread);
}

static void
on_over(int status, void *context)
{
	struct reader_child *c = context;
	struct why w = c->why;

	c->child = NULL;
	if (w.text[0] == '\0')
		describe(status, &w);
	c->calls->over(w.text, c->context);
	release(c);
}

static void
on_gentle(evutil_socket_t fd, short what, void *context)
{
	struct reader_child *c = context;

	(void)fd;
	(void)what;
	child_signal(c->child, SIGKILL);
}

void
reader_child_end(struct reader_child *c, const char *text)
{
	static const struct timeval patience = {.tv_sec = GENTLE_SECONDS};

	hang_up(c);
	if (text == NULL) {
		evtimer_add(c->gentle, &patience);
		return;
	}
	why(&c->why, "%s", text);
	child_signal(c->child, SIGKILL);
}

void
reader_child_kill(struct reader_child *c)
{
	child_kill(c->child);
	release(c);
}

/* The head is there: room for the record, in the pool of its document. */
static bool
begin_answer(struct reader_child *c)
{
	size_t most = c->settings->answer_most;

	c->len = frame_get(c->head);
	c->got = 0;
	if (c->len == 0 || c->len > most)
		return false;
	c->pool = pool_new(most * POOL_TIMES + POOL_SLACK);
	c->answer = pool_get_raw(c->pool, c->len);
	return true;
}

static void
end_answer(struct reader_child *c)
{
	struct pool *pool = c->pool;

	c->pool = NULL;
	c->head_got = 0;
	c->calls->answer(pool, c->answer, c->len, c->context);
}

static void
on_bytes(struct reader_child *c, size_t n)
{
	if (c->head_got == FRAME) {
		c->got += n;
		if (c->got == c->len)
			end_answer(c);
		return;
	}
	c->head_got += n;
	if (c->head_got == FRAME && !begin_answer(c))
		reader_child_end(c, "the reader's answer has an impossible "
				    "length; the document is left unread");
}

static void
on_readable(evutil_socket_t fd, short what, void *context)
{
	struct reader_child *c = context;
	bool in_head = c->head_got < FRAME;
	ssize_t n = recv(fd,
	    in_head ? c->head + c->head_got : c->answer + c->got,
	    in_head ? FRAME - c->head_got : c->len - c->got, MSG_DONTWAIT);

	(void)what;
	if (n > 0)
		on_bytes(c, (size_t)n);
	else if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
		hang_up(c); /* its status tells why */
		child_signal(c->child, SIGKILL);
	}
}

static void
on_writable(evutil_socket_t fd, short what, void *context)
{
	struct reader_child *c = context;

	(void)fd;
	(void)what;
	c->calls->writable(c->context);
}

void
reader_child_want(struct reader_child *c, bool to_write)
{
	if (c->fd < 0)
		return;
	if (to_write)
		event_add(c->out, NULL);
	else
		event_del(c->out);
}

size_t
reader_child_write(struct reader_child *c, const char *bytes, size_t len)
{
	ssize_t n = c->fd < 0
			? -1
			: send(c->fd, bytes, len, MSG_NOSIGNAL | MSG_DONTWAIT);

	if (n > 0)
		return (size_t)n;
	if (c->fd >= 0 && errno != EAGAIN && errno != EINTR)
		event_del(c->out); /* its end will be read */
	return 0;
}

static bool
launch(struct reader_child *c, struct event_base *base, int fd, struct why *w)
{
	struct pool *p = pool_new(1 << 20);
	const struct reader_settings *s = c->settings;
	const char *environment[N_HANDED_ON + 1];
	int documents = s->documents_most > 0 ? s->documents_most : NO_SHARE;
	const char *argv[] = {s->program, "--memory",
	    pool_printf(p, "%zu", s->memory_most), "--answer",
	    pool_printf(p, "%zu", s->answer_most), "--seconds",
	    pool_printf(p, "%d", s->seconds), "--documents",
	    pool_printf(p, "%d", documents), NULL};
	struct child_plan plan = {.argv = argv,
	    .environment = environment,
	    .fd = {fd, fd, STDERR_FILENO}};

	set_environment(p, environment);
	c->child = child_start(base, &plan, on_over, c, w);
	pool_free(p);
	return c->child != NULL;
}

static void
watch(struct reader_child *c, struct event_base *base, int fd)
{
	c->fd = fd;
	c->in = event_new(base, fd, EV_READ | EV_PERSIST, on_readable, c);
	c->out = event_new(base, fd, EV_WRITE | EV_PERSIST, on_writable, c);
	c->gentle = evtimer_new(base, on_gentle, c);
	if (c->in == NULL || c->out == NULL || c->gentle == NULL ||
	    event_add(c->in, NULL) != 0) {
		log_err("%s", "reader: out of memory");
		exit(70);
	}
}

struct reader_child *
reader_child_start(struct event_base *base, const struct reader_settings *s,
    const struct reader_child_calls *calls, void *context, struct why *w)
{
	struct reader_child *c = calloc(1, sizeof(*c));
	int ends[2];
	bool good;

	if (c == NULL) {
		log_err("%s", "reader: out of memory");
		exit(70);
	}
	c->settings = s;
	c->calls = calls;
	c->context = context;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
		why(w, "the reader cannot be started: %s", strerror(errno));
		free(c);
		return NULL;
	}
	good = launch(c, base, ends[1], w);
	close(ends[1]);
	if (good) {
		watch(c, base, ends[0]);
		return c;
	}
	close(ends[0]);
	free(c);
	return NULL;
}

int
reader_child_pid(const struct reader_child *c)
{
	return c->child ? (int)child_pid(c->child) : 0;
}
