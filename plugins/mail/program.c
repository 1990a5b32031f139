/* program.c - another program run to its end: a text in, a text out */
/* SPDX-License-Identifier: MIT */
#include "plugins/mail/program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A file without a name, so that nobody waits for who reads or who writes. */
static int
held(const char *text, size_t len)
{
	int fd = memfd_create("input", MFD_CLOEXEC);
	ssize_t n = 1;

	for (size_t at = 0; fd >= 0 && at < len && n > 0; at += (size_t)n)
		n = write(fd, text + at, len - at);
	if (fd >= 0 && n > 0 && lseek(fd, 0, SEEK_SET) == 0)
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

static bool
start(const struct program *p, int in, int out, pid_t *pid, struct why *w)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t how;
	int fault;

	posix_spawnattr_init(&how);
	posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	if (p->errors)
		posix_spawn_file_actions_adddup2(&actions, out, STDERR_FILENO);
	fault = posix_spawn(
	    pid, p->argv[0], &actions, &how, (char *const *)p->argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&how);
	return fault == 0 || why(w, "%s: %s", p->argv[0], strerror(fault));
}

static int
left_of(const struct timespec *end)
{
	struct timespec now;
	long long left;

	clock_gettime(CLOCK_MONOTONIC, &now);
	left = (end->tv_sec - now.tv_sec) * 1000LL +
	       (end->tv_nsec - now.tv_nsec) / 1000000;
	return left > 0 ? (int)left : 0;
}

/* Until it closes its end; false when that is too late. */
static bool
take_output(int fd, struct str *s, const struct timespec *end)
{
	struct pollfd ready = {.fd = fd, .events = POLLIN};
	char piece[4096];
	ssize_t n = 1;

	while (n > 0) {
		int left = left_of(end);

		if (left == 0 || poll(&ready, 1, left) == 0)
			return false;
		n = read(fd, piece, sizeof(piece));
		if (n < 0 && errno == EINTR)
			n = 1;
		else if (n > 0)
			str_addn(s, piece,
			    s->most - s->len < (size_t)n ? s->most - s->len
							 : (size_t)n);
	}
	return true;
}

static bool
finish(const struct program *p, pid_t pid, bool in_time, int *status,
    struct why *w)
{
	int ended = 0;

	if (!in_time)
		kill(-pid, SIGKILL);
	while (waitpid(pid, &ended, 0) < 0 && errno == EINTR)
		;
	if (!in_time)
		return why(
		    w, "%s: not done within %d s", p->argv[0], p->seconds);
	if (!WIFEXITED(ended))
		return why(
		    w, "%s: ended by signal %d", p->argv[0], WTERMSIG(ended));
	*status = WEXITSTATUS(ended);
	return true;
}

bool
program_run(
    const struct program *p, struct str *output, int *status, struct why *w)
{
	int in = held(p->input, p->len), out[2] = {-1, -1};
	struct timespec end;
	bool ok = in >= 0 && pipe2(out, O_CLOEXEC) == 0;
	pid_t pid;

	if (!ok)
		why(w, "%s: %s", p->argv[0], strerror(errno));
	clock_gettime(CLOCK_MONOTONIC, &end);
	end.tv_sec += p->seconds;
	ok = ok && start(p, in, out[1], &pid, w);
	if (in >= 0)
		close(in);
	if (out[1] >= 0)
		close(out[1]);
	if (ok)
		ok = finish(
		    p, pid, take_output(out[0], output, &end), status, w);
	if (out[0] >= 0)
		close(out[0]);
	return ok;
}
