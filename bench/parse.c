/* parse.c - how fast feeds are read, beside a bare pass of libxml2 */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <libxml/parser.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/feed/feed.h"

/*
 * parse ROUNDS FILE...: the files are read into memory, then the three ways
 * take turns over all of them; what is told is the median of the rounds.
 */
enum {
	FILES_MOST = 20000,
	ROUNDS_MOST = 100,
	PUSHED = 16 * 1024,
	KEPT = 4 << 20
};

struct file {
	char *bytes;
	size_t len;
};

static size_t events;

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static struct file
read_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	struct file file = {NULL, 0};
	long len;

	if (f == NULL || fseek(f, 0, SEEK_END) != 0 || (len = ftell(f)) < 0) {
		fprintf(stderr, "parse: %s: %s\n", path, strerror(errno));
		exit(1);
	}
	rewind(f);
	file.bytes = malloc((size_t)len + 1);
	if (file.bytes == NULL)
		abort();
	file.len = fread(file.bytes, 1, (size_t)len, f);
	fclose(f);
	return file;
}

static void
on_start(void *user, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int n_spaces, const xmlChar **spaces, int n,
    int n_defaulted, const xmlChar **attributes)
{
	(void)user;
	(void)name;
	(void)prefix;
	(void)uri;
	(void)n_spaces;
	(void)spaces;
	(void)n;
	(void)n_defaulted;
	(void)attributes;
	events++;
}

static void
on_end(
    void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	(void)user;
	(void)name;
	(void)prefix;
	(void)uri;
	events++;
}

static void
on_text(void *user, const xmlChar *text, int len)
{
	(void)user;
	(void)text;
	events += (size_t)len;
}

static void
on_error(void *user, const char *format, ...)
{
	(void)user;
	(void)format;
}

static xmlSAXHandler bare = {.initialized = XML_SAX2_MAGIC,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
    .error = on_error,
    .fatalError = on_error};

static void
by_sax(const struct file *f, struct pool *pool)
{
	(void)pool;
	xmlSAXUserParseMemory(&bare, NULL, f->bytes, (int)f->len);
}

static void
by_push(const struct file *f, struct pool *pool)
{
	xmlParserCtxtPtr c = xmlCreatePushParserCtxt(
	    &bare, NULL, NULL, 0, NULL);

	(void)pool;
	for (size_t at = 0; at < f->len; at += PUSHED)
		xmlParseChunk(c, f->bytes + at,
		    (int)(f->len - at < PUSHED ? f->len - at : PUSHED), 0);
	xmlParseChunk(c, NULL, 0, 1);
	xmlFreeDoc(c->myDoc);
	xmlFreeParserCtxt(c);
}

static void
by_feed(const struct file *f, struct pool *pool)
{
	struct body body = {f->bytes, f->len, "http://a.example/", NULL};
	struct document d;
	struct why w;

	feed_read(pool, &body, &d, &w);
	events += d.n_items;
	pool_clear(pool);
}

static const struct way {
	const char *name;
	void (*read)(const struct file *, struct pool *);
} ways[] = {
    {"libxml2 SAX", by_sax}, {"libxml2 push", by_push}, {"feed_read", by_feed}};
enum { WAYS = sizeof(ways) / sizeof(*ways) };

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static void
measure(const struct file *file, size_t n, int rounds)
{
	double took[WAYS][ROUNDS_MOST], total = 0;
	struct pool *pool = pool_new((size_t)2 << 30);

	for (size_t i = 0; i < n; i++)
		total += (double)file[i].len;
	for (int r = 0; r < rounds; r++)
		for (size_t w = 0; w < WAYS; w++) {
			double start = now();

			for (size_t i = 0; i < n; i++)
				ways[w].read(&file[i], pool);
			took[w][r] = now() - start;
		}
	for (size_t w = 0; w < WAYS; w++)
		qsort(took[w], (size_t)rounds, sizeof(double), compare);
	for (size_t w = 0; w < WAYS; w++)
		printf("%-13s %4.0f MB/s  %.2f of SAX  %.2f of push\n",
		    ways[w].name, total / took[w][rounds / 2] / 1e6,
		    took[0][rounds / 2] / took[w][rounds / 2],
		    took[1][rounds / 2] / took[w][rounds / 2]);
	pool_free(pool);
}

int
main(int argc, char **argv)
{
	struct file *file = calloc(FILES_MOST, sizeof(*file));
	int rounds = argc > 1 ? atoi(argv[1]) : 0;
	size_t n = 0;

	if (file == NULL)
		abort();
	if (rounds < 1 || rounds > ROUNDS_MOST || argc < 3) {
		fprintf(stderr, "usage: parse ROUNDS FILE...\n");
		return 2;
	}
	/* As bevakad-reader does. */
	mallopt(M_TRIM_THRESHOLD, KEPT);
	mallopt(M_MMAP_THRESHOLD, KEPT);
	xmlInitParser();
	for (int i = 2; i < argc && n < FILES_MOST; i++)
		file[n++] = read_file(argv[i]);
	printf("%zu files, median of %d rounds\n", n, rounds);
	measure(file, n, rounds);
	for (size_t i = 0; i < n; i++)
		free(file[i].bytes);
	free(file);
	return 0;
}
