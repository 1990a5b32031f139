/* trust-t.c - documents whose ids fail, and the rung that a feed comes to */
/* SPDX-License-Identifier: MIT */
#include "core/trust.h"

#include "tap/tap.h"

enum { MOST = 40 };

/* A document: each sign is an item.
 *	.  known by its guid and its link	+  new altogether
 *	c  another guid than its link had	b  without a guid
 *	r  the guid of all other r		x  guid and link name two
 *	l  the link of all other l, known by its guid
 */
static const struct {
	const char *document;
	int times;
	enum identity_rung before, after;
	const char *text;
} cases[] = {
    {"....................", 1, RUNG_ALL, RUNG_ALL, "0 of 20"},
    {"...................+", 1, RUNG_ALL, RUNG_ALL, "0 of 20"},
    {"++++++++++++++++++++", 1, RUNG_ALL, RUNG_ALL, "0 of 20"},
    {"..................cc", 1, RUNG_ALL, RUNG_ALL, "2 of 20: 2 changed"},
    {".................ccc", 1, RUNG_ALL, RUNG_LINK, "3 of 20: 3 changed"},
    {"cccccccccccccccccccc", 1, RUNG_ALL, RUNG_LINK, "20 of 20: 20 changed"},
    {"...................c", 30, RUNG_ALL, RUNG_LINK, NULL},
    {".......................................c", 30, RUNG_ALL, RUNG_ALL, NULL},
    {"bbbbbbbbbbbbbbbbbbbb", 9, RUNG_ALL, RUNG_ALL, "0 of 0"},
    {"..................bb", 1, RUNG_ALL, RUNG_ALL, "2 of 20: 2 blank"},
    {"................bbbb", 1, RUNG_ALL, RUNG_LINK, "4 of 20: 4 blank"},
    {"................rrrr", 1, RUNG_ALL, RUNG_LINK, "4 of 20: 4 repeated"},
    {"...............rrrxx", 1, RUNG_ALL, RUNG_LINK,
	"5 of 20: 3 repeated, 2 crossed"},
    {"xxx", 1, RUNG_ALL, RUNG_LINK, "3 of 3: 3 crossed"},
    {"xx", 1, RUNG_ALL, RUNG_ALL, "2 of 2: 2 crossed"},
    {"................llll", 1, RUNG_ALL, RUNG_ALL, "0 of 20"},
    {"................llll", 1, RUNG_LINK, RUNG_TITLE_DATE,
	"4 of 20: 4 repeated"},
    {"cccccccccccccccccccc", 1, RUNG_LINK, RUNG_LINK, "0 of 20"},
    {"rrrrrrrr", 9, RUNG_TEXT, RUNG_TEXT, "0 of 0"},
    {"xxxxxxxx", 9, RUNG_GUID, RUNG_GUID, "0 of 0"},
    {"", 1, RUNG_ALL, RUNG_ALL, "0 of 0"},
};

static size_t
items_of(const char *signs, struct trust_item *item)
{
	size_t n = 0;

	for (; signs[n] != '\0'; n++) {
		int64_t id = (int64_t)n + 1;
		char sign = signs[n];

		item[n] = (struct trust_item){.guid = 1000 + id,
		    .link = 2000 + id,
		    .title = 3000 + id,
		    .whole = 4000 + id,
		    .guid_owner = id,
		    .link_owner = id};
		if (sign == '+')
			item[n].guid_owner = item[n].link_owner = 0;
		if (sign == 'c')
			item[n].guid_owner = 0;
		if (sign == 'b')
			item[n].guid = item[n].guid_owner = 0;
		if (sign == 'r')
			item[n].guid = 999;
		if (sign == 'x')
			item[n].guid_owner = id + 1;
		if (sign == 'l') {
			item[n].link = 1999;
			item[n].link_owner = -1;
		}
	}
	return n;
}

int
main(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		enum identity_rung rung = cases[i].before;
		struct trust_item item[MOST];
		struct trust t = {0};
		size_t n = items_of(cases[i].document, item);
		char text[TRUST_TEXT];

		for (int k = 0;
		     k < cases[i].times && trust_rung(&t, rung) == rung; k++)
			trust_count(&t, rung, item, n);
		is_string(identity_rung_name(cases[i].after),
		    identity_rung_name(trust_rung(&t, rung)),
		    "%d times %s on %s", cases[i].times, cases[i].document,
		    identity_rung_name(rung));
		if (cases[i].text != NULL)
			is_string(cases[i].text, trust_write(&t, text),
			    "which is said");
		ok(t.asked <= TRUST_WINDOW + MOST, "old counts are forgotten");
	}
	return done_testing();
}
