/* sandbox-t.c - what cannot be done any more inside, and what can */
/* SPDX-License-Identifier: MIT */
#include "edge/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tap/tap.h"

enum { DONE = 42, REFUSED = 43, NOT_ENTERED = 44 };

static int other; /* a descriptor that is neither 0, 1 nor 2 */

static int
try_open(void)
{
	return (int)syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY);
}

static int
try_old_open(void)
{
	return open("/etc/passwd", O_RDONLY);
}

static int
try_create(void)
{
	return open("/tmp/bevakad-sandbox", O_WRONLY | O_CREAT, 0600);
}

static int
try_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0);
}

static int
try_socketpair(void)
{
	int ends[2];

	return socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
}

static int
try_fork(void)
{
	return (int)syscall(SYS_fork);
}

static int
try_clone(void)
{
	return (int)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
}

static int
try_exec(void)
{
	char *argv[] = {(char[]){"true"}, NULL}, *none[] = {NULL};

	return execve("/bin/true", argv, none);
}

static int
try_kill(void)
{
	return kill(getppid(), 0);
}

static int
try_ptrace(void)
{
	return (int)ptrace(PTRACE_TRACEME, 0, NULL, NULL);
}

static int
try_executable(void)
{
	void *at = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return at == MAP_FAILED ? -1 : 0;
}

static int
try_make_executable(void)
{
	void *at = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return mprotect(at, 4096, PROT_READ | PROT_EXEC);
}

static int
try_read_other(void)
{
	char c;

	return (int)read(other, &c, 1);
}

static int
try_write_other(void)
{
	return (int)write(other, "x", 1);
}

static int
try_unlink(void)
{
	return unlink("/tmp/bevakad-sandbox");
}

static int
try_dup(void)
{
	return dup(0);
}

static int
try_memfd(void)
{
	return memfd_create("x", 0);
}

static int
try_prctl(void)
{
	return prctl(PR_SET_DUMPABLE, 1);
}

static int
try_limit(void)
{
	struct rlimit l = {1 << 30, 1 << 30};

	return (int)syscall(SYS_setrlimit, RLIMIT_AS, &l);
}

static int
try_io_uring(void)
{
	return (int)syscall(SYS_io_uring_setup, 1, NULL);
}

static const struct {
	const char *name;
	int (*try)(void);
	bool fails; /* instead of being killed for it */
} refused[] = {
    {"opening a file", try_open, true},
    {"opening a file the old way", try_old_open, true},
    {"making a file", try_create, true},
    {"a socket", try_socket, false},
    {"a pair of sockets", try_socketpair, false},
    {"fork", try_fork, false},
    {"clone", try_clone, false},
    {"exec", try_exec, false},
    {"a signal to another", try_kill, false},
    {"ptrace", try_ptrace, false},
    {"executable memory", try_executable, false},
    {"memory made executable", try_make_executable, false},
    {"reading another descriptor", try_read_other, false},
    {"writing to another descriptor", try_write_other, false},
    {"removing a file", try_unlink, false},
    {"another descriptor", try_dup, false},
    {"a file in memory", try_memfd, false},
    {"prctl", try_prctl, false},
    {"a larger limit", try_limit, false},
    {"io_uring", try_io_uring, false},
};

static void
enter(size_t memory_most, int cpu_seconds)
{
	struct sandbox_limits l = {memory_most, cpu_seconds};
	struct why w;

	if (!sandbox_limit(&l, &w) || !sandbox_enter(&w)) {
		diag("%s", w.text);
		_exit(NOT_ENTERED);
	}
}

static int
wait_for(pid_t pid)
{
	int status = 0;

	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		bail("no child");
	return status;
}

static bool
is_sanitized(void)
{
#if defined(__SANITIZE_ADDRESS__)
	return true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
	return true;
#endif
#endif
	return false;
}

static void
test_refused(void)
{
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		pid_t pid = fork();
		int status;

		if (pid == 0) {
			enter(0, 0);
			_exit(refused[i].try() < 0 ? REFUSED : DONE);
		}
		status = wait_for(pid);
		if (refused[i].fails)
			ok(WIFEXITED(status) && WEXITSTATUS(status) == REFUSED,
			    "%s fails (status %x)", refused[i].name, status);
		else
			ok(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS,
			    "%s kills (status %x)", refused[i].name, status);
	}
}

/* The same outside, so that the proof proves something. */
static void
test_possible(void)
{
	static int (*const tries[])(void) = {try_open, try_socket,
	    try_executable, try_read_other, try_dup, try_memfd};

	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++)
		ok(tries[i]() >= 0, "outside it can be done (%zu)", i);
}

static void
use_memory(void)
{
	for (size_t size = 1; size < 64 << 20; size *= 2) {
		char *at = malloc(size);

		memset(at, 'x', size);
		at = realloc(at, size * 2);
		if (at == NULL || at[size - 1] != 'x')
			_exit(1);
		free(at);
	}
	malloc_trim(0);
}

static void
test_allowed(void)
{
	int in[2], out[2], status;
	char text[10] = "";
	pid_t pid;

	if (pipe(in) != 0 || pipe(out) != 0 || write(in[1], "hej", 3) != 3)
		bail("no pipe");
	pid = fork();
	if (pid == 0) {
		dup2(in[0], 0);
		dup2(out[1], 1);
		enter(0, 0);
		use_memory();
		sandbox_timer(5);
		sandbox_timer(0);
		if (read(0, text, 3) != 3 || write(1, text, 3) != 3 ||
		    time(NULL) < 1000 || clock() < 0)
			_exit(1);
		_exit(DONE);
	}
	status = wait_for(pid);
	ok(WIFEXITED(status) && WEXITSTATUS(status) == DONE,
	    "memory, 0, 1 and the clock (status %x)", status);
	ok(read(out[0], text, 3) == 3 && memcmp(text, "hej", 3) == 0,
	    "what was read was written");
}

static void
test_limits(void)
{
	volatile unsigned long turns = 0;
	void *volatile taken;
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		enter(0, 0);
		sandbox_timer(1);
		for (;;)
			turns++;
	}
	status = wait_for(pid);
	ok(WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF,
	    "the timer ends a loop (status %x)", status);
	if (is_sanitized()) {
		skip("memory is not limited under a sanitizer");
		return;
	}
	pid = fork();
	if (pid == 0) {
		enter(100 << 20, 0);
		taken = malloc(200 << 20);
		_exit(taken == NULL ? REFUSED : DONE);
	}
	status = wait_for(pid);
	is_int(REFUSED, WEXITSTATUS(status), "memory is limited");
}

int
main(void)
{
	other = open("/dev/zero", O_RDWR);
	test_possible();
	test_refused();
	test_allowed();
	test_limits();
	return done_testing();
}
