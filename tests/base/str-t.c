/* str-t.c - a text that is being built, and its ceiling; why and log_clean */
/* SPDX-License-Identifier: MIT */
#include "base/str.h"

#include <string.h>

#include "base/log.h"
#include "base/why.h"
#include "tap/tap.h"

static void
check_ceiling(void)
{
	struct str s = STR_INIT(10);

	is_string("", s.text, "empty without a call");
	ok(str_add(&s, "12345"), "fits");
	ok(!str_addf(&s, "%d", 123456), "does not fit");
	is_string("12345", s.text, "left out whole");
	ok(!str_add(&s, "1") && s.full, "and all after it");
	str_clear(&s);
	ok(str_add(&s, "1234567890") && s.len == 10, "to the brim");
	str_cut(&s, 3);
	is_string("123", s.text, "cut");
	str_release(&s);
}

static void
check_characters(void)
{
	struct str s = STR_INIT(100);

	str_addu(&s, 'a');
	str_addu(&s, 0xE5);
	str_addu(&s, 0x20AC);
	str_addu(&s, 0x1F600);
	str_addu(&s, 0xD800);
	str_addu(&s, 0);
	is_string("aå€😀\xEF\xBF\xBD\xEF\xBF\xBD", s.text, "UTF-8");
	str_release(&s);
}

static void
check_why(void)
{
	struct why w;
	char text[1200] = "";

	for (int i = 0; i < 500; i++)
		strcat(text, "å");
	ok(!why(&w, "begin %s end", text), "why is false");
	ok(strlen(w.text) < sizeof(w.text), "a long one fits");
	ok(strncmp(w.text, "begin å", 8) == 0 &&
		strcmp(w.text + strlen(w.text) - 6, "å end") == 0,
	    "and keeps its begin and its end");
	ok(strstr(w.text, "å … å") != NULL, "cut between characters");
	why(&w, "no such file");
	why_before(&w, "%s:%d", "a.conf", 3);
	is_string("a.conf:3: no such file", w.text, "a place before it");
}

static void
check_clean(void)
{
	char text[] = "a\nb\x1B[31m\xC2\x9B å \xE2\x80\xAE.";

	log_clean(text);
	is_string("a?b?[31m?? å ???.", text,
	    "controls and direction marks are overwritten");
	strcpy(text, "\x9B"
		     "1m \xC3. \xF0\x9F\x98");
	log_clean(text);
	is_string("?1m ?. ???", text, "and bytes that are no character");
	strcpy(text, "\xF0\x9F\x98\x80 \xED\xA0\x80");
	log_clean(text);
	is_string("\xF0\x9F\x98\x80 ???", text, "half a pair neither");
}

int
main(void)
{
	check_ceiling();
	check_characters();
	check_why();
	check_clean();
	return done_testing();
}
