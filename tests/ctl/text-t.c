/* text-t.c - strangers' texts: harmless, measured, cut, wrapped */
/* SPDX-License-Identifier: MIT */
#include "ctl/text.h"

#include <stdlib.h>
#include <string.h>

#include "ctl/table.h"
#include "tap/tap.h"

static const struct {
	const char *text, *clean;
	int width;
} cleaned[] = {
    {"", "", 0},
    {"  a  b ", "a b", 3},
    {"Västra\tGötaland\r\n", "Västra Götaland", 15},
    {"\033[31mröd", "?[31mröd", 8},
    {"\xC2\x9B"
     "31m",
	"?31m", 4},
    {"a\xE2\x80\xAE"
     "b",
	"a?b", 3},
    {"a\xE2\x81\xA6"
     "b\xE2\x81\xA9",
	"a?b?", 4},
    {"mjuk\xC2\xADt", "mjukt", 5},
    {"a\xE2\x80\x8B"
     "b\xEF\xBB\xBF",
	"ab", 2},
    {"a\xC2\xA0"
     "b",
	"a b", 3},
    {"日本", "日本", 4},
    {"e\xCC\x81", "e\xCC\x81", 1},
    {"\xFF"
     "a\xC3",
	"\xEF\xBF\xBD"
	"a\xEF\xBF\xBD",
	3},
};

static void
check_clean(struct pool *pool)
{
	for (size_t i = 0; i < sizeof(cleaned) / sizeof(cleaned[0]); i++) {
		const char *clean = text_clean(pool, cleaned[i].text);

		is_string(cleaned[i].clean, clean, "clean %zu", i);
		is_int(cleaned[i].width, text_width(clean), "width %zu", i);
	}
}

static void
check_stack(struct pool *pool)
{
	struct str s = STR_INIT(4096);

	str_add(&s, "Z");
	for (int i = 0; i < 500; i++)
		str_add(&s, "\xCC\x81");
	is_int(1 + 4 * 2, (int64_t)strlen(text_clean(pool, s.text)),
	    "four signs of five hundred stay on a letter");
	str_release(&s);
}

static const struct {
	const char *text;
	int columns;
	const char *cut;
} cuts[] = {
    {"Göteborg", 8, "Göteborg"},
    {"Göteborg", 7, "Götebo…"},
    {"Göteborg", 1, "…"},
    {"nära vård", 6, "nära…"},
    {"日本語", 5, "日本…"},
    {"日本語", 4, "日…"},
    {"e\xCC\x81"
     "e\xCC\x81"
     "e\xCC\x81",
	2,
	"e\xCC\x81"
	"…"},
    {"", 3, ""},
};

static void
check_cut(void)
{
	for (size_t i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++) {
		struct str s = STR_INIT(256);

		text_cut(&s, cuts[i].text, cuts[i].columns);
		is_string(cuts[i].cut, s.text, "%s in %d columns", cuts[i].text,
		    cuts[i].columns);
		ok(text_width(s.text) <= cuts[i].columns, "and it fits");
		str_release(&s);
	}
}

/* What the function writes, to be freed. */
static char *
written(void (*function)(FILE *, struct pool *), struct pool *pool)
{
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	if (f == NULL)
		bail("no memory stream");
	function(f, pool);
	fclose(f);
	return text;
}

static void
wrapped(FILE *f, struct pool *pool)
{
	text_wrap(f, pool,
	    "Svara senast den 30 november.\n\nSe "
	    "https://www.example.se/en/mycket/lang/adress nu",
	    16, 2);
}

static void
table(FILE *f, struct pool *pool)
{
	static const struct column column[] = {{"ID", false, false, 0},
	    {"TITLE", false, true, 0}, {"N", true, false, 1},
	    {"NEVER", false, false, 2}};
	struct table *t = table_new(pool, column, 4);
	struct screen s = {f, 24, false};

	for (int i = 9; i < 11; i++) {
		table_cell(t, COLOUR_NONE, pool_printf(pool, "I%d", i));
		table_cell(t, COLOUR_NONE, "Överenskommelse om vård");
		table_cell(t, COLOUR_NONE, pool_printf(pool, "%d", i));
		table_cell(t, COLOUR_BAD, NULL);
	}
	table_write(t, &s);
}

static void
empty(FILE *f, struct pool *pool)
{
	static const struct column column[] = {
	    {"ID", false, false, 0}, {"TITLE", false, true, 0}};
	struct screen s = {f, 24, false};

	table_write(table_new(pool, column, 2), &s);
}

static void
check_written(struct pool *pool)
{
	char *text = written(wrapped, pool);

	is_string("Svara senast\n  den 30\n  november.\n\n  Se\n"
		  "  https://www.example.se/en/mycket/lang/adress\n  nu\n",
	    text, "wrapped between words");
	free(text);
	text = written(table, pool);
	is_string("ID   TITLE             N\n"
		  "I9   Överenskommels…   9\n"
		  "I10  Överenskommels…  10\n",
	    text, "a table that fits, without the column of nothing");
	free(text);
	text = written(empty, pool);
	is_string("ID  TITLE\n", text, "a table of no rows");
	free(text);
}

int
main(void)
{
	struct pool *pool = pool_new(1024 * 1024);

	check_clean(pool);
	check_stack(pool);
	check_cut();
	check_written(pool);
	pool_free(pool);
	return done_testing();
}
