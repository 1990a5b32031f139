/* member-t.c - members of JSON objects: what lacks, what is left out */
/* SPDX-License-Identifier: MIT */
#include "base/member.h"

#include "base/date.h"
#include "tap/tap.h"

static void
check_read(void)
{
	json_t *o = json_pack("{s:s, s:i, s:n}", "a", "text", "b", 1, "c");

	is_string("text", member_text(o, "a"), "a text");
	is_string("", member_text(o, "b"), "a number is none");
	is_string("", member_text(o, "c"), "null is none");
	is_string("", member_text(o, "d"), "nor is what lacks");
	is_string("", member_text(NULL, "a"), "nor what no object has");
	json_decref(o);
}

static void
check_put(void)
{
	static const char *const words[] = {"å", "b"};
	struct str s = STR_INIT(1000), little = STR_INIT(5);
	json_t *o = json_object();

	put_text(o, "no", NULL);
	put_words(o, "no", NULL);
	put_words(o, "no", "");
	put_time(o, "no", NO_TIME);
	put_id(o, "no", 'A', 0);
	is_int(0, (int)json_object_size(o), "what is unknown is left out");
	put_text(o, "empty", "");
	put_words(o, "words", "x y");
	put_time(o, "time", 0);
	put_id(o, "id", 'A', 17);
	put_number(o, "n", -3);
	json_object_set_new(o, "list", strings_json(words, 2));
	str_add(&s, "> ");
	str_add_json(&s, o);
	is_string("> {\"empty\":\"\",\"words\":\"x y\","
		  "\"time\":\"1970-01-01T00:00:00Z\",\"id\":\"A17\",\"n\":-3,"
		  "\"list\":[\"å\",\"b\"]}",
	    s.text, "and the rest is put");
	str_add_json(&little, o);
	ok(little.full, "the ceiling of a text holds for JSON");
	str_release(&s);
	str_release(&little);
	json_decref(o);
}

int
main(void)
{
	check_read();
	check_put();
	return done_testing();
}
