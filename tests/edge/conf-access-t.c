/* conf-access-t.c - what feed, source and [bevakad] say of who asks */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "edge/conf.h"
#include "tap/tap.h"

static char folder[] = "/tmp/conf-access-t-XXXXXX";
static char file[sizeof(folder) + 20];

static struct conf *
load(const char *all, const char *source, const char *feed)
{
	FILE *f = fopen(file, "w");
	struct conf *c = NULL;
	struct why w = {""};

	if (f == NULL)
		bail("%s: %m", file);
	fprintf(f,
	    "[bevakad]\n%s\n[source s]\n%s\n"
	    "[feed f]\nsource = s\nurl = https://example.se/\n%s\n",
	    all, source, feed);
	fclose(f);
	if (!conf_load(NULL, folder, NULL, NULL, &c, &w))
		bail("%s", w.text);
	for (size_t i = 0; i < c->n_faults; i++)
		diag("%s", c->fault[i].text);
	if (c->n_faults > 0 || c->n_feeds != 1)
		bail("the configuration has faults");
	return c;
}

/* What [bevakad], a source and its feed say, and what holds; "": nothing. */
static const struct {
	const char *all, *source, *feed;
	size_t member;
	const char *holds;
} cases[] = {
#define OF(member) offsetof(struct conf_access, member)
    {"", "", "", OF(login), NULL},
    {"", "login = s-login", "", OF(login), "s-login"},
    {"", "login = s-login", "login = f-login", OF(login), "f-login"},
    {"", "login = s-login", "login = none", OF(login), NULL},
    {"", "login = s-login", "bearer = f-token", OF(login), NULL},
    {"", "login = s-login", "bearer = f-token", OF(bearer), "f-token"},
    {"", "bearer = s-token", "login = none", OF(bearer), NULL},
    {"", "cookie = kaka", "", OF(cookie), "kaka"},
    {"", "cookie = kaka", "cookie = none", OF(cookie), NULL},
    {"", "certificate = kort", "", OF(certificate), "kort"},
    {"", "intermediate = /a.pem", "", OF(intermediate), "/a.pem"},
    {"ca = /a.pem", "", "", OF(ca), "/a.pem"},
    {"ca = /a.pem", "ca = /b.pem", "", OF(ca), "/b.pem"},
    {"ca = /a.pem", "ca = /b.pem", "ca = none", OF(ca), NULL},
    {"proxy = http://p:1", "", "", OF(proxy), "http://p:1"},
    {"proxy = http://p:1", "proxy = none", "", OF(proxy), NULL},
    {"proxy = http://p:1", "proxy = none", "proxy = http://q:2", OF(proxy),
	"http://q:2"},
    {"proxy = http://p:1\nproxy-login = l", "", "", OF(proxy_login), "l"},
    {"proxy = http://p:1\nproxy-login = l", "", "proxy-login = own",
	OF(proxy_login), "own"},
    {"proxy = http://p:1\nproxy-login = l", "", "proxy = http://q:2",
	OF(proxy_login), NULL},
    {"proxy = http://p:1\nproxy-login = l", "proxy = none", "", OF(proxy_login),
	NULL},
    {"proxy = http://p:1\nproxy-login = l", "proxy-login = none", "",
	OF(proxy_login), NULL},
};

static void
test_cases(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct conf *c = load(
		    cases[i].all, cases[i].source, cases[i].feed);
		const char *const *seen =
		    (const void *)((const char *)&c->feed[0].access +
				   cases[i].member);

		is_string(cases[i].holds, *seen, "\"%s\", \"%s\", \"%s\"",
		    cases[i].all, cases[i].source, cases[i].feed);
		conf_free(c);
	}
}

static void
test_headers(void)
{
	struct conf *c = load("", "header = X-Api-Key:nyckel,  X-B: b", "");

	is_string("X-Api-Key: nyckel", c->feed[0].access.header[0], "a header");
	is_string("X-B: b", c->feed[0].access.header[1], "and another");
	is_string(NULL, c->feed[0].access.header[2], "no third");
	conf_free(c);
	c = load("", "header = X-Api-Key: nyckel", "header = X-C: c");
	is_string("X-C: c", c->feed[0].access.header[0], "the feed's own");
	is_string(NULL, c->feed[0].access.header[1], "in the source's place");
	conf_free(c);
	c = load("", "header = X-Api-Key: nyckel", "header = none");
	ok(c->feed[0].access.header == NULL, "none");
	conf_free(c);
}

int
main(void)
{
	if (mkdtemp(folder) == NULL)
		bail("%s: %m", folder);
	snprintf(file, sizeof(file), "%s/bevakad.conf", folder);
	test_cases();
	test_headers();
	unlink(file);
	rmdir(folder);
	return done_testing();
}
