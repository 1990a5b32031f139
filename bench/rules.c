/* rules.c - what matching an item costs with 10 rules, and with 10,000 */
/* SPDX-License-Identifier: MIT */
/*
 * The files given are cut into items of 5 kB.  Rules are made of the words that
 * stand in them, plain, ord* and *ord, some with none and where.  Usual: each
 * rule has two or three words of any, two thirds of them compounds of two words
 * of the files, and one of and.  Greedy: all words are the files' own, and half
 * the rules have no and, so that of ten thousand rules nearly a thousand concern
 * every item.  An item's time is folding its text and asking all rules, as the
 * daemon does.
 */
#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/str.h"
#include "core/forms.h"
#include "core/rules.h"

enum { ITEM = 5000, WORDS_MOST = 200000, ROUNDS = 7, SLICE = 100 };

static struct str text = STR_INIT(256 << 20);
static const char *word[WORDS_MOST];
static size_t n_words;
static struct forms *forms;

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
read_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	char part[65536];
	size_t n;

	if (f == NULL) {
		fprintf(stderr, "rules: %s: %s\n", path, strerror(errno));
		exit(1);
	}
	while ((n = fread(part, 1, sizeof(part), f)) > 0)
		str_addn(&text, part, n);
	fclose(f);
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The different words of five bytes and more, sorted. */
static void
find_words(struct pool *pool)
{
	char *folded = words_fold(pool, text.text, text.len), *one;
	size_t n = 0;

	while ((one = strsep(&folded, " ")) != NULL)
		if (strlen(one) >= 5 && n_words < WORDS_MOST &&
		    strpbrk(one, "0123456789") == NULL)
			word[n_words++] = one;
	qsort(word, n_words, sizeof(*word), by_text);
	for (size_t i = 0; i < n_words; i++)
		if (n == 0 || strcmp(word[n - 1], word[i]) != 0)
			word[n++] = word[i];
	n_words = n;
	if (n_words == 0) {
		fputs("rules: no words in these files\n", stderr);
		exit(1);
	}
}

static unsigned seed;

static unsigned
any_below(size_t n)
{
	seed = seed * 1103515245 + 12345;
	return (unsigned)((seed >> 8) % n);
}

static struct pattern_list
some(struct pool *pool, unsigned n, bool rare)
{
	struct pattern_list l = {NULL, 0};
	struct str list = STR_INIT(1000);
	struct why w;
	int column;

	for (unsigned i = 0; i < n; i++) {
		unsigned form = any_below(4);

		str_addf(&list, "%s%s%s%s%s", i ? ", " : "",
		    form == 0 ? "*" : "", word[any_below(n_words)],
		    rare && any_below(3) ? word[any_below(n_words)] : "",
		    form == 1 ? "*" : "");
	}
	if (!patterns_read(
		forms, pool, list.text, &l.pattern, &l.n, &column, &w)) {
		fprintf(stderr, "rules: %s: %s\n", list.text, w.text);
		exit(1);
	}
	str_release(&list);
	return l;
}

static struct rule *
make_rules(struct pool *pool, size_t n, bool greedy)
{
	struct rule *rule = pool_get(pool, n * sizeof(*rule));
	struct why w;
	size_t at;

	seed = 1;
	for (size_t i = 0; i < n; i++) {
		rule[i].name = pool_printf(pool, "r%zu", i);
		rule[i].any = some(pool, 2 + any_below(2), !greedy);
		rule[i].and = some(pool, greedy ? any_below(2) : 1, false);
		rule[i].none = some(pool, any_below(5) == 0, false);
		if (any_below(10) == 0)
			rule[i].where = where_read(forms, pool,
			    "age < 60d and not source = nobody", &at, &w);
	}
	return rule;
}

/* All items once; how many rules they concern in all. */
static size_t
match_all(struct rules *all, struct pool *pool)
{
	size_t hits = 0, n;

	for (size_t at = 0; at + ITEM <= text.len; at += ITEM) {
		struct rule_view v = {.feed = "press",
		    .source = "vgr",
		    .title.folded = words_fold_all(pool, text.text + at, 60),
		    .text.folded = words_fold_all(pool, text.text + at, ITEM)};

		rules_match(all, &v, &n);
		hits += n;
		pool_clear(pool);
	}
	return hits;
}

static int
by_number(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Microseconds an item, the median of rounds. */
static double
measure(size_t n, bool greedy)
{
	struct pool *kept = pool_new((size_t)1 << 30);
	struct pool *pool = pool_new(64 << 20);
	struct rule *rule = make_rules(kept, n, greedy);
	size_t before = mallinfo2().uordblks, items = text.len / ITEM, hits;
	struct rules *all = rules_new(rule, n);
	double longest = 0, start, took, build = 0, first, round[ROUNDS];
	bool done = false;

	while (!done) {
		start = now();
		done = rules_build(all, SLICE);
		took = now() - start;
		longest = took > longest ? took : longest;
		build += took;
	}
	start = now();
	hits = match_all(all, pool);
	first = (now() - start) / (double)items;
	for (int i = 0; i < ROUNDS; i++) {
		start = now();
		match_all(all, pool);
		round[i] = (now() - start) / (double)items;
	}
	qsort(round, ROUNDS, sizeof(*round), by_number);
	printf("%6zu rules: %7.1f us an item (first time %7.1f), %5.1f of them "
	       "match, built in %5.1f ms (longest slice %.2f), %5zu KiB\n",
	    n, round[ROUNDS / 2] * 1e6, first * 1e6,
	    (double)hits / (double)items, build * 1e3, longest * 1e3,
	    (mallinfo2().uordblks - before) / 1024);
	rules_free(all);
	pool_free(pool);
	pool_free(kept);
	return round[ROUNDS / 2];
}

int
main(int argc, char **argv)
{
	struct pool *pool = pool_new((size_t)1 << 30);
	double few = 0, many = 0;

	for (int i = 1; i < argc; i++)
		read_file(argv[i]);
	if (text.len < ITEM) {
		fputs("usage: rules FILE... (5 kB of text and more)\n", stderr);
		return 2;
	}
	forms = forms_new();
	find_words(pool);
	printf("%zu items of %d bytes, %zu different words\n", text.len / ITEM,
	    ITEM, n_words);
	for (int greedy = 0; greedy < 2; greedy++) {
		printf("%s rules:\n", greedy ? "greedy" : "usual");
		for (size_t n = 10; n <= 10000; n *= 10) {
			many = measure(n, greedy);
			few = n == 10 ? many : few;
		}
		printf(
		    "10,000 rules cost %.2f times as much as 10\n", many / few);
	}
	forms_free(forms);
	pool_free(pool);
	str_release(&text);
	return 0;
}
