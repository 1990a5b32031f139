/* replay.c - runs a fuzz target without a fuzzer: over files, and in the suite */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fuzz/fuzz.h"
#include "fuzz/mutate.h"
#include "tap/tap.h"

/*
 *	NAME-t                       the test: the kept inputs, then changed
 *	                             ones, then long ones; TAP
 *	NAME-t --seed N --rounds N   the same with other chances
 *	NAME-t --seconds N           changed inputs for so long
 *	NAME-t FILE...               these inputs, without TAP
 *	NAME-t --long FILE...        these made long, with the time of each
 *	NAME-t --write FOLDER        the inputs to begin with, as files
 *	NAME-t --words               the words, as libFuzzer's -dict
 *
 * Each part of the test runs in a child, which shows the parent what it is
 * at; when it dies, the parent keeps that input.
 */
enum {
	INPUT_MOST = 1 << 20,
	CHANGED_MOST = 8192,
	LONG_MOST = 64 * 1024,
	LONG_INPUTS = 60,
	LONG_LEAST_MS = 150, /* less is never too slow */
	CPU_MOST = 300       /* seconds of a part; more is a hang */
};

/* ASan and UBSan take their time. */
#if defined(__SANITIZE_ADDRESS__)
enum { PATIENCE = 15 };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { PATIENCE = 15 };
#else
enum { PATIENCE = 1 };
#endif
#else
enum { PATIENCE = 1 };
#endif

/* What the child is at. */
static struct shown {
	size_t done, len;
	uint8_t bytes[INPUT_MOST];
} * shown;

static struct input *inputs;
static size_t n_inputs, inputs_room;
static unsigned long seed = 1, rounds, seconds;

static void
add_input(const void *bytes, size_t len)
{
	struct input *in;

	if (n_inputs == inputs_room) {
		inputs_room = inputs_room ? inputs_room * 2 : 256;
		inputs = realloc(inputs, inputs_room * sizeof(*inputs));
		if (inputs == NULL)
			bail("out of memory");
	}
	in = &inputs[n_inputs++];
	in->len = len < INPUT_MOST ? len : INPUT_MOST;
	if ((in->bytes = malloc(in->len + 1)) == NULL)
		bail("out of memory");
	memcpy(in->bytes, bytes, in->len);
}

static void
free_inputs(void)
{
	while (n_inputs > 0)
		free(inputs[--n_inputs].bytes);
	free(inputs);
}

/* The kept ones first. */
static void
gather_inputs(void)
{
	char folder[200];

	snprintf(folder, sizeof(folder), "fuzz/%s", fuzz_target.name);
	fuzz_seed_files(add_input, folder, "", "");
	if (fuzz_target.seeds != NULL)
		fuzz_target.seeds(add_input);
}

/* In memory of just its length, so that ASan sees a step beyond it. */
static void
run(const struct input *in)
{
	uint8_t *copy = malloc(in->len ? in->len : 1);

	if (copy == NULL)
		bail("out of memory");
	memcpy(copy, in->bytes, in->len);
	LLVMFuzzerTestOneInput(copy, in->len);
	free(copy);
}

static void
show_and_run(const struct input *in)
{
	memcpy(shown->bytes, in->bytes, in->len);
	shown->len = in->len;
	shown->done++;
	run(in);
}

static double
cpu_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Again and again, LONG_MOST bytes; the line it begins with (a day, a kind)
 * only once. */
static struct input
make_long(const struct input *in)
{
	struct input out = {malloc(LONG_MOST), 0};
	size_t len = in->len < LONG_MOST ? in->len : LONG_MOST;
	const uint8_t *end = memchr(in->bytes, '\n', len);
	size_t head = end ? (size_t)(end - in->bytes) + 1 : 0;

	if (out.bytes == NULL)
		bail("out of memory");
	if (head > 12 || head == len)
		head = 0;
	memcpy(out.bytes, in->bytes, len);
	out.len = len;
	while (len > head && out.len < LONG_MOST) {
		out.bytes[out.len] = out.bytes[out.len - (len - head)];
		out.len++;
	}
	return out;
}

static double
time_long(const struct input *in)
{
	struct input it = make_long(in);
	double from = cpu_ms(), took;

	show_and_run(&it);
	took = cpu_ms() - from;
	free(it.bytes);
	return took;
}

static void
check_long(const struct input *in)
{
	double most = (double)fuzz_target.slow * LONG_MOST / 1e6 * PATIENCE;
	double took = time_long(in);

	if (most < LONG_LEAST_MS)
		most = LONG_LEAST_MS;
	if (took > most) /* something else may have had the caches */
		took = time_long(in);
	fuzz_must(took <= most, "%d bytes take %.0f ms, at most %.0f",
	    LONG_MOST, took, most);
}

/* --- the parts of the test; each ends the child --- */

static void
replay_all(void)
{
	for (size_t i = 0; i < n_inputs; i++)
		show_and_run(&inputs[i]);
}

static struct mutator
new_mutator(void)
{
	struct mutator m = {.state = seed * 0x9E3779B97F4A7C15U + 1,
	    .input = inputs,
	    .n = n_inputs,
	    .words = fuzz_target.words,
	    .room = CHANGED_MOST};

	while (m.words != NULL && m.words[m.n_words] != NULL)
		m.n_words++;
	return m;
}

static void
run_changed(void)
{
	static uint8_t bytes[CHANGED_MOST];
	struct input draft = {bytes, 0};
	struct mutator m = new_mutator();
	double end = cpu_ms() + (double)seconds * 1000;

	for (unsigned long i = 0; seconds > 0 ? cpu_ms() < end : i < rounds;
	     i++) {
		mutate(&m, &draft);
		show_and_run(&draft);
	}
}

static void
run_long(void)
{
	static uint8_t bytes[CHANGED_MOST];
	struct input draft = {bytes, 0};
	struct mutator m = new_mutator();

	for (int i = 0; i < LONG_INPUTS / PATIENCE; i++) {
		check_long(&inputs[mutate_chance(&m, m.n)]);
		mutate(&m, &draft);
		draft.len = draft.len < 200 ? draft.len : 200;
		check_long(&draft);
	}
}

static void
keep_input(const char *how, int number)
{
	char path[200];
	FILE *f;

	snprintf(path, sizeof(path), "fuzz-%s.input", fuzz_target.name);
	f = fopen(path, "wb");
	if (f == NULL || fwrite(shown->bytes, 1, shown->len, f) != shown->len)
		diag("%s: %s", path, strerror(errno));
	if (f != NULL)
		fclose(f);
	diag("input %zu (%zu bytes, seed %lu): %s %d; it is kept in %s, run "
	     "tests/fuzz/%s-t with it",
	    shown->done, shown->len, seed, how, number, path, fuzz_target.name);
}

static void
run_part(void (*part)(void), const char *what)
{
	struct rlimit limit = {CPU_MOST, CPU_MOST};
	int status;
	pid_t child;

	shown->done = 0;
	fflush(stdout);
	child = fork();
	if (child < 0)
		bail("fork: %s", strerror(errno));
	if (child == 0) {
		setrlimit(RLIMIT_CPU, &limit);
		part();
		free_inputs();
		exit(0);
	}
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (WIFSIGNALED(status))
		keep_input("killed by signal", WTERMSIG(status));
	else if (WEXITSTATUS(status) != 0)
		keep_input("ended with status", WEXITSTATUS(status));
	ok(status == 0 && shown->done > 0, "%s: %zu %s", fuzz_target.name,
	    shown->done, what);
}

static int
run_test(void)
{
	shown = mmap(NULL, sizeof(*shown), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shown == MAP_FAILED)
		bail("mmap: %s", strerror(errno));
	gather_inputs();
	run_part(replay_all, "inputs as they are kept");
	run_part(run_changed, "changed at random");
	run_part(run_long, "made long, each soon done");
	free_inputs();
	munmap(shown, sizeof(*shown));
	return done_testing();
}

/* --- for people --- */

static struct input
read_input(const char *path)
{
	FILE *f = fopen(path, "rb");
	struct input in = {malloc(INPUT_MOST), 0};

	if (f == NULL || in.bytes == NULL)
		bail("%s: %s", path, strerror(errno));
	in.len = fread(in.bytes, 1, INPUT_MOST, f);
	fclose(f);
	return in;
}

static int
run_files(char **path, bool is_long)
{
	for (; *path != NULL; path++) {
		struct input in = read_input(*path), it;
		double from;

		it = is_long ? make_long(&in) : in;
		from = cpu_ms();
		run(&it);
		printf(
		    "%8.2f ms %7zu bytes %s\n", cpu_ms() - from, it.len, *path);
		if (is_long)
			free(it.bytes);
		free(in.bytes);
	}
	return 0;
}

static int
write_inputs(const char *folder)
{
	gather_inputs();
	for (size_t i = 0; i < n_inputs; i++) {
		char path[600];
		FILE *f;

		snprintf(path, sizeof(path), "%s/%05zu", folder, i);
		f = fopen(path, "wb");
		if (f == NULL ||
		    fwrite(inputs[i].bytes, 1, inputs[i].len, f) !=
			inputs[i].len ||
		    fclose(f) != 0)
			bail("%s: %s", path, strerror(errno));
	}
	free_inputs();
	return 0;
}

static int
print_words(void)
{
	const char *const *word = fuzz_target.words;

	for (; word != NULL && *word != NULL; word++) {
		putchar('"');
		for (const char *s = *word; *s != '\0'; s++)
			printf("\\x%02X", (unsigned char)*s);
		puts("\"");
	}
	return 0;
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {
	    {"seed", required_argument, NULL, 's'},
	    {"rounds", required_argument, NULL, 'r'},
	    {"seconds", required_argument, NULL, 't'},
	    {"long", no_argument, NULL, 'l'},
	    {"write", required_argument, NULL, 'w'},
	    {"words", no_argument, NULL, 'd'}, {0}};
	bool is_long = false;

	rounds = (unsigned long)fuzz_target.rounds;
	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;)
		switch (c) {
		case 's':
			seed = strtoul(optarg, NULL, 10);
			break;
		case 'r':
			rounds = strtoul(optarg, NULL, 10);
			break;
		case 't':
			seconds = strtoul(optarg, NULL, 10);
			break;
		case 'l':
			is_long = true;
			break;
		case 'w':
			return write_inputs(optarg);
		case 'd':
			return print_words();
		default:
			return 2;
		}
	if (optind < argc)
		return run_files(argv + optind, is_long);
	return run_test();
}
