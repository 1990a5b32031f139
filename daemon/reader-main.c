/* reader-main.c - bevakad-reader: reads strangers' documents, locked in */
/* SPDX-License-Identifier: MIT */
#include <getopt.h>
#include <locale.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "core/reading.h"
#include "edge/reader-serve.h"
#include "edge/sandbox.h"

/*
 * Started by the daemon (edge/reader.c) with a socket as 0 and 1; it ends
 * when that is closed.  Order matters: open, then limit, then lock, and only
 * then read.
 */
enum { KEPT = 4 * 1024 * 1024 };

struct options {
	unsigned long long memory;    /* bytes of address space */
	unsigned long long answer;    /* bytes of one answer */
	unsigned long long seconds;   /* of CPU time for one document */
	unsigned long long documents; /* before it is replaced */
};

static void
usage(void)
{
	log_err("usage: bevakad-reader --memory BYTES --answer BYTES "
		"--seconds N --documents N; it is started by bevakad");
	exit(64);
}

static void
read_options(int argc, char **argv, struct options *o)
{
	static const struct option names[] = {
	    {"memory", required_argument, NULL, 'm'},
	    {"answer", required_argument, NULL, 'a'},
	    {"seconds", required_argument, NULL, 's'},
	    {"documents", required_argument, NULL, 'd'}, {NULL, 0, NULL, 0}};
	int c;

	*o = (struct options){
	    512 << 20, 64 << 20, 30, 1000}; /* what the daemon's are */
	while ((c = getopt_long(argc, argv, "", names, NULL)) != -1) {
		unsigned long long n = optarg ? strtoull(optarg, NULL, 10) : 0;

		if (c == 'm')
			o->memory = n;
		else if (c == 'a')
			o->answer = n;
		else if (c == 's')
			o->seconds = n;
		else if (c == 'd')
			o->documents = n;
		if (n == 0 || n > SIZE_MAX / 4)
			usage();
	}
	if (optind != argc || o->seconds > 86400 || o->documents > 1000000)
		usage();
}

static void
lock_in(const struct options *o)
{
	unsigned long long cpu = o->seconds * o->documents;
	struct sandbox_limits limits = {.memory_most = o->memory,
	    .cpu_seconds = cpu > INT32_MAX ? INT32_MAX : (int)cpu};
	struct why w;

	if (sandbox_limit(&limits, &w) && sandbox_enter(&w))
		return;
	log_err("%s", w.text);
	exit(71);
}

/*
 * What an ordinary document takes is kept for the next one; larger pieces go
 * back to the system as they are freed.
 */
static void
keep_some_memory(void)
{
	mallopt(M_TRIM_THRESHOLD, KEPT);
	mallopt(M_MMAP_THRESHOLD, KEPT);
}

int
main(int argc, char **argv)
{
	struct reader_serve serve = {
	    .read = reading_do, .timer = sandbox_timer};
	struct options o;

	log_set_name("reader");
	read_options(argc, argv, &o);
	keep_some_memory();
	serve.seconds = (int)o.seconds;
	serve.memory_most = o.memory;
	serve.answer_most = o.answer;
	setlocale(LC_ALL, "C.UTF-8");
	tzset();
	reading_prepare();
	lock_in(&o);
	_exit(reader_serve(STDIN_FILENO, STDOUT_FILENO, &serve));
}
