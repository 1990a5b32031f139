/* scrub-t.c - what a quotation need not spread: a table of cases */
/* SPDX-License-Identifier: MIT */
#include "core/scrub.h"

#include <stdlib.h>
#include <string.h>

#include "tap/tap.h"

static struct pool *pool;

static void
check_line(char *line)
{
	char *wanted = strchr(line, '\t');

	if (line[0] == '#' || line[0] == '\0')
		return;
	if (wanted == NULL)
		bail("no tab: %s", line);
	*wanted++ = '\0';
	is_string(strcmp(wanted, "=") == 0 ? line : wanted, scrub(pool, line),
	    "%s", line);
}

static void
check_table(void)
{
	size_t len;
	char *text = test_read("scrub.tsv", &len), *rest = text, *line;

	while ((line = strsep(&rest, "\n")) != NULL)
		check_line(line);
	free(text);
}

/* The text itself comes back, and nothing is too long or too strange. */
static void
check_edges(void)
{
	static const char none[] = "Ingen siffra här.";
	size_t n = 200000;
	char *long_one = pool_get(pool, n + 1);

	ok(scrub(pool, none) == none, "without a number it is the same text");
	ok(scrub(pool, NULL) == NULL, "no text stays none");
	is_string("", scrub(pool, ""), "an empty one empty");
	is_string("tel", scrub(pool, "tel"), "a word at the end");
	is_string("+", scrub(pool, "+"), "a plus alone");
	is_string("(0", scrub(pool, "(0"), "a bracket alone");
	for (size_t i = 0; i < n; i++)
		long_one[i] = "0 1-"[i % 4];
	ok(scrub(pool, long_one) != NULL, "a long row of digits ends");
	for (size_t i = 0; i < n; i++)
		long_one[i] = "tel "[i % 4];
	ok(scrub(pool, long_one) == long_one, "a long row of words too");
}

int
main(void)
{
	pool = pool_new(64 << 20);
	check_table();
	check_edges();
	pool_free(pool);
	return done_testing();
}
