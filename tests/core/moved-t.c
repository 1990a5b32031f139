/* moved-t.c - permanent moves: which are doubtful, and when one is believed */
/* SPDX-License-Identifier: MIT */
#include "core/moved.h"

#include <stddef.h>

#include "tap/tap.h"

static const struct {
	const char *from, *to;
	enum moved_doubt wanted;
	bool secret;
} cases[] = {
    {"https://a.se/rss", "https://b.se/rss", MOVED_SECRET, true},
    {"http://a.se/rss", "https://a.se/rss", MOVED_SECRET, true},
    {"https://a.se/rss", "https://A.se/rss.xml", MOVED_FINE, true},
    {"https://a.se/rss", "http://b.se/rss", MOVED_INSECURE, true},
    {"http://a.se/rss.xml", "https://a.se/rss.xml", MOVED_FINE, false},
    {"https://a.se/rss.xml", "https://www.a.se/nyheter/rss.xml", MOVED_FINE,
	false},
    {"https://a.se/rss.xml", "https://b.se/?feed=rss", MOVED_FINE, false},
    {"https://a.se/", "https://b.se/", MOVED_FINE, false},
    {"https://a.se/sv/", "https://b.se/sv/", MOVED_FINE, false},
    {"http://a.se/rss", "http://a.se/rss/", MOVED_FINE, false},
    {"https://a.se/rss", "https://a.se/svar/rss", MOVED_FINE, false},
    {"https://a.se/rss", "https://a.se/author/anna/rss", MOVED_FINE, false},
    {"https://a.se/rss", "https://a.se/nyheter/nya-login-for-alla.xml",
	MOVED_FINE, false},
    {"https://a.se/login-nyheter/rss", "https://b.se/rss?return=login",
	MOVED_FINE, false},
    {"https://a.se/login/rss", "https://b.se/login/rss", MOVED_FINE, false},
    {"https://a.se/rss.xml", "https://a.se/", MOVED_ROOT, false},
    {"https://a.se/rss.xml", "https://a.se", MOVED_ROOT, false},
    {"https://a.se/rss.xml", "https://b.se/index.xml", MOVED_FINE, false},
    {"https://a.se/rss.xml", "https://b.se/sv/x", MOVED_FINE, false},
    {"https://a.se/rss.xml", "https://b.se/start.aspx/", MOVED_ROOT, false},
    {"https://a.se/rss.xml", "https://a.se/#start", MOVED_ROOT, false},
    {"https://a.se/rss.xml", "https://b.se/sv/", MOVED_ROOT, false},
    {"https://a.se/rss.xml", "https://b.se/index.html", MOVED_ROOT, false},
    {"https://a.se/rss.xml", "https://b.se/Default.aspx", MOVED_ROOT, false},
    {"https://a.se/rss.xml", "http://a.se/rss.xml", MOVED_INSECURE, false},
    {"HTTPS://a.se/rss.xml", "http://b.se/rss.xml", MOVED_INSECURE, false},
    {"https://a.se/rss.xml", "https://a.se/login?return=/rss.xml", MOVED_LOGIN,
	false},
    {"https://a.se/rss.xml", "https://login.a.se/x", MOVED_LOGIN, false},
    {"https://a.se/rss.xml", "https://a.se/Account/Login.aspx", MOVED_LOGIN,
	false},
    {"https://a.se/rss.xml", "https://idp.a.se/adfs/ls", MOVED_LOGIN, false},
    {"https://a.se/rss.xml", "http://a.se/logga-in/", MOVED_LOGIN, false},
    {"https://a.se/rss.xml", "", MOVED_ROOT, false},
    {"", "", MOVED_FINE, false},
};

int
main(void)
{
	enum { DAY = 86400, NOW = 1700000000 };

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		is_int(cases[i].wanted,
		    moved_doubt(cases[i].from, cases[i].to, cases[i].secret),
		    "%s to %s", cases[i].from, cases[i].to);
		ok((moved_doubt_text(cases[i].wanted)[0] == '\0') ==
			(cases[i].wanted == MOVED_FINE),
		    "a word for it");
	}
	ok(!moved_is_ripe(MOVED_FINE, NOW, 100, NOW), "just seen");
	ok(!moved_is_ripe(MOVED_FINE, NOW - 7 * DAY + 1, 100, NOW),
	    "a second short of a week");
	ok(moved_is_ripe(MOVED_FINE, NOW - 7 * DAY, 3, NOW), "a week");
	ok(!moved_is_ripe(MOVED_FINE, NOW - 70 * DAY, 2, NOW),
	    "a week, but seen twice only");
	ok(!moved_is_ripe(MOVED_LOGIN, NOW - 70 * DAY, 100, NOW),
	    "a doubtful one never");
	return done_testing();
}
