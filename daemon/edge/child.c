/* child.c - a program started with limits */
/* SPDX-License-Identifier: MIT */
#include "edge/child.h"

#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/held.h"
#include "base/log.h"

/* The kernel's word, for C libraries whose headers do not have it yet. */
#ifndef CLOSE_RANGE_CLOEXEC
#define CLOSE_RANGE_CLOEXEC (1U << 2)
#endif

struct child {
	pid_t pid;
	int pidfd; /* -1: SIGCHLD instead */
	struct event *ended;
	child_over_fn *over;
	void *context;
};

/*
 * From here to run() everything happens in the memory of the parent, which
 * stands still meanwhile: system calls only, and nothing that the parent
 * would miss.
 */
static void
set_signals(void)
{
	struct sigaction action = {.sa_handler = SIG_DFL};
	sigset_t none;

	for (int s = 1; s < NSIG; s++)
		sigaction(s, &action, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Copies first: a descriptor may stand where another one is to be. */
static bool
set_descriptors(const int fd[3])
{
	int copy[3];

	for (int i = 0; i < 3; i++) {
		copy[i] = fcntl(fd[i], F_DUPFD_CLOEXEC, 3);
		if (copy[i] < 0)
			return false;
	}
	for (int i = 0; i < 3; i++) {
		if (dup2(copy[i], i) < 0)
			return false;
	}
	return true;
}

static void
close_on_exec(void)
{
	struct rlimit most;

	if (syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC) == 0)
		return;
	if (getrlimit(RLIMIT_NOFILE, &most) != 0)
		most.rlim_cur = 1024;
	for (rlim_t fd = 3; fd < most.rlim_cur && fd < 65536; fd++)
		fcntl((int)fd, F_SETFD, FD_CLOEXEC);
}

/* A limit of 1 keeps a dump from programs too (core_pattern with a pipe),
 * which none at all does not.  Where the limit is none already (LimitCORE=0 of
 * a unit) it cannot be raised to that. */
static bool
set_limits(size_t memory_most)
{
	struct rlimit core = {1, 1}, is;
	struct rlimit memory = {memory_most, memory_most};

	if (getrlimit(RLIMIT_CORE, &is) == 0 && is.rlim_max < 1)
		core.rlim_cur = core.rlim_max = is.rlim_max;
	if (setrlimit(RLIMIT_CORE, &core) != 0)
		return false;
	return memory_most == 0 || setrlimit(RLIMIT_AS, &memory) == 0;
}

/* By the kernel's own calls: the C library's would tell all threads. */
static bool
set_user(uid_t user, gid_t group)
{
	if (user == 0)
		return true;
	return syscall(SYS_setgroups, 0, NULL) == 0 &&
	       syscall(SYS_setresgid, group, group, group) == 0 &&
	       syscall(SYS_setresuid, user, user, user) == 0;
}

/* Returns only when something failed. */
static void
become(const struct child_plan *plan, pid_t parent)
{
	set_signals();
	if (setpgid(0, 0) != 0 || !set_user(plan->user, plan->group) ||
	    prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) /* another user clears it */
		return;
	if (getppid() != parent)
		_exit(127); /* it died before it could be tied to us */
	if (!set_descriptors(plan->fd))
		return;
	close_on_exec();
	if (!set_limits(plan->memory_most))
		return;
	execve(plan->argv[0], (char *const *)plan->argv,
	    (char *const *)plan->environment);
}

/* The reason comes back through the pipe, which a good exec closes. */
static void
run(const struct child_plan *plan, pid_t parent, int report)
{
	int reason;

	become(plan, parent);
	reason = errno;
	if (write(report, &reason, sizeof(reason)) < 0)
		_exit(126);
	_exit(127);
}

static pid_t
fork_and_run(const struct child_plan *plan, int report)
{
	pid_t parent = getpid();
	sigset_t all, before;
	pid_t pid;

	/* No handler of ours may run in the child, in our memory. */
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	pid = vfork();
	if (pid == 0)
		run(plan, parent, report);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return pid;
}

/* The process; -1 with the reason in errno. */
static pid_t
launch(const struct child_plan *plan)
{
	int report[2], reason = 0;
	ssize_t n;
	pid_t pid;

	if (pipe2(report, O_CLOEXEC) != 0)
		return -1;
	pid = fork_and_run(plan, report[1]);
	close(report[1]);
	do
		n = pid < 0 ? 0 : read(report[0], &reason, sizeof(reason));
	while (n < 0 && errno == EINTR);
	close(report[0]);
	if (pid > 0 && n != 0) {
		while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
			;
		errno = reason;
		return -1;
	}
	return pid;
}

static void
release(struct child *c)
{
	event_free(c->ended);
	if (c->pidfd >= 0)
		close(c->pidfd);
	free(c);
}

/* The group is killed while its leader still holds its number. */
static void
on_end(evutil_socket_t fd, short what, void *context)
{
	struct child *c = context;
	siginfo_t info = {0};
	int status = 0;

	(void)fd;
	(void)what;
	if (waitid(P_PID, (id_t)c->pid, &info, WEXITED | WNOHANG | WNOWAIT) !=
		0 ||
	    info.si_pid == 0)
		return;
	kill(-c->pid, SIGKILL);
	waitpid(c->pid, &status, 0);
	c->over(status, c->context);
	release(c);
}

HELD(on_end)

static void
watch(struct event_base *base, struct child *c)
{
	c->pidfd = (int)syscall(SYS_pidfd_open, c->pid, 0);
	if (c->pidfd >= 0)
		c->ended = event_new(
		    base, c->pidfd, EV_READ | EV_PERSIST, held_on_end, c);
	else
		c->ended = event_new(
		    base, SIGCHLD, EV_SIGNAL | EV_PERSIST, held_on_end, c);
	if (c->ended == NULL || event_add(c->ended, NULL) != 0) {
		log_err("%s", "a child cannot be watched: out of memory");
		exit(70);
	}
	if (c->pidfd < 0) /* it may have ended before */
		event_active(c->ended, EV_SIGNAL, 1);
}

struct child *
child_start(struct event_base *base, const struct child_plan *plan,
    child_over_fn *over, void *context, struct why *w)
{
	struct child *c = calloc(1, sizeof(*c));

	if (c == NULL) {
		log_err("%s", "out of memory");
		exit(70);
	}
	c->over = over;
	c->context = context;
	c->pid = launch(plan);
	if (c->pid < 0) {
		why(w,
		    "%s cannot be started: %s; install it or correct its "
		    "path",
		    plan->argv[0], strerror(errno));
		free(c);
		return NULL;
	}
	watch(base, c);
	return c;
}

pid_t
child_pid(const struct child *c)
{
	return c->pid;
}

void
child_signal(struct child *c, int signal)
{
	kill(-c->pid, signal);
	kill(c->pid, signal); /* it may have left its group */
}

void
child_kill(struct child *c)
{
	child_signal(c, SIGKILL);
	while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
		;
	release(c);
}
