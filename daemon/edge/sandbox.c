/* sandbox.c - what a process gives up before it touches a stranger's bytes */
/* SPDX-License-Identifier: MIT */
#include "edge/sandbox.h"

#include <errno.h>
#include <seccomp.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

static const int allowed[] = {
    SCMP_SYS(brk),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(futex),
    SCMP_SYS(getrandom),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(madvise),
    SCMP_SYS(mremap),
    SCMP_SYS(munmap),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(setitimer),
};

static const struct {
	int call;
	int descriptor;
} descriptors[] = {
    {SCMP_SYS(read), 0},
    {SCMP_SYS(write), 1},
    {SCMP_SYS(write), 2},
    {SCMP_SYS(writev), 2},
};

/* Of a sanitizer that reports. */
static const int sanitizers[] = {
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(prlimit64),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sigaltstack),
};

static const int sanitizers_try[] = {
    SCMP_SYS(access),
    SCMP_SYS(ioctl),
    SCMP_SYS(readlink),
};

/* GMime asks libc for a converter of each charset that a mail names. */
static const int files[] = {
    SCMP_SYS(newfstatat),
    SCMP_SYS(open),
    SCMP_SYS(openat),
    SCMP_SYS(stat),
};

static bool
set_limit(int what, rlim_t most, struct why *w)
{
	struct rlimit limit = {most, most};

	if (setrlimit(what, &limit) == 0)
		return true;
	return why(w, "a limit (%d) cannot be set: %s", what, strerror(errno));
}

bool
sandbox_limit(const struct sandbox_limits *l, struct why *w)
{
	rlim_t cpu = (rlim_t)l->cpu_seconds;

	if (prctl(PR_SET_DUMPABLE, 0) != 0)
		return why(
		    w, "tracing cannot be turned off: %s", strerror(errno));
	return set_limit(RLIMIT_CORE, 0, w) && set_limit(RLIMIT_NOFILE, 3, w) &&
	       (cpu == 0 || set_limit(RLIMIT_CPU, cpu, w)) &&
	       (l->memory_most == 0 || SANITIZED ||
		   set_limit(RLIMIT_AS, l->memory_most, w));
}

static int
allow_all(scmp_filter_ctx f, uint32_t action, const int *calls, size_t n)
{
	int r = 0;

	for (size_t i = 0; i < n && r == 0; i++)
		r = seccomp_rule_add(f, action, calls[i], 0);
	return r;
}

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static int
add_rules(scmp_filter_ctx f)
{
	const struct scmp_arg_cmp not_executable = SCMP_A2(
	    SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
	int r = allow_all(f, SCMP_ACT_ALLOW, allowed, COUNT(allowed));

	for (size_t i = 0; i < COUNT(descriptors) && r == 0; i++)
		r = seccomp_rule_add(f, SCMP_ACT_ALLOW, descriptors[i].call, 1,
		    SCMP_A0(SCMP_CMP_EQ,
			(scmp_datum_t)descriptors[i].descriptor, 0));
	if (r == 0)
		r = seccomp_rule_add(
		    f, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, not_executable);
	if (r == 0)
		r = seccomp_rule_add(
		    f, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, not_executable);
	if (r == 0)
		r = allow_all(f, SCMP_ACT_ERRNO(EACCES), files, COUNT(files));
	if (r == 0 && SANITIZED)
		r = allow_all(f, SCMP_ACT_ALLOW, sanitizers, COUNT(sanitizers));
	if (r == 0 && SANITIZED)
		r = allow_all(f, SCMP_ACT_ERRNO(EPERM), sanitizers_try,
		    COUNT(sanitizers_try));
	return r;
}

bool
sandbox_enter(struct why *w)
{
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_KILL_PROCESS);
	int r = f ? 0 : -ENOMEM;

	if (r == 0)
		r = seccomp_attr_set(
		    f, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
	if (r == 0)
		r = add_rules(f);
	if (r == 0) /* no new privileges come with it */
		r = seccomp_load(f);
	seccomp_release(f);
	if (r == 0)
		return true;
	return why(w,
	    "system calls cannot be filtered: %s; a kernel with "
	    "seccomp is needed",
	    strerror(-r));
}

void
sandbox_timer(int seconds)
{
	struct itimerval t = {.it_value.tv_sec = seconds};

	setitimer(ITIMER_PROF, &t, NULL);
}
