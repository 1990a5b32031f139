/* scan.c - how fast dates and deadlines are found in the files given */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "core/deadline/deadline.h"

enum { AT_LEAST = 64 * 1024 * 1024 }; /* bytes to read, all times together */

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static char *
read_file(const char *path, size_t *len)
{
	FILE *f = fopen(path, "rb");
	char *text = NULL;
	size_t room = 0, got;

	if (f == NULL) {
		fprintf(stderr, "scan: %s: %s\n", path, strerror(errno));
		exit(1);
	}
	*len = 0;
	do {
		room += 1 << 20;
		if ((text = realloc(text, room + 1)) == NULL)
			abort();
		got = fread(text + *len, 1, room - *len, f);
		*len += got;
	} while (*len == room);
	fclose(f);
	text[*len] = '\0';
	return text;
}

static size_t
find(struct pool *pool, const char *text, size_t len, bool deadlines)
{
	int ref = day_of(2024, 1, 1);
	size_t n;

	if (deadlines)
		deadline_extract(pool, text, len, ref, &n);
	else
		dates_find(pool, text, len, ref, &n);
	pool_clear(pool);
	return n;
}

/* As items are: parts of 64 kB at most, the way a long feed is read. */
static void
measure(struct pool *pool, const char *text, size_t len, bool deadlines)
{
	enum { PART = 64 * 1024 };
	size_t n = 0, done = 0, at = 0, part;
	double start = now();

	while (done < AT_LEAST) {
		part = len - at < PART ? len - at : PART;
		n += find(pool, text + at, part, deadlines);
		done += part;
		at = at + part < len ? at + part : 0;
	}
	printf("%s %.0f MB/s (%zu per MB)\n",
	    deadlines ? "deadline_extract" : "dates_find",
	    (double)done / (now() - start) / 1e6, n * 1000000 / done);
}

int
main(int argc, char **argv)
{
	struct pool *pool = pool_new(SIZE_MAX);

	for (int i = 1; i < argc; i++) {
		size_t len;
		char *text = read_file(argv[i], &len);

		printf("%s, %zu bytes\n", argv[i], len);
		if (len > 0) {
			measure(pool, text, len, false);
			measure(pool, text, len, true);
		}
		free(text);
	}
	pool_free(pool);
	return 0;
}
