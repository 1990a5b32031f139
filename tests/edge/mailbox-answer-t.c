/* mailbox-answer-t.c - an IMAP server's responses, in pieces of every size */
/* SPDX-License-Identifier: MIT */
#include "edge/mailbox-answer.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "tap/tap.h"

enum { LITERAL_MOST = 100 };

static const char session[] =
    "* OK ready\r\n"
    "* FLAGS (\\Seen)\r\n"
    "* 172 EXISTS\r\n"
    "* OK [UIDVALIDITY 3857529045] UIDs valid\r\n"
    "* OK [UIDNEXT 4392] Predicted next UID\r\n"
    "b1 OK [READ-ONLY] EXAMINE completed\r\n"
    "* 12 FETCH (UID 4391 INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" "
    "BODY[]<0> {33}\r\nb2 OK FETCH completed\r\n* BYE\r\n{5} FLAGS ())\r\n"
    "b2 OK done\n"
    "* LIST () \"/\" {0}\r\n\r\n"
    "* 1 FETCH (BODY[] {2}\r\nab X {3}\r\ncde Y {1}\r\nf)\r\n";

static const char *const lines[] = {"* OK ready", "* FLAGS (\\Seen)",
    "* 172 EXISTS", "* OK [UIDVALIDITY 3857529045] UIDs valid",
    "* OK [UIDNEXT 4392] Predicted next UID",
    "b1 OK [READ-ONLY] EXAMINE completed",
    ("* 12 FETCH (UID 4391 INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" "
     "BODY[]<0> {33} FLAGS ())"),
    "b2 OK done", "* LIST () \"/\" {0}", "* 1 FETCH (BODY[] {2} X {3} Y {1})"};
static const char *const literals[] = {"", "", "", "", "", "",
    "b2 OK FETCH completed\r\n* BYE\r\n{5}", "", "", "cde"};

enum { LINES = sizeof(lines) / sizeof(lines[0]) };

/* True when all responses came as they should, given in pieces of size. */
static bool
feed_pieces(size_t size)
{
	size_t len = sizeof(session) - 1, n = 0;
	struct answer a;
	struct why w;
	bool good = true;

	answer_init(&a, LITERAL_MOST);
	for (size_t at = 0; at < len && good;) {
		size_t part = len - at < size ? len - at : size, used;
		char *copy = malloc(part);

		memcpy(copy, session + at, part);
		good = answer_feed(&a, copy, part, &used, &w);
		free(copy);
		at += used;
		if (!a.whole)
			continue;
		good = good && n < LINES &&
		       strcmp(a.line.text, lines[n]) == 0 &&
		       strcmp(a.literal.text, literals[n]) == 0;
		if (!good)
			diag("%zu: %s / %s", n, a.line.text, a.literal.text);
		n++;
	}
	answer_release(&a);
	return good && n == LINES;
}

static void
test_pieces(void)
{
	bool good = true;

	for (size_t size = 1; size < sizeof(session) && good; size++)
		good = feed_pieces(size);
	ok(good, "%d responses, in pieces of every size", (int)LINES);
}

static void
give(struct answer *a, const char *line)
{
	size_t used;
	struct why w;

	if (!answer_feed(a, line, strlen(line), &used, &w) || !a->whole)
		bail("%s", line);
}

static void
test_values(void)
{
	struct answer a;
	uint32_t n;

	answer_init(&a, LITERAL_MOST);
	give(&a, "* OK [UIDNEXT 4392] Predicted\r\n");
	is_int(4392, answer_value(&a, "UIDNEXT"), "a value");
	is_int(0, answer_value(&a, "UID"), "of the whole word");
	is_int(0, answer_value(&a, "UIDVALIDITY"), "that is there");
	is_string("", answer_number(&a, &n), "no number");
	give(&a, "* 12 FETCH (FLAGS (\\Seen) uid 7 INTERNALDATE "
		 "\" 7-Mar-2021 08:15:00 +0100\")\r\n");
	is_string("FETCH", strndupa(answer_number(&a, &n), 5), "a word");
	is_int(12, n, "and its number");
	is_int(7, answer_value(&a, "UID"), "in any case");
	is_int(1615101300, answer_time(&a), "a time");
	give(&a, "* 1 FETCH (INTERNALDATE \"xx\")\r\n");
	is_int(NO_TIME, answer_time(&a), "none");
	give(&a, "* 99999999999999999999 EXISTS\r\n");
	answer_number(&a, &n);
	ok(true, "a number beyond numbers");
	answer_release(&a);
}

static const struct {
	const char *begin, *fill, *why;
} bad[] = {
    {"* 1 FETCH (BODY[] {101}\r\n", "", "101 bytes"},
    {"* 1 FETCH (BODY[] {99999999999999999999999}\r\n", "", "bytes"},
    {"* ", "a", "without an end"},
    {"* ", "{1}\r\na ", "without an end"},
};

static void
test_bad(void)
{
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct answer a;
		struct why w = {""};
		size_t used, len = strlen(bad[i].fill);
		bool good;

		answer_init(&a, LITERAL_MOST);
		good = answer_feed(
		    &a, bad[i].begin, strlen(bad[i].begin), &used, &w);
		for (int k = 0; good && len > 0 && k < ANSWER_LINE_MOST; k++)
			good = answer_feed(&a, bad[i].fill, len, &used, &w);
		ok(!good, "%.30s%s", bad[i].begin, bad[i].fill);
		has_string(bad[i].why, w.text, "why");
		answer_release(&a);
	}
}

int
main(void)
{
	test_pieces();
	test_values();
	test_bad();
	return done_testing();
}
