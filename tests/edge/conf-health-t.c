/* conf-health-t.c - who hears of a feed's health, and what is expected of it */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "edge/conf.h"
#include "tap/tap.h"

static char folder[] = "/tmp/bevakad-conf-health-XXXXXX";

static const char receivers[] =
    "[receiver a]\nvia = n\n[receiver b]\nvia = n\n[receiver c]\nvia = n\n"
    "[receiver d]\nvia = n\n[notifier n]\nprogram = /bin/true\n";

/* A feed f of source s, with lines in each of the three sections. */
static struct conf *
load(const char *all, const char *source, const char *feed)
{
	struct conf *c;
	struct why w;
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), "%s/bevakad.conf", folder);
	f = fopen(path, "w");
	fprintf(f,
	    "[bevakad]\n%s[source s]\n%s[feed f]\nsource = s\nurl = http://a.example/\n%s%s",
	    all, source, feed, receivers);
	fclose(f);
	if (!conf_load(NULL, folder, NULL, NULL, &c, &w))
		bail("%s", w.text);
	for (size_t i = 0; i < c->n_faults; i++)
		bail("%s", c->fault[i].text);
	unlink(path);
	return c;
}

static void
check_receivers(void)
{
	static const struct {
		const char *all, *source, *feed;
		const char *other, *failing, *silent;
	} row[] = {
	    {"", "", "", "", "", ""},
	    {"health = a\n", "", "", "a", "a", "a"},
	    {"health = a\nhealth-silent = b\n", "", "", "a", "a", "b"},
	    {"health-failing = b\n", "", "", "b", "b", ""},
	    {"health = a\n", "health-failing = b\n", "", "a", "b", "a"},
	    {"health = a\n", "health = b\n", "health-silent = c\n", "b", "b",
		"c"},
	    {"health-failing = d\n", "health = b\n", "", "b", "b", "b"},
	    {"health = a\n", "health-silent = b\n", "health = c\n", "c", "c",
		"c"},
	    {"health = a\n", "", "health-silent = none\n", "a", "a", ""},
	    {"health = a\n", "", "health = none\n", "", "", ""},
	    {"health = none\nhealth-silent = b\n", "", "", "", "", "b"},
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct conf *c = load(row[i].all, row[i].source, row[i].feed);
		const struct conf_health *h = &conf_find_feed(c, "f")->health;

		is_string(row[i].other, h->other, "row %zu: health", i);
		is_string(row[i].failing, h->failing, "row %zu: failing", i);
		is_string(row[i].silent, h->silent, "row %zu: silent", i);
		conf_free(c);
	}
}

static void
check_expect(void)
{
	struct conf *c = load("", "expect = weekly\n", "");
	const struct conf_feed *f = conf_find_feed(c, "f");

	is_int(5, f->expect.rate.days, "its source's");
	is_string("weekly", f->expect.text, "as written");
	is_int(604800, c->health_again, "an alert is renewed after a week");
	is_int(CONF_BACKFILL_AUTO, (int)f->backfill, "gaps are filled");
	conf_free(c);
	c = load("health-again = 0 s\n", "expect = weekly\n",
	    "expect = no\nbackfill = no\n");
	f = conf_find_feed(c, "f");
	is_int(0, f->expect.rate.items, "its own: nothing expected");
	is_string(
	    "no", f->expect.text, "which is not the same as nothing said");
	is_int(0, c->health_again, "never renewed");
	is_int(CONF_BACKFILL_NO, (int)f->backfill, "gaps are not filled");
	conf_free(c);
	c = load("", "", "");
	is_string("", conf_find_feed(c, "f")->expect.text, "nothing said");
	conf_free(c);
	c = load("health = a\n", "", "");
	is_string("a", c->health.silent, "of the watch itself");
	conf_free(c);
}

int
main(void)
{
	if (mkdtemp(folder) == NULL)
		bail("no folder");
	check_receivers();
	check_expect();
	rmdir(folder);
	return done_testing();
}
