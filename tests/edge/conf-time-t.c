/* conf-time-t.c - receivers' wishes, groups and absences as they are loaded */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "edge/conf.h"
#include "tap/tap.h"

static char folder[] = "/tmp/bevakad-conf-time-XXXXXX";

static struct conf *
load(const char *text)
{
	char path[128];
	struct conf *c;
	struct why w;
	FILE *f;

	snprintf(path, sizeof(path), "%s/bevakad.conf", folder);
	f = fopen(path, "w");
	fputs(text, f);
	fclose(f);
	if (!conf_load(NULL, folder, NULL, NULL, &c, &w))
		bail("%s", w.text);
	for (size_t i = 0; i < c->n_faults; i++)
		diag("%s", c->fault[i].text);
	return c;
}

static const char text[] =
    "[bevakad]\nclosed-days = 2026-05-15\n"
    "[period natt-och-helg]\n"
    "closed = weekdays 17:00-07:30, sat, sun, holidays\n"
    "[digest morgon]\nat = workdays 07:45\n"
    "[receiver vard]\nvia = desktop\nmembers = anna, bo\n"
    "digest = morgon\nquiet = natt-och-helg\n"
    "[receiver york]\nvia = desktop\nmembers = cy\n"
    "hours = mon-fri 09:00-17:00\ntimezone = America/New_York\n"
    "[receiver york-too]\nvia = desktop\nmembers = di\n"
    "digest = morgon\nimmediate = critical\ntimezone = America/New_York\n"
    "[receiver plain]\nvia = desktop\nmembers = eva\n"
    "[receiver burst]\nvia = desktop\nmembers = eva\ngather = 30 s\n"
    "[group inre]\nreceivers = york, york-too\n"
    "[group alla]\nreceivers = vard, inre, york\n"
    "[source s]\ntitle = S\n[feed f]\nsource = s\nurl = https://a.example/\n"
    "health = alla\n"
    "[rule r]\nany = x\nto = alla, plain, vard\n"
    "[deadline d]\ntitle = D\nkind = remiss\ndate = 2026-12-01\nto = inre\n"
    "[away sommar]\nuser = anna\ndays = 2026-07-06 - 2026-07-31\n"
    "stand-in = bo\n";

static void
test_wishes(struct conf *c)
{
	const struct conf_receiver *vard = conf_find_receiver(c, "vard");
	const struct conf_receiver *york = conf_find_receiver(c, "york");
	const struct conf_receiver *too = conf_find_receiver(c, "york-too");
	const struct conf_receiver *plain = conf_find_receiver(c, "plain");
	int64_t friday = time_of_local(day_read("2026-11-20"), 18 * 3600);
	struct timing t;

	is_int(0, (int)c->n_faults, "no fault");
	ok(c->timed && vard->timed && york->timed && too->timed &&
		conf_find_receiver(c, "burst")->timed && !plain->timed,
	    "receivers with times of their own, and one without");
	is_int(1 << PRIORITY_HIGH | 1 << PRIORITY_CRITICAL,
	    (int)vard->wish.immediate,
	    "with a digest high and critical are immediate");
	is_int(15, (int)york->wish.immediate, "without one all are");
	is_int(1 << PRIORITY_CRITICAL, (int)too->wish.immediate,
	    "or what the receiver says");
	timing_decide(&vard->wish, PRIORITY_NORMAL, friday, &t);
	is_string("normal is not immediate (high, critical): in the digest "
		  "morgon at 2026-11-23 07:45",
	    t.reason, "normal waits for the digest of Monday");
	timing_decide(&vard->wish, PRIORITY_HIGH, friday, &t);
	is_string("quiet time (natt-och-helg: weekdays 17:00-07:30) until "
		  "2026-11-23 07:30",
	    t.reason, "high is held over the weekend");
	timing_decide(&york->wish, PRIORITY_NORMAL, friday, &t);
	is_string(
	    "normal: at once", t.reason, "18 in Stockholm is noon in New York");
	timing_decide(&york->wish, PRIORITY_NORMAL, friday - 5 * 3600, &t);
	is_string("quiet time (hours) until 2026-11-20 09:00", t.reason,
	    "and 13 is before its office hours");
	is_int(time_of_local(day_read("2026-11-20"), 15 * 3600), t.until,
	    "which begin at 15 in Stockholm");
	ok(york->wish.zone == too->wish.zone && york->wish.zone != NULL,
	    "receivers of one zone share it");
	is_string(
	    "Europe/Stockholm", getenv("TZ"), "the process keeps its own");
	is_string("2150-07-01 08:00",
	    zone_write(york->wish.zone, time_of(day_of(2150, 7, 1), 13 * 3600),
		(char[TIME_TEXT]){""}),
	    "after the last change its offset stays");
}

static void
test_groups(struct conf *c)
{
	const struct rule *r = conf_find_rule(c, "r");
	const struct conf_group *g = conf_find_group(c, "alla");

	is_int(4, (int)r->n_to, "a rule's group is its receivers, each once");
	ok(!strcmp(r->to[0], "vard") && !strcmp(r->to[1], "york") &&
		!strcmp(r->to[2], "york-too") && !strcmp(r->to[3], "plain"),
	    "in the order of naming");
	is_int(2, (int)c->deadline[0].n_to, "a deadline's, too");
	is_int(3, (int)g->n_receivers, "a group of groups is flat");
	ok(conf_find_group(c, "vard") == NULL, "a receiver is no group");
}

static void
test_away(struct conf *c)
{
	is_int(1, (int)c->n_away, "one is away");
	is_string("anna", c->away[0].user, "who");
	is_string("bo", c->away[0].stand_in, "who stands in");
	is_int(day_read("2026-07-06"), c->away[0].days.first, "from");
	is_int(day_read("2026-07-31"), c->away[0].days.last, "to");
}

/* alertmanager #1978, uptime-kuma #4856: zones and their changes of clocks */
static void
test_zone(struct conf *c)
{
	const struct zone *z = conf_find_receiver(c, "york")->wish.zone;

	is_int(-5 * 3600, zone_offset(z, time_read("2026-03-08T06:59:59Z")),
	    "New York before its clocks are put forward");
	is_int(-4 * 3600, zone_offset(z, time_read("2026-03-08T07:00:00Z")),
	    "and after");
	is_int(-4 * 3600, zone_offset(z, time_read("2090-07-01T00:00:00Z")),
	    "in a far summer, too");
}

int
main(void)
{
	char command[128];
	struct conf *c;

	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	if (mkdtemp(folder) == NULL)
		bail("no folder for the test");
	c = load(text);
	test_wishes(c);
	test_groups(c);
	test_away(c);
	test_zone(c);
	conf_free(c);
	snprintf(command, sizeof(command), "rm -r %s", folder);
	is_int(0, system(command), "tidied up");
	return done_testing();
}
