/* args-t.c - what was typed: options anywhere, words, and near misses */
/* SPDX-License-Identifier: MIT */
#include "ctl/args.h"

#include <string.h>

#include "tap/tap.h"

enum { WORDS = 10 };

/* A line cut at blanks into argv; its length. */
static int
split(char *line, char **argv)
{
	int argc = 0;

	for (char *w = strtok(line, " "); w != NULL; w = strtok(NULL, " "))
		argv[argc++] = w;
	argv[argc] = NULL;
	return argc;
}

static const struct {
	const char *line;
	const char *words;   /* NULL: it is refused */
	const char *feed;    /* --feed */
	const char *comment; /* -c */
} lines[] = {
    {"ctl", "", NULL, NULL},
    {"ctl items", "items", NULL, NULL},
    {"ctl items --feed a I1", "items I1", "a", NULL},
    {"ctl --feed=a items I1", "items I1", "a", NULL},
    {"ctl --feed= items", "items", "", NULL},
    {"ctl --feed a --feed b items", "items", "b", NULL},
    {"ctl --feed --json items", "items", "--json", NULL},
    {"ctl ack -c tas A1", "ack A1", NULL, "tas"},
    {"ctl ack -ctas A1", "ack A1", NULL, "tas"},
    {"ctl ack --comment tas A1 -h", "ack A1", NULL, "tas"},
    {"ctl -- items --feed a", "items --feed a", NULL, NULL},
    {"ctl parse -", "parse -", NULL, NULL},
    {"ctl items --feed", NULL, NULL, NULL},
    {"ctl items --fed a", NULL, NULL, NULL},
    {"ctl items --json=1", NULL, NULL, NULL},
    {"ctl items -x", NULL, NULL, NULL},
    {"ctl items -ha", NULL, NULL, NULL},
    {"ctl items ---", NULL, NULL, NULL},
    {"ctl items --=a", NULL, NULL, NULL},
    {"ctl items \xC3", NULL, NULL, NULL},
};

static void
check_read(struct pool *pool)
{
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		char *line = pool_strdup(pool, lines[i].line), *argv[WORDS];
		int argc = split(line, argv);
		const char *words = "";
		struct args a;
		struct why w = {""};
		bool read = args_read(&a, pool, argc, argv, &w);

		for (size_t n = 0; read && n < a.n; n++)
			words = pool_printf(
			    pool, "%s%s%s", words, n > 0 ? " " : "", a.word[n]);
		is_string(lines[i].words, read ? words : NULL, "%s: words",
		    lines[i].line);
		if (!read) {
			ok(w.text[0] != '\0', "and why not");
			continue;
		}
		is_string(lines[i].feed, a.value[OPTION_FEED], "--feed");
		is_string(lines[i].comment, a.value[OPTION_COMMENT], "-c");
	}
}

static const struct {
	const char *line;
	int first;
	const char *moved;
} firsts[] = {
    {"ctl", 1, NULL},
    {"ctl dates --json", 1, "dates --json"},
    {"ctl --json dates x", 2, "dates --json x"},
    {"ctl --socket a dates", 3, "dates --socket a"},
    {"ctl --socket=a -h dates", 3, "dates --socket=a -h"},
    {"ctl --odd dates", 2, "dates --odd"},
    {"ctl --socket", 2, NULL},
    {"ctl -- dates", 2, "dates --"},
};

static void
check_first(struct pool *pool)
{
	for (size_t i = 0; i < sizeof(firsts) / sizeof(firsts[0]); i++) {
		char *line = pool_strdup(pool, firsts[i].line), *argv[WORDS];
		int argc = split(line, argv), first = args_first(argc, argv);
		const char *moved = "";

		is_int(firsts[i].first, first, "%s: the word", firsts[i].line);
		if (first >= argc)
			continue;
		args_to_front(argv, first);
		for (int n = 1; n < argc; n++)
			moved = pool_printf(
			    pool, "%s%s%s", moved, n > 1 ? " " : "", argv[n]);
		is_string(firsts[i].moved, moved, "and moved to the front");
	}
}

static void
check_near(void)
{
	is_int(0, args_distance("poll", "poll"), "the same");
	is_int(0, args_distance("POLL", "poll"), "case counts not");
	is_int(1, args_distance("stauts", "status"), "two letters swapped");
	is_int(3, args_distance("", "ack"), "from nothing");
	is_int(3, args_distance("kitten", "sitting"), "three changes");
	ok(args_near("dead", "deadlines"), "a beginning is near");
	ok(!args_near("a", "ack"), "one letter is near nothing");
	ok(!args_near("quux", "poll"), "another word is not");
	is_int(32, args_distance("x", "a word that is longer than any command"),
	    "long words are far");
}

int
main(void)
{
	struct pool *pool = pool_new(1024 * 1024);

	check_read(pool);
	check_first(pool);
	check_near();
	pool_free(pool);
	return done_testing();
}
