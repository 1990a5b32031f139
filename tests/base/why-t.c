/* why-t.c - reasons: whole, too long, with their own text among the words */
/* SPDX-License-Identifier: MIT */
#include "base/why.h"

#include <string.h>

#include "core/text/encoding.h"
#include "tap/tap.h"

static void
check_short(void)
{
	struct why w;

	ok(!why(&w, "line %d: %s", 3, "no such option"), "always false");
	is_string("line 3: no such option", w.text, "and says why");
	why_before(&w, "etc/%s", "a.conf");
	is_string("etc/a.conf: line 3: no such option", w.text, "where first");
	why(&w, "%s; it is tried again", w.text);
	is_string("etc/a.conf: line 3: no such option; it is tried again",
	    w.text, "its own text may be among the words");
}

static void
check_long(void)
{
	static const char *const letters[] = {"a", "å", "€", "𝄞"};
	char long_name[8000];
	struct why w;

	for (size_t i = 0; i < 4; i++) {
		for (size_t shift = 0; shift < 4; shift++) {
			memset(long_name, 'x', shift);
			long_name[shift] = '\0';
			while (strlen(long_name) < 900)
				strcat(long_name, letters[i]);
			why(&w, "certificate \"%s\" is old; tell the publisher",
			    long_name);
			ok(strlen(w.text) < sizeof(w.text) &&
				utf8_valid(w.text, strlen(w.text)) ==
				    strlen(w.text),
			    "%s: cut between characters", letters[i]);
			ok(strncmp(w.text, "certificate \"", 13) == 0,
			    "what happened");
			has_string("\" is old; tell the publisher", w.text,
			    "and what to do");
			has_string(" … ", w.text, "with a mark between");
		}
	}
	memset(long_name, 'x', sizeof(long_name) - 1);
	long_name[sizeof(long_name) - 1] = '\0';
	memcpy(long_name + 3997, "€€€", 9);
	for (size_t i = 0; i < 4; i++) {
		why(&w, "%s", long_name + i);
		ok(strlen(w.text) < sizeof(w.text) &&
			utf8_valid(w.text, strlen(w.text)) == strlen(w.text),
		    "endless: no half character");
	}
}

int
main(void)
{
	check_short();
	check_long();
	return done_testing();
}
