/* encoding-t.c - bytes of any encoding to UTF-8 */
/* SPDX-License-Identifier: MIT */
#include "core/text/encoding.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "tap/tap.h"

static const size_t MOST = (size_t)64 << 20;

static void
check_labels(void)
{
	static const struct {
		const char *label, *name;
	} cases[] = {
	    {"utf-8", "UTF-8"},
	    {" UTF8 ", "UTF-8"},
	    {"iso-8859-1", "windows-1252"},
	    {"ISO_8859-1:1987", "windows-1252"},
	    {"us-ascii", "windows-1252"},
	    {"ANSI_X3.4-1968", "windows-1252"},
	    {"Latin1", "windows-1252"},
	    {"iso8859-15", "ISO-8859-15"},
	    {"l9", "ISO-8859-15"},
	    {"x-cp1250", "windows-1250"},
	    {"iso-8859-9", "windows-1254"},
	    {"gb2312", "gb18030"},
	    {"x-sjis", "Shift_JIS"},
	    {"ks_c_5601-1987", "EUC-KR"},
	    {"utf-16", "UTF-16LE"},
	    {"unicodefffe", "UTF-16BE"},
	    {"no-such", NULL},
	    {"", NULL},
	    {"0123456789012345678901234567890123456789012", NULL},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		is_string(cases[i].name,
		    encoding_find(cases[i].label, strlen(cases[i].label)),
		    "label %s", cases[i].label);
	is_string("ISO-8859-2",
	    encoding_of_type("text/xml; q=1; Charset = \"iso-8859-2\""),
	    "header");
	is_string(NULL, encoding_of_type("text/xml"), "header without");
	is_string(NULL, encoding_of_type(NULL), "no header");
	is_string(NULL, encoding_of_type("charset=utf-8"), "no parameter");
}

static void
check_choice(void)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *type, *name;
	} cases[] = {
	    {"\xEF\xBB\xBF<a/>", 7, "text/xml; charset=iso-8859-2", "UTF-8"},
	    {"\xFF\xFE<\0", 4, "text/xml; charset=iso-8859-2", "UTF-16LE"},
	    {"\xFE\xFF\0<", 4, NULL, "UTF-16BE"},
	    {"\xFF\xFE\0\0<\0\0\0", 8, NULL, "UTF-32LE"},
	    {"<\0?\0x\0", 6, "text/xml; charset=utf-8", "UTF-16LE"},
	    {"\0<\0?\0x", 6, NULL, "UTF-16BE"},
	    {"\0\0\0<\0\0\0?", 8, NULL, "UTF-32BE"},
	    {"<?xml encoding='iso-8859-2'?>", 29, "text/xml; charset=koi8-r",
		"KOI8-R"},
	    {"<?xml encoding='iso-8859-2'?>", 29, "text/xml; charset=x",
		"ISO-8859-2"},
	    {"<?xml version=\"1.0\" encoding = \"iso-8859-2\" ?>", 46, NULL,
		"ISO-8859-2"},
	    {"<?xml version='1.0'?><a encoding='iso-8859-2'/>", 47, NULL,
		"UTF-8"},
	    {"<?xml encoding='utf-16'?>", 25, "text/xml; charset=utf-16",
		"UTF-8"},
	    {"", 0, NULL, "UTF-8"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		is_string(cases[i].name,
		    encoding_of(cases[i].bytes, cases[i].len, cases[i].type),
		    "choice %zu", i);
}

static void
check_decoding(void)
{
	static const struct {
		const char *name, *bytes;
		size_t len;
		const char *text;
		bool replaced;
	} cases[] = {
	    {"UTF-8", "abc", 3, "abc", false},
	    {"UTF-8", "\xEF\xBB\xBF\xC3\xA5", 5, "å", false},
	    {"UTF-8", "\xE5\xE4\xF6", 3, "åäö", false},
	    {"UTF-8", "\x93x\x94 \x80", 5, "“x” €", false},
	    {"UTF-8", "\xC3\xA5\xE2\x82", 4, "å\xEF\xBF\xBD", true},
	    {"UTF-8", "\xC3\xA5\xC0\x80z", 5, "å\xEF\xBF\xBD\xEF\xBF\xBDz",
		true},
	    {"UTF-8", "\xC3\xA5\xED\xA0\x80", 5,
		"å\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", true},
	    {"UTF-8", "\xC3\xA5\xF0\x9F\x98z", 6, "å\xEF\xBF\xBDz", true},
	    {"windows-1252", "\xE5\x80\x81", 3, "å€\xC2\x81", false},
	    {"ISO-8859-15", "\xA4", 1, "€", false},
	    {"windows-1253", "\xAA", 1, "\xEF\xBF\xBD", true},
	    {"macintosh", "\x8C\x8A\x9A", 3, "åäö", false},
	    {"KOI8-U", "\xAE", 1, "ў", false},
	    {"UTF-16LE", "\xE5\0=\xD8\0\xDE", 6, "å😀", false},
	    {"UTF-16BE", "\0\xE5\xD8=\xDE\0", 6, "å😀", false},
	    {"UTF-16LE",
		"\0\xD8"
		"a\0x",
		5,
		"\xEF\xBF\xBD"
		"a\xEF\xBF\xBD",
		true},
	    {"UTF-32BE", "\0\1\xF6\0\0\0\0\xE5", 8, "😀å", false},
	    {"UTF-32BE", "\0\x11\0\0", 4, "\xEF\xBF\xBD", true},
	    {"gb18030", "\xC4\xE3", 2, "你", false},
	    {"Big5", "\xA7\x41", 2, "你", false},
	    {"EUC-JP", "\xB0\xA1", 2, "亜", false},
	    {"Shift_JIS", "\x88\x9F", 2, "亜", false},
	    {"EUC-KR", "\xB0\xA1", 2, "가", false},
	    {"ISO-2022-JP", "\x1B$B0!\x1B(B", 8, "亜", false},
	    {"EUC-KR", "a\xFFz", 3, "a\xEF\xBF\xBDz", true},
	};
	struct pool *pool = pool_new(MOST);

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct decoded d = encoding_decode(
		    pool, cases[i].name, cases[i].bytes, cases[i].len);

		is_string(cases[i].text, pool_strndup(pool, d.text, d.len),
		    "%s, case %zu", cases[i].name, i);
		ok(d.replaced == cases[i].replaced, "replaced: %d",
		    cases[i].replaced);
	}
	pool_free(pool);
}

static void
check_utf8(void)
{
	is_int(9, (int64_t)utf8_valid("abcdefg\xC3\xA5", 9), "all");
	is_int(8, (int64_t)utf8_valid("abcdefgh\xC3", 9), "cut");
	is_int(0, (int64_t)utf8_length("\xF4\x90\x80\x80", 4), "too high");
	is_int(4, (int64_t)utf8_length("\xF4\x8F\xBF\xBF", 4), "the highest");
	is_int(0, (int64_t)utf8_length("\xE0\x9F\xBF", 3), "overlong");
}

/* Whatever the bytes and the name, valid UTF-8 comes out. */
static void
check_any(void)
{
	static const char *const names[] = {"UTF-8", "UTF-16LE", "UTF-32BE",
	    "gb18030", "Big5", "EUC-JP", "ISO-2022-JP", "Shift_JIS", "EUC-KR",
	    "windows-1255", "IBM866"};
	char bytes[1000];
	unsigned seed = 17;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct pool *pool = pool_new(MOST);
		struct decoded d;

		for (size_t k = 0; k < sizeof(bytes); k++) {
			seed = seed * 1103515245 + 12345;
			bytes[k] = (char)(seed >> 16);
		}
		d = encoding_decode(pool, names[i], bytes, sizeof(bytes));
		ok(utf8_valid(d.text, d.len) == d.len && d.len > 200,
		    "noise as %s", names[i]);
		pool_free(pool);
	}
}

int
main(void)
{
	encoding_prepare();
	check_labels();
	check_choice();
	check_decoding();
	check_utf8();
	check_any();
	return done_testing();
}
