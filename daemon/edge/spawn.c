/* spawn.c - a program run once: its pipes and its time limit */
/* SPDX-License-Identifier: MIT */
#include "edge/spawn.h"

#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/held.h"
#include "base/log.h"
#include "base/str.h"
#include "edge/child.h"
#include "edge/spawn-stream.h"

/*
 *	start -> running -> (TERM -> KILL) -> over -> done
 *	  |
 *	  +--> not started -> done
 *
 * The pipes decide nothing: over is when the child has ended.
 */
enum {
	PATIENCE = 2, /* seconds between TERM and KILL */
	LAST = 200,   /* bytes of it that are told */
};

struct spawn {
	LIST_ENTRY(spawn) link;
	struct spawner *spawner;
	struct child *child; /* NULL: not started, or over */
	struct event *limit;
	struct event *input;
	struct str text; /* the input */
	size_t written;
	struct stream out, err;
	char *name;
	int seconds;
	bool late;
	struct why why;
	spawn_done_fn *done;
	void *context;
};

struct spawner {
	struct event_base *base;
	LIST_HEAD(, spawn) all;
};

struct spawner *
spawner_new(struct event_base *base)
{
	struct spawner *r = calloc(1, sizeof(*r));
	struct sigaction before;

	if (r == NULL) {
		log_err("spawn: out of memory");
		exit(70);
	}
	r->base = base;
	LIST_INIT(&r->all);
	/* A child that does not read its input must not end us. */
	if (sigaction(SIGPIPE, NULL, &before) == 0 &&
	    before.sa_handler == SIG_DFL)
		signal(SIGPIPE, SIG_IGN);
	return r;
}

void
spawner_free(struct spawner *r)
{
	if (r == NULL)
		return;
	while (!LIST_EMPTY(&r->all))
		spawn_cancel(LIST_FIRST(&r->all));
	free(r);
}

static void
spawn_free(struct spawn *s)
{
	LIST_REMOVE(s, link);
	event_end(&s->input);
	event_end(&s->out.event);
	event_end(&s->err.event);
	if (s->limit != NULL)
		event_free(s->limit);
	str_release(&s->text);
	str_release(&s->out.kept);
	str_release(&s->err.kept);
	free(s->name);
	free(s);
}

static void
on_output(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	stream_read(context);
}

HELD(on_output)

static void
on_input(evutil_socket_t fd, short what, void *context)
{
	struct spawn *s = context;
	ssize_t n = write(
	    fd, s->text.text + s->written, s->text.len - s->written);

	(void)what;
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n > 0)
		s->written += (size_t)n;
	if (n < 0 || s->written == s->text.len)
		event_end(&s->input); /* EPIPE: it does not want it */
}

HELD(on_input)

static void
describe(struct spawn *s, struct spawn_result *r)
{
	const char *colon = r->last[0] != '\0' ? ": " : "";

	if (!r->started)
		r->why = s->why;
	else if (r->late)
		why(&r->why,
		    "%s did not end within %d seconds and was stopped%s%s",
		    s->name, s->seconds, colon, r->last);
	else if (r->signal != 0)
		why(&r->why, "%s was ended by signal %d (%s)%s%s", s->name,
		    r->signal, strsignal(r->signal), colon, r->last);
	else
		why(&r->why, "%s ended with status %d%s%s", s->name, r->status,
		    colon, r->last);
}

static void
tell(struct spawn *s, bool started, int status)
{
	struct spawn_result r = {.started = started, .status = -1};
	char last[LAST] = "";

	if (started && WIFEXITED(status))
		r.status = WEXITSTATUS(status);
	if (started && WIFSIGNALED(status))
		r.signal = WTERMSIG(status);
	r.late = s->late;
	r.output = s->out.kept.text;
	r.len = s->out.kept.len;
	r.cut = s->out.cut;
	if (!stream_last(&s->out, last, sizeof(last)))
		stream_last(&s->err, last, sizeof(last));
	r.last = last;
	describe(s, &r);
	s->done(&r, s->context);
	spawn_free(s);
}

static void
on_over(int status, void *context)
{
	struct spawn *s = context;

	s->child = NULL;
	stream_drain(&s->out);
	stream_drain(&s->err);
	tell(s, true, status);
}

static void
on_not_started(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	tell(context, false, 0);
}

HELD(on_not_started)

static void
on_limit(evutil_socket_t fd, short what, void *context)
{
	static const struct timeval patience = {.tv_sec = PATIENCE};
	struct spawn *s = context;

	(void)fd;
	(void)what;
	child_signal(s->child, s->late ? SIGKILL : SIGTERM);
	if (!s->late)
		evtimer_add(s->limit, &patience);
	s->late = true;
}

HELD(on_limit)

/* The pipes' ends: ours do not block, the child's do. */
struct pipes {
	int theirs[3];
	int ours[3];
};

static void
close_all(int fd[3])
{
	for (int i = 0; i < 3; i++) {
		if (fd[i] >= 0)
			close(fd[i]);
	}
}

static bool
open_pipes(struct pipes *p)
{
	*p = (struct pipes){{-1, -1, -1}, {-1, -1, -1}};
	for (int i = 0; i < 3; i++) {
		int ends[2];

		if (pipe2(ends, O_CLOEXEC) != 0)
			return false;
		p->theirs[i] = ends[i == 0 ? 0 : 1];
		p->ours[i] = ends[i == 0 ? 1 : 0];
		fcntl(p->ours[i], F_SETFL, O_NONBLOCK);
	}
	return true;
}

static struct event *
watch(struct spawner *r, int fd, short what, event_callback_fn call,
    void *context)
{
	struct event *e = event_new(
	    r->base, fd, what | EV_PERSIST, call, context);

	if (e == NULL || event_add(e, NULL) != 0) {
		log_err("spawn: out of memory");
		exit(70);
	}
	return e;
}

static bool
start(struct spawn *s, const struct spawn_request *q)
{
	struct child_plan plan = {.argv = q->argv,
	    .environment = q->environment,
	    .memory_most = q->memory_most,
	    .user = q->user,
	    .group = q->group};
	struct pipes p;

	if (!open_pipes(&p)) {
		why(&s->why, "%s cannot be started: no pipe: %s", s->name,
		    strerror(errno));
	} else {
		memcpy(plan.fd, p.theirs, sizeof(plan.fd));
		s->child = child_start(
		    s->spawner->base, &plan, on_over, s, &s->why);
	}
	close_all(p.theirs);
	if (s->child == NULL) {
		close_all(p.ours);
		return false;
	}
	s->input = watch(s->spawner, p.ours[0], EV_WRITE, held_on_input, s);
	s->out.event = watch(
	    s->spawner, p.ours[1], EV_READ, held_on_output, &s->out);
	s->err.event = watch(
	    s->spawner, p.ours[2], EV_READ, held_on_output, &s->err);
	return true;
}

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

struct spawn *
spawn_start(struct spawner *r, const struct spawn_request *q,
    spawn_done_fn *done, void *context)
{
	struct spawn *s = calloc(1, sizeof(*s));
	struct timeval in = {.tv_sec = q->seconds};

	if (s == NULL || (s->name = strdup(base_name(q->argv[0]))) == NULL) {
		log_err("spawn: out of memory");
		exit(70);
	}
	s->spawner = r;
	s->seconds = q->seconds;
	s->done = done;
	s->context = context;
	s->text = (struct str)STR_INIT(q->len);
	str_addn(&s->text, q->input, q->len);
	s->out.kept = (struct str)STR_INIT(q->output_most);
	s->err.kept = (struct str)STR_INIT(q->output_most);
	LIST_INSERT_HEAD(&r->all, s, link);
	if (start(s, q)) {
		s->limit = evtimer_new(r->base, held_on_limit, s);
	} else {
		s->limit = evtimer_new(r->base, held_on_not_started, s);
		in.tv_sec = 0;
	}
	if (s->limit == NULL || evtimer_add(s->limit, &in) != 0) {
		log_err("spawn: out of memory");
		exit(70);
	}
	return s;
}

void
spawn_cancel(struct spawn *s)
{
	if (s->child != NULL)
		child_kill(s->child);
	spawn_free(s);
}
