/* spawn-t.c - programs that end well, badly, late, or not at all */
/* SPDX-License-Identifier: MIT */
#include "edge/spawn.h"

#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/pool.h"
#include "tap/tap.h"

enum { OUTPUT_MOST = 1000, LIMIT = 20 };

static struct event_base *base;
static struct spawner *spawner;
static struct pool *pool;

static struct {
	int calls;
	struct spawn_result r;
} got;

static void
on_done(const struct spawn_result *r, void *context)
{
	(void)context;
	got.calls++;
	got.r = *r;
	got.r.output = pool_strndup(pool, r->output, r->len);
	got.r.last = pool_strdup(pool, r->last);
}

static void
on_too_late(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	bail("%s takes too long", (const char *)context);
}

static void
wait_for(int calls, const char *name)
{
	struct timeval limit = {.tv_sec = LIMIT};
	struct event *late = evtimer_new(
	    base, on_too_late, (void *)(uintptr_t)name);

	evtimer_add(late, &limit);
	while (got.calls < calls)
		event_base_loop(base, EVLOOP_ONCE);
	event_free(late);
}

static struct spawn_request
request(const char *const *argv)
{
	static const char *const environment[] = {
	    "PATH=/usr/bin:/bin", "MARK=here", NULL};

	return (struct spawn_request){.argv = argv,
	    .environment = environment,
	    .input = "",
	    .seconds = 10,
	    .output_most = OUTPUT_MOST};
}

static void
run(const struct spawn_request *q)
{
	memset(&got, 0, sizeof(got));
	spawn_start(spawner, q, on_done, NULL);
	if (got.calls != 0)
		bail("done was called from inside spawn_start");
	wait_for(1, q->argv[0]);
}

static void
run_shell(const char *script, int seconds)
{
	const char *const argv[] = {"/bin/sh", "-c", script, NULL};
	struct spawn_request q = request(argv);

	q.seconds = seconds;
	run(&q);
}

static const struct {
	const char *script;
	int status, signal;
	const char *output, *last, *why;
} cases[] = {
    {"exit 0", 0, 0, "", "", "sh ended with status 0"},
    {"echo hej", 0, 0, "hej\n", "hej", "sh ended with status 0: hej"},
    {"printf 'a\\nb\\n\\n  \\n'; exit 75", 75, 0, "a\nb\n\n  \n", "b",
	"sh ended with status 75: b"},
    {"echo bad >&2; exit 1", 1, 0, "", "bad", "status 1: bad"},
    {"echo out; echo err >&2; exit 1", 1, 0, "out\n", "out", "out"},
    {"kill -SEGV $$", -1, SIGSEGV, "", "", "sh was ended by signal 11"},
    {"printf '\\033[2Jx\\377y'", 0, 0, "\033[2Jx\377y", "?[2Jx?y", "?[2Jx?y"},
    {"echo $MARK:$HOME", 0, 0, "here:\n", "here:", ""},
    {"trap '' TERM; trap", 0, 0, "trap -- '' TERM\n", "trap -- '' TERM", ""},
    {"ulimit -c", 0, 0, "0\n", "0", ""},
    {"ls /proc/self/fd | wc -l", 0, 0, "4\n", "4", ""},
    {"for k in SigBlk SigIgn; do m=0x$(sed -n s/$k:.//p /proc/self/status); "
     "echo $((m & 0x7fffffff)); done",
	0, 0, "0\n0\n", "0", ""},
    {"ps -o pgid= -p $$ | tr -d ' ' | grep -qx $$", 0, 0, "", "", ""},
};

static void
test_cases(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		run_shell(cases[i].script, 10);
		ok(got.r.started && !got.r.late, "%s", cases[i].script);
		is_int(cases[i].status, got.r.status, "its status");
		is_int(cases[i].signal, got.r.signal, "its signal");
		is_string(cases[i].output, got.r.output, "its output");
		is_string(cases[i].last, got.r.last, "its last line");
		has_string(cases[i].why, got.r.why.text, "why");
	}
}

static void
test_input(void)
{
	static const char *const cat[] = {"/bin/cat", NULL};
	static const char *const count[] = {"/usr/bin/wc", "-c", NULL};
	static const char *const deaf[] = {"/bin/true", NULL};
	struct spawn_request q = request(cat);
	size_t size = 3000000;
	char *large = malloc(size);

	memset(large, 'x', size);
	q.input = "hej\n";
	q.len = 4;
	run(&q);
	is_string("hej\n", got.r.output, "input comes back");
	q = request(count);
	q.input = large;
	q.len = size;
	run(&q);
	is_string("3000000\n", got.r.output, "much input");
	q = request(deaf);
	q.input = large;
	q.len = size;
	run(&q);
	is_int(0, got.r.status, "input that nobody reads");
	q = request(cat);
	q.input = large;
	q.len = size;
	run(&q);
	is_int(0, got.r.status, "much input and output at once");
	is_int(OUTPUT_MOST, (int64_t)got.r.len, "kept up to the limit");
	ok(got.r.cut, "and said to be cut");
	free(large);
}

static void
test_flood(void)
{
	run_shell("yes | head -c 5000000; echo the reason; exit 3", 10);
	is_int(3, got.r.status, "a flood ends");
	is_int(OUTPUT_MOST, (int64_t)got.r.len, "of which little is kept");
	is_string("the reason", got.r.last, "but the last line is the last");
	run_shell("yes >&2 & exec yes", 1);
	ok(got.r.late, "a flood without end is stopped");
}

/* argv[0] that cannot be run */
static void
test_not_started(void)
{
	static const char *const paths[] = {
	    "/nonexistent/program", "/etc", "/etc/passwd"};

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		const char *const argv[] = {paths[i], NULL};
		struct spawn_request q = request(argv);

		run(&q);
		ok(!got.r.started, "%s is not started", paths[i]);
		is_int(-1, got.r.status, "and has no status");
		has_string(paths[i], got.r.why.text, "why names it");
	}
	is_int(-1, waitpid(-1, NULL, WNOHANG), "nothing is left to wait for");
}

/* The process whose number the last output begins with does not run. */
static bool
is_gone(void)
{
	pid_t pid = (pid_t)atoi(got.r.output);
	char path[64], state = 'R';
	FILE *f;

	if (pid <= 1)
		bail("no process number in \"%s\"", got.r.output);
	for (int i = 0; i < 100000; i++) {
		snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
		f = fopen(path, "r");
		if (f == NULL)
			return true;
		if (fscanf(f, "%*d %*s %c", &state) != 1)
			state = 'X';
		fclose(f);
		if (state == 'Z' || state == 'X')
			return true; /* its new parent has yet to see it */
		sched_yield();
	}
	return false;
}

static void
test_left_behind(void)
{
	run_shell("sleep 100 & echo $!; exit 4", 10);
	is_int(4, got.r.status,
	    "over when it has ended, whoever holds its "
	    "pipes");
	ok(is_gone(), "and what it left behind is killed");
}

static void
test_limit(void)
{
	run_shell("exec sleep 100", 1);
	ok(got.r.late, "a sleeper is stopped");
	is_int(SIGTERM, got.r.signal, "kindly");
	has_string("within 1 seconds", got.r.why.text, "why");
	run_shell("trap '' TERM; while :; do sleep 100; done", 1);
	ok(got.r.late, "one that ignores it too");
	is_int(SIGKILL, got.r.signal, "less kindly");
	run_shell(
	    "trap 'exit 0' TERM; echo busy; while :; do sleep 0.01; done", 1);
	ok(got.r.late && got.r.status == 0, "one that cleans up");
	run_shell("sleep 100 & echo $!; exit 4", 10);
	is_int(4, got.r.status,
	    "over when it has ended, whoever holds its "
	    "pipes");
	ok(is_gone(), "and what it left behind is killed");
	run_shell("(sleep 100 & echo $!) ; exec sleep 100", 1);
	ok(got.r.late && is_gone(), "grandchildren end with it");
	run_shell("exec <&- >&- 2>&-; exec sleep 100", 1);
	ok(got.r.late, "closed pipes are no end");
}

static void
test_memory(void)
{
	static const char *const argv[] = {"/bin/sh", "-c", "ulimit -v", NULL};
	struct spawn_request q = request(argv);

	q.memory_most = 512 << 20;
	run(&q);
	is_string("524288\n", got.r.output, "a limit on memory");
}

static void
test_cancel(void)
{
	static const char *const sleeper[] = {"/bin/sleep", "100", NULL};
	static const char *const missing[] = {"/nonexistent", NULL};
	struct spawn_request q = request(sleeper);

	memset(&got, 0, sizeof(got));
	spawn_cancel(spawn_start(spawner, &q, on_done, NULL));
	q = request(missing);
	spawn_cancel(spawn_start(spawner, &q, on_done, NULL));
	event_base_loop(base, EVLOOP_NONBLOCK);
	is_int(0, got.calls, "cancelled means untold");
	is_int(-1, waitpid(-1, NULL, WNOHANG), "and nothing is left");
	is_int(ECHILD, errno, "not even a zombie");
	q = request(sleeper);
	spawn_start(spawner, &q, on_done, NULL);
	spawn_start(spawner, &q, on_done, NULL);
	spawner_free(spawner);
	is_int(-1, waitpid(-1, NULL, WNOHANG), "the spawner takes all with it");
	spawner = spawner_new(base);
}

/* Another part's child is not waited for by accident. */
static void
test_others(void)
{
	int status;
	pid_t pid = fork();

	if (pid == 0)
		_exit(9);
	run_shell("exit 0", 10);
	is_int(pid, waitpid(pid, &status, 0), "another's child is left alone");
	is_int(9, WEXITSTATUS(status), "with its status");
}

static void
test_many(void)
{
	static const char *const argv[] = {"/bin/true", NULL};
	struct spawn_request q = request(argv);

	memset(&got, 0, sizeof(got));
	for (int i = 0; i < 50; i++)
		spawn_start(spawner, &q, on_done, NULL);
	wait_for(50, "fifty");
	is_int(50, got.calls, "fifty at once");
}

/* From here on the kernel is an old one. */
static void
make_old(void)
{
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_ALLOW);

	seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(pidfd_open), 0);
	seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(close_range), 0);
	if (seccomp_load(f) != 0)
		bail("no filter");
	seccomp_release(f);
}

/* As under a unit with LimitCORE=0, which only root could raise again. */
static void
test_without_dumps(void)
{
	static const struct rlimit none = {0, 0};
	const char *argv[] = {"/bin/sh", "-c", "ulimit -c", NULL};
	struct spawn_request q = {.argv = argv,
	    .environment = (const char *const[]){NULL},
	    .input = "",
	    .seconds = LIMIT,
	    .output_most = OUTPUT_MOST};

	ok(setrlimit(RLIMIT_CORE, &none) == 0, "no core dumps at all");
	if (geteuid() == 0)
		ok(setresuid(65534, 65534, 65534) == 0, "as nobody");
	prctl(PR_SET_DUMPABLE, 1); /* a sanitizer looks at us */
	got.calls = 0;
	spawn_start(spawner, &q, on_done, NULL);
	wait_for(1, "without dumps");
	ok(got.r.started, "a program starts: %s", got.r.why.text);
	is_string("0", got.r.last, "and dumps nothing either");
}

int
main(void)
{
	int extra = open("/dev/null", O_RDONLY); /* without O_CLOEXEC */

	base = event_base_new();
	pool = pool_new(1 << 20);
	spawner = spawner_new(base);
	test_cases();
	test_input();
	test_flood();
	test_not_started();
	test_left_behind();
	test_limit();
	test_memory();
	test_cancel();
	test_others();
	test_many();
	diag("without pidfd_open and close_range");
	make_old();
	test_cases();
	test_not_started();
	test_left_behind();
	test_cancel();
	test_others();
	test_many();
	test_without_dumps();
	spawner_free(spawner);
	pool_free(pool);
	event_base_free(base);
	close(extra);
	return done_testing();
}
