/* ini-t.c - configuration files: what is read, and where a fault is */
/* SPDX-License-Identifier: MIT */
#include "base/ini.h"

#include <stdio.h>
#include <string.h>

#include "tap/tap.h"

static struct pool *pool;
static struct why w;

static bool
read_text(const char *text, struct ini *ini)
{
	w.text[0] = '\0';
	return ini_read(pool, "x.conf", text, strlen(text), ini, &w);
}

static void
check_values(void)
{
	struct ini ini = {0};

	ok(read_text("\xEF\xBB\xBF# first\n"
		     "[rule remiss-vard]\n"
		     "any = remiss*, \"a # b ; c\"   # why\n"
		     "      yttrande*\r\n"
		     "\n"
		     "[bevakad]\n"
		     "url=https://h/p?a=1;b=2#frag\n"
		     "empty =\n",
	       &ini),
	    "a file is read: %s", w.text);
	is_int(5, (int)ini.n, "sections and values");
	is_string("rule", ini.entry[0].kind, "kind");
	is_string("remiss-vard", ini.entry[0].name, "name");
	is_int(7, ini.entry[0].column, "column of the name");
	is_string("remiss*, \"a # b ; c\" yttrande*", ini.entry[1].value,
	    "comments go, quotes keep them, an indented line goes on");
	is_int(3, ini.entry[1].line, "line");
	is_int(7, ini.entry[1].column, "column of the value");
	is_string("", ini.entry[2].name, "a section without a name");
	is_string("https://h/p?a=1;b=2#frag", ini.entry[3].value,
	    "no comment without white space");
	is_string("", ini.entry[4].value, "an empty value");
}

static void
check_long(void)
{
	static char text[9000] = "[a]\nk = ";
	struct ini ini = {0};

	memset(text + strlen(text), 'x', 8000);
	ok(read_text(text, &ini), "a line of 8,000 bytes");
	is_int(8000, (int)strlen(ini.entry[1].value), "is not cut");
}

static void
check_faults(void)
{
	static const struct {
		const char *text, *wanted;
	} row[] = {
	    {"a = b\n", "x.conf:1:1: a value before any [section]"},
	    {"[a\n", "x.conf:1:1: a section begins with [ and ends with ]"},
	    {"[a] b\n", "x.conf:1:4: nothing may follow the ] of a section"},
	    {"[]\n", "x.conf:1:1: a section needs a name"},
	    {"[a]\nword\n",
		"x.conf:2:1: expected key = value, [section] or # comment"},
	    {"[a]\n= b\n", "x.conf:2:1: a key must stand before the ="},
	    {"[a]\n  more\n",
		"x.conf:2:3: an indented line goes on with a value, and here "
		"is none"},
	    {"[a]\nk = bl\xE5\n",
		"x.conf:2:7: not UTF-8 here; save the file as UTF-8"},
	};
	struct ini ini;

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		ok(!read_text(row[i].text, &ini), "refused");
		is_string(row[i].wanted, w.text, "and says where and why");
	}
	ok(!ini_read(pool, "x.conf", "[a]\nk\0=b", 9, &ini, &w), "zero byte");
	is_string("x.conf:2:2: a zero byte", w.text, "and says where");
}

static void
note(int line, int column, const char *reason, void *context)
{
	char *at = context;

	snprintf(at + strlen(at), 400 - strlen(at), "%d:%d %.8s;", line, column,
	    reason);
}

static void
check_all_faults(void)
{
	static const char text[] = "[a\n"
				   "left = out\n"
				   "  too\n"
				   "[b]\n"
				   "word\n"
				   "= x\n"
				   "k = one\n"
				   "    two\n"
				   "\n"
				   "  three\n"
				   "l = v\n";
	char told[400] = "";
	struct ini ini;
	int line, column;

	ok(!ini_read_all(pool, "x", text, sizeof(text) - 1, &ini, note, told),
	    "a file with faults");
	is_string("1:1 a sectio;5:1 expected;6:1 a key mu;", told,
	    "every fault is told, and none that follows from another");
	is_int(3, (int)ini.n, "the rest is there");
	is_string("one two three", ini.entry[1].value, "the joined value");
	ini_place(&ini.entry[1], 1, &line, &column);
	ok(line == 7 && column == 6, "the place of its first line");
	ini_place(&ini.entry[1], 4, &line, &column);
	ok(line == 8 && column == 5, "of its second");
	ini_place(&ini.entry[1], 10, &line, &column);
	ok(line == 10 && column == 5, "of its third");
	is_int(1, ini.entry[2].key_column, "and the column of a key");
	is_int(2, ini.entry[0].key_column, "of a section's kind");
}

int
main(void)
{
	pool = pool_new(1 << 20);
	check_values();
	check_long();
	check_faults();
	check_all_faults();
	pool_free(pool);
	return done_testing();
}
